"""A register is made whole or not at all, and it is told truly which."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.errors import RefusedError, SloughError, UncertainError
from slough_tui.store import Register

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CALLS = (
    "open",
    "read",
    "write",
    "fsync",
    "fchmod",
    "chmod",
    "link",
    "mkdir",
    "stat",
    "lstat",
    "listdir",
    "scandir",
)


def test_whatever_call_fails_it_is_told_truly_whether_the_register_is_there(tmp_path: Path) -> None:
    ends, where = set(), list[str]()
    for at in range(1, 400):
        path = tmp_path / str(at)
        with pytest.MonkeyPatch.context() as patch:
            left = [at]

            def call(real: Any, *args: Any, left: list[int] = left, **more: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                return real(*args, **more)

            for name in CALLS:
                real = getattr(os, name)
                patch.setattr(os, name, lambda *args, real=real, **more: call(real, *args, **more))
            try:
                Register.create(path, name="x", at=AT)
                end = "made"
            except (RefusedError, UncertainError) as error:
                end = type(error).__name__
                where.append(error.where)
        there = (path / "FORMAT").exists()
        assert there if end != "RefusedError" else not there, f"call {at}: {end}"
        ends.add(end)
        if left[0] > 0:
            break
        if not there:
            Register.create(path, name="x", at=AT)
        assert Register.open(path).seq == 0
    assert ends == {"made", "RefusedError", "UncertainError"}
    assert all(place.startswith(str(tmp_path)) for place in where)


def test_a_new_register_is_what_opening_it_shows(tmp_path: Path) -> None:
    made = Register.create(tmp_path / "r", name="Testshire", at=AT)
    opened = Register.open(tmp_path / "r")
    assert (made.name, made.seq, made.read_only) == (opened.name, opened.seq, opened.read_only)
    assert made._state == opened._state


def test_a_register_that_is_there_is_not_made_again(register: Register) -> None:
    with pytest.raises(SloughError, match="there is a register here already"):
        Register.create(register.path, name="x", at=AT)
