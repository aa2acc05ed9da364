"""Changing records: a field, a note, the status, a response, a finding set aside, a link confirmed or rejected.

Every verb opens a form about the chosen records; what it would change is shown before it is done.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from slough_tui.engine.history.changing import changeable, field_named
from slough_tui.errors import UsageError
from slough_tui.tui.acting import chosen, chosen_records, look, must_write
from slough_tui.tui.blanks import (
    day_blank,
    field_blank,
    present_blank,
    read_day,
    text_blank,
    value_blank,
)
from slough_tui.tui.chosen_records import ChosenRecords
from slough_tui.tui.form import Form
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.filed import holding
from slough_tui.views.spans import cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from slough_tui.engine.history.planning import Plan
    from slough_tui.model.table import Table
    from slough_tui.store import Register
    from slough_tui.tui.form import Blank
    from slough_tui.tui.session import Session

GROUP = "Change"
BOTH = "table record"
MOST_ABOUT = 3


def _wish(
    table: Table, ids: list[str], typed: tuple[str, ...], note: str, on: date
) -> Callable[[Register], Plan]:
    """What the worker is asked: the plan of a wish."""

    def make(register: Register) -> Plan:
        from slough_tui import clock
        from slough_tui.engine.history.author import author
        from slough_tui.engine.history.planning import Wish, plan

        wish = Wish(table.name, tuple(ids), typed, note, on)
        return plan(register, wish, at=clock.now(), author=author())

    return make


def about_lines(chosen: ChosenRecords) -> tuple[str, ...]:
    """The records in a few words: a line each for the first ones."""
    records, count = chosen.records(MOST_ABOUT), len(chosen.ids)
    if records is None:
        return (f"{count:,} records",)
    lines = []
    for record in records:
        text = record.get("title") or record.get("text") or record.get("action") or record.get("name") or ""
        lines.append(cut(f"{record.get('ref') or record['id']}  {text}", 400))
    more = (f"and {count - MOST_ABOUT:,} more",) if count > MOST_ABOUT else ()
    return (*lines, *more)


def _open(session: Session, title: str, chosen: ChosenRecords, blanks: tuple[Blank, ...],
          send: Callable[[Session, Form], None], *, at: int = 0) -> None:  # fmt: skip
    count = f" of {len(chosen.ids):,} records" if len(chosen.ids) > 1 else ""
    session.sheets.append(Form(f"{title}{count}", about_lines(chosen), blanks, send, at=at))


def _last(session: Session) -> tuple[Blank, Blank]:
    """Why, and of which day: the end of every form that changes a field."""
    note = text_blank("note", "Note (why)", "kept with the record's updates")
    return note, day_blank("Effective on", session.today, session.as_of.isoformat())


@verb(
    "edit", "e", "edit a field of this record, or of the marked ones", group=GROUP, modes=BOTH, footer="edit"
)
def edit(session: Session) -> None:
    """The field under the cursor is offered."""
    must_write(session)
    table, ids = chosen_records(session)
    here = session.table.here if session.table is not None and session.record is None else None
    known = [column.name for column in changeable(table)]
    there = here is not None and here.name in {*known} - {"ref"} and session.place.name == table.name
    only = known[0] if len(known) == 1 else ""
    edit_field(session, table, ids, here.name if here is not None and there else only)


def edit_field(session: Session, table: Table, ids: list[str], field: str = "", title: str = "Edit") -> None:
    """The form of one field."""
    chosen = ChosenRecords(session, table, ids)
    blanks = (
        field_blank(table, field),
        value_blank(session, chosen, lambda form: field_named(table, form.text("field"))),
        *_last(session),
    )

    def send(session: Session, form: Form) -> None:
        typed = (f"{form.text('field')}={form.text('value')}",)
        on = read_day(form.text("on"), session.today)
        look(session, title, _wish(table, ids, typed, form.text("note"), on))

    _open(session, title, chosen, blanks, send, at=1 if field else 0)


@verb("edit-fields", "ctrl+e", "edit several fields at once", group=GROUP, modes=BOTH)
def edit_fields(session: Session) -> None:
    """A form of all fields with what stands in them; what was changed there is one commit."""
    must_write(session)
    table, ids = chosen_records(session)
    chosen = ChosenRecords(session, table, ids)
    fields = tuple(present_blank(session, chosen, column) for column in changeable(table))
    before = {blank.name: blank.text.strip() for blank in fields}

    def send(session: Session, form: Form) -> None:
        typed = tuple(
            f"{name[1:]}={form.text(name)}" for name, text in before.items() if form.text(name) != text
        )
        if not typed:
            raise UsageError("nothing was changed", hint="Esc leaves the form")
        on = read_day(form.text("on"), session.today)
        look(session, "Edit", _wish(table, ids, typed, form.text("note"), on))

    _open(session, "Edit", chosen, (*fields, *_last(session)), send)


@verb("status", "s", "change the status", group=GROUP, modes=BOTH, footer="status")
def status(session: Session) -> None:
    """A form in which only the word is missing."""
    must_write(session)
    table, ids = chosen_records(session)
    if "status" not in table.names:
        raise UsageError(f"{table.title} have no status", hint="e edits any field")
    edit_field(session, table, ids, "status", "Change the status")


@verb("add-update", "a", "add an update: a dated comment", group=GROUP, modes=BOTH, footer="update")
def add_update(session: Session) -> None:
    """A note in the voice of a person."""
    must_write(session)
    table, ids = chosen_records(session)
    blanks = (
        text_blank("note", "Update", needed="an update needs some words"),
        day_blank("Effective on", session.today, session.as_of.isoformat()),
    )

    def send(session: Session, form: Form) -> None:
        on = read_day(form.text("on"), session.today)
        look(session, "Add an update", _wish(table, ids, (), form.text("note"), on))

    _open(session, "Add an update", ChosenRecords(session, table, ids), blanks, send)


RESPONSE = ("accepted", "response", "response_on", "accepted_note")


@verb("respond", "r", "record the response to a recommendation", group=GROUP, modes=BOTH)
def respond(session: Session) -> None:
    """Whether it is accepted, in which words, and when they answered."""
    must_write(session)
    table, ids = chosen_records(session)
    if "response_received" not in table.names:
        raise UsageError(f"{table.title} have no responses", hint="go to the recommendations")

    chosen = ChosenRecords(session, table, ids)

    def one(name: str) -> Blank:
        column = table.column(name)
        label = "Their note" if name == "accepted_note" else column.heading
        return value_blank(session, chosen, lambda _: column, label, name=name, optional=True)

    def send(session: Session, form: Form) -> None:
        typed = [f"{name}={form.text(name)}" for name in RESPONSE if form.text(name)]
        if not typed:
            raise UsageError("nothing was typed", hint="say at least whether it is accepted")
        on = read_day(form.text("on"), session.today)
        typed.append("response_received=yes")
        look(session, "Record the response", _wish(table, ids, tuple(typed), form.text("note"), on))

    _open(session, "Record the response", chosen, (*(one(name) for name in RESPONSE), *_last(session)), send)


@verb("waive", "w", "waive a finding: reason, owner, end", group=GROUP, modes=BOTH, footer="waive")
def waive(session: Session) -> None:
    """The finding under the cursor, the marked ones, or those of the open record."""
    must_write(session)
    found = _findings(session)
    if not found:
        raise UsageError("no finding is chosen here", hint="go to Findings, or open a record that has some")
    blanks = (
        text_blank("reason", "Reason", "why it may stand", needed="a waiver needs a reason"),
        text_blank("owner", "Owner", "who answers for that", needed="a waiver needs an owner", offers=_owners(session)),
        day_blank("Until", session.today, name="until", hint="the last day on which it is set aside",
                  offers=("today+30", "today+90", "today+365")),
    )  # fmt: skip
    title = "Waive a finding" if len(found) == 1 else f"Waive {len(found):,} findings"
    about = tuple(cut(text, 400) for text in list(found.values())[:MOST_ABOUT])
    session.sheets.append(Form(title, about, blanks, partial(_waive, found=found)))


def _waive(session: Session, form: Form, *, found: dict[str, str]) -> None:
    today = session.today
    until = read_day(form.text("until"), today)

    def make(register: Register) -> Plan:
        from slough_tui.engine.history.planning import plan_waivers

        return plan_waivers(
            register, found, reason=form.text("reason"), owner=form.text("owner"), until=until, today=today
        )

    look(session, form.title, make)


def _owners(session: Session) -> tuple[str, ...]:
    frame = session.frames.get("waivers")
    return () if frame is None else tuple(frame.get_column("owner").drop_nulls().unique(maintain_order=True))


def _findings(session: Session) -> dict[str, str]:
    """Whole fingerprint to what the finding says, of the chosen findings or those about the chosen records."""
    import polars as pl

    frame = session.frames.get("findings")
    if frame is None:
        raise UsageError("the rules are still being checked", hint="try again in a moment")
    place, ids = chosen(session)
    column, indexed = ("id", "id") if place == "findings" else ("record", "records")
    found = holding(frame, indexed, ids).filter(pl.col(column).is_in(pl.Series(ids).implode()))
    rows = found.iter_rows(named=True)
    return {row["fingerprint"]: f"{row['rule']} {row['ref'] or ''}: {row['message']}" for row in rows}


VERBS: tuple[Verb, ...] = (edit, edit_fields, status, add_update, respond, waive)
