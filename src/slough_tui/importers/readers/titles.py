"""What a single line looks like: a heading, an entry of a list with its marker, or prose.

Text taken from a PDF has no styles: a heading is a short line that stands alone and does not end like a
sentence. The judgement is generous, since a layout can ignore a heading more easily than guess one.
"""

from __future__ import annotations

import re

_BULLET = r"[-*•●▪◦‣∙·–—■□➢✓\uf0b7\uf0a7]|o(?=\s+[A-Z])"
_NUMBER = (
    r"\d{1,3}(?:\.\d{1,3})+[a-z]?[.)]?(?=[\s*]+[^\sa-z])"  # 2.13  1.1.  3.1.1, not "2.5 million"
    r"|\d{1,3}[.)](?=[\s*])"  # 1.  12)
    r"|\d{1,2}[a-z][.)]?(?=[\s*]+[^\sa-z])"  # 3a  3b.
    r"|\((?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,6})\)(?=[\s*])"  # (1)  (a)  (iv)
    r"|(?:[A-Za-z]|[ivxl]{1,6})\)(?=[\s*])"  # a)  iv)
    r"|(?:[a-hj-z]|i[ivx]*|v[i]{0,3}|x[ivx]*)\.(?=\s)"  # a.  ii.
)
_MARKER = re.compile(rf"\s*(?:(?P<bullet>{_BULLET})\s+)?(?:\*\*)?(?P<number>{_NUMBER})?")
_BARE_NUMBER = re.compile(r"\s*(?P<number>\d{1,2})\s+(?=\**[A-Z])")
_MONTH = re.compile(
    r"(?:st|nd|rd|th)?\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b", re.IGNORECASE
)
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+\S")
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)\1[:.]?$")
_LABEL = re.compile(r"([^:]{1,40}):-?\s*\S")
_SENTENCE_BREAK = re.compile(r"[a-z0-9)][.!?]\s+[A-Z]")
_SMALL_WORDS = frozenset(
    "a an and as at by for from in is it its of on or our that the their to under up with".split()
)

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?")
"""`2023/24` above a table is its heading."""

HEADING_WORDS = 12
TITLE_WORDS = 20
HEADING_CHARS = 130
COLON_WORDS = 6


def marker_of(line: str) -> str:
    """The number or bullet that opens a list entry, as printed, or nothing.

    Of a bullet and a number (`- 2.13 Text`) the number is the marker, for it is what people quote.
    """
    match = _MARKER.match(line)
    if match is None or not (match["bullet"] or match["number"]):
        return ""
    rest = line[match.end() :].strip()
    return (match["number"] or match["bullet"]) if rest or match["bullet"] else ""


def heading_of(line: str, *, alone: bool, guess: bool = True) -> tuple[int, str] | None:
    """Level (0 where unknown) and marker if the line is a heading, else None.

    `alone` says that blank lines, or the edges of the file or page, stand above and below; without
    `guess` only a marked heading (hashes, a line in bold) is one.
    """
    if hashes := _HASHES.match(line):
        return len(hashes[1]), _heading_marker(line.strip().lstrip("#").strip())
    text = line.strip()
    marker = _heading_marker(text)
    rest = text[len(marker) :].strip() if marker else text
    if _BOLD.fullmatch(rest) and len(rest) <= HEADING_CHARS + 4:
        return 0, marker
    if not guess:
        return None
    if alone and is_title(rest):
        return 0, marker
    if _is_capitals(rest) and is_title(rest):
        return 0, marker
    return None


def _heading_marker(text: str) -> str:
    """The number before a heading; a bullet makes no heading."""
    bare = _BARE_NUMBER.match(text)
    if bare and not _MONTH.match(text[bare.end("number") :].lstrip(" *")):
        return bare["number"]
    match = _MARKER.match(text)
    if match is None or match["bullet"] or text.startswith("**"):
        return ""
    return match["number"] or ""


def is_title(text: str) -> bool:
    """Whether a line, its marker taken off, reads like a heading rather than like a sentence."""
    plain = text.strip().strip("*_").strip()
    if _YEAR.fullmatch(plain):
        return True
    if not plain or len(plain) > HEADING_CHARS or plain[-1] in ",;-" or "<" in plain or "](" in plain:
        return False
    if "...." in plain or not _opens_like_a_title(plain) or _SENTENCE_BREAK.search(plain):
        return False
    words = plain.split()
    if plain.endswith(":"):
        return len(words) <= COLON_WORDS and words[-1].casefold() not in {"to:", "that:", "and:", "include:"}
    label = _LABEL.match(plain)
    if label and not any(char.isdigit() for char in label[1]):
        return False  # "Ward(s): All" is a label and its value
    if plain.endswith("."):
        return 1 < len(words) <= COLON_WORDS + 4 and _is_title_case(words)
    return len(words) <= HEADING_WORDS or (len(words) <= TITLE_WORDS and _is_title_case(words))


def _opens_like_a_title(plain: str) -> bool:
    first = plain.lstrip("\"'“‘([")[:1]
    letters = sum(char.isalpha() for char in plain)
    return letters >= 2 and (first.isupper() or first.isdigit() or first == "%")


def _is_title_case(words: list[str]) -> bool:
    telling = [
        word for word in words if word.strip("\"'()“”‘’").casefold() not in _SMALL_WORDS and word[0].isalpha()
    ]
    return bool(telling) and sum(word[0].isupper() for word in telling) >= 0.7 * len(telling)


def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters)
