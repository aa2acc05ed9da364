"""list, show, query, log, path, export, assess: what they give, in which form, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import Exit
from tests.cli.conftest import HOSTILE

if TYPE_CHECKING:
    from tests.cli.conftest import Ran, Run


def objects(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == Exit.DONE, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


# ---------------------------------------------------------------- list


def test_list_gives_the_records_of_a_kind_in_natural_order(on: Run) -> None:
    found = objects(on("list", "recommendations", "--output-format", "json"))
    assert [one["id"] for one in found] == ["rec:health/1", "rec:health/2", "rec:health/10"]
    assert found[1]["text"].endswith(HOSTILE)
    assert found[1]["due"] == "2023-09-30"
    assert found[0]["due"] is None


def test_list_chooses_by_a_condition_sorts_and_limits(on: Run) -> None:
    found = on(
        "list",
        "rec",
        "--where",
        "due IS NULL",
        "--sort=-id",
        "--columns",
        "id,page",
        "--limit",
        "1",
        "--output-format",
        "csv",
    )
    assert found.out == "id,page\nrec:health/10,\n"


def test_a_condition_may_speak_of_today(on: Run) -> None:
    where = ["list", "rec", "--where", "due < :today", "--columns", "id", "--output-format", "csv"]
    assert on(*where).out == "id\nrec:health/2\n"
    assert on(*where, "--today", "2023-09-01").out == "id\n"


def test_a_condition_may_speak_of_assessors(on: Run) -> None:
    found = on(
        "list", "aud", "--where", "due_state.verdict = 'overdue'", "--columns", "id", "--output-format", "csv"
    )
    assert found.out == "id\naud:2023/A-1\n"


def test_nothing_found_is_said_beside_the_data(on: Run) -> None:
    ran = on("list", "rec", "--as-of", "2020-01-01", "--output-format", "csv", "--columns", "id")
    assert (ran.code, ran.out, ran.err) == (Exit.DONE, "id\n", "no recommendations as of 2020-01-01\n")


def test_the_past_is_another_list(on: Run) -> None:
    assert objects(on("list", "rec", "--as-of", "2023-10-02", "--output-format", "json")) == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["list", "rec", "--where", "due <"], "line 1, column"),
        (["list", "rec", "--where", "a IN (SELECT b FROM read_csv('/etc/passwd'))"], "line 1"),
        (["list", "rec", "--where", "leed = 'x'"], "did you mean 'lead'"),
        (["list", "rec", "--columns", "leed"], "did you mean lead"),
        (["list", "rec", "--sort", "leed"], "did you mean lead"),
        (["list", "recs"], "did you mean recommendations"),
    ],
)
def test_list_refuses_with_the_place_and_a_hint(on: Run, arguments: list[str], complaint: str) -> None:
    ran = on(*arguments)
    assert ran.code == Exit.USAGE
    assert complaint in ran.err
    assert ran.out == ""


# ---------------------------------------------------------------- query


def test_query_counts_as_of_the_date(on: Run) -> None:
    sql = "SELECT accepted, count(*) AS n FROM recommendations GROUP BY accepted ORDER BY n DESC, accepted;"
    found = objects(on("query", sql, "--output-format", "json"))
    assert {one["accepted"]: one["n"] for one in found} == {"yes": 1, "no": 1, None: 1}
    assert objects(on("query", sql, "--as-of", "2020-01-01", "--output-format", "json")) == []


def test_query_joins_tables_however_they_are_named(on: Run) -> None:
    for sql in (
        "SELECT k.title, r.value FROM kpis k JOIN readings r ON k.id = r.measure",
        "SELECT k.title, r.value FROM kpis AS k, readings AS r WHERE k.id = r.measure",
    ):
        assert objects(on("query", sql, "--output-format", "json")) == [
            {"title": "Visits in time", "value": 87.0}
        ]


def test_query_reads_sql_from_stdin(process: Run, sample: Path) -> None:
    ran = process("--register", sample, "query", "-", "--output-format", "csv", stdin="SELECT id FROM kpis")
    assert ran.out == "id\nkpi:care/visits\n"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM '{file}'",
        'SELECT * FROM "{file}"',
        "SELECT * FROM kpis, '{file}'",
        "SELECT (SELECT a FROM read_csv('{file}')) AS x FROM kpis",
        "WITH t AS (SELECT * FROM scan_csv('{file}')) SELECT * FROM t",
        "SELECT * FROM kpis WHERE id IN (SELECT a FROM read_json('{file}'))",
        "SELECT * FROM READ_NDJSON('{file}')",
        "SELECT * FROM kpis; SELECT * FROM read_csv('{file}')",
        "CREATE TABLE x AS SELECT * FROM kpis",
        "DELETE FROM kpis",
        "EXPLAIN SELECT * FROM kpis",
    ],
)
def test_query_reaches_nothing_outside_the_register(on: Run, here: Path, sql: str) -> None:
    secret = here / "secret.csv"
    secret.write_text("a\nTHE-SECRET\n", encoding="utf-8")
    ran = on("query", sql.format(file=secret))
    assert ran.code == Exit.USAGE
    assert "THE-SECRET" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("SELECT * FROM recomendations", "did you mean 'recommendations'"),
        ("SELECT leed FROM recommendations", "leed"),
        ("SELEKT 1", "SELECT"),
        ("", "empty"),
        ("SELECT id, id FROM kpis", "duplicate"),
        ("SELECT CAST(title AS INT) AS n FROM kpis", "query"),
    ],
)
def test_a_wrong_query_says_what_is_wrong_without_a_traceback(on: Run, sql: str, complaint: str) -> None:
    ran = on("query", sql)
    assert ran.code == Exit.USAGE
    assert complaint in ran.err
    assert "Traceback" not in ran.err


# ---------------------------------------------------------------- show, log, path


def test_show_gives_the_record_its_updates_assessments_and_source(on: Run) -> None:
    (found,) = objects(on("show", "rec:health/2", "--output-format", "json"))
    assert found["updates"] == [
        {
            "on": "2023-10-02",
            "voice": "owner",
            "text": "A letter is being drafted.",
            "page": None,
            "line": None,
        }
    ]
    verdicts = {one["assessor"]: one["verdict"] for one in found["assessments"]}
    assert verdicts["due_state"] == "overdue"
    assert "satisfactory_progress" in verdicts
    assert found["source"]["name"] == "tracker.md"


def test_show_adds_what_the_rules_find_of_the_record(on: Run) -> None:
    (found,) = objects(on("show", "A-1", "--findings", "--output-format", "json"))
    everything = json.loads(on("check", "--output-format", "json").out)["findings"]
    ids = [one["fingerprint"] for one in everything if "aud:2023/A-1" in [s["id"] for s in one["subjects"]]]
    assert [one["fingerprint"] for one in found["findings"]] == ids
    assert ids, "an overdue action of high priority has findings"
    assert "Findings\n" in on("show", "A-1", "--findings").out


def test_show_is_readable_and_harmless(on: Run) -> None:
    text = on("show", "2").out
    assert text.startswith("rec:health/2  (one recommendation)\n")
    assert "2023-10-02  A letter is being drafted." in text
    assert "due 2023-09-30, 32 days ago" in text
    assert "tracker.md" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_show_as_a_table_has_a_line_for_each_field(on: Run) -> None:
    lines = list(csv.reader(io.StringIO(on("show", "A-1", "--output-format", "csv").out)))
    assert lines[0] == ["field", "value"]
    assert ["priority", "high"] in lines


def test_log_lists_commits_and_the_history_of_a_record(on: Run) -> None:
    (commit,) = objects(on("log", "--output-format", "json"))
    assert commit["message"] == "import tracker.md"
    assert commit["author"] == "tester"
    facts = objects(on("log", "rec:health/2", "--output-format", "json"))
    assert {"field": "lead", "new": '"Head of Health"'}.items() <= next(
        f for f in facts if f["field"] == "lead"
    ).items()
    assert objects(on("log", "--known-at", "2020-01-01", "--output-format", "json")) == []


def test_path_names_a_parquet_file_that_any_tool_reads(on: Run, sample: Path) -> None:
    import pyarrow.parquet as pq

    printed = Path(on("path", "kpis").out.strip())
    assert sample in printed.parents
    assert pq.read_table(printed).num_rows == 1
    assert on("path").out.strip() == str(sample)


# ---------------------------------------------------------------- assess


def test_assess_gives_verdicts_with_reasons(on: Run) -> None:
    ran = on("assess", "--output-format", "json")
    found = json.loads(ran.out)
    assert ran.code == Exit.DONE
    assert (found["format"], found["as_of"], found["failures"]) == (1, "2023-11-01", [])
    assert found["summary"]["kpi_threshold"]["amber"] >= 1
    (kpi,) = [
        one
        for one in found["assessments"]
        if (one["record"], one["assessor"]) == ("kpi:care/visits", "kpi_threshold")
    ]
    assert kpi["reasons"][0].startswith("reading 87 (Q1")
    assert kpi["reasons"][1:] == ["target 90", "tolerance 5", "high is good"]


def test_assess_runs_only_the_assessors_that_are_named(on: Run) -> None:
    found = on("assess", "kpi_threshold", "--output-format", "csv").out.splitlines()
    assert {line.split(",")[1] for line in found[1:]} == {"kpi_threshold"}
    ran = on("assess", "kpi_thresholds")
    assert ran.code == Exit.USAGE
    assert "did you mean kpi_threshold?" in ran.err


# ---------------------------------------------------------------- export


def test_export_writes_what_other_programs_read(on: Run, here: Path) -> None:
    import openpyxl
    import polars as pl

    for name in ("x.csv", "x.json", "x.jsonl", "x.md", "x.parquet", "x.xlsx"):
        ran = on("export", "recommendations", "-o", here / name)
        assert ran.code == Exit.DONE, ran.err
        assert ran.out == ""
    ids = ["rec:health/1", "rec:health/2", "rec:health/10"]
    assert pl.read_csv(here / "x.csv")["id"].to_list() == ids
    assert pl.read_parquet(here / "x.parquet")["id"].to_list() == ids
    assert [one["id"] for one in json.loads((here / "x.json").read_text(encoding="utf-8"))] == ids
    sheet = openpyxl.load_workbook(here / "x.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]] == ["id", *ids]


def test_a_text_that_looks_like_a_formula_is_no_formula_in_a_workbook(run: Run, here: Path) -> None:
    import openpyxl
    import polars as pl

    from slough_tui.report.export import xlsx

    frame = pl.DataFrame({"text": ['=HYPERLINK("http://e")', "+1", "@x", "http://e"]})
    (here / "x.xlsx").write_bytes(xlsx(frame, "recommendations"))
    sheet = openpyxl.load_workbook(here / "x.xlsx").active
    assert sheet is not None
    assert [(cell.value, cell.data_type) for cell in sheet["A"]][1:] == [
        (text, "s") for text in frame["text"]
    ]
    assert not sheet["A5"].hyperlink


@pytest.mark.parametrize("name", ["x", "x.doc", "missing/x.csv"])
def test_export_that_cannot_be_written_is_exit_2(on: Run, name: str) -> None:
    ran = on("export", "kpis", "-o", name)
    assert ran.code == Exit.USAGE
    assert name in ran.err


# ---------------------------------------------------------------- every format of every reading command


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "markdown"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "kpis"],
        ["query", "SELECT id FROM kpis"],
        ["show", "A-1"],
        ["log"],
        ["assess"],
        ["plugins", "list"],
        ["config", "show"],
        ["doctor"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_reading_command_writes_every_format_to_stdout_and_to_a_file(
    on: Run, here: Path, arguments: list[str], form: str
) -> None:
    ran = on(*arguments, "--output-format", form)
    assert ran.code == Exit.DONE, ran.err
    assert ran.out.strip()
    if form == "json":
        json.loads(ran.out)
    if form == "jsonl":
        assert all(json.loads(line) for line in ran.out.splitlines())
    into = on(*arguments, "--output-format", form, "-o", here / "out")
    assert into.out == ""
    assert (here / "out").read_text(encoding="utf-8").strip()
