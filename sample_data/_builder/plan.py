"""The care company's three-year business plan: priorities, money, inspection, indicators, two action plans.

Flaws: `[OBJ]` and `??` where something was to be filled in; a million printed for a thousand; `20K` in a
column of thousands; a date that was pushed back inside its cell; steps in the text that differ from the
steps in the timescale; impact text copied from the neighbouring row; indicators with neither polarity
nor target; totals that differ from their parts by rounding.
"""

from __future__ import annotations

from .plan_accounts import balance_sheet, cash_flow, profit_and_loss
from .plan_frame import CLOSING, OPENING, SAVINGS
from .plan_improvement import CONTINUOUS
from .plan_twelve_weeks import TWELVE_WEEKS
from .shapes import printed

ACCOUNTS = {
    "cash flow": cash_flow(),
    "balance sheet": balance_sheet(),
    "profit and loss": profit_and_loss(),
}


def text() -> str:
    """The plan as published."""
    parts = (OPENING, SAVINGS, CLOSING, TWELVE_WEEKS, CONTINUOUS)
    return "".join(printed(part, ACCOUNTS) for part in parts)
