"""Importing a paper: which file, read with what; a look at what would be read; then the commit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.tui.acting import begin, must_write
from slough_tui.tui.blanks import day_blank, read_day, text_blank
from slough_tui.tui.form import Blank, Form
from slough_tui.tui.papers import Paper
from slough_tui.tui.task import Task
from slough_tui.tui.verbs.importing_many import read_all
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.spans import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.engine.importing import ImportOutcome
    from slough_tui.store import Register
    from slough_tui.tui.session import Session

GROUP = "Change"
MOST_FILES = 200
MOST_HEADINGS = 12


@verb("import", "I", "import papers, after a look at what would be read, repaired and refused", group=GROUP,
      modes="table record", footer="import")  # fmt: skip
def import_paper(session: Session) -> None:
    """Ask for the file."""
    must_write(session)

    def layouts(_: Form) -> list[str]:
        return [layout.name for layout in session.extensions.host().layouts()]

    def read_layout(form: Form) -> str:
        if form.text("layout") and form.text("layout") not in layouts(form):
            raise UsageError("there is no such layout", hint=f"one of {', '.join(layouts(form))}")
        return ""

    blanks = (
        Blank(
            "file",
            "File",
            "",
            "a file, a folder of papers, or a pattern such as papers/*.md; Tab completes",
            _files,
            _file,
        ),
        day_blank("Date", session.today, hint="empty: as the paper prints it", needed=False),
        Blank("layout", "Layout", "", "empty: whichever fits", layouts, read_layout),
        text_blank("series", "Series", "empty: as the paper prints it"),
        text_blank("council", "Council", "empty: as the paper prints it"),
    )
    session.sheets.append(Form("Import a paper", (), blanks, _look, sends="read it"))


def _files(form: Form) -> Iterator[str]:
    """Files and folders that go on as it was typed."""
    text = form.text("file")
    folder = Path(text).expanduser() if text.endswith("/") else Path(text).expanduser().parent
    before, _, begun = text.rpartition("/")
    before += "/" * ("/" in text)
    try:
        found = sorted(path for path in folder.iterdir() if begun.lower() in path.name.lower())
    except OSError:
        return
    for path in found[:MOST_FILES]:
        if not path.name.startswith("."):
            yield f"{before}{path.name}{'/' if path.is_dir() else ''}"


def _file(form: Form) -> str:
    paths = _papers(form)
    size = f"{sum(path.stat().st_size for path in paths):,} bytes"
    return size if len(paths) == 1 else f"{len(paths):,} papers, {size}"


def _papers(form: Form) -> list[Path]:
    """The files that are named: one, those of a folder, or those that a pattern fits. UsageError if there are none."""
    text = form.text("file")
    if not text:
        raise UsageError("which file?")
    path = Path(text).expanduser()
    if path.is_file():
        return [path]
    folder, pattern = (path, "*") if path.is_dir() else (path.parent, path.name)
    try:
        found = sorted(one for one in folder.glob(pattern) if one.is_file() and not one.name.startswith("."))
    except (OSError, ValueError):
        found = []
    if not found:
        raise UsageError("there is no such file")
    return found


def _look(session: Session, form: Form) -> None:
    """Read what is named without writing anything."""
    paths = _papers(form)
    if len(paths) > 1:
        read_all(session, paths, lambda path, register: _run(session, form, path, register))
        return
    (path,) = paths

    def done(session: Session, outcome: ImportOutcome) -> None:
        if outcome.error is None:
            session.sheets.append(Paper(outcome, form))
        else:
            session.say(str(outcome.error), "red")
            if outcome.headings:
                _explain(session, outcome, form)

    begin(
        session, Task(f"reading {path.name}", lambda _: _run(session, form, path, None), done, lasting=True)
    )


def _run(session: Session, form: Form, path: Path, register: Register | None) -> ImportOutcome:
    from slough_tui import clock
    from slough_tui.engine.headings import remembered
    from slough_tui.engine.history.author import author
    from slough_tui.engine.importing import import_papers

    on = read_day(form.text("on"), session.today) if form.text("on") else None
    host = session.extensions.host()
    outcomes = import_papers(
        [path],
        register,
        author=author(),
        recorded_at=clock.now(),
        today=session.today,
        on=on,
        council=form.text("council"),
        series=form.text("series"),
        layout=form.text("layout") or None,
        dry_run=register is None,
        headings=remembered(session.path),
        readers=host.readers(),
        layouts=host.layouts(),
    )
    return next(outcomes)


@verb(
    "import-now",
    "enter",
    "import it, in one commit",
    group="Decide",
    modes="paper",
    footer="import",
    palette=False,
)
def import_now(session: Session) -> None:
    """Commit what was looked at."""
    sheet = session.sheet
    if not isinstance(sheet, Paper):
        return
    form = sheet.form

    def done(session: Session, outcome: ImportOutcome) -> None:
        if outcome.error is not None:
            session.say(str(outcome.error), "red")
            return
        session.sheets.clear()
        receipt = outcome.receipt
        if receipt is None or receipt.seq is None:
            session.say("Nothing new: the register has this paper already.")
            return
        session.desk.commits.append(receipt.seq)
        session.desk.undone.clear()
        session.reload(session.as_of)
        added, changed, ended = receipt.added, receipt.changed, receipt.ended
        said = f"added {added:,}, changed {changed:,}, ended {ended:,}"
        session.say(f"Commit {receipt.seq}: {outcome.path.name}, lines {said}. u takes it back.", "green")

    path = sheet.outcome.path
    task = Task(f"importing {path.name}", lambda r: _run(session, form, path, r), done, writes=True)
    begin(session, task)


@verb("explain-headings", "m", "say what the columns mean; it is remembered", group="Decide", modes="paper",
      footer="columns", palette=False)  # fmt: skip
def explain_headings(session: Session) -> None:
    """A form of the paper's headings, then the paper is read again."""
    sheet = session.sheet
    if not isinstance(sheet, Paper):
        return
    if not sheet.outcome.headings:
        raise UsageError("this paper has no table with headings")
    _explain(session, sheet.outcome, sheet.form)


def _explain(session: Session, outcome: ImportOutcome, form: Form) -> None:
    from slough_tui.importers.told import fields_of

    known = fields_of(session.extensions.host().layouts())
    printed = dict(list(outcome.headings.items())[:MOST_HEADINGS])

    def blank(number: int, heading: str, field: str) -> Blank:
        name = str(number)

        def read(form: Form) -> str:
            said = form.text(name)
            if said and said not in known:
                raise UsageError("there is no such field", hint="Tab shows them")
            return f"read like {known[said]}" if said else "kept under its own heading"

        return Blank(name, cut(heading, 40), field if field in known else "", "empty: kept as it is",
                     lambda _: known, read)  # fmt: skip

    blanks = tuple(blank(number, *pair) for number, pair in enumerate(printed.items()))

    def send(session: Session, filled: Form) -> None:
        from slough_tui.engine.headings import remember

        fields = {heading: filled.text(str(number)) for number, heading in enumerate(printed)}
        remember(session.path, {h: field for h, field in fields.items() if field != printed[h]})
        while session.sheets and session.sheets[-1] is not form:
            session.sheets.pop()
        _look(session, form)

    session.sheets.append(Form("What the columns mean", (), blanks, send, sends="read it so"))


VERBS: tuple[Verb, ...] = (import_paper, import_now, explain_headings)
