"""`slough import`: papers into the register, and what was read, mended and refused."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slough_tui import clock
from slough_tui.cli import emit, formats, options
from slough_tui.cli.context import read_date
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slough_tui.cli.context import Context
    from slough_tui.engine.importing import ImportOutcome

LISTED = 20
"""So many refusals of a paper are listed unless all are asked for."""


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be read, and what became of every cell.")
@click.option("--on", metavar="DATE", help="The papers' date, where they print none (or a wrong one).")
@click.option("--layout", metavar="NAME", help="Read with this layout only.")
@click.option(
    "--series", metavar="NAME", default="", help="Name of the papers' series, where they print none."
)
@click.option("--council", metavar="NAME", help="Name of the council, where they print none.")
@click.option("-v", "--verbose", is_flag=True, help="List every repair and refusal.")
@options.output("text", "json", "jsonl")
@click.pass_obj
def command(
    context: Context,
    *,
    files: tuple[Path, ...],
    dry_run: bool,
    on: str | None,
    layout: str | None,
    series: str,
    council: str | None,
    verbose: bool,
    form: str,
    output: str | None,
) -> None:
    """Read committee papers into the register.

    Text, Markdown, CSV, Excel, Word, PDF and Parquet. Each paper is one commit; the same paper again changes
    nothing. A paper that cannot be read costs only itself, and the exit code is 3.
    """
    from slough_tui.engine.headings import remembered
    from slough_tui.engine.importing import import_papers

    gc.enable()  # readers of other people's formats leave cycles behind, and papers may be many
    host = context.host()
    with emit.progress(len(files)) as line:
        outcomes = import_papers(
            [path.expanduser() for path in files],
            None if dry_run else context.register(write=True),
            author=context.author(),
            recorded_at=clock.now(),
            today=context.today,
            on=read_date(on, "--on") if on else None,
            council=council or context.council or "",
            series=series,
            layout=layout,
            dry_run=dry_run,
            readers=host.readers(),
            layouts=host.layouts(),
            progress=_teller(line, files),
            headings=remembered(context.register_path),
        )
        said = _say(context, outcomes, line, dry_run=dry_run, verbose=verbose, form=form, output=output)
    for failure in host.failures:
        context.fail(failure)
    _sum_up(said, dry_run=dry_run)


def _teller(line: emit.Progress, files: tuple[Path, ...]) -> Any:
    places = {path.expanduser(): number for number, path in enumerate(files, start=1)}

    def tell(path: Path, done: int, total: int) -> None:
        share = f" {100 * done // total} %" if total else ""
        line.say(f"{path.name}{share}", places.get(path))

    return tell


def _say(
    context: Context,
    outcomes: Iterator[ImportOutcome],
    line: emit.Progress,
    *,
    dry_run: bool,
    verbose: bool,
    form: str,
    output: str | None,
) -> list[ImportOutcome]:
    """Print each outcome as it comes (or all in one JSON array), and the errors among them."""
    said: list[ImportOutcome] = []
    texts: list[str] = []
    to_screen = output in {None, "-"}
    for outcome in outcomes:
        line.clear()
        said.append(outcome)
        if form == "text":
            texts.append(_text(outcome, dry_run=dry_run, verbose=verbose))
        else:
            texts.append(formats.to_json(_object(outcome, dry_run=dry_run)))
        if form == "text" and to_screen and texts[-1]:
            emit.emit(texts[-1])
        elif form == "jsonl" and to_screen:
            emit.emit_data(texts[-1] + "\n")
        if outcome.error is not None:
            context.fail(outcome.error)
    if form == "json":
        formats.deliver("[\n" + ",\n".join(texts) + "\n]\n" if texts else "[]\n", output)
    elif not to_screen:
        formats.deliver("".join(f"{text}\n" for text in texts if text), output)
    return said


def _object(outcome: ImportOutcome, *, dry_run: bool) -> dict[str, Any]:
    return {
        "path": str(outcome.path),
        "status": _status(outcome, dry_run=dry_run),
        "error": str(outcome.error) if outcome.error else None,
        "commit": outcome.receipt.seq if outcome.receipt else None,
        "document": outcome.document or None,
        "counts": outcome.counts,
        "series": outcome.series,
        "balance": outcome.balance,
        "repairs": outcome.repairs,
        "refusals": outcome.refusals,
        "seconds": round(outcome.seconds, 3),
    }


def _status(outcome: ImportOutcome, *, dry_run: bool) -> str:
    if outcome.error is not None:
        return "unreadable"
    if dry_run or outcome.receipt is None:
        return "dry run"
    return outcome.receipt.status


def _text(outcome: ImportOutcome, *, dry_run: bool, verbose: bool) -> str:
    """The outcome of one paper over several lines; nothing where it could not be read."""
    if outcome.error is not None:
        return ""
    document = outcome.document
    about = [f"{document['date']} ({document['date_source']})", *(document.get("layouts") or ())]
    lines = [f"{outcome.path.name}: {_read(outcome)}", f"  date {', '.join(about)}; {outcome.seconds:.1f} s"]
    if document.get("marking"):
        lines.append(f"  marked {document['marking']}")
    if dry_run:
        lines.append(f"  cells {_counted(outcome.balance)}")
    if outcome.repairs:
        lines.append(f"  repaired {_counted(Counter(str(one['what']) for one in outcome.repairs))}")
        lines += [f"    {_note(one)}" for one in outcome.repairs] if verbose else []
    if outcome.refusals:
        lines.append(f"  refused {_counted(Counter(str(one['what']) for one in outcome.refusals))}")
        shown = outcome.refusals if verbose else outcome.refusals[:LISTED]
        lines += [f"    {_note(one)}" for one in shown]
        if len(shown) < len(outcome.refusals):
            lines.append(f"    and {len(outcome.refusals) - len(shown)} more (--verbose lists all)")
    lines.append(f"  {_written(outcome)}")
    return "\n".join(lines)


def _read(outcome: ImportOutcome) -> str:
    """`33 recommendations (cisc 30, cisc-2 3), 28 updates`."""
    parts = []
    for name, table in TABLES.items():
        number = outcome.counts.get(name, 0)
        if not number or name in {"cells", "documents", "repairs", "refusals"}:
            continue
        series = outcome.series.get(name, {})
        inside = f" ({', '.join(f'{one} {n}' for one, n in series.items())})" if len(series) > 1 else ""
        title = table.title.removesuffix("s") if number == 1 else table.title
        parts.append(f"{number} {title if title.startswith('KPI') else title.lower()}{inside}")
    return ", ".join(parts) or "no table that anybody knows; the text can be searched"


def _counted(numbers: dict[str, int]) -> str:
    most = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return f"{sum(numbers.values())}: {', '.join(f'{what} {n}' for what, n in most)}"


def _note(one: dict[str, Any]) -> str:
    """Where, what was printed, what became of it, and why."""
    places = [f"page {one['page']}" if one["page"] else "", f"line {one['line']}" if one["line"] else ""]
    where = one.get("address") or ", ".join(place for place in places if place)
    whose = " ".join(part for part in (one.get("record"), one.get("field")) if part)
    now = f' -> "{one["now"]}"' if one.get("now") else ""
    raw = f'"{_short(one["raw"])}"' if one["raw"] else ""
    head = ", ".join(part for part in (where, whose, raw + now) if part)
    return f"{head}: {one['what']}, {one['why']}" if head else f"{one['what']}, {one['why']}"


def _short(text: str, most: int = 80) -> str:
    folded = " ".join(str(text).split())
    return folded if len(folded) <= most else folded[: most - 1] + "\u2026"


def _written(outcome: ImportOutcome) -> str:
    if outcome.receipt is None:
        return "nothing written (--dry-run)"
    if outcome.receipt.status != "committed":
        return "nothing new"
    records = [counts for name, counts in outcome.receipt.by_table.items() if TABLES[name].is_record]
    added, changed, ended = (sum(counts[i] for counts in records) for i in range(3))
    return f"commit {outcome.receipt.seq}: records added {added}, changed {changed}, ended {ended}"


def _sum_up(said: list[ImportOutcome], *, dry_run: bool) -> None:
    if len(said) < 2:
        return
    statuses = Counter(_status(one, dry_run=dry_run) for one in said)
    emit.note(f"{len(said)} papers: {', '.join(f'{n} {status}' for status, n in statuses.items())}")
