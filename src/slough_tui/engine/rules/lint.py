"""Types of a condition: what Polars would let pass silently, or refuse without saying where."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from slough_tui.engine.rules.functions import ANY, FUNCTIONS
from slough_tui.engine.rules.syntax import COMPARISONS, Node
from slough_tui.engine.rules.tokens import ConditionError

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = {
    "text": "text",
    "number": "a number",
    "date": "a date",
    "boolean": "true or false",
    "duration": "a length of time in days",
    "months": "a length of time in months",
    "list": "a list",
    "null": "nothing",
}
_ARITHMETIC = ("+", "-", "*", "/", "%")


def check(tree: Node, source: str, *, aggregates: bool) -> str:
    """The type of a condition's tree; ConditionError where types do not go together.

    `aggregates` says whether COUNT and the like may be used (in `having`, not in `when`).
    """
    return _Lint(source, aggregates).type_of(tree)


class _Lint:
    def __init__(self, source: str, aggregates: bool) -> None:
        self.source = source
        self.aggregates = aggregates

    def error(self, node: Node, what: str, hint: str = "") -> ConditionError:
        return ConditionError(self.source, node.start, what, hint)

    def type_of(self, node: Node) -> str:
        if node.op in ("literal", "column", "field", "star"):
            return node.type
        if node.op in ("and", "or", "not"):
            for part in node.args:
                self.need(part, "boolean", f"{node.op.upper()} joins conditions")
            return "boolean"
        if node.op in COMPARISONS or node.op.endswith("distinct from"):
            return self.comparison(node)
        if node.op in ("is null", "is not null"):
            self.type_of(node.args[0])
            return "boolean"
        if node.op.endswith("between"):
            self.same(node.args[0], node.args[1])
            self.same(node.args[0], node.args[2])
            return "boolean"
        if node.op.endswith("in"):
            return self.membership(node)
        if node.op.endswith("like"):
            for part in node.args:
                self.need(part, "text", f"{node.op.upper()} compares texts")
            return "boolean"
        return self.value(node)

    def value(self, node: Node) -> str:
        if node.op == "||":
            for part in node.args:
                self.need(part, "text", "|| joins texts")
            return "text"
        if node.op == "neg":
            return self.need(node.args[0], "number", "a minus sign stands before a number")
        if node.op in _ARITHMETIC:
            return self.arithmetic(node)
        if node.op == "case":
            return self.case(node)
        if node.op == "cast":
            self.type_of(node.args[0])
            return "text" if node.text == "VARCHAR" else "number"
        if node.op == "list":
            raise self.error(node, "a list can only stand after IN, or in mentions(text, list)")
        return self.call(node)

    def need(self, node: Node, wanted: str, why: str) -> str:
        found = self.type_of(node)
        if found not in (wanted, "null"):
            raise self.error(
                node, f"{why}, but this is {PLAIN.get(found, found)}", _hint(node, found, wanted)
            )
        return wanted

    def comparison(self, node: Node) -> str:
        left, right = node.args
        for part in node.args:
            if node.op in COMPARISONS and part.op == "literal" and part.type == "null":
                word = "IS NULL" if node.op == "=" else "IS NOT NULL"
                raise self.error(node, f"{node.op} NULL is never true", f"write {word}")
        found = self.same(left, right)
        if found in ("list", "struct"):
            raise self.error(
                node, f"{PLAIN.get(found, found)} cannot be compared", "array_contains(list, 'text')"
            )
        if found == "boolean" and node.op not in ("=", "<>") and "distinct" not in node.op:
            raise self.error(node, "true and false have no order", "write = or <>")
        return "boolean"

    def same(self, left: Node, right: Node) -> str:
        one, other = self.type_of(left), self.type_of(right)
        if "months" in (one, other):
            place = left if one == "months" else right
            raise self.error(
                place, "months differ in length", "add them to a date: due + INTERVAL '2 months'"
            )
        if one != other and "null" not in (one, other):
            place = left if _hint(left, one, other) else right
            hint = _hint(left, one, other) or _hint(right, other, one) or _length(left, right, {one, other})
            raise self.error(place, f"{PLAIN.get(one, one)} is compared with {PLAIN.get(other, other)}", hint)
        return other if one == "null" else one

    def membership(self, node: Node) -> str:
        left, values = node.args
        for value in values.args:
            if value.op == "literal" and value.type == "null":
                raise self.error(
                    value, "NULL in a list makes the answer unknown", "write ... OR column IS NULL"
                )
            self.same(left, value)
        return "boolean"

    def arithmetic(self, node: Node) -> str:
        left, right = node.args
        one, other = self.type_of(left), self.type_of(right)
        lengths = ("duration", "months")
        if {one, other} <= {"number", "null"}:
            return "number"
        if node.op == "+" and "date" in (one, other) and (one in lengths or other in lengths):
            return "date"
        if node.op == "-" and one == "date" and other in lengths:
            return "date"
        if node.op == "-" and one == other == "date":
            return "duration"
        if node.op in "+-" and one == other == "duration":
            return "duration"
        hint = ""
        if "date" in (one, other) and "number" in (one, other):
            hint = "write INTERVAL '5 days', or a threshold of \"5 days\""
        elif {one, other} == {"text"} and node.op == "+":
            hint = "texts are joined with ||"
        raise self.error(
            node, f"{PLAIN.get(one, one)} {node.op} {PLAIN.get(other, other)} has no meaning", hint
        )

    def case(self, node: Node) -> str:
        pairs = node.args[:-1] if node.text == "else" else node.args
        for condition in pairs[::2]:
            self.need(condition, "boolean", "WHEN takes a condition")
        results = [*pairs[1::2], *(node.args[-1:] if node.text == "else" else ())]
        return self.common(results)

    def common(self, nodes: list[Node]) -> str:
        found = "null"
        first = nodes[0]
        for node in nodes:
            type_ = self.type_of(node)
            if found == "null":
                found, first = type_, node
            elif type_ not in (found, "null"):
                self.same(first, node)
        return found

    def call(self, node: Node) -> str:
        function = FUNCTIONS[node.text]
        if function.aggregate and not self.aggregates:
            raise self.error(
                node,
                f"{node.text.upper()} looks at many records, but a condition sees one",
                "use a group rule",
            )
        count = len(node.args)
        if not function.least <= count <= function.most:
            wanted = (
                str(function.least)
                if function.least == function.most
                else f"{function.least} to {function.most}"
            )
            plural = "" if wanted == "1" else "s"
            raise self.error(
                node, f"{node.text} takes {wanted} argument{plural}, not {count}", function.about
            )
        if function.aggregate and any(n.op == "call" and FUNCTIONS[n.text].aggregate for n in _below(node)):
            raise self.error(node, f"{node.text.upper()} stands around another of its kind")
        for index, argument in enumerate(node.args):
            self.argument(node, argument, function.argument(index))
        if function.gives == "same":
            return self.common(list(node.args))
        return function.gives

    def argument(self, call: Node, argument: Node, wanted: str) -> None:
        if wanted == "phrases":
            literal = argument.op == "list" or (argument.op == "literal" and argument.type == "text")
            if not literal:
                raise self.error(
                    argument, "mentions() takes a list threshold or a text in quotes", ":phrases"
                )
        elif wanted == "pattern":
            if argument.op != "literal" or argument.type != "text":
                raise self.error(argument, f"the pattern of {call.text} is a text in quotes or a threshold")
        elif wanted == ANY:
            if argument.op == "list":
                self.type_of(argument)
        else:
            self.need(argument, wanted, f"{call.text} takes {PLAIN[wanted]}")


def _below(node: Node) -> Iterator[Node]:
    for arg in node.args:
        yield from arg.walk()


def _length(left: Node, right: Node, types: set[str]) -> str:
    """What was probably meant where a number of days stands beside a date or an age."""
    if "number" not in types or not types & {"date", "duration"}:
        return ""
    number = next((node.text for node in (left, right) if node.op == "literal" and node.text.isdigit()), "30")
    if "duration" in types:
        return f"write INTERVAL '{number} days', or a threshold of \"{number} days\""
    return f"an age is a length of time: :today - due > INTERVAL '{number} days'"


def _hint(node: Node, found: str, wanted: str) -> str:
    if node.op != "literal" or found != "text":
        return ""
    text = node.text[1:-1]
    if wanted == "date":
        try:
            return f"write DATE '{date.fromisoformat(text).isoformat()}'"
        except ValueError:
            return "write DATE '2023-09-30'"
    if wanted == "number" and text.replace(".", "", 1).isdigit():
        return f"write {text} without quotes"
    if wanted == "boolean" and text.lower() in ("true", "false", "yes", "no"):
        return "write TRUE or FALSE without quotes"
    return ""
