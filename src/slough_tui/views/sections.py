"""What a page is made of: sections with headings, and in them labelled values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

MOST_TEXT = 20_000
"""Characters of one value that are shown; all of it is in the register."""


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value.

    `raw` is the value as printed, where it reads differently; `link` a record's id; `mark` a word before
    the value, which then has the `role` alone.
    """

    label: str
    value: str
    raw: str = ""
    role: str = ""
    link: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its fields."""

    heading: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A record, ready to be laid out on lines. `state` is how it stands in a few words, each with its role."""

    id: str
    title: str
    text: str
    sections: tuple[Section, ...] = field(default=())
    state: tuple[tuple[str, str], ...] = field(default=())

    @property
    def links(self) -> tuple[str, ...]:
        """The records that one can go to from here, in the order they stand."""
        return tuple(f.link for section in self.sections for f in section.fields if f.link)


def long_text(text: str) -> str:
    """As much of a text as is shown, and how much is not."""
    if len(text) <= MOST_TEXT:
        return text
    return f"{text[:MOST_TEXT]}\n(and {len(text) - MOST_TEXT:,} more characters, not shown)"


def pairs(kept: Any) -> tuple[Field, ...]:
    """A JSON object kept as text, as a field for each of its keys that holds something; else the text as it stands."""
    if not isinstance(kept, str) or not kept:
        return ()
    try:
        data = json.loads(kept)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return (Field("", long_text(kept)),)
    return tuple(
        Field(str(key), long_text(_plain(value))) for key, value in data.items() if value not in (None, "")
    )


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
