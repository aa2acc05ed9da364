"""Two sessions against a slow model in plain Python: papers, edits, undo, folds, the past by date and by number.

The model is that of `test_replay`. It is kept after every commit, so that the register can also be asked
what it said then (`known_at`).
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from slough_tui.errors import ConflictError, SloughError, UnknownRecordError
from slough_tui.store import Edit, Register
from tests.store.test_replay import (
    AT,
    CLERK,
    DAYS,
    TABLE,
    Change,
    Model,
    Paper,
    batch_of,
    changes,
    papers,
    seen,
)
from tests.store.torture.tally import FIRST, Tally, scratch

clients = st.integers(0, 1)
days = st.sampled_from(DAYS)


class Machine(RuleBasedStateMachine):
    """Both sessions, the model, and the model as it was after each commit."""

    place: ClassVar[Path] = Path(tempfile.gettempdir())
    steps: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.place))
        first = Register.create(self.folder / "register", name="game", at=AT)
        self.sessions = [first, Register.open(first.path)]
        self.model, self.brought = Model(), 0
        self.then: list[tuple[datetime, Model]] = [(AT, copy.deepcopy(self.model))]
        self.readings: list[tuple[int, str]] = []
        self.undoable: list[tuple[int, Change, str, Any, Any]] = []

    def _moment(self) -> datetime:
        Machine.steps += 1
        return AT + timedelta(minutes=len(self.then))

    def _keep(self, at: datetime) -> None:
        self.then.append((at, copy.deepcopy(self.model)))

    @rule(client=clients, paper=papers)
    def bring(self, client: int, paper: Paper) -> None:
        at, name = self._moment(), f"p{self.brought * 37 % 100:02}"  # their order is not that of the imports
        self.brought += 1
        batch = batch_of(name, paper)
        receipt = self.sessions[client].import_batch(batch, author=CLERK, recorded_at=at)
        assert receipt.status == "committed"
        assert receipt.seq
        self.model.papers[name] = paper
        self.readings.append((receipt.seq, name))
        self._keep(at)
        again = self.sessions[1 - client].import_batch(batch, author=CLERK, recorded_at=at)
        assert again.status == "nothing new"

    @rule(client=clients, change=changes)
    def change(self, client: int, change: Change) -> None:
        there = self.model.state(change.on)
        if not there:
            return
        record = there[change.record % len(there)]
        present = change.field == "_present"
        old, new = (True, False) if present else (record[change.field], change.new)
        at = self._moment()
        edit = Edit(TABLE, record["id"], change.field, old, new)
        receipt = self.sessions[client].commit([edit], author=CLERK, recorded_at=at, effective_on=change.on)
        assert receipt.status == ("nothing new" if old == new else "committed")
        if receipt.seq is not None:
            self.model.edits.append((receipt.seq, change.on, record["id"], change.field, new))
            self.undoable.append((receipt.seq, change, record["id"], old, new))
            self._keep(at)

    @rule(client=clients, change=changes)
    def change_what_is_no_longer_so(self, client: int, change: Change) -> None:
        there = self.model.state(change.on)
        if not there:
            return
        edit = Edit(TABLE, there[change.record % len(there)]["id"], "lead", "never the value", change.new)
        try:
            self.sessions[client].commit(
                [edit], author=CLERK, recorded_at=self._moment(), effective_on=change.on
            )
        except ConflictError:
            return
        raise AssertionError("a stale edit was taken")

    @rule(client=clients, day=days)
    def change_what_is_not_there(self, client: int, day: date) -> None:
        edit = Edit(TABLE, "rec:a/99", "lead", None, "x")
        try:
            self.sessions[client].commit([edit], author=CLERK, recorded_at=self._moment(), effective_on=day)
        except UnknownRecordError:
            return
        raise AssertionError("an edit of nothing was taken")

    @rule(client=clients)
    def undo(self, client: int) -> None:
        """Take back the newest edit; somebody may have said something else since, then it is refused."""
        session = self.sessions[client]
        if not self.undoable:
            return
        seq, change, record, old, new = self.undoable.pop()
        at, now = self._moment(), self.model.value(record, change.field, change.on)
        try:
            receipt = session.undo(seq, author=CLERK, recorded_at=at)
        except SloughError:
            assert now != new, f"an undo of {seq} was refused though {new!r} is still there"
            return
        assert now == new, f"an undo of {seq} overwrote {now!r}"
        if receipt.seq is not None:
            self.model.edits.append((receipt.seq, change.on, record, change.field, old))
            self._keep(at)

    @rule(client=clients)
    def withdraw(self, client: int) -> None:
        """Take back the newest import; it is refused only if somebody edited what it brought."""
        if not self.readings:
            return
        seq, name = self.readings.pop()
        at = self._moment()
        try:
            self.sessions[client].undo(seq, author=CLERK, recorded_at=at)
        except ConflictError:
            lines = {line["id"] for line in self.model.papers[name].lines}
            assert any(record in lines for _, _, record, _, _ in self.model.edits)
            return
        del self.model.papers[name]
        self._keep(at)

    @rule(client=clients)
    def fold(self, client: int) -> None:
        Machine.steps += 1
        self.sessions[client].compact()

    @rule(client=clients)
    def reopen(self, client: int) -> None:
        Machine.steps += 1
        self.sessions[client] = Register.open(self.sessions[client].path)

    @rule(client=clients, day=days, which=st.integers(0, 99))
    def ask_what_was_known(self, client: int, day: date, which: int) -> None:
        Machine.steps += 1
        self.sessions[client].poll()
        at, model = self.then[which % len(self.then)]
        frame = self.sessions[client].frame(TABLE, as_of=day, known_at=at)
        assert frame.select("id", "text", "lead", "series").to_dicts() == model.state(day)

    @rule(client=clients, day=days)
    def ask_as_of(self, client: int, day: date) -> None:
        Machine.steps += 1
        self.sessions[client].poll()
        assert seen(self.sessions[client], day) == self.model.state(day)

    @invariant()
    def both_show_what_the_model_shows(self) -> None:
        if not hasattr(self, "sessions"):
            return
        expected = self.model.state(date.max)
        for session in self.sessions:
            session.poll()
            assert seen(session, None) == expected
            assert len(session.commits()) == len(self.then) - 1

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


def run(*, seed: int = 1, runs: int = 500, steps: int = 30, shard: int = 0, shards: int = 1) -> Tally:
    """This many games of this many steps, as the seed has them; a shard plays its part of the games."""
    tally, mine = Tally(), len(range(shard, runs, shards))
    tally.count("runs", mine)
    plan = settings(
        max_examples=mine,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,) if FIRST in os.environ else (Phase.generate, Phase.shrink),
        print_blob=False,
    )
    machine = seeded(seed * 100 + shard)(type("Game", (Machine,), {}))
    before = Machine.steps
    with scratch() as folder:
        Machine.place = folder
        try:
            run_state_machine_as_test(machine, settings=plan)
        except Exception as error:  # noqa: BLE001
            tally.fail(f"counterexample: {type(error).__name__}: {error}"[:300])
            tally.notes += getattr(error, "__notes__", [])
    tally.count("steps", Machine.steps - before)
    tally.count("counterexamples", len(tally.failures))
    return tally
