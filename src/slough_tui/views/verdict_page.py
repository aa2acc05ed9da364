"""A verdict, explained: what the assessor says, what the paper states, and the sentences that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.model.kinds import table_of
from slough_tui.views.proposals import ASSESSOR, proposals
from slough_tui.views.rows import Frames, rows
from slough_tui.views.sections import Detail, Field, Section, long_text
from slough_tui.views.values import day, with_days, words
from slough_tui.views.verdicts import deciding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WRITTEN = ("progress", "response", "accepted_note", "impact", "text")
"""Columns in which somebody writes how far a thing has come; the first that decided comes first."""


def verdict_page(verdict: Mapping[str, Any], frames: Frames) -> Detail:
    """One line of the place Assessments (columns of `computed.ASSESSMENTS`) as a page."""
    reasons = [str(reason) for reason in verdict.get("reasons") or ()]
    record = str(verdict.get("record") or "")
    head = (
        Field(str(verdict.get("assessor") or ""), words(str(verdict.get("verdict") or "")), role="strong"),
        *_stated(verdict),
        *((Field("Score", f"{verdict['score']:.2f} of 1"),) if verdict.get("score") is not None else ()),
        Field("Record", record, link=record),
    )
    sections = (
        Section("Verdict", head),
        Section("Reasons", tuple(Field("", with_days(reason)) for reason in reasons)),
        Section("Not decided yet", tuple(_proposed(record, verdict.get("assessor"), frames))),
        Section("The sentences that decided", tuple(_sentences(record, frames, reasons))),
    )
    title = f"Verdict on {verdict.get('ref') or record}"
    return Detail(
        str(verdict["id"]), title, str(verdict.get("text") or ""), tuple(s for s in sections if s.fields)
    )


def _proposed(record: str, assessor: object, frames: Frames) -> Iterator[Field]:
    for one, other, likeness in proposals(frames, [record]) if assessor == ASSESSOR else ():
        there = other if one == record else one
        yield Field(f"{likeness:.0%} alike", there, link=there)


def _stated(verdict: Mapping[str, Any]) -> tuple[Field, ...]:
    if not verdict.get("stated"):
        return ()
    how = {"yes": ("the same", "green"), "no": ("this differs", "amber")}
    told, role = how.get(str(verdict.get("agrees")), ("no word for this verdict", "quiet"))
    said = f"{words(str(verdict['stated']))} ({words(str(verdict.get('stated_in') or ''))}): {told}"
    return (Field("The paper states", said, role=role),)


def _sentences(record: str, frames: Frames, reasons: list[str]) -> Iterator[Field]:
    """Every text of the record in which a sentence decided: those sentences marked, with why they count."""
    for label, text in _texts(record, frames):
        pieces = deciding(long_text(text), reasons)
        if not any(piece.why for piece in pieces):
            continue
        yield Field(label, "", role="heading")
        for piece in pieces:
            if piece.text.strip():
                yield Field(
                    f"  {piece.why}" if piece.why else "",
                    piece.text.strip(),
                    role="decided" if piece.why else "quiet",
                )


def _texts(record: str, frames: Frames) -> Iterator[tuple[str, str]]:
    table = table_of(record)
    if table is None:
        return
    for found in rows(frames, table.name, 1, id=record):
        for name in WRITTEN:
            if found.get(name):
                yield table.column(name).heading, str(found[name])
    for update in rows(frames, "updates", record=record):
        on = day(update["on"]).strip() if update.get("on") else str(update.get("on_raw") or "no date")
        yield f"Update of {on}", str(update.get("text") or "")
