"""What papers and people say, against a slow model that is easy to believe; and the order of papers never matters."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slough_tui.model.batch import Author, Batch
from slough_tui.store import Edit, Register, folding

pytestmark = pytest.mark.usefixtures("every_past_kept")

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
DAYS = [date(2023, 1, 1), date(2023, 1, 31), date(2023, 2, 1), date(2023, 3, 15), date(2023, 4, 2)]
TABLE = "recommendations"
FIELDS = ("text", "lead", "series")

words = st.sampled_from([None, "open", "complete"])
lines = st.fixed_dictionaries(
    {"id": st.sampled_from([f"rec:a/{n}" for n in (1, 2, 10)]), "series": st.sampled_from(["a", "b"])},
    optional={"text": words, "lead": words, "as_at": st.sampled_from([None, *DAYS])},
)


@dataclass(frozen=True)
class Paper:
    """A paper of the game: a date, lines, and the series it is the full register of."""

    on: date
    lines: tuple[dict[str, Any], ...]
    full: frozenset[str]


papers = st.builds(
    Paper,
    st.sampled_from(DAYS),
    st.lists(lines, max_size=3, unique_by=lambda line: line["id"]).map(tuple),
    st.frozensets(st.sampled_from(["a", "b"])),
)


@dataclass(frozen=True)
class Change:
    """An edit of the game: which record and field (by number, of those that are there), and the new value."""

    on: date
    record: int
    field: str
    new: str | None


changes = st.builds(
    Change, st.sampled_from(DAYS), st.integers(0, 9), st.sampled_from(["text", "lead", "_present"]), words
)


def batch_of(name: str, paper: Paper) -> Batch:
    return Batch(name, name, f"sha-{name}", paper.on, {TABLE: paper.lines}, {TABLE: paper.full})


def seen(register: Register, as_of: date | None) -> list[dict[str, Any]]:
    return register.frame(TABLE, as_of=as_of).select("id", *FIELDS).to_dicts()


Saying = tuple[str, str, date, tuple[str, Any], Any]
"""Record, field, date, whose and which (paper's name or number of the edit), value."""


@dataclass
class Model:
    """All that was said, and what follows from it, in plain Python."""

    papers: dict[str, Paper] = field(default_factory=dict)
    edits: list[tuple[int, date, str, str, Any]] = field(default_factory=list)

    def sayings(self) -> list[Saying]:
        said: list[Saying] = [(i, f, on, ("people", seq), v) for seq, on, i, f, v in self.edits]
        series: dict[str, set[str]] = {}
        for name, paper in self.papers.items():
            for line in paper.lines:
                on = line.get("as_at") or paper.on
                series.setdefault(line["id"], set()).add(line["series"])
                told = {**line, "_present": True}
                said += [(line["id"], f, on, ("paper", name), told[f]) for f in told if f != "id"]
        for name, paper in self.papers.items():
            for full in paper.full:
                ons = [line.get("as_at") or paper.on for line in paper.lines if line["series"] == full]
                on = max(ons, default=paper.on)
                listed = {line["id"] for line in paper.lines}
                gone = [i for i, those in series.items() if full in those and i not in listed]
                said += [(i, "_present", on, ("paper", name), False) for i in gone]
        return said

    def value(self, record: str, name: str, as_of: date) -> Any:
        """The last news: people's words, and papers' where they differ from the paper before."""
        mine = [s for s in self.sayings() if s[0] == record and s[1] == name and s[2] <= as_of]
        mine.sort(key=lambda s: (s[2], s[3][0] == "people", s[3][1]))
        current: Any = False if name == "_present" else None
        printed: Any = current
        for _, _, _, (whose, _), value in mine:
            if whose == "people":
                current = value
            elif value != printed:
                printed = current = value
        return current

    def state(self, as_of: date) -> list[dict[str, Any]]:
        records = sorted({s[0] for s in self.sayings()}, key=lambda i: int(i.partition("/")[2]))
        return [
            {"id": i, **{f: self.value(i, f, as_of) for f in FIELDS}}
            for i in records
            if self.value(i, "_present", as_of)
        ]


@pytest.fixture(autouse=True)
def _folds_only_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "is_due", lambda state: False)


def new_register(folder: str) -> Register:
    return Register.create(Path(folder) / "register", name="game", at=AT)


@given(st.lists(papers, min_size=2, max_size=4), st.randoms(use_true_random=False))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15)
def test_the_order_in_which_papers_are_imported_never_matters(some: list[Paper], random: Any) -> None:
    batches = [batch_of(f"p{number}", paper) for number, paper in enumerate(some)]
    shuffled = random.sample(batches, len(batches))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first, second = new_register(one), new_register(two)
        first.import_batches(batches, author=CLERK, recorded_at=AT)
        for batch in shuffled:
            second.import_batch(batch, author=CLERK, recorded_at=AT)
        for day in (None, *DAYS):
            assert first.frame(TABLE, as_of=day).equals(second.frame(TABLE, as_of=day))


moves = st.lists(st.one_of(papers, changes, st.sampled_from(["fold", "reopen"])), max_size=8)


@given(moves)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
def test_the_register_shows_what_a_slow_model_shows(game: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        register, model = new_register(folder), Model()
        for number, move in enumerate(game):
            if isinstance(move, Paper):
                name = f"p{number}"
                register.import_batch(batch_of(name, move), author=CLERK, recorded_at=AT)
                model.papers[name] = move
            elif isinstance(move, Change):
                play(register, model, move)
            elif move == "fold":
                register.compact()
            else:
                register = Register.open(register.path)
            assert seen(register, None) == model.state(date.max)
            assert seen(register, move.on if hasattr(move, "on") else DAYS[2]) == model.state(
                move.on if hasattr(move, "on") else DAYS[2]
            )
        for day in DAYS:
            assert seen(register, day) == model.state(day)


def play(register: Register, model: Model, change: Change) -> None:
    """Edit a record that is there on that day, if there is one."""
    there = model.state(change.on)
    if not there:
        return
    record = there[change.record % len(there)]
    present = change.field == "_present"
    old, new = (True, False) if present else (record[change.field], change.new)
    edit = Edit(TABLE, record["id"], change.field, old, new)
    receipt = register.commit([edit], author=CLERK, recorded_at=AT, effective_on=change.on)
    assert receipt.status == ("nothing new" if old == new else "committed")
    if receipt.seq is not None:
        model.edits.append((receipt.seq, change.on, record["id"], change.field, new))


@given(st.lists(papers, min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=8)
def test_the_facts_lead_from_nothing_to_the_state(some: list[Paper]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        register = new_register(folder)
        for number, paper in enumerate(some):
            register.import_batch(batch_of(f"p{number}", paper), author=CLERK, recorded_at=AT)
        told: dict[tuple[str, str], str] = {}
        for fact in register.facts(table=TABLE).to_dicts():
            key = (fact["id"], fact["field"])
            assert told.get(key, "false" if fact["field"] == "_present" else "null") == fact["old"]
            assert fact["old"] != fact["new"]
            told[key] = fact["new"]
        present = {i for (i, name), value in told.items() if name == "_present" and value == "true"}
        assert present == {record["id"] for record in seen(register, None)}
