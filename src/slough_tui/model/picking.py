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
_DONE = compiled(
    rf"(?<![a-z])(complet(?:ed?|ion)|closed|achieved|delivered|implemented|done|finished){_NEAR}"
)
_BEHIND = r"\s{0,2}[(\-]?\s{0,2}(?:%s)(?:\s(?:date|deadline|target))?\s{0,2}(?:\)|$)"
_ROLES = (("original", _ORIGINAL), ("revised", _REVISED), ("done", _DONE))
_ROLES_BEHIND = (
    ("original", compiled(_BEHIND % "original(?:ly)?|initial(?:ly)?|previous(?:ly)?")),
    ("revised", compiled(_BEHIND % "revised|new|amended|extended")),
    ("done", compiled(_BEHIND % "complet(?:ed?|ion)|closed|achieved|done")),
)
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
    notes = list(_all_notes(settled))
    live = [one for one in settled if one.on]
    roles = _roles(live, text)
    former = _former(live, roles)
    if not former and not single and _is_bare_pair(live, text):
        former = {0: _day(live[0])}
        earlier = _day(live[1]) < _day(live[0])
        notes.append("two dates: the first taken as the original" + (", though later" if earlier else ""))
    original = next(iter(former.values()), None)
    candidates = [place for place, one in enumerate(live) if former.get(place) != one.on]
    if not candidates:
        return Pick(original=original, notes=tuple(notes))
    open_ones = [place for place in candidates if roles[place] != "done"]
    if open_ones:
        notes += [f"completed {in_words(_day(live[n]))}" for n in candidates if roles[n] == "done"]
    chosen, remark = _choose([live[n] for n in open_ones or candidates], text, single)
    days = [*(_day(one) for one in live), *(one.begins for one in live if one.begins)]
    lost = live[next(iter(former))] if former else None
    return Pick(
        chosen.on,
        chosen.precision,
        original if original != chosen.on else None,
        _inferred(chosen, lost),
        _distinct(days, but={chosen.on, original}),
        (*notes, *remark),
    )


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


def _roles(live: Sequence[Settled], text: str) -> list[str | None]:
    """What words say of each date, in brackets behind it or before it: 'original', 'revised', 'done', or nothing."""
    roles, floor = [], 0
    for one in live:
        role, end = _said_behind(one.reading.end, text)
        roles.append(role or _said_before(one.reading.start, floor, text))
        floor = end
    return roles


def _said_behind(at: int, text: str) -> tuple[str | None, int]:
    for role, pattern in _ROLES_BEHIND:
        if match := pattern.match(text, at):
            return role, match.end()
    return None, at


def _said_before(at: int, floor: int, text: str) -> str | None:
    """The words between the date before and this one; the last of them decides."""
    before = text[max(floor, at - _REACH) : at]
    said = [(match.end(1), role) for role, pattern in _ROLES for match in pattern.finditer(before)]
    return max(said)[1] if said else None


def _former(live: Sequence[Settled], roles: Sequence[str | None]) -> dict[int, date]:
    """Former dates by place, in order: what words call former, and what stands before a revised date.

    Of "moved from June to September 2023", which is one range, the beginning is the former date.
    """
    former: dict[int, date] = {}
    for place, (one, role) in enumerate(zip(live, roles, strict=True)):
        if role == "original":
            former[place] = one.begins or _day(one)
        elif role == "revised" and place and not former and roles[place - 1] != "done":
            former[place - 1] = _day(live[place - 1])
    return former


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
