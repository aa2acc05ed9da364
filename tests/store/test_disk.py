"""The folder: names that are never taken twice, files that appear whole, and modes that a team can share."""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import CorruptError
from slough_tui.store.disk import Disk
from slough_tui.store.slot import digest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    disk = Disk(tmp_path)
    disk.make("log")
    return disk


def test_a_name_is_given_once(disk: Disk) -> None:
    disk.publish("log/1", b"first")
    with pytest.raises(FileExistsError):
        disk.publish("log/1", b"second")
    assert disk.read("log/1") == b"first"
    assert disk.names("tmp") == []


def test_of_many_who_want_a_name_one_gets_it(disk: Disk) -> None:
    won: list[int] = []

    def want(number: int) -> None:
        try:
            disk.publish("log/1", str(number).encode())
        except FileExistsError:
            return
        won.append(number)

    threads = [threading.Thread(target=want, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [str(number).encode() for number in won] == [disk.read("log/1")]


def test_modes_do_not_hang_on_the_umask(disk: Disk) -> None:
    before = os.umask(0o077)
    try:
        disk.make("tables")
        disk.publish("tables/x", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((disk.path / "tables/x").stat().st_mode) == 0o440
    assert stat.S_IMODE((disk.path / "tables").stat().st_mode) == 0o2770


def test_a_file_that_is_not_what_was_said_is_named(disk: Disk) -> None:
    disk.publish("log/1", b"x")
    assert disk.checked("log/1", digest(b"x")) == b"x"
    with pytest.raises(CorruptError, match="log/1: this file is not what"):
        disk.checked("log/1", digest(b"y"))
    with pytest.raises(CorruptError, match="log/2: this file of the register is missing"):
        disk.checked("log/2", digest(b"y"))


def test_a_folder_is_taken_away_whole(disk: Disk) -> None:
    disk.make("tmp")
    disk.make("log/1")
    disk.publish("log/1/a", b"")
    disk.retire("log/1")
    assert disk.names("log") == []
    assert disk.names("tmp") == []


def test_a_writer_who_waits_for_the_lock_gets_it_when_it_is_free(disk: Disk) -> None:
    order: list[str] = []

    def wait() -> None:
        with disk.lock():
            order.append("second")

    with disk.lock():
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join(timeout=0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
