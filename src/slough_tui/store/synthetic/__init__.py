"""A register of any size that no council wrote: for measuring, and for trying things on.

Everything follows from the number of a record, so that the same size gives the same register on every
machine. Leads, directorates and bodies are as unevenly busy as real ones (Zipf's law); papers of three years
bring the records, two later ones report on some of them again, and a person has edited a few.
"""

from __future__ import annotations

from slough_tui.store.synthetic.papers import build, shares

__all__ = ["build", "shares"]
