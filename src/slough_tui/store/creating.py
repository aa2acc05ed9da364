"""A new register: its folders, and last of all FORMAT, which makes a register of them."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from slough_tui.errors import RefusedError, UncertainError, UsageError
from slough_tui.store.disk import FOLDER_MODE, Disk
from slough_tui.store.label import Label, label_bytes
from slough_tui.store.log import FOLDERS, folder_of
from slough_tui.store.slot import digest, stamp


def create(path: Path, *, name: str, at: datetime) -> Label:
    """Lay out an empty register, and what its FORMAT says; see `Register.create`."""
    path = Path(path)
    if at.tzinfo is None:
        raise UsageError(f"the moment of creation needs a time zone, and {at} has none")
    disk, raw = Disk(path), label_bytes(name, at)
    try:
        _refuse_what_is_there(path)
        _make_root(path)
        for folder in (*FOLDERS, folder_of(0)):
            disk.make(folder)
        disk.publish("FORMAT", raw)
    except OSError as error:
        raise RefusedError(
            f"no register can be made here ({error.strerror or error})",
            where=str(path),
            hint="choose a folder that you may write",
        ) from error
    try:
        disk.sync(".")
    except OSError as error:
        raise UncertainError(
            f"the register is there, but the disk did not confirm it ({error.strerror})",
            where=str(path),
            hint="look whether it opens before you use it or make it again",
        ) from error
    return Label(name, stamp(at), digest(raw))


def _make_root(path: Path) -> None:
    parents = [p for p in (path, *path.parents) if not p.exists()]
    path.mkdir(mode=0o770, parents=True, exist_ok=True)
    if path in parents:  # a folder that was there keeps the mode that somebody gave it
        path.chmod(FOLDER_MODE)
    for made in parents:
        Disk(made.parent).sync(".")


def _refuse_what_is_there(path: Path) -> None:
    """A register is made in an empty folder, or on the remains of a creation that was cut short."""
    if not path.exists():
        return
    if not path.is_dir():
        raise UsageError("this is not a folder", where=str(path))
    if (path / "FORMAT").exists():
        raise UsageError(
            "there is a register here already", where=str(path), hint="open it, or name another folder"
        )
    for folder, _, files in os.walk(path):
        inside = Path(folder).relative_to(path).parts
        if (files and inside[:1] != ("tmp",)) or (inside and inside[0] not in FOLDERS):
            raise UsageError("this folder is not empty", where=str(path), hint="name a new or an empty one")
