"""Peers beside us: each measured by a script of its own, in the interpreter that has it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.store import synthetic

SCRIPTS = Path(__file__).with_name("peers")
LARGE = 300_000
"""Records from which a peer makes few edits and is measured once: some take seconds an edit."""

_EDITS_TRACED = 10


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to compare with; `extra` is the interpreter that has it where ours does not."""

    name: str
    script: str
    needs: str | None


PEERS = (Peer("deltalake", "delta_store.py", "deltalake"), Peer("SQLite", "sqlite_store.py", None))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A peer's figures, or why there are none."""

    figures: dict[str, float]
    missing: str = ""


def measure(peer: Peer, python: str | None, folder: Path, plain: Path, repetitions: int) -> Outcome:
    """One peer at one size. Nothing that goes wrong with it stops the run: the row says so instead."""
    interpreter = sys.executable if peer.needs is None else python
    if interpreter is None or (peer.needs and not _has(interpreter, peer.needs)):
        return Outcome({}, "not installed")
    large = _records(plain) >= LARGE
    place = str(folder / peer.name)
    base = [interpreter, str(SCRIPTS / peer.script), str(plain), place, "--today", str(synthetic.TODAY)]
    try:
        few = ["--repetitions", "1", "--open-edits", "4"] if large else ["--repetitions", str(repetitions)]
        figures: dict[str, float] = json.loads(_run([*base, *few]))
        figures["peak_mb"] = float(_run([*base, "--peak"]))
        if not large:
            figures |= _fsyncs(base, folder)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        shutil.rmtree(place, ignore_errors=True)
        return Outcome({}, f"failed ({type(error).__name__})")
    return Outcome(figures)


def _fsyncs(base: list[str], folder: Path) -> dict[str, float]:
    """How often one edit asks the kernel for durability; nothing where there is no strace."""
    strace = shutil.which("strace")
    if strace is None:
        return {}
    trace = folder / "trace"
    watch = [strace, "-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range", "-o", str(trace)]
    counted = []
    for edits in (0, _EDITS_TRACED):
        _run([*watch, *base, "--edits", str(edits)])
        counted.append(sum("sync" in line for line in trace.read_text(encoding="utf-8").splitlines()))
    return {"fsyncs": round((counted[1] - counted[0]) / _EDITS_TRACED, 1)}


def _has(interpreter: str, module: str) -> bool:
    command = [interpreter, "-c", f"import {module}, polars"]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _records(plain: Path) -> int:
    import polars as pl

    return int(pl.scan_parquet(plain).select(pl.len()).collect().item())


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=600).stdout
