"""Quarterly readings of eleven indicators: good to be high, low, or near a midpoint.

Flaws: a quarter that was not reported; noughts that cannot be right and stand for a missing value;
a target that is missing; one indicator whose polarity nobody wrote down.
"""

from __future__ import annotations

COLUMNS = (
    "Ref",
    "Indicator",
    "Unit",
    "Good to be",
    "Target",
    "Tolerance",
    "Midpoint",
    "Quarter",
    "Quarter End",
    "Value",
)

QUARTERS = (
    ("2022/23 Q3", "31/12/2022"),
    ("2022/23 Q4", "31/03/2023"),
    ("2023/24 Q1", "30/06/2023"),
    ("2023/24 Q2", "30/09/2023"),
)

Indicator = tuple[str, str, str, str, str, str, str, tuple[str, str, str, str]]

INDICATORS: tuple[Indicator, ...] = (
    (
        "K01",
        "Requests that come back within three months",
        "%",
        "Low",
        "15",
        "2",
        "",
        ("19.4", "18.1", "16.6", "14.8"),
    ),
    ("K02", "First assessments within 28 days", "%", "High", "80", "5", "", ("61", "64", "72", "77")),
    (
        "K03",
        "Safeguarding enquiries closed within 20 days",
        "%",
        "High",
        "90",
        "3",
        "",
        ("91", "88", "84", "79"),
    ),
    ("K04", "People with a review in the last year", "%", "High", "75", "5", "", ("58", "", "63", "66")),
    (
        "K05",
        "Carers assessed or reviewed in the last year",
        "%",
        "High",
        "60",
        "5",
        "",
        ("44", "47", "0", "52"),
    ),
    ("K06", "People waiting for a care package", "people", "Low", "30", "5", "", ("83", "61", "38", "29")),
    (
        "K07",
        "Days from being ready to leaving hospital",
        "days",
        "Low",
        "4",
        "1",
        "",
        ("7.5", "6.2", "5.1", "4.6"),
    ),
    ("K08", "Bed occupancy of the reablement centre", "%", "Near", "", "4", "88", ("97", "93", "85", "81")),
    (
        "K09",
        "Hours of home care handed back by providers",
        "hours",
        "Low",
        "200",
        "20",
        "",
        ("340", "305", "", "0"),
    ),
    ("K10", "Complaints answered in time", "%", "High", "", "", "", ("70", "74", "69", "75")),
    ("K11", "Staff turnover", "%", "", "14", "1", "", ("18.2", "17.5", "15.9", "15.2")),
)


def readings() -> list[tuple[str, ...]]:
    """One line per indicator and quarter, in the order of `COLUMNS`."""
    return [
        (*indicator[:7], *quarter, value)
        for indicator in INDICATORS
        for quarter, value in zip(QUARTERS, indicator[7], strict=True)
    ]
