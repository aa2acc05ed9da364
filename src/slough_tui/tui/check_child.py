"""The screen's check in a process of its own: it can be killed, and takes no time from the keys.

Started by `watch`, with an order as JSON on standard input. It writes a line of JSON for all it has to tell, and
lays tables into the folder that it is given: large ones as `views.filed` does, small ones as Arrow files.
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
    from slough_tui.tui.questions import Known
    from slough_tui.views.filed import Frame

NICE = 5
"""How much everybody else goes before it."""
FILED = {
    "findings": {"indexed": ("id", "records"), "decided": {"rule": ("title", "fix", "why", "condition")}},
    "assessments": {"indexed": ("id", "record"), "decided": {}},
}
"""Tables that may be too large to hold, with how they are laid out."""


def main() -> None:
    """Check and assess as ordered."""
    import gc

    gc.disable()
    os.nice(NICE)
    from slough_tui.engine.rules.check import rules_of
    from slough_tui.engine.rules.steps import run_in_steps
    from slough_tui.hooks.host import Host
    from slough_tui.settings import resolve
    from slough_tui.tui.check_steps import steps
    from slough_tui.tui.last_check import LastCheck

    order: dict[str, Any] = json.load(sys.stdin)
    known, folder = _known(order), Path(order["folder"])
    plugins = [Path(name) for name in order["plugins"]]
    host = cache(partial(Host.load, folders=plugins, parameters=order["parameters"]))
    rules = [Path(name) for name in order["rules"]]
    loaded = rules_of(rules, host, plugins=bool(plugins), thresholds=resolve({})["thresholds"])
    last = (
        LastCheck(pinned=True)
        if order["last"] is None
        else LastCheck.read(Path(order["last"]), known, loaded.rules)
    )
    run = partial(run_in_steps, told=lambda done, of: _say({"done": done, "of": of}))
    for number, found in enumerate(steps(known, loaded, host, last, run)):
        place = folder / str(number)
        place.mkdir()
        for name, frame in found.tables.items():
            _lay(place, name, frame)
        _say(
            {
                "step": place.name,
                "tables": list(found.tables),
                "pending": found.pending,
                "problems": found.problems,
            }
        )
    _say({"kept": last.write(folder)})


def _known(order: dict[str, Any]) -> Known:
    from slough_tui.store import Register
    from slough_tui.tui.questions import Known

    register = Register.open(Path(order["path"]), seq=order["seq"])
    known_at = datetime.fromisoformat(order["known_at"]) if order["known_at"] else None
    as_of, today = date.fromisoformat(order["as_of"]), date.fromisoformat(order["today"])
    return Known(register, {}, as_of, known_at, today)


def _lay(place: Path, name: str, frame: Frame) -> None:
    import polars as pl

    from slough_tui.views.filed import write

    assert isinstance(frame, pl.DataFrame)
    if name in FILED:
        (place / name).mkdir()
        write(frame, place / name, **FILED[name])  # type: ignore[arg-type]
    else:
        frame.write_ipc(place / f"{name}.arrow", compression="uncompressed")


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
