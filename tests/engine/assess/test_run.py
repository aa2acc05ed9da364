"""Each assessor alone: what is odd is named, what is good is kept, and the register's errors stay its own."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from slough_tui.engine.assess import assess
from slough_tui.engine.assess.result import SCHEMA
from slough_tui.errors import CorruptError
from slough_tui.hooks.api import Assessor, Given, Verdict, assessor, record_assessor
from slough_tui.hooks.loading import Plugin
from slough_tui.store.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from slough_tui.engine.assess import Assessed

TODAY = date(2023, 11, 23)
ROWS: dict[str, list[dict[str, Any]]] = {
    "kpis": [{"id": "kpi:a/1", "title": "One"}, {"id": "kpi:a/2", "title": "Two"}],
    "directions": [{"id": "dir:a/1"}],
}


def tables(name: str) -> pl.DataFrame:
    return pl.DataFrame(ROWS.get(name, []), schema=schema_of(name))


def made(
    function: Callable[[Given], Any], *, name: str = "odd", over: tuple[str, ...] = ("kpis",)
) -> Assessor:
    return Assessor(name, "about", over, ("yes", "no"), function)


@assessor(tables=("kpis", "directions"), verdicts=("yes",))
def good(given: Given) -> pl.LazyFrame:
    """Is good."""
    return given.frame.select(
        "id", verdict=pl.lit("yes"), score=pl.lit(0.5), reasons=pl.concat_list(pl.lit("so"))
    )


def run(*assessors: Assessor, deadline: float = 30.0) -> Assessed:
    plugins = [(Plugin(one.name, "folder"), one) for one in assessors]
    return assess(plugins, tables, today=TODAY, deadline=deadline)


def test_verdicts_of_all_tables_stand_in_one_frame() -> None:
    found = run(good)
    assert found.frame.schema == SCHEMA
    assert found.frame["record"].to_list() == ["dir:a/1", "kpi:a/1", "kpi:a/2"]
    assert found.frame.row(0) == ("dir:a/1", "good", "yes", 0.5, ["so"], None)
    assert (found.names, found.failures) == (("good",), [])


def test_evidence_for_programs_is_handed_on() -> None:
    found = run(
        made(lambda given: given.frame.select("id", verdict=pl.lit("no"), evidence=pl.lit('{"n": 1}')))
    )
    assert set(found.frame["evidence"]) == {'{"n": 1}'}


def test_score_and_reasons_may_be_left_out_and_records_too() -> None:
    found = run(made(lambda given: given.frame.head(1).select("id", verdict=pl.lit("no"))))
    assert found.frame.rows() == [("kpi:a/1", "odd", "no", None, None, None)]


def test_an_eager_frame_will_do() -> None:
    assert run(made(lambda given: given.frame.select("id", verdict=pl.lit("no")).collect())).frame.height == 2


def test_no_assessors_give_an_empty_frame_of_the_same_shape() -> None:
    assert run().frame.schema == SCHEMA


ODD: dict[str, tuple[Callable[[Given], Any], str]] = {
    "raises": (lambda _: 1 / 0, "ZeroDivisionError"),
    "nothing": (lambda _: None, "NoneType"),
    "no verdict": (lambda given: given.frame.select("id"), "no column verdict"),
    "no column at all": (lambda given: given.frame.select("nope"), "nope"),
    "wrong type": (
        lambda given: given.frame.select("id", verdict=pl.lit("yes"), score=pl.lit("high")),
        "InvalidOperationError",
    ),
    "stranger": (lambda _: pl.LazyFrame({"id": ["kpi:b/9"], "verdict": ["yes"]}), "'kpi:b/9'"),
    "nobody": (lambda _: pl.LazyFrame({"id": [None], "verdict": ["yes"]}), "no record"),
    "twice": (
        lambda given: pl.concat([given.frame, given.frame]).select("id", verdict=pl.lit("yes")),
        "two verdicts",
    ),
    "undeclared": (lambda given: given.frame.select("id", verdict=pl.lit("perhaps")), "'perhaps'"),
    "null verdict": (
        lambda given: given.frame.select("id", verdict=pl.lit(None, dtype=pl.String)),
        "does not declare",
    ),
    "score too high": (
        lambda given: given.frame.select("id", verdict=pl.lit("yes"), score=pl.lit(1.01)),
        "between 0 and 1",
    ),
    "score no number": (
        lambda given: given.frame.select("id", verdict=pl.lit("yes"), score=pl.lit(float("nan"))),
        "between 0 and 1",
    ),
    "breaks while collected": (
        lambda given: given.frame.select(
            "id", verdict=pl.col("title").map_elements(lambda _: 1 / 0, return_dtype=pl.String)
        ),
        "ZeroDivisionError",
    ),
    "leaves": (lambda _: (_ for _ in ()).throw(SystemExit(1)), "SystemExit"),
}


@pytest.mark.parametrize("name", list(ODD))
def test_an_odd_assessor_costs_only_itself(name: str) -> None:
    function, complaint = ODD[name]
    found = run(made(function), good)
    assert found.frame["assessor"].unique().to_list() == ["good"]
    assert found.frame.height == 3
    (failure,) = found.failures
    assert failure.where == "assessor odd, kpis"
    assert complaint in str(failure)
    assert "\n" not in str(failure)


def test_an_assessor_that_fails_on_one_table_keeps_its_others() -> None:
    def half(given: Given) -> pl.LazyFrame:
        if given.table == "directions":
            raise RuntimeError("not here")
        return given.frame.select("id", verdict=pl.lit("yes"))

    found = run(made(half, over=("kpis", "directions")))
    assert found.frame.height == 2
    assert len(found.failures) == 1


def test_a_failure_and_the_time_are_noted_with_the_plugin() -> None:
    plugin = Plugin("mine", "folder")
    assess([(plugin, made(lambda _: 1 / 0))], tables, today=TODAY)
    assert len(plugin.failures) == 1
    assert plugin.run_ms > 0


def test_a_table_that_is_not_there_is_the_assessor_s_mistake() -> None:
    found = run(Assessor("odd", "", ("kpis",), ("yes",), good.assess, uses=("reedings",)), good)
    assert "'reedings'" in str(found.failures[0])
    assert found.frame.height == 3


def test_a_register_that_cannot_be_read_is_not_the_assessor_s_mistake() -> None:
    def broken(_name: str) -> pl.DataFrame:
        raise CorruptError("a file is not what it was")

    with pytest.raises(CorruptError):
        assess([(Plugin("x", "folder"), good)], broken, today=TODAY)


def test_control_c_is_nobody_s_mistake() -> None:
    def stop(_: Given) -> pl.LazyFrame:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(made(stop))


def test_what_takes_too_long_is_stopped() -> None:
    def slow(given: Given) -> pl.LazyFrame:
        def wait(series: pl.Series) -> pl.Series:
            time.sleep(0.3)
            return series

        return given.frame.select(
            "id", verdict=pl.lit("yes"), w=pl.col("title").map_batches(wait, pl.String)
        ).select("id", verdict=pl.when(pl.col("w").is_null()).then(pl.lit("no")).otherwise("verdict"))

    found = run(made(slow), good, deadline=0.05)
    assert "took longer" in str(found.failures[0])
    assert found.frame.height == 3


def test_the_program_outlives_what_was_stopped() -> None:
    code = """
import threading, time
import polars as pl
from slough_tui.engine.assess.run import collect
from slough_tui.errors import PluginError

ended = threading.Event()

def slow(frame):
    time.sleep(0.3)
    ended.set()
    return frame

try:
    collect(pl.LazyFrame({"a": [1]}).map_batches(slow), 0.05)
except PluginError:
    stopped = True
if stopped:  # outside the handler: the error's traceback would keep the query alive
    ended.wait()
    time.sleep(0.3)  # with nobody to receive its result, Polars aborts here
    print("alive")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr


def test_a_per_record_assessor_says_something_or_nothing() -> None:
    @record_assessor(tables=("kpis",), verdicts=("one",))
    def ones(record: Any, today: date) -> Verdict | None:
        """Ones."""
        return Verdict("one", 1.0, (record["title"], str(today))) if record["title"] == "One" else None

    found = run(ones)
    assert (ones.name, ones.about) == ("ones", "Ones.")
    assert found.frame.rows() == [("kpi:a/1", "ones", "one", 1.0, ["One", "2023-11-23"], None)]
