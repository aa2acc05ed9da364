"""What will change, before it does: record, field, what is there and what will be, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.kinds import TABLES
from slough_tui.views.pages import wrap
from slough_tui.views.spans import EMPTY, Line, Span, cut, pad, width_of
from slough_tui.views.values import day, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.engine.history.planning import Clash, Plan
    from slough_tui.store import Edit
    from slough_tui.tui.session import Session

MOST_SHOWN = 500
"""Changes that a preview spells out; the rest is counted."""
LEAST_VALUES = 24


class Sheet:
    """Lines over the table that one reads and answers by a key; `paint` makes them for a width.

    `waits`: what its keys act on is still being found out.
    """

    typing = False
    waits = False

    def __init__(self, mode: str, title: str, paint: Callable[[int], list[Line]]) -> None:
        self.mode, self.title, self.paint = mode, title, paint
        self.top, self.rows, self.height = 0, 1, 1

    def window(self, width: int, rows: int) -> list[Line]:
        """The lines that are to be seen."""
        lines = self.paint(width)
        self.rows, self.height = rows, len(lines)
        self.scroll(0)
        return lines[self.top : self.top + rows]

    def scroll(self, by: int) -> None:
        """So many lines down, or up."""
        self.top = max(0, min(self.top + by, self.height - self.rows))


class Preview(Sheet):
    """A plan that is not yet made."""

    def __init__(self, title: str, plan: Plan) -> None:
        super().__init__("preview", title, lambda width: plan_lines(plan, width))
        self.plan = plan


class Conflict(Sheet):
    """A plan that somebody overtook."""

    def __init__(self, plan: Plan, clashes: tuple[Clash, ...]) -> None:
        super().__init__(
            "conflict", "Somebody was quicker; nothing was written", lambda width: clash_lines(clashes, width)
        )
        self.plan, self.clashes = plan, clashes


class Question(Sheet):
    """A sentence, and what Enter does about it."""

    def __init__(self, title: str, text: str, run: Callable[[Session], None]) -> None:
        super().__init__("question", title, lambda width: [(Span(line),) for line in wrap(text, width)])
        self.run = run


def plan_lines(plan: Plan, width: int) -> list[Line]:
    """A plan: its sum first, then every change."""
    told = plan.told
    count = len({edit.id for edit in told if edit.table != "updates"})
    lines: list[Line] = [(Span(summary(plan, count), "strong"),)]
    lines += [(Span(text, "amber"),) for remark in plan.remarks for text in wrap(remark, width)]
    lines.append(EMPTY)
    names = [_name(edit, plan) for edit in told[:MOST_SHOWN]]
    label = min(max((width_of(name) for name in names), default=0), width // 4)
    field = min(max((len(_field(edit)) for edit in told[:MOST_SHOWN]), default=0), 20)
    before = ""
    for edit, name in zip(told[:MOST_SHOWN], names, strict=True):
        head: Line = (
            Span(pad(name if name != before else "", label), "ref"),
            Span("  "),
            Span(pad(_field(edit), field), "label"),
            Span("  "),
        )
        lines += beside(head, label + field + 4, change_line(edit), width)
        before = name
    if len(told) > MOST_SHOWN:
        lines.append((Span(f"and {len(told) - MOST_SHOWN:,} more changes", "quiet"),))
    return lines


def summary(plan: Plan, count: int) -> str:
    """What a plan comes to: `3 records change, 1 says so already, as of 31 Oct 2023.`."""
    notes = sum(edit.table == "updates" and edit.field == "text" for edit in plan.edits)
    waived = {edit.id for edit in plan.edits if edit.table == "waivers"}
    one, several = (
        ("finding is set aside", "findings are set aside") if waived else ("record changes", "records change")
    )
    parts = [f"{count:,} {one if count == 1 else several}"] if count else []
    parts += [f"{notes:,} {'note is' if notes == 1 else 'notes are'} added"] if notes else []
    parts += [f"{plan.same:,} {'says' if plan.same == 1 else 'say'} so already"] if plan.same else []
    return f"{', '.join(parts) or 'Nothing changes'}, as of {day(plan.on).strip()}."


def change_line(edit: Edit) -> Line:
    """`overdue -> complete`."""
    old, new = value_text(edit, edit.expected), value_text(edit, edit.new)
    if edit.expected is None and edit.table in {"updates", "waivers"}:
        return (Span(new, "strong"),)
    return (Span(old), Span(" -> ", "quiet"), Span(new, "strong"))


def value_text(edit: Edit, value: object) -> str:
    """A value as people read it."""
    from slough_tui.model.safe_text import clean_lines

    return clean_lines(shown(value, TABLES[edit.table].column(edit.field))).strip() or "(empty)"


def beside(head: Line, indent: int, value: Line, width: int) -> list[Line]:
    """A value beside its labels, on as many lines as it needs."""
    room = max(width - indent, LEAST_VALUES)
    words = [(word, span.role) for span in value for word in span.text.split()]
    lines: list[list[Span]] = [[]]
    used = 0
    for word, role in words:
        for piece in wrap(word, room):
            size = width_of(piece)
            if used and used + 1 + size > room:
                lines.append([])
                used = 0
            if used:
                lines[-1].append(Span(" ", role if lines[-1][-1].role == role else ""))
            lines[-1].append(Span(piece, role))
            used += size + int(used > 0)
    first, *rest = lines
    return [(*head, *first), *((Span(" " * indent), *line) for line in rest)]


def clash_lines(clashes: tuple[Clash, ...], width: int) -> list[Line]:
    """Of every field that clashes: what one saw, what is there now and by whom, what one wanted."""
    lines: list[Line] = []
    for clash in clashes:
        edit = clash.edit
        if lines:
            lines.append(EMPTY)
        lines.append((Span(f"{cut(edit.id, width // 2)}  ", "ref"), Span(_field(edit), "strong")))
        for label, value, role in (
            ("you saw", edit.expected, ""),
            ("theirs, now", clash.now, "strong"),
            ("yours", edit.new, "strong"),
        ):
            head: Line = (Span(pad(f"  {label}", 16), "label"),)
            lines += beside(head, 16, (Span(value_text(edit, value), role),), width)
            if label.startswith("theirs"):
                lines += beside((Span(" " * 16),), 16, (Span(_by(clash), "quiet"),), width)
    return lines


def _by(clash: Clash) -> str:
    source = f" from {clash.source}" if clash.source else ""
    when = f" at {clash.at:%Y-%m-%d %H:%M} UTC" if clash.at else ""
    return f"by {clash.author}{source}{when}" if clash.author else "nobody knows by whom"


def _name(edit: Edit, plan: Plan) -> str:
    owner = edit.id.rpartition("/note-")[0] if edit.table == "updates" else edit.id
    return plan.refs.get(owner, owner)


def _field(edit: Edit) -> str:
    return "note" if edit.table == "updates" else TABLES[edit.table].column(edit.field).heading.lower()
