"""An import, end to end: papers into a real register, one commit each, whatever their order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.engine.importing import import_papers
from slough_tui.errors import DocumentError, UsageError
from slough_tui.model.batch import Author
from slough_tui.model.kinds import RECORD_TABLES
from slough_tui.store import Register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from slough_tui.engine.importing import ImportOutcome

AT = datetime(2024, 5, 6, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")
HEAD = "Ref\tDate of meeting\tRecommendation\tOwner\tAccepted\n"
MARCH = f"Parks Panel\n\n14 March 2024\n\n{HEAD}1\t9 Jan 2024\tMow the green.\tHead of Parks\tY\n2\t9 Jan 2024\tPaint the gate.\t\t\n"
APRIL = f"Parks Panel\n\n11 April 2024\n\n{HEAD}1\t9 Jan 2024\tMow the green.\tHead of Greens\tY\n2\t9 Jan 2024\tPaint the gate.\t\tN\n3\t11 April 2024\tFeed the ducks.\t\t\n"
MINUTES = "Parks Panel – Meeting held on Tuesday, 9th January, 2024\n\n15. The pond\n\nResolved:\n\n(a) That the ducks be counted.\n(b) That they be fed.\n"


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """Three papers of one panel."""
    paths = {}
    for name, text in (("march", MARCH), ("april", APRIL), ("minutes", MINUTES)):
        paths[name] = tmp_path / f"{name}.txt"
        paths[name].write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register.create(tmp_path / "register", name="Testshire", at=AT)


def bring(register: Register | None, paths: Sequence[Path], **options: Any) -> list[ImportOutcome]:
    return list(import_papers(paths, register, author=CLERK, recorded_at=AT, **options))


def state(register: Register) -> dict[str, list[dict[str, Any]]]:
    """What the register says today, in all its record tables."""
    return {table: register.frame(table).to_dicts() for table in RECORD_TABLES}


# ---------------------------------------------------------------- one paper


def test_a_paper_becomes_one_commit_that_can_be_read_back(
    register: Register, papers: dict[str, Path]
) -> None:
    (outcome,) = bring(register, [papers["march"]])
    assert outcome.error is None
    assert outcome.receipt is not None
    assert (outcome.receipt.status, len(register.commits())) == ("committed", 1)
    frame = register.frame("recommendations")
    assert frame["id"].to_list() == ["rec:parks-panel/1", "rec:parks-panel/2"]
    assert frame["body_date"].to_list() == [date(2024, 1, 9)] * 2


def test_an_outcome_says_what_was_read(papers: dict[str, Path]) -> None:
    (outcome,) = bring(None, [papers["march"]])
    assert outcome.path == papers["march"]
    assert outcome.counts["recommendations"] == 2
    assert outcome.series == {"recommendations": {"parks-panel": 2}}
    assert outcome.document["date"] == date(2024, 3, 14)
    assert sum(outcome.balance.values()) == outcome.counts["cells"]
    assert outcome.refusals == []


def test_the_same_paper_again_is_nothing_new(register: Register, papers: dict[str, Path]) -> None:
    bring(register, [papers["march"]])
    before = state(register)
    (again,) = bring(register, [papers["march"]])
    assert again.receipt is not None
    assert again.receipt.status == "nothing new"
    assert len(register.commits()) == 1
    assert state(register) == before


def test_the_same_paper_under_another_series_is_another_reading(
    register: Register, papers: dict[str, Path]
) -> None:
    bring(register, [papers["march"]])
    (again,) = bring(register, [papers["march"]], series="greens")
    assert again.receipt is not None
    assert again.receipt.status == "committed"
    assert register.frame("recommendations")["id"].to_list() == ["rec:greens/1", "rec:greens/2"]


def test_a_dry_run_writes_nothing_and_says_the_same(register: Register, papers: dict[str, Path]) -> None:
    (dry,) = bring(register, [papers["march"]], dry_run=True)
    assert dry.receipt is None
    assert register.commits() == []
    (real,) = bring(register, [papers["march"]])
    assert (dry.counts, dry.balance, dry.document) == (real.counts, real.balance, real.document)


def test_a_given_date_is_the_date_that_the_facts_speak_of(
    register: Register, papers: dict[str, Path]
) -> None:
    bring(register, [papers["march"]], on=date(2020, 1, 2))
    assert register.commits()[0].effective_on == date(2020, 1, 2)
    assert register.frame("recommendations", as_of=date(2020, 1, 1)).height == 0
    assert register.frame("recommendations", as_of=date(2020, 1, 2)).height == 2


def test_a_council_that_is_given_is_every_records(papers: dict[str, Path], register: Register) -> None:
    bring(register, [papers["march"]], council="Wexmoor")
    assert register.frame("recommendations")["council"].to_list() == ["Wexmoor", "Wexmoor"]


# ---------------------------------------------------------------- several papers


def test_a_newer_paper_changes_what_differs_and_the_past_stays(
    register: Register, papers: dict[str, Path]
) -> None:
    bring(register, [papers["march"], papers["april"]])
    now = register.frame("recommendations")
    assert now["lead"].to_list() == ["Head of Greens", None, None]
    assert now["accepted"].to_list() == ["yes", "no", None]
    then = register.frame("recommendations", as_of=date(2024, 3, 31))
    assert then["lead"].to_list() == ["Head of Parks", None]


def test_the_order_of_papers_does_not_matter(tmp_path: Path, papers: dict[str, Path]) -> None:
    found = []
    for number, order in enumerate(permutations(papers.values())):
        register = Register.create(tmp_path / f"order{number}", name="Testshire", at=AT)
        bring(register, order)
        found.append(state(register))
    assert all(each == found[0] for each in found)
    assert len(found[0]["recommendations"]) == 3
    assert len(found[0]["resolutions"]) == 2


def test_the_order_of_three_real_papers_does_not_matter(tmp_path: Path, seeds: Path) -> None:
    papers = [next(seeds.glob(f"{number}_*.txt")) for number in ("000", "001", "003")]
    found = []
    for number, order in enumerate(permutations(papers)):
        register = Register.create(tmp_path / f"order{number}", name="Testshire", at=AT)
        assert [outcome.error for outcome in bring(register, order)] == [None] * 3
        found.append(state(register))
    assert all(each == found[0] for each in found)
    assert (len(found[0]["recommendations"]), len(found[0]["directions"])) == (51, 15)
    again = bring(register, papers)
    assert [outcome.receipt.status for outcome in again if outcome.receipt] == ["nothing new"] * 3


def test_all_real_papers_give_eighty_recommendations_and_are_nothing_new_again(
    register: Register, seeds: Path
) -> None:
    papers = sorted(seeds.glob("*.txt"))
    bring(register, papers)
    before = state(register)
    assert len(before["recommendations"]) == 80
    assert [outcome.receipt.status for outcome in bring(register, papers) if outcome.receipt] == [
        "nothing new"
    ] * 5
    assert state(register) == before


# ---------------------------------------------------------------- what can go wrong


def test_a_paper_that_cannot_be_read_costs_only_itself(
    register: Register, papers: dict[str, Path], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    outcomes = bring(register, [papers["march"], empty, tmp_path / "gone.txt", papers["minutes"]])
    errors = [outcome.error for outcome in outcomes]
    assert [isinstance(error, DocumentError) for error in errors] == [False, True, True, False]
    assert outcomes[1].counts == {}
    assert "empty.txt" in str(errors[1])
    assert len(register.commits()) == 2


def test_a_file_of_tables_that_nobody_knows_is_no_import(register: Register, tmp_path: Path) -> None:
    fruit = tmp_path / "fruit.csv"
    fruit.write_text("Apples,Pears\nred,green\nsweet,sour\n", encoding="utf-8")
    (outcome,) = bring(register, [fruit])
    assert "Apples, Pears" in str(outcome.error)
    assert outcome.counts == {}
    assert register.commits() == []


def test_prose_without_a_known_table_is_kept(register: Register, tmp_path: Path) -> None:
    walk = tmp_path / "walk.txt"
    walk.write_text(
        "A walk\n\nIt rained from the first gate to the last, and nobody was dry.\n", encoding="utf-8"
    )
    (outcome,) = bring(register, [walk])
    assert outcome.error is None
    assert register.frame("cells").height == 2


def test_a_layout_can_be_chosen_by_name(papers: dict[str, Path]) -> None:
    (outcome,) = bring(None, [papers["minutes"]], layout="minutes")
    assert outcome.counts["resolutions"] == 2


def test_a_layout_that_is_not_there_is_refused_before_anything_is_read(
    register: Register, papers: dict[str, Path]
) -> None:
    with pytest.raises(UsageError, match="no layout 'poetry'"):
        bring(register, [papers["march"]], layout="poetry")
    assert register.commits() == []


def test_progress_is_told_with_the_file(papers: dict[str, Path]) -> None:
    told: list[tuple[Path, int, int]] = []
    bring(None, [papers["march"]], progress=lambda path, done, total: told.append((path, done, total)))
    path, done, total = told[-1]
    assert (path, done) == (papers["march"], total)


def test_outcomes_come_as_they_are_done(papers: dict[str, Path], tmp_path: Path) -> None:
    coming = import_papers([papers["march"], tmp_path / "gone.txt"], None, author=CLERK, recorded_at=AT)
    assert next(coming).error is None
    assert next(coming).error is not None
    assert next(coming, None) is None
