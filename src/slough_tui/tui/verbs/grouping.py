"""Findings in groups: by rule, lead, directorate or severity; each group with its count, open or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.tui.group_list import GroupList
from slough_tui.tui.verbs.opening import open_here
from slough_tui.tui.verbs.sifting import keep_value
from slough_tui.tui.verbs.verb import Verb, verb

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Find and sift"


def _list(session: Session) -> GroupList | None:
    return session.sheet if isinstance(session.sheet, GroupList) else None


@verb(
    "group",
    "B",
    "findings in groups: by rule, lead, directorate or severity, with counts",
    group=GROUP,
    needs_rows=True,
    footer="groups",
)
def group(session: Session) -> None:
    """Open the list of groups."""
    if session.place.name != "findings" or session.table is None:
        raise UsageError("only findings are grouped", hint="g f goes there; F counts the values of a column")
    session.sheets.append(GroupList(session.table))


@verb("regroup", "B , tab", "group by the next: rule, lead, directorate, severity", group=GROUP, modes="groups",
      footer="group by", palette=False)  # fmt: skip
def regroup(session: Session) -> None:
    """By the next column."""
    if (found := _list(session)) is not None:
        found.regroup()


@verb("fold", "space", "open or close the group", group=GROUP, modes="groups", footer="open/close",
      palette=False)  # fmt: skip
def fold(session: Session) -> None:
    """The group under the cursor."""
    if (found := _list(session)) is not None:
        found.fold()


@verb("unfold-group", "l , right", "open the group", group=GROUP, modes="groups", palette=False)
def unfold(session: Session) -> None:
    """Its findings below it."""
    if (found := _list(session)) is not None:
        found.fold(opened=True)


@verb("fold-group", "h , left", "close the group", group=GROUP, modes="groups", palette=False)
def close_group(session: Session) -> None:
    """Its line alone."""
    if (found := _list(session)) is not None:
        found.fold(opened=False)


@verb("open-group", "enter", "the findings of the group, or the finding", group=GROUP, modes="groups",
      footer="go there", palette=False)  # fmt: skip
def open_group(session: Session) -> None:
    """On a group, a filter for it; on a finding, its page."""
    found = _list(session)
    if found is None or found.here is None:
        return
    one, finding = found.here
    session.sheets.pop()
    if not finding:
        keep_value(session, found.by, one.value, negated=False)
    elif session.table is not None and session.table.go_to(finding):
        open_here.run(session)


@verb("groups-back", "escape , q", "back to the table", group=GROUP, modes="groups", footer="back",
      palette=False, at_once=True)  # fmt: skip
def back(session: Session) -> None:
    """Close the list."""
    session.sheets.pop()


VERBS: tuple[Verb, ...] = (group, regroup, fold, unfold, close_group, open_group, back)
