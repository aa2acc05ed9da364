"""Where the first page of each register is kept between starts: a small file of the user's own cache, for nobody else."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from slough_tui.settings import user_folder
from slough_tui.store.newest import token
from slough_tui.views.first_page import pack, unpack
from slough_tui.views.places import COMPUTED

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from slough_tui.tui.loader import Loader
    from slough_tui.tui.session import Session
    from slough_tui.views.first_page import FirstPage

LARGEST = 1 << 20


def file_of(register: Path) -> Path:
    """Where the page of this register lies."""
    name = hashlib.sha256(os.fsencode(register.resolve())).hexdigest()[:24]
    return user_folder("cache") / "pages" / f"{name}.json"


def load(register: Path, *, as_of: date, ascii_only: bool) -> FirstPage | None:
    """The page of this register, if there is one and it is true still."""
    head = token(register)
    if head is None:
        return None
    try:
        file = file_of(register)
        if file.stat().st_size > LARGEST:
            return None
        return unpack(file.read_text(encoding="utf-8"), head=head, as_of=as_of, ascii_only=ascii_only)
    except (OSError, ValueError):
        return None


def keep(register: Path, packed: str) -> None:
    """Keep this page for the next start. A disk that refuses costs the next start its first page, no more."""
    file = file_of(register)
    part = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(
                os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600),
                "w",
                encoding="utf-8",
            ) as out:
                out.write(packed)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def keep_shown(session: Session, loader: Loader) -> None:
    """Keep what the table shows now, for a start that brings the person back to it.

    Nothing is kept of a past that one looks at, of findings (which no file holds), or while anything is read.
    """
    table, place = session.table, session.place.name
    head = loader.heads.get(place)
    if table is None or head is None or place in COMPUTED or session.as_of != session.home:
        return
    if session.newer or session.known_at is not None or table.settling:
        return
    kept = pack(
        table.grid, head=head, as_of=session.as_of, lasting=loader.is_newest(place, session.as_of),
        read_only=session.read_only, name=session.name, top=table.top, cursor=table.cursor,
    )  # fmt: skip
    keep(loader.path, kept)
