"""The tree of errors that people see. Each says what, where and what to do, and knows its exit code.

    SloughError
    ├── UsageError        2   a wrong option, value, setting or rule file
    │   ├── SettingsError
    │   ├── RuleError         a rule file is wrong (with line and column)
    │   └── UnknownRecordError
    ├── UnreadableError   3
    │   ├── DocumentError     a paper cannot be read
    │   ├── MissingExtraError a reader's library is not installed
    │   └── RegisterError     the register cannot be read
    │       ├── CorruptError      a file is not what the log says it is
    │       └── TooNewError       written by a newer slough-tui
    ├── PluginError       4   a plugin failed; the others' results stand
    ├── RefusedError      5   an edit was refused, nothing was written
    │   ├── ConflictError     somebody changed the value first
    │   └── ReadOnlyError     this register cannot be written
    └── UncertainError    6   a commit may or may not be durable: re-read

A raw exception of another library never reaches a user: the layer that calls the library turns it
into one of these.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line (design: frozen, scripts depend on them)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    PARTIAL = 4
    REFUSED = 5
    UNCERTAIN = 6
    INTERRUPTED = 130


class SloughError(Exception):
    """What went wrong (`what`), the place (`where`: file, page, line, row, column) and what to do (`hint`)."""

    exit_code: Exit = Exit.USAGE

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """One line: `where: what; hint`, with the parts that are there."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.hint}" if self.hint else text


class UsageError(SloughError):
    """A wrong option, value, setting or rule file."""


class SettingsError(UsageError):
    """`slough.toml` or an environment variable says something that cannot be."""


class RuleError(UsageError):
    """A rule file is wrong; `where` names file, line and column."""


class UnknownRecordError(UsageError):
    """No record has this id."""


class UnreadableError(SloughError):
    """A document or the register cannot be read."""

    exit_code = Exit.UNREADABLE


class DocumentError(UnreadableError):
    """A paper cannot be read; the register is unchanged."""


class MissingExtraError(UnreadableError):
    """The library that reads this kind of file is not installed; the hint names the extra."""


class RegisterError(UnreadableError):
    """The register cannot be read."""


class CorruptError(RegisterError):
    """A file of the register is not what the log says it is; `where` names the file."""


class TooNewError(RegisterError):
    """The register was written by a newer slough-tui."""


class PluginError(SloughError):
    """A plugin failed; results of the others stand."""

    exit_code = Exit.PARTIAL


class RefusedError(SloughError):
    """An edit was refused; nothing was written."""

    exit_code = Exit.REFUSED


class ConflictError(RefusedError):
    """The value that the edit was made against is no longer there."""


class ReadOnlyError(RefusedError):
    """This register cannot be written (no permission, or opened with --read-only)."""


class UncertainError(SloughError):
    """A commit may or may not be durable: re-read the register before acting."""

    exit_code = Exit.UNCERTAIN
