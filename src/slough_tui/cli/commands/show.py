"""`slough show`: one record whole: its fields, what was said of it, its relations, and the place on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from slough_tui.cli import emit, formats, options
from slough_tui.cli.lookup import find_record

if TYPE_CHECKING:
    from slough_tui.cli.context import Context
    from slough_tui.engine.rules.frames import Frames
    from slough_tui.model.table import Table


@click.command("show")
@click.argument("record", metavar="ID")
@click.option("--findings", is_flag=True, help="Also run the rules, and show what they find of this record.")
@options.output()
@click.pass_obj
def command(context: Context, *, record: str, findings: bool, form: str, output: str | None) -> None:
    """Show one record, its updates, links and source.

    ID is a record's id (rec:cisc/0.10), or a part of one that fits no other: 0.10.
    """
    frames = context.frames(context.register())
    table, found = find_record(frames, record)
    whole = _whole(frames, table, found)
    whole["assessments"] = _assessments(context, frames, table, found)
    panels = _panels(context, table, whole)
    if findings:
        whole["findings"] = _findings(context, frames, found)
    if panels:
        whole["panels"] = panels
    if form == "text":
        _write(table, whole, output)
    elif form in {"csv", "markdown"}:
        formats.write_lines(("field", "value"), list(_pairs(table, whole)), form, output)
    else:
        text = formats.to_json([whole], indent=1) if form == "json" else formats.to_json(whole)
        formats.deliver(text + "\n", output)


def _whole(frames: Frames, table: Table, found: str) -> dict[str, Any]:
    """The record's columns, and `updates`, `links`, `repairs`, `refusals`, `source` beside them."""
    import polars as pl

    def lines(name: str, condition: pl.Expr, *columns: str) -> list[dict[str, Any]]:
        return frames(name).filter(condition).select(columns).collect().to_dicts()

    whole = frames(table.name).filter(pl.col("id") == found).collect().to_dicts()[0]
    mine = pl.col("record") == found
    whole["updates"] = lines("updates", mine, "on", "voice", "text", "page", "line")
    linked = (pl.col("from_id") == found) | (pl.col("to_id") == found)
    whole["links"] = lines("links", linked, "from_id", "relation", "to_id", "state", "confidence")
    whole["repairs"] = lines("repairs", mine, "field", "what", "raw", "now", "why", "page", "line", "address")
    whole["refusals"] = lines("refusals", mine, "field", "what", "raw", "why", "page", "line", "address")
    paper = lines(
        "documents",
        pl.col("id").eq_missing(pl.lit(whole["document"])),
        "name",
        "title",
        "date",
        "date_source",
        "marking",
    )
    printed = lines("cells", mine, "page", "line", "address", "field", "raw")
    whole["source"] = {
        **(paper[0] if paper else {}),
        "page": whole["page"],
        "line": whole["line"],
        "cells": printed,
    }
    return whole


def _assessments(context: Context, frames: Frames, table: Table, found: str) -> list[dict[str, Any]]:
    """What the assessors of this table say of the record; a failing one is said on stderr."""
    import polars as pl

    from slough_tui.engine.assess import assess

    def only(name: str) -> pl.LazyFrame:
        frame = frames(name)
        return frame.filter(pl.col("id") == found) if name == table.name else frame

    asked = [(plugin, one) for plugin, one in context.host().assessors() if table.name in one.tables]
    result = assess(asked, only, today=context.today)
    for failure in result.failures:
        context.fail(failure)
    return result.frame.filter(pl.col("record") == found).drop("record").to_dicts()


def _findings(context: Context, frames: Frames, found: str) -> list[dict[str, Any]]:
    """What all rules find that names this record among its subjects; what broke is said on stderr."""
    import polars as pl

    from slough_tui.engine.rules.check import check
    from slough_tui.report.findings import finding_objects

    loaded = context.rules()
    checked = check(frames, loaded, today=context.today, as_of=context.as_of, get_host=context.host)
    for error in (*checked.wrong, *checked.failed):
        context.fail(error)
    named = pl.col("subjects").list.eval(pl.element().struct.field("id")).list.contains(found)
    return list(finding_objects(checked.result.findings.filter(named)))


def _panels(context: Context, table: Table, whole: dict[str, Any]) -> dict[str, list[str]]:
    """What panels of plugins show below the record, by title; a broken one is said on stderr."""
    from slough_tui.errors import PluginError
    from slough_tui.hooks.panels import panels_of

    host = context.host()
    before = len(host.failures)
    told = panels_of(host, table.name, {name: whole[name] for name in table.names}, context.asked())
    for failure in host.failures[before:]:
        context.fail(PluginError(failure.what, where=failure.where))
    return told


def _pairs(table: Table, whole: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, whole[name]) for name in table.names if whole[name] not in (None, "", [])]


def _write(table: Table, whole: dict[str, Any], output: str | None) -> None:
    lines: list[tuple[str, str]] = [(f"{whole['id']}  ({table.one})", "bold")]
    labels = {column.name: column.heading for column in table.columns}
    shown = [(labels[name], formats.flat(value)) for name, value in _pairs(table, whole) if name != "id"]
    width = max((len(label) for label, _ in shown), default=0)
    lines += [(f"  {label.ljust(width)}  {_indented(value, width + 4)}", "") for label, value in shown]
    lines += _sections(whole)
    if output in {None, "-"}:
        for line in lines:
            emit.emit(line)
    else:
        formats.deliver("".join(f"{text}\n" for text, _ in lines), output)


def _indented(text: str, by: int) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\n" + " " * by)


def _sections(whole: dict[str, Any]) -> list[tuple[str, str]]:
    panels = whole.get("panels", {})
    shown = [
        line
        for title, lines in panels.items()
        for line in ((title, "bold"), *((f"  {t}", "") for t in lines))
    ]
    return [*_own_sections(whole), *shown]


def _own_sections(whole: dict[str, Any]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []

    def section(title: str, texts: list[str]) -> None:
        if texts:
            lines.append((title, "bold"))
            lines.extend((f"  {_indented(text, 2)}", "") for text in texts)

    section("Updates", [f"{one['on'] or 'undated'}  {one['text']}" for one in whole["updates"]])
    section(
        "Links",
        [f"{one['from_id']} {one['relation']} {one['to_id']} ({one['state']})" for one in whole["links"]],
    )
    section(
        "Assessments",
        [
            f"{one['assessor']}: {one['verdict']}"
            + (f" ({one['score']:.2f})" if one["score"] is not None else "")
            + "".join(f"\n  {reason}" for reason in one["reasons"] or ())
            for one in whole["assessments"]
        ],
    )
    section(
        "Findings",
        [
            f"{one['rule']} {one['severity']}: {one['message']}{' (waived)' if one['waived'] else ''}"
            for one in whole.get("findings", ())
        ],
    )
    section(
        "Repaired",
        [f'{one["field"] or ""} "{one["raw"]}" -> "{one["now"]}": {one["why"]}' for one in whole["repairs"]],
    )
    section("Refused", [f'{one["field"] or ""} "{one["raw"]}": {one["why"]}' for one in whole["refusals"]])
    source = whole["source"]
    if source.get("name"):
        places = [
            f"page {source['page']}" if source["page"] else "",
            f"line {source['line']}" if source["line"] else "",
        ]
        place = ", ".join(part for part in places if part)
        marking = f", {source['marking']}" if source.get("marking") else ""
        section("Source", [f"{source['name']}{', ' + place if place else ''} (of {source['date']}{marking})"])
    return lines
