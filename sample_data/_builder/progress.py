"""The progress report on a task and finish group: recommendation, evidence, verdict, sixteen times over.

Flaws: a verdict of *further work* under an account that speaks of significant progress; verdicts of
*satisfactory* over accounts that admit work to do or speak only of the future; one recommendation
numbered as a paragraph; evidence whose number is in bold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .progress_frame import CLOSING, OPENING
from .progress_records import SECTIONS

TITLE = "Task and finish group on the Housing Repairs Service – update on progress"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation with the paragraphs of evidence under it and the verdict as printed."""

    number: int
    heading: str
    text: str
    evidence: tuple[str, ...]
    verdict: str


def recommendations() -> Iterator[Recommendation]:
    """All sixteen, in the order of the report."""
    number = 0
    for heading, records in SECTIONS:
        for asked, evidence, verdict in records:
            number += 1
            yield Recommendation(number, heading, asked, evidence, verdict)


def text() -> str:
    """The report as published."""
    lines, heading, paragraph = [OPENING.strip("\n"), ""], "", 3
    for one in recommendations():
        if one.heading != heading:
            heading = one.heading
            lines += [f"## {heading}", ""]
        body, paragraph = _record(one, paragraph)
        lines += body
    return "\n".join([*lines, CLOSING.strip("\n"), ""]).replace("¦", "\t")


def _record(one: Recommendation, paragraph: int) -> tuple[list[str], int]:
    """Lines of one recommendation, and the number of the next paragraph."""
    asked = f"Recommendation {one.number} - {one.text}"
    if one.number == 13:
        asked, paragraph = f"- 2.{paragraph} {asked}", paragraph + 1
    lines = [asked, ""]
    for count, part in enumerate(one.evidence):
        label = f"**2.{paragraph}**" if (one.number, count) == (10, 0) else f"2.{paragraph}"
        lines += [f"- {label} {part}"] if len(one.evidence) > 2 else [f"{label} {part}", ""]
        paragraph += 1
    if lines[-1]:
        lines.append("")
    dash = "-" if one.number == 10 else "–"
    return [*lines, f"Recommendation {one.number} {dash} {one.verdict}", ""], paragraph


def one_table() -> list[tuple[str, str, str, str]]:
    """The same recommendations as a table, for formats that hold nothing else."""
    head = ("Recommendation", "Text", "Evidence", "Verdict")
    body = [(str(one.number), one.text, "\n".join(one.evidence), one.verdict) for one in recommendations()]
    return [head, *body]
