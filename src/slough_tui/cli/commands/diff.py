"""`slough diff`: two days compared, as the committee's movement tables and record by record."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit, formats, options
from slough_tui.cli.lookup import complete_table, table_named
from slough_tui.errors import UsageError
from slough_tui.model.kinds import RECORD_TABLES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from slough_tui.cli.context import Context
    from slough_tui.engine.history.movement import Movement
    from slough_tui.store import Register

COLUMNS = ("change", "table", "group", "id", "ref", "field", "before", "after", "difference", "text")


@click.command("diff")
@click.option("--from", "start", metavar="DATE", required=True, help="The first day.")
@click.option("--to", "end", metavar="DATE", help="The second day (default: --as-of).")
@click.option(
    "--table",
    "tables",
    metavar="TABLE",
    multiple=True,
    shell_complete=complete_table,
    help="Only this table.",
)
@options.output()
@click.pass_obj
def command(
    context: Context, *, start: str, end: str | None, tables: tuple[str, ...], form: str, output: str | None
) -> None:
    """Compare two days, as movement tables and by record.

    A record appeared, ended (is no longer listed), closed, slipped (is due later), worsened, improved or moved. Other
    formats than text give one line per count of a movement table and one per change of a record.
    """
    from slough_tui.cli.context import read_date

    first = read_date(start, "--from")
    last = read_date(end, "--to") if end else context.as_of
    if first > last:
        raise UsageError(f"{first} is after {last}", where="--from", hint="turn the dates round")
    names = [table_named(text).name for text in tables] or [*RECORD_TABLES, "figures"]
    moved, changes = _compared(context, context.register(), names, first, last)
    if form == "text":
        lines = list(_text(moved, changes, first, last))
        if output in {None, "-"}:
            for text, style in lines:
                emit.emit((text, style) if style else text)
        else:
            formats.deliver("".join(f"{text}\n" for text, _ in lines), output)
        return
    counted = [line for one in moved for line in _lines_of(one, first, last)]
    every = [[line[name] for name in COLUMNS] for line in (*counted, *changes)]
    formats.write_lines(COLUMNS, every, form, output)


def _compared(
    context: Context, register: Register, names: Sequence[str], first: date, last: date
) -> tuple[list[Movement], list[dict[str, Any]]]:
    """The movement tables and the changes of records. Printed tables stand where no records give the same counts."""
    from slough_tui.engine.history.diff import compare
    from slough_tui.engine.history.movement import movements, printed

    moved, changes = [], []
    for name in names:
        before, after = (register.frame(name, as_of=day, known_at=context.known_at) for day in (first, last))
        if before is after:
            continue
        if TABLES[name].is_record:
            moved += movements(TABLES[name], before, after)
        if name != "figures":
            changes += compare(TABLES[name], before, after)
    if "figures" in names:
        figures = register.frame("figures", as_of=last, known_at=context.known_at)
        moved += printed(figures, first, last, moved)
    return moved, changes


def _lines_of(one: Movement, first: date, last: date) -> Iterator[dict[str, Any]]:
    said = one.sentences(first, last)
    for count in one.counts:
        word = count.value.replace("_", " ")
        text = next((s for s in said if s.startswith((f"The number of {word} ", f"The {word} "))), None)
        yield {
            "change": "movement",
            "table": one.table,
            "group": one.group,
            "id": None,
            "ref": count.value,
            "field": one.field,
            "before": count.before,
            "after": count.after,
            "difference": count.change,
            "text": text,
        }


# ---------------------------------------------------------------- text for people


def _text(
    moved: Sequence[Movement], changes: Sequence[dict[str, Any]], first: date, last: date
) -> Iterator[tuple[str, str]]:
    """Lines with their style."""
    if not moved and not changes:
        yield f"Nothing changed between {first} and {last}.", ""
    for one in moved:
        yield from _table(one, first, last)
    for table, lines in groupby(changes, key=lambda line: line["table"]):
        yield f"{TABLES[table].title}, record by record", "bold"
        for change, several in groupby(lines, key=lambda line: line["change"]):
            found = list(several)
            yield f"  {change}{' (no longer listed)' if change == 'ended' else ''}: {len(found)}", ""
            for line in found:
                yield f"    {_change(line)}", ""
        yield "", ""


def _table(one: Movement, first: date, last: date) -> Iterator[tuple[str, str]]:
    title = "As printed" if one.table == "figures" else TABLES[one.table].title
    yield f"{title}, {one.group}" if one.group else title, "bold"
    words = [count.value.replace("_", " ") for count in one.counts]
    width = max(map(formats.width_of, words))
    yield f"  {'':{width}}  {first!s:>10}  {last!s:>10}  {'change':>6}", "dim"
    for word, count in zip(words, one.counts, strict=True):
        sign = f"{count.change:+d}" if count.change else "0"
        pad = " " * (width - formats.width_of(word))
        yield f"  {word}{pad}  {count.before:>10}  {count.after:>10}  {sign:>6}", ""
    for sentence in one.sentences(first, last):
        yield f"  {sentence}", ""
    yield "", ""


def _change(line: dict[str, Any]) -> str:
    """`aud:2022-23/AR-014  due: 2023-09-30 -> 2023-12-31 (92 days)  Reconcile the bank`."""
    what = ""
    if line["change"] in {"appeared", "ended"}:
        what = formats.flat(line["after"] or line["before"])
    elif line["field"]:
        old, new = (formats.flat(line[side]) or "(empty)" for side in ("before", "after"))
        days = f" ({abs(line['difference'])} days)" if line["difference"] else ""
        what = f"{line['field']}: {old} -> {new}{days}"
    text = "" if line["field"] in {"text", "title"} else line["text"]
    return "  ".join(" ".join(part.split()) for part in (line["id"], what, text) if part)
