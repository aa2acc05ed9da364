"""`slough set`: a person changes fields of a record, and may say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from slough_tui import clock
from slough_tui.cli import emit, formats, options
from slough_tui.cli.lookup import find_record
from slough_tui.errors import UsageError
from slough_tui.model.kinds import RECORD_TABLES, TABLES

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.cli.context import Context
    from slough_tui.model.table import Table
    from slough_tui.store import Edit, Receipt, Register


@click.command("set")
@click.argument("record", metavar="ID")
@click.argument("typed", metavar="FIELD=VALUE...", nargs=-1)
@click.option("--on", "on", metavar="DATE", help="The day that the change speaks of (default: --today).")
@click.option("--note", metavar="TEXT", help="Why; kept with the record's updates, in the same commit.")
@options.output("text", "json")
@click.pass_obj
def command(
    context: Context,
    *,
    record: str,
    typed: tuple[str, ...],
    on: str | None,
    note: str | None,
    form: str,
    output: str | None,
) -> None:
    """Change fields of a record.

    `link:A>same_as>B state=confirmed` (or rejected) says whether two records are one. Coded fields take the words of their vocabulary, dates any form that councils use, lists commas; FIELD= empties
    a field. Refused (exit 5) if somebody changed a field after it was read: both values are said.
    """
    from slough_tui.cli.context import read_date
    from slough_tui.engine.history.changing import change_of, note_on

    if not typed and note is None:
        raise UsageError("nothing to change", hint="slough set ID FIELD=VALUE, or --note TEXT")
    register = context.register(write=True)
    day = read_date(on, "--on") if on else context.today
    table, line, birth = _find(register, record, day)
    change = change_of(table, line, typed, on=day)
    at, author = clock.now(), context.author()
    edits = [*birth, *change.edits] if change.edits else []
    if note is not None:
        edits += note_on(line["id"], note, on=day, at=at, author=author)
    for remark in change.remarks:
        emit.note(remark)
    receipt = register.commit(edits, author=author, recorded_at=at, effective_on=day, message=_message(edits))
    said = _said(receipt, line["id"], change.edits, day, note)
    if form == "json":
        formats.deliver(formats.to_json(said, indent=1) + "\n", output)
    else:
        _write(said, output)
    _warn(register, change.edits, day, context.today)


def _find(register: Register, text: str, day: date) -> tuple[Table, dict[str, Any], tuple[Edit, ...]]:
    """The record as it is on that day; or a line of another table (a repair, a link) by its whole id.

    A link `same_as` between two records comes into being when a person first decides on it: the edits that make it come third.
    """
    import polars as pl

    from slough_tui.engine.history.changing import born, same_as_link

    link = same_as_link(text)
    if link is not None:
        text, ends = link
    others = [name for name in TABLES if name not in RECORD_TABLES] if "/" in text else []
    for name in others:
        found = register.frame(name, as_of=day).filter(pl.col("id") == text)
        if found.height:
            return TABLES[name], found.to_dicts()[0], ()
    if link is not None:
        for end in (ends["from_id"], ends["to_id"]):
            table, whole = find_record(lambda name: register.frame(name, as_of=day).lazy(), end)
            if whole != end:
                raise UsageError(f"there is no record {end!r}", where=text, hint=f"did you mean {whole}?")
        blank = dict.fromkeys(TABLES["links"].names)
        return TABLES["links"], {**blank, "id": text, **ends}, born("links", text, ends)
    table, whole = find_record(lambda name: register.frame(name, as_of=day).lazy(), text)
    return table, register.frame(table.name, as_of=day).filter(pl.col("id") == whole).to_dicts()[0], ()


def _message(edits: list[Edit]) -> str:
    fields = [edit.field for edit in edits if edit.table != "updates"]
    noted = "note" if any(edit.table == "updates" for edit in edits) else ""
    return f"set {', '.join([*fields, *([noted] if noted else [])])}"


def _said(
    receipt: Receipt, record: str, edits: tuple[Edit, ...], day: date, note: str | None
) -> dict[str, Any]:
    return {
        "status": receipt.status,
        "commit": receipt.seq,
        "record": record,
        "effective_on": day,
        "changes": [{"field": e.field, "old": e.expected, "new": e.new} for e in edits],
        "note": note,
    }


def _write(said: dict[str, Any], output: str | None) -> None:
    lines = [said["record"]]
    lines += [f"  {one['field']}: {_shown(one['old'])} -> {_shown(one['new'])}" for one in said["changes"]]
    lines += [f"  note: {said['note']}"] if said["note"] else []
    if said["status"] == "committed":
        lines.append(f"commit {said['commit']}, of {said['effective_on']:%Y-%m-%d}")
    else:
        lines.append("nothing new: it says so already")
    if output in {None, "-"}:
        for line in lines:
            emit.emit(line)
    else:
        formats.deliver("".join(f"{line}\n" for line in lines), output)


def _shown(value: Any) -> str:
    return "(empty)" if value in (None, []) else formats.flat(value)


def _warn(register: Register, edits: tuple[Edit, ...], day: date, today: date) -> None:
    """A change of the past may be overruled by what was said later: whoever makes it should know."""
    if day >= today or not edits:
        return
    import polars as pl

    frame = register.frame(edits[0].table, as_of=today).filter(pl.col("id") == edits[0].id)
    for edit in edits:
        now = frame[edit.field].to_list()
        if now and now[0] != edit.new:
            emit.note(f"{edit.field} is {_shown(now[0])} on {today}: something later says so")
