"""What a person types becomes edits: fields by name or label, words of the vocabularies, dates in council forms.

Every edit carries the value that the person saw, so that the store can refuse it if somebody was faster.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from slough_tui.errors import UsageError
from slough_tui.store.commits import Edit

if TYPE_CHECKING:
    from slough_tui.model.batch import Author
    from slough_tui.model.due import Due
    from slough_tui.model.table import Column, Table

PRINTED = frozenset(("id", "document", "page", "line", "as_at", "sha256", "cell", "address", "extra"))
"""Columns that say what a paper prints and where; `*_raw` are others. A person's word stands beside them."""

DECIDED = {
    "repairs": ("state",),
    "refusals": ("state",),
    "links": ("state", "by"),
    "waivers": ("reason", "owner", "until"),
    "documents": ("title", "council", "body", "date", "marking"),
    "cells": (),
    "assessments": (),
}
"""Tables that tell what an import, a link or an assessor is about, and the columns in which a person decides on it."""

_TRUE = frozenset(("yes", "true", "y", "1"))
_FALSE = frozenset(("no", "false", "n", "0"))


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of one record, and remarks on how what was typed was understood."""

    edits: tuple[Edit, ...]
    remarks: tuple[str, ...] = ()


def change_of(table: Table, record: Mapping[str, Any], typed: Iterable[str], *, on: date) -> Change:
    """The edits that `FIELD=VALUE` texts ask for of a record as it is seen on `on`.

    An empty value empties the field. A `due` brings its precision (and schedule) along. Raises UsageError
    for a text without `=`, an unknown or printed field, a word that is not in the vocabulary, and a date that
    cannot be read; the hint names the nearest.
    """
    wanted: dict[str, Any] = {}
    typed_names: set[str] = set()
    remarks: list[str] = []
    for text in typed:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"{text!r} changes nothing", where=record["id"], hint="write FIELD=VALUE")
        column = field_named(table, name)
        if column.name in typed_names:
            raise UsageError(f"{column.name} is given twice", where=record["id"])
        typed_names.add(column.name)
        if column.type == "date":
            due = date_of(column, value, on=on)
            wanted[column.name] = due.on if due else None
            remarks += remarks_of(column, due)
            if column.name == "due":
                wanted = _with_precision(table, due, wanted)
        else:
            wanted[column.name] = value_of(column, value)
    edits = [
        Edit(table.name, record["id"], name, record.get(name), value)
        for name, value in wanted.items()
        if value != record.get(name)
    ]
    return Change(tuple(edits), tuple(remarks))


def _with_precision(table: Table, due: Due | None, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a due says beside its day, unless the person said that, too."""
    said: dict[str, Any] = {"due_precision": due.precision.value if due else None}
    if due and due.schedule:
        said["schedule"] = due.schedule
    more = {name: value for name, value in said.items() if name in table.names and name not in wanted}
    return {**wanted, **more}


def changeable(table: Table) -> tuple[Column, ...]:
    """The columns that a person may change; of what an import or an assessor did, those in which one decides on it."""
    if table.name in DECIDED:
        return tuple(table.column(name) for name in DECIDED[table.name])
    return tuple(c for c in table.columns if c.name not in PRINTED and not c.name.endswith("_raw"))


def field_named(table: Table, text: str) -> Column:
    """The column that a person means: `lead`, `Lead`, `due-original`, `Originally due`. UsageError if none."""
    wanted = _word(text)
    open_to_all = changeable(table)
    for column in table.columns:
        if wanted in {column.name, _word(column.heading)}:
            if column not in open_to_all:
                whose = (
                    "not a person's to change"
                    if table.name in DECIDED
                    else "what the paper says, which nobody changes"
                )
                raise UsageError(f"{column.name} is {whose}", hint=_instead(table, column))
            return column
    names = [c.name for c in open_to_all]
    near = _nearest(wanted, {**{_word(c.heading): c.name for c in open_to_all}, **_same(names)})
    raise UsageError(
        f"{table.name} has no field {text.strip()!r}",
        hint=near or f"it has {', '.join(names)}",
    )


def _instead(table: Table, column: Column) -> str:
    if table.name in DECIDED:
        return f"change {', '.join(DECIDED[table.name])}" if DECIDED[table.name] else "change the record"
    read = column.name.removesuffix("_raw")
    return (
        f"change {read}, or write a note" if read != column.name and read in table.names else "write a note"
    )


def value_of(column: Column, text: str) -> Any:
    """What a text means in a column that holds no date: None if it is blank. UsageError if it means nothing."""
    text = text.strip()
    if not text:
        return None
    if column.vocabulary:
        return _coded(column, text)
    if column.type in _READ:
        try:
            return _READ[column.type](text)
        except ValueError as wrong:
            raise UsageError(f"{column.name} holds {wrong}, not {text!r}") from None
    return text


def _coded(column: Column, text: str) -> str:
    word = _word(text)
    known = column.vocabulary or ()
    if word in known:
        return word
    hint = _nearest(word, _same(known))
    raise UsageError(
        f"{column.name} cannot be {text!r}",
        hint=f"{hint + ' ' if hint else ''}it is one of {', '.join(known)}",
    )


def date_of(column: Column, text: str, *, on: date) -> Due | None:
    """A date in any form that councils use; a year that is left out is the nearest to `on`. None if blank.

    Raises UsageError with the reason why a text is no date. A month or quarter is read for a `due` only.
    """
    from slough_tui.model.due import Precision, parse_date, parse_due

    if not text.strip():
        return None
    due = (parse_due if column.name == "due" else parse_date)(text.strip(), reference=on)
    why = due.refusal
    if due.on is None and due.schedule and not why:
        why = "it says how often, not when: set schedule"
    if not why and due.on is not None and column.name != "due" and due.precision is not Precision.DAY:
        why = "it names no day"
    if due.on is None or why:
        raise UsageError(
            f"{text.strip()!r} is no date{f' ({why})' if why else ''}",
            where=column.name,
            hint="write 2023-10-31 or 31 October 2023",
        )
    return due


def remarks_of(column: Column, due: Due | None) -> list[str]:
    """How a date was understood, where more than one reading was possible."""
    if due is None or due.on is None:
        return []
    said = (
        [f"{column.name} {due.raw!r} is read as {due.on.isoformat()}: {due.inferred}"] if due.inferred else []
    )
    return said + [f"{column.name} {due.raw!r}: {note}" for note in due.notes]


def note_on(record: str, text: str, *, on: date, at: datetime, author: Author) -> tuple[Edit, ...]:
    """A line of `updates` about a record, in the voice of a person. UsageError if the note is blank."""
    text = text.strip()
    if not text:
        raise UsageError("the note is empty", where=record)
    key = json.dumps([record, text, at.isoformat(), author.uid, author.name, author.host])
    line = {"record": record, "on": on, "voice": "person", "text": text, "as_at": on}
    return born("updates", f"{record}/note-{hashlib.sha256(key.encode()).hexdigest()[:12]}", line)


def same_as_link(text: str) -> tuple[str, dict[str, str]] | None:
    """The id and the ends of the link that `link:A>same_as>B` names; None if it names none.

    The relation has no direction, so the ends are put in order: two people who decide on a pair decide on one link.
    """
    head, _, rest = text.partition(":")
    first, _, last = rest.partition(">same_as>")
    if head != "link" or not first.strip() or not last.strip():
        return None
    one, other = sorted((first.strip(), last.strip()))
    if one == other:
        raise UsageError("a record is the same as itself", where=text, hint="name two records")
    return f"link:{one}>same_as>{other}", {
        "from_id": one,
        "to_id": other,
        "relation": "same_as",
        "by": "person",
    }


def born(table: str, new: str, values: Mapping[str, Any]) -> tuple[Edit, ...]:
    """The edits by which a line comes into being."""
    birth = Edit(table, new, "_present", expected=False, new=True)
    return (birth, *(Edit(table, new, name, None, value) for name, value in values.items()))


# ---------------------------------------------------------------- words


def _word(text: str) -> str:
    return "_".join(re.split(r"[\s_-]+", text.strip().lower()))


def _same(names: Sequence[str]) -> dict[str, str]:
    return {name: name for name in names}


def _nearest(word: str, known: Mapping[str, str]) -> str:
    """`did you mean overdue?`, or nothing where no word is near."""
    import difflib

    beginning = [name for name in known if len(word) > 2 and name.startswith(word)]
    near = beginning[:1] or difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {known[near[0]]}?" if near else ""


def _number(text: str) -> float:
    try:
        return float(re.sub(r"(?<=\d),(?=\d{3}\b)", "", text).removesuffix("%").removeprefix("£"))
    except ValueError:
        raise ValueError("a number") from None


def _whole(text: str) -> int:
    number = _number(text)
    if not number.is_integer() or abs(number) >= 2**63:
        raise ValueError("a whole number")
    return int(number)


def _bool(text: str) -> bool:
    if text.lower() not in _TRUE | _FALSE:
        raise ValueError("yes or no")
    return text.lower() in _TRUE


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _object(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError("a JSON object") from None


_READ = {"float": _number, "int": _whole, "bool": _bool, "list": _list, "json": _object}
