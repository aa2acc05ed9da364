"""A finished file put in its place: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_file(path: Path, data: bytes | Iterable[bytes]) -> None:
    """`data` under `path`, atomically: a reader sees the old file or the new one. UsageError if it cannot be."""
    pieces = [data] if isinstance(data, bytes) else data
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            with target.open("wb") as file:  # a device or a pipe; of a folder the system says so
                file.writelines(pieces)
            return
        temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or str(wrong)
        raise UsageError(
            f"cannot be written: {why}", where=str(path), hint="choose another -o FILE"
        ) from wrong
