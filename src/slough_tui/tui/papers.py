"""What an import would read, repair and refuse, and what becomes of every cell: a page to look at before it is done."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from slough_tui.model.kinds import TABLES
from slough_tui.tui.preview import Sheet
from slough_tui.views.pages import wrap
from slough_tui.views.spans import EMPTY, Line, Span, cut, pad
from slough_tui.views.values import day, in_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from slough_tui.engine.importing import ImportOutcome
    from slough_tui.store import Register
    from slough_tui.tui.form import Form

    Run = Callable[[Path, Register | None], ImportOutcome]
    """Reads a paper and, into a register, imports it."""

OF_ITSELF = frozenset({"cells", "documents", "repairs", "refusals"})
MOST_LISTED = 200
LABEL = 18


class Paper(Sheet):
    """A paper that was read and is not yet in the register; `form` says with what it was read."""

    def __init__(self, outcome: ImportOutcome, form: Form) -> None:
        super().__init__("paper", f"Import {outcome.path.name}?", lambda width: paper_lines(outcome, width))
        self.outcome = outcome
        self.form = form


class Stack(Sheet):
    """Several papers that were read and are not yet in the register; `run` imports one of them.

    `stopped` says that the person wants no more of them imported.
    """

    def __init__(self, outcomes: tuple[ImportOutcome, ...], run: Run) -> None:
        title = f"Import {len(outcomes):,} papers?"
        super().__init__("papers", title, lambda width: stack_lines(outcomes, width))
        self.outcomes = outcomes
        self.run = run
        self.stopped = False


def stack_lines(outcomes: Sequence[ImportOutcome], width: int) -> list[Line]:
    """A paper on a line or two: what would be read of it, or why it cannot be."""
    broken = sum(outcome.error is not None for outcome in outcomes)
    left = f"; {broken:,} cannot be read and would be left out" if broken else ""
    head = f"{len(outcomes) - broken:,} of {len(outcomes):,} papers would be imported, each by a commit of its own{left}."
    lines: list[Line] = [*((Span(part, "strong"),) for part in wrap(head, width)), EMPTY]
    for outcome in outcomes:
        lines.append((Span(cut(outcome.path.name, width), "ref"),))
        said, role = (read_text(outcome), "") if outcome.error is None else (str(outcome.error), "amber")
        notes = ((outcome.repairs, "repaired"), (outcome.refusals, "refused"))
        said += "".join(f"; {len(found):,} {what}" for found, what in notes if found)
        lines += [(Span(f"  {part}", role),) for part in wrap(said, max(width - 2, 20))]
    return lines


def paper_lines(outcome: ImportOutcome, width: int) -> list[Line]:
    """The outcome of a dry run, the sums first, then every repair and refusal."""
    document = outcome.document
    lines: list[Line] = []

    def say(label: str, text: str, role: str = "") -> None:
        for number, part in enumerate(wrap(text, max(width - LABEL, 20))):
            lines.append((Span(pad("" if number else label, LABEL), "label"), Span(part, role)))

    say("Read", read_text(outcome), "strong")
    say("Title", str(document.get("title") or "(none)"))
    dated = document.get("date")
    say("Date", f"{day(dated).strip() if isinstance(dated, date) else dated} ({document.get('date_source')})")
    say("Layouts", ", ".join(document.get("layouts") or ()) or "(none)")
    if document.get("marking"):
        say("Marking", str(document["marking"]), "amber")
    total = sum(outcome.balance.values())
    say(
        "Balance",
        f"{total:,} cells: " + ", ".join(f"{use} {n:,}" for use, n in sorted(outcome.balance.items())),
    )
    if outcome.headings:
        say(
            "Columns",
            "; ".join(f"{head}: {field or '(as it is)'}" for head, field in outcome.headings.items()),
        )
    for title, notes, role in (("Repaired", outcome.repairs, ""), ("Refused", outcome.refusals, "amber")):
        if not notes:
            continue
        lines.append(EMPTY)
        kinds = Counter(str(one["what"]) for one in notes)
        say(title, f"{len(notes):,}: " + ", ".join(f"{what} {n}" for what, n in kinds.most_common()), role)
        lines += [(Span("  "), Span(cut(_note(one), width - 2), "quiet")) for one in notes[:MOST_LISTED]]
        if len(notes) > MOST_LISTED:
            lines.append((Span(f"  and {len(notes) - MOST_LISTED:,} more", "quiet"),))
    return lines


def read_text(outcome: ImportOutcome) -> str:
    """`33 recommendations (cisc 30, cisc-2 3), 28 updates`, in words that are safe to print."""
    parts = []
    for name, table in TABLES.items():
        number = outcome.counts.get(name, 0)
        if number and name not in OF_ITSELF:
            series = outcome.series.get(name, {})
            inside = f" ({', '.join(f'{one} {n}' for one, n in series.items())})" if len(series) > 1 else ""
            parts.append(f"{number:,} {in_sentence(table.title, number)}{inside}")
    return ", ".join(parts) or "no table that anybody knows; the text can be searched"


def _note(one: dict[str, Any]) -> str:
    where = one.get("address") or ", ".join(
        f"{name} {one[name]}" for name in ("page", "line") if one.get(name)
    )
    now = f' -> "{one["now"]}"' if one.get("now") else ""
    raw = f'"{one["raw"]}"{now}' if one.get("raw") else ""
    return "  ".join(part for part in (where, f"{one['what']}, {one['why']}", raw) if part)
