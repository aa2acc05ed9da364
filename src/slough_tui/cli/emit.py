"""The one place that prints. Text of papers is made safe here; data stays data; narration goes to stderr."""

from __future__ import annotations

import os
import re
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, TextIO

from slough_tui.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

Part = str | tuple[str, str]
"""A piece of a line: plain text, or (text, style) with a style of `STYLES`."""

STYLES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "amber": "33",
    "blue": "34",
}

LINES = 1_000
"""Lines that are made safe and written at once."""

_state = {"quiet": False, "color": False, "stdout_gone": False}
_claimed: list[TextIO] = []

# What JSON may carry raw but a terminal must not see: C1 (and DEL), bidi, invisible, tags, surrogates.
_HIDDEN = re.compile(
    "[\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_PLAIN = bytes(range(0x7F))
"""Deleted from a text in UTF-8, it leaves the characters whole that may be hidden."""


def configure(*, quiet: bool, color: bool) -> None:
    """Set once per run, from the global options. Colour also needs a terminal on the stream written to."""
    _state.update(quiet=quiet, color=color, stdout_gone=False)
    for stream in (sys.stdout, sys.stderr):
        # An old terminal's encoding may lack a character of a paper: show an escape, never die.
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="backslashreplace")


def stdout() -> TextIO:
    """The stream that data goes to."""
    return _claimed[-1] if _claimed else sys.stdout


def claim() -> None:
    """Keep stdout for data: from now on, what a plugin or a library prints goes to stderr."""
    if not _claimed:
        _claimed.append(sys.stdout)
        sys.stdout = sys.stderr


def release() -> None:
    """Give stdout back: at the end of a run, and before the screen takes the terminal."""
    while _claimed:
        sys.stdout = _claimed.pop()


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at this stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def emit(*parts: Part) -> None:
    """One line (or several) of text for people, on stdout. Line ends stay; everything else unsafe is shown."""
    _write_out(_paint(parts, stdout()) + "\n")


def emit_lines(lines: Iterable[Sequence[Part]]) -> None:
    """Many lines of text for people, each of pieces, some at a time; nothing more once nobody reads."""
    waiting = iter(lines)
    while not is_unread() and (some := list(islice(waiting, LINES))):
        parts = [part for line in some for part in (*line, "\n")]
        _write_out(_paint(parts[:-1], stdout()) + "\n")


def is_unread() -> bool:
    """Whether whoever read stdout went away (`| head`): nothing more need be made."""
    return bool(_state["stdout_gone"])


def emit_data(data: str | bytes) -> None:
    """Machine formats on stdout, byte for byte (UTF-8). On a terminal, what a terminal would obey is shown instead.

    JSON must come through `json_safe`, which is exact and terminal-safe at once.
    """
    if is_terminal(stdout()):
        from slough_tui.model.safe_text import clean_lines

        text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
        _write_out(clean_lines(text))
        return
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    buffer = getattr(stdout(), "buffer", None)
    if buffer is None:  # a StringIO of a test or an embedding program
        _write_out(raw.decode("utf-8", "replace"))
        return
    _guarded(lambda: (stdout().flush(), buffer.write(raw), buffer.flush()))


def json_safe(text: str) -> str:
    r"""JSON text in which every control, bidi and invisible character stands as `\uXXXX`: the same values."""
    return _HIDDEN.sub(_escaped, text)


def safe_lines(lines: bytes) -> bytes:
    """JSON lines in UTF-8 as `json_safe` gives them; only what is not plain ASCII is looked at."""
    if lines.isascii() and b"\x7f" not in lines:
        return lines
    odd = lines.translate(None, _PLAIN).decode()
    return json_safe(lines.decode()).encode() if _HIDDEN.search(odd) else lines


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def note(*parts: Part) -> None:
    """Narration on stderr; nothing with `--quiet`."""
    if not _state["quiet"]:
        complain(*parts)


def complain(*parts: Part) -> None:
    """An error on stderr, said even with `--quiet`."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(_paint(parts, sys.stderr) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody listens, and there is nowhere else to say so


def _paint(parts: Sequence[Part], stream: TextIO | None) -> str:
    from slough_tui.model.safe_text import clean_lines

    colour = _state["color"] and is_terminal(stream) and os.environ.get("TERM") != "dumb"
    if not colour:
        return clean_lines("".join(part if isinstance(part, str) else part[0] for part in parts))
    pieces = []
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        text = clean_lines(text)
        pieces.append(f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and text else text)
    return "".join(pieces)


def flush() -> None:
    """Hand over what stdout still holds: at the end of a run, and before something else takes the terminal."""
    _guarded(stdout().flush)


def _write_out(text: str) -> None:
    _guarded(lambda: stdout().write(text))


def _guarded(write: Any) -> None:
    """Write to stdout. A reader that went away (`| head`) ends the output, not the work: an import goes on."""
    if _state["stdout_gone"] or stdout() is None:
        return
    try:
        write()
    except BrokenPipeError:
        _state["stdout_gone"] = True
        _divert_stdout()
    except OSError as wrong:
        _state["stdout_gone"] = True
        _divert_stdout()
        raise UnreadableError(
            f"cannot write the output: {wrong.strerror}", where="stdout", hint="look for room on the disk"
        ) from wrong


def _divert_stdout() -> None:
    """Python flushes stdout again when it ends, and would print a traceback of its own."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, stdout().fileno())
        os.close(sink)
    except (OSError, ValueError):
        pass  # a stream without a descriptor needs no diverting


class Progress:
    """One line on stderr that is rewritten in place, only where stderr is a terminal and not `--quiet`."""

    def __init__(self, total: int = 0) -> None:
        self.total = total
        self.live = is_terminal(sys.stderr) and not _state["quiet"] and os.environ.get("TERM") != "dumb"
        self._shown = False

    def say(self, text: str, done: int | None = None) -> None:
        """Show `text`, with `[done/total]` before it where both are known."""
        if not self.live:
            return
        import shutil

        from slough_tui.model.safe_text import clean

        count = f"[{done}/{self.total}] " if self.total and done is not None else ""
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write("\r\x1b[K" + clean(count + text, limit=max(width, 10)))
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away, so that other output starts in the first column."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()


def progress(total: int = 0) -> Progress:
    """A progress line to be used with `with`: `say(text, done)`, gone at the end."""
    return Progress(total)
