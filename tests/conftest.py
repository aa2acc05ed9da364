"""What every test of the house may ask for. Fixtures of one room belong into that room's own conftest."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

# A slow machine is not a defect of the code: no deadlines, and no complaint about slow generation.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A gate says the same of the same commit: it tries the same examples each time; a person's run tries new ones.
settings.register_profile("gate", settings.get_profile("house"), derandomize=True, database=None)
settings.load_profile("gate" if os.environ.get("CI") else "house")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five real papers, beside the checkout; they are not ours to publish."""
    folder = ROOT.parent / "shared" / "seeds"
    if not list(folder.glob("*.txt")):
        pytest.skip("the real papers are not here: they lie in ../shared/seeds beside a checkout, if at all")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _nobody_s_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no program that a test starts, sees the settings or registers of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("SLOUGH_"):
                patch.delenv(name)
        for name in ("NO_COLOR", "FORCE_COLOR", "SSH_TTY", "SSH_CONNECTION", "COLUMNS", "LINES"):
            patch.delenv(name, raising=False)
        patch.setenv("HOME", str(home))
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield
