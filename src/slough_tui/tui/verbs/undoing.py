"""Taking back one's own commits, and doing them again: each is a commit of its own, so that nothing is erased."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from slough_tui.errors import UsageError
from slough_tui.tui.acting import begin, must_write
from slough_tui.tui.preview import Question
from slough_tui.tui.task import Task
from slough_tui.tui.verbs.verb import Verb, verb

if TYPE_CHECKING:
    from slough_tui.store import Commit, Register
    from slough_tui.tui.session import Session

GROUP = "Change"
BOTH = "table record"


@verb("undo", "u", "undo your last commit; it says what it took back", group=GROUP, modes=BOTH, footer="undo")
def undo(session: Session) -> None:
    """This session's commits first, the last first; then the last one you ever made, after a question."""
    must_write(session)
    if session.desk.commits:
        _take_back(session, session.desk.commits[-1], redo=False)
    else:
        begin(session, Task("looking for your last commit", _last, _ask))


@verb("redo", "ctrl+r", "do again what was undone", group=GROUP, modes=BOTH)
def redo(session: Session) -> None:
    """Undo the undo."""
    must_write(session)
    if not session.desk.undone:
        raise UsageError("nothing was undone since the last change")
    _take_back(session, session.desk.undone[-1], redo=True)


def _take_back(session: Session, seq: int, *, redo: bool) -> None:
    from slough_tui import clock
    from slough_tui.engine.history.author import author

    def run(register: Register) -> Any:
        receipt = register.undo(seq, author=author(), recorded_at=clock.now())
        message = next((c.message for c in register.commits() if c.seq == seq), "")
        return receipt, message

    begin(session, Task("taking it back", run, partial(_taken, seq=seq, redo=redo), writes=True))


def _taken(session: Session, result: Any, *, seq: int, redo: bool) -> None:
    receipt, message = result
    source, target = session.desk.commits, session.desk.undone
    if redo:
        source, target = target, source
    if source[-1:] == [seq]:
        source.pop()
    if receipt.seq is None:
        session.say(f"What commit {seq} did does not stand any more.", "amber")
        return
    target.append(receipt.seq)
    session.reload(session.as_of)
    what = re.sub(r"^(undo \d+(: |$))+", "", message) or f"commit {seq}"
    if redo:
        session.say(f"Done again: {what} (commit {receipt.seq}).", "green")
    else:
        session.say(f"Took back commit {seq}: {what}. Ctrl-R does it again.", "green")


def _last(register: Register) -> Commit:
    """The person's own newest commit. UsageError if there is none."""
    from slough_tui.engine.history.author import author

    me = author()
    for one in reversed(register.commits()):
        if one.kind in {"edit", "import"} and (one.author.uid, one.author.name) == (me.uid, me.name):
            return one
    raise UsageError(f"{me.name} has made no commit here", hint="slough log lists the commits")


def _ask(session: Session, last: Commit) -> None:
    what = f"commit {last.seq} ({last.message or last.kind}), of {last.effective_on}"
    text = f"Nothing of this session is left to undo. Your last {what}, was recorded at {last.recorded_at:%Y-%m-%d %H:%M} UTC."
    session.sheets.append(
        Question("Undo an older commit?", text, partial(_take_back, seq=last.seq, redo=False))
    )


VERBS: tuple[Verb, ...] = (undo, redo)
