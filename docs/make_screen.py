"""Make docs/screen.svg from the running program, on the sample register as of a fixed day.

    python docs/make_screen.py [--register DIR] [--out FILE]

The picture is the same on every machine: nothing in it depends on the clock, and no font is fetched.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

DOCS = Path(__file__).resolve().parent
AS_OF = date(2023, 12, 31)
SIZE = (132, 32)
KEYS = (*"jjjjjjjjjjj", "enter")
"""A record of the tracker beside its table."""


async def picture(register: Path) -> str:
    """The screen as SVG, once everything that it loads is there."""
    from slough_tui.tui.app import SloughApp

    app = SloughApp(register, as_of=AS_OF, today=AS_OF)
    async with app.run_test(size=SIZE) as pilot:
        while app.session.waiting or app.session.checking:
            await pilot.pause()
        await pilot.press(*KEYS)
        await pilot.pause()
        return portable(app.export_screenshot(title="slough"))


def portable(svg: str) -> str:
    """Without fonts from somebody's server, and with names that do not change from run to run."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    for number, name in enumerate(dict.fromkeys(re.findall(r"terminal-\d+", svg))):
        svg = svg.replace(name, f"screen{number or ''}")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> None:
    """Write the picture."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--register", type=Path, default=DOCS.parent / "sample_data" / "register")
    asked.add_argument("--out", type=Path, default=DOCS / "screen.svg")
    chosen = asked.parse_args()
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as folder:
        mine = Path(folder) / "register"
        shutil.copytree(chosen.register, mine)
        chosen.out.write_text(asyncio.run(picture(mine)), encoding="utf-8")


if __name__ == "__main__":
    main()
