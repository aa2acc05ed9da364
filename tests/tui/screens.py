"""The screens that are kept as text: which keys lead there, and how the running program is read off."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.settings import bundled
from slough_tui.tui.app import SloughApp
from slough_tui.tui.checking import checker
from slough_tui.tui.loader import Answered, Table
from slough_tui.views.saved import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style
    from textual.pilot import Pilot

    from slough_tui.tui.check_steps import Found
    from slough_tui.tui.checking import Check
    from slough_tui.tui.questions import Known
    from slough_tui.tui.watch import Watch

DAY = date(2023, 11, 23)
KEPT = Path(__file__).parent / "screens"
SIZES = [(80, 24), (200, 50)]
SCREENS = {
    "overview": "g o",
    "recommendations": "g r",
    "directions": "g d",
    "audit-actions": "g a",
    "plan-actions": "g p",
    "kpis": "g k",
    "findings": "g f",
    "groups": "g f B",
    "call-in": "g C",
    "assessments": "g A",
    "documents": "g D",
    "history": "g h",
    "rules": "g R",
    "plugins": "g P",
    "changes": "g a = '3/10/2023_to_31/10/2023' enter",
    "record": "1 enter",
    "record-end": "1 enter G",
    "finding": "g f enter",
    "verdict": "g A enter",
    "document": "g D enter",
    "rule": "g R enter",
    "plugin": "g P enter",
    "next-stroke": "g",
    "filter": "g a & 'prio' tab 'h'",
    "facets": "1 l F",
    "views": "V",
    "columns": "g a C",
    "keys": "?",
    "help": "f1",
    "palette": "ctrl+p",
    "marks": "1 space space v j",
    "edit": "1 l e",
    "edit-fields": "g a ctrl+e",
    "preview": "g a s 'complete' enter 'for_a_test' ctrl+s",
    "waive": "g f w",
    "workbench": "g a W ctrl+u 'priority_=_'high'_AND_due_<_:today'",
    "past": "g a t '31/10/2023' enter",
}
"""Name to keys, pressed on a program that shows the recommendations with nothing open."""
ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse")


STEADY: dict[str, dict[str, pl.Expr]] = {
    "plugins": {"load_ms": pl.lit(1.0), "run_ms": pl.lit(2.0)},
    "rules": {"path": pl.lit("rules/") + pl.col("path").str.extract(r"([^/]+)$")},
}
"""What stands in columns that tell of this machine."""


def steady(check: Check) -> Check:
    """A check without the milliseconds that its plugins took, and without this machine's folders."""

    def run(known: Known, watch: Watch) -> Iterator[Found]:
        for found in check(known, watch):
            tables = {name: frame.lazy().collect() for name, frame in found.tables.items()}
            for name, columns in STEADY.items():
                if name in tables:
                    tables[name] = tables[name].with_columns(**columns)
            yield replace(found, tables=tables)

    return run


class Shown:
    """The program on the sample register, read off when it has come to rest."""

    def __init__(self, folder: Path) -> None:
        sample = shutil.copytree(bundled("sample_data") / "register", folder / "sample")
        self.app = SloughApp(sample, as_of=DAY, today=DAY, check=steady(checker()))
        self.app.session.shelf = Shelf(
            [Path("/own/views")]
        )  # a folder whose name is the same on every machine
        self.open = self.judged = 0
        ask, hear = self.app.loader.ask, self.app._hear

        def asking(question: object) -> None:
            self.open += 1
            ask(question)  # type: ignore[arg-type]

        def hearing(news: object) -> None:
            self.open -= int(isinstance(news, Answered))
            if isinstance(news, Table) and news.name == "assessments":
                self.judged = news.job
            hear(news)  # type: ignore[arg-type]

        self.app.loader.ask = asking  # type: ignore[method-assign]
        self.app._hear = hearing  # type: ignore[method-assign]

    async def rest(self, pilot: Pilot[int]) -> None:
        """Wait until everything asked has come."""
        session = self.app.session
        for _ in range(9000):
            await pilot.pause(0.01)
            if (
                not session.checking
                and self.judged == self.app.job
                and not self.open
                and session.desk.task is None
            ):
                await pilot.pause()
                return
        raise TimeoutError("the program did not come to rest")

    async def press(self, pilot: Pilot[int], keys: str) -> None:
        """Press keys as `conftest.press` does, and rest."""
        for key in keys.split(" "):
            typed = key[1:-1].replace("_", " ") if len(key) > 1 and key[0] == key[-1] == "'" else ""
            for one in typed or [" " if key == "space" else key]:
                self.app.session.key(one)
        self.app._do()
        await self.rest(pilot)

    async def screens(self, size: tuple[int, int]) -> dict[str, tuple[list[str], list[list[Style]]]]:
        """Every screen: its lines, and the style of each cell."""
        out: dict[str, tuple[list[str], list[list[Style]]]] = {}
        async with self.app.run_test(size=size) as pilot:
            await self.rest(pilot)
            for name, keys in SCREENS.items():
                await self.press(pilot, "escape escape escape escape escape escape g r g g " + keys)
                out[name] = self._read_off()
        return out

    def _read_off(self) -> tuple[list[str], list[list[Style]]]:
        from rich.style import Style

        lines, styles = [], []
        for strip in self.app.screen._compositor.render_strips():
            lines.append(strip.text)
            styles.append([seg.style or Style.null() for seg in strip for _ in range(seg.cell_length)])
        return lines, styles


def attributes(style: Style, *, colour: bool = True, dim: bool = True) -> str:
    """A style in words: `bold red`; empty where a cell looks like any other."""
    words = [name for name in ATTRIBUTES if getattr(style, name) and (dim or name != "dim")]
    if colour and style.color is not None and not style.color.is_default:
        words.append(style.color.name)
    return " ".join(words)


def as_kept(lines: list[str], styles: list[list[Style]]) -> str:
    """A screen as its file holds it: the text, then a letter for the look of every cell, then what the letters mean."""
    looks = [[attributes(style) for style in line] for line in styles]
    words = sorted({look for line in looks for look in line if look})
    letters = dict(zip(words, _letters(), strict=False)) | {"": " "}
    text = [line.rstrip() for line in lines]
    marks = ["".join(letters[look] for look in line).rstrip() for line in looks]
    legend = [f"{letters[look]} {look}" for look in words]
    rule = "-" * max(len(line) for line in lines)
    return "\n".join([*text, rule, *marks, rule, *legend]) + "\n"


def _letters() -> Iterator[str]:
    yield from "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
