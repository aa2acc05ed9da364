"""What a person wants of several records becomes one commit, which can be looked at before it is made.

A plan is made against the register as of the day that it speaks of, and says field by field what was there and
what will be. When somebody was quicker, `clashes` says what is there now, by whom and since when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from slough_tui.engine.history.changing import born, change_of, note_on, same_as_link
from slough_tui.engine.history.waiving import waive
from slough_tui.errors import UnknownRecordError
from slough_tui.model.kinds import TABLES, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from slough_tui.model.batch import Author
    from slough_tui.store import Edit, Receipt, Register

MOST_NAMED = 3
"""Fields of somebody else's that the message of a commit names one by one."""
KEPT_FOR_ITSELF = frozenset({"_present", "fingerprint"})
"""Fields of a plan's edits that say nothing to a person."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`FIELD=VALUE` texts and a note (either may be empty) for records of one table, as of a day."""

    table: str
    records: tuple[str, ...]
    typed: tuple[str, ...]
    note: str
    on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """The edits of one commit; `refs` gives each record's name for people, `same` counts records that stay as they are."""

    edits: tuple[Edit, ...]
    on: date
    message: str
    refs: Mapping[str, str]
    remarks: tuple[str, ...] = ()
    same: int = 0

    @property
    def told(self) -> tuple[Edit, ...]:
        """The edits that say something to a person: not the births of lines, and of a note only its text."""
        return tuple(
            edit
            for edit in self.edits
            if edit.field not in KEPT_FOR_ITSELF and (edit.table != "updates" or edit.field == "text")
        )


@dataclass(frozen=True, slots=True)
class Clash:
    """An edit that somebody overtook: `now` is there, made by `author` (or a paper, `source`) at `at`; None: not known."""

    edit: Edit
    now: Any
    author: str | None = None
    source: str | None = None
    at: datetime | None = None


def plan(register: Register, wish: Wish, *, at: datetime, author: Author) -> Plan:
    """What `wish` would change. UsageError for what cannot be (see `changing`), UnknownRecordError for a lost record."""
    import polars as pl

    table = TABLES[wish.table]
    wanted = pl.Series(list(wish.records), dtype=pl.String)
    frame = register.frame(wish.table, as_of=wish.on).filter(pl.col("id").is_in(wanted.implode()))
    missing = [name for name in wish.records if name not in set(frame.get_column("id"))]
    if missing:
        raise UnknownRecordError(f"there is no record {missing[0]} on {wish.on}", where=wish.table)
    edits: list[Edit] = []
    remarks: list[str] = []
    refs: dict[str, str] = {}
    same = 0
    for record in frame.iter_rows(named=True):
        change = change_of(table, record, wish.typed, on=wish.on)
        remarks += change.remarks
        refs[record["id"]] = str(record.get("ref") or record["id"])
        same += not change.edits
        edits += change.edits
        if wish.note.strip():
            edits += note_on(record["id"], wish.note, on=wish.on, at=at, author=author)
    fields = dict.fromkeys(text.partition("=")[0] for text in wish.typed)
    said = [*fields, *(["note"] if wish.note.strip() else [])]
    message = f"set {', '.join(said)}" if fields else "note"
    counted = f"{message} of {len(refs)} records" if len(refs) > 1 else message
    return Plan(tuple(edits), wish.on, counted, refs, tuple(dict.fromkeys(remarks)), same if fields else 0)


def plan_links(
    register: Register, pairs: Sequence[tuple[str, str]], state: str, *, on: date, author: Author
) -> Plan:
    """Pairs of records `confirmed` (or `rejected`) to be the same, in one commit.

    A link comes into being when a person first decides on it. UnknownRecordError for a record that is not there.
    """
    import polars as pl

    frame = register.frame("links", as_of=on)
    edits: list[Edit] = []
    refs: dict[str, str] = {}
    same = 0
    for pair in pairs:
        named = same_as_link(f"link:{pair[0]}>same_as>{pair[1]}")
        assert named is not None
        link, ends = named
        there = frame.filter(pl.col("id") == link).to_dicts()
        if not there:
            _must_be_there(register, pair, on)
            edits += born("links", link, ends)
            there = [{**dict.fromkeys(TABLES["links"].names), "id": link, **ends}]
        typed = (f"state={state}", *((f"by={author.name}",) if there[0]["by"] != "person" else ()))
        change = change_of(TABLES["links"], there[0], typed, on=on)
        refs[link] = f"{ends['from_id']} same as {ends['to_id']}"
        same += not change.edits
        edits += change.edits
    said = refs[next(iter(refs))] if len(refs) == 1 else f"{len(refs)} links"
    return Plan(tuple(edits), on, f"{said}: {state}", refs, (), same)


def _must_be_there(register: Register, records: Sequence[str], on: date) -> None:
    import polars as pl

    for record in records:
        table = table_of(record)
        if table is None or register.frame(table.name, as_of=on).filter(pl.col("id") == record).is_empty():
            raise UnknownRecordError(f"there is no record {record} on {on}", where="links")


def plan_waivers(
    register: Register,
    findings: Mapping[str, str],
    *,
    reason: str,
    owner: str,
    until: date,
    today: date,
) -> Plan:
    """Findings (fingerprint to `RULE ref: what it says`) set aside in one commit. UsageError as `waive` raises it."""
    waivers = register.frame("waivers", as_of=today)
    edits: list[Edit] = []
    refs: dict[str, str] = {}
    same = 0
    for fingerprint, name in findings.items():
        found = waive(waivers, fingerprint, reason=reason, owner=owner, until=until, today=today)
        refs |= {edit.id: name for edit in found}
        same += not found
        edits += found
    names = list(findings.values())
    what = names[0].partition(":")[0] if len(names) == 1 else f"{len(names)} findings"
    return Plan(tuple(edits), today, f"waive {what}", refs, (), same)


def commit(register: Register, made: Plan, *, at: datetime, author: Author) -> Receipt:
    """Make the plan's commit; raises what `Register.commit` raises."""
    return register.commit(
        made.edits, author=author, recorded_at=at, effective_on=made.on, message=made.message
    )


def clashes(register: Register, made: Plan) -> tuple[Clash, ...]:
    """Every edit of the plan whose field holds neither what it was made against nor what it wants."""
    return tuple(
        _known(register, made, Clash(edit, now))
        for edit, now in _now(register, made)
        if now not in (edit.expected, edit.new)
    )


def _now(register: Register, made: Plan) -> Iterator[tuple[Edit, Any]]:
    """Every edit of a field that is there, with what the field holds by now."""
    import polars as pl

    register.poll()
    frames = {name: register.frame(name, as_of=made.on) for name in {edit.table for edit in made.edits}}
    for edit in made.edits:
        if edit.field == "_present" or edit.field not in frames[edit.table].columns:
            continue
        for now in frames[edit.table].filter(pl.col("id") == edit.id).get_column(edit.field).to_list():
            yield edit, now


def but_for_the_same(register: Register, made: Plan) -> Plan:
    """The plan made against what is there by now, where somebody else has written the same: that is left out."""
    same = [edit for edit, now in _now(register, made) if now == edit.new]
    return replace(made, edits=tuple(replace(e, expected=e.new) if e in same else e for e in made.edits))


def _known(register: Register, made: Plan, clash: Clash) -> Clash:
    """The clash with who made it so, from what or whom, and when."""
    import polars as pl

    facts = register.facts(clash.edit.id, table=clash.edit.table)
    facts = facts.filter((pl.col("field") == clash.edit.field) & (pl.col("effective_on") <= made.on))
    if not facts.height:
        return clash
    last = facts.row(-1, named=True)
    return replace(clash, author=last["author"], source=last["source"], at=last["recorded_at"])


WITH_DUE = ("due", "due_precision", "schedule")
"""Fields that say one thing together."""


def without(made: Plan, lost: Sequence[Clash]) -> Plan:
    """The plan without the edits that clash, which its message names: theirs stand, a due with all that belongs to it."""
    gone: set[tuple[str, str, str]] = set()
    for c in lost:
        together = WITH_DUE if c.edit.field in WITH_DUE else (c.edit.field,)
        gone |= {(c.edit.table, c.edit.id, field) for field in together}
    edits = tuple(e for e in made.edits if (e.table, e.id, e.field) not in gone)
    named = [f"{c.edit.field} of {made.refs.get(c.edit.id, c.edit.id)}" for c in lost]
    more = [f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else []
    return replace(
        made, edits=edits, message=f"{made.message}, without {', '.join(named[:MOST_NAMED] + more)}"
    )


def over(made: Plan, lost: Sequence[Clash]) -> Plan:
    """The plan made against what is there now: ours will stand."""
    now = {(c.edit.table, c.edit.id, c.edit.field): c.now for c in lost}
    edits = (
        replace(e, expected=now[key]) if (key := (e.table, e.id, e.field)) in now else e for e in made.edits
    )
    return replace(made, edits=tuple(edits))
