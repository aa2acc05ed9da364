"""Bytes become text: which encoding, which line ends. The choice is deterministic and said aloud.

A byte order mark decides; else valid UTF-8 is UTF-8; else the bytes above 127 are read both as
Windows-1252 and as Mac Roman, and the reading whose quotes, dashes, pound signs and accents stand where
such signs stand in English wins.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from slough_tui.errors import DocumentError
from slough_tui.importers.readers.prose import Line
from slough_tui.model.document import Mending

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|([\x80-\xff])", re.DOTALL
)
SAMPLE = 20_000
"""So many bytes above 127 are looked at to choose an encoding."""
FEW_CONTROLS = 8
BINARY_UTF8, BINARY_OTHER = 0.3, 0.05
"""A larger share of control characters than this is no text: a paper made to hurt may have a good many
that are valid UTF-8, a picture or a program has some that are not."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with its line ends, what it was written in, and what was mended on the way."""

    text: str
    encoding: str
    mendings: tuple[Mending, ...] = ()


def decode(data: bytes, *, name: str) -> Decoded:
    """`data` as text. Raises DocumentError if it is no text in any encoding we know."""
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return _without_nuls(_marked(data[len(mark) :], codec, label, name))
    if (unmarked := _unmarked_utf16(data)) is not None:
        return _without_nuls(_marked(data, unmarked, "UTF-16 without a mark", name))
    try:
        text: str | None = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    controls = sum(data.count(c) for c in _CONTROLS)
    if controls > max(FEW_CONTROLS, (BINARY_UTF8 if text is not None else BINARY_OTHER) * len(data)):
        raise DocumentError(
            "it is binary, not text",
            where=name,
            hint="save it as text, or give it the ending that says what it is",
        )
    return _without_nuls(_eight_bits(data) if text is None else Decoded(text, "UTF-8"))


def _marked(data: bytes, codec: str, label: str, name: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"it says it is {label} and is not (byte {error.start:,})",
            where=name,
            hint="save it again as UTF-8",
        ) from error
    if label == "UTF-8":
        return Decoded(text, label)
    return Decoded(text, label, (_encoding(label, "its first bytes say so"),))


def _unmarked_utf16(data: bytes) -> str | None:
    """The codec, if every other byte is nearly always nought."""
    sample = data[: 4096 & ~1]
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    for codec, nought, letter in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if sample[nought::2].count(0) >= 0.7 * pairs and sample[letter::2].count(0) <= 0.05 * pairs:
            return codec
    return None


def _encoding(label: str, why: str) -> Mending:
    return Mending("encoding", label, "UTF-8", why)


def _without_nuls(decoded: Decoded) -> Decoded:
    count = decoded.text.count("\0")
    if not count:
        return decoded
    mending = Mending("nul characters", "\0", "", f"{count} of them, which no text has, were taken out")
    return Decoded(decoded.text.replace("\0", ""), decoded.encoding, (*decoded.mendings, mending))


def _eight_bits(data: bytes) -> Decoded:
    whole = broken = 0
    for match in _UTF8_SEQUENCE.finditer(data):
        if match[1] is None:
            whole += 1
        else:
            broken += 1
    if whole > broken:
        text = data.decode("utf-8", errors="slough-cp1252")
        why = f"{broken} bytes are not UTF-8, the other {whole} signs are; those were read as Windows-1252"
        return Decoded(text, "UTF-8 with faults", (_encoding("UTF-8 with faults", why),))
    windows, mac = _cp1252(data), data.decode("mac_roman")
    places = [
        match.start() for _, match in zip(range(SAMPLE), re.finditer(rb"[\x80-\xff]", data), strict=False)
    ]
    scores = {"Windows-1252": _score(windows, places), "Mac Roman": _score(mac, places)}
    label = "Mac Roman" if scores["Mac Roman"] > scores["Windows-1252"] else "Windows-1252"
    why = "it is not UTF-8; quotes, dashes and accents stand where they should when read so"
    return Decoded(mac if label == "Mac Roman" else windows, label, (_encoding(label, why),))


def _cp1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes without a sign become control characters."""
    return data.decode("cp1252", errors="slough-cp1252")


def _read_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in bad), error.end


codecs.register_error("slough-cp1252", _read_as_cp1252)

_OPENING, _CLOSING = "‘“", "’”"
_COMMON = "…•·½¼¾°§©®™\xa0²³"
_ACCENTS = "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœ"


def _score(text: str, places: list[int]) -> int:
    return sum(_sign(text, place) for place in places)


def _sign(text: str, place: int) -> int:
    """How well one sign stands where it stands: 3 as in English, below nought as in no language."""
    char = text[place]
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    if char in _OPENING:
        return 3 if not before.isalnum() and after.isalnum() else 0
    if char in _CLOSING:
        return 3 if before.isalnum() or before in ".,!?)" else 0
    if char in "–—":
        return 2 if before.isspace() == after.isspace() or before.isalnum() else 0
    if char in "£€":
        return 3 if after.isdigit() else 1
    if char in _COMMON:
        return 1
    if char.casefold() in _ACCENTS:
        return _accent(char, before, after)
    return -10 if char < "\xa0" else -2


def _accent(char: str, before: str, after: str) -> int:
    letters = before.isalpha() + after.isalpha()
    if char.isupper() and (before.islower() or after.islower()) and not (before == " " and after.islower()):
        return -3
    return (-2, 1, 2)[letters]


def lines_of(text: str) -> tuple[list[Line], str]:
    """Physical lines without their ends, numbered from 1, split once more at form feeds; and the line end.

    A bare CR ends a line only where it is the file's habit: one inside a line of a file with LF is white
    space.
    """
    returns, feeds = text.count("\r") - text.count("\r\n"), text.count("\n")
    pattern = r"\r\n|\n|\r" if returns > feeds else r"\r\n|\n"
    label = "CR" if returns > feeds else "CRLF" if text.count("\r\n") * 2 > feeds else "LF"
    lines: list[Line] = []
    for number, physical in enumerate(re.split(pattern, text), start=1):
        parts = physical.split("\f")
        lines.extend(Line(part, number, breaks=int(index > 0)) for index, part in enumerate(parts))
    return lines, label
