"""The sample is in our own words: nothing of the real papers, nobody's name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).parents[2] / "sample_data"
RUN = 8
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
FORMULAS = {"Background Papers", "Dear Colleague"}
"""What every council prints, though neither word is otherwise written small."""

PAIR = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


def sample_texts() -> Iterator[tuple[str, str]]:
    """Name and text of every text file of the sample, sources included."""
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and path.suffix in {".txt", ".md", ".csv", ".tsv", ".py"}:
            yield str(path.relative_to(FOLDER)), path.read_text(encoding="utf-8")


def runs(text: str) -> Iterator[str]:
    """Every run of eight words within a line; figures and cell borders end a run, commas do not."""
    for part in re.split(r"[\n\t¦|\d]+", re.sub(r"</?[a-z][^>]*>", "\t", text)):
        words = [word.lower() for word in WORD.findall(part)]
        for start in range(len(words) - RUN + 1):
            yield " ".join(words[start : start + RUN])


def people(texts: Iterable[str]) -> set[str]:
    """Pairs of capitalised words of which neither is ever written small: names, of people above all."""
    whole = "\n".join(texts)
    small = set(re.findall(r"\b[a-z]+\b", whole))
    return {pair for pair in PAIR.findall(whole) if not {w.lower() for w in pair.split()} & small}


def test_eight_words_in_a_row_are_found_where_they_are() -> None:
    assert list(runs("One two three, four five six seven eight")) == [
        "one two three four five six seven eight"
    ]
    assert not list(runs("One two three\tfour five six seven eight"))


def test_names_are_told_from_titles() -> None:
    found = people(["Ada Lovelace met the Chief Executive.", "a chief of staff, an executive"])
    assert found == {"Ada Lovelace"}


def test_no_eight_words_in_a_row_are_those_of_a_real_paper(seeds: Path) -> None:
    real = {run for path in seeds.glob("*.txt") for run in runs(path.read_text(encoding="utf-8"))}
    assert len(real) > 10_000
    for name, text in sample_texts():
        assert not {run for run in runs(text) if run in real}, name


def test_nobody_of_the_real_papers_is_named(seeds: Path) -> None:
    named = people(path.read_text(encoding="utf-8") for path in seeds.glob("*.txt"))
    assert len(named) > 30
    named -= FORMULAS
    for name, text in sample_texts():
        assert not {one for one in named if re.search(rf"\b{one}\b", text)}, name


def test_the_council_is_nowhere_called_by_a_real_name() -> None:
    for name, text in sample_texts():
        assert "slough" not in re.sub(r"slough_tui|SloughError", "", text).lower(), name
