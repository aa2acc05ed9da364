"""The file that `slough plugins new` writes: a whole plugin that works, with a word on what may be changed."""

from __future__ import annotations

_TEMPLATE = '''"""{title}."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from slough_tui.hooks.api import Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slough_tui.hooks.api import Assessor

API = 1
__version__ = "0.1"


# An assessor gives each record of its tables one of its verdicts; `uses` names further tables to read.
# Rules ask for it by `requires = ["{name}"]` and `{name}.verdict = 'silent'`.
@assessor(tables=("recommendations",), verdicts=("answered", "silent"))
def {name}(given: Given) -> pl.LazyFrame:
    """Whether there is a word on the record."""
    said = pl.col("response").is_not_null()
    return given.frame.select(
        "id",
        verdict=pl.when(said).then(pl.lit("answered")).otherwise(pl.lit("silent")),
        score=pl.when(said).then(1.0).otherwise(0.0),
    )


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file. Other hooks: docs/writing-plugins.md."""
    return [{name}]
'''


def template(name: str) -> str:
    """A plugin file with one assessor of this name."""
    return _TEMPLATE.format(name=name, title=name.replace("_", " ").capitalize())
