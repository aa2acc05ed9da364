from __future__ import annotations

import polars as pl
import pytest

from slough_tui.views.computed import ASSESSMENTS
from slough_tui.views.detail import detail
from slough_tui.views.verdicts import Deciding, assessments_frame, deciding, speaks_of
from tests.views.conftest import frame_of

ASSESSED = pl.DataFrame(
    [
        ("rec:a/1", "progress", "satisfactory", 80.0, ['evidence: "was agreed"']),
        ("rec:a/2", "progress", "further_work", 20.0, ['admits: "not yet"']),
        ("rec:a/3", "progress", "promised", 0.0, []),
    ],
    schema={"record": pl.String, "assessor": pl.String, "verdict": pl.String, "score": pl.Float64, "reasons": pl.List(pl.String)},
    orient="row",
)  # fmt: skip
FRAMES = {
    "recommendations": frame_of(
        "recommendations",
        [
            {"id": "rec:a/1", "ref": "1", "text": "One", "verdict_stated": "satisfactory"},
            {"id": "rec:a/2", "ref": "2", "text": "Two", "verdict_stated": "satisfactory",
             "progress": "The plan was written. It is not yet agreed. More to come."},
            {"id": "rec:a/3", "ref": "3", "text": "Three"},
        ],
    ),
}  # fmt: skip
WORDS = {"progress": ("satisfactory", "further_work", "promised")}


def test_verdicts_that_differ_from_the_paper_come_first() -> None:
    found = assessments_frame(ASSESSED, FRAMES, WORDS)
    assert found.select("ref", "verdict", "stated", "agrees").rows() == [
        ("2", "further work", "satisfactory", "no"),
        ("1", "satisfactory", "satisfactory", "yes"),
        ("3", "promised", None, None),
    ]


def test_a_verdict_that_the_paper_has_no_word_for_neither_agrees_nor_differs() -> None:
    promised = ASSESSED.filter(pl.col("record") == "rec:a/1").with_columns(
        pl.lit("promised").alias("verdict")
    )
    assert assessments_frame(promised, FRAMES, WORDS)["agrees"].to_list() == [None]


def test_no_verdicts_are_an_empty_table_of_the_same_columns() -> None:
    assert tuple(assessments_frame(ASSESSED.clear(), {}, {}).columns) == ASSESSMENTS.names


@pytest.mark.parametrize(
    ("table", "words", "column"),
    [("recommendations", ("satisfactory",), "verdict_stated"), ("directions", ("red", "amber"), "rag"),
     ("audit_actions", ("complete", "overdue", "not_due", "no_date"), "status"), ("directions", ("complete", "overdue"), "status"), ("savings", ("red",), None)],
)  # fmt: skip
def test_an_assessor_speaks_of_the_column_whose_words_it_uses(
    table: str, words: tuple[str, ...], column: str | None
) -> None:
    assert speaks_of(table, words) == column


def test_a_sentence_decided_whose_words_a_reason_quotes() -> None:
    pieces = deciding(
        "It was agreed. Then nothing. Not yet done!",
        ['evidence: "was agreed", "x"', 'admits: "not yet"', "late"],
    )
    assert pieces == [
        Deciding("It was agreed. ", "evidence"),
        Deciding("Then nothing. ", ""),
        Deciding("Not yet done!", "admits"),
    ]
    assert deciding("Nothing here.", []) == [Deciding("Nothing here.", "")]


def test_the_page_shows_the_deciding_sentence_with_its_reason_and_leads_to_the_record() -> None:
    line = assessments_frame(ASSESSED, FRAMES, WORDS).row(0, named=True)
    page = detail(ASSESSMENTS, line, FRAMES)
    assert page.links == ("rec:a/2",)
    fields = [f for s in page.sections for f in s.fields]
    assert [(f.label.strip(), f.value) for f in fields if f.role == "decided"] == [
        ("admits", "It is not yet agreed.")
    ]
    assert any("this differs" in f.value for f in fields)
