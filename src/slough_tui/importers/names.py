"""Short names for ids: slugs, references as printed and as read, and a paper's acronyms."""

from __future__ import annotations

import re
import unicodedata

_STOP = frozenset("a an and the of to for in on with by at from our is are be that will s".split())
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str, *, words: int = 0) -> str:
    """Lower-case words of `text` joined with hyphens; with `words`, that many telling ones at most."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    parts = [p for p in _NOT_SLUG.split(plain) if p]
    if words:
        parts = ([p for p in parts if p not in _STOP] or parts)[:words]
    return "-".join(parts)


_MONTH = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?"
)
_WHEN = re.compile(
    rf"\b(?:(?:{_MONTH}\s+(?:to|-|–)\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+(?:20)?\d\d|(?:19|20)\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?|"
    r"q(?:tr|uarter)?\s*[1-4]|(?:first|second|third|fourth) quarter|(?:period|month)\s*\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|"
    r"\d\d/\d\d)\b",
    re.IGNORECASE,
)


def undated(title: str) -> str:
    """A title without the days, months, quarters and years in it: the next issue of a paper has the same."""
    return _WHEN.sub(" ", re.sub(r"\([^)]*\d[^)]*\)", " ", title))


LONG_NAME = 4
"""From this many telling words on a body is known by its initials."""


def initials(name: str) -> str:
    """A long body's initials, as officers write them (`ECSSP`); a shorter name stays as it is."""
    words = [
        w for w in re.findall(r"[A-Za-z]+", name.replace("'", "").replace("’", "")) if w.lower() not in _STOP
    ]
    return "".join(w[0] for w in words) if len(words) >= LONG_NAME else name


_LETTERED = re.compile(r"^([A-Za-z]{1,6})[\s.]*0*(\d+(?:\.\d+)?[a-z]?)$")
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*[a-z]?$")


def normal_ref(raw: str) -> str:
    """A reference in its normal form: `OR 1` and `or1` are `OR1`; other forms (`AR-014`) stay as printed."""
    text = " ".join(raw.split()).strip(".:;,)( ~*")
    text += ")" * (text.count("(") - text.count(")"))
    if match := _LETTERED.match(text):
        return match[1].upper() + match[2]
    return text


_REF = re.compile(r"^[A-Za-z]{0,8}[\s./_-]*\d[\w./-]*(?:\([a-z0-9ivx]{1,4}\))*$")


def looks_like_ref(raw: str) -> bool:
    """Whether a cell could be a reference: short, with a digit, or one short word in capitals."""
    text = " ".join(raw.split()).strip(".:)(")
    return 0 < len(text) <= 24 and (
        bool(_REF.match(text)) or (text.isupper() and text.isalpha() and len(text) <= 8)
    )


_WHOLE_REF = re.compile(
    r"^(?:[A-Za-z]{1,6}(?:/\d+){1,3}|(?:20)?\d\d/\d\d[-/.]\d+[a-z]?|(?:19|20)\d\d/\d{1,3})$"
)
_FORWARD = re.compile(r"\s*\((?:b/?f|c/?f)\)\s*$", re.IGNORECASE)
"""One reference that has slashes of its own: `AC/23/14`, `2023/24-07`."""
_SPLIT_REFS = re.compile(r"\s*(?:[/,;&]|\band\b)\s*", re.IGNORECASE)


def split_refs(raw: str) -> list[str]:
    """The references of one cell: `OR 6 / 22` is OR6 and OR22 (the letters carry over)."""
    raw = _FORWARD.sub("", raw)
    if _WHOLE_REF.match(raw.strip()):
        return [normal_ref(raw)]
    refs: list[str] = []
    letters = ""
    for part in _SPLIT_REFS.split(raw.strip()):
        if not part:
            continue
        if match := re.match(r"^([A-Za-z]{1,6})[\s.-]*\d", part):
            letters = match[1]
        elif letters and part[0].isdigit():
            part = letters + part  # noqa: PLW2901
        refs.append(normal_ref(part))
    return refs


def ref_key(ref: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts references as people do: 0.9 before 0.10 before 0.11, 3a before 3b."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part.lower())
        for part in re.findall(r"\d+|[^\d]+", ref)
    )


_DEFINED = re.compile(r"((?:[A-Z][\w’'&-]*\s+(?:(?:of|and|for|the)\s+)?){2,8})\(([A-Z][A-Za-z&]{1,7})\)")


def acronyms(text: str) -> dict[str, str]:
    """Acronyms that `text` defines as `Some Long Name (SLN)`: acronym to name, where the initials agree."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        words = match[1].split()
        for size in range(len(words), 1, -1):
            tail = words[-size:]
            initials = "".join(w[0] for w in tail if w.lower() not in _STOP)
            if tail[0].lower() not in _STOP and initials.upper() == match[2].upper():
                found.setdefault(match[2], " ".join(tail))
                break
    return found
