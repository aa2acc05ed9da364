"""Shares that a sentence prints beside their number ("7 or 25%"), computed again.

The whole is what the paragraph says was raised ("28 actions have been raised"), else the sum of its numbers
where their shares come to a hundred per cent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.engine.reconcile.compared import Compared

if TYPE_CHECKING:
    import polars as pl

_SHARE = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)\s(?:[a-z][a-z ]{0,40}?\s)?(?:or|\(|\(or)\s?(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)"
)
_WHOLE = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)\s+[a-z]+(?:\s[a-z]+)?\s(?:have|has|were)\s(?:been\s)?(?:raised|agreed|made)"
)


def shares(cells: pl.DataFrame) -> list[Compared]:
    """Every share of a paragraph whose whole is known (columns as the table `cells`); the unit is the per cent."""
    import polars as pl

    told = cells.filter(pl.col("raw").str.contains(r"\d\s?(?:%|per ?cent)").fill_null(value=False))
    found: list[Compared] = []
    for cell in told.iter_rows(named=True):
        text = " ".join(str(cell["raw"]).split())
        pairs = [(_number(number), share) for number, share in _SHARE.findall(text)]
        whole = _whole(text, pairs)
        if not whole or any(number > whole for number, _ in pairs):
            continue
        for number, share in pairs:
            places = len(share.partition(".")[2])
            found.append(
                Compared(
                    "share",
                    "shares in sentences",
                    f"{number:g} of {whole:g}, in per cent",
                    float(share),
                    _half_up(100 * number / whole, places),
                    0.0,
                    cell["document"],
                    cell["page"],
                    cell["line"],
                )
            )
    return found


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _whole(text: str, pairs: list[tuple[float, str]]) -> float | None:
    if said := _WHOLE.search(text):
        return _number(said[1])
    if len(pairs) > 1 and abs(sum(float(share) for _, share in pairs) - 100) <= len(pairs) / 2:
        return sum(number for number, _ in pairs)
    return None


def _half_up(value: float, places: int) -> float:
    scale = 10.0**places
    return int(value * scale + 0.5 + 1e-9) / scale
