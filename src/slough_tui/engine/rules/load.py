"""Rule files: found, read, found right (or said what is wrong, with file, line and column), made rules.

A file whose SHA-256 stands in the cache was found right before by this very form: it is read without
pydantic. The cache is a text file of such sums; anything unexpected in it is as good as no cache.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.engine.rules.frames import FINDINGS, OF_FINDINGS
from slough_tui.engine.rules.pointing import placed, pointed
from slough_tui.engine.rules.rule import Example, Rule
from slough_tui.engine.rules.thresholds import threshold
from slough_tui.engine.rules.toml_place import place_of
from slough_tui.errors import RuleError, UsageError
from slough_tui.model.kinds import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from slough_tui.hooks.host import Host

LARGEST = 256 * 1024
TIMES = "times"
MOST_TIMES = 1000
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
    known = _known(cache)
    seen: set[str] = set()
    rules: dict[str, Rule] = {}
    errors: list[RuleError] = []
    for folder in folders:
        here: dict[str, Rule] = {}
        for path in sorted(folder.rglob("*.toml")):
            try:
                rule = read_rule(path, known=known)
            except RuleError as error:
                errors.append(error)
                continue
            seen.add(rule.sha256)
            if rule.id in here:
                errors.append(_twice(rule, here[rule.id]))
            else:
                here[rule.id] = rule
        rules |= here
    if cache and not seen <= known:
        _remember(cache, known | seen)
    return Loaded(tuple(rules[name] for name in sorted(rules)), tuple(errors))


def _twice(rule: Rule, first: Rule) -> RuleError:
    return placed(rule, ("id",), f"also the id of {first.path}", "an id belongs to one rule for ever")


def read_rule(path: Path, *, known: frozenset[str] | set[str] = frozenset()) -> Rule:
    """The rule of one file. RuleError names file, line and column of the first thing that is wrong."""
    raw = _read(path)
    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RuleError("the file is not UTF-8", where=f"{path}:{line}", hint="save it as UTF-8") from None
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(path, text, str(error)) from None
    if sha256 not in known or data["table"] not in TABLES:  # a plugin's table goes with the plugin
        validate(data, text, path)
    return _rule(data, str(path), sha256)


def validate(data: dict[str, Any], text: str, path: Path) -> None:
    """Nothing, if the data of a rule file is right; else RuleError with its first complaint."""
    from slough_tui.engine.rules.form import complaints

    for keys, complaint in complaints(data):
        raise pointed(complaint, str(path), text, *place_of(text, keys))
    seen: list[Example] = []
    for number, raw in enumerate(data["example"]):
        try:
            seen.append(_example(raw, data["table"]))
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


def _rule(data: Mapping[str, Any], path: str, sha256: str) -> Rule:
    """A rule from data that the form found right."""
    condition, message = data["condition"], data["message"]
    return Rule(
        id=data["id"],
        title=data["title"].strip(),
        scope=data.get("scope", "row"),
        table=data["table"],
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
        examples=tuple(_example(example, data["table"]) for example in data["example"]),
        path=path,
        sha256=sha256,
    )


# ---------------------------------------------------------------- examples


def _example(data: Mapping[str, Any], table: str) -> Example:
    """Records by table: a list is records of the rule's table; keys that name a table bring further records."""
    given = data["given"]
    today = data.get("today")
    if isinstance(given, list):
        tables: dict[str, list[Mapping[str, Any]]] = {table: given}
    else:
        tables = {name: records for name, records in given.items() if _is_table(name)}
        own = {name: value for name, value in given.items() if not _is_table(name)}
        today = own.pop("today", today)
        if own or not tables:
            tables[table] = [own, *tables.get(table, ())]
    return Example(
        tables={name: _records(name, records) for name, records in tables.items()},
        expect=data["expect"],
        count=data.get("count"),
        today=today,
        note=data.get("note", ""),
    )


def _is_table(name: str) -> bool:
    return name in TABLES or name == FINDINGS


def _records(table: str, records: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    from slough_tui.engine.rules.tokens import did_you_mean

    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ValueError(f"{table} = [{{...}}, {{...}}] is needed: a list of records")
    found: list[Mapping[str, Any]] = []
    columns = OF_FINDINGS if table == FINDINGS else TABLES[table].names
    for number, record in enumerate(_repeated(records), 1):
        for name in record:
            if name not in columns:
                hint = did_you_mean(name, columns) or "see slough rules new"
                raise ValueError(f"{table} has no column {name!r}; {hint}")
        if table == FINDINGS:
            found.append(record)
            continue
        prefix = TABLES[table].prefix or table
        found.append({"id": f"{prefix}:example/{number}", **record})
    return tuple(found)


def _repeated(records: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The records; one that says `times = 20` twenty times over, each with an id of its own."""
    for record in records:
        times = record.get(TIMES, 1)
        if type(times) is not int or not 1 <= times <= MOST_TIMES:
            raise ValueError(f"{TIMES} is a number from 1 to {MOST_TIMES}")
        if times > 1 and "id" in record:
            raise ValueError(f"a record with an id cannot be there {times} times")
        yield from ({name: value for name, value in record.items() if name != TIMES} for _ in range(times))


# ---------------------------------------------------------------- the cache


def _stamp() -> str:
    """Which form it was: another form judges anew."""
    return "form " + hashlib.sha256((Path(__file__).parent / "form.py").read_bytes()).hexdigest()


def _known(cache: Path | None) -> frozenset[str]:
    try:
        lines = cache.read_text(encoding="ascii").split("\n") if cache else []
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(lines[1:]) if lines and lines[0] == _stamp() else frozenset()


def _remember(cache: Path, sums: Iterable[str]) -> None:
    """Write what was found right; where that cannot be, the next run validates again."""
    import os
    from contextlib import suppress

    part = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        part.write_text("\n".join([_stamp(), *sorted(sums)]), encoding="ascii")
        part.replace(cache)
