"""Lines with named columns as text, JSON, JSON lines, CSV or Markdown; and where the result goes.

Dates are ISO, nulls are null (empty in CSV, Markdown and text), durations are days, lists stay lists in JSON
and are joined with `; ` elsewhere. Text is for people: cut to the terminal's width; nothing else is ever cut.
"""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.cli import emit
from slough_tui.model.safe_text import clean
from slough_tui.report.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import polars as pl

FORMATS = ("text", "json", "jsonl", "csv", "markdown")
"""What every reading command can write."""

WIDEST = (
    60  # cells of a piped text are padded to this at most: a paragraph must not push the next column away
)
NARROWEST = 8  # on a terminal no column is cut below this
WHOLE = ("id", "record", "rule", "fingerprint")  # what people copy from the screen is never cut
SAMPLED = 1_000  # lines that decide the widths of a piped text


def write_frame(frame: pl.DataFrame, form: str, output: str | None = None) -> None:
    """A Polars frame in the format `form` to stdout or to the file `output`."""
    write_lines(frame.columns, frame.iter_rows(), form, output)


def write_dicts(lines: Sequence[dict[str, Any]], form: str, output: str | None = None) -> None:
    """Dictionaries that share their keys (the first one's order) in the format `form`."""
    columns = list(lines[0]) if lines else []
    write_lines(columns, ([line.get(name) for name in columns] for line in lines), form, output)


def write_lines(
    columns: Sequence[str], lines: Iterable[Sequence[Any]], form: str, output: str | None = None
) -> None:
    """Lines of values under `columns` in the format `form` (one of `FORMATS`) to stdout or a file."""
    if form == "text" and output in {None, "-"}:
        _write_text(columns, lines)
        return
    deliver(_TEXTS[form](columns, lines), output)


def deliver(text: str | bytes, output: str | None) -> None:
    """A finished machine text (or its UTF-8) to stdout, or to the file `output` (`-` is stdout): whole or not at all."""
    if output in {None, "-"}:
        emit.emit_data(text)
    else:
        assert output is not None
        write_file(Path(output), _bytes(text))


def deliver_parts(parts: Iterable[str | bytes], output: str | None) -> None:
    """The same of a text that is made part by part, each of whole lines: none is held longer than it takes to write it."""
    if output in {None, "-"}:
        for part in parts:
            emit.emit_data(part)
            if emit.is_unread():
                return
    else:
        assert output is not None
        write_file(Path(output), map(_bytes, parts))


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


# ---------------------------------------------------------------- machine formats


def to_json(value: Any, *, indent: int | None = None) -> str:
    """`value` as JSON that is exact and safe on a terminal; dates ISO, not-a-number null."""
    return emit.json_safe(json.dumps(plain(value), ensure_ascii=False, indent=indent, allow_nan=False))


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        days = value / timedelta(days=1)
        return int(days) if days.is_integer() else days
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    try:
        return [plain(one) for one in value]
    except TypeError:
        return str(value)


def _objects(columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> Iterator[str]:
    for line in lines:
        yield to_json(dict(zip(columns, line, strict=True)))


def _json(columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    body = ",\n".join(_objects(columns, lines))
    return f"[\n{body}\n]\n" if body else "[]\n"


def _jsonl(columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    return "".join(f"{line}\n" for line in _objects(columns, lines))


def _csv(columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    rows = chain((columns,), ([flat(value) for value in line] for line in lines))
    return "".join(",".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(text: str) -> str:
    """The csv module leaves a lone carriage return bare, which ends a line for whoever reads it."""
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _markdown(columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    rows = [f"| {' | '.join(map(_markdown_cell, columns))} |", f"|{' --- |' * len(columns)}"]
    rows += [f"| {' | '.join(_markdown_cell(value) for value in line)} |" for line in lines]
    return "\n".join(rows) + "\n"


def _markdown_cell(value: Any) -> str:
    text = clean(flat(value))
    for mark in "\\|<[]*`":
        text = text.replace(mark, f"\\{mark}")
    return text


def flat(value: Any) -> str:
    """A value as one text: for CSV, Markdown and people."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(not isinstance(one, list | dict) for one in value):
        return "; ".join(map(flat, value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


# ---------------------------------------------------------------- text for people


def width_of(text: str) -> int:
    """Terminal columns that `text` takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def _cut(text: str, width: int) -> str:
    if width_of(text) <= width:
        return text
    while text and width_of(text) > width - 1:
        text = text[: max(len(text) - max(1, (width_of(text) - width) // 2), 0)]
    return text + "\u2026"


def _cells(lines: Iterable[Sequence[Any]]) -> Iterator[tuple[list[str], list[bool]]]:
    for line in lines:
        yield [clean(flat(value)) for value in line], [_is_number(value) for value in line]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _aligned(
    columns: Sequence[str], lines: Iterable[Sequence[Any]], *, room: int | None = None
) -> Iterator[str]:
    """Heading and lines, aligned; cut to `room` columns of a terminal, or whole where there is none.

    Where `room` is too small, columns that are empty throughout are left out.
    """
    cells = _cells(lines)
    first = list(islice(cells, SAMPLED))
    heads = [clean(name) for name in columns]
    natural = [max(map(width_of, texts)) for texts in zip(heads, *(texts for texts, _ in first), strict=True)]
    kept = list(range(len(heads)))
    if room and sum(natural) + 2 * len(heads) - 2 > room:
        kept = [i for i in kept if any(texts[i] for texts, _ in first)] or kept
    right = [
        any(numbers[i] for _, numbers in first)
        and all(numbers[i] or not texts[i] for texts, numbers in first)
        for i in kept
    ]
    widths = [min(natural[i], WIDEST) for i in kept]
    if room:
        widths = _fit([natural[i] for i in kept], room, [columns[i] for i in kept])
    for texts in chain((heads,), (texts for texts, _ in chain(first, cells))):
        shown = [texts[i] for i in kept]
        yield _line(
            [_cut(t, w) for t, w in zip(shown, widths, strict=True)] if room else shown, widths, right
        )


def _write_text(columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    import shutil

    room = shutil.get_terminal_size().columns if emit.is_terminal(emit.stdout()) else None
    for number, line in enumerate(_aligned(columns, lines, room=room)):
        emit.emit(line if number else (line, "bold"))


def _line(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for text, width, to_right in zip(texts, widths, right, strict=True):
        gap = " " * max(width - width_of(text), 0)
        padded.append(gap + text if to_right else text + gap)
    return "  ".join(padded).rstrip()


def _fit(natural: Sequence[int], room: int, columns: Sequence[str]) -> list[int]:
    """Widths that fit into `room`: the widest columns give way first, down to `NARROWEST`; `WHOLE` ones never."""
    widths = list(natural)
    room -= 2 * (len(widths) - 1)
    giving = [i for i, name in enumerate(columns) if name not in WHOLE and widths[i] > NARROWEST]
    while giving and sum(widths) > room:
        widest = max(giving, key=widths.__getitem__)
        next_to = max((widths[i] for i in giving if i != widest), default=NARROWEST)
        step = max(1, min(sum(widths) - room, widths[widest] - next_to))
        widths[widest] = max(NARROWEST, widths[widest] - step)
        giving = [i for i in giving if widths[i] > NARROWEST]
    return widths


_TEXTS: dict[str, Callable[[Sequence[str], Iterable[Sequence[Any]]], str]] = {
    "text": lambda columns, lines: "".join(f"{line}\n" for line in _aligned(columns, lines)),
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
}
