"""What a program asked of the disk, as strace saw it, as operations of `disks`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.store.torture.disks import ROOT, Acknowledged, Cut, Folder, Names, Op, Sync, Write

STRACE = shutil.which("strace")
CHECKOUT = Path(__file__).resolve().parents[3]
CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,rename,renameat,renameat2,"
    "link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,fsync,fdatasync,sync_file_range,"
    "copy_file_range,sendfile,fallocate,lseek"
)
_LINE = re.compile(r"([\d.]+) (\w+)\((.*)\)\s+= (-?\d+)", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class UnknownCallError(Exception):
    """The store uses a call that the simulation does not know: teach it, or its figures mean nothing."""


def can_trace() -> str | None:
    """Why there can be no trace here; None if there can."""
    if STRACE is None:
        return "strace is not installed"
    tried = subprocess.run([STRACE, "-o", os.devnull, "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "strace may not trace here (no ptrace permission)"


def operations(arguments: Sequence[str], folder: Path) -> list[Op]:
    """Run a Python module's program under strace; what it did in `folder`, and what it acknowledged."""
    assert STRACE
    with tempfile.TemporaryDirectory() as out:
        traced = [STRACE, "-ff", "-ttt", "-xx", "-s", "100000000", "-o", f"{out}/t", "-e", f"trace={CALLS}"]
        subprocess.run(
            [*traced, "-e", "signal=none", sys.executable, "-m", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=CHECKOUT,
        )
        lines = []
        for file in Path(out).iterdir():
            found = map(_LINE.match, file.read_text().splitlines())
            lines += [(float(f[1]), f[2], f[3], int(f[4])) for f in found if f]
    parser = _Parser(folder)
    for _, call, arguments_text, result in sorted(lines, key=lambda line: line[0]):
        if result >= 0:
            parser.take(call, arguments_text, result)
    return parser.ops


def _texts(arguments: str) -> list[bytes]:
    return [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments)]


class _Parser:
    """Follows names and open files through the calls."""

    def __init__(self, folder: Path) -> None:
        self.ops: list[Op] = []
        self._root = os.path.realpath(folder)
        self._tree: dict[int, dict[str, int]] = {ROOT: {}}
        self._open: dict[int, int] = {}
        self._at: dict[int, int] = {}
        self._count = ROOT

    def take(self, call: str, arguments: str, result: int) -> None:
        """One call that succeeded."""
        if call in {"open", "openat", "creat"}:
            self._opened(arguments, result, create="O_CREAT" in arguments or call == "creat")
        elif call == "write":
            self._written(arguments, result)
        elif call in {"fsync", "fdatasync"}:
            if (file := self._open.get(_fd(arguments))) is not None:
                self.ops.append(Sync(file))
        elif call == "ftruncate":
            if (file := self._open.get(_fd(arguments))) is not None:
                self.ops.append(Cut(file, int(arguments.rsplit(",", 1)[1])))
        elif call == "lseek":
            self._at[_fd(arguments)] = result
        elif (
            call in {"mkdir", "mkdirat", "unlink", "unlinkat", "rmdir", "link", "linkat"} or "rename" in call
        ):
            self._named(call, arguments)
        elif self._root in os.fsdecode(b" ".join(_texts(arguments))) or _fd(arguments) in self._open:
            raise UnknownCallError(call)

    def _place(self, path: bytes) -> tuple[int, str] | None:
        """The folder's number and the name in it; None for what lies elsewhere."""
        text = os.path.normpath(os.fsdecode(path))
        if not text.startswith(self._root + "/"):
            return None
        *folders, name = text[len(self._root) + 1 :].split("/")
        number = ROOT
        for folder in folders:
            number = self._tree[number][folder]
        return number, name

    def _number(self, path: bytes) -> int | None:
        if os.path.normpath(os.fsdecode(path)) == self._root:
            return ROOT
        place = self._place(path)
        return self._tree[place[0]].get(place[1]) if place else None

    def _opened(self, arguments: str, fd: int, *, create: bool) -> None:
        self._open.pop(fd, None)
        path = _texts(arguments)[0]
        place, number = self._place(path), self._number(path)
        if number is None and create and place:
            number = self._new(place)
        if number is None:
            return
        if "O_TRUNC" in arguments:
            self.ops.append(Cut(number, 0))
        if "O_APPEND" in arguments:
            raise UnknownCallError("O_APPEND")
        self._open[fd], self._at[fd] = number, 0

    def _new(self, place: tuple[int, str]) -> int:
        self._count += 1
        self._change((*place, self._count))
        return self._count

    def _change(self, *changes: tuple[int, str, int | None]) -> None:
        for folder, name, number in changes:
            if number is None:
                self._tree[folder].pop(name, None)
            else:
                self._tree[folder][name] = number
        self.ops.append(Names(changes))

    def _written(self, arguments: str, length: int) -> None:
        fd, data = _fd(arguments), _texts(arguments)[0][:length]
        if fd == 1 and data.startswith(b"ACK "):
            self.ops.append(Acknowledged(int(data.split()[1])))
        elif fd in self._open:
            self.ops.append(Write(self._open[fd], self._at[fd], data))
            self._at[fd] += length

    def _named(self, call: str, arguments: str) -> None:
        places = [self._place(path) for path in _texts(arguments)]
        if all(place is None for place in places):
            return
        first = places[0]
        if first is None or None in places:
            raise UnknownCallError(f"{call} across the edge of the folder")
        if call.startswith("mkdir"):
            number = self._count + 1
            self._tree[number] = {}
            self.ops.append(Folder(number))
            self._new(first)
        elif call.startswith(("unlink", "rmdir")):
            self._change((*first, None))
        else:
            second = places[1]
            assert second
            number = self._tree[first[0]][first[1]]
            moved = () if call.startswith("link") else ((*first, None),)
            self._change(*moved, (*second, number))


def _fd(arguments: str) -> int:
    found = re.match(r"\d+", arguments)
    return int(found[0]) if found else -1
