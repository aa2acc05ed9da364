"""The language of the filter: what a person types after `&`, taken apart into terms. Knows no data.

housing             some shown text has "housing" in it
"two words"         quoted words stay together; "" inside quotes is a quotation mark
!housing            does not
status:overdue      the column's value begins with it (coded columns) or has it in it (text)
rag:red|amber       either of them
lead="Head of IT"   exactly this
due<2023-12-01      also <= > >=; dates may be 31/10/2023, 2023-10, 2023, today, today-30
due:none            nothing there; due:any something there
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPERATORS = ("<=", ">=", "!=", ":", "=", "<", ">")
_FIELD = re.compile(r"([A-Za-z][A-Za-z_]*)(<=|>=|!=|:|=|<|>)")
NOTHING = "none"
SOMETHING = "any"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; all of them must hold.

    `field` is empty for a word that may stand anywhere. `quoted`: a value stood in quotes, so that
    `"none"` is the word and not emptiness.
    """

    field: str
    operator: str
    values: tuple[str, ...]
    negated: bool = False
    quoted: bool = False

    @property
    def complete(self) -> bool:
        """Whether there is anything to look for: `status:` alone is still being typed."""
        return any(value for value in self.values) or self.quoted


def parse(text: str) -> tuple[Term, ...]:
    """The terms of a filter, in order; what is still being typed (`status:`, `!`) is left out."""
    terms: list[Term] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        term, position = _term(text, position)
        if term.complete:
            terms.append(term)
    return tuple(terms)


def _term(text: str, at: int) -> tuple[Term, int]:
    negated = text[at] == "!"
    at += int(negated)
    if at >= len(text) or text[at].isspace() or text[at] == "!":
        return Term("", "", ()), at
    field, operator = "", ""
    match = _FIELD.match(text, at)
    if match:
        field, operator = match[1].lower(), match[2]
        at = match.end()
    values: list[str] = []
    quoted = False
    while True:
        value, at, was_quoted = _value(text, at, alternatives=bool(field))
        values.append(value)
        quoted = quoted or was_quoted
        if field and at < len(text) and text[at] == "|":
            at += 1
            continue
        break
    if operator == "!=":
        operator, negated = "=", not negated
    given = tuple(v for v in values if v) if not quoted else tuple(values)
    return Term(field, operator, given, negated, quoted), at


def _value(text: str, at: int, *, alternatives: bool) -> tuple[str, int, bool]:
    if at < len(text) and text[at] == '"':
        return _quoted(text, at + 1)
    end = at
    while end < len(text) and not text[end].isspace() and not (alternatives and text[end] == "|"):
        end += 1
    return text[at:end], end, False


def _quoted(text: str, at: int) -> tuple[str, int, bool]:
    out: list[str] = []
    while at < len(text):
        if text[at] == '"':
            if text[at + 1 : at + 2] != '"':
                return "".join(out), at + 1, bool(out)
            at += 1
        out.append(text[at])
        at += 1
    return "".join(out), at, bool(out)


def written(field: str, value: str | None, *, negated: bool = False) -> str:
    """The term that keeps (or drops) rows with exactly this value in this column."""
    mark = "!" if negated else ""
    if value is None or value == "":
        return f"{mark}{field}:{NOTHING}"
    if re.fullmatch(r"[\w./:-]+", value) and value.lower() not in {NOTHING, SOMETHING}:
        return f"{mark}{field}={value}"
    doubled = value.replace('"', '""')
    return f'{mark}{field}="{doubled}"'
