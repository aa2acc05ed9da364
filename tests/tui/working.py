"""A session over a real register, whose worker and loader do at once what they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.errors import SloughError
from slough_tui.hooks import trust
from slough_tui.model.kinds import TABLES
from slough_tui.store import Register
from slough_tui.tui.effects import Load, Run
from slough_tui.tui.session import Session
from slough_tui.tui.task import Done
from tests.tui.conftest import press
from tests.tui.sample_register import TODAY, build

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import polars as pl

    from slough_tui.tui.task import Task


class Working:
    """Presses keys and does what comes out of them, until nothing is left to do."""

    def __init__(self, path: Path, *, as_of: date = TODAY, findings: pl.DataFrame | None = None) -> None:
        if not path.exists():
            build(path)
        self.path = path
        self.register = Register.open(path)
        self.session = Session("sample", as_of, TODAY)
        self.session.path = path
        self.session.resize(80, 24)
        self.findings = findings
        self._load(as_of)

    def _load(self, as_of: date) -> None:
        for name in TABLES:
            self.session.loaded(name, self.register.frame(name, as_of=as_of))
        if self.findings is not None:
            self.session.loaded("findings", self.findings)

    def press(self, keys: str) -> Working:
        """Press keys one by one, doing after each what it asks for."""
        for key in keys.split(" "):
            press(self.session, key)
            self.settle()
        return self

    def settle(self) -> None:
        """Do what was asked."""
        while self.session.effects:
            effect = self.session.effects.pop(0)
            if isinstance(effect, Run):
                self.session.desk.end(self.session, self.done(effect.task))
            elif isinstance(effect, Load):
                self.register.poll()
                self._load(effect.as_of)

    def done(self, task: Task) -> Done:
        """A task's end."""
        try:
            return Done(task, task.run(self.register))
        except SloughError as error:
            return Done(task, error=error)

    def value(self, table: str, record: str, field: str) -> object:
        """What the register says now."""
        import polars as pl

        frame = Register.open(self.path).frame(table).filter(pl.col("id") == record)
        return frame.get_column(field).to_list()[0]


def trusted(path: Path, text: str) -> None:
    """A plugin's file that the person has said to trust."""
    path.write_text(text)
    trust.trust(path)
