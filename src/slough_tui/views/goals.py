"""Where a link leads: to a record by its id, to a paper, or to a line of one of the screen's own tables."""

from __future__ import annotations

from slough_tui.model.kinds import table_of

PREFIXES = {
    "finding": "findings",
    "verdict": "assessments",
    "commit": "commits",
    "rule": "rules",
    "plugin": "plugins",
}


def goal_of(link: str) -> tuple[str, str] | None:
    """Table and id to which a link leads (`rec:cisc/1`, `doc:2f`, `rule:AUD001`); None if it leads nowhere."""
    table = table_of(link)
    if table is not None:
        return table.name, link
    prefix, colon, rest = link.partition(":")
    if prefix == "doc" and rest:
        return "documents", link
    return (PREFIXES[prefix], rest) if colon and rest and prefix in PREFIXES else None
