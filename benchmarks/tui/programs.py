"""The programs on the table, and which keys do the same in each. `{file}` is the same table as Parquet or CSV."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
PAGE, DOWN, HOME = b"\x1b[6~", b"\x1b[B", b"\x1b[H"


@dataclass(frozen=True, slots=True)
class Program:
    """How to start it, and its keys; an empty key: it has none for that, or none that could be pressed here."""

    name: str
    argv: tuple[str, ...]
    page: bytes = PAGE
    down: bytes = DOWN
    top: bytes = b"gg"
    sort: bytes = b""
    sift: bytes = b""
    typed: bytes = b""
    env: dict[str, str] = field(default_factory=dict)
    shows: bool = True
    quit: bytes = b""


def programs(folder: Path, rows: int, peers: Path) -> list[Program]:
    """Ours and those of the peers that are installed beside `peers` (a Python)."""
    register, parquet, csv = (
        folder / f"register-{rows}",
        folder / f"table-{rows}.parquet",
        folder / f"table-{rows}.csv",
    )
    home = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
    tools = peers.parent
    ours = (sys.executable, "-m", "slough_tui", "--register", str(register), "--as-of", "2026-10-10")
    found = [
        Program("ours", ours, sort=b"]", sift=b"&", typed=b"hous", env=home, quit=b"Q"),
        Program("empty Textual", (sys.executable, str(PEERS / "empty_app.py")), shows=False),
    ]
    if (tools / "vd").exists():
        found.append(
            Program("VisiData", (str(tools / "vd"), "--config", "/dev/null", str(csv)), down=b"j", sort=b"]")
        )
    if (tools / "datui").exists():
        found.append(Program("datui", (str(tools / "datui"), str(parquet)), sort=b"]", top=HOME, env=home))
    if (tools / "parqeye").exists():
        found.append(Program("parqeye", (str(tools / "parqeye"), str(parquet)), page=b"d", env=home))
    app = (str(peers), str(PEERS / "fastdatatable_app.py"), str(parquet))
    if any(tools.parent.glob("lib/python*/site-packages/textual_fastdatatable")):
        found.append(Program("fastdatatable", app, top=b"\x1b[1;5H", sort=b"s", sift=b"/", typed=b"hous"))
    return found
