"""The register: Parquet files, commits and history.

The names below are loaded when they are first asked for, so that a command which needs no register
pays for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slough_tui.store.commits import Commit, Edit, Receipt
    from slough_tui.store.register import Register
    from slough_tui.store.schema import schema_of

__all__ = ["Commit", "Edit", "Receipt", "Register", "schema_of"]

_ROOMS = {
    "Commit": "commits",
    "Edit": "commits",
    "Receipt": "commits",
    "Register": "register",
    "schema_of": "schema",
}


def __getattr__(name: str) -> Any:
    """The public names, from the module that holds them."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
