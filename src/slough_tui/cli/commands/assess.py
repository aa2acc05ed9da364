"""`slough assess`: verdicts with reasons, by all assessors or those named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit, formats, options
from slough_tui.cli.lookup import nearest
from slough_tui.errors import UsageError

if TYPE_CHECKING:
    from slough_tui.cli.context import Context
    from slough_tui.engine.assess import Assessed
    from slough_tui.hooks.api import Assessor
    from slough_tui.hooks.loading import Plugin


@click.command("assess")
@click.argument("assessors", metavar="[ASSESSOR]...", nargs=-1)
@options.output()
@click.pass_obj
def command(context: Context, assessors: tuple[str, ...], form: str, output: str | None) -> None:
    """Run the assessors.

    All of them, or those named. A verdict comes with a score (0 to 100, where there is one) and reasons.
    Nothing is written into the register.
    """
    from slough_tui.engine.assess import assess

    host = context.host()
    chosen = _chosen(host.assessors(), assessors)
    result = assess(chosen, context.frames(context.register()), today=context.today)
    if form == "json":
        formats.deliver(formats.to_json(_object(context, result), indent=1) + "\n", output)
    else:
        formats.write_frame(result.frame, form, output)
    for counts in _summary(result).items():
        emit.note(f"{counts[0]}: {', '.join(f'{verdict} {n}' for verdict, n in counts[1].items())}")
    for failure in host.failures:
        context.fail(failure)


def _chosen(known: list[tuple[Plugin, Assessor]], wanted: tuple[str, ...]) -> list[tuple[Plugin, Assessor]]:
    names = [assessor.name for _, assessor in known]
    for name in wanted:
        if name not in names:
            raise UsageError(f"there is no assessor {name!r}", hint=nearest(name, names, "assessors"))
    return [one for one in known if not wanted or one[1].name in wanted]


def _summary(result: Assessed) -> dict[str, dict[str, int]]:
    """Assessor to verdict to number, both in order of their names."""
    counted = result.frame.group_by("assessor", "verdict").len().sort("assessor", "verdict")
    summary: dict[str, dict[str, int]] = {name: {} for name in result.names}
    for assessor, verdict, number in counted.iter_rows():
        summary[assessor][verdict] = number
    return summary


def _object(context: Context, result: Assessed) -> dict[str, Any]:
    return {
        "format": 1,
        "as_of": context.as_of,
        "today": context.today,
        "summary": _summary(result),
        "assessments": result.frame.to_dicts(),
        "failures": [str(failure) for failure in result.failures],
    }
