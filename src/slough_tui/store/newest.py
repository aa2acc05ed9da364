"""Which state a register is in, found out by reading one small file: no library, no chain followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SHA = 64


def token(path: Path) -> str | None:
    """Name and SHA-256 of the newest commit (or of the base, if none came since); None if that cannot be told.

    A commit names the hash of the one before it, so the same token means the same history.
    """
    try:
        log = path / "log"
        epoch = max((name for name in log.iterdir() if name.name.isdecimal()), key=lambda name: name.name)
        newest = max((name for name in epoch.iterdir() if name.suffix == ".json"), key=_order)
        sha = newest.read_bytes().rstrip(b"\n")[-SHA:].decode("ascii")
    except (OSError, ValueError):
        return None
    return f"{epoch.name}/{newest.name}:{sha}"


def _order(name: Path) -> tuple[bool, str]:
    return name.stem.isdecimal(), name.stem
