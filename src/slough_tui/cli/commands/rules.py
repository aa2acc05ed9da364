"""`slough rules`: for those who write rules: what there is, whether the examples hold, and a file to start from."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit, formats, options
from slough_tui.errors import Exit, SloughError, UsageError
from slough_tui.report.files import write_file

if TYPE_CHECKING:
    from slough_tui.cli.context import Context
    from slough_tui.engine.rules.compile import Function
    from slough_tui.engine.rules.load import Loaded
    from slough_tui.engine.rules.profile import Line
    from slough_tui.engine.rules.rule import Rule


@click.group("rules")
def command() -> None:
    """List and test the rules."""


def _loaded(context: Context) -> Loaded:
    """Every rule there is; files that are wrong are said, and the exit code remembers them."""
    loaded = context.rules()
    for error in loaded.errors:
        context.fail(error)
    return loaded


def _chosen(loaded: Loaded, names: tuple[str, ...]) -> list[Rule]:
    from slough_tui.engine.rules.run import choose

    return choose(loaded.rules, [part for name in names for part in name.split(",") if part])


@command.command("list")
@click.argument("names", metavar="[RULE]...", nargs=-1)
@options.output()
@click.pass_obj
def list_(context: Context, names: tuple[str, ...], form: str, output: str | None) -> None:
    """List the rules: id, severity, scope, table, title."""
    lines = [
        {
            "id": rule.id,
            "severity": rule.severity,
            "scope": rule.scope,
            "table": rule.table,
            "title": rule.title,
            "tags": list(rule.tags),
        }
        for rule in _chosen(_loaded(context), names)
    ]
    formats.write_dicts(lines, form, output)


@command.command("test")
@click.argument("names", metavar="[RULE]...", nargs=-1)
@click.option("--verbose", is_flag=True, help="Also name the examples that hold.")
@click.option(
    "--mutants", is_flag=True, help="Change each condition place by place: would an example notice?"
)
@click.pass_obj
def test(context: Context, names: tuple[str, ...], verbose: bool, mutants: bool) -> None:
    """Run every rule's own examples. Exit 1 if one does not hold, or if fewer than 90 % of mutants are noticed."""
    from slough_tui.engine.rules.examples import run_examples

    rules = _chosen(_loaded(context), names)
    if mutants:
        _mutants(context, rules, verbose)
        return
    held = broken = 0
    cannot: set[str] = set()
    for verdict in run_examples(rules, functions=_functions(context, rules)):
        name = f"{verdict.rule.id} example {verdict.number}"
        if verdict.outcome == "error":
            broken += 1
            if verdict.problem not in cannot:  # a rule that cannot be run says so for each of its examples
                emit.emit((verdict.rule.id, "bold"), " ", ("cannot be run", "red"), f": {verdict.problem}")
            cannot.add(verdict.problem)
        elif verdict.problem:
            broken += 1
            note = f" ({verdict.example.note})" if verdict.example.note else ""
            emit.emit((name, "bold"), " ", ("fails", "red"), f": {verdict.problem}{note}")
            for message in verdict.messages:
                emit.emit("  ", message)
            emit.emit((f"  {verdict.rule.path}", "dim"))
        else:
            held += 1
            if verbose:
                said = f": {verdict.messages[0]}" if verdict.messages else ""
                emit.emit((name, "bold"), f" {verdict.outcome}{said}")
    emit.emit(f"{held} examples of {len(rules)} rules hold" + (f", {broken} do not" if broken else ""))
    if broken:
        context.code(Exit.FINDINGS)


ENOUGH = 0.9
"""The share of mutants that a rule's examples must notice."""


def _mutants(context: Context, rules: list[Rule], verbose: bool) -> None:
    """Each rule's score, and the mutants that no example notices where they are too many (or with `--verbose`: all)."""
    from slough_tui.engine.rules.mutants import scores

    weak = killed = whole = 0
    for score in scores(rules, functions=_functions(context, rules)):
        number = score.killed + len(score.survivors)
        killed, whole = killed + score.killed, whole + number
        good = score.share >= ENOUGH
        weak += not good
        if not score.holds:
            said = f": its examples do not hold; see slough rules test {score.rule.id}"
            emit.emit((score.rule.id, "bold"), said)
            continue
        emit.emit(
            (score.rule.id, "bold"),
            f" {score.killed} of {number} ",
            (f"{score.share:.0%}", "green" if good else "red"),
        )
        for mutant in score.survivors if verbose or not good else ():
            emit.emit("  survives: ", mutant.change)
    emit.emit(f"{killed} of {whole} mutants are noticed" + (f"; {weak} rules notice too few" if weak else ""))
    if weak:
        context.code(Exit.FINDINGS)


@command.command("profile")
@click.argument("names", metavar="[RULE]...", nargs=-1)
@click.option(
    "--overlap", is_flag=True, help="Instead: rules that find the same records, and columns that none reads."
)
@options.output()
@click.pass_obj
def profile_(context: Context, names: tuple[str, ...], overlap: bool, form: str, output: str | None) -> None:
    """Time each rule alone on the register, the slowest first."""
    from slough_tui.engine.rules.check import assessments_for
    from slough_tui.engine.rules.profile import overlaps, profile, unread

    rules = _chosen(_loaded(context), names)
    frames = context.frames(context.register())
    said = assessments_for(rules, frames, context.today, context.host, [])
    functions = _functions(context, rules)
    lines: list[Line] = []
    with emit.progress(len(rules)) as told:
        for number, rule in enumerate(rules, 1):
            told.say(f"{rule.id} {rule.title}", number)
            lines += profile(
                frames,
                [rule],
                today=context.today,
                as_of=context.as_of,
                assessments=said,
                functions=functions,
                runs=1 if overlap else 3,
            )
    if overlap:
        formats.write_lines(
            ("rule", "finds", "rule_or_column"), [*overlaps(lines), *_unread(unread(rules))], form, output
        )
        return
    lines.sort(key=lambda line: -line.ms)
    shown = [
        (one.rule.id, round(one.ms, 1), one.judged, one.finding, one.remark, one.rule.title) for one in lines
    ]
    formats.write_lines(("rule", "ms", "judged", "finding", "remark", "title"), shown, form, output)


def _unread(columns: dict[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    return [("no rule", "reads", f"{table}.{name}") for table, names in columns.items() for name in names]


def _functions(context: Context, rules: list[Rule]) -> dict[str, Function]:
    from slough_tui.engine.rules.check import functions_for

    failed: list[SloughError] = []
    found = functions_for(rules, context.host, failed)
    for error in failed:
        context.fail(error)
    return found


@command.command("new")
@click.argument("rule_id", metavar="ID")
@click.option("--table", default="recommendations", show_default=True, help="The table it looks at.")
@click.option(
    "--scope",
    type=click.Choice(["row", "unique", "group", "reference", "query"]),
    default="row",
    show_default=True,
    help="What it asks; a frame rule starts with its function (slough plugins new).",
)
@click.option("-o", "output", metavar="FILE", help="Where to write (default: ID.toml in the current folder).")
@click.pass_obj
def new(context: Context, rule_id: str, table: str, scope: str, output: str | None) -> None:
    """Write a rule file to start from; its examples hold."""
    import re

    from slough_tui.cli.lookup import table_named
    from slough_tui.engine.rules.template import template

    if not re.fullmatch(r"[A-Z]{3}-?\d{3}", rule_id):
        raise UsageError(
            f"{rule_id!r} is no id of a rule", hint="three capital letters and three digits: ABC001"
        )
    taken = next((rule for rule in _loaded(context).rules if rule.id == rule_id), None)
    if taken is not None:
        raise UsageError(
            f"{rule_id} is taken: {taken.title}", where=taken.path, hint="an id is never used twice"
        )
    path = Path(output or f"{rule_id.lower()}.toml")
    if path.exists():
        raise UsageError("the file is there already", where=str(path), hint="choose another -o FILE")
    text = template(rule_id, table_named(table), scope)
    with suppress(OSError):  # what cannot be made is said when the file is written
        path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, text.encode())
    emit.emit(str(path))
    emit.note(f"next: edit it, then slough --rules {path.parent} rules test {rule_id}")
