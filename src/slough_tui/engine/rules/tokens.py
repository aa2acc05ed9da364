"""A condition as tokens, and errors that point into it with a caret."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from slough_tui.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_TOKENS = 400
"""Planning time explodes with the number of terms (800 OR terms: more than a minute)."""

_TOKEN = re.compile(
    r"""(?P<space>\s+|--[^\n]*)
    |(?P<text>'(?:[^']|'')*')
    |(?P<quoted>"(?:[^"]|"")*")
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<param>:[A-Za-z_]\w*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<sign><>|!=|<=|>=|==|\|\||[-+*/%()=<>,.])""",
    re.VERBOSE | re.ASCII,
)


class ConditionError(RuleError):
    """A condition is wrong; `position` counts characters of `source` from 0."""

    def __init__(self, source: str, position: int, what: str, hint: str = "") -> None:
        self.source = source
        self.position = min(position, len(source))
        super().__init__(what, where=f"line {self.line}, column {self.column}", hint=hint)

    @property
    def line(self) -> int:
        """The line of the condition, from 1."""
        return self.source.count("\n", 0, self.position) + 1

    @property
    def column(self) -> int:
        """The column in that line, from 1."""
        return self.position - (self.source.rfind("\n", 0, self.position) + 1) + 1

    def __str__(self) -> str:
        """Where and what, the line with a caret under the place, and a hint."""
        lines = self.source.split("\n")
        text = lines[self.line - 1] if self.line <= len(lines) else ""
        caret = f"  {text}\n  {' ' * (self.column - 1)}^"
        return f"{self.where}: {self.what}\n{caret}" + (f"\n  hint: {self.hint}" if self.hint else "")


class Token(NamedTuple):
    """One token: `kind` is text, quoted, number, param, word or sign; `text` as written, a `word` in small letters too."""

    kind: str
    text: str
    start: int
    word: str = ""

    @property
    def end(self) -> int:
        """The position after the token."""
        return self.start + len(self.text)


def tokenise(source: str, most: int = MOST_TOKENS) -> list[Token]:
    """The tokens of a condition, comments left out; ConditionError for anything else."""
    tokens: list[Token] = []
    end = 0
    for found in _TOKEN.finditer(source):
        kind, text, start = found.lastgroup or "", found[0], found.start()
        if start != end:
            break
        end = found.end()
        if kind != "space":
            tokens.append(Token(kind, text, start, text.lower() if kind == "word" else ""))
    if end < len(source):
        raise ConditionError(source, end, *_unexpected(source[end]))
    if not tokens:
        raise ConditionError(source, 0, "the condition is empty")
    if len(tokens) > most:
        place = tokens[most].start
        raise ConditionError(
            source, place, f"the condition is longer than {most} words", "use IN (...) or two rules"
        )
    return tokens


def _unexpected(character: str) -> tuple[str, str]:
    if character in "'\"":
        return "the text is not closed", f"add another {character}"
    if character in "\u2018\u2019\u201c\u201d":
        return "a typographic quotation mark", "write straight single quotes: '...'"
    return f"{character!r} is not allowed in a condition", ""


def did_you_mean(word: str, pool: Iterable[str]) -> str:
    """`did you mean 'status'?`, or nothing where no word is near."""
    known = list(pool)
    lower = {name.lower(): name for name in known}
    near = difflib.get_close_matches(word.lower(), lower, 1, 0.6)
    return f"did you mean {lower[near[0]]!r}?" if near else ""
