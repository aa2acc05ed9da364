"""What every command is given: the register, the dates it speaks of, and where rules and plugins lie.

Everything is found out when it is asked for: a command that needs no register never looks for one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui import clock
from slough_tui.cli import emit
from slough_tui.errors import CorruptError, Exit, RegisterError, SettingsError, SloughError, UsageError
from slough_tui.settings import Setting, bundled, resolve

if TYPE_CHECKING:
    from polars import LazyFrame

    from slough_tui.engine.rules.frames import Frames
    from slough_tui.engine.rules.load import Loaded
    from slough_tui.hooks.brought import Seen
    from slough_tui.hooks.host import Host
    from slough_tui.model.batch import Author
    from slough_tui.store.register import Register

FALLBACK = Path("register")
"""Where a register lies when nobody says so."""

PRECEDENCE = (
    Exit.INTERRUPTED,
    Exit.UNCERTAIN,
    Exit.UNREADABLE,
    Exit.USAGE,
    Exit.REFUSED,
    Exit.PARTIAL,
    Exit.FINDINGS,
)
"""Which exit code wins when a run has several."""


@dataclass
class Context:
    """The global options, understood. `flags` is what the command line said, None where it said nothing."""

    flags: dict[str, Any]
    as_of_text: str | None = None
    today_text: str | None = None
    known_at_text: str | None = None
    _codes: set[Exit] = field(default_factory=set)

    @cached_property
    def settings(self) -> dict[str, Setting]:
        """Every setting with its origin."""
        return resolve(self.flags)

    @property
    def quiet(self) -> bool:
        """Whether notes and progress are unwanted."""
        return bool(self.settings["quiet"].value)

    @property
    def color(self) -> bool:
        """Whether colour is allowed (it also needs a terminal)."""
        return bool(self.settings["color"].value)

    @property
    def council(self) -> str | None:
        """The council's name, if it was set."""
        value: str | None = self.settings["council"].value
        return value

    @cached_property
    def as_of(self) -> date:
        """The date whose facts count: `--as-of`, else the real today."""
        return read_date(self.as_of_text, "--as-of") if self.as_of_text else clock.today()

    @cached_property
    def today(self) -> date:
        """The date that "overdue" and the like refer to: `--today`, else the as-of date."""
        return read_date(self.today_text, "--today") if self.today_text else self.as_of

    @cached_property
    def known_at(self) -> datetime | None:
        """The last moment (the end of the day, here) whose recordings count; None for all."""
        if not self.known_at_text:
            return None
        day = read_date(self.known_at_text, "--known-at")
        return datetime.combine(day, time.max).astimezone()

    @property
    def rule_dirs(self) -> tuple[Path, ...]:
        """The folders of rules that the person named, each of which must be there."""
        return self._folders("rules")

    @property
    def plugin_dirs(self) -> tuple[Path, ...]:
        """The folders of plugins that the person named, each of which must be there."""
        return self._folders("plugins")

    def _folders(self, name: str) -> tuple[Path, ...]:
        setting = self.settings[name]
        for folder in setting.value:
            if not folder.is_dir():
                said = f"--{name}" if setting.origin == "flag" else setting.origin
                raise SettingsError("there is no such folder", where=str(folder), hint=f"said by {said}")
        return tuple(setting.value)

    # ------------------------------------------------------------ the register

    @cached_property
    def _register_path(self) -> tuple[Path, bool]:
        """The register's folder, and whether it is the bundled sample."""
        said = self.settings["register"]
        if said.value is not None:
            return said.value, False
        if FALLBACK.is_dir():
            return FALLBACK.absolute(), False
        return bundled("sample_data") / "register", True

    @property
    def register_path(self) -> Path:
        """The register's folder; RegisterError if it is not there."""
        from slough_tui.store.disk import told

        path, sample = self._register_path
        with told(path):
            if path.is_dir():
                return path
        if sample:
            raise RegisterError(
                "there is no register here and no sample", hint="slough init register makes an empty one"
            )
        what = "a file, not a register's folder" if path.exists() else "no register here"
        raise RegisterError(what, where=str(path), hint=f"slough init {path} makes an empty one")

    @property
    def is_sample(self) -> bool:
        """Whether the register is the bundled sample, which cannot be written."""
        return self._register_path[1]

    def register(self, *, write: bool = False) -> Register:
        """The register, opened. UsageError if a command would `write` into the bundled sample."""
        path = self.register_path
        if self.is_sample:
            if write:
                raise UsageError(
                    "nothing can be written into the bundled sample register",
                    hint="slough init register makes your own; or name one with --register DIR",
                )
            emit.note("slough: no register here, showing the bundled sample (read-only)")
        from slough_tui.store.register import Register

        try:
            return Register.open(path, read_only=self.is_sample)
        except CorruptError as error:
            if write:
                raise
            rescued = Register.rescue(path)
            self.fail(error)
            emit.note(f"slough: shown as far as commit {rescued.seq}, read-only; `slough doctor` tells more")
            return rescued

    def frames(self, register: Register) -> Frames:
        """The register's tables as of the dates of this run, each read once."""
        known: dict[str, LazyFrame] = {}

        def frame(table: str) -> LazyFrame:
            if table not in known:
                known[table] = register.frame(table, as_of=self.as_of, known_at=self.known_at).lazy()
            return known[table]

        return frame

    @cached_property
    def _host(self) -> Host:
        from slough_tui.hooks.host import Host

        emit.claim()
        parameters = self.settings["assessors"].value
        host = Host.load(folders=self.plugin_dirs, parameters=parameters)
        host.add_record_kinds()
        return host

    def asked(self) -> Seen:
        """What a command or panel of a plugin is given: the tables of the register and the dates."""
        from slough_tui.hooks.brought import Seen

        return Seen(self.frames(self.register()), self.as_of, self.today)

    def host(self) -> Host:
        """The plugin host with everything loaded that the person has; failures are kept in its records."""
        return self._host

    def rules(self) -> Loaded:
        """The rules that there are, with the thresholds of the settings, and what is wrong with their files."""
        from slough_tui.engine.rules.check import rules_of

        return rules_of(
            self.rule_dirs,
            self.host,
            plugins=bool(self.plugin_dirs),
            thresholds=self.settings["thresholds"],
        )

    def author(self) -> Author:
        """Who commits: the person who runs this, on this machine."""
        from slough_tui.engine.history.author import author

        return author()

    # ------------------------------------------------------------ the end

    def code(self, code: Exit) -> None:
        """Remember an exit code; the worst of a run is the run's."""
        if code:
            self._codes.add(code)

    def fail(self, error: SloughError) -> None:
        """Say an error now and go on; its exit code is remembered."""
        emit.complain(("slough: ", "bold"), str(error))
        self.code(error.exit_code)

    @property
    def worst(self) -> Exit:
        """The exit code of the run so far."""
        return next((code for code in PRECEDENCE if code in self._codes), Exit.DONE)


def read_date(text: str, option: str) -> date:
    """A day as people write it (ISO or `31 October 2023`); UsageError if it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    from slough_tui.model.due import Precision, parse_date

    due = parse_date(text)
    if due.on is None or due.precision is not Precision.DAY:
        why = f": {due.refusal}" if due.refusal else ""
        raise UsageError(
            f"{text!r} is not a day{why}", where=option, hint="write 2023-10-31 or 31 October 2023"
        )
    return due.on
