"""Quarterly readings of indicators of the business plan: good to be high, low, or near a midpoint.

The titles are those of the plan, so that readings and plan speak of the same indicators. Flaws: a quarter
that was not reported; noughts that cannot be right and stand for a missing value; a target that is missing;
one indicator whose polarity nobody wrote down.
"""

from __future__ import annotations

COLUMNS = ("Indicator", "Unit", "Good to be", "Target", "Tolerance", "Midpoint", "Quarter", "Value")

QUARTERS = ("2022/23 Q3", "2022/23 Q4", "2023/24 Q1", "2023/24 Q2")

Indicator = tuple[str, str, str, str, str, str, tuple[str, str, str, str]]

INDICATORS: tuple[Indicator, ...] = (
    (
        "Requests that come back within three months",
        "%",
        "Low",
        "15",
        "2",
        "",
        ("19.4", "18.1", "16.6", "14.8"),
    ),
    ("% of first assessments within 28 days", "%", "High", "80", "5", "", ("61", "64", "72", "77")),
    (
        "% of safeguarding enquiries closed within 20 days",
        "%",
        "High",
        "90",
        "3",
        "",
        ("91", "88", "84", "79"),
    ),
    ("% of people with a review in the last year", "%", "High", "75", "5", "", ("58", "", "63", "66")),
    (
        "% of carers assessed or reviewed in the last year",
        "%",
        "High",
        "60",
        "5",
        "",
        ("44", "47", "0", "52"),
    ),
    ("People waiting for a care package", "people", "Low", "30", "5", "", ("83", "61", "38", "29")),
    ("Days from being ready to leaving hospital", "days", "Low", "4", "1", "", ("7.5", "6.2", "5.1", "4.6")),
    ("Bed occupancy of the reablement centre", "%", "Near", "", "4", "88", ("97", "93", "85", "81")),
    ("Hours of home care handed back by providers", "hours", "Low", "200", "20", "", ("340", "305", "", "0")),
    ("Complaints answered in time", "%", "High", "", "", "", ("70", "74", "69", "75")),
    ("% Staff turnover", "%", "", "14", "1", "", ("18.2", "17.5", "15.9", "15.2")),
)


def readings() -> list[tuple[str, ...]]:
    """One line per indicator and quarter, in the order of `COLUMNS`."""
    return [
        (*indicator[:6], quarter, value)
        for indicator in INDICATORS
        for quarter, value in zip(QUARTERS, indicator[6], strict=True)
    ]
