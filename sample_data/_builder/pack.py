"""The scrutiny panel's pack: agenda, minutes, delivery plan, board plan, standards, work programme.

Flaws: seven dates that no calendar has; action tables whose columns shift from page to page; rows split
over pages; a group heading that carries the ref of its first action; an action without a ref and a
recommendation without an action; six themes announced and five found; a promised yearly report that the
work programme does not know; a heading for the wrong year.
"""

from __future__ import annotations

from .pack_board import BOARD_PLAN
from .pack_delivery import ANNEX, DELIVERY
from .pack_meeting import MEETING
from .pack_report import GOVERNANCE, REPORT
from .pack_standards import STANDARDS, WORK_PROGRAMME
from .shapes import printed

RUNNING_HEAD = "Better Care, Closer to Home in Fernleigh (Appendix A)"


def text() -> str:
    """The pack as published."""
    parts = (MEETING, REPORT, GOVERNANCE, DELIVERY, ANNEX, BOARD_PLAN, STANDARDS, WORK_PROGRAMME)
    return "".join(printed(part, {"head": RUNNING_HEAD}) for part in parts)
