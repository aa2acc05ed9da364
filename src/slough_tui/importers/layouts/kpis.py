"""Tables of indicators: what is measured, which way is good, and, where printed, target and values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers import mend
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.line import Line, is_total
from slough_tui.importers.lines import read_lines
from slough_tui.importers.records import Reading, parse_number
from slough_tui.model.due import Precision, parse_due

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Cell

POLARITY = {
    "high": "high", "higher": "high", "up": "high", "increase": "high", "bigger is better": "high", "↑": "high", "▲": "high", "maximise": "high",
    "low": "low", "lower": "low", "down": "low", "decrease": "low", "smaller is better": "low", "↓": "low", "▼": "low", "minimise": "low",
    "near": "near", "nearest": "near", "midpoint": "near", "range": "near", "plan": "near", "in range": "near", "target": "near", "↔": "near",
}  # fmt: skip
_ARROWS = {"↑": "high", "▲": "high", "⬆": "high", "↓": "low", "▼": "low", "⬇": "low", "↔": "near"}

SHAPE = Shape(
    "indicators",
    (
        Field("title", Holds.TEXT, ("indicator", "performance / efficiency indicators", "performance indicator", "kpi", "measure", "key performance indicator", "indicators", "performance measure", "performance/efficiency indicators", "performance indicators", "description of indicator", "kpi description")),
        Field("ref", Holds.REF, ("ref", "kpi ref", "reference", "no", "kpi no", "code", "indicator ref")),
        Field("polarity", Holds.CODE, ("good to be", "polarity", "good is", "good performance", "direction", "desired direction", "what is good", "good performance is", "better is", "aim to")),
        Field("target", Holds.NUMBER, ("target", "annual target", "target value", "goal", "target 2023/24")),
        Field("tolerance", Holds.NUMBER, ("tolerance", "tolerance +/-", "margin", "permitted variance", "tolerance band")),
        Field("midpoint", Holds.NUMBER, ("midpoint", "mid point", "centre", "ideal value")),
        Field("amber", Holds.NUMBER, ("amber", "amber threshold", "amber from")),
        Field("red", Holds.NUMBER, ("red", "red threshold", "red from")),
        Field("unit", Holds.CODE, ("unit", "units", "measured in", "unit of measure")),
        Field("value", Holds.NUMBER, ("value", "actual", "latest", "result", "outturn", "current value", "performance", "actual value")),
        Field("period", Holds.DATE, ("period", "quarter", "month", "reporting period", "date")),
        Field("lead", Holds.WHO, ("lead", "owner", "responsible officer", "lead officer")),
        Field("status", Holds.CODE, ("status", "rag", "rag status")),
        Field("comment", Holds.TEXT, ("comment", "comments", "commentary", "notes", "explanation")),
    ),
    needs=(("title",), ("polarity", "target", "value")),
    opens=("title", "ref"),
    body="title",
    bare=True,
    tells=("indicator", "kpi", "performance"),
)  # fmt: skip


class Kpis:
    """Reads tables of indicators; a value column, or columns headed by periods, become readings."""

    name = "kpis"
    version = 1
    shapes = (SHAPE,)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """One record an indicator, however many periods report it."""
        known: dict[str, RecordDraft] = {}
        for grid in grids:
            for line in read_lines(grid, draft):
                if line.cells("title") and not is_total([line.raw("title")]):
                    self._indicator(line, paper, draft, known)
                else:
                    draft.context(line.row_cells())

    def _indicator(self, line: Line, paper: Paper, draft: Draft, known: dict[str, RecordDraft]) -> None:
        name = mend.prose(line.raw("title"))[0]
        ref = line.raw("ref") or None
        again = known.get(ref or name.lower())
        if again is not None:
            self._readings(line, again, paper, draft)
            for cell in line.row_cells():
                if not draft.is_used(cell):
                    draft.use(cell, "record", again)
            return
        record = draft.record("kpis", paper.series, line.first.place, ref=ref, ref_raw=ref)
        known[ref or name.lower()] = record
        reading = Reading(draft, paper, record, line)
        for cell in line.cells("ref"):
            draft.use(cell, "record", record, "ref", ref)
        title = reading.text("title") or name
        record.values["text"] = title
        self._polarity(line, record, reading, draft)
        for column in ("target", "tolerance", "midpoint", "amber", "red"):
            reading.number(column)
        record.values["unit"] = reading.text("unit") or unit_of(title, line)
        reading.text("lead")
        self._readings(line, record, paper, draft)
        reading.extras("value", "period")

    def _polarity(self, line: Line, record: RecordDraft, reading: Reading, draft: Draft) -> None:
        """An arrow and a word should say the same; where they do not, the word counts and it is said."""
        cells = line.cells("polarity")
        if not cells:
            return
        raw, _ = mend.prose(cells[0].raw)
        arrow = next((_ARROWS[c] for c in raw if c in _ARROWS), None)
        word = re.sub(r"[^A-Za-z ]", " ", raw).strip()
        if not word and arrow:
            record.values["polarity"] = arrow
            draft.use(cells[0], "record", record, "polarity", arrow)
            return
        cells_now = line.fields["polarity"]
        line.fields["polarity"] = [type(cells[0])(word or raw, cells[0].place)]
        value = reading.code("polarity", POLARITY)
        line.fields["polarity"] = cells_now
        if arrow and value and arrow != value:
            why = f"the arrow says {arrow}, the word {value}"
            draft.repair("arrow against word", cells[0], raw, value, why, record, "polarity")

    def _readings(self, line: Line, record: RecordDraft, paper: Paper, draft: Draft) -> None:
        """A value with its period, or one value for each column whose heading is a period."""
        if line.cells("value"):
            self._reading(line.cells("value")[0], line.raw("period"), record, paper, draft)
            for cell in line.cells("period"):
                draft.use(cell, "record", record, "period")
        for heading in list(line.extra):
            due = parse_due(heading, reference=paper.reference)
            if due.on and due.precision is not Precision.NONE:
                for cell in line.extra.pop(heading):
                    self._reading(cell, heading, record, paper, draft)

    def _reading(self, cell: Cell, period: str, record: RecordDraft, paper: Paper, draft: Draft) -> None:
        value = parse_number(cell.text)
        if value is None and not mend.is_placeholder(cell.text):
            draft.refuse("not a number", cell, cell.text, "an indicator's value is a number", record, "value")
            return
        due = parse_due(period, reference=paper.reference)
        draft.add(
            "readings",
            cell.place,
            measure=None,
            statement="indicators",
            period=period or None,
            period_end=due.on,
            value=value,
            value_raw=cell.text,
            target=record.values.get("target"),
            unit=record.values.get("unit"),
            record=record,
        )
        draft.use(cell, "figure", record, "value", None if value is None else f"{value:g}")


def unit_of(title: str, line: Line) -> str | None:
    """`%` where the indicator's name or one of its numbers prints one."""
    return "%" if "%" in title or any("%" in line.raw(n) for n in ("target", "value")) else None
