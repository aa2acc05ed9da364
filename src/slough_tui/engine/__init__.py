"""Rules and assessments are run here, and imports are orchestrated."""

from __future__ import annotations
