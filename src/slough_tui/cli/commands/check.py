"""`slough check`: the rules run, and what they found is written in whatever format a person or a server reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit, formats, options
from slough_tui.errors import Exit, PluginError, SloughError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from slough_tui.cli.context import Context
    from slough_tui.engine.rules.check import Checked
    from slough_tui.engine.rules.run import CheckResult
    from slough_tui.engine.rules.told import Told
    from slough_tui.engine.rules.untold import Untold
    from slough_tui.hooks.brought import Writer
    from slough_tui.hooks.loading import Plugin
    from slough_tui.store import Register

SEVERITIES = ("error", "warning", "info")
FORMATS = (
    "text",
    "concise",
    "json",
    "jsonl",
    "csv",
    "markdown",
    "html",
    "junit",
    "sarif",
    "github",
    "parquet",
)


@click.command("check")
@click.option(
    "--select",
    "select",
    metavar="IDS",
    multiple=True,
    help="Only these: ids, beginnings, tags, severities, kinds.",
)
@click.option("--ignore", "ignore", metavar="IDS", multiple=True, help="Not these.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="error",
    show_default=True,
    help="Exit 1 from this severity on.",
)
@click.option("--baseline", metavar="FILE", help="Leave out what an earlier check (JSON) already found.")
@click.option("--new-since", metavar="DATE", help="Leave out what stood already on that day.")
@click.option(
    "--record", is_flag=True, help="Keep the result in the register: what is new, still there, fixed."
)
@click.option("--statistics", is_flag=True, help="Count per rule instead of listing the findings.")
@options.output(*FORMATS, brought=True)
@click.pass_obj
def command(
    context: Context,
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    baseline: str | None,
    new_since: str | None,
    record: bool,
    statistics: bool,
    form: str,
    output: str | None,
) -> None:
    """Run the rules.

    All rules, or those that --select names by id (ACT001), beginning (ACT), tag (overdue), severity (error) or kind
    (plan_actions). Nothing is written into the register without --record. Exit 1 if there is a finding at or above
    --fail-on that is not waived.
    """
    from slough_tui.engine.rules.check import judge
    from slough_tui.engine.rules.run import gathered

    writer = _writer(context, form)
    register = context.register(write=record)
    loaded = context.rules()
    for unread in loaded.errors:  # now: a rule that --select names may be the one that cannot be read
        context.fail(unread)
    names, without = _names(select), _names(ignore)
    known = _baseline(baseline) if baseline else None
    frames = context.frames(register)

    def run(at: Any = None) -> Checked[Untold]:
        tables = frames if at is None else _frames_at(register, at, context.known_at)
        return judge(
            tables,
            loaded,
            today=at or context.today,
            as_of=at or context.as_of,
            select=names,
            ignore=without,
            get_host=context.host,
        )

    if new_since:
        from slough_tui.cli.context import read_date

        known = _both(known, run(read_date(new_since, "--new-since")).result.marks())
    checked = run()
    last = _last_run(context, register)
    kept: Kept | None = None
    if record or last is not None:  # what is compared finding by finding is held as a whole
        result = gathered(checked.result)
        kept = _record(context, register, result, last) if record else _beside(result, last)
        told = _seen(result, last if kept is None else kept.frame).told(known)
    else:
        told = checked.result.told(known)
    if known is not None and not known.is_empty():
        emit.note(f"{told.left_out} findings were there before and are left out")
    for error in (*checked.result.errors, *checked.failed):
        context.fail(error)
    errors = [str(error) for error in (*checked.wrong, *checked.failed)]
    if writer is None:
        _write(told, errors, form, output, statistics, kept)
    else:
        _brought(context, writer, told, output)
    for broken in checked.result.broken:
        context.fail(PluginError(broken.what, where=f"rule {broken.rule}"))
    if fail_on != "never" and told.at_or_above(fail_on):
        context.code(Exit.FINDINGS)


@dataclass(frozen=True, slots=True)
class Kept:
    """A run beside the one recorded before: its own commit (None: it is not recorded), and its frame.

    The frame is as `engine.history.runs` describes it.
    """

    commit: int | None
    frame: pl.DataFrame

    @property
    def counts(self) -> dict[str, int]:
        """How many findings are new, still there, fixed, unchecked."""
        from slough_tui.engine.history.runs import counted

        return counted(self.frame)


def _last_run(context: Context, register: Register) -> pl.DataFrame | None:
    """The run recorded last. A damaged one is said and costs only the dates of first sight."""
    try:
        return register.last_run(known_at=context.known_at)
    except SloughError as error:
        context.fail(error)
        return None


def _beside(result: CheckResult, last: pl.DataFrame | None) -> Kept | None:
    """What is new, still there and fixed since the last recorded run, if there is one."""
    from slough_tui.engine.history.runs import remember

    if last is None:
        return None
    kept = Kept(None, remember(result.findings, result.counts["rule"].to_list(), last, result.as_of))
    emit.note(f"since the last recorded check: {_trend(kept)}")
    return kept


def _trend(kept: Kept) -> str:
    return ", ".join(f"{number} {state}" for state, number in kept.counts.items())


def _record(
    context: Context, register: Register, result: CheckResult, last: pl.DataFrame | None
) -> Kept | None:
    """Commit the run. If that is refused the findings are given all the same, with the exit code it deserves."""
    from slough_tui import clock
    from slough_tui.engine.history.runs import remember

    frame = remember(result.findings, result.counts["rule"].to_list(), last, result.as_of)
    try:
        receipt = register.record_run(
            frame,
            author=context.author(),
            recorded_at=clock.now(),
            effective_on=result.as_of,
            message=f"check, {result.summary['findings']} findings",
        )
    except SloughError as error:
        context.fail(error)
        return None
    kept = Kept(receipt.seq, frame)
    emit.note(f"recorded as commit {kept.commit}: {_trend(kept)}")
    return kept


def _seen(result: CheckResult, run: pl.DataFrame | None) -> CheckResult:
    """The result with the days on which its findings were first seen."""
    import dataclasses

    from slough_tui.engine.history.runs import with_first_seen

    return dataclasses.replace(result, findings=with_first_seen(result.findings, run, result.as_of))


def _names(given: Sequence[str]) -> list[str]:
    return [name.strip() for text in given for name in text.split(",") if name.strip()]


def _frames_at(register: Any, at: Any, known_at: Any) -> Any:
    return lambda table: register.frame(table, as_of=at, known_at=known_at).lazy()


def _baseline(path: str) -> pl.Series:
    """The fingerprints that an earlier check wrote. UsageError if the file is no check's JSON."""
    import polars as pl

    try:
        read = json.loads(Path(path).read_bytes())
        return pl.Series("fingerprint", [one["fingerprint"] for one in read["findings"]], pl.String)
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=path) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = "slough check --output-format json -o FILE writes one"
        raise UsageError("not the JSON of a check", where=path, hint=hint) from None


def _both(known: pl.Series | None, marks: Iterator[pl.DataFrame]) -> pl.Series:
    """These fingerprints and those."""
    import polars as pl

    nothing = pl.Series("fingerprint", [], pl.String) if known is None else known
    return pl.concat([nothing, *(some["fingerprint"] for some in marks)]).unique()


def _write(
    told: Told,
    errors: list[str],
    form: str,
    output: str | None,
    statistics: bool,
    kept: Kept | None,
) -> None:
    from slough_tui.report import findings
    from slough_tui.report.findings import objects

    if statistics:
        if form not in formats.FORMATS:
            raise UsageError(f"--statistics cannot be written as {form}", hint=", ".join(formats.FORMATS))
        formats.write_frame(told.counts, form, output)
    elif form == "json":
        whole = objects.check_object(told, errors)
        if kept is not None:
            whole["run"] = {"commit": kept.commit, **kept.counts}
        document = formats.to_json(whole, indent=1) + "\n"
        found = (one for part in told.parts() for one in objects.finding_objects(part))
        each = (formats.to_json(one, indent=1) for one in found)
        formats.deliver_parts(objects.filled(document, each), output)
    elif form == "jsonl":
        parts = (emit.safe_lines(findings.json_lines(part)) for part in told.parts())
        formats.deliver_parts(parts, output)
    elif form == "csv":
        numbered = enumerate(told.parts())
        formats.deliver_parts((objects.csv_lines(part, header=not n) for n, part in numbered), output)
    elif form == "parquet":
        _parquet(told, output)
    elif form not in ("text", "concise"):
        formats.deliver_parts(findings.write(form, told), output)
    else:
        lines = findings.text(told) if form == "text" else findings.concise(told)
        if output in {None, "-"}:
            emit.emit_lines(lines)
        else:
            formats.deliver_parts(map(_plain, lines), output)
    from slough_tui.report.findings.text import summary

    emit.note(summary(told))


def _writer(context: Context, form: str) -> tuple[Plugin, Writer] | None:
    """The plugin's writer of this format; None for a built-in one. UsageError if nobody has it."""
    if form in FORMATS:
        return None
    from slough_tui.cli.lookup import nearest
    from slough_tui.hooks.brought import Writer

    brought = context.host().brought("slough_register_writers", Writer)
    names = [*FORMATS, *(writer.name for _, writer in brought)]
    found = next((one for one in brought if one[1].name == form), None)
    if found is None:
        raise UsageError(f"there is no format {form!r}", hint=nearest(form, names, "formats"))
    return found


def _brought(context: Context, writer: tuple[Plugin, Writer], told: Told, output: str | None) -> None:
    """What a plugin's writer makes of the findings; if it breaks, the findings are given as text."""
    import polars as pl

    from slough_tui.hooks.loading import in_words

    plugin, one = writer
    try:
        text = one.write(pl.concat(told.parts()), told.counts)
        if not isinstance(text, str):
            raise TypeError(f"gave {type(text).__name__}, not a text")  # noqa: TRY301 - told like any failure
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
        context.fail(PluginError(f"writer {one.name}: {in_words(error)}", where=f"plugin {plugin.name}"))
        _write(told, [], "text", output, statistics=False, kept=None)
        return
    formats.deliver(text, output)


def _parquet(told: Told, output: str | None) -> None:
    """The frames of findings as they are. UsageError where a terminal would get them."""
    import tempfile

    from polars.io.plugins import register_io_source

    from slough_tui.engine.rules.findings import schema

    if output in {None, "-"} and emit.is_terminal(emit.stdout()):
        raise UsageError("Parquet is nothing for a terminal", hint="name a file with -o FILE.parquet")
    whole = register_io_source(lambda *_: told.parts(), schema=schema())
    with tempfile.TemporaryFile() as file:
        whole.sink_parquet(file)
        file.seek(0)
        formats.deliver_parts(iter(lambda: file.read(1 << 20), b""), output)


def _plain(line: Sequence[Any]) -> str:
    from slough_tui.model.safe_text import clean_lines

    return clean_lines("".join(part if isinstance(part, str) else part[0] for part in line)) + "\n"
