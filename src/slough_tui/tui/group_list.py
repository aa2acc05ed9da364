"""The findings of a table as a list of groups that open and close."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from slough_tui.tui.preview import Sheet
from slough_tui.views.grouping import GROUPINGS, MOST_MEMBERS, Group, Member, groups, members
from slough_tui.views.spans import Line, Span, cut, fit, pad, width_of

if TYPE_CHECKING:
    from slough_tui.tui.table_state import TableState

COUNT = 7


class GroupList(Sheet):
    """Groups by one of `GROUPINGS`; `here` is the group, or the group and the finding, under the cursor."""

    def __init__(self, table: TableState, by: str = GROUPINGS[0]) -> None:
        super().__init__("groups", "", self._paint)
        self.table = table
        self.cursor = 0
        self.group_by(by)

    def group_by(self, column: str) -> None:
        """Group by another column; all groups are closed."""
        self.by = column
        self.title = f"Findings by {column}"
        self.groups: list[Group] = []
        self.widest = 0
        self.members: dict[str | None, list[Member]] = {}
        self.cursor = self.top = 0
        self._lay()
        self.waits = True
        self.table.find_out(partial(groups, self.table.grid, column), partial(self._counted, column))

    def _counted(self, column: str, found: list[Group]) -> None:
        if column == self.by:
            self.groups, self.waits = found, False
            self.widest = max((width_of(named(group, column)) for group in found), default=0)
            self._lay()

    def _opened(self, column: str, value: str | None, found: list[Member]) -> None:
        if column == self.by:
            self.members[value], self.waits = found, False
            self._lay()

    def regroup(self) -> None:
        """Group by the next column."""
        self.group_by(GROUPINGS[(GROUPINGS.index(self.by) + 1) % len(GROUPINGS)])

    @property
    def here(self) -> tuple[Group, str] | None:
        """The group under the cursor and the finding's id, empty on the group's own line; None if there is no group."""
        if not self.listed:
            return None
        group, member = self.listed[self.cursor]
        return group, member[0] if member else ""

    def scroll(self, by: int) -> None:
        """Lines are groups and findings here."""
        self.cursor = max(0, min(self.cursor + by, len(self.listed) - 1))
        self.top = max(min(self.top, self.cursor), self.cursor - self.rows + 1, 0)

    def fold(self, *, opened: bool | None = None) -> None:
        """Open or close the group under the cursor (None: the other way round); the cursor goes to its own line."""
        if (here := self.here) is None:
            return
        group = here[0]
        is_open = group.value in self.members
        wanted = not is_open if opened is None else opened
        if wanted and not is_open:
            self.waits = True
            find = partial(members, self.table.grid, self.by, group.value)
            self.table.find_out(find, partial(self._opened, self.by, group.value))
        elif not wanted and is_open:
            del self.members[group.value]
            self._lay()
        if not wanted:
            self.cursor = next(i for i, (one, _) in enumerate(self.listed) if one is group)
        self.scroll(0)

    def _lay(self) -> None:
        self.listed: list[tuple[Group, Member | None]] = []
        for group in self.groups:
            self.listed.append((group, None))
            self.listed += [(group, one) for one in self.members.get(group.value, [])]

    def _paint(self, width: int) -> list[Line]:
        if not self.listed:
            said = (
                f"Counting {self.table.height:,} findings\u2026"
                if self.waits
                else "There is no finding here."
            )
            return [(Span(said, "quiet"),)]
        lines = [fit(self._line(group, one, width), width) for group, one in self.listed]
        lines[self.cursor] = tuple(Span(span.text, "cursor") for span in lines[self.cursor])
        return lines

    def _line(self, group: Group, one: Member | None, width: int) -> Line:
        if one is not None:
            _, severity, ref, message = one
            role = {"error": "red", "warning": "amber"}.get(severity, "quiet")
            lead: Line = (
                Span(" " * COUNT), Span(pad(severity, 9), role), Span(pad(ref, 12) + " ", "ref"),
            )  # fmt: skip
            return (*lead, Span(cut(message, max(width - COUNT - 22, 8))))
        sign = "-" if group.value in self.members else "+"
        parts = (
            [f"{group.errors:,} error{'s' if group.errors > 1 else ''}"]
            if group.errors and self.by != "severity"
            else []
        )
        parts += [f"{group.new:,} new"] if group.new else []
        if group.value in self.members and group.size > MOST_MEMBERS:
            parts.append(f"the first {MOST_MEMBERS} below")
        side = ", ".join(parts)
        room = max(min(width - COUNT - 4 - width_of(side), self.widest), 8)
        text = named(group, self.by)
        return (
            Span(f"{sign} "), Span(pad(f"{group.size:,}", COUNT - 1, right=True) + " ", "strong"),
            Span(pad(text, room)), Span(f" {side}", "quiet"),
        )  # fmt: skip


def named(group: Group, by: str) -> str:
    """What a group is called."""
    return f"{group.value or f'(no {by})'}  {group.title}".strip()
