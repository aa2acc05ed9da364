"""The shape a rule file must have. The only module here that needs pydantic: loaded when a file is new.

`complaints` says everything that is wrong with a file's data, each with the path of keys it speaks of.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from slough_tui.engine.rules.message import placeholders
from slough_tui.engine.rules.thresholds import threshold
from slough_tui.engine.rules.tokens import did_you_mean
from slough_tui.model.kinds import TABLES

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-?\d{3}$")]
RESERVED_NAMES = ("today", "as_of")


def _table(name: str) -> str:
    if name not in TABLES:
        raise ValueError(
            f"there is no table {name!r}; {did_you_mean(name, TABLES) or 'see slough rules list'}"
        )
    return name


def _threshold(raw: Any) -> Any:
    threshold(raw)
    return raw


def _target(name: str) -> str:
    table, _, column = name.partition(".")
    if not column:
        raise ValueError("write table.column")
    if column not in TABLES[_table(table)].names:
        raise ValueError(f"{table} has no column {column!r}; {did_you_mean(column, TABLES[table].names)}")
    return name


TableName = Annotated[str, AfterValidator(_table)]
Target = Annotated[str, AfterValidator(_target)]
Threshold = Annotated[Any, AfterValidator(_threshold)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ConditionForm(_Form):
    """`[condition]`: `when`, and what the scope needs beside it."""

    when: Text | None = None
    columns: list[Name] = []
    by: list[Name] = []
    having: Text | None = None
    column: Name | None = None
    to: Target | None = None
    sql: Text | None = None
    function: Annotated[str, StringConstraints(pattern=r"^[\w-]+:\w+$")] | None = None


class MessageForm(_Form):
    """`[message]`."""

    text: Text
    fix: Text
    why: Text


class ExampleForm(_Form):
    """`[[example]]`: given records and what the rule must say."""

    given: dict[str, Any] | list[dict[str, Any]]
    expect: Literal["finding", "clear", "unknown"]
    count: Annotated[int, Field(ge=1)] | None = None
    today: date | None = None
    note: Text | None = None


class RuleForm(_Form):
    """A whole rule file."""

    id: RuleId
    title: Text
    scope: Literal["row", "unique", "group", "reference", "query", "frame"] = "row"
    table: TableName
    severity: Literal["error", "warning", "info"]
    confidence: Literal["certain", "likely", "possible"] = "certain"
    tags: list[Name] = []
    requires: list[Name] = []
    unknown: Literal["ignore", "report", "finding"] = "ignore"
    subject: list[Name] = Field(default=["id"], min_length=1)
    stable: list[Name] = []
    thresholds: dict[Name, Threshold] = {}
    condition: ConditionForm
    derive: dict[Name, Text] = {}
    message: MessageForm
    example: list[ExampleForm] = Field(min_length=2)

    @model_validator(mode="after")
    def _the_scope_has_what_it_needs(self) -> Self:
        given = {name for name, value in self.condition if value}
        needs = {
            "row": {"when"},
            "unique": {"columns"},
            "group": {"by", "having"},
            "reference": {"column", "to"},
            "query": {"sql"},
            "frame": {"function"},
        }[self.scope]
        missing = needs - given
        if missing:
            raise ValueError(f"condition: a {self.scope} rule needs {' and '.join(sorted(missing))}")
        beyond = given - needs - {"when"}
        if beyond:
            raise ValueError(f"condition: a {self.scope} rule has no {' or '.join(sorted(beyond))}")
        return self

    @model_validator(mode="after")
    def _the_rest_agrees(self) -> Self:
        for name in RESERVED_NAMES:
            if name in self.thresholds:
                raise ValueError(f"thresholds.{name}: :{name} is a date of the run and cannot be a threshold")
        placeholders(self.message.text)
        expected = {example.expect for example in self.example}
        if "finding" not in expected:
            raise ValueError("example: at least one must be a finding")
        if expected == {"finding"}:
            raise ValueError("example: at least one must not be a finding")
        return self


def complaints(data: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the data of a rule file: path of keys, and the complaint. Empty if nothing is."""
    try:
        RuleForm.model_validate(data)
    except ValidationError as error:
        found = [dict(one) for one in error.errors(include_url=False)]
        found.sort(
            key=lambda one: one["type"] != "extra_forbidden"
        )  # a misspelt key is why another is missing
        return [_plain(one) for one in found]
    return []


def _plain(error: dict[str, Any]) -> tuple[tuple[str | int, ...], str]:
    path: tuple[str | int, ...] = tuple(part for part in error["loc"] if part not in ("[key]", "list[dict]"))
    kind, said = error["type"], str(error["msg"]).removeprefix("Value error, ")
    if kind == "extra_forbidden":
        return path, f"unknown key {path[-1]!r}; {_known_keys(path)}"
    if kind == "missing":
        return path, f"{path[-1]} is missing"
    if kind == "string_pattern_mismatch" and path[-1:] == ("id",):
        return path, "an id is three capital letters and three digits, like ACT003"
    if kind == "value_error" and not path and ": " in said:
        where, _, said = said.partition(": ")
        return tuple(where.split(".")), said
    if kind == "literal_error":
        wanted = str(error.get("ctx", {}).get("expected", "")).replace("'", "")
        return path, f"{error['input']!r} is not one of {wanted}"
    return path, f"{'.'.join(map(str, path))}: {said}" if path else said


def _known_keys(path: tuple[str | int, ...]) -> str:
    model: type[BaseModel] = {
        "condition": ConditionForm,
        "message": MessageForm,
        "example": ExampleForm,
    }.get(str(path[0]), RuleForm)  # type: ignore[assignment]
    if len(path) == 1:
        model = RuleForm
    return did_you_mean(str(path[-1]), model.model_fields) or f"the keys are {', '.join(model.model_fields)}"
