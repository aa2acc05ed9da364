"""The accounts of the business plan, in thousands of pounds.

Kept to the hundred pounds and rounded only where they are printed, as accountants do: that is why some
printed totals differ by one from the sum of their printed parts.
"""

from __future__ import annotations

from itertools import accumulate

from .shapes import money, table

Line = tuple[str, tuple[float, ...]]

OPENING_CASH = 4120.4
INFLOW = (3610.6, 13202.4, 14990.7, 12110.2, 12333.9, 12405.5, 12310.3, 12388.1, 12240.6)
OUTFLOW = (-5220.7, -14105.8, -13480.4, -13120.6, -13120.6, -12910.9, -12910.9, -12910.9, -12910.9)

INCOME: tuple[Line, ...] = (
    ("FBC Income", (-31420.6, -32655.3, -33310.8)),
    ("FBC other income", (-120.4, -120.4, -120.4)),
    ("Health Income", (-2240.7, -1655.4, -1655.4)),
    ("Grant Income", (-3115.4, -3190.6, -2870.7)),
    ("Other Income", (-905.3, -931.4, -950.4)),
)
SPENDING: tuple[Line, ...] = (
    ("Pay & Agency", (17330.6, 17105.4, 17420.3)),
    ("Home care and care homes", (16410.7, 15720.6, 15015.6)),
    ("Support to carers", (2815.4, 2930.6, 2905.3)),
    ("Legal fees", (640.3, 655.4, 610.4)),
    ("Overheads", (3322.6, 3340.3, 3361.2)),
    ("Change programme", (210.4, 95.4, 60.3)),
)
ASSETS: tuple[Line, ...] = (("Debtors", (5215.6, 3910.3)), ("Cash at bank and in hand", (2510.4, 1220.6)))
CREDITORS: tuple[Line, ...] = (("Creditors: due within one year", (-7640.7, -6515.4)),)
LATER: tuple[Line, ...] = (("Creditors: due later", (-3500.0, -3500.0)),)


def _row(name: str, values: tuple[float, ...]) -> list[str]:
    return [name, *(money(round(value)) for value in values)]


def _sum(*groups: tuple[Line, ...]) -> tuple[float, ...]:
    lines = [values for group in groups for _, values in group]
    return tuple(sum(column) for column in zip(*lines, strict=True))


def cash_flow() -> str:
    """One month and eight quarters; closing cash is the next opening cash."""
    net = tuple(a + b for a, b in zip(INFLOW, OUTFLOW, strict=True))
    closing = tuple(accumulate(net, initial=OPENING_CASH))[1:]
    opening = (OPENING_CASH, *closing[:-1])
    blank = [""] * 3
    return table(
        [
            ["", "Mar-23", "2023/24", *blank, "2024/25", *blank],
            ["", "", *(["Qtr 1", "Qtr 2", "Qtr 3", "Qtr 4"] * 2)],
            ["Cashflow summary", *(["£000's"] * 9)],
            _row("Cash inflow from income", INFLOW),
            _row("Cash outflow from expenditure", OUTFLOW),
            _row("Net cash movement", net),
            _row("Opening cash at bank", opening),
            _row("Closing cash at bank / (overdrawn)", closing),
        ]
    )


def balance_sheet() -> str:
    """Two year ends; net liabilities equal the reserves."""
    reserves = _sum(ASSETS, CREDITORS, LATER)
    return table(
        [
            ["Balance Sheet", "as at 31 Mar 2023", "as at 31 Mar 2024"],
            ["", "£000's", "£000's"],
            ["Current Assets", "", ""],
            *(_row(*line) for line in ASSETS),
            _row("Total current assets", _sum(ASSETS)),
            *(_row(*line) for line in CREDITORS),
            _row("Total current liabilities", _sum(CREDITORS)),
            _row("Net current assets / (Liabilities)", _sum(ASSETS, CREDITORS)),
            *(_row(*line) for line in LATER),
            _row("Total long term liabilities", _sum(LATER)),
            _row("Net Assets / (Liabilities)", reserves),
            ["Reserves", "", ""],
            _row("Income and Expenditure Account", reserves),
            _row("Reserves", reserves),
        ]
    )


def profit_and_loss() -> str:
    """Three plan years; income is negative, so a positive last line is a deficit."""
    return table(
        [
            ["Profit & loss account", *(f"Plan {year} £000's" for year in ("2023/24", "2024/25", "2025/26"))],
            ["Income", "", "", ""],
            *(_row(*line) for line in INCOME),
            _row("Total Income", _sum(INCOME)),
            ["Expenditure", "", "", ""],
            *(_row(*line) for line in SPENDING),
            _row("Total revenue expenditure", _sum(SPENDING)),
            _row("Revenue (Surplus) / Deficit", _sum(INCOME, SPENDING)),
        ]
    )
