"""The findings of a check as a frame for the screen: what the place `findings` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slough_tui.model.kinds import RECORD_TABLES
from slough_tui.views.computed import FINDINGS, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from slough_tui.engine.rules.rule import Rule

SHORT = 12
"""Characters of a fingerprint that people see and may type."""


def empty() -> pl.DataFrame:
    """No findings: the columns of `computed.FINDINGS`."""
    import polars as pl

    return pl.DataFrame(schema=schema_of(FINDINGS))


def findings_frame(
    found: pl.DataFrame,
    rules: Iterable[Rule] = (),
    leads: pl.DataFrame | None = None,
    *,
    recorded: bool = False,
) -> pl.DataFrame:
    """Findings as a check gives them (`engine.rules.findings.schema`), in the columns of `computed.FINDINGS`.

    `rules` say what to do about a finding and why they look for it (`fix`, `why`, `condition`). A finding set aside by a waiver is left out. `record` is the first subject, `records` are all of them.
    `leads` (`record`, `lead`) says who leads on a record. Where a check was `recorded` by then, `standing` says which
    findings it had (`first_seen` is filled: still) and which are new.
    """
    import polars as pl

    if not found.height:
        return empty()
    said = pl.concat_str(pl.col("ref"), pl.lit(": "))  # the ref has a column of its own
    rest = pl.col("message").str.slice(said.str.len_chars())
    message = pl.when(pl.col("message").str.starts_with(said)).then(rest).otherwise("message")
    ids = pl.col("subjects").list.eval(pl.element().struct.field("id"))
    frame = found.filter(~pl.col("waived").fill_null(value=False)).select(
        pl.col("fingerprint").str.slice(0, SHORT).alias("id"),
        ids.list.first().alias("record"),
        ids.alias("records"),
        message.alias("message"),
        *(pl.col(name) for name in FINDINGS.names if name in found.columns and name not in {"id", "message"}),
    )
    if recorded:
        still = pl.when(pl.col("first_seen").is_null()).then(pl.lit("new")).otherwise(pl.lit("still"))
        frame = frame.with_columns(still.alias("standing"))
    frame = frame.join(_advice(rules), on="rule", how="left", maintain_order="left")
    if leads is not None:
        frame = frame.join(leads, on="record", how="left", maintain_order="left")
    missing = [
        pl.lit(None, dtype).alias(name) for name, dtype in empty().schema.items() if name not in frame.columns
    ]
    return frame.with_columns(missing).select(*FINDINGS.names)


def _advice(rules: Iterable[Rule]) -> pl.DataFrame:
    import polars as pl

    names = ("rule", "fix", "why", "condition")
    told = [(rule.id, rule.fix or None, rule.why or None, rule.condition or None) for rule in rules]
    return pl.DataFrame(told, schema=dict.fromkeys(names, pl.String()), orient="row").unique(
        "rule", keep="last"
    )


LEADS = ("lead", "clt_lead", "slt_lead", "addressee")
"""Who answers for a record: the first of these columns that has a name."""


def leads_of(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """`record` and `lead` of every record of these tables that has one."""
    import polars as pl

    found = [pl.DataFrame(schema={"record": pl.String, "lead": pl.String})]
    for name in RECORD_TABLES:
        if name in frames:
            named = [column for column in LEADS if column in frames[name].columns]
            lead = pl.coalesce(named).alias("lead")
            found.append(frames[name].select(pl.col("id").alias("record"), lead).drop_nulls("lead"))
    return pl.concat(found).unique("record", keep="first", maintain_order=True)
