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
MADE = frozenset({"id", "message", "ref"})
"""Columns that are not taken over as a check gives them."""
_OWN_ID = r"^([a-z]{3}:\S+): "
REF_ROOM = 15
"""Characters of an id's words that stand for a ref."""


def empty() -> pl.DataFrame:
    """No findings: the columns of `computed.FINDINGS`."""
    import polars as pl

    return pl.DataFrame(schema=schema_of(FINDINGS))


def findings_frame(
    found: pl.DataFrame,
    rules: Iterable[Rule] = (),
    owners: pl.DataFrame | None = None,
    *,
    recorded: bool = False,
) -> pl.DataFrame:
    """Findings as a check gives them (`engine.rules.findings.schema`), in the columns of `computed.FINDINGS`.

    `rules` say what to do about a finding and why they look for it (`fix`, `why`, `condition`). A finding set aside by a waiver is left out. `record` is the first subject, `records` are all of them.
    A record without a ref is named by the words of its id. `owners` (columns of `owners_of`) says who answers for a
    record; where no directorate does, the paper stands for it. Where a check was `recorded` by then, `standing` says
    which findings it had (`first_seen` is filled: still) and which are new.
    """
    import polars as pl

    if not found.height:
        return empty()
    own = pl.col("message").str.extract(_OWN_ID)  # ref and id have columns of their own
    said = pl.coalesce(own, pl.when(pl.col("message").str.starts_with(pl.col("ref") + ": ")).then("ref"))
    rest = pl.col("message").str.slice(said.str.len_chars() + len(": "))
    message = pl.coalesce(rest, "message")
    ids = pl.col("subjects").list.eval(pl.element().struct.field("id"))
    frame = found.filter(~pl.col("waived").fill_null(value=False)).select(
        pl.col("fingerprint").str.slice(0, SHORT).alias("id"),
        ids.list.first().alias("record"),
        ids.alias("records"),
        message.alias("message"),
        pl.coalesce("ref", in_words(own)).alias("ref"),
        *(pl.col(name) for name in FINDINGS.names if name in found.columns and name not in MADE),
    )
    if recorded:
        still = pl.when(pl.col("first_seen").is_null()).then(pl.lit("new")).otherwise(pl.lit("still"))
        frame = frame.with_columns(still.alias("standing"))
    frame = frame.join(_advice(rules), on="rule", how="left", maintain_order="left")
    owners = empty().select("record", "lead", "directorate") if owners is None else owners
    frame = frame.join(owners, on="record", how="left", maintain_order="left")
    frame = frame.with_columns(pl.coalesce("directorate", pl.lit("paper: ") + pl.col("document")))
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


def owners_of(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """`record`, `lead` and `directorate` (String) of every record of these tables that has one of the two."""
    import polars as pl

    found = [empty().select("record", "lead", "directorate")]
    for name in RECORD_TABLES:
        if name in frames:
            known = frames[name].columns
            lead = pl.coalesce([column for column in LEADS if column in known])
            directorate = pl.col("directorate") if "directorate" in known else pl.lit(None, pl.String)
            owner = frames[name].select(record="id", lead=lead, directorate=directorate)
            found.append(owner.filter(pl.any_horizontal(pl.col("lead", "directorate").is_not_null())))
    return pl.concat(found).unique("record", keep="first", maintain_order=True)


def in_words(ids: pl.Expr) -> pl.Expr:
    """The last part of ids as words, no more than a ref has room for: `agree one list…`."""
    import polars as pl

    words = ids.str.extract(r"([^/:]+)$").str.replace_all("-", " ", literal=True)
    cut = words.str.slice(0, REF_ROOM - 1).str.strip_chars_end() + "\u2026"
    return pl.when(words.str.len_chars() > REF_ROOM).then(cut).otherwise(words)
