"""What to show, without saying how."""

from __future__ import annotations
