"""A committee's report as a file, as of the date that one looks at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.tui.acting import begin
from slough_tui.tui.blanks import day_blank, read_day
from slough_tui.tui.form import Blank, Form
from slough_tui.tui.task import Task
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.values import day

if TYPE_CHECKING:
    from slough_tui.model.report import Report
    from slough_tui.store import Register
    from slough_tui.tui.session import Session


@verb(
    "report",
    "R",
    "write a committee's report: md, html, docx, xlsx",
    group="Copy",
    modes="table record",
    footer="report",
)
def report(session: Session) -> None:
    """Ask which, since when, and for the file."""

    def named(form: Form) -> str:
        known, name = _kinds(session), form.text("name")
        if not name:
            raise UsageError("which report?", hint="Tab shows them")
        if name not in known:
            raise UsageError(f"there is no report {name!r}", hint=f"one of {', '.join(known)}")
        return known[name]

    def files(form: Form) -> list[str]:
        from slough_tui.report.writing import SUFFIXES

        return [f"{form.text('name') or 'report'}{suffix}" for suffix in SUFFIXES]

    blanks = (
        Blank("name", "Report", "", "Tab shows the reports", lambda _: _kinds(session), named),
        day_blank(
            "Compared with", session.today, name="start", hint="an earlier day; empty: none", needed=False
        ),
        Blank("file", "File", "", "its ending says which kind", files, _file),
    )
    about = (f"As of {day(session.as_of).strip()}.",)
    session.sheets.append(Form("Report", about, blanks, _send, sends="write it"))


def _kinds(session: Session) -> dict[str, str]:
    from slough_tui.report.building import kinds

    return {kind.name: kind.about for kind in kinds(session.extensions.host)}


def _file(form: Form) -> str:
    from slough_tui.report.writing import check_suffix

    if not form.text("file"):
        raise UsageError("which file?", hint="its ending says which kind; Tab shows them")
    path = Path(form.text("file")).expanduser().absolute()
    check_suffix(path)
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}")
    return f"{path}{' (is there; it will be replaced)' if path.exists() else ''}"


def _send(session: Session, form: Form) -> None:
    name, path = form.text("name"), Path(form.text("file")).expanduser().absolute()
    start = read_day(form.text("start"), session.today) if form.text("start") else None
    as_of, today, known_at = session.as_of, session.reference, session.known_at
    extensions = session.extensions

    def run(register: Register) -> Report:
        from slough_tui.report.building import build
        from slough_tui.report.writing import write

        made = build(
            name, register, as_of=as_of, today=today, start=start, known_at=known_at,
            get_host=extensions.host, get_rules=extensions.rules,
        )  # fmt: skip
        write(made, path)
        return made

    def done(session: Session, made: Report) -> None:
        session.sheets.clear()
        session.say(f"{made.title} in {path}{f', marked {made.marking}' if made.marking else ''}", "green")

    begin(session, Task(f"writing {path.name}", run, done, lasting=True))


VERBS: tuple[Verb, ...] = (report,)
