"""The scrutiny committee's recommendation tracker: three blocks, each of another shape.

Block one has its header. Block two has none, has lost two columns, and the year of the cabinet date has
bled into the next cell. Block three starts the numbering again and has a torn-off row above its first
recommendation. Refs have lost their trailing zero (4.1 is 4.10), some `Y` and `P` are Greek or Cyrillic,
`[1]` stands for a hyphen that was lost, and `CIIr` is spelt with capital i.
"""

from __future__ import annotations

from collections.abc import Sequence

from .shapes import table
from .tracker_contracts import CONTRACTS
from .tracker_repairs import REPAIRS

GREEK_Y = "Υ"
CYRILLIC_P = "Р"

HEADER = (
    "Rec No (COC)",
    "Meeting Date",
    "Recommendation",
    "Agenda Item",
    "Sent To Chair / Portfolio Holder",
    "Copied To Director / Senior Officer",
    "Cabinet Meeting",
    "Response received",
    "Response Date",
    "Response Detail",
    "Accepted? Y/ N/ P[ARTIAL]",
    "Comments",
)

ALREADY = "P means that the reply describes something the service does already"

LATE: tuple[tuple[str, ...], ...] = (
    (
        "",
        "",
        "a. That the dates by which the savings are to be",
        "",
        "",
        "",
        "",
        "",
        "T",
        "",
        "",
        "",
    ),
    (
        "1",
        "3 October 2023",
        "reached stand beside each saving, and b. Under Theme 2, Estates: that a named post answers for:",
        "4",
        "CIIr LEADER",
        "Director of Resources",
        "23 October 2023",
        "N",
        "",
        "Cabinet did not reach this at its October meeting; it is to be put on the agenda again",
        "",
        "",
    ),
    (
        "2",
        "7 November 2023",
        "That a plan for making every council building usable by people with a disability is written, with the buildings that most residents visit coming first. The plan should state what each building lacks; what putting it right would cost; who uses the building, and when the work could be done. Progress against the plan should come to this committee once a year.",
        "5",
        "Cllr Leader",
        "Director of Resources",
        "4 December 2023",
        "",
        "",
        "Could this join the review of the estate?",
        "",
        "",
    ),
    (
        "3",
        "7 November 2023",
        "That the yearly report on equality says more about what residents noticed than about what was issued.",
        "5",
        "Cllr Leader",
        "Director of Resources",
        "4 December 2023",
        "",
        "",
        "",
        "",
        "",
    ),
)


def first_block() -> list[Sequence[str]]:
    """Header and 16 recommendations, twelve columns."""
    return [HEADER, *(_full(number, *r) for number, r in enumerate(REPAIRS, start=1))]


def _full(number: int, met: str, text: str, received: str, response: str, accepted: str) -> tuple[str, ...]:
    return (lost_zero(number), met, text, "6", "", "", "20-Mar-23", received, "", response, accepted, "")


def second_block() -> list[Sequence[str]]:
    """14 recommendations, nine columns, no header; `20-Mar` and `0-23 Y` were one date and a Y."""
    return [_bled(number, *r) for number, r in enumerate(CONTRACTS, start=17)]


def _bled(number: int, text: str, tail: str, response: str, accepted: str) -> tuple[str, ...]:
    note = ALREADY if accepted in {"P", CYRILLIC_P} else ""
    met, replied = "16-Feb-23", "November 7 2023"
    return (lost_zero(number), met, text, "20-Mar", f"{tail} Y", replied, response, accepted, note)


def lost_zero(number: int) -> str:
    """The ref as a spreadsheet prints a number: 4.10 comes out as 4.1."""
    return f"4.{number:02}".rstrip("0")


def text() -> str:
    """The tracker as published."""
    blocks = (table(first_block()), "1", table(second_block()), table(LATE))
    return "\n\n".join(blocks) + "\n"


def one_table() -> list[Sequence[str]]:
    """The same 33 recommendations under one header, for formats that hold one table.

    The bleed of block two is put right, since a spreadsheet's columns cannot run into each other; all
    other flaws stay. The torn-off row stands before its recommendation as it does on paper.
    """
    contracts = [
        (ref, met, text, "7", "", "", "20-Mar-23", "Y", replied, response, accepted, note)
        for ref, met, text, _, _, replied, response, accepted, note in second_block()
    ]
    return [*first_block(), *contracts, *LATE]
