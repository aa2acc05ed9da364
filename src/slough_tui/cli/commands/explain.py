"""`slough explain`: a rule, or a finding with the line of the paper it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit
from slough_tui.errors import SloughError, UnknownRecordError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from slough_tui.cli.context import Context
    from slough_tui.engine.rules.check import Checked
    from slough_tui.engine.rules.compile import Compiler
    from slough_tui.engine.rules.explain import Judgement, Passage
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.load import Loaded
    from slough_tui.engine.rules.rule import Example, Rule
    from slough_tui.engine.rules.run import CheckResult
    from slough_tui.store.register import Register

OUTCOMES = {True: ("true", "red"), False: ("false", "green"), None: ("unknown", "amber")}
CLEARS = 4
"""Changes that are named."""
SHOWN = 20
"""Findings of a rule that are shown with their lines; the rest is counted."""


@click.command("explain")
@click.argument("subject", metavar="RULE|FINDING")
@click.argument("record", required=False)
@click.option(
    "--all", "everything", is_flag=True, help="Show every finding of the rule, not the first twenty."
)
@click.pass_obj
def command(context: Context, subject: str, record: str | None, everything: bool) -> None:
    """Explain a rule or a finding.

    RULE is an id (RES001): why it is there, its thresholds, its condition, what it finds now and the lines
    of the paper they stand on. FINDING is the beginning of a fingerprint. With RECORD, the rule's
    condition on that record, branch by branch.
    """
    loaded = context.rules()
    register = context.register()
    frames = context.frames(register)
    rule = next(
        (one for one in loaded.rules if one.id.replace("-", "") == subject.upper().replace("-", "")), None
    )
    if rule is None:
        for error in loaded.errors:  # it may be the one that cannot be read
            context.fail(error)
        _explain_finding(context, register, loaded, subject)
    elif record:
        _explain_record(context, frames, rule, record)
    else:
        _explain_rule(context, frames, loaded, rule, everything)


def _check(
    context: Context, frames: Frames, loaded: Loaded, select: tuple[str, ...] = ()
) -> Checked[CheckResult]:
    from slough_tui.engine.rules.check import check

    checked = check(
        frames, loaded, today=context.today, as_of=context.as_of, select=select, get_host=context.host
    )
    for error in checked.failed:
        context.fail(error)
    return checked


# ---------------------------------------------------------------- a rule


def _explain_rule(context: Context, frames: Frames, loaded: Loaded, rule: Rule, everything: bool) -> None:
    _head(rule)
    _section("Why", rule.why)
    _thresholds(rule)
    _section("Condition", rule.condition)
    _section("What to do", rule.fix)
    _examples(rule)
    checked = _check(context, frames, loaded, (rule.id,))
    for error in checked.result.errors:
        context.fail(error)
    for counts in checked.result.counts.iter_rows(named=True):
        said = ", ".join(f"{counts[word]} {word}" for word in ("finding", "clear", "unknown", "waived"))
        emit.emit()
        state = "" if counts["state"] == "ran" else f" ({counts['state']}: there are no {rule.table})"
        emit.emit((f"As of {context.as_of.isoformat()}", "bold"), f": {said}{state}")
    rows = checked.result.findings.to_dicts()
    shown = rows if everything else rows[:SHOWN]
    for row in shown:
        emit.emit()
        _finding(frames, row)
    if len(rows) > len(shown):
        emit.emit()
        emit.emit((f"and {len(rows) - len(shown)} more: slough explain {rule.id} --all", "dim"))


def _head(rule: Rule) -> None:
    emit.emit((rule.id, "bold"), f" {rule.title}")
    emit.emit((f"{rule.severity}, {rule.confidence}, {rule.scope} rule over {rule.table}", "dim"))
    if rule.tags:
        emit.emit((f"tags: {', '.join(rule.tags)}", "dim"))
    emit.emit((rule.path, "dim"))


def _section(title: str, text: str) -> None:
    if text.strip():
        emit.emit()
        emit.emit((title, "bold"))
        for line in text.strip().splitlines():
            emit.emit("  ", line)


def _thresholds(rule: Rule) -> None:
    from slough_tui.engine.rules.thresholds import shown

    _section("Thresholds", "\n".join(f"{name} = {shown(value)}" for name, value in rule.thresholds.items()))


def _examples(rule: Rule) -> None:
    lines = []
    for example in rule.examples:
        given = "; ".join(f"{table}: {said}" for table, said in _given(example))
        note = f" ({example.note})" if example.note else ""
        lines.append(f"{example.expect}: {given}{note}")
    _section("Examples", "\n".join(lines))


def _given(example: Example) -> Iterator[tuple[str, str]]:
    """Each record of an example with its table; the same one many times is said once."""
    from itertools import groupby

    for table, records in example.tables.items():
        for said, alike in groupby(records, _values):
            times = len(list(alike))
            yield table, said if times == 1 else f"{times} times {said}"


def _values(record: Any) -> str:
    from slough_tui.cli.formats import plain

    told = {name: value for name, value in record.items() if not (name == "id" and "example/" in str(value))}
    return ", ".join(f"{name} = {plain(value)}" for name, value in told.items()) or "an empty record"


# ---------------------------------------------------------------- a finding


def _explain_finding(context: Context, register: Register, loaded: Loaded, prefix: str) -> None:
    from slough_tui.engine.rules.explain import find

    frames = context.frames(register)
    if len(prefix) < 4 or not all(letter in "0123456789abcdef" for letter in prefix.lower()):
        from slough_tui.engine.rules.tokens import did_you_mean

        hint = did_you_mean(prefix, [rule.id for rule in loaded.rules]) or "slough rules list names the rules"
        raise UsageError(f"there is no rule {prefix!r}, and no fingerprint begins so", hint=hint)
    row = find(_check(context, frames, loaded).result.findings, prefix)
    rule = next(one for one in loaded.rules if one.id == row["rule"])
    _head(rule)
    emit.emit()
    _finding(frames, row)
    _section("Why", rule.why)
    _section("What to do", rule.fix)
    first = row["subjects"][0]["id"] if row["subjects"] else ""
    try:
        _judgement(context, frames, rule, first)
    except UnknownRecordError:
        _section("Condition", rule.condition)
    _also(context, loaded, frames, row)
    _past(context, register, rule, row)
    emit.emit()
    emit.emit((f"fingerprint {row['fingerprint']}", "dim"))


def _finding(frames: Frames, row: dict[str, Any]) -> None:
    """The message, the place, and the text that is printed there."""
    from slough_tui.engine.rules.explain import passage
    from slough_tui.report.findings.objects import place

    emit.emit((row["message"], "bold"), *([" (waived)"] if row["waived"] else []))
    emit.emit((f"  {row['fingerprint'][:12]}  {place(row)}", "dim"))
    first = row["subjects"][0]["id"] if row["subjects"] else ""
    found = passage(frames, first, document=row["document"] or "", line=row["line"])
    if found is not None:
        _passage(found)


def _passage(found: Passage) -> None:
    page = f", page {found.page}" if found.page else ""
    emit.emit(f"  {found.document}{page}, line {found.line}:" if found.line else f"  {found.document}{page}:")
    for field, raw, _, line in found.cells:
        name = f"{field}: " if field else ""
        other = f"(line {line}) " if line != found.line and line else ""
        emit.emit(("    | ", "dim"), (f"{other}{name}", "dim"), " ".join(raw.split()))


# ---------------------------------------------------------------- a record


def _explain_record(context: Context, frames: Frames, rule: Rule, text: str) -> None:
    from slough_tui.cli.lookup import find_record
    from slough_tui.engine.rules.explain import passage

    try:
        _, record = find_record(frames, text)
    except SloughError:
        record = text  # a rule may look at other things than records
    _head(rule)
    _judgement(context, frames, rule, record)
    found = passage(frames, record)
    if found is not None:
        emit.emit()
        _passage(found)


def _judgement(context: Context, frames: Frames, rule: Rule, record: str) -> None:
    from slough_tui.engine.rules.check import assessments_for, functions_for
    from slough_tui.engine.rules.compile import Compiler
    from slough_tui.engine.rules.explain import judge

    compiler = Compiler.over(
        frames,
        today=context.today,
        as_of=context.as_of,
        functions=functions_for([rule], context.host, []),
        assessments=assessments_for([rule], frames, context.today, context.host, []),
    )
    said = judge(rule, record, compiler)
    emit.emit()
    emit.emit(("Condition", "bold"), f" on {record}")
    for branch in said.branches:
        word, color = OUTCOMES[branch.outcome]
        mark = "  <- this alone would change it" if branch.decides else ""
        emit.emit("  " * (branch.depth + 1), (f"{word:7}", color), f" {branch.join or branch.text}{mark}")
    _read(said)
    if said.outcome is not False:
        _clears(rule, record, compiler)


def _clears(rule: Rule, record: str, compiler: Compiler) -> None:
    """The smallest change of one field that would clear it, then those of other fields."""
    from slough_tui.engine.rules.clearing import changes

    found = changes(rule, record, compiler)
    if not found:
        return
    emit.emit()
    emit.emit(("Would clear it", "bold"), " (one change is enough, the smallest first)")
    for change in found[:CLEARS]:
        emit.emit(f"  {change.field} = {_told(change.new)}", (f"  now {_told(change.old)}", "dim"))


def _told(value: Any) -> str:
    from slough_tui.cli.formats import plain

    text = "null" if value is None else " ".join(str(plain(value)).split())
    return text if len(text) <= 60 else f"{text[:59]}\u2026"


def _also(context: Context, loaded: Loaded, frames: Frames, row: dict[str, Any]) -> None:
    """What plugins have to say of the finding, where the run has plugins."""
    from slough_tui.engine.rules.explain import record_of

    if loaded.host is None:
        return
    try:
        record = record_of(frames, row["subjects"][0]["id"]) if row["subjects"] else {}
    except UnknownRecordError:
        record = {}
    lines = [str(line) for _, line in loaded.host.call("slough_explain", finding=row, record=record)]
    _section("Also", "\n".join(lines))
    for failure in loaded.host.failures:
        context.fail(failure)


def _past(context: Context, register: Register, rule: Rule, row: dict[str, Any]) -> None:
    """Since when the finding stands, and on which days of its record the rule would have found it."""
    from slough_tui.engine.rules.past import history

    record = row["subjects"][0]["id"] if row["subjects"] else ""
    facts = register.facts(record, known_at=context.known_at)
    days: dict[date, list[str]] = {}
    for on, field in facts.select("effective_on", "field").unique(maintain_order=True).iter_rows():
        if on <= context.as_of and not field.endswith("_raw"):
            days.setdefault(on, []).append(field.replace("_present", "appears"))
    told = history(
        rule,
        row["fingerprint"],
        [(on, tuple(fields)) for on, fields in sorted(days.items())],
        lambda on: lambda table: register.frame(table, as_of=on, known_at=context.known_at).lazy(),
        get_host=context.host,
    )
    emit.emit()
    last = register.last_run(known_at=context.known_at)
    seen = (
        [] if last is None else last.filter(last["fingerprint"] == row["fingerprint"])["first_seen"].to_list()
    )
    emit.emit(
        ("History", "bold"), f" first seen in the check of {seen[0]}" if seen else " in no recorded check yet"
    )
    for day in told:
        said = ", ".join(day.said[:5]) + (f" and {len(day.said) - 5} more" if len(day.said) > 5 else "")
        emit.emit(f"  {day.on}  ", ("found    ", "red") if day.found else ("not found", "green"), f"  {said}")


def _read(said: Judgement) -> None:
    from slough_tui.cli.formats import plain

    if said.values:
        emit.emit()
        emit.emit(("It reads", "bold"))
    for name, value in said.values.items():
        emit.emit(f"  {name} = ", "null" if value is None else str(plain(value)))
