"""`slough log`: the commits of the register, or what was ever said of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from slough_tui.cli import formats, options
from slough_tui.cli.lookup import find_record

if TYPE_CHECKING:
    from slough_tui.cli.context import Context

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
FACTS = ("effective_on", "field", "old", "new", "seq", "author", "source", "recorded_at", "message")


@click.command("log")
@click.argument("record", required=False, metavar="[ID]")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the newest N.")
@options.output()
@click.pass_obj
def command(context: Context, record: str | None, limit: int | None, form: str, output: str | None) -> None:
    """List the commits, or the history of one record.

    Commits come newest first; a record's history oldest first, by the dates that it speaks of.
    """
    register = context.register()
    if record is None:
        commits = [
            c for c in register.commits() if context.known_at is None or c.recorded_at <= context.known_at
        ]
        lines = [
            (
                c.seq,
                c.kind,
                c.recorded_at,
                c.effective_on,
                c.author.name,
                c.message,
                c.source,
                *tuple(sum(counts[i] for counts in c.counts.values()) for i in range(3)),
            )
            for c in reversed(commits)
        ]
        formats.write_lines(COMMITS, lines[:limit], form, output)
        return
    _, found = find_record(context.frames(register), record)
    facts = register.facts(found, known_at=context.known_at).select(FACTS)
    formats.write_frame(facts.tail(limit) if limit else facts, form, output)
