"""The papers of a synthetic register, oldest first, and the register made of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from slough_tui.errors import UsageError
from slough_tui.model.batch import Author, Batch
from slough_tui.store.commits import Edit
from slough_tui.store.synthetic import beside, words
from slough_tui.store.synthetic.chance import NUMBER, below, draw, evenly
from slough_tui.store.synthetic.records import DAY, RECORDS, document_of, frame_of, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from slough_tui.store import Register

YEARS = ((date(2024, 3, 29), 0.5), (date(2025, 3, 28), 0.8), (date(2026, 3, 27), 1.0))
"""When the yearly papers came, and up to which share of the records each brings."""
LATER = (date(2026, 6, 26), date(2026, 9, 25))
"""When papers reported on some records again."""
AGAIN = 0.08
"""The share of the records that each later paper reports on."""
SHARES = {"audit_actions": 0.28, "plan_actions": 0.2}
DIRECTIONS = 15
EDITED = 5
CLERK = Author(1000, "clerk", "hall")


def shares(size: int) -> dict[str, int]:
    """How many records each table has in a register of `size`: directions are few, half are recommendations."""
    counts = {name: int(size * share) for name, share in SHARES.items()}
    counts["directions"] = min(DIRECTIONS, size // 50)
    counts["recommendations"] = size - sum(counts.values())
    return {name: counts[name] for name in RECORDS if counts[name]}


def build(path: Path, counts: Mapping[str, int], *, say: Callable[[str], None] = lambda _: None) -> Register:
    """Make the register at `path`, with so many records in each table; `say` hears of each step.

    Raises `UsageError` (a table that cannot grow, a count below 0, a folder that is not empty) and `RefusedError`.
    """
    from slough_tui.store import Register

    for name, count in counts.items():
        if name not in RECORDS or count < 0:
            raise UsageError(
                f"there cannot be {count} records of {name}", hint=f"name one of {', '.join(RECORDS)}"
            )
    register = Register.create(path, name="demo", at=_moment(YEARS[0][0]))
    for batch in _papers(counts):
        say(f"writing the paper of {batch.effective_on}")
        register.import_batch(batch, author=CLERK, recorded_at=_moment(batch.effective_on), fold=False)
    say("folding the commits")
    register.compact()
    _edit(register, counts)
    return register


def _moment(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 9, tzinfo=UTC)


def _papers(counts: Mapping[str, int]) -> Iterator[Batch]:
    done = 0.0
    for on, upto in YEARS:
        yield _batch(on, _yearly(counts, on, done, upto), beside.small(on))
        done = upto
    for stream, on in enumerate(LATER, 50):
        yield _batch(on, _reported(counts, on, stream), {})


def _batch(on: date, frames: Mapping[str, pl.DataFrame], rows: Mapping[str, Any]) -> Batch:
    rows = {**rows, "documents": [beside.document(on)]}
    return Batch(
        document_of(on),
        beside.sha_of(on),
        beside.sha_of(on),
        on,
        rows,
        message=f"import register-{on}.md",
        frames=frames,
    )


def _yearly(counts: Mapping[str, int], on: date, done: float, upto: float) -> dict[str, pl.DataFrame]:
    found: dict[str, list[pl.DataFrame]] = {}
    for name, count in counts.items():
        records = frame_of(name, int(count * done), int(count * upto), on)
        if records.height:
            found.setdefault(name, []).append(records)
            for other, frame in beside.of_records(name, records, on, counts.get("directions", 0)).items():
                found.setdefault(other, []).append(frame)
    if on == YEARS[-1][0]:
        kpis = beside.indicators(min(max(sum(counts.values()) // 200, 6), 2000), on)
        found |= {name: [frame] for name, frame in kpis.items()}
    return {name: pl.concat(frames) for name, frames in found.items()}


def _reported(counts: Mapping[str, int], on: date, stream: int) -> dict[str, pl.DataFrame]:
    """What a later paper says of some records: a new status, a due date that slipped, a RAG and trend, a comment."""
    found: dict[str, list[pl.DataFrame]] = {}
    for name, count in counts.items():
        again = numbers(0, count).filter(draw(stream) < AGAIN)
        if not again.height:
            continue
        ids = _ids(name, again, count)
        slipped = pl.lit(on) + pl.duration(days=below(stream + 10, 300) - 60)
        said: dict[str, pl.Expr] = {
            "due": slipped,
            "due_raw": slipped.dt.strftime(DAY),
            "document": pl.lit(document_of(on)),
        }
        if name == "directions":
            said |= {
                "rag": evenly(stream + 11, ("red", "amber", "green", "complete")),
                "trend": evenly(stream + 12, ("up", "same", "down")),
            }
        else:
            said["status"] = evenly(
                stream + 13,
                ("complete", "overdue")
                if name == "audit_actions"
                else ("in_progress", "complete", "overdue"),
            )
        found[name] = [again.select(ids.alias("id"), **said)]
        comment = again.select(
            id=pl.concat_str(pl.lit(f"upd:{name}-{on}/"), NUMBER), record=ids, document=pl.lit(document_of(on)),
            on=pl.lit(on) - pl.duration(days=below(stream + 14, 80)), voice=pl.lit("owner"), text=evenly(stream + 15, words.TALK),
        )  # fmt: skip
        found.setdefault("updates", []).append(comment)
    return {name: pl.concat(frames) for name, frames in found.items()}


def _ids(name: str, again: pl.DataFrame, count: int) -> pl.Series:
    """The ids of these records as their first papers made them."""
    ids: list[pl.Series] = []
    done = 0.0
    for on, upto in YEARS:
        first, last = int(count * done), int(count * upto)
        mine = again.get_column(NUMBER).filter(again.get_column(NUMBER).is_between(first, last - 1))
        if len(mine):
            ids.append(frame_of(name, first, last, on).get_column("id").gather(mine - first))
        done = upto
    return pl.concat(ids)


def _edit(register: Register, counts: Mapping[str, int]) -> None:
    """A person moves the due date of a few records, a commit each, in the week after the last paper."""
    name = next(iter(counts), "")
    if not name:
        return
    first = register.frame(name).head(EDITED)
    for n, (record, due) in enumerate(first.select("id", "due").iter_rows()):
        on = LATER[-1] + timedelta(days=1 + n)
        edit = Edit(name, record, "due", due, on + timedelta(days=90))
        register.commit(
            [edit],
            author=CLERK,
            recorded_at=_moment(on),
            effective_on=on,
            message="the committee agreed a later date",
        )
