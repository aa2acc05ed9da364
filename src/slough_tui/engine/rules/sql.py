"""A checked tree as SQL. Nothing reaches Polars but what is written here: names quoted, values typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from slough_tui.engine.rules.functions import FUNCTIONS
from slough_tui.engine.rules.thresholds import literal

if TYPE_CHECKING:
    from slough_tui.engine.rules.syntax import Node

_SIGNS = ("=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "||")


def write(node: Node) -> str:
    """SQL of a tree. Chains of AND and OR stay flat: deep parentheses end Polars' parser."""
    args = [write(arg) for arg in node.args if arg.op != "list"]
    if node.op == "literal":
        return node.text
    if node.op in ("column", "field"):
        return ".".join(_quoted(part) for part in node.text.split("."))
    if node.op == "star":
        return "*"
    if node.op in ("and", "or"):
        return f"({f' {node.op.upper()} '.join(args)})"
    if node.op == "not":
        return f"(NOT {args[0]})"
    if node.op == "neg":
        return f"(- {args[0]})"
    if node.op in _SIGNS:
        return f"({args[0]} {node.op} {args[1]})"
    if node.op.endswith("null"):
        return f"({args[0]} {node.op.upper()})"
    if node.op.endswith("between"):
        return f"({args[0]} {node.op.upper()} {args[1]} AND {args[2]})"
    if node.op.endswith(("like", "distinct from")):
        return f"({args[0]} {node.op.upper()} {args[1]})"
    if node.op.endswith("in"):
        return f"({args[0]} {node.op.upper()} {_list(node.args[1])})"
    return _shaped(node, args)


def _shaped(node: Node, args: list[str]) -> str:
    if node.op == "case":
        otherwise = f" ELSE {args.pop()}" if node.text == "else" else ""
        branches = "".join(f" WHEN {args[i]} THEN {args[i + 1]}" for i in range(0, len(args), 2))
        return f"CASE{branches}{otherwise} END"
    if node.op == "cast":
        return f"TRY_CAST({args[0]} AS {node.text})"
    if node.text == "mentions":
        return f"REGEXP_LIKE({args[0]}, {literal(_phrases(node.args[1]))})"
    function = FUNCTIONS[node.text]
    return function.write(args) if function.write else f"{node.text.upper()}({', '.join(args)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _list(node: Node) -> str:
    return f"({', '.join(write(arg) for arg in node.args)})"


def _phrases(node: Node) -> str:
    """A pattern that finds any of the phrases as whole words, in any case, over any white space."""
    words = node.args if node.op == "list" else (node,)
    texts = [word.text[1:-1].replace("''", "'") for word in words]
    patterns = (r"\s+".join(re.escape(part) for part in text.split()) for text in texts)
    return rf"(?i)(?:^|\W)(?:{'|'.join(patterns)})(?:\W|$)"
