"""What the state of the screen asks of the world, done: by the loader, the worker, the finder, the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.copying import copy
from slough_tui.tui.effects import Copy, Effect, Later, Load, Quit, Repaint, Run, Stop, Suspend

if TYPE_CHECKING:
    from slough_tui.tui.app import SloughApp


def carry_out(app: SloughApp, effect: Effect) -> bool:
    """Do it; whether everything must be drawn anew."""
    session = app.session
    if isinstance(effect, Quit):
        app.exit(effect.code)
    elif isinstance(effect, Load):
        app.job = app.loader.read(
            effect.as_of, effect.first, known_at=effect.known_at, today=session.reference
        )
    elif isinstance(effect, Stop):
        app.loader.stop_check()
    elif isinstance(effect, Run):
        app.worker.do(effect.task)
    elif isinstance(effect, Later):
        app.finder.put(effect)
    elif isinstance(effect, Copy):
        copy(session, effect, app._driver)  # noqa: SLF001 - Textual has no other way to write to the terminal
    elif isinstance(effect, Suspend):
        app.action_suspend_process()
        app.forget()
        return True
    elif isinstance(effect, Repaint):
        app.forget()
        app.refresh(layout=True, repaint=True)
        return True
    return False
