"""Pairs of records that an assessor takes for one and the same: computed, never stored, for a person to decide on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from slough_tui.views.rows import Frames, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

ASSESSOR = "same_as"
_NEAR = re.compile(r"the text is that of (?P<other>\S+), (?P<likeness>[\d.]+)$")


class Proposal(NamedTuple):
    """Two records, in the order of their ids, and how alike their texts are (0 to 1)."""

    one: str
    other: str
    likeness: float


def proposals(frames: Frames, records: Iterable[str]) -> list[Proposal]:
    """What the assessor `same_as` proposes of these records, each pair once, the most alike first.

    `frames` has the table of `computed.ASSESSMENTS`. A pair on which a person has decided is no proposal any more.
    """
    found: dict[tuple[str, str], Proposal] = {}
    for record in records:
        for verdict in rows(frames, "assessments", record=record, assessor=ASSESSOR):
            for reason in verdict.get("reasons") or ():
                near = _NEAR.match(str(reason))
                if near is not None:
                    one, other = sorted((record, near["other"]))
                    found[one, other] = Proposal(one, other, float(near["likeness"]))
    return sorted(found.values(), key=lambda pair: (-pair.likeness, pair.one, pair.other))
