"""Build the sample: papers, audit registers, formats and the register. The same bytes each time.

    python sample_data/build.py             writes into sample_data/
    python sample_data/build.py --out DIR   writes into another folder
    python sample_data/build.py --check     writes nothing, and exits 1 if a committed file is not what is built

Needs the development dependencies (reportlab and the extras for Excel and Word).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDERS = ("papers", "audit", "indicators", "formats", "register")


def main(arguments: list[str] | None = None) -> int:
    """0 when done or when nothing differs, 1 when `--check` found a difference."""
    parser = argparse.ArgumentParser(description="Build the sample papers and the register made of them.")
    parser.add_argument(
        "--out", type=Path, default=HERE, metavar="DIR", help="where to write (default: here)"
    )
    parser.add_argument("--check", action="store_true", help="compare with what is there, write nothing")
    chosen = parser.parse_args(arguments)
    if not chosen.check:
        build(chosen.out)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        differing = differences(Path(folder), chosen.out)
    for name in differing:
        print(f"{name} is not what build.py makes: run python sample_data/build.py", file=sys.stderr)
    return 1 if differing else 0


def build(out: Path) -> None:
    """Write everything below `out`, in place of what stood in its folders."""
    sys.path.insert(0, str(HERE.parent))
    from sample_data._builder import formats, papers, register

    for folder in FOLDERS:
        if (out / folder).exists():
            shutil.rmtree(out / folder)
    for path, content in {**papers.files(), **formats.files()}.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    register.build(out)


def differences(built: Path, there: Path) -> list[str]:
    """Names of files that differ, are missing or are too many, in order."""
    names = {
        str(path.relative_to(side))
        for side in (built, there)
        for folder in FOLDERS
        for path in (side / folder).rglob("*")
        if path.is_file() and path.name != "LOCK"
    }
    return sorted(name for name in names if _bytes(built / name) != _bytes(there / name))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
