"""A document becomes cells, cells become records."""

from __future__ import annotations
