"""Importing several papers: read one after the other, looked at together, then a commit for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.tui.acting import begin
from slough_tui.tui.papers import Stack
from slough_tui.tui.task import Task
from slough_tui.tui.verbs.verb import Verb, verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from slough_tui.engine.importing import ImportOutcome
    from slough_tui.tui.papers import Run
    from slough_tui.tui.session import Session


def read_all(session: Session, paths: Sequence[Path], run: Run) -> None:
    """Read the papers without writing anything; Esc gives it up."""
    outcomes: list[ImportOutcome] = []

    def done(session: Session, outcome: ImportOutcome) -> None:
        outcomes.append(outcome)
        go_on(session)

    def go_on(session: Session) -> None:
        if len(outcomes) == len(paths):
            session.sheets.append(Stack(tuple(outcomes), run))
            return
        path = paths[len(outcomes)]
        what = f"reading {len(outcomes) + 1:,} of {len(paths):,}: {path.name}"
        begin(session, Task(what, lambda _: run(path, None), done, lasting=True))

    go_on(session)


@verb("import-all", "enter", "import them, each in a commit of its own", group="Decide", modes="papers",
      footer="import", palette=False)  # fmt: skip
def import_all(session: Session) -> None:
    """Commit what was looked at; Esc stops after the paper that is being imported."""
    sheet = session.sheet
    if not isinstance(sheet, Stack):
        return
    paths = [outcome.path for outcome in sheet.outcomes if outcome.error is None]
    if not paths:
        raise UsageError("none of these papers can be read", hint="Esc goes back to the form")
    outcomes: list[ImportOutcome] = []

    def done(session: Session, outcome: ImportOutcome) -> None:
        outcomes.append(outcome)
        if outcome.receipt is not None and outcome.receipt.seq is not None:
            session.desk.commits.append(outcome.receipt.seq)
            session.desk.undone.clear()
        go_on(session)

    def go_on(session: Session) -> None:
        if len(outcomes) == len(paths) or sheet.stopped:
            session.sheets.clear()
            session.reload(session.as_of)
            session.say(*_told(outcomes, len(paths)))
            return
        path = paths[len(outcomes)]
        what = f"importing {len(outcomes) + 1:,} of {len(paths):,}: {path.name}"
        begin(session, Task(what, lambda register: sheet.run(path, register), done, writes=True))

    go_on(session)


def _told(outcomes: Sequence[ImportOutcome], wanted: int) -> tuple[str, str]:
    """What became of the papers, and the colour to say it in."""
    receipts = [outcome.receipt for outcome in outcomes if outcome.receipt is not None]
    made = [receipt for receipt in receipts if receipt.seq is not None]
    added, changed = sum(receipt.added for receipt in made), sum(receipt.changed for receipt in made)
    parts = [f"{len(made):,} of {wanted:,} papers imported, lines added {added:,}, changed {changed:,}"]
    if len(receipts) > len(made):
        parts.append(f"{len(receipts) - len(made):,} had nothing new")
    failed = [str(outcome.error) for outcome in outcomes if outcome.error is not None]
    parts += failed[:1]
    if len(outcomes) < wanted:
        parts.append("stopped")
    return "; ".join(parts) + (
        "." if not made else ". u takes the last one back."
    ), "red" if failed else "green"


VERBS: tuple[Verb, ...] = (import_all,)
