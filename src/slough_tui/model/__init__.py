"""The nouns: record kinds, vocabularies, due dates and sources; standard library only."""

from __future__ import annotations
