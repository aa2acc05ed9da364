"""Faults that were found by the torture, each as small as it gets."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

from slough_tui.store import Register
from tests.store.torture import world

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_link_that_was_made_counts_although_its_answer_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told as refused, its files would be taken away, and the commit that is there would name missing ones."""
    register = world.create(tmp_path / "register")
    world.bring(register, 1)
    real = os.link

    def link(source: Any, target: Any, **more: Any) -> None:
        real(source, target, **more)
        raise OSError(errno.EIO if str(target).endswith(".json") else errno.EEXIST, "the answer was lost")

    monkeypatch.setattr(os, "link", link)
    world.bring(register, 2)
    monkeypatch.undo()
    shown = world.view(Register.open(register.path))
    assert shown.leads == ("k2", "k2", "k2")
    assert shown == world.view(register)
