"""Actions of a plan told one after another in prose: `Action 1.2`, what will be done, and labelled lines under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.importers.layouts.labelled import Told, as_line, told_in_prose
from slough_tui.importers.layouts.plans import short, take_action
from slough_tui.model.document import Cell

if TYPE_CHECKING:
    from slough_tui.importers.draft import Draft
    from slough_tui.importers.grid import Grid
    from slough_tui.importers.headings import Shape
    from slough_tui.importers.paper import Paper

_OPENS = re.compile(
    r"^\W*(?:key |improvement )?(?:action|task|milestone|step|activity)\s*(?:no\.?\s*)?#?"
    r"(?P<ref>[A-Z]{0,3}[-/]?\d{1,3}[a-z]?(?:\.\d{1,3}){0,2})\b\s*(?:[:.)–—-]+|$|\s(?=(?-i:[A-Z])))\s*(?P<title>.*)$",
    re.IGNORECASE,
)


class PlainPlans:
    """Reads actions that stand in prose rather than in a table."""

    name = "plans-in-prose"
    version = 1
    shapes: tuple[Shape, ...] = ()

    def read(self, paper: Paper, _grids: list[Grid], draft: Draft) -> None:
        """Two or more with labelled lines are actions; a sentence about one is none."""
        found = told_in_prose(paper, draft, _OPENS)
        for each in found if len(found) > 1 else ():
            self._action(each, paper, draft)

    @staticmethod
    def _action(each: Told, paper: Paper, draft: Draft) -> None:
        opened = each.titled or each.opened
        renamed = {
            "text": "progress",
            "response": "progress",
            "note": "progress",
            "verdict": "status",
            "member": "lead",
        }
        line = as_line(each.said, renamed)
        line.fields["progress"] = [*line.fields.get("progress", []), *each.told]
        line.fields["ref"] = [Cell(each.ref, each.opened.place)]
        line.fields["action"] = [Cell(each.title, opened.place)]
        line.groups = (each.heading,) if each.heading else ()
        take_action(line, short(paper.title), paper, draft)
