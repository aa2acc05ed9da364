"""Thresholds that a council set otherwise, for all its bodies or for one: `[thresholds.RES003]` in a settings file.

```toml
[thresholds.RES003]
window = "3 months"
[thresholds.RES003.bodies."Audit Committee"]
window = "1 month"
```

A body is the one of the record, else the one of the paper that it stands in; capitals make no difference.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules.thresholds import kind, threshold
from slough_tui.engine.rules.tokens import did_you_mean
from slough_tui.engine.rules.toml_place import place_of
from slough_tui.errors import SettingsError
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.rule import Rule, Value

BODIES = "bodies"
BODY = "body "
"""The column of a record's body; its space keeps it apart from every column of a table."""
_LENGTHS = ("duration", "months")


def tuned(
    rules: Sequence[Rule], said: Mapping[str, Mapping[str, Any]], origin: str
) -> tuple[tuple[Rule, ...], tuple[SettingsError, ...]]:
    """The rules with the thresholds that the settings file `origin` gives them, and what is wrong with those.

    A threshold that is wrong leaves the rule as its own file says.
    """
    known = {rule.id: rule for rule in rules}
    errors: list[SettingsError] = []
    for name, values in said.items():
        try:
            known[name] = _tuned(known, name, values)
        except _WrongError as wrong:
            errors.append(_located(wrong, origin))
    return tuple(known[rule.id] for rule in rules), tuple(errors)


class _WrongError(Exception):
    """What is wrong with the value that `path` leads to."""

    def __init__(self, path: Sequence[str], what: str, hint: str = "") -> None:
        super().__init__(what)
        self.path = ("thresholds", *path)
        self.what = what
        self.hint = hint


def _located(wrong: _WrongError, origin: str) -> SettingsError:
    try:
        line, column = place_of(Path(origin).read_text(encoding="utf-8-sig"), wrong.path)
    except (OSError, UnicodeDecodeError):
        return SettingsError(wrong.what, where=origin, hint=wrong.hint)
    return SettingsError(wrong.what, where=f"{origin}:{line}:{column}", hint=wrong.hint)


def _tuned(known: Mapping[str, Rule], name: str, values: Mapping[str, Any]) -> Rule:
    if name not in known:
        raise _WrongError((name,), f"there is no rule {name!r}", did_you_mean(name, known))
    rule = known[name]
    everywhere = {key: value for key, value in values.items() if key != BODIES}
    rule = replace(rule, thresholds={**rule.thresholds, **_values(rule, (name,), everywhere)})
    here = values.get(BODIES, {})
    if not isinstance(here, dict) or not all(isinstance(one, dict) for one in here.values()):
        raise _WrongError((name, BODIES), f'[thresholds.{name}.bodies."a committee"] is needed')
    if here and not {"body", "document"} & set(TABLES[rule.table].names):
        raise _WrongError((name, BODIES), f"{rule.table} belong to no body")
    bodies = {
        " ".join(body.lower().split()): _values(rule, (name, BODIES, body), own) for body, own in here.items()
    }
    return replace(rule, bodies=bodies)


def _values(rule: Rule, path: tuple[str, ...], values: Mapping[str, Any]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, raw in values.items():
        if name not in rule.thresholds:
            hint = did_you_mean(name, rule.thresholds) or f"it has {', '.join(rule.thresholds) or 'none'}"
            raise _WrongError((*path, name), f"{rule.id} has no threshold {name!r}", hint)
        try:
            found[name] = threshold(raw)
        except ValueError as error:
            raise _WrongError((*path, name), f"{name}: {error}") from None
        wanted, given = kind(rule.thresholds[name]), kind(found[name])
        if wanted != given and not (wanted in _LENGTHS and given in _LENGTHS):
            shown = "length of time" if wanted in _LENGTHS else wanted
            raise _WrongError((*path, name), f"{name} of {rule.id} is a {shown}, not a {given}")
    return found


def variants(rule: Rule, frames: Frames) -> list[tuple[Rule, Frames]]:
    """The rule for each body that has thresholds of its own and for all others, each with the records it sees."""
    if not rule.bodies:
        return [(rule, frames)]
    found = [
        (replace(rule, thresholds={**rule.thresholds, **own}, bodies={}), _of(frames, rule.table, [body]))
        for body, own in rule.bodies.items()
    ]
    others = _of(frames, rule.table, list(rule.bodies), others=True)
    return [*found, (replace(rule, bodies={}), others)]


def _of(frames: Frames, table: str, bodies: list[str], *, others: bool = False) -> Frames:
    def frame(name: str) -> pl.LazyFrame:
        whole = frames(name)
        return whole if name != table else _only(whole, frames("documents"), table, bodies, others=others)

    return frame


def _only(
    whole: pl.LazyFrame, documents: pl.LazyFrame, table: str, bodies: list[str], *, others: bool
) -> pl.LazyFrame:
    import polars as pl

    own = pl.col("body") if "body" in TABLES[table].names else pl.lit(None, pl.String)
    body = own
    if "document" in TABLES[table].names:
        papers = documents.select(pl.col("id").alias("document"), pl.col("body").alias(BODY))
        whole = whole.join(papers, on="document", how="left", maintain_order="left")
        body = pl.coalesce(own, BODY)
    plain = body.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    said = plain.is_in(bodies).fill_null(value=False)
    return whole.filter(~said if others else said).drop(BODY, strict=False)
