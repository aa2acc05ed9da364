"""A finished file put in its place: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from slough_tui.errors import UsageError


def write_file(path: Path, data: bytes) -> None:
    """`data` under `path`, atomically: a reader sees the old file or the new one. UsageError if it cannot be."""
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe; of a folder the system says so
            return
        temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
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
