"""How much a rule's own examples would notice: its condition is changed in one place at a time, and they must fail.

Mutated are comparisons (turned round, and at their boundary), AND and OR, NOT, numbers and texts that something
is compared with, and thresholds. A mutant that cannot be compiled does not count. After R. DeMillo, R. Lipton and
F. Sayward, "Hints on test data selection" (Computer 11(4), 1978).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from slough_tui.engine.rules import passes
from slough_tui.engine.rules.compile import Compiler
from slough_tui.engine.rules.examples import SOME_DAY, tables_of
from slough_tui.engine.rules.frames import FINDINGS, Frames, frames_of, with_findings
from slough_tui.engine.rules.query import MOST_TOKENS
from slough_tui.engine.rules.rule import Duration, Example, Rule
from slough_tui.engine.rules.tokens import Token, tokenise
from slough_tui.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from slough_tui.engine.rules.compile import Function
    from slough_tui.engine.rules.rule import Value

Given = tuple[Example, Frames]
"""An example and the tables it gives."""

TURNED = {
    "=": ("<>",),
    "<>": ("=",),
    "!=": ("=",),
    "<": ("<=", ">"),
    "<=": ("<", ">"),
    ">": (">=", "<"),
    ">=": (">", "<"),
}
NEGATABLE = ("in", "like", "ilike", "between", "exists")


@dataclass(frozen=True, slots=True)
class Mutant:
    """The rule changed in one place; `change` says how, for people."""

    rule: Rule
    change: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants of a rule its examples tell from the rule, and those that they do not.

    `holds` is false where the examples do not hold for the rule itself: then nothing was mutated.
    """

    rule: Rule
    killed: int
    survivors: tuple[Mutant, ...]
    holds: bool = True

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there is nothing to mutate, 0 where the examples do not hold."""
        if not self.holds:
            return 0.0
        whole = self.killed + len(self.survivors)
        return self.killed / whole if whole else 1.0


def scores(rules: Iterable[Rule], *, functions: Mapping[str, Function] | None = None) -> Iterator[Score]:
    """The score of each rule that is written in SQL; those of plugins' functions are left out."""
    for rule in rules:
        if rule.scope != "frame":
            yield score(rule, functions=functions)


def score(rule: Rule, *, functions: Mapping[str, Function] | None = None) -> Score:
    """The mutants of one rule, held against its examples."""
    killed = 0
    survivors: list[Mutant] = []
    given = _given(rule)
    if _fate(rule, given, functions) != "survived":
        return Score(rule, 0, (), holds=False)
    for mutant in mutants(rule):
        fate = _fate(mutant.rule, given, functions)
        if fate == "killed":
            killed += 1
        elif fate == "survived":
            survivors.append(mutant)
    return Score(rule, killed, tuple(survivors))


def _fate(rule: Rule, given: Sequence[Given], functions: Mapping[str, Function] | None) -> str:
    for example, frames in given:
        day = example.today or SOME_DAY
        compiler = Compiler.over(frames, today=day, as_of=day, functions=functions)
        try:
            judged, broken = passes.run(compiler.probes(rule), small=True)
        except (RuleError, pl.exceptions.PolarsError):
            return "stillborn"
        if broken:
            return "stillborn"
        finding, unknown = judged[0].finding, judged[0].unknown
        outcome = "finding" if finding else "unknown" if unknown else "clear"
        if outcome != example.expect or (example.count is not None and finding != example.count):
            return "killed"
    return "survived"


def _given(rule: Rule) -> list[Given]:
    """The examples and their frames, made once for all mutants."""
    found: list[Given] = []
    for example in rule.examples:
        tables = tables_of(example)
        said = tables.pop(FINDINGS, None)
        frames = frames_of(tables)
        found.append((example, with_findings(frames, said) if said is not None else frames))
    return found


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Every mutant of the rule, one place changed in each."""
    for key in ("when", "having", "sql"):
        source = getattr(rule, key)
        if not source:
            continue
        tokens = tokenise(source, MOST_TOKENS)
        for token, text in _changes(tokens):
            changed = source[: token.start] + text + source[token.end :]
            line = source.count("\n", 0, token.start) + 1
            where = f"{key}:{line}" if "\n" in source.strip() else key
            around = " ".join(source[max(token.start - 20, 0) : token.end + 20].split())
            yield Mutant(
                _with(rule, key, changed),
                f"{where}: {token.text} -> {text.strip() or 'nothing'}  in  {around}",
            )
    for name, value in rule.thresholds.items():
        for other in _near(value):
            yield Mutant(
                replace(rule, thresholds={**rule.thresholds, name: other}), f"{name}: {value} -> {other}"
            )


def _with(rule: Rule, key: str, source: str) -> Rule:
    if key == "when":
        return replace(rule, when=source)
    return replace(rule, having=source) if key == "having" else replace(rule, sql=source)


def _changes(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """A token and what stands in its place."""
    between = False
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else Token("end", "", 0)
        after = tokens[index + 1] if index + 1 < len(tokens) else Token("end", "", 0)
        if token.text in TURNED:
            yield from ((token, text) for text in TURNED[token.text])
        elif token.word == "between":
            between = True
        elif token.word == "and" and between:
            between = False
        elif token.word in ("and", "or"):
            yield token, "OR" if token.word == "and" else "AND"
        elif token.word == "not" and after.word != "null":
            yield token, ""
        elif token.word == "null" and before.word in ("is", "not"):
            yield (before, "") if before.word == "not" else (before, "IS NOT")
        if token.word in NEGATABLE and before.word != "not":
            yield token, f"NOT {token.text}"
        if token.kind in ("number", "text") and _is_compared(tokens, index):
            never = ("0",) if _is_least_count(tokens, index) else ()
            yield from ((token, text) for text in _other(token) if text not in never)


def _is_compared(tokens: Sequence[Token], index: int) -> bool:
    """Whether a constant is what something is compared with: after a sign, LIKE or BETWEEN, or in a list of IN."""
    before = tokens[index - 1] if index else Token("end", "", 0)
    if before.text in TURNED or before.word in ("like", "ilike", "between"):
        return True
    for at in range(index - 1, 0, -1):
        if tokens[at].kind not in ("text", "number") and tokens[at].text != ",":
            return tokens[at].text == "(" and tokens[at - 1].word == "in"
    return False


def _is_least_count(tokens: Sequence[Token], index: int) -> bool:
    """Whether this is the 1 of COUNT(*) >= 1: no group is empty, so that 0 in its place is the same condition."""
    return [
        token.text.lower() for token in tokens[max(index - 5, 0) : index + 1]
    ] == "count ( * ) >= 1".split()


def _other(token: Token) -> tuple[str, ...]:
    if token.kind == "text":
        return (f"{token.text[:-1]}~'",)
    if "." in token.text:
        return (f"{float(token.text) * 1.1:.4f}", f"{float(token.text) * 0.9:.4f}")
    number = int(float(token.text))
    return (str(number + 1), str(number - 1) if number else "(0 - 1)")


def _near(value: Value) -> tuple[Value, ...]:
    """The values beside a threshold; a list or a pattern has none."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (value + 1, value - 1)
    if isinstance(value, float):
        return (value * 1.1, value * 0.9)
    if isinstance(value, Duration) and value.months:
        return (Duration(months=value.months + 1), Duration(months=value.months - 1))
    if isinstance(value, Duration):
        return (Duration(days=value.days + 1), Duration(days=value.days - 1))
    return ()
