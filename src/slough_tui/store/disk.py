"""The register's folder: files that appear whole or not at all, and never change afterwards.

A file is written under `tmp/`, synced, and linked to its name: link(2) refuses a name that is taken,
which makes the next number of the log a compare-and-set between processes and machines. The
lock only spares writers from colliding; nothing rests on it.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from slough_tui import clock
from slough_tui.errors import CorruptError, RegisterError

FOLDER_MODE = 0o2770
"""Folders are the team's: the group of the register's folder is that of all that is made in it."""

OLD = 600.0
"""Seconds after which a file that nobody names is taken for left over: a writer may be about to name it."""

_FILE_MODE = 0o440
_LOCK_MODE = 0o660
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_AT_FDCWD, _RENAME_NOREPLACE = -100, 1
_numbers = count()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """A call of the system that fails inside is told to people: which file, why, and what to do."""
    try:
        yield
    except OSError as error:
        raise unreadable(error, os.fspath(error.filename or path)) from error


def unreadable(error: OSError, place: str) -> RegisterError:
    """What a failed look at the disk means to people; a block that the disk cannot give back is damage."""
    kind = CorruptError if error.errno == errno.EIO else RegisterError
    return kind(
        f"this cannot be read ({error.strerror or error})",
        where=place,
        hint="see to the disk and to your rights there, then try again",
    )


class Disk:
    """One register's folder. Names are relative to it; an error is the `OSError` of the call that failed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._root = os.fspath(path)

    def place(self, name: str) -> str:
        """A file of the register, as errors name it."""
        return f"{self._root}/{name}"

    def read(self, name: str) -> bytes:
        """The whole file; a symbolic link is refused (`OSError`, ELOOP), and so is what is no file (EINVAL)."""
        fd = os.open(f"{self._root}/{name}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            return _all_of(fd)
        finally:
            os.close(fd)

    def checked(self, name: str, sha256: str) -> bytes:
        """A file whose hash somebody vouches for; `CorruptError` names it if it is missing or another."""
        try:
            raw = self.read(name)
        except FileNotFoundError:
            raise CorruptError("this file of the register is missing", where=self.place(name)) from None
        except OSError as error:
            raise unreadable(error, self.place(name)) from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise CorruptError(
                "this file is not what the log says it is",
                where=self.place(name),
                hint="restore it from a backup",
            )
        return raw

    def names(self, folder: str) -> list[str]:
        """The sorted names in a folder; none if it is not there (an empty folder may be lost in transport)."""
        try:
            return sorted(os.listdir(f"{self._root}/{folder}"))  # noqa: PTH208 - hundreds of names
        except FileNotFoundError:
            return []

    def has_folder(self, folder: str) -> bool:
        """Whether this folder (or a link to one) is there. A look for news asks it, so it is quick."""
        try:
            return stat.S_ISDIR(os.stat(f"{self._root}/{folder}").st_mode)  # noqa: PTH116 - four times a second
        except (FileNotFoundError, NotADirectoryError):
            return False

    def refuse_links(self, folders: Iterable[str]) -> None:
        """`RegisterError` if one of these is a symbolic link: our files would be read and written elsewhere."""
        for folder in folders:
            with suppress(FileNotFoundError, NotADirectoryError):
                if stat.S_ISLNK(os.lstat(f"{self._root}/{folder}").st_mode):
                    raise RegisterError(
                        "a part of the register is a symbolic link, which a register has none of",
                        where=self.place(folder),
                        hint="put the folder itself there if you trust what it points to",
                    )

    def make(self, folder: str) -> None:
        """A folder that outlives a power cut; nothing if it is there."""
        with suppress(FileExistsError):
            (self.path / folder).mkdir(0o770)
            (self.path / folder).chmod(FOLDER_MODE)
        self.sync(str(Path(folder).parent))

    def publish(self, name: str, data: bytes, *, durable: bool = True) -> None:
        """Give the bytes this name, or raise `FileExistsError`. The caller syncs the folder."""
        tmp = self._write_tmp(data, durable=durable)
        try:
            self._link(tmp, self.path / name)
        finally:
            with suppress(OSError):  # a left-over is harmless, a lie about the commit would not be
                tmp.unlink()

    def remove(self, name: str) -> None:
        """Take away a file that no commit names, or a retired folder."""
        with suppress(OSError):
            if self.is_folder(name):
                self._clear(name)
            else:
                (self.path / name).unlink()

    def retire(self, folder: str) -> None:
        """Take a folder away at once: under its own name it is whole or gone, never half."""
        away = f"tmp/{os.getpid()}-{next(_numbers)}"
        (self.path / folder).rename(self.path / away)
        self.sync(str(Path(folder).parent))
        self._clear(away)

    def is_folder(self, name: str) -> bool:
        """Whether this is a folder itself, not a link to one."""
        return stat.S_ISDIR(os.lstat(f"{self._root}/{name}").st_mode)

    def is_old(self, name: str) -> bool:
        """Whether it was last written so long ago that it is nobody's work in progress."""
        return clock.now().timestamp() - os.lstat(f"{self._root}/{name}").st_mtime > OLD

    def _clear(self, folder: str) -> None:
        """Others may be clearing it, too; who dies over it leaves the rest to the next one."""
        for file in (self.path / folder).iterdir():
            file.unlink(missing_ok=True)
        (self.path / folder).rmdir()

    def sync(self, folder: str) -> None:
        """Make the names in a folder durable."""
        fd = os.open(self.path / folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Wait for other writers on this machine; where locks do not work, go on without."""
        fd = None
        try:
            with suppress(OSError):
                fd = os.open(
                    self.path / "LOCK", os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, _LOCK_MODE
                )
                if os.fstat(fd).st_mode & 0o777 != _LOCK_MODE:
                    with suppress(
                        OSError
                    ):  # whoever made it sees to it: the umask may have kept the team out
                        os.fchmod(fd, _LOCK_MODE)
                fcntl.flock(fd, fcntl.LOCK_EX)
            yield
        finally:
            if fd is not None:
                with suppress(OSError):
                    os.close(fd)

    def _write_tmp(self, data: bytes, *, durable: bool) -> Path:
        if not (self.path / "tmp").is_dir():
            self.make("tmp")
        while True:
            tmp = self.path / "tmp" / f"{os.getpid()}-{next(_numbers)}"
            try:
                fd = os.open(tmp, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
                break
            except FileExistsError:  # left by a process that died under the same number
                continue
        try:
            try:
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(fd, rest) :]
                os.fchmod(fd, _FILE_MODE)
                if durable:
                    os.fsync(fd)
            finally:
                os.close(fd)
        except BaseException:
            with suppress(OSError):
                tmp.unlink()
            raise
        return tmp

    @staticmethod
    def _link(tmp: Path, target: Path) -> None:
        try:
            os.link(tmp, target, follow_symlinks=False)
        except OSError as error:
            if _is_one_file(tmp, target):  # a network drive made the link, and its answer was lost
                return
            if error.errno not in _NO_LINKS:
                raise
            _rename_if_free(tmp, target)


def _all_of(fd: int) -> bytes:
    """What is left to read. An opening reads hundreds of small files, so a file object each would be felt."""
    pieces = []
    status = os.fstat(fd)
    if not stat.S_ISREG(status.st_mode):  # a pipe would keep us waiting, a device never end
        raise OSError(errno.EINVAL, "this is no plain file")
    size = status.st_size + 1
    while piece := os.read(fd, size):
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _is_one_file(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


def _rename_if_free(source: Path, target: Path) -> None:
    """renameat2 with NOREPLACE, for file systems without hard links."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        raise OSError(errno.ENOSYS, "this file system has no hard links", str(target)) from None
    if rename(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _RENAME_NOREPLACE) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(target))
