"""A register to play with, and short words for batches and edits."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from slough_tui.model.batch import Author, Batch
from slough_tui.store import Register, past

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
CLERK = Author(1000, "clerk", "hall")


@pytest.fixture
def every_past_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small tables have files of their past, too."""
    monkeypatch.setattr(past, "LEAST", 0)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register.create(tmp_path / "register", name="Testshire", at=AT)


@pytest.fixture
def paper() -> Callable[..., Batch]:
    """`paper("p1", date(...), {"recommendations": [...]})`: the name is document, key and SHA-256 in one."""

    def make(
        name: str,
        on: date,
        rows: Mapping[str, Sequence[Mapping[str, Any]]],
        *,
        full: Mapping[str, frozenset[str]] | None = None,
        key: str | None = None,
    ) -> Batch:
        return Batch(name, key or name, f"sha-{name}", on, rows, full or {}, "")

    return make


@pytest.fixture
def bring(register: Register, paper: Callable[..., Batch]) -> Callable[..., Any]:
    """Import a paper made by `paper` into `register`, as the clerk."""

    def make(*args: Any, **more: Any) -> Any:
        return register.import_batch(paper(*args, **more), author=CLERK, recorded_at=AT)

    return make
