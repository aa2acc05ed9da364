"""Pairs of records that an assessor takes for one and the same: computed, never stored, for a person to decide on."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from slough_tui.views.rows import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl

    from slough_tui.views.rows import Frames

ASSESSOR = "same_as"


class Proposal(NamedTuple):
    """Two records, in the order of their ids, and how alike their texts are (0 to 1)."""

    one: str
    other: str
    likeness: float


def proposals_frame(assessed: pl.DataFrame) -> pl.DataFrame:
    """What the assessor `same_as` proposes and nobody has decided on: `one`, `other` (String), `likeness` (Float64).

    `assessed` has the columns of `engine.assess.result.SCHEMA`. Each pair stands once, the most alike first.
    """
    import polars as pl

    told = assessed.filter((pl.col("assessor") == ASSESSOR) & pl.col("evidence").is_not_null())
    found = {
        pair[:2]: pair
        for record, evidence in told.select("record", "evidence").rows()
        for pair in _pairs(record, evidence)
    }
    pairs = sorted(found.values(), key=lambda pair: (-pair.likeness, pair.one, pair.other))
    schema = {"one": pl.String, "other": pl.String, "likeness": pl.Float64}
    return pl.DataFrame(pairs, schema=schema, orient="row")


def _pairs(record: str, evidence: str) -> Iterator[Proposal]:
    """The undecided pairs of an evidence; another plugin of this name may have put anything there."""
    with suppress(ValueError, KeyError, TypeError):
        for pair in json.loads(evidence)["pairs"]:
            if pair["state"] is None:
                one, other = sorted((record, str(pair["other"])))
                yield Proposal(one, other, float(pair["confidence"]))


def proposals(frames: Frames, records: Iterable[str]) -> list[Proposal]:
    """What is proposed of these records; `frames` has `proposals` (as `proposals_frame`) once assessors were asked."""
    import polars as pl

    found = held(frames, "proposals")
    if found is None:
        return []
    wanted = pl.Series(sorted(set(records)), dtype=pl.String).implode()
    about = pl.col("one").is_in(wanted) | pl.col("other").is_in(wanted)
    return [Proposal(*row) for row in found.filter(about).rows()]
