"""The place Overview, drawn: every number leads to the records that it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from slough_tui.model.kinds import TABLES
from slough_tui.views.board import Board, Drawing, Goal, side_by_side, stacked
from slough_tui.views.overdue import TRACKED, is_overdue
from slough_tui.views.overview import BINS, Kind, Overview
from slough_tui.views.pages import wrap
from slough_tui.views.spans import cut, pad
from slough_tui.views.values import LETTERED, ROLES, day, words

if TYPE_CHECKING:
    from datetime import date

TWO_COLUMNS = 150
"""Cells from which on two columns stand beside each other."""
BLOCKS = "▁▂▃▄▅▆▇█"
MOST_SENTENCES = 5
NAME = 17


def overview_page(overview: Overview, width: int) -> Board:
    """The overview on lines of at most `width` cells."""
    if width < TWO_COLUMNS:
        short = replace(overview, sentences=tuple(s for s in overview.sentences if "overdue" in s)[:2])
        return stacked(*_state(short, width), _calls(overview, width), *_found(overview, width))
    half = width // 2
    left = stacked(*_state(overview, half - 2), *_found(overview, half - 2))
    return side_by_side(left, _calls(overview, width - half), half)


def _state(overview: Overview, width: int) -> list[Board]:
    return [_kinds(overview, width), _ages(overview, width), _moved(overview, width)]


def _kinds(overview: Overview, width: int) -> Board:
    drawing = Drawing()
    title = f" {pad('', NAME)}{'Records':>8}{'+/-':>6}{'Overdue':>9}{'+/-':>6}  How they stand"
    drawing.put((cut(title, width), "head", None))
    for kind in overview.kinds:
        here = Goal(kind.name)
        late = (
            Goal(kind.name, is_overdue(TABLES[kind.name], overview.today)) if kind.name in TRACKED else None
        )
        drawing.put(
            (f" {pad(TABLES[kind.name].title, NAME)}", "strong", here),
            (f"{kind.total:>8,}", "", here),
            (f"{_delta(kind.total, kind.total_then):>6}", "quiet", None),
            (
                f"{kind.overdue:>9,}" if late else f"{'':>9}",
                "red" if kind.overdue else "",
                late if kind.overdue else None,
            ),
            (f"{_delta(kind.overdue, kind.overdue_then) if late else '':>6}", "quiet", None),
            ("  ", "", None),
            *_stands(kind, width - NAME - 32),
        )
    return drawing.board()


def _stands(kind: Kind, room: int) -> list[tuple[str, str, Goal | None]]:
    """`R red 3  A amber 5`: as many as there is room for, the most telling first."""
    out: list[tuple[str, str, Goal | None]] = []
    said = [
        (words(value), count, f"{kind.field}={value}", ROLES.get(kind.field, {}).get(value, ""))
        for value, count in kind.stands
    ]
    if kind.unsaid and kind.field:
        said.append(("unsaid", kind.unsaid, f"{kind.field}:none", "quiet"))
    for text, count, rule, role in said:
        letter = f"{text[0].upper()} " if kind.field in LETTERED and text != "unsaid" else ""
        met = (
            {"yes": "target met", "no": "missed", "unsaid": "no target or reading"}
            if kind.field == "met"
            else {}
        )
        piece = f"{letter}{met.get(text, text)} {count:,}"
        if len(piece) > room:
            break
        out += [(piece, role, Goal(kind.name, rule)), ("  ", "", None)]
        room -= len(piece) + 2
    return out


def _delta(now: int, then: int) -> str:
    return f"{now - then:+,}" if now != then else "="


def _ages(overview: Overview, width: int) -> Board:
    drawing = Drawing()
    names = [f"<={BINS[0]}", *(f"<={last}" for last in BINS[1:]), f">{BINS[-1]}"]
    late = [kind for kind in overview.kinds if kind.overdue]
    trail = "  over time" if any(len(kind.trail) > 1 for kind in late) else ""
    drawing.put(
        (
            cut(f" {pad('Overdue, days', NAME)}{''.join(f'{name:>8}' for name in names)}{trail}", width),
            "head",
            None,
        )
    )
    for kind in late:
        cells = [(f"{count:>8,}" if count else f"{'.':>8}", "red" if count and i > 2 else "", _aged(kind, overview.today, i) if count else None)
                 for i, count in enumerate(kind.ages)]  # fmt: skip
        drawing.put((f" {pad(TABLES[kind.name].title, NAME)}", "strong", Goal(kind.name, is_overdue(TABLES[kind.name], overview.today))),
                    *cells, (f"  {spark(kind.trail)}" if len(kind.trail) > 1 else "", "", None))  # fmt: skip
    if not late:
        drawing.put((" Nothing is overdue.", "", None))
    return drawing.board()


def _aged(kind: Kind, today: date, number: int) -> Goal:
    edges = (0, *BINS, None)
    newest, oldest = today - timedelta(days=(edges[number] or 0) + 1), edges[number + 1]
    rule = f"{is_overdue(TABLES[kind.name], today)} due<={newest}"
    return Goal(kind.name, f"{rule} due>={today - timedelta(days=oldest)}" if oldest is not None else rule)


def spark(numbers: tuple[int, ...]) -> str:
    """Numbers as a row of blocks, the largest the highest; and the last one in figures."""
    most = max(numbers, default=0)
    return (
        "".join(BLOCKS[round(n / most * (len(BLOCKS) - 1)) if most else 0] for n in numbers)
        + f" {numbers[-1]:,}"
    )


def _moved(overview: Overview, width: int) -> Board:
    drawing = Drawing()
    drawing.put((cut(f" Since {day(overview.since).strip()}   (= takes another date)", width), "head", None))
    pieces: list[tuple[str, str, Goal | None]] = [(" ", "", None)]
    used = 1
    for word, count in overview.changes:
        text = f"{word} {count:,}"
        if used + len(text) + 2 > width:
            drawing.put(*pieces)
            pieces, used = [(" ", "", None)], 1
        role = {"worsened": "red", "slipped": "amber", "improved": "green", "closed": "green"}.get(word, "")
        pieces += [(text, role, Goal("changes", f'change:"{word}"')), ("  ", "", None)]
        used += len(text) + 2
    drawing.put(*(pieces if overview.changes else [(" Nothing has changed.", "", None)]))
    for sentence in overview.sentences[:MOST_SENTENCES]:
        for line in wrap(sentence, width - 3):
            drawing.put((f"   {line}", "quiet", None))
    return drawing.board()


def _calls(overview: Overview, width: int) -> Board:
    drawing = Drawing()
    drawing.put((cut(" To call in: records to ask about next", width), "head", None))
    for call in overview.calls:
        name = call.ref or call.record
        ask = Goal(link=call.record)
        drawing.put((f" {pad(name, 10)} ", "ref", ask), (cut(call.question, width - 13), "strong", None))
        drawing.put((f"            {cut(call.evidence, width - 13)}", "quiet", None))
    if not overview.calls:
        drawing.put((" Nothing: no finding asks for it, or the rules are still being checked.", "", None))
    return drawing.board()


def _found(overview: Overview, width: int) -> list[Board]:
    drawing = Drawing()
    drawing.put((cut(" Findings", width), "head", None))
    roles = ROLES["severity"]
    pieces: list[tuple[str, str, Goal | None]] = [(" ", "", None)]
    for severity, count in overview.severities:
        pieces += [
            (f"{severity} {count:,}", roles.get(severity, ""), Goal("findings", f"severity:{severity}")),
            ("   ", "", None),
        ]
    drawing.put(*(pieces if overview.severities else [(" None yet.", "", None)]))
    for rule, title, count in overview.rules:
        drawing.put((f" {count:>6,} ", "", Goal("findings", f"rule={rule}")), (f"{rule}  ", "ref", Goal(link=f"rule:{rule}")),
                    (cut(title, width - 19), "", None))  # fmt: skip
    by_lead = Drawing()
    if overview.leads:
        by_lead.put((cut(" Findings by lead", width), "head", None))
    for lead, count in overview.leads:
        quoted = lead.replace('"', '""')
        by_lead.put(
            (f" {count:>6,} ", "", Goal("findings", f'lead="{quoted}"')), (cut(lead, width - 9), "", None)
        )
    return [drawing.board(), *([by_lead.board()] if overview.leads else [])]
