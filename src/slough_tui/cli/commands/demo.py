"""`slough demo`: a private copy of the sample register, or a synthetic one of any size, to try things on."""

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
@click.option("--size", metavar="N", type=int, help="Make a synthetic register of N records in DIR instead.")
@click.pass_obj
def command(context: Context, folder: str | None, size: int | None) -> None:
    """Open a private copy of the sample register.

    The copy is yours: edits and imports stay in it. Without DIR it lies in your own state folder and is made
    once; with DIR it is made there. With --size, DIR gets a register of that many records that no council
    wrote: the same size gives the same register. Without a terminal the path is printed instead.
    """
    path = _copied(folder) if size is None else _made(folder, size)
    if emit.is_terminal(sys.stdin) and emit.is_terminal(emit.stdout()):
        show(context, path)
    else:
        emit.emit(str(path))


def _made(folder: str | None, size: int) -> Path:
    """A synthetic register of `size` records in a new folder: beside its place first, then there in one step."""
    if size < 1:
        raise UsageError(f"a register of {size} records cannot be made", hint="give 1 or more: --size 1000")
    if folder is None:
        raise UsageError("--size needs a folder for the register", hint=f"slough demo --size {size} DIR")
    path = _free(folder)
    from slough_tui.store.synthetic import build, shares

    part = path.with_name(f".{path.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        with emit.progress() as progress:
            build(part, shares(size), say=progress.say)
        if path.exists():
            path.rmdir()
        part.rename(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    emit.note(f"A synthetic register of {size:,} records in {path}")
    return path


def _copied(folder: str | None) -> Path:
    """The private copy of the sample; made if it is not there yet."""
    sample = bundled("sample_data") / "register"
    if not sample.is_dir():
        raise RegisterError(
            "the sample register is missing", where=str(sample), hint="install slough-tui anew"
        )
    path = _free(folder) if folder else user_folder("state") / f"demo-{_version_of(sample)}"
    if not (path / "FORMAT").exists():
        _copy(sample, path)
        emit.note(f"A copy of the sample register in {path}")
    return path


def _free(folder: str) -> Path:
    path = Path(folder).expanduser()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError("this is not an empty folder", where=folder, hint="name a new one")
    return path


def _refused(path: Path, error: OSError) -> UsageError:
    return UsageError(
        f"the register cannot be made there: {error.strerror}",
        where=str(path),
        hint="name another folder: slough demo DIR",
    )


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
        raise _refused(path, error) from error
