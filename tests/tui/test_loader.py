from __future__ import annotations

import queue
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from slough_tui.engine.history.runs import remember
from slough_tui.engine.rules.run import CheckResult
from slough_tui.errors import RegisterError, RuleError
from slough_tui.hooks.loading import Plugin
from slough_tui.model.batch import Batch
from slough_tui.store import Edit, Register
from slough_tui.tui.check_steps import Found, found_tables
from slough_tui.tui.checking import checker
from slough_tui.tui.loader import Answered, Failed, Loader, Newer, News, Opened, Progress, Table, Unusable
from slough_tui.tui.questions import Known, PrintedOf, StoryOf
from slough_tui.tui.watch import StoppedError, Watch
from slough_tui.views.machinery import plugins_frame
from slough_tui.views.places import COMPUTED, PLACES
from slough_tui.views.verdicts import assessments_frame
from tests.tui.sample_register import AUTHOR, TODAY, build, recommendation
from tests.views.test_findings import ONE, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from slough_tui.views.filed import Frame

AT = datetime(2023, 11, 23, 12, tzinfo=UTC)
LONG_AGO = date(2001, 1, 1)


def told(known: Known, *findings: Any) -> Found:
    result = CheckResult(found(*(findings or (ONE,))), pl.DataFrame(), (), (), TODAY, TODAY)
    return Found(found_tables(known, result, ()))


def one_finding(known: Known, watch: Watch) -> Iterator[Found]:
    yield told(known)


def never(done: int, of: int) -> None:
    """Told how far a check is, and content with it."""


def known_of(path: Path) -> Known:
    from slough_tui.store import Register

    return Known(Register.open(path), {}, TODAY, None, TODAY)


class Desk:
    """Collects what a loader posts."""

    def __init__(self, path: Path, check: Any = one_finding) -> None:
        self.news: queue.Queue[News] = queue.Queue()
        self.loader = Loader(path, self.news.put, check, today=TODAY, read_only=False)
        self.loader.start()

    def until(self, last: Callable[[News], bool]) -> list[News]:
        out: list[News] = []
        while not (out and last(out[-1])):
            out.append(self.news.get(timeout=30))
        return out


@pytest.fixture
def path(tmp_path: Path) -> Path:
    build(tmp_path / "r")
    return tmp_path / "r"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path)
    yield desk
    desk.loader.stop()
    desk.loader.join(30)


def is_findings(news: News) -> bool:
    return isinstance(news, Table) and news.name == "findings"


def test_the_table_one_looks_at_comes_first_and_the_findings_last(desk: Desk) -> None:
    desk.loader.read(TODAY, "directions")
    news = desk.until(is_findings)
    assert news[0] == Opened("sample", read_only=False)
    names = [n.name for n in news if isinstance(n, Table)]
    assert names[0] == "directions"
    assert names[-1] == "findings"
    later = {"assessments", "plugins", "changes", "overview"}
    assert sorted(names) == sorted(place.name for place in PLACES if place.name not in later)


def test_the_verdicts_and_the_plugins_come_after_the_findings(path: Path) -> None:
    said = pl.DataFrame(
        {
            "record": ["rec:scrutiny/0.01"],
            "assessor": ["due_state"],
            "verdict": ["overdue"],
            "score": [None],
            "reasons": [["late"]],
            "evidence": [None],
        }
    )

    def judging(known: Known, watch: Watch) -> Iterator[Found]:
        plugins = plugins_frame([Plugin("due", "bundled")], {"due": ["due_state"]})
        records = {"recommendations": known.frame("recommendations")}
        yield told(known)
        yield Found(
            {"plugins": plugins, "assessments": assessments_frame(said, records, {"due_state": ("overdue",)})}
        )

    desk = Desk(path, judging)
    desk.loader.read(TODAY, "recommendations")
    news = desk.until(lambda n: isinstance(n, Table) and n.name == "assessments")
    names = [n.name for n in news if isinstance(n, Table)]
    assert names[-4:] == ["call_in", "findings", "plugins", "assessments"]
    last = news[-1]
    assert isinstance(last, Table)
    assert last.frame.select("ref", "verdict", "stated").rows() == [("0.01", "overdue", "complete")]
    desk.loader.stop()


def test_since_when_a_finding_stands_comes_from_the_check_that_was_recorded_last(path: Path) -> None:
    def two(known: Known, watch: Watch) -> Iterator[Found]:
        yield told(known, ONE, {**ONE, "fingerprint": "e" * 64})

    desk = Desk(path, two)
    desk.loader.read(TODAY, "recommendations")
    last = desk.until(is_findings)[-1]
    assert isinstance(last, Table)
    assert last.frame.select("first_seen", "standing").unique().rows() == [(None, None)]
    on = date(2023, 11, 21)
    Register.open(path).record_run(
        remember(found(ONE), ["ACT003"], None, on), author=AUTHOR, recorded_at=datetime(2023, 11, 21, tzinfo=UTC),
        effective_on=on, message="check",
    )  # fmt: skip
    desk.loader.read(TODAY, "recommendations")
    last = desk.until(is_findings)[-1]
    assert isinstance(last, Table)
    assert last.frame.select("first_seen", "standing").rows() == [(on, "still"), (None, "new")]
    desk.loader.stop()


def test_a_date_gone_to_shows_the_register_as_it_was(desk: Desk) -> None:
    desk.loader.read(date(2023, 10, 31), "recommendations")
    before = next(n for n in desk.until(is_findings) if isinstance(n, Table) and n.name == "recommendations")
    assert before.frame.height == 0
    job = desk.loader.read(TODAY, "recommendations")
    after = next(n for n in desk.until(is_findings) if isinstance(n, Table) and n.name == "recommendations")
    assert after.frame.height == 33
    assert after.job == job


def test_somebody_else_s_commit_is_noticed(desk: Desk, path: Path) -> None:
    from slough_tui.store import Register

    desk.loader.read(TODAY, "recommendations")
    desk.until(is_findings)
    batch = Batch("doc:new", "n" * 64, "9" * 64, TODAY, {"recommendations": [recommendation(40)]})
    Register.open(path).import_batch(batch, author=AUTHOR, recorded_at=datetime(2023, 11, 22, tzinfo=UTC))
    told = desk.until(lambda n: isinstance(n, Newer))[-1]
    assert isinstance(told, Newer)
    assert (told.who, told.what) == ("Clerk", "import")
    desk.loader.read(TODAY, "recommendations")
    again = next(n for n in desk.until(is_findings) if isinstance(n, Table) and n.name == "recommendations")
    assert again.frame.height == 34


def test_what_was_known_at_a_moment_can_be_read(desk: Desk) -> None:
    desk.loader.read(TODAY, "recommendations", known_at=datetime(2023, 11, 1, tzinfo=UTC))
    then = next(n for n in desk.until(is_findings) if isinstance(n, Table) and n.name == "recommendations")
    assert then.frame.height == 0


def test_a_question_is_answered_from_what_was_read_last(desk: Desk) -> None:
    desk.loader.read(TODAY, "recommendations")
    desk.loader.ask(StoryOf("rec:scrutiny/0.01"))
    told = desk.until(lambda n: isinstance(n, Answered))[-1]
    assert isinstance(told, Answered)
    facts = told.value.filter(pl.col("field") == "status").select("new", "author", "paper")
    assert facts.rows() == [('"complete"', "Clerk", "tracker.md")]


def test_a_question_that_fails_is_told_and_the_next_one_is_answered(desk: Desk) -> None:
    class Broken:
        def answer(self, known: object) -> None:
            raise ZeroDivisionError("division")

    desk.loader.read(TODAY, "recommendations")
    desk.loader.ask(Broken())
    desk.loader.ask(StoryOf("rec:scrutiny/0.02"))
    news = desk.until(lambda n: isinstance(n, Answered))
    assert [(n.what, "division" in str(n.error)) for n in news if isinstance(n, Failed)] == [
        ("question", True)
    ]


def test_a_register_that_is_not_there_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "nowhere")
    job = desk.loader.read(TODAY, "recommendations")
    (news,) = desk.until(lambda _: True)
    assert isinstance(news, Failed)
    assert (news.job, news.what) == (job, "register")
    assert isinstance(news.error, RegisterError)
    desk.loader.stop()


@pytest.mark.parametrize("error", [RuleError("this rule is wrong"), ZeroDivisionError("division")])
def test_a_check_that_fails_is_told_and_the_tables_stay(path: Path, error: Exception) -> None:
    def broken(known: Known, watch: Watch) -> Iterator[Found]:
        raise error

    desk = Desk(path, broken)
    desk.loader.read(TODAY, "recommendations")
    news = desk.until(lambda n: isinstance(n, Failed))
    last = news[-1]
    assert isinstance(last, Failed)
    assert last.what == "check"
    assert error.args[0] in str(last.error)
    read = {n.name for n in news if isinstance(n, Table)}
    assert read == {"commits", *(p.name for p in PLACES if p.name not in COMPUTED)}
    desk.loader.stop()


def test_a_newer_question_makes_the_older_answer_worthless(path: Path) -> None:
    asked: list[date] = []

    def slow(known: Known, watch: Watch) -> Iterator[Found]:
        asked.append(known.as_of)
        if len(asked) == 1:
            slowly.loader.read(TODAY, "recommendations")
        yield told(known)

    slowly = Desk(path, slow)
    slowly.loader.read(date(2023, 10, 31), "recommendations")
    news = slowly.until(is_findings)
    assert [n.job for n in news if isinstance(n, Table) and n.name == "findings"] == [2]
    slowly.loader.stop()


def gathered(steps: Iterable[Found]) -> dict[str, pl.DataFrame]:
    """The tables of all steps of a check, the later instead of the earlier; without the time that plugins took."""
    tables = {name: frame.lazy().collect() for step in steps for name, frame in step.tables.items()}
    return {**tables, "plugins": tables["plugins"].drop("load_ms", "run_ms")}


def test_the_bundled_rules_find_something(path: Path) -> None:
    steps = list(checker()(known_of(path), Watch(never)))
    assert [step.problems for step in steps] == [(), ()]
    assert "rec:scrutiny/0.01" in gathered(steps)["findings"]["record"].to_list()


def test_a_child_finds_and_judges_what_the_program_itself_does(path: Path) -> None:
    done: list[tuple[int, int]] = []
    known = known_of(path)
    here = gathered(checker()(known, Watch(never)))
    child = gathered(checker(large=-1)(known, Watch(lambda *told: done.append(told))))
    assert here.keys() == child.keys() == {
        "rules", "call_in", "findings", "plugins", "proposals", "assessments",
    }  # fmt: skip
    for name, frame in here.items():
        assert_frame_equal(child[name], frame)
    assert done[0][0] == 0
    assert done[-1][0] >= done[-1][1] - 1


def test_a_child_checks_the_commit_that_is_shown_and_not_a_newer_one(path: Path) -> None:
    known = known_of(path)
    batch = Batch("doc:new", "n" * 64, "9" * 64, TODAY, {"recommendations": [recommendation(40)]})
    Register.open(path).import_batch(batch, author=AUTHOR, recorded_at=datetime(2023, 11, 22, tzinfo=UTC))
    before, after = (gathered(checker(large=-1)(one, Watch(never))) for one in (known, known_of(path)))
    asked = pl.col("record").filter(pl.col("assessor") == "coverage").n_unique()
    assert before["assessments"].select(asked).item() == 33
    assert after["assessments"].select(asked).item() == 34


def test_after_an_edit_a_child_goes_on_from_what_the_one_before_found(path: Path) -> None:
    check = checker(large=-1)
    gathered(check(known_of(path), Watch(never)))
    change(path)
    first, last, judged = check(known_of(path), Watch(never))
    assert (first.pending, last.pending) == (True, False)
    anew = gathered(checker(large=-1)(known_of(path), Watch(never)))
    for name, frame in gathered([first, last, judged]).items():
        assert_frame_equal(frame, anew[name])
    assert of_long_ago(first.tables["findings"]).height
    assert_frame_equal(of_long_ago(first.tables["findings"]), of_long_ago(anew["findings"]))


def test_a_check_in_this_process_says_how_far_it_is_and_can_be_stopped(path: Path) -> None:
    steps: list[tuple[int, int]] = []
    gathered(checker()(known_of(path), Watch(lambda done, of: steps.append((done, of)))))
    assert steps[0][0] == 0
    assert steps[-1][0] >= steps[-1][1] - 1
    watch = Watch(lambda done, of: watch.stop())
    with pytest.raises(StoppedError):
        gathered(checker()(known_of(path), watch))


def test_a_child_that_is_stopped_is_gone_and_leaves_nothing_behind(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    watch = Watch(lambda done, of: watch.stop())
    with pytest.raises(StoppedError):
        list(checker(large=-1)(known_of(path), watch))
    assert list(private.iterdir()) == []
    assert watch._child is not None
    assert watch._child.returncode == -9


def test_how_far_a_check_is_comes_as_news_and_a_stopped_one_tells_nothing_more(path: Path) -> None:
    desk: Desk

    def slow(known: Known, watch: Watch) -> Iterator[Found]:
        watch.tell(3, 119)
        desk.loader.stop_check()
        yield told(known)

    desk = Desk(path, slow)
    job = desk.loader.read(TODAY, "recommendations")
    assert desk.until(lambda n: isinstance(n, Progress))[-1] == Progress(job, 3, 119)
    desk.loader.stop()
    desk.loader.join(30)
    left = [desk.news.get() for _ in range(desk.news.qsize())]
    assert not [n for n in left if isinstance(n, Table)]


def test_a_rule_that_is_wrong_costs_only_itself_and_is_told(path: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "broken.toml").write_text("id = ")
    desk = Desk(path, checker([rules]))
    desk.loader.read(TODAY, "recommendations")
    news = desk.until(lambda n: isinstance(n, Unusable))
    assert any(isinstance(n, Table) and n.name == "findings" and n.frame.height for n in news)
    last = news[-1]
    assert isinstance(last, Unusable)
    assert "broken.toml" in last.problems[0]
    desk.loader.stop()


def test_what_a_child_laid_down_goes_with_whoever_looks_at_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    check = checker(large=-1)
    found = list(check(known_of(path), Watch(never)))
    del check
    assert len(list(private.iterdir())) == 1
    assert found[0].tables["findings"].height
    del found
    assert list(private.iterdir()) == []


def change(path: Path) -> None:
    """An action that audit takes for grave was due long ago."""
    register = Register.open(path)
    action = register.frame("audit_actions").row(
        by_predicate=pl.col("id") == "aud:2022-23/AR-003", named=True
    )
    edits = [Edit("audit_actions", action["id"], "due", action["due"], LONG_AGO)]
    register.commit(edits, author=AUTHOR, recorded_at=AT, effective_on=TODAY)


def of_long_ago(findings: Frame) -> pl.DataFrame:
    """What was found because of `change`."""
    return findings.lazy().filter(pl.col("evidence").str.contains(str(LONG_AGO))).collect()


def test_after_an_edit_its_records_are_judged_before_the_rules_that_look_further(path: Path) -> None:
    def is_last(news: News) -> bool:
        return isinstance(news, Table) and news.name == "assessments"

    desk = Desk(path, checker())
    desk.loader.read(TODAY, "recommendations")
    desk.until(is_last)
    change(path)
    desk.loader.read(TODAY, "recommendations")
    news = desk.until(is_last)
    desk.loader.stop()
    desk.loader.join(60)
    first, last = (n for n in news if isinstance(n, Table) and n.name == "findings")
    assert (first.pending, last.pending) == (True, False)
    whole = Desk(path, checker())
    whole.loader.read(TODAY, "recommendations")
    (anew,) = (n for n in whole.until(is_last) if isinstance(n, Table) and n.name == "findings")
    whole.loader.stop()
    whole.loader.join(60)
    assert_frame_equal(last.frame.lazy().collect(), anew.frame.lazy().collect())
    assert of_long_ago(first.frame).height
    assert_frame_equal(of_long_ago(first.frame), of_long_ago(anew.frame))


def test_a_paper_means_a_check_of_everything(path: Path) -> None:
    desk = Desk(path, checker())
    desk.loader.read(TODAY, "recommendations")
    desk.until(is_findings)
    rows = {"recommendations": [recommendation(901)]}
    Register.open(path).import_batch(
        Batch("new", "new", "sha-new", TODAY, rows), author=AUTHOR, recorded_at=AT
    )
    desk.loader.read(TODAY, "recommendations")
    news = desk.until(is_findings)
    desk.loader.stop()
    desk.loader.join(60)
    assert not any(n.pending for n in news if isinstance(n, Table))


def test_the_page_of_a_record_reads_its_own_cells_and_no_others(path: Path) -> None:
    known = known_of(path)
    known.frames["recommendations"] = known.frame("recommendations")
    found = PrintedOf("recommendations", "rec:scrutiny/0.01").answer(known)
    everything = known.frame("cells")
    assert "rec:scrutiny/0.01" in found["record"].to_list()
    assert 0 < found.height < everything.height
    assert dict(found.schema) == dict(everything.schema)


def test_of_a_kind_of_question_the_newest_is_answered_and_older_ones_may_be_left(desk: Desk) -> None:
    for number in range(1, 4):
        desk.loader.ask(StoryOf(f"rec:scrutiny/0.0{number}"))
    desk.loader.read(TODAY, "directions")
    news = desk.until(lambda one: isinstance(one, Answered))
    last = news[-1]
    assert isinstance(last, Answered)
    assert last.question == StoryOf("rec:scrutiny/0.03")
