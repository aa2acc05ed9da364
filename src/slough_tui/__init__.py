"""slough-tui: a council's committee papers as a register with history, rules over it, and a screen.

This file imports nothing: `slough --help` answers before any room of the house is opened.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
