from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from slough_tui.model.kinds import TABLES
from slough_tui.views.detail import detail
from slough_tui.views.findings import findings_frame
from slough_tui.views.sections import Detail, Field
from tests.views.conftest import frame_of
from tests.views.test_findings import ONE, found

RECORD: dict[str, Any] = {
    "id": "rec:scrutiny/0.10", "ref": "0.10", "ref_raw": "0.1", "text": "Report on libraries", "status": "in_progress",
    "status_raw": "Under way", "due": date(2023, 10, 31), "due_raw": "31 Oct 2023", "lead": "Head of Libraries",
    "accepted": "partial", "document": "doc:t", "page": 2, "line": 40, "as_at": date(2023, 10, 3),
    "extra": '{"Ward": "North", "Cost": 3, "Empty": null}',
}  # fmt: skip


def frames(**tables: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: frame_of(name, rows) for name, rows in tables.items()}


def of(
    record: dict[str, Any] = RECORD, table: str = "recommendations", **tables: list[dict[str, Any]]
) -> Detail:
    whole = {**dict.fromkeys(TABLES[table].names), **record}
    return detail(TABLES[table], whole, frames(**tables))


def section(found: Detail, heading: str) -> dict[str, Field]:
    fields = next((s.fields for s in found.sections if s.heading == heading), ())
    return {field.label: field for field in fields}


def test_a_record_opens_with_its_reference_and_text() -> None:
    assert of().title == "Recommendation 0.10"
    assert of().text == "Report on libraries"


def test_what_was_printed_stands_beside_what_was_read() -> None:
    fields = section(of(), "As read")
    assert fields["Status"] == Field("Status", "in progress", raw="Under way")
    assert fields["Ref"] == Field("Ref", "0.10", raw="0.1")


def test_what_was_printed_is_not_repeated_where_it_reads_the_same() -> None:
    assert section(of(), "As read")["Due"].raw == ""


def test_what_is_not_known_is_left_out() -> None:
    assert "Response" not in section(of(), "As read")


def test_meaning_comes_as_a_role() -> None:
    assert section(of(), "As read")["Accepted"].role == "amber"


def test_columns_that_nobody_knew_are_shown_under_their_own_headings() -> None:
    assert section(of(), "Other columns of the paper") == {
        "Ward": Field("Ward", "North"),
        "Cost": Field("Cost", "3"),
    }


def test_comments_come_newest_first_and_undated_ones_last() -> None:
    updates = [
        {"id": "u1", "record": RECORD["id"], "on": date(2023, 2, 1), "text": "first", "voice": "owner"},
        {"id": "u2", "record": RECORD["id"], "on": date(2023, 9, 1), "on_inferred": True, "text": "last", "voice": "assessor"},
        {"id": "u3", "record": RECORD["id"], "text": "some day"},
        {"id": "u4", "record": "rec:other", "on": date(2023, 9, 1), "text": "not mine"},
    ]  # fmt: skip
    found_ = next(s for s in of(updates=updates).sections if s.heading == "Timeline")
    assert [(f.label, f"{f.mark} {f.value}".strip()) for f in found_.fields] == [
        ("1 Sep [2023]", "assessor last"),
        ("1 Feb 2023", "owner first"),
        ("no date", "some day"),
    ]


def test_links_lead_both_ways_and_say_what_is_there() -> None:
    links = [
        {
            "id": "l1",
            "from_id": RECORD["id"],
            "to_id": "dir:d/3",
            "relation": "addresses",
            "state": "printed",
        },
        {"id": "l2", "from_id": "act:p/1", "to_id": RECORD["id"], "relation": "same_as", "state": "proposed"},
    ]
    opened = of(links=links, directions=[{"id": "dir:d/3", "text": "Put libraries in order"}])
    fields = section(opened, "Links")
    assert fields["addresses"].value == "dir:d/3  Put libraries in order"
    assert fields["same as this"].value == "act:p/1 (proposed)"
    assert opened.links == ("dir:d/3",), "what the register does not hold is no link"


def test_the_findings_of_a_record_are_shown_with_their_severity() -> None:
    opened = detail(TABLES["audit_actions"], {"id": "aud:a/2"}, {"findings": findings_frame(found(ONE))})
    fields = section(opened, "Findings")
    assert fields["ACT003"] == Field("ACT003", "late", role="red", link="finding:ffffffffffff", mark="error")


def test_the_source_names_paper_date_page_and_line() -> None:
    document = {"id": "doc:t", "name": "t.md", "title": "Tracker", "date": date(2023, 11, 1), "date_source": "printed",
                "marking": "CONFIDENTIAL"}  # fmt: skip
    fields = section(of(documents=[document]), "Source")
    assert fields["Paper"].value == "Tracker"
    assert fields["File"].value == "t.md"
    assert fields["Dated"].value == "1 Nov 2023 (printed)"
    assert fields["Stands on"].value == "page 2, line 40"
    assert fields["Marking"].role == "amber"
    assert fields["As at"].value == "3 Oct 2023"


def test_the_very_words_of_the_paper_come_in_their_order() -> None:
    cells = [
        {"id": "c2", "document": "doc:t", "block": 1, "row": 4, "column": 1, "line": 40, "raw": "Report on  libraries",
         "record": RECORD["id"], "field": "text", "use": "record"},
        {"id": "c1", "document": "doc:t", "block": 1, "row": 4, "column": 0, "line": 40, "raw": "0.1",
         "record": RECORD["id"], "field": "ref", "use": "repair"},
    ]  # fmt: skip
    printed = next(s for s in of(cells=cells).sections if s.heading == "As printed")
    assert [(f.label, f.value) for f in printed.fields] == [
        ("line 40, ref", "0.1"),
        ("text", "Report on  libraries"),
    ]


def test_without_cells_of_its_own_a_record_shows_the_line_it_stands_on() -> None:
    cells = [{"id": "c1", "document": "doc:t", "line": 40, "raw": "all of the line", "use": "context"}]
    assert section(of(cells=cells), "As printed")["line 40, context"].value == "all of the line"


def test_what_was_mended_and_refused_is_told() -> None:
    repairs = [
        {
            "id": "r",
            "record": RECORD["id"],
            "what": "reference",
            "raw": "0.1",
            "now": "0.10",
            "why": "after 0.09",
        }
    ]
    refusals = [
        {"id": "f", "record": RECORD["id"], "what": "date", "raw": "31/09/23", "why": "September has 30 days"}
    ]
    opened = of(repairs=repairs, refusals=refusals)
    assert section(opened, "Mended at import")["reference"].value == "0.1 → 0.10  after 0.09"
    assert "September has 30 days" in section(opened, "Not understood at import")["date"].value


def test_a_repair_leads_to_its_record_and_shows_its_cell() -> None:
    repair = {
        "id": "rep:1",
        "record": RECORD["id"],
        "what": "reference",
        "raw": "0.1",
        "cell": "cell:1",
        "document": "doc:t",
    }
    cells = [{"id": "cell:1", "document": "doc:t", "line": 40, "raw": "0.1", "use": "repair"}]
    opened = of(repair, "repairs", cells=cells, recommendations=[RECORD])
    assert opened.links == (RECORD["id"],)
    assert "line 40, repair" in section(opened, "As printed")


def test_readings_of_an_indicator_are_shown_by_period() -> None:
    readings = [{"id": "x", "measure": "kpi:k/1", "period": "Q1", "value": 12.5, "unit": "%", "target": 10.0}]
    opened = of({"id": "kpi:k/1", "title": "Visits"}, "kpis", readings=readings)
    assert section(opened, "Readings")["Q1"].value == "12.5 %  (target 10)"


def test_a_value_of_a_megabyte_is_shown_in_part_and_says_so() -> None:
    opened = of({**RECORD, "lead": "x" * 1_000_000})
    assert "980,000 more characters" in section(opened, "As read")["Lead"].value
    assert len(of({**RECORD, "text": "y" * 1_000_000}).text) == 20_000


def test_a_short_title_stands_above_and_the_text_among_the_fields() -> None:
    opened = of(
        {"id": "dir:d/1", "ref": "1", "title": "Culture", "text": "Change the culture."}, "directions"
    )
    assert (opened.title, opened.text) == ("Direction 1", "Culture")
    assert section(opened, "As read")["Text"].value == "Change the culture."


def test_a_text_that_was_taken_apart_into_dated_comments_is_not_said_again() -> None:
    updates = [{"id": "u", "record": "dir:d/1", "on": date(2023, 10, 9), "text": "It goes on."}]
    record = {"id": "dir:d/1", "ref": "1", "title": "Culture", "text": "09/10 - It goes on."}
    assert "Text" not in section(of(record, "directions", updates=updates), "As read")


def test_a_title_that_is_the_text_is_not_said_twice() -> None:
    opened = of({"id": "kpi:k/1", "title": "Visits", "text": "Visits"}, "kpis")
    assert (opened.title, opened.text) == ("KPI", "Visits")
    assert section(opened, "As read") == {}


def test_what_other_papers_say_of_a_record_comes_after_its_own_and_names_them() -> None:
    cells = [
        {"id": "c1", "document": "doc:a", "line": 3, "raw": "earlier", "record": RECORD["id"], "field": "text", "use": "record"},
        {"id": "c2", "document": "doc:t", "line": 40, "raw": "now", "record": RECORD["id"], "field": "text", "use": "record"},
    ]  # fmt: skip
    opened = of(
        cells=cells, documents=[{"id": "doc:a", "name": "earlier.csv"}, {"id": "doc:t", "name": "t.md"}]
    )
    printed = [s for s in opened.sections if s.heading.startswith("As printed")]
    assert [s.heading for s in printed] == ["As printed", "As printed in earlier.csv"]
    assert [s.fields[0].value for s in printed] == ["now", "earlier"]


@pytest.mark.parametrize(
    ("due", "status", "said"),
    [
        (date(2022, 1, 1), "in_progress", "1,096 days overdue"),
        (date(2024, 12, 31), None, "1 day overdue"),
        (date(2025, 1, 1), None, ""),
        (date(2022, 1, 1), "complete", ""),
    ],
)
def test_the_state_says_for_how_long_a_record_is_overdue(due: date, status: str | None, said: str) -> None:
    whole = {**dict.fromkeys(TABLES["recommendations"].names), **RECORD, "due": due, "status": status}
    told = dict(detail(TABLES["recommendations"], whole, {}, date(2025, 1, 1)).state)
    assert [words for words in told if "overdue" in words] == ([said] if said else [])
    assert not said or told[said] == "red"


def test_only_what_is_tracked_can_be_overdue() -> None:
    line = {**dict.fromkeys(TABLES["resolutions"].names), "id": "res:1", "due": date(2022, 1, 1)}
    told = detail(TABLES["resolutions"], line, {}, date(2025, 1, 1)).state
    assert not any("overdue" in words for words, _ in told)
