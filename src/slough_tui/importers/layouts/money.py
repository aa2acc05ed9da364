"""Financial tables: savings by year, and statements (cash flow, balance sheet, profit and loss) as readings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers import mend, synonyms
from slough_tui.importers.headings import Field, Holds, Shape
from slough_tui.importers.layouts.figures import (
    column_labels,
    is_figures,
    split_header,
    unit_of,
    whole_tables,
)
from slough_tui.importers.line import Line, is_total
from slough_tui.importers.lines import read_lines
from slough_tui.importers.names import slug
from slough_tui.importers.records import Reading, parse_number
from slough_tui.model.due import Precision, find_dates, parse_due

if TYPE_CHECKING:
    from datetime import date

    from slough_tui.importers.draft import Draft, RecordDraft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.paper import Paper
    from slough_tui.model.document import Block, Cell

SAVINGS = Shape(
    "savings",
    (
        Field("amount", Holds.NUMBER, ("amount", "£k", "£000", "£000s", "value", "saving £k", "£'000", "£", "amount £k", "saving £000", "target £000", "target £k", "saving target", "target saving", "planned saving", "annual saving", "budgeted saving", "saving target £000", "agreed saving", "agreed savings", "approved saving", "total saving")),
        Field("text", Holds.TEXT, ("saving", "savings", "proposal", "description", "saving proposal", "savings proposal", "detail", "initiative", "saving description", "description of saving", "savings initiative", "scheme", "comment", "comments")),
        Field("risk", Holds.TEXT, ("risk", "predicted risk", "risk rating", "deliverability", "delivery risk", "confidence", "level of risk")),
        Field("rag", Holds.CODE, ("rag", *synonyms.RAG)),
        Field("lead", Holds.WHO, ("lead", "budget holder", *synonyms.LEAD)),
        Field("ref", Holds.REF, ("ref", "reference", "no", "saving ref", "proposal ref", "savings ref", "id")),
    ),
    needs=(("amount",), ("text",), ("risk", "rag", "lead")),
    opens=("amount",),
    body="text",
)  # fmt: skip
_SCALES = {("m", "£k"): 1000.0, ("k", "£m"): 0.001, ("k", "£"): 1e3, ("m", "£"): 1e6}
"""What an amount's own letter makes of it in a column of another unit."""
Yearly = list[tuple[str, "Cell"]]
_YEAR = re.compile(r"\b(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)\b")
_RANGE = re.compile(r"^[£$]?\s*([\d,.]+)\s*([kKmM])?\s*(?:[-–—]|to)\s*[£$]?\s*([\d,.]+)\s*([kKmM])?$")
_AMOUNT = re.compile(r"^[£$]?\s*([\d,.]+)\s*([kKmM])?$")
_PERIOD = re.compile(
    r"\b(?:q(?:tr|uarter)?\s*[1-4]|(?:19|20)\d\d|[a-z]{3,9}[- ]\d\d(?:\d\d)?|\d\d[/-]\d\d|as (?:at|of))\b",
    re.IGNORECASE,
)


class Money:
    """Reads savings tables and financial statements."""

    name = "money"
    version = 1
    shapes = (SAVINGS,)

    def read(self, paper: Paper, grids: list[Grid], draft: Draft) -> None:
        """Savings are records; every number of a statement is a reading of its line in its period."""
        for grid in grids:
            for line in read_lines(grid, draft):
                if is_total([c.text for c in line.row_cells()]):
                    self._total(line, paper, draft)
                elif line.cells("text"):
                    self._saving(line, grid, paper, draft)
                else:
                    draft.context(line.row_cells())
        for index, block in whole_tables(paper):
            if not any(draft.is_used(c) for c in block.cells()) and is_figures(block) and is_statement(block):
                self._statement(index, block, paper, draft)

    def _year(self, line: Line, paper: Paper) -> str | None:
        for cell in paper.headings_over(line.first.place.block, most=2):
            if match := re.search(r"\b(20\d\d)\s*[/-]\s*(\d\d)\b", cell.text):
                return f"{match[1]}-{match[2]}"
        return None

    def _saving(self, line: Line, grid: Grid, paper: Paper, draft: Draft) -> None:
        heading = next((m.heading for m in grid.parts[0].header.matches if m.field == "amount"), "")
        yearly = by_year(line, heading)
        years = [year for year, _ in yearly]
        year = (
            (years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}")
            if years
            else self._year(line, paper)
        )
        record = draft.record("savings", slug(f"{paper.series} {year or ''}"), line.first.place)
        _amount_at_risk(line, grid)
        reading = Reading(draft, paper, record, line)
        reading.text("text")
        if not reading.text("risk") and line.cells("rag"):
            reading.text("rag", "risk")
            line.fields.pop("rag")
        reading.text("lead")
        for cell in line.cells("ref"):
            record.ref = record.ref_raw = cell.text
            draft.use(cell, "record", record, "ref", cell.text)
        record.values["year"] = year
        record.values["unit"] = unit_of(heading) or next(
            filter(None, (unit_of(c.text) for c in grid.over[:1])), None
        )
        if len(yearly) > 1:
            self._spread(yearly, line, record, draft)
        for cell in line.cells("amount") if len(yearly) < 2 else ():
            amounts = parse_range(cell.text)
            if amounts is None and mend.is_placeholder(cell.text):
                draft.use(cell, "record", record, "low")
                continue
            if amounts is None:
                draft.refuse("not a number", cell, cell.text, "no amount can be read here", record, "low")
                continue
            low, high, letter = amounts
            unit = (record.values["unit"] or "").lower()
            if scale := _SCALES.get((letter, unit)):
                now = f"{low * scale:g}"
                draft.repair(
                    "unit", cell, cell.text, now, f"printed in £{letter} in a column of {unit}", record, "low"
                )
                low, high = low * scale, high * scale
            record.values["low"], record.values["high"] = low, high
            draft.use(cell, "record", record, "low", f"{low:g} to {high:g}")
            if letter and letter in unit:
                why = f"the column is in {record.values['unit']} already; the letter is not taken to multiply again"
                draft.repair("unit", cell, cell.text, f"{low:g}", why, record, "low")
        reading.extras("amount")

    @staticmethod
    def _spread(yearly: Yearly, line: Line, record: RecordDraft, draft: Draft) -> None:
        """A saving over several years: each year's amount is a reading, their total (printed or summed) the saving's."""
        summed = 0.0
        for year, cell in yearly:
            value = parse_number(cell.text)
            if value is None and not mend.is_placeholder(cell.text):
                draft.refuse("not a number", cell, cell.text, "no amount can be read here", record, "low")
                continue
            summed += value or 0
            end = period_end(year)
            unit = record.values["unit"]
            draft.add("readings", cell.place, statement="savings", period=year, period_end=end, value=value, value_raw=cell.text, unit=unit, record=record)  # fmt: skip
            draft.use(cell, "figure", record, "low", None if value is None else f"{value:g}")
        for name in [h for h in line.extra if _YEAR.search(h)]:
            line.extra.pop(name)
        printed = next((n for n in line.extra if is_total([n])), None)
        total = parse_number(line.extra[printed][0].text) if printed and line.extra[printed] else None
        if printed and total is not None:
            draft.use(line.extra.pop(printed)[0], "record", record, "low", f"{total:g}")
        record.values["low"] = record.values["high"] = summed if total is None else total

    def _total(self, line: Line, paper: Paper, draft: Draft) -> None:
        printed = [c for c in line.row_cells() if is_total([c.text])]
        for cell in line.cells("amount") or printed:
            words = re.sub(r"[\d,.\s–-]+$", "", cell.text).strip()
            amounts = parse_range(re.sub(r"^[^\d£]*", "", cell.text))
            if amounts is None:
                draft.context([cell])
                continue
            for label, value in zip(("low", "high"), amounts[:2], strict=True):
                year = self._year(line, paper) or ""
                draft.add("figures", cell.place, table_title=f"Savings {year}".strip(), row_label=words or "Total", column_label=label, value=value, value_raw=cell.text, unit="£k")  # fmt: skip
            draft.use(cell, "figure", value=cell.text)
        for heading, cells in line.extra.items():
            for cell in cells:
                number = parse_number(cell.text)
                if number is None:
                    continue
                draft.add("figures", cell.place, table_title="Savings", row_label="Total", column_label=heading, value=number, value_raw=cell.text, unit=unit_of(heading))  # fmt: skip
                draft.use(cell, "figure", value=cell.text)
        draft.context([c for c in line.row_cells() if not draft.is_used(c)])

    def _statement(self, index: int, block: Block, paper: Paper, draft: Draft) -> None:
        rows = [row for row in block.rows if any(row)]
        heads, body = split_header(rows)
        labels = column_labels(heads, max(len(r) for r in rows))
        names = [row[0].text for row in heads if row[0] and any(row[1:])]
        title = paper.title_of(index)
        statement = names[-1] if names else (title.text if title else paper.title)
        for row in heads:
            for cell in row:
                draft.use(cell, "header")
        for row in body:
            label = row[0].text
            draft.use(row[0], "context")
            for column, cell in enumerate(row):
                if not cell or not column:
                    continue
                value = parse_number(cell.text)
                if value is None:
                    draft.use(cell, "context")
                    continue
                period = labels.get(column, "")
                draft.add(
                    "readings",
                    cell.place,
                    measure=label,
                    statement=statement,
                    period=bare_period(period) or None,
                    period_end=period_end(period),
                    value=value,
                    value_raw=cell.text,
                    unit=unit_of(period) or unit_of(statement),
                )
                draft.use(cell, "figure", value=f"{value:g}")


def _amount_at_risk(line: Line, grid: Grid) -> None:
    """`At risk (amber)` over amounts says how much is at risk, not how likely."""
    heading = next((m.heading for m in grid.parts[0].header.matches if m.field == "risk"), "")
    if heading.lower().startswith("at risk") and parse_number(line.raw("risk")) is not None:
        line.extra[heading] = line.fields.pop("risk")


def by_year(line: Line, heading: str) -> Yearly:
    """The amounts of a saving whose columns are headed by financial years, in the order printed."""
    named = [*line.extra.items(), (heading, line.fields.get("amount", []))]
    cells = [(f"{m[1]}-{m[2]}", c) for h, each in named if (m := _YEAR.search(h)) for c in each if c]
    return sorted(cells, key=lambda found: found[1].place.column)


def parse_range(raw: str) -> tuple[float, float, str] | None:
    """An amount or a range of amounts with the letter it prints: `500 - 667`, `20K`."""
    text = mend.prose(raw)[0].strip()
    if match := _RANGE.match(text):
        low, high = _number(match[1]), _number(match[3])
        return None if low is None or high is None else (low, high, (match[2] or match[4] or "").lower())
    if match := _AMOUNT.match(text):
        value = _number(match[1])
        return None if value is None else (value, value, (match[2] or "").lower())
    value = parse_number(text)
    return None if value is None else (value, value, "")


def _number(text: str) -> float | None:
    return parse_number(text.strip(",."))


def is_statement(block: Block) -> bool:
    """Whether a table of figures has periods over its columns."""
    heads, _ = split_header([row for row in block.rows if any(row)])
    cells = [c.text for row in heads for c in row[1:] if c]
    return bool(cells) and sum(bool(_PERIOD.search(t)) for t in cells) >= 2


_UNIT = re.compile(r"£\s*(?:'?000(?:['’]?s)?\b|[km]\b)?", re.IGNORECASE)


def bare_period(label: str) -> str:
    """A column's label without its unit."""
    return " ".join(_UNIT.sub(" ", label).split())


def period_end(label: str) -> date | None:
    """The last day of the period that a column's label names: `2023/24 Qtr 2` is 30 September 2023."""
    text = bare_period(label)
    quarter = re.search(r"\bq(?:tr|uarter)?\s*([1-4])\b", text, re.IGNORECASE)
    year = re.search(r"\b(20\d\d\s*[/-]\s*\d\d)\b", text)
    due = parse_due(f"Q{quarter[1]} {year[1]}") if quarter and year else parse_due(text)
    if due.on is None and (found := find_dates(text)):
        due = found[0].due
    return due.on if due.precision is not Precision.NONE else None
