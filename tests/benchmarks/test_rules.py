"""The benchmark of the rules runs in its smallest form: it imports what there is, and its checks agree with those by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_the_smallest_form_gives_every_line(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rules", "--records", "300", "--repetitions", "1", "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    assert all(line["ratio"] > 0 for line in lines)
    said = " ".join(line["what"] for line in lines)
    for what in (
        "12 checks",
        "50 checks",
        "whole check",
        "JSON lines",
        "rules of a plugin",
        "slough check",
        "edited",
    ):
        assert what in said
