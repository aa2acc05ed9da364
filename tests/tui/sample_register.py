"""A small register of our own sentences for the tests of the screen: every table of the first places, with links and cells."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from slough_tui.model.batch import Author, Batch

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.store import Register

AUTHOR = Author(1000, "Clerk", "desk")
TODAY = date(2023, 11, 23)
THEMES = ("Housing repairs", "Children's services", "Finance", "Libraries", "Highways")


def recommendation(number: int, **other: Any) -> dict[str, Any]:
    """One recommendation of the scrutiny tracker."""
    theme = THEMES[number % len(THEMES)]
    return {
        "id": f"rec:scrutiny/0.{number:02d}",
        "ref": f"0.{number:02d}",
        "series": "scrutiny",
        "text": f"{theme}: report every quarter how far the plan has come (number {number})",
        "accepted": ("yes", "partial", "no", None)[number % 4],
        "response_received": ("yes", "no")[number % 2],
        "body_date": date(2023, 1 + number % 10, 14),
        "due": date(2023, 1 + number % 12, 28) if number % 5 else None,
        "due_raw": f"28/{1 + number % 12}/23" if number % 5 else "tbc",
        "status": ("in_progress", "complete", "overdue")[number % 3],
        "status_raw": ("In progress", "Done", "Late")[number % 3],
        "lead": f"Head of {theme}",
        "document": "doc:tracker",
        "page": 1 + number // 12,
        "line": 10 + 3 * number,
        **other,
    }


def direction(number: int) -> dict[str, Any]:
    """One direction with RAG and trend."""
    return {
        "id": f"dir:directions/{number}",
        "ref": str(number),
        "series": "directions",
        "title": f"Direction {number}: {THEMES[number % 5].lower()} must be put in order",
        "text": f"The council must put {THEMES[number % 5].lower()} in order and say how.",
        "rag": ("red", "amber", "green", "complete")[number % 4],
        "trend": ("up", "same", "down")[number % 3],
        "clt_lead": "Director of Resources",
        "due": date(2024, 3, number),
        "document": "doc:board",
        "line": 40 + number,
    }


def audit_action(number: int) -> dict[str, Any]:
    """One internal audit action."""
    return {
        "id": f"aud:2022-23/AR-{number:03d}",
        "ref": f"AR-{number:03d}",
        "series": "2022-23",
        "text": f"Keep a signed list of who may approve payments, and test it ({number})",
        "status": ("not_due", "overdue", "complete")[number % 3],
        "priority": ("high", "medium", "low")[number % 3],
        "due": date(2023, 1 + number % 12, 1),
        "audit_year": "2022/23",
        "review": "Payments",
        "directorate": "Finance",
        "document": "doc:board",
    }


def rows() -> dict[str, list[dict[str, Any]]]:
    """Lines of every table."""
    cells = [
        {"id": f"cell:tracker/{n}", "document": "doc:tracker", "block": 2, "row": n, "column": c, "page": 1,
         "line": 10 + 3 * n, "raw": raw, "record": f"rec:scrutiny/0.{n:02d}", "field": field, "use": "record"}
        for n in range(1, 34)
        for c, (field, raw) in enumerate([("ref", f"0.{n}"), ("text", "Report every quarter how far the plan has come")])
        if c == 1
    ]  # fmt: skip
    return {
        "documents": [
            {"id": "doc:tracker", "sha256": "1" * 64, "name": "tracker.md", "title": "Scrutiny tracker",
             "date": date(2023, 11, 1), "date_source": "printed", "body": "Scrutiny Committee", "format": "markdown"},
            {"id": "doc:board", "sha256": "2" * 64, "name": "board.md", "title": "Board report",
             "date": date(2023, 10, 3), "date_source": "printed", "marking": "OFFICIAL", "format": "markdown"},
        ],
        "recommendations": [recommendation(n) for n in range(1, 34)],
        "directions": [direction(n) for n in range(1, 16)],
        "audit_actions": [audit_action(n) for n in range(1, 121)],
        "updates": [
            {"id": f"upd:{n}", "record": "rec:scrutiny/0.01", "document": "doc:tracker", "on": date(2023, n, 1),
             "on_raw": f"1/{n}", "on_inferred": n == 2, "voice": "owner", "text": f"Work began on part {n}.", "line": 13}
            for n in (2, 3, 4)
        ],
        "links": [
            {"id": "link:1", "from_id": "rec:scrutiny/0.01", "to_id": "dir:directions/3", "relation": "addresses",
             "state": "printed", "document": "doc:tracker"},
        ],
        "cells": cells,
        "repairs": [
            {"id": "rep:1", "document": "doc:tracker", "record": "rec:scrutiny/0.10", "field": "ref", "what": "reference",
             "raw": "0.1", "now": "0.10", "why": "it stands after 0.09", "state": "made", "page": 1, "line": 40},
        ],
        "refusals": [
            {"id": "ref:1", "document": "doc:tracker", "record": "rec:scrutiny/0.05", "field": "due", "what": "date",
             "raw": "31/09/23", "why": "September has 30 days", "state": "open", "page": 1, "line": 25},
        ],
    }  # fmt: skip


def build(
    path: Path, tables: dict[str, list[dict[str, Any]]] | None = None, *, name: str = "sample"
) -> Register:
    """A register at `path` that holds `tables` (or `rows()`)."""
    from slough_tui.store import Register

    at = datetime(2023, 11, 20, 9, tzinfo=UTC)
    register = Register.create(path, name=name, at=at)
    batch = Batch(
        "doc:tracker", "k" * 64, "1" * 64, date(2023, 11, 1), tables if tables is not None else rows()
    )
    register.import_batch(batch, author=AUTHOR, recorded_at=at)
    return register
