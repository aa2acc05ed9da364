"""The register: Parquet files, commits and history."""

from __future__ import annotations
