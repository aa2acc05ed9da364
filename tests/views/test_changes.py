from __future__ import annotations

from datetime import date

from slough_tui.engine.history.diff import CHANGES, compare
from slough_tui.model.kinds import TABLES
from slough_tui.views import computed
from slough_tui.views.changes import ORDER, changes_frame, headed, summary
from tests.views.conftest import frame_of

TABLE = TABLES["directions"]


def direction(number: int, **values: object) -> dict[str, object]:
    return {
        "id": f"dir:d/{number}",
        "ref": str(number),
        "series": "d",
        "title": f"Direction {number}",
        **values,
    }


BEFORE = frame_of(
    "directions", [direction(1, rag="red", due=date(2023, 10, 1)), direction(2, rag="green"), direction(3)]
)
AFTER = frame_of(
    "directions", [direction(1, rag="amber", due=date(2023, 12, 1)), direction(2, rag="red"), direction(4)]
)


def test_before_and_after_stand_side_by_side_as_words() -> None:
    found = changes_frame(compare(TABLE, BEFORE, AFTER))
    assert found.select("ref", "change", "field", "before", "after", "difference").rows() == [
        ("4", "appeared", None, None, None, None),
        ("3", "ended", None, None, None, None),
        ("2", "worsened", "RAG", "G green", "R red", None),
        ("1", "improved", "RAG", "R red", "A amber", None),
        ("1", "slipped", "Due", "1 Oct 2023", "1 Dec 2023", 61),
    ]
    assert summary(found) == [("appeared", 1), ("ended", 1), ("worsened", 1), ("improved", 1), ("slipped", 1)]
    assert len(found["id"].unique()) == found.height


def test_the_dates_are_the_headings() -> None:
    table = headed(date(2023, 10, 3), date(2023, 10, 31))
    assert (table.column("before").heading, table.column("after").heading) == ("3 Oct 2023", "31 Oct 2023")


def test_every_word_for_a_change_is_in_the_vocabulary() -> None:
    assert ORDER == CHANGES
    assert changes_frame([]).columns == list(computed.CHANGES.names)
