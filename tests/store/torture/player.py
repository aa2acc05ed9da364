"""The program under strace: plays the workload in the folder it is given and says when a step is done."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.store.torture import world


def acknowledge(step: int) -> None:
    """Said outside, where no power cut can take it back."""
    os.write(1, b"ACK %d\n" % step)


if __name__ == "__main__":
    world.copy_often()
    world.play(Path(sys.argv[1]), acknowledge)
