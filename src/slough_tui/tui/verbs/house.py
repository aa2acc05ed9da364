"""Help, palette, checking again, repainting, going to the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from slough_tui.tui import guide
from slough_tui.tui.chooser import Choice, Chooser
from slough_tui.tui.effects import Quit, Repaint, Stop, Suspend
from slough_tui.tui.help_page import help_page
from slough_tui.tui.preview import Sheet
from slough_tui.tui.record_state import RecordState
from slough_tui.tui.verbs.opening import leave
from slough_tui.tui.verbs.verb import Verb, display, verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.tui.session import Session

GROUP = "House"
BOTH = "table record board"
EVERYWHERE = (
    "table record chooser prompt form preview conflict question columns letter jump paper papers groups"
)
MODE_TITLES = {"table": "Keys of the table", "record": "Keys of a record", "board": "Keys of the overview"}


def _does(verb_: Verb) -> Callable[[Session], None]:
    return lambda session: session.run(verb_)


def key_choices(session: Session, mode: str) -> tuple[Choice, ...]:
    """Every verb of a mode with all its keys."""
    from slough_tui.tui.verbs import verbs

    out: list[Choice] = []
    for v in sorted((v for v in verbs() if mode in v.modes), key=_group_place):
        keys = " ".join(display(strokes, ascii_only=session.ascii_only) for strokes in v.strokes())
        out.append(Choice(keys, v.help, v.group, _does(v), v.name))
    return tuple(out)


GROUPS = (
    "Move",
    "Records",
    "Mark",
    "Change",
    "Find and sift",
    "Places",
    "Time",
    "Copy",
    "House",
    "Columns",
    "Views",
    "While typing",
    "In a list",
    "In a form",
    "Decide",
)


def _group_place(v: Verb) -> int:
    return GROUPS.index(v.group)


@verb("keys", "?", "the keys of this screen; / searches them, Enter presses one", group=GROUP,
      modes=BOTH, footer="keys", at_once=True)  # fmt: skip
def keys(session: Session) -> None:
    """Keys of the mode one is in, and those of the lines one types into."""
    mode = session.mode
    typing = tuple(
        choice
        for m in ("prompt", "chooser", "form", "preview", "conflict", "columns")
        for choice in key_choices(session, m)
    )
    known = {choice.words for choice in key_choices(session, mode)}
    rest = tuple(dict.fromkeys(choice for choice in typing if choice.words not in known))
    choices = (
        *key_choices(session, mode),
        *(Choice(c.key, c.text, c.group, _nothing, c.words) for c in rest),
    )
    session.chooser = Chooser(MODE_TITLES[mode], choices)


def _nothing(session: Session) -> None:
    session.say("That key works while one types.")


@verb(
    "palette",
    "ctrl+p",
    "everything that can be done here, by name",
    group=GROUP,
    modes=BOTH,
    footer="everything",
)
def palette(session: Session) -> None:
    """Verbs of this mode and all places, in one list to type into."""
    from slough_tui.tui.verbs import verbs
    from slough_tui.tui.verbs.going import LETTERED, place_choices

    mode = session.mode
    lettered = {v.name for v in LETTERED}
    offered = [v for v in verbs() if mode in v.modes and v.palette and v.name not in lettered]
    done = tuple(
        Choice(
            display(v.strokes()[0], ascii_only=session.ascii_only) if v.keys else "",
            v.help,
            v.group,
            _does(v),
            v.name,
        )
        for v in offered
    )
    session.chooser = Chooser("What do you want to do?", (*done, *place_choices(session)), typing=True)


@verb("help", "f1", "help: how this works, and what one can do here", group=GROUP,
      modes="table record board form preview conflict columns groups", at_once=True)  # fmt: skip
def help_(session: Session) -> None:
    """The help page; over a form, the part about forms."""
    if session.sheet is not None:
        session.sheets.append(Sheet("question", "Help", partial(guide.lines, guide.here(session))))
        return
    if session.record is None or session.record.table:
        session.close()
        session.record = RecordState("", help_page(session))
        session.arrange()


@verb("check", "f5", "read newer commits and run the checks again", group=GROUP, modes=BOTH, footer="again")
def check(session: Session) -> None:
    """Reload and check."""
    session.reload(session.as_of)
    session.say("Reading the register and checking again.")


@verb("repaint", "ctrl+l", "repaint the screen", group=GROUP, modes=EVERYWHERE, at_once=True)
def repaint(session: Session) -> None:
    """Draw everything anew."""
    session.effects.append(Repaint())


@verb("suspend", "ctrl+z", "to the background; fg comes back", group=GROUP, modes=EVERYWHERE,
      at_once=True)  # fmt: skip
def suspend(session: Session) -> None:
    """Stop the process as the shell expects."""
    session.effects.append(Suspend())


@verb("interrupt", "ctrl+c", "stop typing, close the list, or give up the check; never kills the program", group=GROUP,
      modes=EVERYWHERE, palette=False, at_once=True)  # fmt: skip
def interrupt(session: Session) -> None:
    """What people press out of habit."""
    if session.prompt is not None:
        from slough_tui.tui.verbs.typing import cancel

        cancel.run(session)
    elif session.chooser is not None:
        session.chooser = None
    elif session.sheets and session.desk.task is None:
        session.press("escape")
    elif session.checking:
        session.effects.append(Stop())
        session.check_stopped()
    else:
        session.queue.clear()
        session.say("Nothing to stop. Q quits.")


@verb("quit", "q", "close what is open; quit where nothing is", group=GROUP,
      modes="table record board chooser", footer="quit")  # fmt: skip
def quit_here(session: Session) -> None:
    """One level back, then out."""
    if session.chooser is not None:
        session.chooser = None
    elif session.record is not None:
        leave(session)
    else:
        session.effects.append(Quit())


@verb("quit-all", "Q , ctrl+q", "quit", group=GROUP, modes="table record board chooser", at_once=True)
def quit_all(session: Session) -> None:
    """Out, from wherever one is."""
    session.effects.append(Quit())


VERBS: tuple[Verb, ...] = (keys, help_, palette, check, repaint, suspend, interrupt, quit_here, quit_all)
