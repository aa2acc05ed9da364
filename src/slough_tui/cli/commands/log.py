"""`slough log`: the commits of the register, or what was ever said of one record, by whom and in which paper."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit, formats, options
from slough_tui.cli.lookup import find_record
from slough_tui.errors import UnknownRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from slough_tui.cli.context import Context
    from slough_tui.store import Register

COMMITS = (
    "seq",
    "kind",
    "recorded_at",
    "effective_on",
    "author",
    "message",
    "source",
    "added",
    "changed",
    "ended",
)
FACTS = ("effective_on", "field", "old", "new", "seq", "author", "source", "paper", "recorded_at", "message")

_BESIDE = frozenset(("document", "page", "line", "as_at", "id"))
"""Where a paper says it: told by the paper's name, not field by field."""


@click.command("log")
@click.argument("record", required=False, metavar="[ID]")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the newest N.")
@options.output()
@click.pass_obj
def command(context: Context, record: str | None, limit: int | None, form: str, output: str | None) -> None:
    """List the commits, or the history of one record.

    Commits come newest first; a record's history oldest first, by the dates that it speaks of: what changed, who
    said so and in which paper. A record that is no longer listed has one, too.
    """
    register = context.register()
    if record is None:
        formats.write_lines(COMMITS, list(_commits(context, register))[:limit], form, output)
        return
    found, facts = _history(context, register, record)
    facts = facts.tail(limit) if limit else facts
    if form != "text":
        formats.write_frame(facts, form, output)
        return
    lines = list(_story(found, facts))
    if output in {None, "-"}:
        for text, style in lines:
            emit.emit((text, style) if style else text)
    else:
        formats.deliver("".join(f"{text}\n" for text, _ in lines), output)


def _commits(context: Context, register: Register) -> Iterator[tuple[Any, ...]]:
    for one in reversed(register.commits()):
        if context.known_at is None or one.recorded_at <= context.known_at:
            said = (one.seq, one.kind, one.recorded_at, one.effective_on, one.author.name, one.message)
            yield (*said, one.source, *(sum(c[i] for c in one.counts.values()) for i in range(3)))


def _history(context: Context, register: Register, text: str) -> tuple[str, pl.DataFrame]:
    """The whole id and the facts of the record that `text` names, with the columns of `FACTS`."""
    import polars as pl

    found, facts = text, register.facts(text, known_at=context.known_at)
    if not facts.height:
        try:
            found = find_record(context.frames(register), text)[1]
        except UnknownRecordError:  # what is no longer listed, or not yet, has a history all the same
            found = find_record(lambda name: _ever(register, name), text)[1]
        facts = register.facts(found, known_at=context.known_at)
    by_hand = pl.col("source").is_null()
    order = ("effective_on", by_hand, pl.when(by_hand).then("seq").otherwise(0))  # people stand after papers
    facts = pl.concat([facts, _comments(context, register, found)]).sort(order, maintain_order=True)
    papers = register.frame("documents").select(pl.col("id").alias("source"), pl.col("name").alias("paper"))
    return found, facts.join(papers, on="source", how="left", maintain_order="left").select(FACTS)


def _comments(context: Context, register: Register, record: str) -> pl.DataFrame:
    """What was noted of a record, as facts about its field `update`."""
    import json

    import polars as pl

    facts = register.facts(table="updates", known_at=context.known_at)
    of_record = (pl.col("field") == "record") & (pl.col("new") == json.dumps(record, ensure_ascii=False))
    mine = facts.filter(
        pl.col("id").is_in(facts.filter(of_record)["id"].implode()), pl.col("field") == "text"
    )
    return mine.with_columns(pl.lit("update").alias("field"))


def _ever(register: Register, table: str) -> pl.LazyFrame:
    return register.facts(table=table).lazy().select("id").unique()


def _story(record: str, facts: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """A record's history for people: a heading per date and commit, below it what that changed."""
    yield record, "bold"
    for (on, seq), several in groupby(
        facts.iter_rows(named=True), key=lambda f: (f["effective_on"], f["seq"])
    ):
        changes = list(several)
        first = changes[0]
        source = first["paper"] or first["source"] or first["message"] or "edit"
        by = f"commit {seq} by {first['author']} at {first['recorded_at']:%Y-%m-%d %H:%M} UTC"
        yield f"{on}  {source}  ({by})", ""
        said = [line for fact in changes if (line := _fact(fact))]
        for line in said or ["listed again; nothing it says has changed"]:
            yield f"    {line}", ""


def _fact(fact: dict[str, Any]) -> str:
    """`status: overdue -> complete`, or nothing for what only says where a paper prints it."""
    if fact["field"] == "_present":
        return "appears" if fact["new"] == "true" else "is no longer listed"
    if fact["field"] in _BESIDE or fact["field"].endswith("_raw"):
        return ""
    old, new = _value(fact["old"]), _value(fact["new"])
    return f"{fact['field']}: {new}" if old == "(empty)" else f"{fact['field']}: {old} -> {new}"


def _value(text: str | None) -> str:
    """A value of a fact, which is JSON text, as people read it."""
    import json

    value = None if text is None else json.loads(text)
    return "(empty)" if value in (None, [], "") else " ".join(formats.flat(value).split())
