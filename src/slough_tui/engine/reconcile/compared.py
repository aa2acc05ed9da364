"""One printed figure beside what it should be, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

EXACT = 1e-9
"""Relative: what binary fractions lose when they are added."""


class Verdict(StrEnum):
    """`rounding`: they differ by no more than rounding each part can explain."""

    AGREE = "agree"
    ROUNDING = "rounding"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Compared:
    """A printed figure and the computed one. `check` says what was compared, `table` and `what` which figure.

    `slack` is the most by which rounding alone can part them, in the figure's own unit: half a unit of the
    last printed digit for each part that was added; none for counts.
    """

    check: str
    table: str
    what: str
    printed: float
    computed: float
    slack: float = 0.0
    document: str | None = None
    page: int | None = None
    line: int | None = None

    @property
    def difference(self) -> float:
        """Printed less computed, without the dust of binary fractions."""
        return round(self.printed - self.computed, 6)

    @property
    def verdict(self) -> Verdict:
        """Whether the two agree, within rounding, or not."""
        dust = EXACT * max(abs(self.printed), abs(self.computed), 1.0)
        apart = abs(self.printed - self.computed)
        if apart <= dust:
            return Verdict.AGREE
        return Verdict.ROUNDING if apart <= self.slack + dust else Verdict.DISAGREE


def half_unit(printed: Any) -> float:
    """Half a unit of the last digit that is printed: 0.5 for `1,234`, 0.05 for `4.9`."""
    digits = str(printed or "")
    decimals = digits.rpartition(".")[2] if "." in digits else ""
    places = len(decimals) - len(decimals.lstrip("0123456789"))
    return 0.5 * 10.0**-places
