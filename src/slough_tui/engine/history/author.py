"""Who commits: the person who runs this program, on this machine."""

from __future__ import annotations

import getpass
import os
import socket

from slough_tui.model.batch import Author


def author() -> Author:
    """The user's number and name (the number again where a container's user has none), and the machine's name."""
    uid = os.getuid() if hasattr(os, "getuid") else 0
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = str(uid)
    return Author(uid=uid, name=name, host=socket.gethostname())
