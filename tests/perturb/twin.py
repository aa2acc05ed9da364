"""A real paper altered by script, as if another council had printed it: same records, nothing else the same.

A test imports the paper and its twin and wants equal counts. What is hard-coded for a paper fails on its
twin: references are renumbered, headings are other words, columns stand in another order, pages end
elsewhere, the audit figures are others (and still add up), and the council has another name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from . import columns, figures, headings, pages, references
from .blocks import put_together, taken_apart
from .synonyms import BY_KIND

KINDS = tuple(BY_KIND)
COUNCILS = ("Marlbrook", "Wexmoor", "Eldermoor")


@dataclass(frozen=True, slots=True)
class Expectations:
    """What was done to the paper, so that a test can say what the twin must give."""

    refs: dict[str, str] = field(default_factory=dict)
    """Old ref to new, as they are read."""
    headings: dict[str, str] = field(default_factory=dict)
    """Old heading, folded, to the new one."""
    columns: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Mark of a table to the order of its columns: the numbers are those of the paper."""
    figures: dict[figures.Key, int] = field(default_factory=dict)
    """Year, as-of date, status and priority to what the audit tables say in the twin."""
    breaks_out: int = 0
    breaks_in: int = 0
    council: str = ""


def perturbed_twin(text: str, kind: str, seed: int) -> tuple[str, Expectations]:
    """The twin of a paper of one of `KINDS`, and what was changed. The same seed gives the same twin.

    Raises KeyError for a kind that is not known.
    """
    known = BY_KIND[kind]
    chance = Random(f"{kind} {seed}")
    blocks = taken_apart(text)
    refs = references.renumbered(blocks, kind, chance)
    numbers = figures.altered(blocks, chance) if kind == "board" else {}
    blocks, out, put_in = pages.moved(blocks, kind, known, chance)
    orders = columns.permuted(blocks, kind, known, chance)
    names = headings.renamed(blocks, known, chance)
    council = chance.choice(COUNCILS)
    twin = _called(put_together(blocks), council)
    return twin, Expectations(refs, names, orders, numbers, out, put_in, council)


def _called(text: str, council: str) -> str:
    """The paper with the council's name replaced, in capitals where it was and small in addresses.

    Names made of initials (the council's, its company's, its board's) begin with the new one's.
    """

    def named(match: re.Match[str]) -> str:
        old = match[0]
        return council.upper() if old.isupper() else council.lower() if old.islower() else council

    text = re.sub(r"\bSlough\b", named, text, flags=re.IGNORECASE)
    return re.sub(r"\bS(?=(?:BC|CF|CST|CS Trust|LSCB)\b)", council[0], text)
