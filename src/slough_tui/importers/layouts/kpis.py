"""Tables of indicators: what is measured, which way is good, and, where printed, target and values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers import mend, synonyms
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.line import Line, is_total
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import looks_like_ref
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
    "bigger": "high", "larger": "high", "more": "high", "greater": "high", "increasing": "high", "rising": "high",
    "smaller": "low", "less": "low", "fewer": "low", "reduce": "low", "decreasing": "low", "falling": "low",
    "near": "near", "nearest": "near", "midpoint": "near", "range": "near", "plan": "near", "in range": "near", "target": "near", "↔": "near",
}  # fmt: skip
_ARROWS = {"↑": "high", "▲": "high", "⬆": "high", "↓": "low", "▼": "low", "⬇": "low", "↔": "near"}

SHAPE = Shape(
    "indicators",
    (
        Field("title", Holds.TEXT, ("indicator", "performance / efficiency indicators", "performance indicator", "kpi", "measure", "key performance indicator", "indicators", "performance measure", "what we measure", "pi", "pi description", "measure description", "success measure", "performance/efficiency indicators", "performance indicators", "description of indicator", "kpi description")),
        Field("ref", Holds.REF, ("ref", "kpi ref", "reference", "no", "kpi no", "code", "indicator ref")),
        Field("polarity", Holds.CODE, ("good to be", "polarity", "good is", "good performance", "direction", "desired direction", "what is good", "good performance is", "better is", "aim to", "bigger or smaller is better", "high or low is good", "aim")),
        Field("target", Holds.NUMBER, ("target", "annual target", "target value", "goal", "target *", "year end target")),
        Field("tolerance", Holds.NUMBER, ("tolerance", "tolerance +/-", "margin", "permitted variance", "tolerance band")),
        Field("midpoint", Holds.NUMBER, ("midpoint", "mid point", "centre", "ideal value")),
        Field("amber", Holds.NUMBER, ("amber", "amber threshold", "amber from")),
        Field("red", Holds.NUMBER, ("red", "red threshold", "red from")),
        Field("unit", Holds.CODE, ("unit", "units", "measured in", "unit of measure")),
        Field("value", Holds.NUMBER, ("value", "actual", "latest", "result", "outturn", "current value", "performance", "actual value")),
        Field("period", Holds.DATE, ("period", "quarter", "month", "reporting period", "date")),
        Field("lead", Holds.WHO, ("lead", *synonyms.LEAD)),
        Field("status", Holds.CODE, ("status", "performance status", *synonyms.RAG)),
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
            year = _financial_year(grid, paper)
            valued, dated = (
                next((m.heading for m in grid.parts[0].header.matches if m.field == name), "")
                for name in ("value", "period")
            )
            lines = read_lines(grid, draft)
            _named_apart(lines)
            for line in lines:
                if line.cells("value") and not line.cells("period") and _period(valued, year, paper):
                    line.extra[valued] = line.fields.pop("value")  # `Outturn 2022/23` says its own period
                if line.cells("period") and not line.cells("value"):
                    line.extra[dated] = line.fields.pop("period")  # `Trend (quarter)` is of no value
                if line.cells("title") and not is_total([line.raw("title")]):
                    self._indicator(line, year, paper, draft, known)
                else:
                    draft.context(line.row_cells())

    def _indicator(
        self,
        line: Line,
        year: re.Match[str] | None,
        paper: Paper,
        draft: Draft,
        known: dict[str, RecordDraft],
    ) -> None:
        name = mend.prose(line.raw("title"))[0]
        ref = line.raw("ref") or None
        again = known.get(ref or name.lower())
        if again is not None:
            self._readings(line, year, again, paper, draft)
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
        units = {
            column: self._amount(column, line, reading, draft)
            for column in ("target", "midpoint", "amber", "red", "tolerance")
        }
        share = units.pop("tolerance")
        unit = reading.text("unit") or unit_of(title, line) or next(filter(None, units.values()), None)
        record.values["unit"] = unit or (share if share != "%" else None)
        if share == "%" and unit != "%":
            self._of_target(record, line.cells("tolerance")[0], draft)
        reading.text("lead")
        _latest_rating(line)
        record.values["status_raw"] = line.raw("status") or None
        for cell in line.cells("status"):
            draft.use(cell, "record", record, "status_raw", cell.text)
        self._readings(line, year, record, paper, draft)
        reading.extras("value", "period")

    @staticmethod
    def _amount(column: str, line: Line, reading: Reading, draft: Draft) -> str | None:
        """A number that may print its unit or a bound (`20 days`, `>= 95%`); the unit."""
        cells = line.cells(column)
        if cells and _UNSET.match(cells[0].text):
            draft.use(cells[0], "record", reading.record, column)
            return None
        found = measured(cells[0].text) if len(cells) == 1 else None
        if found is None:
            reading.number(column)
            return None
        reading.record.values[column] = found[0]
        draft.use(cells[0], "record", reading.record, column, f"{found[0]:g}")
        return found[1]

    @staticmethod
    def _of_target(record: RecordDraft, cell: Cell, draft: Draft) -> None:
        """A tolerance in per cent, of an indicator that is no percentage, is a share of its target."""
        values = record.values
        if not (target := values.get("target")):
            return
        values["tolerance"] = round(abs(target) * values["tolerance"] / 100, 9)
        why = "the indicator is not in per cent: a share of its target is meant"
        draft.repair("tolerance", cell, cell.text, f"{values['tolerance']:g}", why, record, "tolerance")

    def _polarity(self, line: Line, record: RecordDraft, reading: Reading, draft: Draft) -> None:
        """An arrow and a word should say the same; where they do not, the word counts and it is said."""
        cells = line.cells("polarity")
        if not cells:
            return
        raw, _ = mend.prose(cells[0].raw)
        if _UNSET.match(raw):
            draft.use(cells[0], "record", record, "polarity")
            return
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

    def _readings(
        self, line: Line, year: re.Match[str] | None, record: RecordDraft, paper: Paper, draft: Draft
    ) -> None:
        """A value with its period, or one value for each column whose heading is a period."""
        if line.cells("value"):
            self._reading(line.cells("value")[0], line.raw("period"), record, paper, draft)
            for cell in line.cells("period"):
                draft.use(cell, "record", record, "period")
        for heading in list(line.extra):
            period = _period(heading, year, paper)
            if period:
                for cell in line.extra.pop(heading):
                    self._reading(cell, period, record, paper, draft)

    def _reading(self, cell: Cell, period: str, record: RecordDraft, paper: Paper, draft: Draft) -> None:
        found = measured(cell.text)
        value = found[0] if found else None
        factor = _factor(found, record) if found else 1.0
        if value is not None and factor != 1.0:
            value = round(value * factor, 9)
            why = f"the indicator is counted in {record.values['unit']}"
            draft.repair("unit", cell, cell.text, f"{value:g}", why, record, "value")
        if value is None and not mend.is_placeholder(cell.text) and not _NO_VALUE.match(cell.text):
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


_RATED = re.compile(r"\b(?:b?rag|rating|status)\b", re.IGNORECASE)


def _latest_rating(line: Line) -> None:
    """Of ratings that have a column for each period, the last that is filled is the indicator's."""
    if line.cells("status"):
        return
    rated = [(c.place.column, h) for h, cells in line.extra.items() if _RATED.search(h) for c in cells if c]
    if rated:
        line.fields["status"] = line.extra.pop(max(rated)[1])


_NAMES_IT = re.compile(r"^\W*(?:description|definition|name|title|detail)\b", re.IGNORECASE)


def _named_apart(lines: list[Line]) -> None:
    """A column headed `PI` that holds numbers only, beside one of descriptions: the first is the reference."""
    titled = [line for line in lines if line.cells("title")]
    heading = next((h for line in titled for h in line.extra if _NAMES_IT.match(h)), None)
    if heading is None or any(line.cells("ref") or not looks_like_ref(line.raw("title")) for line in titled):
        return
    for line in titled:
        line.fields["ref"], line.fields["title"] = line.fields["title"], line.extra.pop(heading, [])


_NOT_PERIOD = re.compile(
    r"\b(?:actual|outturn|result|performance|value|score|figure|ytd|year to date|cumulative|baseline)\b|[():]",
    re.IGNORECASE,
)
_UNSET = re.compile(
    r"^\W*(?:(?:n/?a|none|not applicable|no target|not set|to be (?:set|agreed|confirmed|baselined)|baseline(?: year)?|"
    r"monitor(?:ing)?(?: only)?|contextual|context only|information only|for information|trend only|tracking(?: only)?)\W*)+$",
    re.IGNORECASE,
)
"""What stands for a target or a polarity that an indicator does not have."""
_NO_VALUE = re.compile(
    r"^\W*(?:(?:data|figures?|results?)\s+)?(?:(?:is |are )?not (?:yet )?(?:available|reported|due|collected|measured|published)|"
    r"unavailable|awaited|awaiting|pending|(?:reported |measured )?(?:annual(?:ly)?|yearly|bi-?annual(?:ly)?)|no data|none|nil return)\b(?!.*\d[\d.]*\s?%)",
    re.IGNORECASE,
)
"""What a cell says that has no value yet, or not in this period."""
_SO_FAR = re.compile(r"\b(?:ytd|year to date|to date|so far|cumulative)\b", re.IGNORECASE)
_BARE_PERIOD = re.compile(
    r"^(?:q(?:tr|uarter)?\s*[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)\b")
_MEASURED = re.compile(
    r"^\s*(?P<bound>[<>≤≥]=?|=|under|over|below|above|at least|at most|less than|more than|up to|minimum|maximum|min\.?|max\.?)?\s*"
    r"(?P<number>\(?-?\s*£?\s*\d[\d,]*(?:\.\d+)?\)?)\s*(?P<unit>%|[a-z][a-z ./]{0,20})?\s*(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+|\((?:p|r|e|provisional|estimate|est\.?|forecast)\))?\s*$",
    re.IGNORECASE,
)


def _period(heading: str, year: re.Match[str] | None, paper: Paper) -> str | None:
    """The period that a column's heading names; a bare quarter or month takes the year that the table names."""
    if re.search(r"\btargets?\b", heading, re.IGNORECASE):
        return None
    label = " ".join(_NOT_PERIOD.sub(" ", heading).split())
    if year and _BARE_PERIOD.match(label):
        return f"{label} {_in_year(label, year)}"
    due = parse_due(label, reference=paper.reference)
    if due.precision is Precision.YEAR and _SO_FAR.search(heading):
        return None  # a year to date ends with the paper, not with the year
    return label if due.on and due.precision is not Precision.NONE else None


def _financial_year(grid: Grid, paper: Paper) -> re.Match[str] | None:
    """The year of a table's bare months and quarters: of the nearest heading over it, else the latest in its own or the title."""
    header = grid.parts[0].header
    own = [c.text for row in header.rows for c in row if c]
    over = next((m for c in (*grid.over, *header.titles) if (m := _YEAR.search(c.text))), None)
    return over or max(filter(None, map(_YEAR.search, [*own, paper.title])), key=lambda m: m[1], default=None)


def measured(raw: str) -> tuple[float, str | None] | None:
    """A number with the unit that it prints: `20 days`, `>= 95%`, `£1.2m`, `12.5*`; None where it is none.

    `06:12` is taken for minutes and seconds, `1:06:12` for hours before them; both are told in minutes.
    """
    text = mend.prose(raw)[0].replace("−", "-").replace("–", "-")
    if clock := _CLOCK.match(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return round(60 * hours + minutes + seconds / 60, 4), "minutes"
    match = _MEASURED.match(text)
    value = parse_number(match["number"]) if match else None
    if match is None or value is None:
        return None
    unit = (match["unit"] or "").strip().lower() or None
    unit = _SCALE_WORDS.get(unit or "", unit)
    if "£" in match["number"]:
        unit = f"£{unit}" if f"£{unit}" in _MONEY else "£"
    return value, unit


_CLOCK = re.compile(
    r"^\s*(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?!\d)\W*(?:m(?:in)?s?|mm:ss)?\W*$", re.IGNORECASE
)
_MONEY = {"£": 1.0, "£k": 1e3, "£m": 1e6, "£bn": 1e9}
_SCALE_WORDS = {"thousand": "k", "mn": "m", "million": "m", "millions": "m", "b": "bn", "billion": "bn"}


def _factor(found: tuple[float, str | None], record: RecordDraft) -> float:
    """What a printed amount of money is multiplied with, to stand in the unit of its indicator.

    A bare number is in pounds where the indicator is in thousands or millions and only so comes near its target.
    """
    value, printed = found
    own, target = _MONEY.get(record.values.get("unit") or ""), record.values.get("target")
    if own is None:
        return 1.0
    if printed is not None:
        return _MONEY.get(printed if "£" in printed else f"£{printed}", own) / own
    if not target or own == 1:
        return 1.0
    return 1 / own if NEAR[0] <= abs(value / own / target) <= NEAR[1] else 1.0


NEAR = (0.1, 10.0)
"""How far a reading may be from its target, as a ratio, for both to be in one unit."""


def _in_year(label: str, year: re.Match[str]) -> str:
    """A quarter belongs to a financial year; a month to the calendar year of its half."""
    if label[:1].lower() == "q":
        return f"{year[1]}/{year[2]}"
    later = label[:3].lower() in {"jan", "feb", "mar"}
    return str(int(year[1]) + later)


def unit_of(title: str, line: Line) -> str | None:
    """`%` where the indicator's name or one of its numbers prints one."""
    return "%" if "%" in title or any("%" in line.raw(n) for n in ("target", "value")) else None
