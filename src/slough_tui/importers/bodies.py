"""Whose paper it is: the names of councils and of their bodies (committees, boards) in a line of text."""

from __future__ import annotations

import re

from slough_tui.model.due import find_dates

COUNCIL = re.compile(
    r"\b((?:London )?(?:Royal )?(?:Borough of )?[A-Z][A-Za-z'’-]+(?: (?:and |& |upon |on )?[A-Z][A-Za-z'’-]+){0,3}?"
    r"(?: (?:Metropolitan|Borough|City|County|District|Town|Unitary))* Council)\b"
)
BOROUGH = re.compile(
    r"\W*((?:London Borough|Royal Borough|Metropolitan Borough|Borough|City) of [A-Z][A-Za-z'’-]+(?: (?:and |upon )?[A-Z][A-Za-z'’-]+){0,3})\W*"
)
"""A council that calls itself by its place alone has a line to itself."""
BODY = re.compile(
    r"\b(committee|panel|board|cabinet|commission|forum|sub-committee|working group)\b", re.IGNORECASE
)
BODY_NAME = re.compile(rf"{BODY.pattern}(?:\s+[-–]\s+.*|\s+\d.*)?$", re.IGNORECASE)
BODY_WORDS = 9
LONGEST = 130
"""A longer line is a sentence that speaks of a body."""

_LED_IN = re.compile(
    r"^.*\b(?:report(?:ed)?|submitted|progress|update|summary|papers?|presented|response|submission)\b.*?\b(?:to|for|by)\s+(?:the\s+)?(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)


def body_in(line: str) -> str:
    """The body that a short line names (`Audit Committee - 3 May`, `Place Committee – Tracker`); empty where it names none."""
    if len(line) > LONGEST:
        return ""
    parts = re.split(r"\s+[-–]\s+", line)
    return next((t for t in parts if 1 < len(t.split()) <= BODY_WORDS and BODY_NAME.search(t)), "")


def whose(named: str) -> str:
    """A body's name without what leads to it (`progress to the`) and the day behind it."""
    name = re.sub(r"^the\s+", "", _LED_IN.sub("", named))
    if found := find_dates(name):
        name = name[: found[0].start]
    return re.sub(r"\W+(?:on|at)?\W*$", "", name) or named


def lowered(text: str) -> str:
    """A line in capitals as a name is written."""
    return re.sub(r"\b(?:Of|And|Upon)\b", lambda m: m[0].lower(), text.title()) if text.isupper() else text


def council_in(text: str) -> str:
    """The first council named in `text`; `The Council` names none."""
    for match in COUNCIL.finditer(text):
        words = match[1].split()
        while words and words[0] in {
            "The",
            "A",
            "This",
            "Our",
            "Full",
            "Each",
            "And",
            "For",
            "At",
            "Report",
            "To",
        }:
            words = words[1:]
        if len(words) > 1 and words[0] not in {
            "Borough",
            "City",
            "County",
            "District",
            "Town",
            "Unitary",
            "Metropolitan",
        }:
            return " ".join(words)
    return ""
