"""What the threads beside the screen have to say, told to the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.tui.later import Found
from slough_tui.tui.loader import Answered, Newer, News, Opened, Progress, Table, Unusable
from slough_tui.tui.task import Done

if TYPE_CHECKING:
    from slough_tui.tui.session import Session

Told = News | Done | Found


def hear(session: Session, news: Told, job: int) -> None:
    """Take news in; what an older reading than number `job` still brings is left out."""
    if isinstance(news, Done):
        session.desk.end(session, news)
    elif isinstance(news, Found):
        news.take()
        session.press_waiting()
    elif isinstance(news, Opened):
        session.name, session.read_only = news.name, news.read_only
    elif isinstance(news, Newer):
        session.committed(news.seq, news.who, news.what)
    elif news.job != job:
        return
    elif isinstance(news, Table):
        checking = session.checking
        session.loaded(news.name, news.frame)
        session.checking = checking if news.pending else session.checking
    elif isinstance(news, Answered):
        session.answered(news.question, news.value)
    elif isinstance(news, Progress):
        session.progress = (news.done, news.of) if session.checking else None
    elif isinstance(news, Unusable):
        session.unusable(news.problems)
    elif news.what == "check":
        session.check_failed(news.error)
    elif news.what == "question":
        session.say(str(news.error), "red")
    else:
        session.failed(news.error)
