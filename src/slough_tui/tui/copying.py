"""Text that was copied goes to a tool of the desktop, or through the terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from slough_tui.tui.clipboard import hand_to, osc52, refused, told, tool

if TYPE_CHECKING:
    from textual.driver import Driver

    from slough_tui.tui.effects import Copy
    from slough_tui.tui.session import Session


def copy(session: Session, effect: Copy, driver: Driver | None) -> None:
    """Hand the text on and say what was copied, or why it was not."""
    argv = tool(os.environ)
    if argv is not None and hand_to(argv, effect.text):
        session.say(told(effect.text, effect.what))
        return
    sequence = osc52(effect.text, tmux=bool(os.environ.get("TMUX")))
    if sequence is None:
        session.say(refused(effect.text, effect.what), "amber")
        return
    if driver is not None:
        driver.write(sequence)
        driver.flush()
    session.say(told(effect.text, effect.what, terminal=True))
