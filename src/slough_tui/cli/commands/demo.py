"""`slough demo`: a private copy of the sample register, to try things on."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slough_tui.cli import emit
from slough_tui.cli.commands.open import show
from slough_tui.errors import RegisterError, UsageError
from slough_tui.settings import bundled, user_folder

if TYPE_CHECKING:
    from slough_tui.cli.context import Context


@click.command("demo")
@click.argument("folder", metavar="[DIR]", required=False)
@click.pass_obj
def command(context: Context, folder: str | None) -> None:
    """Open a private copy of the sample register.

    The copy is yours: edits and imports stay in it. Without DIR it lies in your own state folder and is made
    once; with DIR it is made there. Without a terminal its path is printed instead.
    """
    sample = bundled("sample_data") / "register"
    if not sample.is_dir():
        raise RegisterError(
            "the sample register is missing", where=str(sample), hint="install slough-tui anew"
        )
    if folder is None:
        path = user_folder("state") / f"demo-{_version_of(sample)}"
    else:
        path = Path(folder).expanduser()
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError("this is not an empty folder", where=folder, hint="name a new one")
    if not (path / "FORMAT").exists():
        _copy(sample, path)
        emit.note(f"A copy of the sample register in {path}")
    if emit.is_terminal(sys.stdin) and emit.is_terminal(emit.stdout()):
        show(context, path)
    else:
        emit.emit(str(path))


def _version_of(sample: Path) -> str:
    """A name for the sample's state, so that a newer sample is not hidden behind an old copy."""
    digest = hashlib.sha256((sample / "FORMAT").read_bytes())
    for commit in sorted(sample.glob("log/**/*.json")):  # each names the SHA-256 of every file it brought
        digest.update(commit.read_bytes())
    return digest.hexdigest()[:12]


def _copy(sample: Path, path: Path) -> None:
    """Beside its place first, then there in one step: a copy that was cut short is never opened."""
    part = path.with_name(f".{path.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        # not the files' modes: the sample of an installed package may be read-only
        shutil.copytree(sample, part, copy_function=shutil.copyfile)
        for folder in (part, *part.rglob("*")):
            folder.chmod(0o700 if folder.is_dir() else 0o600)
        if path.exists():
            path.rmdir()
        part.rename(path)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise UsageError(
            f"the copy cannot be made: {error.strerror}",
            where=str(path),
            hint="name another folder: slough demo DIR",
        ) from error
