"""`python -m slough_tui` is `slough`."""

from __future__ import annotations

import sys

from slough_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
