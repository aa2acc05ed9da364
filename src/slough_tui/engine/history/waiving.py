"""A finding set aside: a line of `waivers` with reason, owner and end, made or renewed by a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slough_tui.engine.history.changing import born
from slough_tui.errors import UsageError
from slough_tui.store.commits import Edit

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

NAMED = 16
"""Characters of the fingerprint in the waiver's own id."""


def waiver_id(fingerprint: str) -> str:
    """The id of the one waiver that a finding can have."""
    return f"waiver:{fingerprint[:NAMED]}"


def waive(
    waivers: pl.DataFrame, fingerprint: str, *, reason: str, owner: str, until: date, today: date
) -> tuple[Edit, ...]:
    """The edits that set a finding aside until a day (that day included), or renew the waiver it has.

    `waivers` is the table as it is seen. No edits: the waiver says so already. UsageError for a blank reason or
    owner, and for a day that is over.
    """
    import polars as pl

    for name, text in (("reason", reason), ("owner", owner)):
        if not text.strip():
            raise UsageError(
                f"a waiver needs {'a reason' if name == 'reason' else 'an owner'}", where=f"--{name}"
            )
    if until < today:
        raise UsageError(
            f"{until} is over: such a waiver would set nothing aside",
            where="--until",
            hint="name a day to come",
        )
    values = {"fingerprint": fingerprint, "reason": reason.strip(), "owner": owner.strip(), "until": until}
    there = waivers.filter(pl.col("id") == waiver_id(fingerprint)).to_dicts()
    if not there:
        return born("waivers", waiver_id(fingerprint), values)
    return tuple(
        Edit("waivers", waiver_id(fingerprint), name, there[0][name], value)
        for name, value in values.items()
        if there[0][name] != value
    )


def chosen(findings: pl.DataFrame, waivers: pl.DataFrame, prefix: str, today: date) -> dict[str, Any]:
    """The one current finding whose fingerprint begins with `prefix`.

    UsageError if there is none (the hint says so if one was waived earlier and is gone) or if there are several.
    """
    import polars as pl

    wanted = prefix.strip().lower()
    if len(wanted) < 4 or not all(letter in "0123456789abcdef" for letter in wanted):
        raise UsageError(
            f"{prefix!r} is no beginning of a fingerprint",
            hint="`slough check` shows them: 12 hexadecimal digits",
        )
    found = findings.filter(pl.col("fingerprint").str.starts_with(wanted)).unique(
        "fingerprint", maintain_order=True
    )
    if found.height == 1:
        return found.to_dicts()[0]
    if found.height:
        some = ", ".join(f"{row['fingerprint'][:12]} ({row['message']})" for row in found.head(5).to_dicts())
        raise UsageError(f"{prefix!r} fits {found.height} findings", hint=f"say which: {some}")
    for old in waivers.filter(pl.col("fingerprint").str.starts_with(wanted)).to_dicts():
        stands = old["until"] is None or old["until"] >= today
        end = f" on {old['until']}" if old["until"] else ""
        raise UsageError(
            f"the finding {prefix!r} is no longer found, so there is nothing to set aside",
            hint=f"its waiver by {old['owner']} {'ends' if stands else 'ended'}{end}"
            if end or not stands
            else "",
        )
    raise UsageError(
        f"no finding has a fingerprint that begins with {prefix!r}", hint="`slough check` lists them"
    )
