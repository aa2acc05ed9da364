"""`slough undo`: a commit taken back by a new one; what stood before stands again, and nothing is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from slough_tui import clock
from slough_tui.cli import emit, formats, options
from slough_tui.errors import UsageError

if TYPE_CHECKING:
    from slough_tui.cli.context import Context
    from slough_tui.model.batch import Author
    from slough_tui.store import Commit, Receipt, Register


@click.command("undo")
@click.argument("commit", metavar="[COMMIT]", type=click.IntRange(min=1), required=False)
@options.output("text", "json")
@click.pass_obj
def command(context: Context, commit: int | None, form: str, output: str | None) -> None:
    """Take a commit back by a new one.

    COMMIT is a number of `slough log`; without one, your own last commit. An undone import withdraws its paper,
    which can be imported again. An undo can be undone. Refused (exit 5) where somebody built upon the commit.
    """
    register = context.register(write=True)
    author = context.author()
    chosen = _last_of(register, author) if commit is None else _numbered(register, commit)
    emit.note(f"undoing commit {_described(chosen)}")
    receipt = register.undo(chosen.seq, author=author, recorded_at=clock.now())
    said = _said(chosen, receipt)
    if form == "json":
        formats.deliver(formats.to_json(said, indent=1) + "\n", output)
        return
    counts = f"records and lines added {receipt.added}, changed {receipt.changed}, ended {receipt.ended}"
    text = f"commit {receipt.seq} undoes {chosen.seq}: {counts}"
    text = text if receipt.status == "committed" else "nothing new: what it did does not stand any more"
    if output in {None, "-"}:
        emit.emit(text)
    else:
        formats.deliver(text + "\n", output)


def _last_of(register: Register, author: Author) -> Commit:
    for one in reversed(register.commits()):
        if one.kind != "check" and (one.author.uid, one.author.name) == (author.uid, author.name):
            return one
    raise UsageError(
        f"{author.name} has made no commit here", hint="`slough log` lists the commits; slough undo NUMBER"
    )


def _numbered(register: Register, number: int) -> Commit:
    for one in register.commits():
        if one.seq == number:
            return one
    raise UsageError(f"there is no commit {number}", hint="`slough log` lists the commits")


def _described(commit: Commit) -> str:
    """`12 (set lead), of 2023-10-31, by ada at 2023-11-01 09:30 UTC`."""
    message = f" ({commit.message})" if commit.message else ""
    by = f"by {commit.author.name} at {commit.recorded_at:%Y-%m-%d %H:%M} UTC"
    return f"{commit.seq}{message}, of {commit.effective_on}, {by}"


def _said(undone: Commit, receipt: Receipt) -> dict[str, object]:
    return {
        "status": receipt.status,
        "commit": receipt.seq,
        "undone": undone.seq,
        "effective_on": undone.effective_on,
        "message": undone.message,
        "tables": {table: list(counts) for table, counts in receipt.by_table.items()},
    }
