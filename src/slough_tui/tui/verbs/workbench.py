"""The rule workbench: a condition with its hits as one types it, the records it matches, its examples, and the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules.tokens import ConditionError
from slough_tui.errors import UsageError
from slough_tui.model.kinds import TABLES
from slough_tui.tui.acting import begin
from slough_tui.tui.blanks import choice_blank, text_blank
from slough_tui.tui.commandline import condition_offers
from slough_tui.tui.form import Blank, Form
from slough_tui.tui.preview import Question
from slough_tui.tui.task import Task
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.conditions import mask, parted
from slough_tui.views.rows import held
from slough_tui.views.values import in_sentence

if TYPE_CHECKING:
    from slough_tui.store import Register
    from slough_tui.tui.rule_draft import Tried
    from slough_tui.tui.session import Session

GROUP = "Find and sift"


@verb(
    "new-rule", "W", "rule workbench: a condition with live hits, its examples, and a rule file", group=GROUP
)
def new_rule(session: Session) -> None:
    """A form whose condition is tried on the place's records; it begins with the condition of the filter."""
    if session.place.name not in TABLES or session.table is None:
        raise UsageError(
            "rules look at the register's tables", hint="go to recommendations, audit actions, ..."
        )
    _, sql, _ = parted(session.table.grid.filter)
    blanks = (
        Blank("when", "Condition", sql, "true is a finding: due < :today AND status <> 'complete'",
              lambda form: condition_offers(session, form.text("when")), lambda form: hits(session, form)),
        text_blank("title", "Title", "what is wrong, in a few words", needed="a rule needs a title"),
        Blank("id", "Id", "", "three capital letters and three digits", read=_id),
        choice_blank("severity", "Severity", ("warning", "error", "info")),
        text_blank("message", "Message", "columns in {braces}", "{ref}: {text}", needed="a finding needs a message"),
        text_blank("why", "Why", "why it matters, and where that is written", needed="say why it matters"),
        Blank("file", "File", _folder(session), "where the rule is kept; Tab: the usual place", read=_target),
    )  # fmt: skip
    about = (f"{session.place.title}: {session.place.table.one}",)
    session.sheets.append(Form("Rule workbench", about, blanks, _try, sends="try it"))


def hits(session: Session, form: Form) -> str:
    """How many records the condition holds for. UsageError, with the place, where it is none."""
    sql = form.text("when")
    frame = session.frames[session.place.name]
    if not sql:
        raise UsageError("a rule needs a condition")
    try:
        held = mask(frame, sql, session.reference)
    except ConditionError as error:
        raise UsageError(f"column {error.column}: {error.what}", hint=error.hint) from error
    count = int(held.sum()) if held is not None else 0
    return f"{count:,} of {frame.height:,} {in_sentence(session.place.title)}"


def _id(form: Form) -> str:
    import re

    if not re.fullmatch(r"[A-Z]{3}-?\d{3}", form.text("id")):
        raise UsageError("an id is three capital letters and three digits: ABC001")
    return ""


def _folder(session: Session) -> str:
    home = session.shelf.home
    return str((home.parent if home is not None else Path()) / "rules")


def _target(form: Form) -> str:
    folder = Path(form.text("file")).expanduser().absolute()
    path = folder / f"{form.text('id').lower() or 'id'}.toml"
    if path.exists():
        raise UsageError(f"{path} is there already", hint="choose another id or folder")
    return f"{path}; slough --rules {folder} uses it"


def _try(session: Session, form: Form) -> None:
    """Make the rule, run its examples, list what it matches; then ask whether to keep it."""
    from slough_tui.tui import rule_draft

    table = session.place.table.name
    values = {blank.name: form.text(blank.name) for blank in form.blanks}
    frame, today = held(session.frames, table), session.reference
    assert frame is not None

    def run(_: Register) -> Tried:
        return rule_draft.tried(table, values, frame, today)

    def done(session: Session, tried: Tried) -> None:
        session.sheets.append(
            Question(f"Keep {values['id']}?", tried.text, lambda s: _keep(s, values, tried))
        )

    begin(session, Task("trying the rule", run, done, lasting=True))


def _keep(session: Session, values: dict[str, Any], tried: Tried) -> None:
    if tried.problems:
        raise UsageError("an example of it does not hold", hint="mend the condition first")
    folder = Path(values["file"]).expanduser().absolute()
    path = folder / f"{values['id'].lower()}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(tried.toml)
    except OSError as wrong:
        raise UsageError(f"the rule cannot be kept: {wrong.strerror}", where=str(path)) from wrong
    session.sheets.clear()
    session.say(f"Kept as {path}. slough --rules {folder} uses it.", "green")


VERBS: tuple[Verb, ...] = (new_rule,)
