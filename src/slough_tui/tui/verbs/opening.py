"""Opening a record, going back and forth between records, closing what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.goals import goal_of
from slough_tui.views.places import COMPUTED

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

GROUP = "Records"


@verb("open", "enter", "open the record: state, comments, links, and the paper's own words",
      group=GROUP, footer="open", needs_rows=True)  # fmt: skip
def open_here(session: Session) -> None:
    """Open the record under the cursor."""
    _open_row(session)


def _open_row(session: Session, *, remember: bool = True) -> None:
    """Open what the row under the cursor is about."""
    table = session.table
    if table is None or table.id is None:
        return
    link = str(table.value_of(session.place.opens) or "") if session.place.opens else ""
    goal = goal_of(link) if link else (session.place.name, table.id)
    if goal is None or not session.open(*goal, remember=remember):
        session.say(f"{link or table.id} is not in this register as of this date.", "amber")


def _neighbour(session: Session, by: int) -> None:
    table, record = session.table, session.record
    if table is None or record is None or not record.table or not table.height:
        session.say("There is no other record here.")
        return
    if record.table == session.place.name and table.id != record.id:
        table.go_to(record.id)
    before = table.cursor
    table.move(by)
    if table.cursor == before:
        session.say("This is the last record." if by > 0 else "This is the first record.")
    else:
        _open_row(session, remember=False)
        session.entered = len(session.back)


@verb("next-record", "J", "next record of the table", group=GROUP, modes="record", footer="next")
def next_record(session: Session) -> None:
    """Record of the row below."""
    _neighbour(session, 1)


@verb("previous-record", "K", "record before it in the table", group=GROUP, modes="record")
def previous_record(session: Session) -> None:
    """Record of the row above."""
    _neighbour(session, -1)


@verb("next-link", "tab", "next record that this one points to", group=GROUP, modes="record", footer="link")
def next_link(session: Session) -> None:
    """Cursor to the next link."""
    if session.record is not None and not session.record.next_link(1):
        session.say("This record points to no other.")


@verb("previous-link", "shift+tab", "record before it that this one points to", group=GROUP, modes="record")
def previous_link(session: Session) -> None:
    """Cursor to the link before."""
    if session.record is not None and not session.record.next_link(-1):
        session.say("This record points to no other.")


@verb("follow", "enter", "go to the record that the chosen link points to", group=GROUP, modes="record")
def follow(session: Session) -> None:
    """Open the linked record."""
    record = session.record
    if record is None:
        return
    chosen = record.link >= 0
    if not chosen and not record.next_link(1):
        session.say("This record points to no other.")
        return
    if not chosen and len(record.detail.links) > 1 and record.table not in COMPUTED:
        session.say("Tab chooses among the links, Enter follows the chosen one.")
        return
    link = record.detail.links[record.link]
    goal = goal_of(link)
    if goal is None or not session.open(*goal):
        session.say(f"{link} is not in this register as of this date.", "amber")


def _travel(session: Session, source: list[tuple[str, str]], target: list[tuple[str, str]]) -> bool:
    while source:
        table, record = source.pop()
        here = session.record
        if here is not None and (here.table, here.id) == (table, record):
            continue
        if session.open(table, record, remember=False):
            if here is not None and here.table:
                target.append((here.table, here.id))
            return True
    return False


@verb("back", "H", "back to the record seen before", group=GROUP, modes="table record board")
def back(session: Session) -> None:
    """Record visited before."""
    if not _travel(session, session.back, session.forward):
        session.say("No record was seen before this one.")


@verb("forward", "L", "forward again", group=GROUP, modes="table record board")
def forward(session: Session) -> None:
    """Record visited after."""
    if not _travel(session, session.forward, session.back):
        session.say("No record was seen after this one.")


def leave(session: Session) -> None:
    """Out of the open record: to the one that led here, else to the table."""
    led_here = session.back[session.entered :]
    if not led_here or not _travel(session, led_here, session.forward):
        session.close()
        return
    del session.back[session.entered + len(led_here) :]


@verb("close", "escape", "back: close what is open, then clear the filter, then the marks", group=GROUP,
      modes="table record board chooser", footer="back", palette=False, at_once=True)  # fmt: skip
def close(session: Session) -> None:
    """One level back; never out of the program."""
    if session.chooser is not None:
        session.chooser = None
    elif session.record is not None:
        leave(session)
    elif session.table is not None and session.table.anchor is not None:
        session.table.anchor = None
    elif session.table is not None and session.table.grid.filter:
        session.table.sift("")
        session.say("All rows are shown again.")
    elif session.table is not None and session.table.marks.count:
        session.table.unmark()
        session.say("Nothing is marked any more.")
    else:
        session.say("Nothing is open here; q quits.")


VERBS: tuple[Verb, ...] = (
    open_here, follow, next_link, previous_link, next_record, previous_record, back, forward, close,
)  # fmt: skip
