"""The screen: the only room that imports textual."""

from __future__ import annotations
