"""Which plugin files of other people may run: those whose real path and SHA-256 stand in the user's own config.

Not in the project's settings: whoever sends a folder must not be able to send the permission with it.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from slough_tui.errors import SettingsError, UnreadableError
from slough_tui.settings import user_folder


def trust_file() -> Path:
    """Where the permissions stand."""
    return user_folder("config") / "trusted-plugins.json"


def fingerprint(data: bytes) -> str:
    """SHA-256 of a plugin's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def trusted() -> dict[str, str]:
    """Real path to SHA-256 of every file that may run. SettingsError if the list cannot be understood."""
    path = trust_file()
    try:
        said = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as wrong:
        raise SettingsError(
            "the list of trusted plugins cannot be read", where=str(path), hint="mend or remove it"
        ) from wrong
    if not isinstance(said, dict):
        raise SettingsError("this is no list of trusted plugins", where=str(path), hint="remove it")
    return {str(file): str(sha256) for file, sha256 in said.items()}


def is_trusted(path: Path, data: bytes) -> bool:
    """Whether these very bytes, at this very place, may run."""
    return trusted().get(os.path.realpath(path)) == fingerprint(data)


def trust(path: Path) -> str:
    """Let the file run as it is now, and return its SHA-256. A changed file has to be trusted anew."""
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise UnreadableError(f"cannot be read: {wrong.strerror}", where=str(path)) from wrong
    known = trusted() | {os.path.realpath(path): fingerprint(data)}
    file = trust_file()
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
            json.dump(known, handle, indent=1, sort_keys=True)
            handle.write("\n")
        temporary.replace(file)
    except OSError as wrong:
        raise SettingsError(f"cannot be written: {wrong.strerror}", where=str(file)) from wrong
    return fingerprint(data)
