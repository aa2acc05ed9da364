"""The pluggy host: hook specifications, loading and trust."""

from __future__ import annotations
