"""Confirming and rejecting links: what a person decides stands beside what was printed or proposed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from slough_tui.errors import UsageError
from slough_tui.tui.acting import chosen, look, must_write
from slough_tui.tui.chooser import Choice, Chooser
from slough_tui.tui.verbs.verb import Verb, verb
from slough_tui.views.filed import holding
from slough_tui.views.proposals import proposals
from slough_tui.views.spans import cut

if TYPE_CHECKING:
    from slough_tui.engine.history.planning import Plan
    from slough_tui.store import Register
    from slough_tui.tui.session import Session

ANSWERS = {"confirmed": "confirm", "rejected": "reject"}


@verb("decide-link", "c", "confirm or reject a link: this one, the marked ones, or one of the open record",
      group="Change", modes="table record", footer="links")  # fmt: skip
def decide(session: Session) -> None:
    """Choose what is decided; a preview shows it before it is written."""
    must_write(session)
    choices = (*_stored(session), *_proposed(session))
    if not choices:
        raise UsageError("no link is chosen here", hint="g l goes to the links; a record has its own")
    session.chooser = Chooser("Confirm or reject", choices)


def _stored(session: Session) -> tuple[Choice, ...]:
    """Two choices for each link that the register holds, or for all that are marked."""
    if session.place.name == "assessments" and session.record is None:
        return ()
    links = _links(session)
    if session.place.name == "links" and len(links) > 1 and session.record is None:
        each = [(f"all {len(links)} marked links", [str(link["id"]) for link in links])]
    else:
        each = [(_said(link), [str(link["id"])]) for link in links]
    return tuple(
        Choice(word, cut(text, 120), "Links", partial(_decide, ids=ids, state=state), word)
        for text, ids in each
        for state, word in ANSWERS.items()
    )


def _proposed(session: Session) -> tuple[Choice, ...]:
    """Two choices for each pair that the assessor takes for the same; of several records, two for all of them too."""
    place, ids = chosen(session)
    if place == "assessments":
        ids = holding(session.frames[place], "id", ids).get_column("record").to_list()
    found = proposals(session.frames, ids)
    each = [
        (f"{one} is the same as {other} ({likeness:.0%} alike)", [(one, other)])
        for one, other, likeness in found
    ]
    if len(found) > 1 and len(ids) > 1:
        every = (f"all {len(found)} proposals of the marked ones", [(one, other) for one, other, _ in found])
        each = [every, *each]
    return tuple(
        Choice(word, cut(text, 120), "Proposed", partial(_settle, pairs=pairs, state=state), word)
        for text, pairs in each
        for state, word in ANSWERS.items()
    )


def _links(session: Session) -> list[dict[str, Any]]:
    import polars as pl

    frame = session.frames.get("links")
    if frame is None:
        raise UsageError("the links are still being read", hint="try again in a moment")
    place, ids = chosen(session)
    wanted = pl.Series(ids, dtype=pl.String).implode()
    named = pl.col("id").is_in(wanted)
    if place != "links":
        named = pl.col("from_id").is_in(wanted) | pl.col("to_id").is_in(wanted)
    return frame.lazy().filter(named).collect().to_dicts()


def _said(link: dict[str, Any]) -> str:
    return (
        f"{link['from_id']} {str(link['relation'] or '').replace('_', ' ')} {link['to_id']} ({link['state']})"
    )


def _decide(session: Session, ids: list[str], state: str) -> None:
    today = session.as_of

    def make(register: Register) -> Plan:
        from slough_tui import clock
        from slough_tui.engine.history.author import author
        from slough_tui.engine.history.planning import Wish, plan

        me = author()
        wish = Wish("links", tuple(ids), (f"state={state}", f"by={me.name}"), "", today)
        return plan(register, wish, at=clock.now(), author=me)

    look(session, f"{ANSWERS[state].capitalize()} a link", make)


def _settle(session: Session, pairs: list[tuple[str, str]], state: str) -> None:
    today = session.as_of

    def make(register: Register) -> Plan:
        from slough_tui.engine.history.author import author
        from slough_tui.engine.history.planning import plan_links

        return plan_links(register, pairs, state, on=today, author=author())

    look(session, f"{ANSWERS[state].capitalize()} a link", make)


VERBS: tuple[Verb, ...] = (decide,)
