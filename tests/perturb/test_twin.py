"""The perturber itself: what it changes, and what it must leave as it was."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.perturb import columns, figures, headings, pages, references
from tests.perturb.blocks import put_together, taken_apart
from tests.perturb.synonyms import BOARD, BY_KIND, PLAN, TRACKER, folded
from tests.perturb.twin import KINDS, perturbed_twin

SEEDS = range(5)

AUDIT = """23/24 internal audits:

- 20 actions have been raised for 2023/24. 5 actions or 25% are overdue and 4 or 20% complete.

Status\tName of Review\tClassification\tTotal Number of Findings\t\t
\t\t\tHigh\tMedium\tLow
Draft\tParks\tPartial Assurance\t4\t10\t6
Q1 Total\t\t\t4\t10\t6

As of 31 October 2023

Total 23/24\t\t\t\t
Totals\tTotal\tHigh\tMedium\tLow
Not Due\t11\t2\t5\t4
Overdue\t5\t1\t3\t1
Complete\t4\t1\t2\t1
Not Allocated\t0\t0\t0\t0
Totals\t20\t4\t10\t6

The number of overdue audit actions has increased from 3 to 5 since prior month.

As of 3 October 2023

Total 23/24\t\t\t\t
Totals\tTotal\tHigh\tMedium\tLow
Not Due\t13\t2\t6\t5
Overdue\t3\t1\t2\t0
Complete\t4\t1\t2\t1
Not Allocated\t0\t0\t0\t0
Totals\t20\t4\t10\t6
"""

PLANNED = """Objective\tAction\tIntended impact for children\tTimescale for delivery
Leadership\t\t\t
Vision\tAsk staff\tA shared aim\tMay 2023
Figures\tPublish\tFacts\tJune 2023

Objective\tAction\tIntended impact for children\tTimescale for delivery
Homes\tFind more\tChoice\tJuly 2023
\tAnd yet more\tMore choice\tAugust 2023
"""


@pytest.fixture(scope="module")
def real(seeds: Path) -> dict[str, str]:
    """The five real papers by kind; skips where they are not."""
    return dict(zip(KINDS, (p.read_text(encoding="utf-8") for p in sorted(seeds.glob("*.txt"))), strict=True))


# ---------------------------------------------------------------- taking apart


@given(st.lists(st.text(alphabet="ab \t|"), max_size=12))
def test_a_paper_taken_apart_and_put_together_is_the_same(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert put_together(taken_apart(text)) == text


# ---------------------------------------------------------------- headings


@pytest.mark.parametrize("kind", KINDS)
def test_synonyms_are_written_as_headings_are_folded_and_differ_from_them(kind: str) -> None:
    for old, new in BY_KIND[kind].items():
        assert old == folded(old)
        assert len(set(new)) == 3
        assert old not in {folded(one) for one in new}


def test_a_heading_gets_the_same_new_name_on_every_page() -> None:
    blocks = taken_apart(PLANNED)
    used = headings.renamed(blocks, PLAN, Random(1))
    first, second = (block.rows[0] for block in blocks if block.is_table)
    assert first == second
    assert first == [used[folded(cell)] for cell in PLANNED.split("\n", maxsplit=1)[0].split("\t")]


def test_a_cell_that_looks_like_a_heading_is_left_in_a_row_of_records() -> None:
    blocks = taken_apart("Objective\tAction\nAction\tWe will act\n")
    headings.renamed(blocks, PLAN, Random(1))
    assert blocks[0].rows[1] == ["Action", "We will act"]


# ---------------------------------------------------------------- columns


def test_every_page_of_a_table_gets_the_same_order_and_labels_stay_first() -> None:
    blocks = taken_apart(PLANNED)
    orders = columns.permuted(blocks, "plan", PLAN, Random(3))
    (order,) = orders.values()
    assert sorted(order) == [0, 1, 2, 3]
    assert order != (0, 1, 2, 3)
    before = [line.split("\t") for line in PLANNED.splitlines() if "\t" in line]
    after = [row for block in blocks for row in block.rows]
    for old, new in zip(before, after, strict=True):
        assert new == (old if old[0] == "Leadership" else [old[at] for at in order])


def test_columns_under_one_heading_stay_together() -> None:
    text = "Direction\tMember (Political)\tRAG\t\tRef\n\t\tCurr.\tTrend\t\nHomes\tLeader\tG\t=\t1\n"
    for seed in range(20):
        blocks = taken_apart(text)
        columns.permuted(blocks, "board", BOARD, Random(seed))
        head, below, record = blocks[0].rows
        at = head.index("RAG")
        assert below[at : at + 2] == ["Curr.", "Trend"]
        assert record[at : at + 2] == ["G", "="]


def test_grades_stay_at_the_right_and_the_label_of_their_totals_at_the_left() -> None:
    for seed in range(20):
        blocks = taken_apart(AUDIT)
        columns.permuted(blocks, "board", BOARD, Random(seed))
        head, below, review, total = next(block for block in blocks if block.is_table).rows
        assert head[3] == "Total Number of Findings"
        assert below[3:] == ["High", "Medium", "Low"]
        assert review[3:] == ["4", "10", "6"]
        assert total == ["Q1 Total", "", "", "4", "10", "6"]


def test_the_column_that_a_trailing_tab_makes_stays_last() -> None:
    text = "Agenda item\tDetail of recommendation:\tNotes\t\n5\tMend it\tSoon\t\n"
    for seed in range(20):
        blocks = taken_apart(text)
        columns.permuted(blocks, "tracker", TRACKER, Random(seed))
        assert [row[-1] for row in blocks[0].rows] == ["", ""]


def test_a_table_that_lost_its_last_columns_follows_the_header_and_another_narrow_one_does_not() -> None:
    head = [
        "Agenda item",
        "Detail of recommendation:",
        *(f"Extra {n}" for n in range(9)),
        "Notes",
        "Cabinet date",
    ]
    cut = [str(n) for n in range(11)]
    other = [str(n) for n in range(9)]
    text = "\n\n".join("\t".join(row) for row in (head, cut, other))
    text = text.replace("Extra 0", "Committee date").replace("Extra 1", "Date of response")
    text = text.replace("Extra 2", "Response detail").replace("Extra 3", "Ref CISCREC)")
    blocks = taken_apart(text)
    (order,) = columns.permuted(blocks, "tracker", TRACKER, Random(1)).values()
    _, second, third = (block.rows[0] for block in blocks if block.is_table)
    assert second == [str(n) for n in order if n < 11]
    assert third == other


# ---------------------------------------------------------------- references


def test_a_lost_nought_stays_lost() -> None:
    blocks = taken_apart("0.09\ta\n0.1\tb\n0.11\tc\n1\td\n")
    new = references.renumbered(blocks, "tracker", Random(1))
    refs = [row[0] for row in blocks[0].rows]
    whole = refs[0][0]
    assert whole != "0"
    assert refs == [f"{whole}.09", f"{whole}.1", f"{whole}.11", "1"]
    assert new["0.10"] == f"{whole}.10"


def test_a_direction_that_points_to_another_points_to_its_new_number() -> None:
    blocks = taken_apart("Ref\tDirection\n3g\tPlease see direction 8.\n8\tStaff\nSEND\tOther\n")
    new = references.renumbered(blocks, "board", Random(1))
    rows = blocks[0].rows
    assert rows[1] == [new["3g"], f"Please see direction {new['8']}."]
    assert rows[2][0] == new["8"] != "8"
    assert rows[3][0] == "SEND"


def test_an_annex_counts_from_one_again_and_every_citation_follows_its_text() -> None:
    text = "OR 1\ta\nOR2 / 3\tb\n\nOfsted recommendations: 1, 3\n\nAnnex 1\n\n1. One\n2. Two\n3. Three\n"
    blocks = taken_apart(text)
    new = references.renumbered(blocks, "pack", Random(1))
    twin = put_together(blocks)
    annex = dict(re.findall(r"^(\d)\. (\w+)$", twin, re.MULTILINE))
    assert list(annex) == ["1", "2", "3"]
    for number, word in (("1", "One"), ("2", "Two"), ("3", "Three")):
        assert annex[new[f"OR{number}"][2:]] == word
    assert "OR" not in twin
    cited = re.findall(r"\d", twin.splitlines()[1])
    assert cited == [new["OR2"][2:], new["OR3"][2:]]
    declared = re.findall(r"\d", twin.splitlines()[3])
    assert declared == sorted([new["OR1"][2:], new["OR3"][2:]])


def test_recommendation_and_verdict_keep_the_same_number() -> None:
    text = "Recommendation 1 - Mend\n\nsee recommendation 2\n\nRecommendation 1 – Satisfactory"
    blocks = taken_apart(text)
    new = references.renumbered(blocks, "progress", Random(1))
    assert put_together(blocks) == text.replace("tion 1", f"tion {new['1']}").replace(
        "tion 2", f"tion {new['2']}"
    )


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("seed", SEEDS)
def test_breaks_move_and_no_record_is_lost(seed: int) -> None:
    blocks, out, put_in = pages.moved(taken_apart(PLANNED), "plan", PLAN, Random(seed))
    head = PLANNED.split("\n", maxsplit=1)[0].split("\t")
    records = [row for block in blocks for row in block.rows if row != head]
    kept = [line.split("\t") for line in PLANNED.splitlines() if "\t" in line]
    assert records == [row for row in kept if row != head]
    assert sum(block.is_table for block in blocks) == 2 - out + put_in


def test_some_seed_takes_a_break_out_and_some_seed_puts_one_in() -> None:
    done = [pages.moved(taken_apart(PLANNED), "plan", PLAN, Random(seed))[1:] for seed in range(20)]
    assert any(out for out, _ in done)
    assert any(put_in for _, put_in in done)


# ---------------------------------------------------------------- figures


def sums_are_kept(text: str) -> None:
    for block in taken_apart(text):
        if block.rows and block.rows[0][0].startswith("Total "):
            numbers = [[int(cell) for cell in row[1:]] for row in block.rows[2:]]
            assert all(row[0] == sum(row[1:]) for row in numbers)
            assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]


@pytest.mark.parametrize("seed", SEEDS)
def test_audit_figures_change_and_still_add_up(seed: int) -> None:
    blocks = taken_apart(AUDIT)
    new = figures.altered(blocks, Random(seed))
    twin = put_together(blocks)
    sums_are_kept(AUDIT)
    sums_are_kept(twin)
    total = new["23/24", "31 October 2023", "Totals", "Total"]
    assert total > 20
    assert f"- {total} actions have been raised for 2023/24." in twin
    assert f"5 actions or {round(500 / total)}% are overdue" in twin
    findings = next(line for line in twin.splitlines() if line.startswith("Q1 Total")).split("\t")
    assert sum(int(cell) for cell in findings[3:]) == total


# ---------------------------------------------------------------- whole twins


def test_the_same_seed_gives_the_same_twin() -> None:
    assert perturbed_twin(PLANNED, "plan", 7) == perturbed_twin(PLANNED, "plan", 7)
    assert len({perturbed_twin(PLANNED, "plan", seed)[0] for seed in range(8)}) > 4


def test_a_kind_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError, match="minutes"):
        perturbed_twin("", "minutes", 1)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_twin_of_a_real_paper_has_its_records_and_not_its_name(
    real: dict[str, str], kind: str, seed: int
) -> None:
    twin, done = perturbed_twin(real[kind], kind, seed)
    assert twin != real[kind]
    assert not re.search(r"\bSlough\b|\bSBC\b", twin, re.IGNORECASE)
    assert done.council in twin
    rows = {text: Counter(sum(bool(c.strip()) for c in r) for b in taken_apart(text) for r in b.rows) for text in (twin, real[kind])}  # fmt: skip
    repeated = 2 if kind == "board" else 1 if kind == "plan" else 0
    pages_more = (done.breaks_in - done.breaks_out) * repeated
    assert sum(rows[twin].values()) - sum(rows[real[kind]].values()) == pages_more


@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_of_a_real_report_still_add_up_in_its_twin(real: dict[str, str], seed: int) -> None:
    twin, done = perturbed_twin(real["board"], "board", seed)
    assert len(done.figures) == 6 * 5 * 4
    sums_are_kept(twin)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_must_be_altered_in_each_real_paper_is(real: dict[str, str], seed: int) -> None:
    expected = {"tracker": 30, "board": 14, "pack": 22, "progress": 18, "plan": 0}
    for kind in KINDS:
        _, done = perturbed_twin(real[kind], kind, seed)
        assert len(done.refs) == expected[kind]
        assert all(old != new for old, new in done.refs.items())
        assert done.headings.keys() == BY_KIND[kind].keys()
        assert len(done.columns) == len(columns.PERMUTED[kind])
