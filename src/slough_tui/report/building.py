"""A report is asked for by name and made: its frames read, its assessors asked, its papers and their marking found.

Nothing here prints or knows a command line: the screen calls `build` and `writing.write` as the command does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from slough_tui.errors import PluginError, UsageError
from slough_tui.hooks.api import Asked, ReportKind
from slough_tui.model.kinds import TABLES
from slough_tui.model.report import Report, Source

if TYPE_CHECKING:
    from datetime import date, datetime

    import polars as pl

    from slough_tui.engine.rules.load import Loaded
    from slough_tui.errors import SloughError
    from slough_tui.hooks.api import Assessor
    from slough_tui.hooks.host import Host
    from slough_tui.hooks.loading import Plugin
    from slough_tui.store import Register

GetHost = Callable[[], "Host"]
GetRules = Callable[[], "Loaded"]
Fail = Callable[["SloughError"], None]


def kinds(get_host: GetHost | None = None) -> list[ReportKind]:
    """Every report there is: the built-in ones, then those of plugins (where a host is given)."""
    from slough_tui.report.kinds import KINDS

    brought = [kind for _, kind in _brought(get_host)] if get_host is not None else []
    return [*KINDS, *brought]


def build(
    name: str,
    register: Register,
    *,
    as_of: date,
    today: date | None = None,
    start: date | None = None,
    known_at: datetime | None = None,
    get_host: GetHost | None = None,
    get_rules: GetRules | None = None,
    fail: Fail | None = None,
) -> Report:
    """The report `name` of a register as of a day, compared with `start` where one is given.

    UsageError if there is no such report or `start` is after `as_of`; PluginError if a plugin's report breaks.
    Without `get_host` no assessor is asked, and without `get_rules` the rules are the bundled ones. An assessor or a rule that breaks costs only what it would have said, and is told to `fail`.
    """
    if start is not None and start > as_of:
        raise UsageError(f"{start} is after {as_of}", where="--from", hint="turn the dates round")
    kind, plugin = _kind(name, get_host)
    desk = _Desk(register, as_of, today or as_of, known_at, get_host, get_rules, fail or _ignored)
    asked = Asked(as_of, desk.today, start, desk.read, desk.assess, desk.check)
    made = kind.make(asked) if plugin is None else _guarded(plugin, kind, asked)
    documents = made.documents if made.documents is not None else frozenset(desk.documents)
    sources = tuple(_sources(desk.read("documents", as_of), documents))
    return replace(
        made,
        name=kind.name,
        as_of=as_of,
        today=desk.today,
        start=made.start or start,
        council=made.council or _council(desk.read("documents", as_of)),
        marking=made.marking or " / ".join(dict.fromkeys(s.marking for s in sources if s.marking)),
        sources=sources,
    )


def _ignored(error: SloughError) -> None:
    """Where nobody listens, what failed is only missing from the report."""


def _brought(get_host: GetHost) -> list[tuple[Plugin, ReportKind]]:
    """What plugins bring; a name that is ours is refused, so that a report is what its name says."""
    from slough_tui.report.kinds import KINDS

    ours = {kind.name for kind in KINDS}
    found: list[tuple[Plugin, ReportKind]] = []
    for plugin, kind in get_host().reports():
        if kind.name in ours:
            plugin.fail(f"slough_register_reports: there is a built-in report {kind.name} already")
        else:
            found.append((plugin, kind))
    return found


def _kind(name: str, get_host: GetHost | None) -> tuple[ReportKind, str | None]:
    """The report, and the plugin that it comes from. The built-in ones need no host."""
    from slough_tui.report.kinds import KINDS

    for kind in KINDS:
        if kind.name == name:
            return kind, None
    brought = _brought(get_host) if get_host is not None else []
    for plugin, kind in brought:
        if kind.name == name:
            return kind, plugin.name
    raise UsageError(
        f"there is no report {name!r}",
        hint=_nearest(name, [k.name for k in (*KINDS, *(b[1] for b in brought))]),
    )


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib

    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"


def _guarded(plugin: str, kind: ReportKind, asked: Asked) -> Report:
    """A plugin may raise anything and give anything; either becomes one error that names it."""
    from slough_tui.hooks.loading import in_words

    where = f"plugin {plugin}, report {kind.name}"
    try:
        made = kind.make(asked)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(in_words(error), where=where, hint="tell its author") from error
    if not isinstance(made, Report):
        raise PluginError(f"gave {type(made).__name__}, not a Report", where=where, hint="tell its author")
    return made


# ---------------------------------------------------------------- papers


def _sources(documents: pl.DataFrame, wanted: frozenset[str]) -> list[Source]:
    import polars as pl

    found = documents.filter(pl.col("id").is_in(list(wanted))).sort("date", "name", nulls_last=True)
    return [
        Source(row["name"] or row["id"], row["title"] or "", row["date"], row["marking"])
        for row in found.iter_rows(named=True)
    ]


def _council(documents: pl.DataFrame) -> str:
    """The council, if all papers that name one name the same."""
    names = documents["council"].drop_nulls().unique().to_list()
    return str(names[0]) if len(names) == 1 else ""


# ---------------------------------------------------------------- frames


class _Desk:
    """Reads each table once, and remembers which papers its lines come from."""

    def __init__(
        self,
        register: Register,
        as_of: date,
        today: date,
        known_at: datetime | None,
        get_host: GetHost | None,
        get_rules: GetRules | None,
        fail: Fail,
    ) -> None:
        self.today = today
        self.documents: set[str] = set()
        self._register = register
        self._as_of = as_of
        self._known_at = known_at
        self._get_host = get_host
        self._get_rules = get_rules
        self._fail = fail
        self._frames: dict[tuple[str, date], pl.DataFrame] = {}

    def read(self, name: str, on: date) -> pl.DataFrame:
        """A table as of a day. UsageError if there is none of that name."""
        if name not in TABLES:
            raise UsageError(f"there is no table {name!r}", hint=_nearest(name, TABLES))
        if (name, on) not in self._frames:
            frame = self._register.frame(name, as_of=on, known_at=self._known_at)
            self._frames[name, on] = frame
            if "document" in frame.columns:
                self.documents |= set(frame["document"].drop_nulls().unique())
        return self._frames[name, on]

    def _lazy(self, name: str) -> pl.LazyFrame:
        return self.read(name, self._as_of).lazy()

    def assess(self, name: str) -> pl.DataFrame:
        """What one assessor says; no lines where there is none of that name."""
        from slough_tui.engine.assess import assess

        chosen = [one for one in self._assessors() if one[1].name == name]
        assessed = assess(chosen, self._lazy, today=self.today)
        for failure in assessed.failures:
            self._fail(failure)
        return assessed.frame

    def _assessors(self) -> list[tuple[Plugin, Assessor]]:
        return self._get_host().assessors() if self._get_host is not None else []

    def check(self, tags: frozenset[str]) -> pl.DataFrame:
        """What the rules with one of `tags` find (all rules, if there are none), with the rule's `tags` beside it."""
        import polars as pl

        from slough_tui.engine.rules.check import check, rules_of
        from slough_tui.engine.rules.findings import schema

        loaded = self._get_rules() if self._get_rules is not None else rules_of((), self._get_host)
        of_rules = {rule.id: list(rule.tags) for rule in loaded.rules if not tags or tags & set(rule.tags)}
        tagged = pl.DataFrame(
            {"rule": list(of_rules), "tags": list(of_rules.values())},
            schema={"rule": pl.String(), "tags": pl.List(pl.String())},
        )
        found = pl.DataFrame(schema=schema())
        if of_rules:
            checked = check(
                self._lazy,
                loaded,
                today=self.today,
                as_of=self._as_of,
                select=list(of_rules),
                get_host=self._get_host,
            )
            for error in (*checked.wrong, *checked.failed):
                self._fail(error)
            found = checked.result.findings
        live = found.filter(~pl.col("waived") & (pl.col("outcome") == "finding"))
        return live.join(tagged, on="rule", how="left", maintain_order="left")
