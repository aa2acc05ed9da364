"""Which of several dates in a cell counts, which was the original, and which are merely there as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slough_tui.model.dateforms import compiled
from slough_tui.model.dates import Precision, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from slough_tui.model.years import Settled

PARAGRAPH = compiled(r"</?(?:p|li|br|div|ul|ol|td|tr)(?:\s[^<>]{0,200})?/?>|\n[^\S\n]{0,20}\n")
_NEAR = (
    r"(?![a-z])(?:[^a-z]|(?:a|as|at|back|been|by|completion|date|deadline|due|early|end|expected|for|from|in|is|late"
    r"|mid|of|on|planned|scheduled|set|start|target|the|timescale|to|until|was)(?![a-z])){0,40}$"
)
_ORIGINAL = compiled(
    r"(?<![a-z])(was|were|original(?:ly)?|previous(?:ly)?|initial(?:ly)?|instead\sof|rather\sthan"
    rf"|(?:revised|moved|slipped|extended|pushed|deferred|delayed|changed|forward)\sfrom){_NEAR}"
)
_REVISED = compiled(
    r"((?<![a-z])(?:now|revised|new\s(?:date|target|deadline)|push(?:ed)?(?:\sback)?\sto|push(?:ed)?|moved?\sto"
    r"|extend(?:ed)?\sto|defer(?:red)?\s(?:to|until)|slip(?:ped)?\sto|delayed\s(?:to|until)|reschedul[a-z]{1,3}"
    rf"|chang[a-z]{{1,3}}\sto|put\sback\sto)|[-=]>|[\u2192\u21d2]){_NEAR}"
)
_ORIGINAL_BEHIND = compiled(r"\s{0,2}[(\-]?\s{0,2}(?:original|initial|previous)(?:ly)?(?![a-z])")
_ROLES = (("original", _ORIGINAL), ("revised", _REVISED))
_RANGE = compiled(r"\s{0,3}(?:to|until|till|through|-)\s{0,3}(?:the\s)?(?:end\s(?:of\s)?)?")
_NOTHING_BETWEEN = compiled(r"\s{0,9}(?:(?:by\s)?(?:the\s)?(?:end\s(?:of\s)?)?)")
_REACH = 80


@dataclass(frozen=True, slots=True)
class Pick:
    """The dates of a cell in their parts, as `Due` has them."""

    on: date | None = None
    precision: Precision = Precision.NONE
    original: date | None = None
    inferred: str | None = None
    others: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()


def pick(settled: Sequence[Settled], text: str, *, single: bool = False) -> Pick:
    """Choose among the dates of a cell; `text` is the cell, normalised. With `single` the first counts."""
    live = [one for one in settled if one.on]
    former, notes = _former(live, text), list(_all_notes(settled))
    if not former and not single and _is_bare_pair(live, text):
        former = {0: _day(live[0])}
        earlier = _day(live[1]) < _day(live[0])
        notes.append("two dates: the first taken as the original" + (", though later" if earlier else ""))
    original = next(iter(former.values()), None)
    candidates = [one for place, one in enumerate(live) if former.get(place) != one.on]
    if not candidates:
        return Pick(original=original, notes=tuple(notes))
    chosen, remark = _choose(candidates, text, single)
    days = [*(_day(one) for one in live), *(one.begins for one in live if one.begins)]
    others = _distinct(days, but={chosen.on, original})
    lost = live[next(iter(former))] if former else None
    return Pick(chosen.on, chosen.precision, original, _inferred(chosen, lost), others, (*notes, *remark))


def _day(one: Settled) -> date:
    assert one.on is not None
    return one.on


def _all_notes(settled: Sequence[Settled]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for one in settled for note in one.notes))


def _distinct(days: Iterable[date], *, but: set[date | None]) -> tuple[date, ...]:
    return tuple(dict.fromkeys(day for day in days if day not in but))


def _inferred(chosen: Settled, original: Settled | None) -> str | None:
    parts = [chosen.inferred or ""]
    if original and original is not chosen and original.inferred:
        parts.append(f"original's {original.inferred}")
    return "; ".join(part for part in parts if part) or None


def _former(live: Sequence[Settled], text: str) -> dict[int, date]:
    """Former dates by place, in order: what words call former, and what stands before a revised date.

    Of "moved from June to September 2023", which is one range, the beginning is the former date.
    """
    former: dict[int, date] = {}
    floor = 0
    for place, one in enumerate(live):
        role = _role(one, floor, text)
        floor = one.reading.end
        if role == "original":
            former[place] = one.begins or _day(one)
        elif role == "revised" and place and not former:
            former[place - 1] = _day(live[place - 1])
    return former


def _role(one: Settled, floor: int, text: str) -> str | None:
    """What the words between the date before and this one say of it: the last of them decides."""
    before = text[max(floor, one.reading.start - _REACH) : one.reading.start]
    said = [(match.end(1), role) for role, pattern in _ROLES for match in pattern.finditer(before)]
    if said:
        return max(said)[1]
    return "original" if _ORIGINAL_BEHIND.match(text, one.reading.end) else None


def _is_bare_pair(live: Sequence[Settled], text: str) -> bool:
    """Whether the cell is two dates and nothing else; paragraphs of their own make them two milestones."""
    if len(live) != 2 or live[0].on == live[1].on:
        return False
    first, second = live[0].reading, live[1].reading
    lead = text[: first.start]
    gap, tail = text[first.end : second.start], text[second.end :]
    return bool(
        _NOTHING_BETWEEN.fullmatch(gap) and _NOTHING_BETWEEN.fullmatch(lead) and not tail.strip(" .")
    ) and not PARAGRAPH.search(gap)


def _choose(candidates: Sequence[Settled], text: str, single: bool) -> tuple[Settled, tuple[str, ...]]:
    """The end of a range, else the latest; with a remark when there was a choice."""
    last = candidates[-1]
    if len({one.on for one in candidates}) == 1:
        return candidates[0], ("given twice",) if len(candidates) > 1 else ()
    if single:
        return candidates[0], ("several dates: the first counts",)
    gap = text[candidates[-2].reading.end : last.reading.start]
    if len(candidates) == 2 and _RANGE.fullmatch(gap) and _day(candidates[0]) < _day(last):
        return last, (f"a range from {in_words(_day(candidates[0]))}",)
    return max(candidates, key=_day), ("several dates: the latest counts",)
