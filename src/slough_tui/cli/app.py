"""`slough` itself: the table of commands, the global options, and the one place that turns errors into exit codes.

Help is answered from the table here: no command module, and none of polars, pydantic, textual, is loaded.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from slough_tui import __version__
from slough_tui.cli import emit
from slough_tui.cli.context import Context
from slough_tui.errors import Exit, SloughError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Line:
    """One command in the help: the module that holds it, and what it does (its own short help, a test says)."""

    module: str
    about: str


SECTIONS: dict[str, dict[str, Line]] = {
    "Papers": {
        "init": Line("init", "Make an empty register."),
        "import": Line("import_", "Read committee papers into the register."),
        "open": Line("open", "Open the screen (what `slough` alone does on a terminal)."),
        "demo": Line("demo", "Open a private copy of the sample register."),
    },
    "Read": {
        "list": Line("list", "List the records of one kind."),
        "show": Line("show", "Show one record, its updates, links and source."),
        "query": Line("query", "Ask the register's tables in SQL."),
        "log": Line("log", "List the commits, or the history of one record."),
        "diff": Line("diff", "Compare two days, as movement tables and by record."),
        "report": Line("report", "Make a committee's report, or list the reports there are."),
        "export": Line("export", "Write a table to a file."),
        "path": Line("path", "Print where a table's Parquet file lies."),
    },
    "Write": {
        "set": Line("set", "Change fields of a record."),
        "undo": Line("undo", "Take a commit back by a new one."),
        "waive": Line("waive", "Set a finding aside, with reason, owner and end."),
    },
    "Check": {
        "check": Line("check", "Run the rules."),
        "assess": Line("assess", "Run the assessors."),
        "explain": Line("explain", "Explain a rule or a finding."),
        "rules": Line("rules", "List and test the rules."),
        "plugins": Line("plugins", "List and trust the plugins."),
    },
    "Keep house": {
        "config": Line("config", "Show the settings and where they come from."),
        "compact": Line("compact", "Fold the commits into few files."),
        "doctor": Line("doctor", "Verify the register and the installation."),
    },
}
COMMANDS: dict[str, Line] = {name: line for section in SECTIONS.values() for name, line in section.items()}
"""Every command. The one list: help, completion and the did-you-mean come from it."""

EPILOG = """\b
Global options may stand before or after the command.
Exit codes: 0 done, 1 findings, 2 wrong usage, settings or rule file, 3 unreadable,
4 a plugin failed, 5 an edit refused, 6 a commit uncertain, 130 interrupted.
Completion: eval "$(_SLOUGH_COMPLETE=bash_source slough)"  (or zsh_source, fish_source)"""


ASKS_HELP = "slough.asks_help"


class Commands(click.Group):
    """The commands of `COMMANDS`, each imported when it runs; global options are taken from anywhere."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command's name, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a command; None for an unknown one."""
        line = COMMANDS.get(cmd_name)
        if line is None:
            return None
        command: click.Command = import_module(f"slough_tui.cli.commands.{line.module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or an error that offers the nearest names."""
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing and not name.startswith("-"):
            import difflib

            from slough_tui.cli.brought import command_of

            brought = command_of(name, ctx.params)
            if brought is not None:
                return name, brought, args[1:]
            near = difflib.get_close_matches(name, COMMANDS, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else "`slough --help` lists the commands"
            raise SloughError(f"there is no command {name!r}", hint=hint)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Global options that stand after the command count as if they stood before it."""
        ctx.meta[ASKS_HELP] = not {"-h", "--help"}.isdisjoint(args)
        return super().parse_args(ctx, self._global_first(args))

    def _global_first(self, args: list[str]) -> list[str]:
        takes_value = {
            name: not getattr(param, "is_flag", False)
            for param in self.params
            if param.name != "version"
            for name in param.opts
        }
        first: list[str] = []
        rest: list[str] = []
        waiting = iter(args)
        for arg in waiting:
            name, equals, _ = arg.partition("=")
            if arg == "--":
                rest += [arg, *waiting]
            elif name in takes_value:
                first.append(arg)
                if takes_value[name] and not equals:
                    first += [value for value in (next(waiting, None),) if value is not None]
            else:
                rest.append(arg)
        return first + rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table, by section."""
        for title, lines in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, line.about) for name, line in lines.items()])


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        emit.emit(f"slough-tui {__version__}")
        ctx.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--register", metavar="DIR", help="The register (else SLOUGH_REGISTER, slough.toml, ./register)."
)
@click.option(
    "--as-of", metavar="DATE", envvar="SLOUGH_AS_OF", help="Count the facts of this day (default: today)."
)
@click.option(
    "--today", metavar="DATE", envvar="SLOUGH_TODAY", help='What "overdue" refers to (default: --as-of).'
)
@click.option(
    "--known-at", metavar="DATE", envvar="SLOUGH_KNOWN_AT", help="Only what was recorded by this day."
)
@click.option("--rules", metavar="DIR", multiple=True, help="A further folder of rules; may be repeated.")
@click.option("--plugins", metavar="DIR", multiple=True, help="A further folder of plugins; may be repeated.")
@click.option("--quiet", is_flag=True, default=None, help="No notes and no progress on stderr.")
@click.option("--no-color", is_flag=True, help="No colour, even on a terminal.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
@click.pass_context
def slough(
    ctx: click.Context,
    *,
    register: str | None,
    as_of: str | None,
    today: str | None,
    known_at: str | None,
    rules: tuple[str, ...],
    plugins: tuple[str, ...],
    quiet: bool | None,
    no_color: bool,
) -> None:
    """A council's committee papers as a register with history, and what the council said it would do."""
    flags = {
        "register": register,
        "rules": rules,
        "plugins": plugins,
        "quiet": quiet,
        "color": False if no_color else None,
    }
    context = ctx.ensure_object(dict)["make"](flags, as_of, today, known_at)
    ctx.obj = context
    emit.configure(quiet=context.quiet, color=context.color)
    if context.plugin_dirs and not ctx.meta[ASKS_HELP]:
        context.host()  # kinds of record that plugins bring are known from here on
    if ctx.invoked_subcommand is None:
        _alone(ctx)


def _alone(ctx: click.Context) -> None:
    """`slough` alone: the screen on a terminal, else short help."""
    if emit.is_terminal(sys.stdin) and emit.is_terminal(emit.stdout()):
        command = slough.get_command(ctx, "open")
        assert command is not None
        ctx.invoke(command)
        return
    emit.emit(ctx.get_help())


def run(argv: Sequence[str] | None = None) -> int:
    """Parse, run, and return the exit code; no exception comes out."""
    made: list[Context] = []

    def make(flags: dict[str, Any], as_of: str | None, today: str | None, known_at: str | None) -> Context:
        made.append(Context(flags, as_of, today, known_at))
        return made[0]

    def work() -> None:
        slough.main(
            args=None if argv is None else list(argv),
            prog_name="slough",
            standalone_mode=False,
            obj={"make": make},
        )
        emit.flush()

    try:
        failed = _guard(work)
    finally:
        emit.release()
    context = made[0] if made else Context({})
    context.code(failed)
    if failed is Exit.INTERRUPTED:
        emit.complain("slough: interrupted")
    return int(context.worst)


def _guard(work: Callable[[], None]) -> Exit:
    """Run `work` and say what went wrong, in one line, with the exit code that belongs to it."""
    try:
        work()
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except SloughError as error:
        return _said(str(error), error.exit_code)
    except click.ClickException as error:
        return _said(_usage(error), Exit.USAGE)
    except MemoryError:
        return _said("there is not enough memory; try a smaller paper or fewer columns", Exit.UNREADABLE)
    except SystemExit as leaving:
        return Exit(leaving.code) if isinstance(leaving.code, int) else Exit.USAGE
    except BaseException as error:  # noqa: BLE001 - a panic of a Rust library is no Exception
        from slough_tui.cli.crash import report

        return _said(report(error), Exit.UNREADABLE)
    return Exit.DONE


def _said(text: str, code: Exit) -> Exit:
    if os.environ.get("SLOUGH_DEBUG"):
        import traceback

        emit.complain(traceback.format_exc())
    emit.complain(("slough: ", "bold"), text)
    return code


def _usage(error: click.ClickException) -> str:
    """Click's own complaint as one line with a hint."""
    text = " ".join(error.format_message().split()).rstrip(".")
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "slough"
    return f"{text[:1].lower()}{text[1:]}; try `{path} --help`"
