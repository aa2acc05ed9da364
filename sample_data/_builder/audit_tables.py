"""The totals of the internal audit actions that the board paper prints: six tables, two dates.

The figures are published ones, so that the sample has the arithmetic of a real paper: every row and
column adds up, and yet one High action of 2023/24 is gone between the two dates. The record-level
registers in `audit/` reproduce them exactly; `tests/sample_data` counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .shapes import table

BEFORE = date(2023, 10, 3)
AFTER = date(2023, 10, 31)
YEARS = ("2021/22", "2022/23", "2023/24")
PRIORITIES = ("High", "Medium", "Low")
STATUSES = ("Not Due", "Overdue", "Complete", "Not Allocated")

Totals = Mapping[str, tuple[int, int, int]]
"""Status to the number of High, Medium and Low actions."""

TOTALS: Mapping[tuple[str, date], Totals] = {
    ("2021/22", BEFORE): {
        "Not Due": (0, 0, 0),
        "Overdue": (9, 55, 34),
        "Complete": (46, 103, 80),
        "Not Allocated": (0, 0, 0),
    },
    ("2021/22", AFTER): {
        "Not Due": (0, 0, 0),
        "Overdue": (3, 53, 33),
        "Complete": (52, 105, 81),
        "Not Allocated": (0, 0, 0),
    },
    ("2022/23", BEFORE): {
        "Not Due": (17, 41, 17),
        "Overdue": (18, 30, 12),
        "Complete": (19, 46, 25),
        "Not Allocated": (0, 0, 0),
    },
    ("2022/23", AFTER): {
        "Not Due": (15, 40, 14),
        "Overdue": (18, 27, 14),
        "Complete": (21, 50, 26),
        "Not Allocated": (0, 0, 0),
    },
    ("2023/24", BEFORE): {
        "Not Due": (4, 5, 5),
        "Overdue": (0, 4, 3),
        "Complete": (0, 0, 0),
        "Not Allocated": (11, 27, 8),
    },
    ("2023/24", AFTER): {
        "Not Due": (4, 16, 7),
        "Overdue": (1, 4, 3),
        "Complete": (3, 5, 1),
        "Not Allocated": (6, 11, 5),
    },
}

REVIEWS: tuple[tuple[str, str, str, str, int, int, int], ...] = (
    ("Q1", "Draft", "Follow Up of Earlier Audits", "Little Progress", 2, 3, 4),
    ("Q1", "Draft", "Income Collection at Leisure Sites", "Minimal Assurance", 2, 4, 1),
    ("Q1", "Draft", "Housing Management System", "Minimal Assurance", 2, 5, 1),
    ("Q1", "Finalised", "Direct Payments", "Partial Assurance", 2, 4, 1),
    ("Q1", "Draft", "Schools Audit - Millbrook Primary", "Partial Assurance", 1, 6, 3),
    ("Q1", "Finalised", "Schools Audit - Ashgrove Infants", "Reasonable Assurance", 0, 1, 2),
    ("Q1", "Finalised", "Licensing and Permits", "Reasonable Assurance", 2, 4, 2),
    ("Q2", "Finalised", "Business Rates", "Reasonable Assurance", 0, 7, 1),
    ("Q2", "Draft", "Purchase Cards", "Minimal Assurance", 3, 2, 1),
)
"""Quarter, stage, review, opinion, and the number of High, Medium and Low findings: 66 in all."""


def printed(year: str, on: date) -> str:
    """One of the six tables as the board paper prints it."""
    totals = TOTALS[year, on]
    columns = [sum(column) for column in zip(*totals.values(), strict=True)]
    return table(
        [
            (f"Total {year[2:]}", "", "", "", ""),
            ("Totals", "Total", *PRIORITIES),
            *((status, sum(counts), *counts) for status, counts in totals.items()),
            ("Totals", sum(columns), *columns),
        ]
    )


def reviews() -> str:
    """The table of this year's reviews with a total for each quarter."""
    rows: list[tuple[object, ...]] = [
        ("Status", "Name of Review", "Opinion", "Total Number of Findings", "", ""),
        ("", "", "", *PRIORITIES),
    ]
    for quarter in ("Q1", "Q2"):
        held = [r for r in REVIEWS if r[0] == quarter]
        rows += [r[1:] for r in held]
        rows.append((f"{quarter} Total", "", "", *(sum(int(r[i]) for r in held) for i in (4, 5, 6))))
    return table(rows)
