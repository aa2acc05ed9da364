"""What people type for a table or a record, found: names in any spelling, ids by a unique part, did-you-mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.errors import UnknownRecordError, UsageError
from slough_tui.model.kinds import RECORD_TABLES, TABLES, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click
    from click.shell_completion import CompletionItem

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.model.table import Table

SHOWN = 5
"""How many candidates an error names."""


def table_named(text: str) -> Table:
    """`audit_actions`, `audit-actions`, `Audit actions`, `audit action` or `aud`. UsageError if there is none."""
    wanted = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
    for table in TABLES.values():
        title = table.title.lower().replace(" ", "_")
        if wanted in {table.name, title, table.prefix, table.name.removesuffix("s"), title.removesuffix("s")}:
            return table
    raise UsageError(f"there is no table {text!r}", hint=nearest(wanted, TABLES, "tables"))


def nearest(word: str, known: Iterable[str], what: str) -> str:
    """A hint: the nearest known word, or the list of them."""
    import difflib

    names = list(known)
    beginning = word.removesuffix("s")
    near = [name for name in names if len(beginning) > 2 and name.startswith(beginning)]
    near = near or difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if near:
        return f"did you mean {near[0]}?"
    return f"{what} are {', '.join(names)}" if names else f"there are no {what}"


def complete_table(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Tables for the shell's completion."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(name, help=t.one) for name, t in TABLES.items() if name.startswith(incomplete)]


def find_record(frames: Frames, text: str) -> tuple[Table, str]:
    """The table and whole id of the record that `text` names: its id, a unique part of it, or its ref.

    Raises UnknownRecordError with the nearest ids, or with those that fit if there are several.
    """
    table = table_of(text)
    names = [table.name] if table else list(RECORD_TABLES)
    ids = {name: frames(name).select("id").collect()["id"].to_list() for name in names}
    wanted = text.lower()
    for fits in (
        lambda known: known == text,
        lambda known: known.lower() == wanted,
        lambda known: known.lower().rpartition("/")[2] == wanted,
        lambda known: known.lower().startswith(wanted),
        lambda known: wanted in known.lower(),
    ):
        found = [(name, known) for name, many in ids.items() for known in many if fits(known)]
        if len(found) == 1:
            return TABLES[found[0][0]], found[0][1]
        if found:
            raise UnknownRecordError(f"{text!r} fits {len(found)} records", hint=_some(i for _, i in found))
    raise UnknownRecordError(f"there is no record {text!r}", hint=_near(wanted, ids))


def _some(ids: Iterable[str]) -> str:
    found = list(ids)
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"say which: {', '.join(found[:SHOWN])}{more}"


def _near(wanted: str, ids: dict[str, list[str]]) -> str:
    from rapidfuzz import process

    pool = [known for many in ids.values() for known in many]
    near = process.extract(wanted, pool, limit=3, score_cutoff=60)
    if near:
        return f"did you mean {' or '.join(known for known, _, _ in near)}?"
    return "`slough list recommendations` shows ids" if pool else "the register holds no such records yet"
