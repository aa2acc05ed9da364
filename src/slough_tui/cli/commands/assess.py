"""`slough assess`: verdicts with reasons, by all assessors or those named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit, formats, options
from slough_tui.cli.lookup import nearest
from slough_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slough_tui.cli.context import Context
    from slough_tui.engine.assess import Agreement, Assessed
    from slough_tui.hooks.api import Assessor
    from slough_tui.hooks.loading import Plugin

AGREEMENT = "agreement"
LISTED = 20
"""Disagreements that the notes on stderr name; the JSON has all."""


@click.command("assess")
@click.argument("assessors", metavar="[ASSESSOR]...", nargs=-1)
@options.output()
@click.pass_obj
def command(context: Context, assessors: tuple[str, ...], form: str, output: str | None) -> None:
    """Run the assessors.

    All of them, or those named. A verdict comes with a score (0 to 1, where there is one) and reasons. Where
    the papers state a verdict of their own, the summary says how far the two agree (percentage, Cohen's kappa,
    and the records on which they differ). Nothing is written into the register.
    """
    from slough_tui.engine.assess import agreement_of, assess

    host = context.host()
    chosen = _chosen(host.assessors(), assessors)
    frames = context.frames(context.register())
    result = assess(chosen, frames, today=context.today)
    agreements = {one.name: agreement_of(one, result.frame, frames) for _, one in chosen}
    summary = _summary(result, agreements)
    if form == "json":
        formats.deliver(formats.to_json(_object(context, result, summary), indent=1) + "\n", output)
    else:
        formats.write_frame(result.frame, form, output)
    for name, counts in summary.items():
        said = ", ".join(f"{verdict} {n}" for verdict, n in counts.items() if verdict != AGREEMENT)
        emit.note(f"{name}: {said}")
        for line in _agreement_lines(agreements[name]):
            emit.note(line)
    for failure in host.failures:
        context.fail(failure)


def _chosen(known: list[tuple[Plugin, Assessor]], wanted: tuple[str, ...]) -> list[tuple[Plugin, Assessor]]:
    names = [assessor.name for _, assessor in known]
    for name in wanted:
        if name not in names:
            raise UsageError(f"there is no assessor {name!r}", hint=nearest(name, names, "assessors"))
    return [one for one in known if not wanted or one[1].name in wanted]


def _summary(result: Assessed, agreements: Mapping[str, Agreement | None]) -> dict[str, dict[str, Any]]:
    """Assessor to verdict to number, both in order of their names; and to its agreement, where there is one."""
    counted = result.frame.group_by("assessor", "verdict").len().sort("assessor", "verdict")
    summary: dict[str, dict[str, Any]] = {name: {} for name in result.names}
    for assessor, verdict, number in counted.iter_rows():
        summary[assessor][verdict] = number
    for name, found in agreements.items():
        if found is not None:
            summary[name][AGREEMENT] = found.as_object()
    return summary


def _agreement_lines(found: Agreement | None) -> Iterator[str]:
    if found is None:
        return
    kappa = "not defined" if found.kappa is None else f"{found.kappa:.2f}"
    yield (
        f"  agrees with what the papers state on {found.agreed} of {found.compared} "
        f"({found.percent:g}%), Cohen's kappa {kappa}"
    )
    shown = found.disagreements[:LISTED]
    for one in shown:
        yield f"  {one.record}: stated {one.stated}, assessed {one.verdict}"
    if len(found.disagreements) > len(shown):
        yield f"  and {len(found.disagreements) - len(shown)} more: --output-format json lists all"


def _object(context: Context, result: Assessed, summary: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "format": 1,
        "as_of": context.as_of,
        "today": context.today,
        "summary": summary,
        "assessments": result.frame.to_dicts(),
        "failures": [str(failure) for failure in result.failures],
    }
