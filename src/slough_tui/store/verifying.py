"""Every file of a register against what the log says of it: what is damaged, left over, or not of the register.

| kind | means |
|---|---|
| damaged | a file is missing, is not what its SHA-256 says, is a link or a stranger's: something cannot be believed |
| unfinished | a fold was cut short; reading is slower, nothing is lost |
| left over | a writer died, or a fold was cut short, and left a file that nobody names |
"""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from slough_tui.errors import CorruptError, RegisterError
from slough_tui.store import bundles, folding
from slough_tui.store.history import History
from slough_tui.store.log import manifest_of, name_of
from slough_tui.store.slot import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from slough_tui.store.log import State
    from slough_tui.store.rescue import Rescue


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file (its name in the register)."""

    file: str
    kind: Literal["damaged", "unfinished", "left over"]
    what: str

    def __str__(self) -> str:
        """The file and what is wrong with it."""
        return f"{self.file}: {self.what}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found; `files` were looked at. `seq` is the last commit that can be read."""

    problems: tuple[Problem, ...]
    files: int
    seq: int


def verify(disk: Rescue, state: State) -> Report:
    """Read every file that the log names, and look at every file that is there."""
    there = list(_walk(disk.path))
    problems = [*_damaged_log(disk), *_suspects(disk.path, there)]
    named = _named(state)
    for name, sha256 in sorted(named.items()):
        try:
            disk.checked(name, sha256)
        except RegisterError as error:
            problems.append(Problem(name, "damaged", error.what))
    problems += _chain(disk, state)
    runs, lost = _runs(disk, state)
    problems += lost
    if (sealed := folding.sealed(state)) is not None:
        problems.append(Problem(name_of(state.base.seq, sealed.seq), "unfinished", "a fold was cut short"))
    if not any(p.kind == "damaged" and p.file.startswith(("log/", "changes/")) for p in problems):
        known = {*named, *runs, *(name for name in disk.mended)}
        problems += [*_left_over(disk, state, there, known), *_copies(disk, there)]
    return Report(tuple(problems), len(there), state.seq)


def _damaged_log(disk: Rescue) -> Iterator[Problem]:
    for error in disk.damage:
        name = error.where.removeprefix(f"{disk.path}/")
        more = ": one bit, which can be mended" if name in disk.mended else ""
        yield Problem(name, "damaged", error.what + more)


def _walk(path: Path) -> Iterator[Path]:
    for one in sorted(path.iterdir()):
        yield one
        if one.is_dir() and not one.is_symlink():
            yield from _walk(one)


def _suspects(path: Path, there: list[Path]) -> Iterator[Problem]:
    """What is no file or folder, may be changed by everybody, or is a stranger's: neither root's nor the team's."""
    home = path.stat()
    for name, status in ((".", home), *((str(one.relative_to(path)), one.lstat()) for one in there)):
        mode = status.st_mode
        if stat.S_ISLNK(mode):
            yield Problem(name, "damaged", "a symbolic link, which a register has none of")
        elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            yield Problem(name, "damaged", "neither a file nor a folder")
        elif mode & stat.S_IWOTH:
            yield Problem(name, "damaged", "everybody on this machine may change it")
        elif status.st_uid not in {0, home.st_uid} and status.st_gid != home.st_gid:
            what = f"it belongs to user {status.st_uid}, and not to the group of the register"
            yield Problem(name, "damaged", what)


def _named(state: State) -> dict[str, str]:
    """The files that the base and the open commits name, with their hashes."""
    named = state.base.hashes
    for part in (part for slot in state.slots for part in slot.parts):
        named[part.name] = part.sha256
    return named


def _chain(disk: Rescue, state: State) -> Iterator[Problem]:
    """Whether the folded commits follow from FORMAT and lead to the base, link by link."""
    head = state.label.sha256
    for ref in state.base.commits:
        try:
            lines = disk.checked(ref.name, ref.sha256).split(b"\n")
        except RegisterError:
            return  # told already
        for body, sha in zip(lines[:-1:2], lines[1::2], strict=False):
            try:
                follows = json.loads(body)["prev"] == head and digest(body).encode() == sha
            except (ValueError, KeyError, TypeError):
                follows = False
            if not follows:
                yield Problem(ref.name, "damaged", "a commit in it does not follow from the one before")
                return
            head = sha.decode()
    if state.base.seq and head != state.base.head:
        yield Problem(
            manifest_of(state.base.seq), "damaged", "the base does not follow from the commits before it"
        )


def _runs(disk: Rescue, state: State) -> tuple[set[str], list[Problem]]:
    """The files of recorded checks, and those that are not what their commit says."""
    try:
        slots = History(disk).slots(state)
    except (CorruptError, RegisterError):
        return set(), []  # the commits that name them were told already
    found = []
    refs = [part for slot in slots if slot.commit.kind == "check" for part in slot.parts]
    open_refs = {part.name for slot in state.slots for part in slot.parts}
    for ref in refs:
        try:
            if ref.name not in open_refs:
                disk.checked(ref.name, ref.sha256)
        except RegisterError as error:
            found.append(Problem(ref.name, "damaged", error.what))
    return {ref.name for ref in refs}, found


def _left_over(disk: Rescue, state: State, there: list[Path], known: set[str]) -> Iterator[Problem]:
    """Files of our own kinds that nobody names, once they are old enough to be nobody's work in progress.

    The tables that a newer base has replaced are left for whoever reads them; `slough compact` takes them away.
    """
    for one in there:
        name = str(one.relative_to(disk.path))
        folder = name.partition("/")[0]
        retired = name.startswith("tmp/") and disk.is_folder(name)
        if name in known or one.is_symlink() or not (one.is_file() or retired) or not disk.is_old(name):
            continue
        if folder in {"changes", "runs", "tmp"} or (folder == "log" and _is_folded(name, state)):
            yield Problem(name, "left over", "nobody names this file")


def _copies(disk: Rescue, there: list[Path]) -> Iterator[Problem]:
    """Copies of commits that differ from the commits: nobody believes them, so they are in the way only."""
    for one in there:
        name = str(one.relative_to(disk.path))
        if not bundles.is_bundle(name) or one.is_symlink() or not one.is_file():
            continue
        folder, first, last = bundles.span_of(name)
        try:
            commits = b"".join(disk.read(f"{folder}/{seq:08d}.json") for seq in range(first, last + 1))
        except FileNotFoundError:
            continue
        if one.read_bytes() != commits:
            yield Problem(name, "left over", "a copy of commits that is not what they say")


def _is_folded(name: str, state: State) -> bool:
    epoch = name.split("/")[1]
    return epoch.isdecimal() and int(epoch) < state.base.seq
