"""The blanks of forms: a field, a value, a day, a text; what could stand there and how it is read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from slough_tui.engine.history.changing import changeable, date_of, field_named, value_of
from slough_tui.errors import UsageError
from slough_tui.model.table import Column
from slough_tui.tui.form import Blank
from slough_tui.views.periods import period
from slough_tui.views.values import day, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from slough_tui.model.table import Table
    from slough_tui.tui.chosen_records import ChosenRecords
    from slough_tui.tui.form import Form
    from slough_tui.tui.session import Session

MOST_SAID = 60


def field_blank(table: Table, field: str) -> Blank:
    """Which field is to be changed."""

    def read(form: Form) -> str:
        if not form.text("field"):
            raise UsageError("which field is to be changed?", hint="Tab shows them")
        return field_named(table, form.text("field")).heading

    return Blank("field", "Field", field, "Tab shows the fields", partial(_fields, table), read)


def _fields(table: Table, _: Form) -> list[str]:
    return [column.name for column in changeable(table)]


def value_blank(session: Session, chosen: ChosenRecords, column: Callable[[Form], Column], label: str = "New value",
                *, name: str = "value", optional: bool = False) -> Blank:  # fmt: skip
    """What a field is to be: the words of its vocabulary or the values that others have, checked as one types."""

    def offers(form: Form) -> list[str]:
        try:
            return known(chosen, column(form))
        except UsageError:
            return []

    def read(form: Form) -> str:
        wanted, text = column(form), form.text(name)
        if not text and optional:
            return "stays as it is"
        value = read_value(wanted, text, session.as_of)
        if value is None:
            return f"empties the field ({_now(chosen, wanted)})"
        return f"{_short(shown(value, wanted))} ({_now(chosen, wanted)})"

    return Blank(
        name, label, "", "empty: stays as it is" if optional else "empty: empties the field", offers, read
    )


def present_blank(session: Session, chosen: ChosenRecords, column: Column) -> Blank:
    """A field with what stands in it now, in a form of many; named `=column`. Untouched it stays as it is."""
    values = chosen.values(column)
    name, text = f"={column.name}", _typed(values[0]) if len(values) == 1 else ""

    def read(form: Form) -> str:
        typed = form.text(name)
        if typed == text.strip():
            return "" if len(values) == 1 else f"stays as it is: {len(values)} different values"
        value = read_value(column, typed, session.as_of)
        return "empties the field" if value is None else _short(shown(value, column))

    return Blank(name, column.heading, text, "", lambda _: known(chosen, column), read)


def read_value(column: Column, text: str, on: date) -> Any:
    """What a text means in a column. UsageError if it means nothing there."""
    if column.type != "date":
        return value_of(column, text)
    due = date_of(column, text, on=on)
    return due.on if due else None


def _now(chosen: ChosenRecords, column: Column) -> str:
    values = chosen.values(column)
    if len(values) == 1:
        return f"now {_short(shown(values[0], column).strip()) or 'empty'}"
    return f"now {len(values)} different values"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_SAID else f"{text[:MOST_SAID]}…"


def known(chosen: ChosenRecords, column: Column) -> list[str]:
    """What could stand in a column: the one value that is there, the vocabulary, or the values that are common."""
    if column.vocabulary:
        return list(column.vocabulary)
    if column.type == "bool":
        return ["yes", "no"]
    now = [_typed(value) for value in chosen.values(column)]
    first = [now[0]] if len(now) == 1 and now[0] else []
    return list(dict.fromkeys([*first, *(chosen.common(column) if column.type == "str" else ())]))


def _typed(value: Any) -> str:
    """A value as one would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return value.isoformat() if hasattr(value, "isoformat") else " ".join(str(value).split())


def day_blank(label: str, today: date, text: str = "", *, name: str = "on", hint: str = "", offers: tuple[str, ...] = (),
              needed: bool = True) -> Blank:  # fmt: skip
    """A day, in any form that councils use, or so many days from today."""

    def read(form: Form) -> str:
        if not form.text(name) and not needed:
            return ""
        return day(read_day(form.text(name), today)).strip()

    return Blank(name, label, text, hint, lambda _: offers, read)


def read_day(text: str, today: date) -> date:
    """The day (of a month or year: the last one) that a text names. UsageError with the reason if it names none."""
    days = period(text, today)
    if days is not None:
        return days[1]
    due = date_of(Column("day", "date"), text, on=today)
    if due is None or due.on is None:
        raise UsageError("a day is missing", hint="write 2023-10-31, 31/10/2023 or today")
    return due.on


def text_blank(name: str, label: str, hint: str = "", text: str = "", *, needed: str = "", offers: tuple[str, ...] = ()) -> Blank:  # fmt: skip
    """A text; `needed` says what is wrong where it is missing."""

    def read(form: Form) -> str:
        if needed and not form.text(name):
            raise UsageError(needed)
        return ""

    return Blank(name, label, text, hint, lambda _: offers, read)


def choice_blank(name: str, label: str, words: tuple[str, ...]) -> Blank:
    """One of a few words; the first one stands there already."""

    def read(form: Form) -> str:
        if form.text(name) not in words:
            raise UsageError(f"it is one of {', '.join(words)}")
        return ""

    return Blank(name, label, words[0], " or ".join(words), lambda _: words, read)
