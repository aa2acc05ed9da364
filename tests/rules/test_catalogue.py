"""What the rules find on the five real papers: the numbers that a careful reader counted in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.engine.rules.explain import passage
from slough_tui.engine.rules.run import CheckResult, run_check

if TYPE_CHECKING:
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.load import Loaded

COUNTED = {
    ("TXT001", "000"): 10,
    ("TXT003", "000"): 2,
    ("TXT004", "000"): 12,
    ("TXT009", "000"): 7,
    ("DAT001", "002"): 7,
    ("DAT002", "002"): 1,
    ("DAT003", "001"): 26,
    ("DAT005", "004"): 1,
    ("DAT007", "001"): 2,
    ("REF001", "000"): 3,
    ("REF002", "000"): 1,
    ("RES001", "000"): 7,
    ("RES004", "000"): 30,
    ("RES005", "000"): 2,
    ("RES007", "000"): 1,
    ("MOV001", "001"): 1,
    ("RAG001", "001"): 13,
    ("RAG002", "001"): 2,
    ("AUD003", "001"): 3,
    ("AUD004", "001"): 1,
    ("COV001", "002"): 1,
    ("LNK001", "000"): 13,
    ("LNK002", "000"): 2,
    ("LNK003", "003"): 5,
    ("KPI001", "004"): 8,
    ("KPI002", "004"): 22,
    ("SAV001", "004"): 2,
    ("SCO002", "003"): 1,
    ("GOV001", "002"): 4,
}


def found(result: CheckResult, rule: str) -> pl.DataFrame:
    return result.findings.filter(pl.col("rule") == rule)


@pytest.mark.parametrize(("rule", "paper"), COUNTED)
def test_a_rule_finds_what_stands_in_the_paper(checked: CheckResult, rule: str, paper: str) -> None:
    here = found(checked, rule).filter(pl.col("document").str.starts_with(paper))
    assert here.height == COUNTED[rule, paper], here["message"].to_list()


def test_pointers_stand_in_two_papers(checked: CheckResult) -> None:
    assert found(checked, "REF005").height == 5


@pytest.mark.parametrize(("rule", "sums"), [("FIG001", 30), ("FIG002", 24)])
def test_the_printed_totals_add_up(checked: CheckResult, rule: str, sums: int) -> None:
    counts = checked.counts.filter(pl.col("rule") == rule).row(0, named=True)
    assert (counts["finding"], counts["clear"]) == (0, sums)


def test_every_rule_ran(checked: CheckResult) -> None:
    assert (checked.errors, checked.failures) == ((), ())


def test_every_finding_on_a_record_of_a_paper_can_be_shown_where_it_stands(
    papers: Frames, checked: CheckResult
) -> None:
    for rule in ("RES001", "DAT001", "TXT001", "COV001"):
        for row in found(checked, rule).iter_rows(named=True):
            assert row["document"], row
            assert row["line"], row
            shown = passage(papers, row["subjects"][0]["id"], document=row["document"], line=row["line"])
            assert shown is not None, row
            assert row["line"] in {line for *_, line in shown.cells}, row


def test_a_later_day_finds_what_has_come_due_since(papers: Frames, bundled: Loaded) -> None:
    rules = [rule for rule in bundled.rules if rule.id == "RAG002"]
    later = run_check(papers, rules, today=date(2024, 5, 1), as_of=date(2024, 1, 4))
    assert found(later, "RAG002").height == 14
