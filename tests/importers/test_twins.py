"""Twins of the real papers, altered by script: other references, headings, columns, pages, figures and council.

Equal counts with the original say that nothing is made for one paper. Refusals are compared where the
alteration leaves a paper that can be read one way only: the tracker's twin moves the columns under its
header but not those of the tables that follow without one, so that no reader can tell which date is which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importers.imported import import_file
from tests.perturb.twin import KINDS, Expectations, perturbed_twin

if TYPE_CHECKING:
    from pathlib import Path

    from tests.importers.imported import Imported

LETTER = dict(zip(KINDS, "TBORP", strict=True))
SEEDS = range(5)
TWINS = [pytest.param(kind, seed, id=f"{kind}-{seed}") for kind in KINDS for seed in SEEDS]


@pytest.fixture(scope="module")
def twins(
    seed_paths: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, int], tuple[Imported, Expectations]]:
    """Every twin, imported under its original's file name when it is first asked for."""
    folder = tmp_path_factory.mktemp("twins")

    class Twins(dict[tuple[str, int], tuple["Imported", Expectations]]):
        def __missing__(self, key: tuple[str, int]) -> tuple[Imported, Expectations]:
            kind, seed = key
            original = seed_paths[LETTER[kind]]
            text, done = perturbed_twin(original.read_text(encoding="utf-8"), kind, seed)
            path = folder / f"{kind}-{seed}" / original.name
            path.parent.mkdir()
            path.write_text(text, encoding="utf-8")
            self[key] = import_file(path), done
            return self[key]

    return Twins()


Twins = dict[tuple[str, int], tuple["Imported", Expectations]]


@pytest.mark.parametrize(("kind", "seed"), TWINS)
def test_a_twin_has_as_many_lines_in_every_table(
    real: dict[str, Imported], twins: Twins, kind: str, seed: int
) -> None:
    twin, _ = twins[kind, seed]
    assert twin.counts == real[LETTER[kind]].counts


@pytest.mark.parametrize(("kind", "seed"), [twin for twin in TWINS if twin.values[0] != "tracker"])
def test_no_more_is_refused_in_a_twin(real: dict[str, Imported], twins: Twins, kind: str, seed: int) -> None:
    twin, _ = twins[kind, seed]
    assert twin.refusals == real[LETTER[kind]].refusals


@pytest.mark.parametrize("seed", SEEDS)
def test_a_renumbered_tracker_has_its_new_references(
    real: dict[str, Imported], twins: Twins, seed: int
) -> None:
    twin, done = twins["tracker", seed]
    before = real["T"].column("recommendations", "ref")
    assert twin.column("recommendations", "ref") == [done.refs.get(ref, ref) for ref in before]
    assert twin.repairs["reference"] == real["T"].repairs["reference"]


@pytest.mark.parametrize("seed", SEEDS)
def test_renumbered_directions_and_recommendations_have_their_new_references(
    real: dict[str, Imported], twins: Twins, seed: int
) -> None:
    for kind, table in (("board", "directions"), ("progress", "recommendations")):
        twin, done = twins[kind, seed]
        before = real[LETTER[kind]].column(table, "ref")
        assert twin.column(table, "ref") == [done.refs.get(ref, ref) for ref in before]


@pytest.mark.parametrize("seed", SEEDS)
def test_actions_of_a_renumbered_pack_cite_the_new_references(
    real: dict[str, Imported], twins: Twins, seed: int
) -> None:
    twin, done = twins["pack", seed]
    before = [cites for cites in real["O"].column("plan_actions", "cites") if cites]
    after = [cites for cites in twin.column("plan_actions", "cites") if cites]
    assert after == [[done.refs[ref] for ref in cites] for cites in before]
    assert len(twin.rows("links")) == len(real["O"].rows("links"))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_altered_figures_are_read_as_they_now_are(twins: Twins, seed: int) -> None:
    twin, done = twins["board", seed]
    found = {
        (
            row["table_title"].removeprefix("Total "),
            f"{row['as_at'].day} {row['as_at']:%B %Y}",
            row["row_label"],
            row["column_label"],
        ): int(row["value"])
        for row in twin.rows("figures")
        if row["table_title"].startswith("Total ")
    }
    assert found == done.figures


KEPT = {
    ("board", "directions"): ("due", "rag", "trend", "clt_lead", "slt_lead", "member"),
    ("board", "audit_reviews"): ("title", "opinion", "stage"),
    ("pack", "plan_actions"): ("due", "schedule", "due_precision"),
    ("plan", "plan_actions"): ("due", "due_original", "due_precision"),
    ("plan", "kpis"): ("polarity", "unit"),
    ("plan", "savings"): ("low", "high", "year"),
    ("plan", "judgements"): ("grade", "as_at"),
}
"""Columns by kind and table whose values no alteration touches."""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("kind", "table"), KEPT)
def test_dates_and_codes_stay_with_their_records_though_columns_moved(
    real: dict[str, Imported], twins: Twins, kind: str, table: str, seed: int
) -> None:
    twin, _ = twins[kind, seed]
    for name in KEPT[kind, table]:
        assert twin.column(table, name) == real[LETTER[kind]].column(table, name), name


@pytest.mark.parametrize("kind", KINDS)
def test_a_twin_is_another_councils(twins: Twins, kind: str) -> None:
    twin, done = twins[kind, 0]
    council = twin.only("documents")["council"]
    assert council is None or done.council in council
