"""What is shown, or marked, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.tui.acting import begin
from slough_tui.tui.blanks import choice_blank
from slough_tui.tui.form import Blank, Form
from slough_tui.tui.task import Task
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.values import in_sentence

if TYPE_CHECKING:
    import polars as pl

    from slough_tui.store import Register
    from slough_tui.tui.session import Session

GROUP = "Copy"


@verb(
    "export",
    "X",
    "export what is shown, or marked: csv, xlsx, json, parquet, md",
    group=GROUP,
    needs_rows=True,
    footer="export",
)
def export(session: Session) -> None:
    """Ask for the file."""
    table = session.table
    if table is None:
        return
    name = session.place.name.replace("_", "-")

    def read(form: Form) -> str:
        return _read(form.text("file"))

    def offers(_: Form) -> list[str]:
        from slough_tui.report.export import WRITERS

        return [f"{name}{suffix}" for suffix in WRITERS]

    rows = ("shown", "marked") if table.marks.count else ("shown",)
    blanks = (
        Blank("file", "File", "", "its ending says which kind", offers, read),
        choice_blank("rows", "Rows", rows),
        choice_blank("columns", "Columns", ("shown", "all")),
    )
    grid = table.grid
    marked = f", {table.marks.count:,} marked" if table.marks.count else ""
    about = (f"{grid.height:,} rows of {in_sentence(session.place.title)} are shown{marked}.",)
    session.sheets.append(Form("Export", about, blanks, _send, sends="write it"))


def _read(text: str) -> str:
    """What becomes of the file. UsageError for a kind that nobody knows, and for a folder that is not there."""
    from slough_tui.report.export import WRITERS

    if not text:
        raise UsageError("which file?", hint="its ending says which kind; Tab shows them")
    path = Path(text).expanduser()
    if path.suffix.lower() not in WRITERS:
        raise UsageError("the ending says which kind of file", hint=f"one of {', '.join(WRITERS)}")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}")
    if path.is_dir():
        raise UsageError("this is a folder")
    return f"{path.absolute()}{' (is there; it will be replaced)' if path.exists() else ''}"


def _send(session: Session, form: Form) -> None:
    table = session.table
    if table is None:
        return
    path = Path(form.text("file")).expanduser().absolute()
    frame = rows_of(session, marked=form.text("rows") == "marked", whole=form.text("columns") == "all")
    name = session.place.name

    def run(_: Register) -> int:
        from slough_tui.report.export import export as write

        write(frame, path, name)
        return frame.height

    def done(session: Session, count: int) -> None:
        session.sheets.clear()
        session.say(f"{count:,} rows in {path}", "green")

    begin(session, Task(f"writing {path.name}", run, done, lasting=True))


def rows_of(session: Session, *, marked: bool, whole: bool) -> pl.DataFrame:
    """The shown or marked rows in the order in which they are shown, with the shown columns or all of them."""
    table = session.table
    if table is None:
        raise UsageError("there are no rows here")
    numbers = table.marks.numbers() if marked else table.grid.numbers()
    frame = table.grid.frame if whole else table.grid.frame.select(table.grid.names)
    return frame[numbers]


VERBS: tuple[Verb, ...] = (export,)
