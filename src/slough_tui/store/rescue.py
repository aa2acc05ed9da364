"""Reading a register of which a file is damaged: what can be mended is, the rest ends at the last sound commit.

A flipped bit in a commit, a manifest or FORMAT is found by trying: SHA-256 tells when it is right again. Of
a commit that cannot be mended, and of those after it, nothing is believed. Nothing is written here.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from slough_tui.errors import CorruptError, RegisterError
from slough_tui.store import bundles, log, manifest
from slough_tui.store.disk import Disk
from slough_tui.store.label import Label, read_label
from slough_tui.store.slot import decode, digest, unseal

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.store.log import State

LARGEST = 32_768
"""Bytes of a file up to which a flipped bit is looked for: the time goes with the square."""

_SEALED = 66  # a line end, 64 hexadecimal digits, a line end


class Rescue(Disk):
    """The folder of a damaged register. `damage` tells what was found, `mended` has the bytes that were meant."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.damage: list[CorruptError] = []
        self.mended: dict[str, bytes] = {}
        self._lost: set[str] = set()

    def read(self, name: str) -> bytes:
        """The file as it was meant; a commit that is lost is not there."""
        if name in self.mended:
            return self.mended[name]
        if name in self._lost or bundles.is_bundle(name):  # a copy must not hide what is wrong with a commit
            raise FileNotFoundError(name)
        raw = super().read(name)
        if not name.startswith("log/"):
            return raw
        try:
            unseal(raw, self.place(name))
        except CorruptError as error:
            return self._mend(name, mend_sealed(raw), error)
        return raw

    def names(self, folder: str) -> list[str]:
        """The names in a folder without those of commits at and after a lost one."""
        found = super().names(folder)
        lost = [name.rpartition("/")[2] for name in self._lost if name.startswith(f"{folder}/")]
        return [name for name in found if not any(name >= first for first in lost)]

    def open(self) -> tuple[Label, State]:
        """The register's label and newest sound state. `RegisterError` if nothing can be believed."""
        label = self._label()
        while True:
            try:
                return label, log.load(self, label)
            except CorruptError as error:
                name = error.where.removeprefix(f"{self.path}/")
                if not name.startswith("log/") or not name.endswith(".json") or name in self._lost:
                    raise
                self.damage.append(error)
                self._lost.add(name)
            except RegisterError:
                if self.damage:
                    raise self.damage[0] from None
                raise

    def _mend(self, name: str, meant: bytes | None, error: CorruptError) -> bytes:
        self.damage.append(error)
        if meant is None:
            self._lost.add(name)
            raise FileNotFoundError(name)
        self.mended[name] = meant
        return meant

    def _label(self) -> Label:
        """FORMAT, or what the log says of it."""
        try:
            label = read_label(self)
            error = CorruptError("FORMAT is damaged", where=self.place("FORMAT"))
        except CorruptError as damaged:
            label, error = Label("", "", ""), damaged
        sha = self._label_in_log()
        if sha is None or sha == label.sha256:
            if not label.sha256:
                raise error
            return label
        self.damage.append(error)
        meant = flipped_back(super().read("FORMAT"), sha)
        if meant is not None:
            self.mended["FORMAT"] = meant
            return read_label(self)
        return Label(label.name or self.path.name, label.created, sha)

    def _label_in_log(self) -> str | None:
        """The hash of FORMAT as the newest base or the first commit has it."""
        for epoch in sorted((name for name in super().names("log") if name.isdecimal()), reverse=True):
            with suppress(OSError, CorruptError):
                name = log.manifest_of(int(epoch))
                return manifest.decode(self.read(name), self.place(name)).label
        with suppress(OSError, CorruptError):
            return decode(self.read(log.name_of(0, 1)), "")[0].prev
        return None


def mend_sealed(raw: bytes) -> bytes | None:
    """A line of JSON with its SHA-256 below it in which one bit is wrong; None if more is."""
    body, told = raw[:-_SEALED], raw[-_SEALED + 1 : -1]
    sealed = body + b"\n" + digest(body).encode() + b"\n"
    if len(raw) > _SEALED and _distance(raw, sealed) == 1:  # in the hash, or in a line end
        return sealed
    try:
        meant = flipped_back(body, told.decode("ascii"))
    except UnicodeDecodeError:
        return None
    return None if meant is None else meant + raw[-_SEALED:]


def flipped_back(data: bytes, sha256: str) -> bytes | None:
    """The data with the one bit flipped that gives it this SHA-256; None if there is no such bit."""
    if len(data) > LARGEST:
        return None
    before, tried = hashlib.sha256(), bytearray(data)
    for place, byte in enumerate(data):
        for bit in range(8):
            tried[place] = byte ^ (1 << bit)
            hashed = before.copy()
            hashed.update(memoryview(tried)[place:])
            if hashed.hexdigest() == sha256:
                return bytes(tried)
        tried[place] = byte
        before.update(data[place : place + 1])
    return None


def _distance(one: bytes, other: bytes) -> int:
    """How many bits differ."""
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))
