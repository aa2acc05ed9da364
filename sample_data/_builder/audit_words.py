"""A small grammar of audit actions: what auditors ask for, about the subject of a review."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .audit_reviews import Subject

PERIODS = ("month", "quarter", "year")
DAYS = ("five", "ten", "twenty")
SAMPLES = ("ten", "twenty")
FORUMS = ("the leadership team", "the audit board", "the risk group")
CHECKERS = ("a second person", "a team leader", "the finance partner")

PATTERNS = (
    "Write down the steps for {process}, give the paper an owner, and look at it again every {period}.",
    "Have {checker} check {sample} {papers} every {period}, and keep what was found.",
    "Compare {system} with {papers} every {period} and clear differences within {days} working days.",
    "Let only those who need it change {system}, and go through the list of users every {period}.",
    "Train {people} in {process}, and keep a record of who was trained.",
    "Report to {forum} every {period} on how long {process} takes and what is overdue.",
    "Keep {papers} where they can be found, for as long as the retention schedule says.",
    "Have {papers} signed by {checker} before anything is entered in {system}.",
    "Set a time limit of {days} working days for {process}, and measure against it every {period}.",
    "Split {process} between two of the {people}, so that no one person can do it alone.",
    "Clear the backlog of {papers}, starting with the oldest, and tell {forum} when it is gone.",
    "Make {system} refuse {papers} that lack a date or a name.",
    "Agree with {forum} on who may make exceptions when {process}, and log each exception.",
    "Ask {people} every {period} to confirm that they have no interest to declare.",
    "Restore {system} from its back-up once every {period} to see that it works.",
    "Put the risks of {process} in the risk register and go through them with {forum} every {period}.",
    "Send {people} a reminder {days} working days before {papers} fall due.",
    "Explain in writing any of the {papers} that were changed after approval, with the reason and the date.",
)


def actions(subject: Subject, count: int, chance: Random) -> list[str]:
    """That many different actions about one subject; the same chance gives the same words."""
    _, _, process, papers, system, people = subject
    found: list[str] = []
    patterns: list[str] = []
    while len(found) < count:
        patterns = patterns or chance.sample(PATTERNS, len(PATTERNS))
        words = patterns.pop().format(
            process=process,
            papers=papers,
            system=system,
            people=people,
            period=chance.choice(PERIODS),
            days=chance.choice(DAYS),
            sample=chance.choice(SAMPLES),
            forum=chance.choice(FORUMS),
            checker=chance.choice(CHECKERS),
        )
        if words not in found:
            found.append(words)
    return found
