"""Rule files: found, read, found right (or said what is wrong, with file, line and column), made rules.

What a file says is kept by its SHA-256 (`kept`): a file that did not change since it was found right is neither parsed
nor looked over again, and pydantic is not loaded for it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules import kept
from slough_tui.engine.rules.given import Examples, example
from slough_tui.engine.rules.pointing import placed, pointed
from slough_tui.engine.rules.rule import Example, Rule
from slough_tui.engine.rules.thresholds import threshold
from slough_tui.engine.rules.toml_place import place_of
from slough_tui.errors import RuleError, UsageError
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from slough_tui.hooks.host import Host

LARGEST = 256 * 1024
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What folders of rules gave: the rules by id, and an error for every file that is wrong.

    `host` is the plugin host, where the rules needed it.
    """

    rules: tuple[Rule, ...]
    errors: tuple[UsageError, ...]
    host: Host | None = None


def load_rules(folders: Iterable[Path], *, cache: Path | None = None) -> Loaded:
    """Every `*.toml` below the folders. A rule of a later folder replaces one of the same id before it.

    Two files of one folder with the same id are an error. `cache` is a file that may be written.
    """
    known = kept.read(cache)
    seen: dict[str, kept.Said] = {}
    rules: dict[str, Rule] = {}
    errors: list[RuleError] = []
    for folder in folders:
        here: dict[str, Rule] = {}
        for path in sorted(folder.rglob("*.toml")):
            try:
                rule = _read_rule(path, known, seen)
            except RuleError as error:
                errors.append(error)
                continue
            if rule.id in here:
                errors.append(_twice(rule, here[rule.id]))
            else:
                here[rule.id] = rule
        rules |= here
    if cache and not seen.keys() <= known.keys():
        kept.write(cache, known, seen)
    return Loaded(tuple(rules[name] for name in sorted(rules)), tuple(errors))


def _twice(rule: Rule, first: Rule) -> RuleError:
    return placed(rule, ("id",), f"also the id of {first.path}", "an id belongs to one rule for ever")


def read_rule(path: Path) -> Rule:
    """The rule of one file. RuleError names file, line and column of the first thing that is wrong."""
    return _read_rule(path, {}, {})


def _read_rule(path: Path, known: Mapping[str, kept.Said], seen: dict[str, kept.Said]) -> Rule:
    """The same; what a file of these bytes is `known` to say need not be found out, and what it says is `seen`."""
    raw = _read(path)
    sha256 = hashlib.sha256(raw).hexdigest()
    said = known.get(sha256)
    if said is None or said["table"] not in TABLES:  # a plugin's table goes with the plugin
        text = _text(raw, path)
        data = _parsed(text, path)
        validate(data, text, path)
        said = {**data, "example": len(data["example"])}
    seen[sha256] = said
    return _rule(said, str(path), sha256, raw)


def _text(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RuleError("the file is not UTF-8", where=f"{path}:{line}", hint="save it as UTF-8") from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(path, text, str(error)) from None


def validate(data: dict[str, Any], text: str, path: Path) -> None:
    """Nothing, if the data of a rule file is right; else RuleError with its first complaint."""
    from slough_tui.engine.rules.form import complaints

    for keys, complaint in complaints(data):
        raise pointed(complaint, str(path), text, *place_of(text, keys))
    seen: list[Example] = []
    for number, raw in enumerate(data["example"]):
        try:
            seen.append(example(raw, data["table"]))
            _agrees(seen)
        except ValueError as error:
            place = place_of(text, ("example", number, "given"))
            raise pointed(str(error), str(path), text, *place) from None


def _agrees(examples: Sequence[Example]) -> None:
    """ValueError if the last example gives what an earlier one gave, and expects something else."""
    last = examples[-1]
    for number, other in enumerate(examples[:-1], 1):
        if (other.tables, other.today) == (last.tables, last.today) and other.expect != last.expect:
            what = (
                f"it gives what example {number} gives, and expects {last.expect} instead of {other.expect}"
            )
            raise ValueError(what)


def _read(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", where=str(path)) from None
    if len(raw) > LARGEST:
        raise RuleError("a rule file of this size is none", where=str(path), hint=f"at most {LARGEST} bytes")
    return raw


def _not_toml(path: Path, text: str, said: str) -> RuleError:
    place = _AT.search(said)
    what = f"not TOML: {_AT.sub('', said).strip() or 'nested too deeply'}"
    if place is None:
        return RuleError(what, where=str(path))
    hint = "a text ends on the line it begins on; a longer one stands between three quotation marks"
    unclosed = r"'\n'" in said or "Unterminated" in said
    return pointed(what, str(path), text, int(place[1]), int(place[2]), hint if unclosed else "")


def _rule(data: kept.Said, path: str, sha256: str, raw: bytes) -> Rule:
    """A rule from what its file says, which the form found right; `raw` are its bytes."""
    condition, message, table = data["condition"], data["message"], data["table"]

    def examples() -> list[Example]:
        return [example(one, table) for one in tomllib.loads(raw.decode())["example"]]

    return Rule(
        id=data["id"],
        title=data["title"].strip(),
        scope=data.get("scope", "row"),
        table=table,
        severity=data["severity"],
        confidence=data.get("confidence", "certain"),
        text=message["text"].strip(),
        when=condition.get("when", ""),
        columns=tuple(condition.get("columns", ())),
        by=tuple(condition.get("by", ())),
        having=condition.get("having", ""),
        column=condition.get("column", ""),
        to=condition.get("to", ""),
        sql=condition.get("sql", ""),
        function=condition.get("function", ""),
        subject=tuple(data.get("subject", ("id",))),
        stable=tuple(data.get("stable", ())),
        derive=dict(data.get("derive", {})),
        thresholds={name: threshold(raw) for name, raw in data.get("thresholds", {}).items()},
        requires=tuple(data.get("requires", ())),
        unknown=data.get("unknown", "ignore"),
        tags=tuple(data.get("tags", ())),
        fix=message["fix"].strip(),
        why=message["why"].strip(),
        examples=Examples(data["example"], examples),
        path=path,
        sha256=sha256,
    )
