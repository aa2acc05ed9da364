"""Only these bytes at this place may run, and the permission cannot be sent along with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from slough_tui.errors import SettingsError, UnreadableError
from slough_tui.hooks import trust

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_trusted_by_place_and_content(folder: Path) -> None:
    path, other = folder / "a.py", folder / "b.py"
    path.write_bytes(b"API = 1\n")
    other.write_bytes(b"API = 1\n")
    assert not trust.is_trusted(path, b"API = 1\n")
    trust.trust(path)
    assert trust.is_trusted(path, b"API = 1\n")
    assert not trust.is_trusted(path, b"API = 2\n")
    assert not trust.is_trusted(other, b"API = 1\n")


def test_a_link_is_as_good_as_what_it_leads_to(folder: Path) -> None:
    path, link = folder / "a.py", folder / "link.py"
    path.write_bytes(b"API = 1\n")
    link.symlink_to(path)
    trust.trust(link)
    assert trust.is_trusted(path, b"API = 1\n")


def test_the_permissions_are_the_owner_s_alone_and_add_up(folder: Path) -> None:
    for name in ("a.py", "b.py"):
        (folder / name).write_bytes(b"API = 1\n")
        trust.trust(folder / name)
    assert len(trust.trusted()) == 2
    assert trust.trust_file().stat().st_mode & 0o077 == 0
    assert list(trust.trust_file().parent.iterdir()) == [trust.trust_file()]


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_list_that_cannot_be_read_trusts_nobody(text: str, folder: Path) -> None:
    trust.trust_file().parent.mkdir(parents=True)
    trust.trust_file().write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsError) as refused:
        trust.is_trusted(folder / "a.py", b"")
    assert refused.value.where == str(trust.trust_file())


def test_a_file_that_is_not_there_cannot_be_trusted(folder: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file"):
        trust.trust(folder / "nothing.py")
