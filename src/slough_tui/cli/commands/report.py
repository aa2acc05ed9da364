"""`slough report`: a committee's report from the register, as Markdown, HTML, Word or Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit, formats

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from slough_tui.cli.context import Context


def _complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from slough_tui.report.building import kinds

    return [CompletionItem(kind.name, help=kind.about) for kind in kinds() if kind.name.startswith(begun)]


@click.command("report")
@click.argument("name", metavar="[NAME]", required=False, shell_complete=_complete)
@click.option("--from", "start", metavar="DATE", help="An earlier day to compare with.")
@click.option(
    "-o",
    "output",
    metavar="FILE",
    help="The file; its ending says what: .md, .html, .docx, .xlsx (default: Markdown on stdout).",
)
@click.pass_obj
def command(context: Context, *, name: str | None, start: str | None, output: str | None) -> None:
    """Make a committee's report, or list the reports there are.

    The figures are those of `slough list`, `query` and `diff` for the same dates. The report carries the marking of the
    papers that it rests on (CONFIDENTIAL, say) on each page.
    """
    from slough_tui.cli.context import read_date
    from slough_tui.report.building import build, kinds

    if name is None:
        formats.write_lines(
            ("report", "about"), [(kind.name, kind.about) for kind in kinds(context.host)], "text"
        )
        _failures(context)
        return
    path = Path(output) if output and output != "-" else None
    if path is not None:
        from slough_tui.report.writing import check_suffix

        check_suffix(path)  # before the work, not after it
    made = build(
        name,
        context.register(),
        as_of=context.as_of,
        today=context.today,
        start=read_date(start, "--from") if start else None,
        known_at=context.known_at,
        get_host=context.host,
        get_rules=context.rules,
        fail=context.fail,
    )
    if path is None:
        from slough_tui.report.writers import markdown

        emit.emit_data(markdown.write(made))
    else:
        from slough_tui.report.writing import write

        write(made, path)
        emit.note(f"{made.title} in {path}{f', marked {made.marking}' if made.marking else ''}")


def _failures(context: Context) -> None:
    for failure in context.host().failures:
        context.fail(failure)
