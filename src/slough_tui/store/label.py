"""FORMAT: the file that makes a folder a register, written last when one is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slough_tui.errors import CorruptError, RegisterError, TooNewError
from slough_tui.store.disk import unreadable
from slough_tui.store.slot import digest, stamp

if TYPE_CHECKING:
    from datetime import datetime

    from slough_tui.store.disk import Disk

VERSION = 1
"""Version of the folder's layout. It goes up when an older slough-tui could not read it."""

_WHAT = "slough-tui register"

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""What makes of the FORMAT of each older version that of the next one. The first version has no older one."""


@dataclass(frozen=True, slots=True)
class Label:
    """What FORMAT says: the register's name, and the hash that the first commit names."""

    name: str
    created: str
    sha256: str


def label_bytes(name: str, created: datetime) -> bytes:
    """The content of FORMAT."""
    plain = {"what": _WHAT, "version": VERSION, "name": name, "created": stamp(created)}
    return json.dumps(plain, ensure_ascii=False, indent=2).encode() + b"\n"


def read_label(disk: Disk) -> Label:
    """FORMAT, or a clear refusal: no register, not ours, damaged, too new."""
    where = str(disk.path)
    try:
        raw = disk.read("FORMAT")
    except (FileNotFoundError, NotADirectoryError):
        raise RegisterError(
            "there is no register here", where=where, hint="make one with `slough init DIR`"
        ) from None
    except OSError as error:
        raise unreadable(error, disk.place("FORMAT")) from error
    try:
        plain = json.loads(raw)
        what, version = plain["what"], plain["version"]
        while isinstance(version, int) and version < VERSION:
            plain, version = MIGRATIONS[version](plain), version + 1
        label = Label(str(plain["name"]), str(plain["created"]), digest(raw))
    except (ValueError, TypeError, KeyError) as error:
        raise CorruptError("FORMAT is damaged", where=disk.place("FORMAT")) from error
    if what != _WHAT or not isinstance(version, int):
        raise CorruptError("FORMAT is not that of a register", where=disk.place("FORMAT"))
    if version > VERSION:
        raise TooNewError(
            f"this register has format {version}, and this slough-tui reads up to {VERSION}",
            where=where,
            hint="update slough-tui",
        )
    return label
