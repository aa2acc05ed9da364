"""The command line: the only room that imports click."""

from __future__ import annotations
