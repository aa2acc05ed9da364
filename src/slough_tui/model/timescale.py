"""A due, timescale or date cell becomes a `Due`: dates, recurrences, what else it says, and why something is not read.

Several dates in a cell: words decide first ("was", "originally", "revised to", "push to"). Two dates with nothing
between them are the original and the present one; a range counts to its end; of dates in prose, or in paragraphs
of their own, the latest counts and the others are kept. Whatever the words leave open is noted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from slough_tui.model.dateforms import Manner, compiled, normalise
from slough_tui.model.dates import Due, Precision
from slough_tui.model.datescan import scan
from slough_tui.model.picking import pick
from slough_tui.model.schedule import ROLLING, find_duration, find_recurrences, rolling_form
from slough_tui.model.years import settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slough_tui.model.dateforms import Reading
    from slough_tui.model.schedule import Recurrence
    from slough_tui.model.years import Settled

_PLACEHOLDER = compiled(
    r"\s{0,9}(?:t\.?b\.?[cadn]\.?|to\sbe\s(?:confirmed|agreed|advised|determined|decided|set)|vacant|n\s?/\s?a"
    r"|n\.a\.?|na|not\s(?:applicable|known|set|stated|available|yet\s(?:set|known|agreed|confirmed))|none|nil|null"
    r"|unknown|pending|x{1,4}|[?\-./_*]{1,20}|#n/a|nan|nat)[\s.?]{0,9}"
)
_TAG = compiled(r"<[/!]?[a-z][^<>]{0,300}>")
_FILLER = compiled(
    r"(?<![\w])(?:as|is|was|were|now|new|push(?:ed)?|moved|revised|original(?:ly)?|planned|instead|rather|than"
    r"|extended|deferred|delayed|slipped|rescheduled|previously|initially|no|or|later"
    r"|rolling|by|before|due|from|until|end|of|the|on|at|in|during|throughout|for|and|to|date|target|early|mid"
    r"|middle|late|start|beginning|week|commencing|ending|w/?c|then|thereafter|thereon|noon"
    r"|[0-9]{1,2}(?:[:.][0-9]{2}){0,2}\s?(?:am|pm|hrs)|t?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![\w])"
)
_LETTERS = compiled(r"[^\W_]")
_EDGES = " \t\r\n()[]-\u2013\u2014,;:.*/|<>"
_TRAILING = compiled(r"(?:\s(?:by|to|at|on|in|end|of|the|for|from)){1,6}$")
_SHOWN = 80
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIAL = compiled(r"\s{0,9}([0-9]{5})(?:\.[0-9]{1,12})?\s{0,9}")
_COMPACT = compiled(
    r"\s{0,9}(?:((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})|([0-9]{1,2})\s([0-9]{1,2})\s([0-9]{4}))\s{0,9}"
)
_STAND_INS = {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1970, 1, 1), date(9999, 12, 31)}
_MONTHS_OF_A_LIST = 3


def read_cell(raw: str, how: Manner, *, excel_serial: bool = False) -> Due:
    """Read a whole cell; total: any string gives a `Due`."""
    plain = normalise(raw)
    bare = _TAG.sub(" ", plain).strip()
    if not bare:
        return Due(raw, None, Precision.NONE, notes=("blank",))
    if _PLACEHOLDER.fullmatch(bare):
        return Due(raw, None, Precision.NONE, refusal=_no_date(bare), notes=("placeholder",))
    if excel_serial and (match := _EXCEL_SERIAL.fullmatch(plain)):
        on = _EXCEL_EPOCH + timedelta(days=int(match[1]))
        return Due(raw, on, Precision.DAY, inferred="day: counted from an Excel serial number")
    if match := _COMPACT.fullmatch(plain):
        joined = "-".join(match[n] for n in ((1, 2, 3) if match[1] else (4, 5, 6)))
        return replace(_read_text(joined, joined, how), raw=raw)
    return _read_text(raw, plain, how)


def _read_text(raw: str, text: str, how: Manner) -> Due:
    recurrences = find_recurrences(text)
    found = _free_of(scan(text, how), recurrences)
    readings, rolling = _rolling_months(found, recurrences, text)
    settled = settle(readings, raw, how)
    picked = pick(settled, text, single=how.single)
    schedule = "; ".join(dict.fromkeys([*(r.form for r in recurrences), *rolling])) or None
    spoken: list[Reading | Recurrence] = [*found, *recurrences]
    stand_in = ("placeholder",) if picked.on in _STAND_INS else ()
    notes = (
        *picked.notes,
        *(r.note for r in recurrences if r.note),
        *stand_in,
        *_says(raw, [(r.start, r.end) for r in spoken] if picked.on or schedule else []),
    )
    refusal = _refusal(raw, settled, picked.on, schedule)
    return Due(
        raw, picked.on, picked.precision, picked.original, schedule, refusal, picked.inferred, picked.others,
        tuple(dict.fromkeys(notes)), any(one.reading.impossible for one in settled),
    )  # fmt: skip


def _free_of(readings: Iterable[Reading], recurrences: Sequence[Recurrence]) -> list[Reading]:
    """The readings that are not part of a recurrence ('each September')."""
    spans, free = iter(recurrences), []
    span = next(spans, None)
    for reading in readings:
        while span and span.end <= reading.start:
            span = next(spans, None)
        if span is None or reading.end <= span.start:
            free.append(reading)
    return free


def _rolling_months(
    readings: list[Reading], recurrences: Sequence[Recurrence], text: str
) -> tuple[list[Reading], list[str]]:
    """Months that come round every year, taken out of the readings; the word or a bare list says so."""
    bare = [r for r in readings if r.form == "bare month"]
    said = bool(ROLLING.search(text))
    yearly = len(bare) == len(readings) and any(r.form == "annually" for r in recurrences)
    listed = len(bare) == len(readings) and len(bare) >= _MONTHS_OF_A_LIST
    if bare and (said or yearly or listed):
        return [r for r in readings if r.form != "bare month"], [rolling_form([r.month for r in bare])]
    return readings, ["rolling"] if said and not recurrences else []


def _says(raw: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """A remark with the words that are neither date nor recurrence, when there are any that matter."""
    if not spans:
        return ()
    pieces, at = [], 0
    for start, end in [*sorted(spans), (len(raw), len(raw))]:
        piece = _TAG.sub(" ", raw[at:start])
        if _LETTERS.search(_FILLER.sub(" ", normalise(piece))):
            pieces.append(_TRAILING.sub("", " ".join(piece.split()).strip(_EDGES)))
        at = end
    return (f"says: {_short(' ... '.join(pieces))}",) if pieces else ()


def _refusal(raw: str, settled: Sequence[Settled], on: date | None, schedule: str | None) -> str | None:
    refused = [one for one in settled if one.refusal]
    if refused:
        alone = len(refused) == 1 and on is None
        return "; ".join(
            one.refusal if alone or "'" in one.refusal else f"'{_printed(raw, one)}': {one.refusal}"
            for one in refused
            if one.refusal
        )
    if on or schedule:
        return None
    if settled:
        return "only a former date is given"
    duration = find_duration(raw)
    return f"'{duration}' counts from a day that is not given" if duration else _no_date(raw)


def _printed(raw: str, one: Settled) -> str:
    return raw[one.reading.start : one.reading.end]


def _no_date(raw: str) -> str:
    return f"no date in '{_short(' '.join(_TAG.sub(' ', raw).split()))}'"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3].rstrip() + "..."
