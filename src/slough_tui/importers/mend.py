"""Mending of text that came out of a PDF or a word processor wrong, one fault at a time.

Every function gives the text as it should read and the mendings made, so that each becomes a line of
`repairs`; the text as printed is kept beside it. Nothing here knows a paper or a council.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Mend(NamedTuple):
    """One fault found: a word for the kind of fault, the part as printed, as mended, and why."""

    what: str
    raw: str
    now: str
    why: str


# Letters of other scripts that look like a Latin letter, by what they look like. After Unicode's
# confusables (UTS 39), the part that a council's keyboard, font or OCR can produce.
_LOOKS_LIKE = {
    "A": "ΑА", "B": "ΒВ", "C": "СϹ", "E": "ΕЕ", "H": "ΗН", "I": "ΙІӀ", "J": "Ј", "K": "ΚК", "M": "ΜМ",
    "N": "Ν", "O": "ΟОՕ", "P": "ΡР", "S": "Ѕ", "T": "ΤТ", "X": "ΧХ", "Y": "ΥҮУ", "Z": "Ζ", "a": "аα",
    "c": "сϲ", "d": "ԁ", "e": "е", "g": "ɡ", "h": "һ", "i": "іι", "j": "ј", "l": "ӏ", "n": "ո", "o": "оοօ",
    "p": "рρ", "q": "ԛ", "s": "ѕ", "u": "υս", "v": "νѵ", "w": "ѡԝ", "x": "хχ", "y": "уγ",
}  # fmt: skip
_LATIN = {ord(alike): latin for latin, all_alike in _LOOKS_LIKE.items() for alike in all_alike}

_TAG = re.compile(
    r"</?(?:p|ul|ol|li|i|u|b|em|strong|br|span|div|sup|sub|table|tr|td|th|h[1-6]|a|font)"
    r"(?:\s+[a-z-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>",
    re.IGNORECASE,
)
_BORDER = re.compile(r"</?(?:p|ul|ol|li|br|div|tr|h[1-6])\b", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|~~)(?=\S)([^*~\n]+?)(?<=\S)\1")
_LOST_HYPHEN = re.compile(r"(?<=[a-z])\[1\](?=[a-z])")
_CAPITAL_I = re.compile(r"\bC[Il1|]{2}r\b")
_WORD = re.compile(r"[^\W\d_]+")


def markup(text: str) -> tuple[str, list[Mend]]:
    """`text` without stray markup, tags that end a paragraph or an entry a line end; `**so**` is bold and `~~so~~` struck out, and lose their signs."""
    text = _BOLD.sub(r"\2", text)
    if "<" not in text:
        return text, []
    found = [m[0] for m in _TAG.finditer(text)]
    if not found:
        return text, []
    bare = _TAG.sub(lambda m: "\n" if _BORDER.match(m[0]) else "", text)
    bare = "\n".join(line for line in (" ".join(part.split()) for part in bare.split("\n")) if line)
    return bare, [
        Mend(
            "markup",
            " ".join(dict.fromkeys(found)),
            "",
            f"{len(found)} {'tag' if len(found) == 1 else 'tags'} of a web page",
        )
    ]


def lost_hyphens(text: str) -> tuple[str, list[Mend]]:
    """`off[1]rolling` as `off-rolling`: a hyphen at a line's end that a converter numbered."""
    mends = []
    for match in _LOST_HYPHEN.finditer(text):
        start = re.search(r"[\w'-]*$", text[: match.start()])
        end = re.match(r"[\w'-]*", text[match.end() :])
        before, after = start[0] if start else "", end[0] if end else ""
        mends.append(Mend("lost hyphen", f"{before}[1]{after}", f"{before}-{after}", "a hyphen became [1]"))
    return _LOST_HYPHEN.sub("-", text), mends


def lookalikes(text: str) -> tuple[str, list[Mend]]:
    """Known titles with a look-alike letter: `CIIr` (capital i) is `Cllr`."""
    mends = [
        Mend("look-alike", m[0], "Cllr", "a capital i stands for an l in a title")
        for m in _CAPITAL_I.finditer(text)
        if m[0] != "Cllr"
    ]
    return _CAPITAL_I.sub("Cllr", text), mends


def homoglyphs(text: str, *, code: bool = False) -> tuple[str, list[Mend]]:
    """Letters of another script read as the Latin letters they look like.

    In a coded field (`code`) any such letter is mended; in prose only inside a word that also has Latin
    letters, so that a Greek or Cyrillic word stays what it is.
    """
    if text.isascii():
        return text, []
    mends: list[Mend] = []

    def word(match: re.Match[str]) -> str:
        raw = match[0]
        now = unicodedata.normalize("NFKC", raw).translate(_LATIN)
        mixed = any(c.isascii() for c in raw) and raw.isascii() is False
        if now == raw or not (code or mixed) or not any(ord(c) in _LATIN for c in raw):
            return raw
        names = ", ".join(dict.fromkeys(unicodedata.name(c, "?") for c in raw if ord(c) in _LATIN))
        mends.append(Mend("homoglyph", raw, now, f"{names} looks like {now}"))
        return now

    return _WORD.sub(word, text), mends


def prose(text: str) -> tuple[str, list[Mend]]:
    """All mendings of running text, in order.

    Printed line ends are wraps and become spaces, as runs of spaces do; a paragraph's or list's border in
    stray markup becomes a line end.
    """
    mends: list[Mend] = []
    text = " ".join(text.split())
    for step in (markup, lost_hyphens, lookalikes, homoglyphs):
        text, made = step(text)
        mends += made
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip(), mends


_PLACEHOLDER = re.compile(
    r"^(?:\?+|-+|–|tb[cadg]|to be (?:confirmed|advised|determined|agreed)|vacant|n/?a|not known|xx+|\[obj\]|…|\.\.\.+)\.?$",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether a cell only keeps a place (`tbc`, `??`, `vacant`)."""
    return bool(_PLACEHOLDER.match(text.strip()))


_RULE = re.compile(r"^[\s\-–—_=|:+]*$")


def is_rule(texts: list[str]) -> bool:
    """Whether a table line is only dashes: a ruled line that became text."""
    return any(texts) and all(_RULE.match(t) for t in texts)


_ENUMERATOR = re.compile(r"^(?:[a-z]|[ivx]{1,4})[.)]\s")
_FINAL = re.compile(r"""[.!?:;…]["')\]’”]*$""")


_LEADS_ON = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "to",
        "for",
        "in",
        "on",
        "with",
        "by",
        "at",
        "from",
        "and",
        "or",
        "that",
        "which",
    )
)
_LONG = 28


def unfinished(text: str) -> bool:
    """Whether a cell's text stops in mid-sentence, as one that goes on over the page does.

    A short cell without a full stop is a name or a date; it is unfinished only where its last word or
    comma leads on.
    """
    text = text.rstrip()
    if not text or is_placeholder(text) or _FINAL.search(text):
        return False
    return len(text) >= _LONG or text.endswith(",") or text.split()[-1].lower() in _LEADS_ON


def goes_on(text: str) -> bool:
    """Whether a cell's text starts in mid-sentence (an enumerator such as `a.` starts one of its own)."""
    text = text.lstrip()
    if not text or _ENUMERATOR.match(text) or is_placeholder(text):
        return False
    return text[0].islower() or text[0] in ",;)"
