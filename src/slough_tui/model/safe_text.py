"""Untrusted text made safe to show: control, bidi and invisible characters become visible stand-ins.

The stored value is never changed; only what is shown is. Both faces and every report pass text from
papers through `clean` before it goes anywhere (design: safety floor).
"""

from __future__ import annotations

import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDI}{_INVISIBLE}\ud800-\udfff\ufffe\uffff]")
_PICTURES = {**{chr(i): chr(0x2400 + i) for i in range(32)}, "\x7f": "\u2421"}

CONTROLS = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")
"""What must never reach a terminal inside text, for the filters that are the last line of defence."""


def _stand_in(match: re.Match[str]) -> str:
    char = match[0]
    return _PICTURES.get(char) or f"\u2039{ord(char):04X}\u203a"


_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])
"""Deleted from a long text in UTF-8, it leaves the characters whole that must be looked at."""


def clean(text: str, *, limit: int | None = None) -> str:
    """`text` on one line and safe to print; line ends become ` ⏎ `, tabs a space.

    `limit` cuts before the stand-ins are made, so that a cell of a megabyte costs nothing.
    """
    if limit is not None and len(text) > limit:
        text = text[: max(limit - 1, 0)] + "\u2026"
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", " \u23ce ").replace("\t", " ")
    return _UNSAFE.sub(_stand_in, text)


def clean_lines(text: str) -> str:
    """`text` safe to print over several lines: line ends stay, tabs become four spaces."""
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    if not odd or not _UNSAFE.search(odd.decode("utf-8", "surrogatepass")):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_UNSAFE.sub(_stand_in, line.replace("\t", "    ")) for line in lines)
