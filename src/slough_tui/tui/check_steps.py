"""A check step by step, the same in the program and in its child: what each step has to tell, as tables of the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from slough_tui.engine.rules.load import Loaded
    from slough_tui.engine.rules.rule import Rule
    from slough_tui.engine.rules.run import CheckResult
    from slough_tui.hooks.host import Host
    from slough_tui.tui.last_check import LastCheck
    from slough_tui.tui.panelling import Panels
    from slough_tui.tui.questions import Known
    from slough_tui.views.filed import Frame


@dataclass(frozen=True, slots=True)
class Found:
    """What a check has to tell by now: computed tables by name, and what could not be used.

    `pending`: these findings come from what was edited, and the rules that look further still run. `panels` asks
    what plugins show below a record.
    """

    tables: Mapping[str, Frame]
    pending: bool = False
    problems: tuple[str, ...] = ()
    panels: Panels | None = None


def steps(
    known: Known,
    loaded: Loaded,
    host: Callable[[], Host],
    last: LastCheck,
    run: Callable[..., CheckResult] | None = None,
) -> Iterator[Found]:
    """After edits first what they decide by themselves, then what all rules found, then what the assessors say.

    `last` is the check before, and keeps this one. `run` is `run_rules`, or what does the same in another way.
    """
    from slough_tui.engine.rules.check import check
    from slough_tui.engine.rules.run import run_rules

    def frames(name: str) -> pl.LazyFrame:
        return known.frame(name).lazy()

    kept = last.after(known)
    if kept is not None:
        yield Found(found_tables(known, kept.result, kept.rules), pending=True)
    checked = check(
        frames,
        loaded,
        today=known.today,
        as_of=known.as_of,
        select=() if kept is None else [rule.id for rule in kept.waiting],
        get_host=host,
        run=run or run_rules,
    )
    rules = checked.rules if kept is None else kept.rules
    result = checked.result if kept is None else kept.complete(checked.result).result
    problems = tuple(str(error) for error in (*checked.wrong, *checked.failed))
    yield Found(found_tables(known, result, rules), problems=problems)
    yield Found(judged_tables(known, host()))
    last.keep(known, result, rules)


def found_tables(known: Known, result: CheckResult, rules: Sequence[Rule]) -> dict[str, Frame]:
    """What was found as `rules`, `call_in` and `findings`; since when comes from the check that was recorded last."""
    from slough_tui.engine.history.runs import with_first_seen
    from slough_tui.model.kinds import RECORD_TABLES
    from slough_tui.views.findings import findings_frame, owners_of
    from slough_tui.views.machinery import rules_frame
    from slough_tui.views.overview import calls, calls_frame

    records = {name: known.frame(name) for name in RECORD_TABLES}
    last = known.register.last_run(known_at=known.known_at)
    seen = with_first_seen(result.findings, last, known.as_of)
    found = findings_frame(seen, rules, owners_of(records), recorded=last is not None)
    tags = {rule.id: rule.tags for rule in rules}
    called = calls_frame(calls(found, tags, records, known.today))
    return {"rules": rules_frame(rules, found), "call_in": called, "findings": found}


def judged_tables(known: Known, host: Host) -> dict[str, Frame]:
    """What all assessors say as `assessments`, what is proposed of it as `proposals`, and the `plugins` there are."""
    from slough_tui.engine.assess import assess
    from slough_tui.model.kinds import RECORD_TABLES
    from slough_tui.views.machinery import plugins_frame
    from slough_tui.views.proposals import proposals_frame
    from slough_tui.views.verdicts import assessments_frame

    found = host.assessors()
    assessed = assess(found, known.frame, today=known.today)
    bring: dict[str, list[str]] = {}
    for plugin, assessor in found:
        bring.setdefault(plugin.name, []).append(assessor.name)
    verdicts = {assessor.name: assessor.verdicts for _, assessor in found}
    records = {name: known.frame(name) for name in RECORD_TABLES}
    said = assessments_frame(assessed.frame, records, verdicts)
    proposed = proposals_frame(assessed.frame)
    return {"plugins": plugins_frame(host.plugins, bring), "proposals": proposed, "assessments": said}
