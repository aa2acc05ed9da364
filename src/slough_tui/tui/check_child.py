"""The screen's check in a process of its own: it can be killed, and takes no time from the keys.

Started by `checking`, with an order as JSON on standard input. It writes a line of JSON for all it has to tell, and
frames as Arrow files into the folder that it is given.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from slough_tui.hooks.host import Host

NICE = 5
"""How much everybody else goes before it."""


def main() -> None:
    """Check and assess as ordered."""
    import gc

    gc.disable()
    os.nice(NICE)
    order: dict[str, Any] = json.load(sys.stdin)
    folder = Path(order["folder"])
    checked, table, host, today = _check(order)
    _give(folder, "findings", checked.result.findings)
    _give(folder, "counts", checked.result.counts)
    wrong = [str(error) for error in (*checked.wrong, *checked.failed)]
    failures = [(one.rule, one.what) for one in checked.result.failures]
    _say({"checked": wrong, "failures": failures})
    from slough_tui.tui.checking import judged

    said = judged(host(), table, today)
    _give(folder, "assessments", said.frame)
    _give(folder, "plugins", said.plugins)
    verdicts = {name: list(words) for name, words in said.verdicts.items()}
    _say({"judged": list(said.problems), "verdicts": verdicts})


def _check(order: dict[str, Any]) -> tuple[Any, Callable[[str], pl.DataFrame], Callable[[], Host], date]:
    from slough_tui.engine.rules.check import check, rules_of
    from slough_tui.engine.rules.steps import run_in_steps
    from slough_tui.hooks.host import Host
    from slough_tui.settings import resolve
    from slough_tui.store import Register

    register = Register.open(Path(order["path"]), seq=order["seq"])
    as_of, today = date.fromisoformat(order["as_of"]), date.fromisoformat(order["today"])
    known_at = datetime.fromisoformat(order["known_at"]) if order["known_at"] else None
    table = cache(partial(register.frame, as_of=as_of, known_at=known_at))
    plugins = [Path(name) for name in order["plugins"]]
    host = cache(partial(Host.load, folders=plugins, parameters=order["parameters"]))
    folders = [Path(name) for name in order["rules"]]
    loaded = rules_of(folders, host, plugins=bool(plugins), thresholds=resolve({})["thresholds"])
    run = partial(run_in_steps, told=lambda done, of: _say({"done": done, "of": of}))
    select = order["select"]
    checked = check(
        lambda name: table(name).lazy(),
        loaded,
        today=today,
        as_of=as_of,
        select=select,
        get_host=host,
        run=run,
    )
    return checked, table, host, today


def _give(folder: Path, name: str, frame: pl.DataFrame) -> None:
    part = folder / f"{name}.part"
    frame.write_ipc(part, compression="uncompressed")
    part.rename(folder / f"{name}.arrow")


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
