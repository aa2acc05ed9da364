"""The same checks by the engine: the judging alone, and the whole of it with evidence, places and fingerprints."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from benchmarks.rules.data import TODAY, TWELVE
from slough_tui.cli.emit import safe_lines
from slough_tui.engine.rules import findings, parts, passes
from slough_tui.engine.rules.again import Kept
from slough_tui.engine.rules.compile import Compiler
from slough_tui.engine.rules.rule import Rule
from slough_tui.engine.rules.run import run_rules
from slough_tui.report.findings import json_lines
from slough_tui.store.schema import empty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from slough_tui.engine.rules.frames import Frames


def rules(conditions: Sequence[str]) -> list[Rule]:
    """A rule for each condition."""
    return [
        Rule(f"PLA{n:03}", "t", "row", "plan_actions", "error", "certain", "{ref}: is wrong", when=condition)
        for n, condition in enumerate(conditions, 1)
    ]


def frames_of(path: Path) -> Frames:
    """The register with these plan actions."""
    return lambda table: pl.scan_parquet(path) if table == "plan_actions" else empty(table).lazy()


def judged(path: Path, conditions: Sequence[str]) -> pl.DataFrame:
    """Compiled and judged, rule, id and message of every finding in long form: what is written by hand."""
    return judged_in(frames_of(path), conditions)


def judged_in(frames: Frames, conditions: Sequence[str]) -> pl.DataFrame:
    """The same over any register."""
    compiler = Compiler.over(frames, today=TODAY, as_of=TODAY)
    found, broken = passes.run([compiler.probe(rule).brief() for rule in rules(conditions)])
    assert not broken
    return findings.said(found)


def whole(path: Path, conditions: Sequence[str]) -> Any:
    """A whole check: with evidence, subjects, places, fingerprints, waivers and order."""
    some = rules(conditions)
    return run_rules(frames_of(path), some, some, today=TODAY, as_of=TODAY)


def written(found: pl.DataFrame) -> Callable[[], object]:
    """What writes these findings as JSON lines, part by part as `slough check` does."""
    return lambda: [len(safe_lines(json_lines(part))) for part in found.iter_slices(parts.AT_ONCE)]


def edited(frame: pl.DataFrame, conditions: Sequence[str]) -> Callable[[], object]:
    """What checks one edited record of the frame again, after a whole check of it."""
    some = rules(conditions)
    after = frame.with_columns(lead=pl.when(pl.col("id") != "act:plan/77").then("lead"))
    was, now = (frames_by(one) for one in (frame, after))
    kept = Kept.of(run_rules(was, some, some, today=TODAY, as_of=TODAY), some, was)
    return lambda: kept.after(now, {"plan_actions": ["act:plan/77"]})


def frames_by(frame: pl.DataFrame) -> Frames:
    """The register with these plan actions in memory, as a session has them."""
    return lambda table: (frame if table == "plan_actions" else empty(table)).lazy()


def main() -> None:
    """As the scripts of the peers do: seconds of the twelve checks, and the process's peak of memory in KiB.

    What is imported at the first check is not counted, nor is it for the peers. Everybody begins with the file.
    """
    judged_in(frames_by(pl.read_parquet(sys.argv[1], n_rows=1)), TWELVE)
    start = time.perf_counter()
    found = judged(Path(sys.argv[1]), TWELVE)
    seconds = time.perf_counter() - start
    peak = Path("/proc/self/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]
    sys.stdout.write(f"{found.height} {seconds} {peak}\n")


if __name__ == "__main__":
    main()
