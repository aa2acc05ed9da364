"""Makes docs/screen.svg from the running screen on the sample register: `python docs/make_screen.py`.

The picture is the same on every run: the dates are given, everything is read and checked before it is taken.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from slough_tui.settings import bundled
from slough_tui.tui.app import SloughApp

HERE = Path(__file__).resolve().parent
PICTURE = HERE / "screen.svg"
SIZE = (120, 32)
DAY = date(2023, 11, 23)
KEYS = ["g", "a", "&", *"status:overdue priority:high", "enter", "j", "j", "enter"]
PATIENCE = 1200
"""Looks at the screen, a twentieth of a second apart, before the picture is given up."""


async def _ready(app: SloughApp) -> None:
    """Wait until everything is read and checked."""
    for _ in range(PATIENCE):
        if not app.session.checking:
            return
        await asyncio.sleep(0.05)
    raise TimeoutError("the sample register was not read in time")


async def picture(register: Path) -> str:
    """The screen after `KEYS`, as SVG."""
    app = SloughApp(register, as_of=DAY, today=DAY)
    async with app.run_test(size=SIZE) as pilot:
        await _ready(app)
        await pilot.press(*KEYS)
        await pilot.pause()
        svg = app.export_screenshot(title="slough")
    return _steady(svg)


def _steady(svg: str) -> str:
    """Without what a run draws by lot (the names of its clip paths), and without a font from elsewhere."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Write the picture; the register is copied first, so that the sample stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sample"
        shutil.copytree(bundled("sample_data") / "register", copy)
        svg = asyncio.run(picture(copy))
    PICTURE.write_text(svg, encoding="utf-8")
    sys.stdout.write(f"{PICTURE.name}: {len(svg):,} characters\n")


if __name__ == "__main__":
    main()
