"""One module per command; each has a click command named `command`, loaded when it is asked for."""

from __future__ import annotations
