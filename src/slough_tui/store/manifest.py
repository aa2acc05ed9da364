"""A base: the register as one commit left it, folded into few files so that opening stays quick.

Folding a register at commit S publishes, under names that are never used again,

| file | holds |
|---|---|
| `tables/<table>-<S>.parquet` | the state of a table, for us and for any tool |
| `tables/<table>-<S>-<day>.parquet` | the same as it stood at the end of an earlier month (see `past`) |
| `changes/<a>-<b>.<table>.parquet` | all that commits a to b say about a table (see `parts`) |
| `changes/<a>-<b>.parquet` | the facts of the record tables, for any tool (see `timeline`) |
| `changes/<a>-<b>.jsonl` | the commits themselves, byte by byte, so that the chain can be followed back for ever |
| `log/<S>/base.json` | this manifest: the names and SHA-256 of all that is now valid, and the hash of commit S |
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from slough_tui.errors import CorruptError, TooNewError
from slough_tui.store.slot import PartRef, file_of, seal, unseal

VERSION = 1


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file of the register and its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TableRef:
    """The state of a table: its file, and the newest date that any fact in it speaks of."""

    name: str
    sha256: str
    rows: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class PastRef:
    """The state of a table on every day from `since` to the one before `until`, between which nothing speaks of it."""

    table: str
    name: str
    sha256: str
    rows: int
    since: date
    until: date

    def covers(self, day: date) -> bool:
        """Whether the table stood so on this day."""
        return self.since <= day < self.until


@dataclass(frozen=True, slots=True)
class Base:
    """Everything up to commit `seq`, whose hash is `head`. The base of a new register is empty.

    `label` is the SHA-256 of FORMAT, which the first commit named and which nobody else would check any more.
    """

    seq: int
    head: str
    label: str
    tables: dict[str, TableRef]
    parts: tuple[PartRef, ...] = ()
    commits: tuple[FileRef, ...] = ()
    facts: tuple[FileRef, ...] = ()
    past: tuple[PastRef, ...] = ()

    @property
    def names(self) -> set[str]:
        """Every file that the base names."""
        return set(self.hashes)

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of every file that the base names."""
        refs: Iterable[FileRef | TableRef | PastRef | PartRef]
        refs = (*self.tables.values(), *self.past, *self.parts, *self.commits, *self.facts)
        return {ref.name: ref.sha256 for ref in refs}


def encode(base: Base) -> bytes:
    """The manifest's bytes."""
    tables = {
        table: {**asdict(ref), "latest": ref.latest.isoformat() if ref.latest else None}
        for table, ref in sorted(base.tables.items())
    }
    plain = {
        "v": VERSION,
        "seq": base.seq,
        "head": base.head,
        "format": base.label,
        "tables": tables,
        "parts": [asdict(ref) for ref in base.parts],
        "commits": [asdict(ref) for ref in base.commits],
        "facts": [asdict(ref) for ref in base.facts],
        "past": [
            {**asdict(ref), "since": ref.since.isoformat(), "until": ref.until.isoformat()}
            for ref in base.past
        ],
    }
    return seal(plain)[0]


def decode(raw: bytes, where: str) -> Base:
    """The base; `CorruptError` unless every byte is as it was written."""
    plain, _ = unseal(raw, where)
    if plain["v"] > VERSION:
        raise TooNewError(
            "this base was written by a newer slough-tui", where=where, hint="update slough-tui"
        )
    try:
        base = Base(
            plain["seq"],
            plain["head"],
            plain["format"],
            {table: _table(ref) for table, ref in plain["tables"].items()},
            tuple(PartRef(**ref) for ref in plain["parts"]),
            tuple(FileRef(**ref) for ref in plain["commits"]),
            tuple(FileRef(**ref) for ref in plain["facts"]),
            tuple(_past(ref) for ref in plain.get("past", ())),
        )
        for name in base.names:
            file_of(name)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CorruptError(f"this base cannot be understood ({error!r})", where=where) from error
    return base


def _table(ref: dict[str, Any]) -> TableRef:
    latest = ref["latest"]
    return TableRef(**{**ref, "latest": None if latest is None else date.fromisoformat(latest)})


def _past(ref: dict[str, Any]) -> PastRef:
    return PastRef(**{**ref, **{end: date.fromisoformat(ref[end]) for end in ("since", "until")}})
