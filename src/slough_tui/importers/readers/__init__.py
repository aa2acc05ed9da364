"""Readers: a file becomes a `Document` of blocks and cells, whatever its format.

Importing this room loads no heavy library; a reader imports its own inside `read`.
"""

from __future__ import annotations

from slough_tui.importers.readers.papers import READERS, read_paper
from slough_tui.importers.readers.protocol import Progress, Reader

__all__ = ["READERS", "Progress", "Reader", "read_paper"]
