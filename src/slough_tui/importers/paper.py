"""A document together with what it says of itself: title, council, body, date, marking, acronyms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from slough_tui.importers.bodies import BODY, BODY_NAME, BOROUGH, COUNCIL, body_in, council_in, lowered, whose
from slough_tui.importers.names import acronyms, initials, slug, undated
from slough_tui.model.dates import last_day
from slough_tui.model.document import Block, BlockKind, Cell, Document
from slough_tui.model.due import Precision, find_dates, parse_due

if TYPE_CHECKING:
    from datetime import date

_TELLING = re.compile(
    r"\b(?:report|plan|update|review|tracker|register|inspection|response|follow[- ]up|scorecard|dashboard|monitoring|log|outstanding recommendations|indicators|agreed actions|"
    r"summary of progress|governance statement|directions)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\bpage \d+(?: of \d+)?\W*$", re.IGNORECASE)
_ADDRESSED = re.compile(
    r"^\W*(?:report (?:to|of|by|from|for|author)\b|item \d|(?:author|contact|lead|officer|key|status|response|update|progress|recommendation|to|from|directorate|service)\b[^:]{0,30}:)",
    re.IGNORECASE,
)
"""A line that says to whom or from whom a paper is, or what its letters mean."""
_PACK = re.compile(r"^(?:notice of meeting|public document pack|agenda)\W*$", re.IGNORECASE)
_STOCK = re.compile(
    r"^(?:notice of meeting|agenda(?: item)?s?|part \w+|contents|minutes|public document pack)\W*$",
    re.IGNORECASE,
)
_MARKING = re.compile(r"^\W*(OFFICIAL[- ]SENSITIVE|CONFIDENTIAL|RESTRICTED|NOT FOR PUBLICATION|EXEMPT)\W*$")
_MEETING = re.compile(r"^\W*(?:meeting date|date of meeting|date and time|date)\W*$", re.IGNORECASE)
_ISSUED = re.compile(
    r"^\W*(?:date of issue|issued?(?: on)?|report date|published(?: on)?|(?:last )?updated(?: on)?|"
    r"(?:(?:position|status|situation|progress|correct|data|figures)\W+)?as (?:at|of|on)|(?:position|situation) (?:at|on)|status date)\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"\b(?:position|status|situation|correct|updated|extracted)(?: as)?(?: at| of| on)?\W+(?=\d)",
    re.IGNORECASE,
)
"""What stands in a title before the day that the paper describes."""
_TO = re.compile(r"^\W*(?:report to|to|meeting|committee|body)\W*$", re.IGNORECASE)
_INLINE_DATE = re.compile(r"\b(?:DATE|Date)(?: AND TIME| and time| of meeting)?\**:\**\s*(.+)$")
_HELD = re.compile(
    r"^\W*(?!.*\b(?:previous|last|sign|confirm))(?:(?:draft )?minutes of (?:the |a )?(?:meeting of (?:the )?)?)?(?P<body>[A-Z][^.]{2,90}?)?"
    r"\W+(?:meeting )?held (?:on|at)\b",
    re.IGNORECASE,
)
"""A line that says which meeting these minutes are of, and when it was held."""
_SUBJECT = re.compile(r"^\W*(?:subject|title|report title|title of report)\**:\**\s*(.+)$", re.IGNORECASE)
_BODY_AFTER = re.compile(
    r"Council\W+(?:Report (?:to|for) )?((?:[A-Z][\w&,'’-]+ (?:and |of |the |& )*)+(?:Committee|Panel|Board|Commission))\b"
)
_NAMED_DAY = re.compile(
    r"^(?P<name>.{3,80}?)(?:\s*[,|]|\s+[-–—]|\s+(?:as )?at)\s+(?:\w+day,?\s+)?(?P<day>\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8},?\s+(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\W*$"
)
"""A line at a paper's head that ends in a day: `Improvement Board, 22 November 2023`."""
_BODY_DAY = re.compile(
    rf"^(?P<name>.{{3,80}}?{BODY.pattern})\s+(?:\w+day,?\s+)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\s+[A-Z][a-z]{{2,8}},?\s+(?:19|20)\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})\W*$",
    re.IGNORECASE,
)
"""The same without a comma, where the name is a body's: `Audit Committee 21 January 2025`."""
_INLINE_TO = re.compile(r"\b(?:REPORT TO|Report To|Report to):?\**:?\s*(.+?)(?:\s+\**(?:DATE|Date)\b.*)?$")

_AHEAD = re.compile(
    r"\b(?:due|deadline|target|implementation|completion|before|until|till|by|no later than|timescale|end(?:s|ing)?)(?: date)?(?: on| is| of| the end of)?\W*(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
"""What stands before a day that has not come yet."""

_AS_AT = re.compile(
    r"\b(?:update|progress|position|status|commentary|b?rag)\b.{0,20}\b(?:at|of|on)\b|\bupdated\b",
    re.IGNORECASE,
)
HEAD_ROWS = 2
"""A table's headings stand in its first rows."""
FINANCIAL_YEAR = re.compile(r"\b(20\d\d)\s*[/–-]\s*(?:20)?\d\d\b")
_NUMBERED = re.compile(
    r"\b(?:q(?:tr|uarter)?\s*(?P<quarter>[1-4])|(?:period|month|p|m)\s*(?P<month>1[0-2]|[1-9]))\b",
    re.IGNORECASE,
)
APRIL_TO_DECEMBER = 9
TITLE_LINES = 10
TITLE_LENGTH = 90
HEAD_BLOCKS = 40
"""A paper says who it is for and when within this many blocks from its start."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A paper's date, where it comes from (given, printed, inferred, today) and the words it was read from."""

    on: date
    source: str
    raw: str = ""


class Paper:
    """A document and what can be said of it as a whole; layouts read this."""

    def __init__(
        self, document: Document, *, on: date | None = None, council: str = "", series: str = ""
    ) -> None:
        self.document = document
        self.given = on
        self.given_council = council
        self.given_series = series

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The document's blocks."""
        return self.document.blocks

    @cached_property
    def _head(self) -> list[tuple[str, ...]]:
        """The first blocks as texts, a table's rows as one tuple each."""
        lines: list[tuple[str, ...]] = []
        for block in self.blocks[:HEAD_BLOCKS]:
            lines += [tuple(c.text.strip("*# ") for c in row if c) for row in block.rows]
        return [line for line in lines if line]

    @cached_property
    def prose(self) -> list[Cell]:
        """Every heading, paragraph and list entry."""
        kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST)
        return [b.cell for b in self.blocks if b.kind in kinds and b.rows]

    @cached_property
    def text(self) -> str:
        """Headings, paragraphs and list entries, one a line."""
        return "\n".join(c.text for c in self.prose)

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """The acronyms that this paper defines."""
        return acronyms(self.text)

    @cached_property
    def council(self) -> str:
        """The council that the paper names first, or the one given; empty where none is named."""
        if self.given_council:
            return self.given_council
        for line in self._head:
            for printed in line:
                text = lowered(printed)
                if name := council_in(text):
                    return name
                if match := BOROUGH.fullmatch(text):
                    return match[1]
        return council_in(self.text[:20_000])

    @cached_property
    def body(self) -> str:
        """The committee or board that the paper is for; empty where none is named."""
        return whose(self._body)

    @property
    def _body(self) -> str:
        for line in self._head:
            if len(line) > 1 and _TO.match(line[0]) and BODY.search(line[1]):
                return re.split(r"\s*\(", line[1])[0].strip().rstrip(",")
            if (match := _INLINE_TO.search(line[0])) and len(line) == 1:
                return match[1].strip("* ")
        for line in self._head[:TITLE_LINES]:
            held = _HELD.match(line[0])
            if held and len(line) == 1 and held["body"] and BODY.search(held["body"]):
                return held["body"].strip()
            named = _named_day(line[0]) if len(line) == 1 else None
            if (
                named
                and (name := re.split(r"\s+[-–—]\s+", named["name"])[-1])
                and BODY_NAME.search(name)
                and " " in name.strip()
            ):
                return name.strip()
        for line in self._head:
            if len(line) == 1 and (alone := body_in(line[0])):
                return alone
        for line in self._head[:TITLE_LINES]:
            if len(line) == 1 and len(line[0]) <= TITLE_LENGTH and (after := _BODY_AFTER.search(line[0])):
                return after[1]
        return ""

    @cached_property
    def title(self) -> str:
        """The subject line, else the first heading that is not the council's name; else the file's name."""
        for line in self._head:
            if len(line) > 1 and re.match(r"(?i)\W*(?:subject|title|report title)\W*$", line[0]):
                return line[1]
            if len(line) == 1 and (match := _SUBJECT.match(line[0])):
                return match[1].strip("* ")
        if self.body and any(_PACK.match(line[0]) for line in self._head):
            return f"{self.body}: papers for its meeting"
        minutes = (t[0] for t in self._head[:TITLE_LINES] if len(t) == 1 and "minutes" in t[0].lower())
        if found := next((t for t in minutes if _HELD.match(t)), None):
            return found
        opening = [
            line[0] for line in self._head[:TITLE_LINES] if len(line) == 1 and len(line[0]) <= TITLE_LENGTH
        ]
        opening = [t for t in opening if not t.startswith("(") and not t.endswith((";", ","))]
        heads = [t for t in opening if _TELLING.search(t) and not t.endswith((".", ":"))]
        heads += [b.text.strip("*# ") for b in self.blocks[:HEAD_BLOCKS] if b.kind is BlockKind.HEADING]
        heads = [t for t in heads if len(t.split()) > 1 and not self._is_stock(t)]
        tabs = {b.text for b in self.blocks if self.is_tab(b)}
        heads.sort(key=lambda t: (t in tabs, bool(_ADDRESSED.match(t)), not _TELLING.search(t)))
        if heads:
            return heads[0]
        return self.document.name.rsplit(".", 1)[0]

    def _is_stock(self, text: str) -> bool:
        named = COUNCIL.fullmatch(text.title()) or text == self.body
        dated = find_dates(text) and not _TELLING.search(text)
        return bool(named or _STOCK.match(text) or dated or _PAGE.search(text))

    @cached_property
    def marking(self) -> str:
        """A protective marking that stands on a line of its own."""
        for block in self.blocks:
            for row in block.rows:
                for cell in row:
                    if len(cell.raw) < 60 and (match := _MARKING.match(cell.text)):
                        return match[1]
        return ""

    @cached_property
    def dated(self) -> Dated | None:
        """The paper's date: given, else printed (meeting before report before issue), else None."""
        if self.given:
            return Dated(self.given, "given")
        issued: Dated | None = None
        alone: Dated | None = None
        held: Dated | None = None
        for number, line in enumerate(self._head):
            label, rest = line[0], line[1:]
            if rest and _MEETING.match(label) and (found := _day(rest[0])):
                return Dated(found, "printed", rest[0])
            if not rest and (match := _INLINE_DATE.search(label)) and (found := _day(match[1])):
                return Dated(found, "printed", match[1])
            told = _ISSUED.match(label) or (_POSITION.search(label) if number < TITLE_LINES else None)
            if told and (found := _day(" ".join(line)[told.start() :])):
                issued = issued or Dated(found, "printed", " ".join(line))
            if not rest and held is None and _HELD.match(label) and (found := _day(label)):
                held = Dated(found, "printed", label)
            near = not rest and number < TITLE_LINES and len(label) <= TITLE_LENGTH and held is None
            named = _named_day(label) if near else None
            if named and (found := _day(named["day"])):
                held = Dated(found, "printed", label)
            if not rest and len(label) <= 30 and (found := _whole(label)):
                alone = alone or Dated(found, "printed", label)
        return alone or held or issued or self._headed

    @property
    def _headed(self) -> Dated | None:
        """The day that a table's heading speaks of (`Update as at 28.02.25`), the latest."""
        heads = (
            c.text for _, block in self.document.tables() for row in block.rows[:HEAD_ROWS] for c in row if c
        )
        days = [(on, t) for t in heads if len(t) <= TITLE_LENGTH and _AS_AT.search(t) and (on := _day(t))]
        return Dated(max(days)[0], "printed", max(days)[1]) if days else None

    @cached_property
    def period(self) -> date | None:
        """The last day of the quarter, month or period of a financial year that the title names, or a short line under it."""
        year, number = FINANCIAL_YEAR.search(self.title), _NUMBERED.search(self.title)
        if year and number:
            months = int(number["quarter"]) * 3 if number["quarter"] else int(number["month"])
            return last_day(int(year[1]) + (months > APRIL_TO_DECEMBER), (months + 2) % 12 + 1)
        under = [t[0] for t in self._head[:TITLE_LINES] if len(t) == 1 and len(t[0]) <= TITLE_LENGTH]
        return next((on for text in (self.title, *under) if (on := _period_in(text))), None)

    @cached_property
    def reference(self) -> date | None:
        """The date against which years are inferred: the paper's own, else its latest dated event."""
        return self.dated.on if self.dated else self.latest_event

    @cached_property
    def latest_event(self) -> date | None:
        """The latest day that the paper's prose mentions, those left out by which something is to be done."""
        days = [
            f.due.on
            for cell in self.prose
            for f in find_dates(cell.text)
            if f.due.on and f.due.precision is Precision.DAY and not f.due.inferred
            if not _AHEAD.search(cell.text[: f.start])
        ]
        return max(days, default=None)

    @cached_property
    def series(self) -> str:
        """A short name for the paper's own records: given, else an acronym in its title, body or file name."""
        if self.given_series:
            return slug(self.given_series)
        for text in (self.title, self.document.name):
            for short, name in self.acronyms.items():
                if short in text.split() or _same_words(name, text):
                    return slug(short)
        source = initials(self.body) or self._own_title
        return slug(undated(source), words=4) or slug(source, words=4) or slug(self.document.name)

    @property
    def _own_title(self) -> str:
        """The title without the council's name at its head, which says nothing of the paper."""
        if not self.council:
            return self.title
        return re.sub(rf"^\W*{re.escape(self.council)}\b\W*", "", self.title, flags=re.IGNORECASE)

    def is_tab(self, block: Block) -> bool:
        """Whether a heading is the name of a workbook's sheet."""
        return self.document.format == "xlsx" and block.kind is BlockKind.HEADING and block.level == 1

    def body_over(self, index: int) -> str:
        """The body that the headings over block `index` name, those of the same sheet in a workbook; else the paper's."""
        for block in reversed(self.blocks[:index]):
            if block.kind is BlockKind.HEADING and (named := body_in(block.text.strip("*# "))):
                return whose(named)
            if self.is_tab(block):
                break
        return self.body

    def title_of(self, index: int) -> Cell | None:
        """The heading (or short paragraph) that stands over block `index`, page furniture aside."""
        for back in range(index - 1, -1, -1):
            block = self.blocks[back]
            if block.kind is BlockKind.FURNITURE or not block.text:
                continue
            return block.cell if block.kind is BlockKind.HEADING else None
        return None

    def headings_over(self, index: int, *, most: int = 3) -> list[Cell]:
        """The nearest headings above block `index`, the nearest first, whatever stands between."""
        found: list[Cell] = []
        for back in range(index - 1, -1, -1):
            if self.blocks[back].kind is BlockKind.HEADING:
                found.append(self.blocks[back].cell)
                if len(found) == most:
                    break
        return found


def _named_day(line: str) -> re.Match[str] | None:
    return _NAMED_DAY.match(line) or _BODY_DAY.match(line)


def _period_in(text: str) -> date | None:
    """The last day of the latest month or quarter that a line names, years inferred and days ahead left out."""
    found = (
        f.due for f in find_dates(text) if not f.due.year_inferred and not _AHEAD.search(text[: f.start])
    )
    return max((d.on for d in found if d.on and d.precision is not Precision.YEAR), default=None)


def _day(text: str) -> date | None:
    due = next((f.due for f in find_dates(text) if f.due.precision is Precision.DAY), None)
    return due.on if due and not due.inferred else None


def _whole(text: str) -> date | None:
    due = parse_due(text)
    found = find_dates(text)
    covered = sum(f.end - f.start for f in found)
    return (
        due.on if due.precision is Precision.DAY and not due.inferred and covered >= len(text) - 2 else None
    )


def _same_words(name: str, text: str) -> bool:
    wanted = {w.rstrip("s") for w in slug(name).split("-")}
    return wanted <= {w.rstrip("s") for w in slug(text).split("-")}
