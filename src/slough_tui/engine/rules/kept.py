"""What rule files say, kept from one run to the next by their SHA-256: all but the examples, which a check does not read.

The file has two lines: a sum of the form that found the rules right and of the second line; and that, as JSON. If
the sum is another (a newer form, a flipped bit), if anybody else may write the file, or if it cannot be read, it is
as good as none, and the files are read as if for the first time.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slough_tui.model import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

Said = dict[str, Any]
"""The data of one rule file as TOML has it; `example` is the number of them."""

MOST = 500
"""Files that are kept of earlier runs."""

_DAY = ""
"""The key that marks a date, which JSON has no word for; no key of a rule file is empty."""

_OTHERS = 0o022
"""The right to write of anybody but the owner."""


def read(cache: Path | None) -> dict[str, Said]:
    """What is known by SHA-256; nothing where there is no cache that can be believed."""
    raw = _own(cache) if cache else b""
    stamp, _, said = raw.partition(b"\n")
    if not said or stamp != _stamp(said):
        return {}
    known: dict[str, Said] = json.loads(said, object_hook=_with_dates)
    return known


def write(cache: Path, known: Mapping[str, Said], seen: Mapping[str, Said]) -> None:
    """Keep what was `seen` in this run, and of what was `known` the newest; where that cannot be, nothing is lost."""
    earlier = [(name, said) for name, said in known.items() if name not in seen]
    said = json.dumps(dict([*earlier[-MOST:], *seen.items()]), default=_marked).encode()
    part = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(_stamp(said) + b"\n" + said)
        part.replace(cache)


def _own(cache: Path) -> bytes:
    """The file's bytes; none where it is not this person's alone to write."""
    try:
        with cache.open("rb") as file:
            about = os.fstat(file.fileno())
            return file.read() if about.st_uid == os.geteuid() and not about.st_mode & _OTHERS else b""
    except OSError:
        return b""


def _stamp(said: bytes) -> bytes:
    """Which form it was, with the tables it knows, and what was said: anything else is judged anew."""
    form = Path(__file__).with_name("form.py").read_bytes() + Path(kinds.__file__).read_bytes()
    return hashlib.sha256(hashlib.sha256(form).digest() + said).hexdigest().encode()


def _marked(day: date) -> dict[str, str]:
    return {_DAY: day.isoformat()}


def _with_dates(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[_DAY]) if _DAY in found else found
