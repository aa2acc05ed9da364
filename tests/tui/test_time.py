"""Going through time, comparing, and the overview: the session without a terminal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

import polars as pl
import pytest

from slough_tui.engine.history.diff import compare
from slough_tui.model.kinds import TABLES
from slough_tui.tui.banner import banner_line
from slough_tui.tui.effects import Load
from slough_tui.tui.painting_body import body
from slough_tui.tui.part import Part
from slough_tui.tui.questions import Compared, Overseen, StoryOf
from slough_tui.views.changes import changes_frame
from slough_tui.views.overview import Overview, kinds
from slough_tui.views.spans import line_width, plain
from tests.tui.conftest import frames, new_session, press, text_of
from tests.tui.sample_register import TODAY
from tests.views.conftest import frame_of
from tests.views.test_stops import EARLY, commit

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

MONTH_BEFORE = date(2023, 10, 23)
COMMITS = frame_of(
    "commits",
    [commit(1, date(2023, 10, 3), EARLY), commit(2, date(2023, 11, 1), EARLY), commit(3, TODAY, EARLY, "edit"),
     commit(4, TODAY, datetime(2023, 11, 24, tzinfo=UTC), "edit")],
)  # fmt: skip


def at(name: str, on: date) -> pl.DataFrame:
    return frames()[name]


def seen() -> Session:
    """A session at the overview, which has been counted."""
    session = press(new_session(), "g o")
    session.answered(
        Overseen(MONTH_BEFORE, checked=True),
        Overview(TODAY, MONTH_BEFORE, TODAY, kinds(at, TODAY, MONTH_BEFORE, ()), (("closed", 4),)),
    )
    return session


def changed(session: Session) -> Session:
    """A session at the changes, which have been compared."""
    now = frames()["recommendations"]
    before = now.clear().vstack(now.head(20))
    session.answered(
        Compared(date(2023, 10, 3), TODAY), changes_frame(compare(TABLES["recommendations"], before, now))
    )
    return session


# ---------------------------------------------------------------- to a date and back


def test_a_date_leads_into_the_past_and_a_line_says_so_until_one_comes_back(session: Session) -> None:
    press(session, "t '-1m' enter")
    assert session.effects == [Load(MONTH_BEFORE, "recommendations")]
    session.arrange()
    assert session.room.body == 20
    line = banner_line(session, 80)
    assert plain(line).strip() == "THE PAST  as of 23 Oct 2023.  t Enter comes back to 23 Nov 2023"
    assert line_width(line) == 80
    press(session, "t enter")
    assert session.as_of == TODAY
    session.arrange()
    assert session.room.body == 21


def test_what_is_no_date_stays_where_one_is(session: Session) -> None:
    press(session, "t 'soon' enter")
    assert "soon is no date" in session.note
    assert session.as_of == TODAY


def test_one_steps_from_commit_to_commit_and_comes_back_to_the_present(session: Session) -> None:
    session.loaded("commits", COMMITS)
    stood = []
    for key in "<<<<>>>>":
        press(session, key)
        stood.append((session.as_of.isoformat(), session.known_at))
    assert stood == [
        ("2023-11-23", EARLY), ("2023-11-01", None), ("2023-10-03", None), ("2023-10-03", None),
        ("2023-11-01", None), ("2023-11-23", EARLY), ("2023-11-23", None), ("2023-11-23", None),
    ]  # fmt: skip
    assert "newest commit" in session.note


def test_what_was_known_at_a_moment_says_the_moment(session: Session) -> None:
    session.loaded("commits", COMMITS)
    press(session, "<")
    assert "as known on 1 Nov 2023 at 09:00 UTC" in plain(banner_line(session, 120))


def test_before_the_commits_are_read_one_does_not_step() -> None:
    session = new_session()
    session.frames.pop("commits")
    assert "still being read" in press(session, "<").note


# ---------------------------------------------------------------- comparing


def test_two_dates_are_compared_side_by_side_and_a_line_leads_to_its_record(session: Session) -> None:
    press(session, "= '3/10/2023' enter")
    assert session.questions == [Compared(date(2023, 10, 3), TODAY)]
    assert session.place.name == "changes"
    assert "Comparing" in text_of(body(session, 80, 20))
    changed(session)
    session.arrange()
    assert plain(banner_line(session, 80)).split()[:7] == ["3", "Oct", "2023", ">", "23", "Nov", "2023"]
    assert "appeared 13" in plain(banner_line(session, 80))
    assert "23 Nov 2023" in plain(body(session, 80, 20)[0])
    press(session, "enter")
    assert session.record is not None
    assert session.record.id == "rec:scrutiny/0.21"
    press(session, "J")
    assert session.record.id == "rec:scrutiny/0.22"
    press(session, "escape & 'change:slipped' enter")
    assert "Nothing matches" in text_of(body(session, 80, 20))


def test_a_comparison_is_made_again_when_something_is_committed(session: Session) -> None:
    changed(press(session, "= '3/10/2023' enter"))
    session.questions.clear()
    session.committed(9, "Clerk", "dates")
    assert session.questions == [Compared(date(2023, 10, 3), TODAY)]


def compared(session: Session) -> Compared:
    question = session.questions[-1]
    assert isinstance(question, Compared)
    return question


def test_what_is_filtered_is_compared_and_a_line_and_a_key_say_so(session: Session) -> None:
    press(session, "& 'status:overdue' enter =")
    assert session.prompt is not None
    assert session.prompt.mark == "compare the filtered on 23 Nov 2023 with "
    press(session, "'3/10/2023' enter")
    assert compared(session).part == Part(
        "filtered", "recommendations & status:overdue", TODAY, "recommendations", "status:overdue"
    )
    changed(session)
    assert "only recommendations & status:overdue (z= all)" in plain(banner_line(session, 120))
    assert line_width(banner_line(session, 80)) == 80
    press(session, "= '1/10/2023' enter")  # from the changes: the same part again
    assert compared(session).part is not None
    press(session, "z =")
    assert compared(session) == Compared(date(2023, 10, 1), TODAY)
    press(session, "g r = '3/10/2023' enter")
    assert compared(session).part is not None
    press(session, "g r z = '3/10/2023' enter")
    assert compared(session) == Compared(date(2023, 10, 3), TODAY)
    changed(session)
    asked = len(session.questions)
    press(session, "g r z = '3/10/2023' enter")  # the same again is answered again
    assert len(session.questions) == asked + 1


def test_what_is_marked_goes_before_what_is_filtered_and_findings_stand_for_their_records(
    session: Session,
) -> None:
    press(session, "& 'status:overdue' enter space = '3/10/2023' enter")
    (first,) = [compared(session).part]
    assert first is not None
    assert (first.word, first.said, len(first.records())) == ("marked", "1 marked recommendation", 1)
    press(session, "g f & 'late' enter = '3/10/2023' enter")
    part = compared(session).part
    assert part is not None
    assert part.records() == {"rec:scrutiny/0.01"}


def test_a_part_holds_what_the_filter_keeps_on_either_day() -> None:
    before = frames()["recommendations"].with_columns(status=pl.lit("in_progress"))
    now = before.with_columns(
        status=pl.when(pl.col("ref").is_in(["0.01", "0.02"])).then(pl.lit("complete")).otherwise("status")
    )
    tables = {date(2023, 10, 3): before, TODAY: now}
    empty = {name: frame.clear() for name, frame in frames().items()}
    known = SimpleNamespace(at=lambda name, day: tables[day] if name == "recommendations" else empty[name])

    def changes(filter_: str) -> list[str]:
        part = Part("filtered", "", TODAY, "recommendations", filter_)
        return Compared(date(2023, 10, 3), TODAY, part).answer(known)["record"].to_list()  # type: ignore[arg-type]

    assert changes("status:complete") == ["rec:scrutiny/0.01", "rec:scrutiny/0.02"]
    assert changes("status:in_progress ref=0.02") == ["rec:scrutiny/0.02"]
    assert changes("status:overdue") == []
    marked = Part("marked", "", TODAY, "recommendations", records=lambda: frozenset({"rec:scrutiny/0.01"}))
    found = Compared(date(2023, 10, 3), TODAY, marked).answer(known)  # type: ignore[arg-type]
    assert found["record"].to_list() == ["rec:scrutiny/0.01"]


@pytest.mark.parametrize("text", ["23/11/2023", "soon"])
def test_the_same_day_twice_or_no_date_is_told(session: Session, text: str) -> None:
    press(session, f"= '{text}' enter")
    assert session.place.name == "recommendations"
    assert session.note


def test_without_a_comparison_the_place_says_how_to_make_one(session: Session) -> None:
    assert "= compares this date with another" in text_of(body(press(session, "g c j"), 80, 20))


# ---------------------------------------------------------------- overview


def test_the_overview_is_counted_when_one_comes_and_again_when_the_findings_do() -> None:
    session = new_session(loaded=False)
    press(session, "g o")
    assert session.questions == [Overseen(MONTH_BEFORE, checked=False)]
    assert "Counting" in text_of(body(session, 80, 20))
    for name, frame in frames().items():
        session.loaded(name, frame)
    assert session.questions[1:] == [Overseen(MONTH_BEFORE, checked=True)]


def test_a_number_leads_to_the_records_that_it_counts_and_the_view_before_leads_back() -> None:
    session = press(seen(), "j j l l")
    assert session.board.goal is not None
    told = session.board.goal
    press(session, "enter")
    assert session.place.name == told.place == "audit_actions"
    assert session.table is not None
    assert session.table.grid.filter == told.filter != ""
    assert 0 < session.table.height < 120
    press(session, "`")
    assert session.place.name == "overview"
    assert session.board.goal == told


def test_a_kind_of_change_leads_to_the_changes_since_that_day() -> None:
    session = seen()
    press(session, "/ 'closed' enter")
    assert session.board.goal is not None
    assert session.board.goal.place == "changes"
    press(session, "enter")
    assert session.place.name == "changes"
    assert session.questions[-1] == Compared(MONTH_BEFORE, TODAY)
    changed(session)
    assert session.table is not None
    assert session.table.grid.filter == 'change:"closed"'


def test_the_day_since_which_things_moved_can_be_chosen() -> None:
    session = press(seen(), "= '3/10/2023' enter")
    assert session.place.name == "overview"
    assert session.questions[-1] == Overseen(date(2023, 10, 3), checked=True)


def test_the_keys_of_the_overview_never_fail_and_a_record_opens_over_it() -> None:
    session = press(
        seen(), "j k h l G g g ctrl+f ctrl+b ctrl+d ctrl+u n N H L ? escape f1 escape y r tab shift+tab"
    )
    assert session.place.name == "overview"
    press(session, "e + [ space")
    assert session.mode == "board"
    session.open("recommendations", "rec:scrutiny/0.01")
    assert session.mode == "record"
    assert StoryOf("rec:scrutiny/0.01") in session.questions
    press(session, "escape")
    assert session.mode == "board"


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 50)], ids=str)
def test_every_line_of_the_overview_is_as_wide_as_its_pane(size: tuple[int, int]) -> None:
    session = seen()
    session.resize(*size)
    lines = body(session, session.table_width, session.room.body)
    assert len(lines) == session.room.body
    assert {line_width(line) for line in lines} == {session.table_width}
    assert any(span.role == "cursor" for line in lines for span in line)


def test_the_banner_stands_there_before_the_tables_are_read(session: Session) -> None:
    press(session, "t '31/10/23' enter")
    assert session.room.banner
    assert session.table is not None
    assert session.table.rows == session.room.body - 1


def test_who_is_marked_is_found_out_when_it_is_asked_and_not_with_the_key(session: Session) -> None:
    press(session, "space = '3/10/2023' enter")
    part = compared(session).part
    assert part is not None
    assert part.records() is part.records(), "once"
    press(session, "g r U")
    assert part.records() == {"rec:scrutiny/0.01"}, "what was marked then"
