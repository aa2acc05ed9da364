"""A file's bytes, fetched without trusting the file: not a pipe, not a device, not too large, not gone."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from slough_tui.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEGABYTE = 1024 * 1024
LIMITS = {
    "text": 64 * MEGABYTE,
    "markdown": 64 * MEGABYTE,
    "csv": 64 * MEGABYTE,
    "xlsx": 64 * MEGABYTE,
    "docx": 128 * MEGABYTE,
    "pdf": 256 * MEGABYTE,
    "parquet": 512 * MEGABYTE,
}
"""Bytes that a file of each format may have. Papers full of pictures are large; text of this size is no paper."""
HEAD = 4096

_REASONS = {
    errno.ENOENT: ("there is no such file", "check the name"),
    errno.ENOTDIR: ("there is no such file", "a part of its path is not a folder"),
    errno.EACCES: ("you may not read it", "ask its owner, or copy it to a place of your own"),
    errno.EPERM: ("you may not read it", "ask its owner, or copy it to a place of your own"),
    errno.ELOOP: ("it is a link that leads back to itself", "name the file itself"),
    errno.ENAMETOOLONG: ("its name is too long", "check the name"),
    errno.EISDIR: ("it is a folder", "name the files in it"),
}


def open_paper(path: Path, *, limit_of: Callable[[bytes], int], name: str) -> bytes:
    """All bytes of a regular file. `limit_of` is asked with its first bytes before the rest is read.

    Raises DocumentError for anything that is not a readable, not empty file within the limit.
    """
    try:
        _refuse_special(path.stat().st_mode, name)  # before opening: opening a device may do something
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as file:  # noqa: PTH123 - it is a handle, not a path
            status = os.fstat(file.fileno())
            _refuse_special(status.st_mode, name)
            head = file.read(HEAD)
            if not head:
                raise DocumentError("it is empty", where=name, hint="nothing was imported")
            limit = limit_of(head)
            if status.st_size > limit:
                raise _too_large(status.st_size, limit, name)
            data = head + file.read(limit + 1 - len(head))
    except OSError as error:
        raise _unreadable(error, name) from error
    except ValueError as error:  # a NUL in the name
        raise DocumentError("that is no name of a file", where=name, hint="check the name") from error
    if len(data) > limit:
        raise _too_large(len(data), limit, name)  # it grew while it was read
    return data


def _refuse_special(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise DocumentError("it is a folder", where=name, hint="name the files in it")
    if not stat.S_ISREG(mode):
        raise DocumentError(
            "it is a pipe or a device, not a file", where=name, hint="save it as a file first"
        )


def _too_large(size: int, limit: int, name: str) -> DocumentError:
    return DocumentError(
        f"it has {size / MEGABYTE:,.0f} MB, and a file of this kind is read up to {limit / MEGABYTE:,.0f} MB",
        where=name,
        hint="split it",
    )


def _unreadable(error: OSError, name: str) -> DocumentError:
    what, hint = _REASONS.get(error.errno or 0, ("it cannot be read", (error.strerror or "").lower()))
    return DocumentError(what, where=name, hint=hint)
