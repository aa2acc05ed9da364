"""The grammar of conditions: tokens to a tree whose nodes know their place in the source.

`OR`, `AND`, `NOT`, comparisons (with `IS NULL`, `IN`, `BETWEEN`, `LIKE`, `IS DISTINCT FROM`), `||`,
`+ -`, `* / %`, unary minus, then literals, columns, `struct.field`, parameters, calls, `CASE`, `CAST`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from slough_tui.engine.rules.functions import ALIASES, BROUGHT, FUNCTIONS
from slough_tui.engine.rules.thresholds import duration, kind, literal
from slough_tui.engine.rules.tokens import ConditionError, Token, did_you_mean, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slough_tui.engine.rules.functions import Brought
    from slough_tui.engine.rules.rule import Value

COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
DEEPEST = 30
CASTS = {"text": "VARCHAR", "varchar": "VARCHAR", "number": "DOUBLE", "double": "DOUBLE", "integer": "BIGINT"}
RESERVED = frozenset(
    "and or not in is null true false like ilike between case when then else end cast try_cast distinct from"
    " escape current_date interval".split()
)
_REFUSED = {
    "select": "a condition sees one record of one table; use a query rule to look elsewhere",
    "exists": "a condition sees one record of one table; use a reference or query rule",
    "with": "use a query rule",
    "table": "use a query rule",
    "values": "use IN (...)",
    "unnest": "use array_contains(list, text)",
    "over": "use a group or query rule",
    "current_timestamp": "write :today",
    "now": "write :today",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node: `op` says what it is, `text` its name or SQL literal, `type` that of literals.

    `start` and `end` are its place in the source.
    """

    op: str
    start: int
    end: int
    args: tuple[Node, ...] = ()
    text: str = ""
    type: str = ""

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for arg in self.args:
            yield from arg.walk()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads, each once, in order."""
        names = (n.text.partition(".")[0] for n in self.walk() if n.op in ("column", "field"))
        return tuple(dict.fromkeys(names))


def parse(source: str, schema: Mapping[str, str], parameters: Mapping[str, Value]) -> Node:
    """The tree of a condition. `schema` maps column to type; a struct's fields stand as `column.field`."""
    parser = _Parser(source, schema, parameters)
    node = parser.expression(0)
    parser.finish()
    return node


class _Parser:
    def __init__(self, source: str, schema: Mapping[str, str], parameters: Mapping[str, Value]) -> None:
        self.source = source
        self.schema = schema
        self.parameters = parameters
        self.tokens = tokenise(source)
        self.at = 0

    # ------------------------------------------------------------ tokens

    def peek(self, ahead: int = 0) -> Token:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else Token("end", "", len(self.source))

    def take(self) -> Token:
        token = self.peek()
        self.at += 1
        return token

    def error(self, token: Token, what: str, hint: str = "") -> ConditionError:
        return ConditionError(self.source, token.start, what, hint)

    def accept(self, *words: str) -> bool:
        """Takes these words or signs if they are next, in this order."""
        for ahead, word in enumerate(words):
            token = self.peek(ahead)
            if word not in (token.word, token.text if token.kind == "sign" else None):
                return False
        self.at += len(words)
        return True

    def expect(self, word: str, why: str) -> Token:
        token = self.peek()
        if not self.accept(word):
            raise self.error(token, f"{word.upper()!r} is missing {why}")
        return token

    def finish(self) -> None:
        token = self.peek()
        if token.kind == "end":
            return
        if token.text == ")":
            raise self.error(token, "this ')' closes nothing")
        near = did_you_mean(token.word, ("AND", "LIKE", "BETWEEN"))
        hint = near or ("join conditions with AND or OR" if token.kind in ("word", "text", "number") else "")
        raise self.error(token, f"unexpected {token.text!r}", hint)

    # ------------------------------------------------------------ from loose to tight

    def expression(self, depth: int) -> Node:
        return self.chain("or", depth)

    def chain(self, word: str, depth: int) -> Node:
        if depth > DEEPEST:
            raise self.error(self.peek(), "the condition is nested too deeply", "make two rules of it")
        parts = [self.below(word, depth)]
        while self.accept(word):
            parts.append(self.below(word, depth))
        return parts[0] if len(parts) == 1 else Node(word, parts[0].start, parts[-1].end, tuple(parts))

    def below(self, word: str, depth: int) -> Node:
        return self.chain("and", depth) if word == "or" else self.negation(depth)

    def negation(self, depth: int) -> Node:
        token = self.peek()
        if depth > DEEPEST:
            raise self.error(token, "the condition is nested too deeply", "make two rules of it")
        if self.accept("not"):
            inner = self.negation(depth + 1)
            return Node("not", token.start, inner.end, (inner,))
        return self.comparison(depth)

    def comparison(self, depth: int) -> Node:
        left = self.sum(depth)
        token = self.peek()
        sign = "<>" if token.text == "!=" else token.text
        if sign == "==":
            raise self.error(token, "'==' is not SQL", "write =")
        if token.kind == "sign" and sign in COMPARISONS:
            self.take()
            right = self.sum(depth)
            if self.peek().text in COMPARISONS:
                raise self.error(self.peek(), "a comparison has two sides", "join two comparisons with AND")
            return Node(sign, left.start, right.end, (left, right))
        if self.accept("is"):
            return self.identity(left, depth)
        negated = self.peek().word == "not" and self.peek(1).word in ("in", "between", "like", "ilike")
        if negated:
            self.take()
        return self.membership(left, "not " if negated else "", depth)

    def identity(self, left: Node, depth: int) -> Node:
        negation = "not " if self.accept("not") else ""
        token = self.peek()
        if self.accept("null"):
            return Node(f"is {negation}null", left.start, token.end, (left,))
        if self.accept("distinct", "from"):
            right = self.sum(depth)
            return Node(f"is {negation}distinct from", left.start, right.end, (left, right))
        if token.word in ("true", "false"):
            word = self.source[left.start : left.end]
            positive = (token.word == "true") != bool(negation)
            hint = f"write {'' if positive else 'NOT '}COALESCE({word}, {'TRUE' if negation else 'FALSE'})"
            raise self.error(token, f"IS {token.word.upper()} is unknown where the value is", hint)
        raise self.error(token, "after IS comes NULL, NOT NULL or DISTINCT FROM")

    def membership(self, left: Node, negation: str, depth: int) -> Node:
        if self.accept("between"):
            low = self.sum(depth)
            self.expect("and", "between the two ends of BETWEEN")
            high = self.sum(depth)
            return Node(f"{negation}between", left.start, high.end, (left, low, high))
        for word in ("like", "ilike"):
            if self.accept(word):
                pattern = self.sum(depth)
                if self.peek().word == "escape":
                    raise self.error(self.peek(), "ESCAPE is not known", "use regexp_like(column, 'pattern')")
                return Node(negation + word, left.start, pattern.end, (left, pattern))
        if self.accept("in"):
            values = self.values(depth)
            return Node(f"{negation}in", left.start, values.end, (left, values))
        return left

    def values(self, depth: int) -> Node:
        token = self.peek()
        if token.kind == "param":
            return self.parameter()
        self.expect("(", "after IN")
        found = [self.sum(depth + 1)]
        while self.accept(","):
            found.append(self.sum(depth + 1))
        close = self.expect(")", "at the end of the list")
        return Node("list", token.start, close.end, tuple(found))

    def sum(self, depth: int) -> Node:
        return self.operators(("+", "-", "||"), depth)

    def operators(self, signs: tuple[str, ...], depth: int) -> Node:
        left = self.operand(signs, depth)
        while self.peek().kind == "sign" and self.peek().text in signs:
            sign = self.take().text
            right = self.operand(signs, depth)
            left = Node(sign, left.start, right.end, (left, right))
        return left

    def operand(self, signs: tuple[str, ...], depth: int) -> Node:
        return self.operators(("*", "/", "%"), depth) if "+" in signs else self.unary(depth)

    def unary(self, depth: int) -> Node:
        token = self.peek()
        if depth > DEEPEST:
            raise self.error(token, "the condition is nested too deeply", "make two rules of it")
        if self.accept("-"):
            inner = self.unary(depth + 1)
            return Node("neg", token.start, inner.end, (inner,))
        return self.primary(depth)

    # ------------------------------------------------------------ the smallest parts

    def primary(self, depth: int) -> Node:
        token = self.peek()
        if token.kind == "param":
            return self.parameter()
        if token.kind == "number":
            self.take()
            whole = token.text.isdigit()
            text = token.text if whole or "e" in token.text.lower() else f"{token.text}e0"
            return Node("literal", token.start, token.end, text=text, type="number")
        if token.kind == "text":
            self.take()
            return Node("literal", token.start, token.end, text=token.text, type="text")
        if token.kind == "quoted":
            return self.column(self.take().text[1:-1].replace('""', '"'), token)
        if self.accept("("):
            inner = self.expression(depth + 1)
            if not self.accept(")"):
                raise self.error(token, "this '(' is never closed")
            return inner
        if token.kind == "word":
            return self.word(depth)
        raise self.error(
            token, "the condition ends too early" if token.kind == "end" else f"unexpected {token.text!r}"
        )

    def word(self, depth: int) -> Node:
        token = self.take()
        word = token.word
        called = self.peek().text == "("
        if word in ("true", "false", "null"):
            kind_ = "null" if word == "null" else "boolean"
            return Node("literal", token.start, token.end, text=word.upper(), type=kind_)
        if word == "current_date":
            return self.value(token.start, token.end, self.parameters["today"], "today")
        if word == "case":
            return self.case(token, depth)
        if word in ("cast", "try_cast") and called:
            return self.cast(token, depth)
        if word in ("date", "interval") and self.peek().kind == "text":
            return self.typed(token)
        if word in _REFUSED and token.text not in self.schema:
            raise self.error(token, f"{token.text.upper()} is not allowed in a condition", _REFUSED[word])
        if called:
            return self.call(token, depth)
        if word in RESERVED:
            raise self.error(token, f"unexpected {token.text!r}")
        return self.column(token.text, token)

    def case(self, token: Token, depth: int) -> Node:
        if self.peek().word != "when":
            raise self.error(self.peek(), "CASE needs WHEN", "write CASE WHEN condition THEN value ... END")
        parts: list[Node] = []
        while self.accept("when"):
            parts.append(self.expression(depth + 1))
            self.expect("then", "after the condition of WHEN")
            parts.append(self.expression(depth + 1))
        otherwise = self.accept("else")
        if otherwise:
            parts.append(self.expression(depth + 1))
        end = self.expect("end", "at the end of CASE")
        return Node("case", token.start, end.end, tuple(parts), text="else" if otherwise else "")

    def cast(self, token: Token, depth: int) -> Node:
        self.expect("(", "after CAST")
        inner = self.expression(depth + 1)
        self.expect("as", "in CAST(value AS type)")
        name = self.take()
        if name.word not in CASTS:
            raise self.error(
                name, f"unknown type {name.text!r}", did_you_mean(name.text, CASTS) or "text or number"
            )
        close = self.expect(")", "at the end of CAST")
        return Node("cast", token.start, close.end, (inner,), text=CASTS[name.word])

    def typed(self, token: Token) -> Node:
        value = self.take()
        text = value.text[1:-1]
        if token.word == "interval":
            length = duration(text)
            if length is None:
                raise self.error(
                    value, f"{text!r} is no length of time", "write INTERVAL '5 days' or '2 months'"
                )
            return self.value(token.start, value.end, length, "")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise self.error(value, f"{text!r} is no date", "write DATE '2023-09-30'") from None
        return self.value(token.start, value.end, day, "")

    def parameter(self) -> Node:
        token = self.take()
        name = token.text[1:]
        if name not in self.parameters:
            hint = did_you_mean(name, self.parameters) or f"add {name} to [thresholds]"
            raise self.error(token, f"there is no threshold {name!r}", hint)
        return self.value(token.start, token.end, self.parameters[name], name)

    def value(self, start: int, end: int, value: Value, name: str) -> Node:
        if isinstance(value, tuple):
            words = tuple(Node("literal", start, end, text=literal(word), type="text") for word in value)
            return Node("list", start, end, words, text=name)
        return Node("literal", start, end, text=literal(value), type=kind(value))

    def call(self, token: Token, depth: int) -> Node:
        name = ALIASES.get(token.word, token.word)
        if name not in FUNCTIONS and name not in BROUGHT:
            near = did_you_mean(token.word, (*FUNCTIONS, *BROUGHT))
            raise self.error(token, f"unknown function {token.text!r}", near)
        self.take()
        arguments: list[Node] = []
        star = self.peek()
        if name == "count" and self.accept("*"):
            arguments.append(Node("star", star.start, star.end, type="number"))
        elif self.peek().text != ")":
            arguments.append(self.expression(depth + 1))
            while self.accept(","):
                arguments.append(self.expression(depth + 1))
        close = self.peek()
        if not self.accept(")"):
            raise self.error(token, f"the '(' of {name} is never closed")
        if name in BROUGHT:
            return self.expanded(token, close.end, BROUGHT[name], arguments)
        return Node("call", token.start, close.end, tuple(arguments), text=name)

    def expanded(self, token: Token, end: int, function: Brought, arguments: list[Node]) -> Node:
        """What a function of a plugin stands for, with the arguments in place of its parameters."""
        if len(arguments) != len(function.takes):
            what = f"{token.text} takes {len(function.takes)}, not {len(arguments)}"
            raise self.error(token, what, f"{token.text}({', '.join(function.takes)})")
        dates = {name: self.parameters[name] for name in ("today", "as_of") if name in self.parameters}
        tree = parse(function.sql, function.takes, dates)
        return _filled(tree, dict(zip(function.takes, arguments, strict=True)), token.start, end)

    def column(self, name: str, token: Token) -> Node:
        if self.peek().text == "." and self.peek(1).kind in ("word", "quoted"):
            self.take()
            field = self.take()
            whole = f"{name}.{field.text}"
            if whole not in self.schema:
                hint = (
                    did_you_mean(whole, (c for c in self.schema if "." in c))
                    or f"does `requires` name {name}?"
                )
                raise self.error(token, f"unknown column {whole!r}", hint)
            return Node("field", token.start, field.end, text=whole, type=self.schema[whole])
        if name in self.schema:
            return Node("column", token.start, token.end, text=name, type=self.schema[name])
        same = next((known for known in self.schema if known.lower() == name.lower()), "")
        before = self.tokens[self.at - 2].text if self.at > 1 else ""
        hint = f"did you mean {same!r}? names are case-sensitive" if same else did_you_mean(name, self.schema)
        if not hint and before in ("=", "<>", "!=", "(", ","):
            hint = f"write text in single quotes: '{name}'"
        raise self.error(token, f"unknown column {name!r}", hint)


def _filled(node: Node, arguments: Mapping[str, Node], start: int, end: int) -> Node:
    if node.op == "column":
        return arguments[node.text]
    parts = tuple(_filled(part, arguments, start, end) for part in node.args)
    return replace(node, start=start, end=end, args=parts)
