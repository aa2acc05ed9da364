"""Every file of the sample that is text: the five papers, the audit registers and the readings as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from . import audit, board, kpis, pack, plan, progress, tracker
from .audit_tables import AFTER, BEFORE

TRACKER = "papers/recommendation-tracker.txt"
BOARD = "papers/improvement-board-2023-11-23.txt"
PACK = "papers/health-and-care-scrutiny-2023-07-18.txt"
PROGRESS = "papers/housing-repairs-progress-2024-01-11.txt"
PLAN = "papers/adult-care-business-plan-2023-26.txt"
READINGS = "indicators/kpi-readings-2023-09-30.csv"
AUDIT = {on: f"audit/audit-actions-{on.isoformat()}.csv" for on in (BEFORE, AFTER)}


def files() -> dict[str, bytes]:
    """Path below the sample's folder to content."""
    texts = {
        TRACKER: tracker.text(),
        BOARD: board.text(),
        PACK: pack.text(),
        PROGRESS: progress.text(),
        PLAN: plan.text(),
        READINGS: separated([kpis.COLUMNS, *kpis.readings()]),
        **{path: separated([audit.COLUMNS, *audit.register(on)]) for on, path in AUDIT.items()},
    }
    return {path: text.encode() for path, text in texts.items()}


def separated(lines: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Lines as CSV or TSV, dates as councils print them (`31/10/2023`), None as nothing."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter, lineterminator="\n")
    writer.writerows([_cell(value) for value in line] for line in lines)
    return held.getvalue()


def _cell(value: object) -> object:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value
