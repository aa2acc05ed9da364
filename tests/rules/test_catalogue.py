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
    ("ACT001", "002"): 3,
    ("ACT002", "001"): 2,
    ("ACT002", "002"): 1,
    ("ACT002", "004"): 2,
    ("ACT003", "001"): 2,
    ("ACT003", "002"): 7,
    ("ACT003", "004"): 3,
    ("ACT004", "001"): 2,
    ("ACT004", "002"): 1,
    ("ACT004", "004"): 1,
    ("ACT005", "001"): 4,
    ("ACT005", "004"): 62,
    ("ACT007", "002"): 1,
    ("ACT009", "004"): 2,
    ("ACT010", "002"): 1,
    ("ACT011", "001"): 4,
    ("ACT011", "002"): 7,
    ("ACT012", "002"): 5,
    ("ACT012", "004"): 17,
    ("ACT013", "001"): 1,
    ("ACT013", "002"): 2,
    ("ACT013", "004"): 2,
    ("ACT014", "001"): 2,
    ("ACT014", "002"): 1,
    ("ACT015", "002"): 1,
    ("AUD003", "001"): 3,
    ("AUD004", "001"): 1,
    ("AUD005", "001"): 1,
    ("AUD007", "001"): 1,
    ("COV001", "002"): 1,
    ("COV003", "002"): 1,
    ("DAT001", "002"): 7,
    ("DAT002", "002"): 1,
    ("DAT003", "001"): 26,
    ("DAT004", "002"): 1,
    ("DAT004", "004"): 3,
    ("DAT005", "004"): 1,
    ("DAT007", "001"): 2,
    ("DAT008", "002"): 16,
    ("DAT008", "004"): 1,
    ("DAT011", "000"): 11,
    ("DAT011", "002"): 2,
    ("DAT012", "002"): 2,
    ("DAT012", "003"): 1,
    ("DAT012", "004"): 1,
    ("DAT013", "001"): 1,
    ("FIG003", "004"): 2,
    ("FIG004", "004"): 9,
    ("FIG006", "001"): 1,
    ("FIG007", "004"): 2,
    ("FIG008", "004"): 1,
    ("GOV001", "002"): 4,
    ("GOV003", "002"): 1,
    ("GOV004", "002"): 1,
    ("GOV005", "002"): 1,
    ("KPI001", "004"): 8,
    ("KPI002", "004"): 22,
    ("KPI006", "004"): 1,
    ("LNK001", "000"): 13,
    ("LNK002", "000"): 2,
    ("LNK003", "003"): 5,
    ("MOV001", "001"): 1,
    ("MOV003", "001"): 1,
    ("MOV004", "001"): 5,
    ("MOV006", "001"): 1,
    ("MOV007", "001"): 1,
    ("RAG001", "001"): 13,
    ("RAG002", "001"): 2,
    ("RAG003", "001"): 4,
    ("RAG005", "001"): 2,
    ("RAG008", "001"): 1,
    ("REF001", "000"): 3,
    ("REF002", "000"): 1,
    ("REF005", "000"): 4,
    ("REF005", "001"): 1,
    ("REF007", "000"): 1,
    ("REF009", "002"): 1,
    ("RES001", "000"): 7,
    ("RES002", "000"): 11,
    ("RES003", "000"): 12,
    ("RES004", "000"): 30,
    ("RES005", "000"): 2,
    ("RES006", "000"): 3,
    ("RES007", "000"): 1,
    ("RES008", "000"): 2,
    ("RES009", "000"): 1,
    ("RES010", "002"): 1,
    ("RES011", "000"): 7,
    ("SAV001", "004"): 2,
    ("SAV002", "004"): 1,
    ("SAV003", "004"): 2,
    ("SCO001", "003"): 4,
    ("SCO002", "003"): 1,
    ("SCO003", "003"): 2,
    ("SCO004", "003"): 2,
    ("TXT001", "000"): 10,
    ("TXT002", "000"): 13,
    ("TXT003", "000"): 2,
    ("TXT004", "000"): 12,
    ("TXT005", "001"): 10,
    ("TXT005", "002"): 32,
    ("TXT005", "004"): 57,
    ("TXT006", "000"): 1,
    ("TXT006", "002"): 15,
    ("TXT006", "004"): 6,
    ("TXT007", "002"): 7,
    ("TXT007", "004"): 7,
    ("TXT008", "000"): 1,
    ("TXT008", "001"): 1,
    ("TXT009", "000"): 7,
    ("TXT010", "002"): 1,
    ("TXT010", "004"): 4,
    ("TXT011", "000"): 2,
    ("TXT011", "002"): 6,
}
"""Findings by rule and paper, as of 4 January 2024 on 23 November 2023. What is not here finds nothing in that paper."""

IN_2016 = {"ACT005": 18, "ACT006": 1}
"""Findings in the pack of 2016 on its own day, by the rules that ask for the day."""

AGREEING = {
    "AUD006": 1,
    "COV002": 5,
    "FIG001": 30,
    "FIG002": 24,
    "FIG005": 39,
    "MOV002": 4,
    "MOV005": 9,
    "RAG004": 15,
    "REF008": 10,
}
"""Checks that the papers pass: how often each was made, without a finding."""


def found(result: CheckResult, rule: str) -> pl.DataFrame:
    return result.findings.filter(pl.col("rule") == rule)


@pytest.mark.parametrize(("rule", "paper"), COUNTED)
def test_a_rule_finds_what_stands_in_the_paper(checked: CheckResult, rule: str, paper: str) -> None:
    here = found(checked, rule).filter(pl.col("document").str.starts_with(paper))
    assert here.height == COUNTED[rule, paper], here["message"].to_list()


@pytest.mark.parametrize("rule", AGREEING)
def test_what_agrees_in_the_papers_is_found_to_agree(checked: CheckResult, rule: str) -> None:
    counts = checked.counts.filter(pl.col("rule") == rule).row(0, named=True)
    assert (counts["finding"], counts["clear"]) == (0, AGREEING[rule])


def test_no_rule_finds_anything_else(checked: CheckResult) -> None:
    papers = checked.findings.with_columns(paper=pl.col("document").str.slice(0, 3))
    told = {(rule, paper) for rule, paper in papers.select("rule", "paper").unique().iter_rows()}
    assert told - COUNTED.keys() == {(rule, "002") for rule in IN_2016}


@pytest.mark.parametrize("rule", IN_2016)
def test_the_pack_of_2016_is_judged_on_its_own_day(papers: Frames, bundled: Loaded, rule: str) -> None:
    rules = [one for one in bundled.rules if one.id == rule]
    found_ = run_check(papers, rules, today=date(2016, 7, 19), as_of=date(2024, 1, 4)).findings
    assert found_.filter(pl.col("document").str.starts_with("002")).height == IN_2016[rule]


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
