"""The rules on other councils' papers: the real ones altered by script, and those of the synthetic council."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.perturb.twin import KINDS, perturbed_twin
from tests.rules.conftest import ROOT, everything, imported

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.load import Loaded
    from slough_tui.engine.rules.run import CheckResult

NEAR = {"ACT012": 3, "TXT005": 2, "TXT006": 1, "TXT010": 1}
"""By how much a rule's findings may differ where the alteration moves page breaks and columns."""

SYNTHETIC = {
    "AUD001": 22, "AUD002": 22, "AUD003": 3, "AUD007": 1, "COV001": 1, "COV003": 2, "DAT001": 7, "DAT003": 26, "DAT013": 1,
    "FIG003": 1, "FIG004": 7, "FIG006": 1, "FIG007": 1, "GOV001": 4, "GOV003": 1, "GOV004": 1, "GOV005": 1, "KPI003": 4, "KPI004": 2,
    "KPI006": 1, "LNK001": 11, "LNK002": 2, "LNK003": 5, "MOV001": 1, "MOV003": 1, "MOV004": 5, "RAG001": 13, "RAG004": 1, "RAG008": 3,
    "REF001": 3, "REF007": 1, "RES001": 7, "SAV001": 2, "SAV002": 1, "SAV003": 2, "SCO003": 2, "TXT010": 0, "TXT001": 10, "TXT003": 2,
}  # fmt: skip
"""Findings in the papers of the synthetic council, by rule."""


@pytest.fixture(scope="module")
def twin(seeds: Path, bundled: Loaded, tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    """Every rule over the twins of four papers. The tracker's twin cannot be read one way only (see tests/importers)."""
    folder = tmp_path_factory.mktemp("twins")
    for kind, path in zip(KINDS, sorted(seeds.glob("*.txt")), strict=True):
        if kind != "tracker":
            (folder / path.name).write_text(
                perturbed_twin(path.read_text(encoding="utf-8"), kind, 0)[0], "utf-8"
            )
    return everything(
        imported(folder, tmp_path_factory), bundled, today=date(2023, 11, 23), as_of=date(2024, 1, 4)
    )


def by_rule(result: CheckResult) -> dict[str, int]:
    """Findings by rule in papers other than the tracker, and of pairs that need no tracker."""
    own = result.findings.filter(~pl.col("document").fill_null("").str.starts_with("000"))
    alone = own.filter(~pl.col("rule").is_in(["LNK003", "DAT012"]))
    return dict(alone.group_by("rule").len().iter_rows())


def test_a_paper_with_other_references_headings_order_and_numbers_has_the_same_findings(
    checked: CheckResult, twin: CheckResult
) -> None:
    real, altered = by_rule(checked), by_rule(twin)
    far = {
        rule: (real.get(rule, 0), altered.get(rule, 0))
        for rule in real.keys() | altered.keys()
        if abs(real.get(rule, 0) - altered.get(rule, 0)) > NEAR.get(rule, 0)
    }
    assert far == {}


@pytest.fixture(scope="module")
def synthetic(bundled: Loaded) -> CheckResult:
    from slough_tui.store import Register

    register = Register.open(ROOT / "sample_data" / "register")
    frames: Frames = lambda table: register.frame(table, as_of=date(2024, 1, 31)).lazy()  # noqa: E731
    return everything(frames, bundled, today=date(2023, 11, 23), as_of=date(2024, 1, 31))


@pytest.mark.parametrize("rule", SYNTHETIC)
def test_a_rule_finds_what_was_put_into_the_papers_of_the_synthetic_council(
    synthetic: CheckResult, rule: str
) -> None:
    assert synthetic.findings.filter(pl.col("rule") == rule).height == SYNTHETIC[rule]


def test_messages_name_their_figures_and_nothing_is_left_open(synthetic: CheckResult) -> None:
    for said in synthetic.findings["message"]:
        assert "{" not in said
        assert len(said) < 600
