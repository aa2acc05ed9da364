"""The pluggy host: hook specifications, loading and trust.

Authors import `slough_tui.hooks.api` and nothing else. `spec` says which hooks there are, `host` finds,
loads and calls plugins one by one, `trust` knows which files of other people may run.
"""

from __future__ import annotations
