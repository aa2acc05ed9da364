"""Sentences that explain or promise with numbers, held against the numbers: causes, steps of a target, portfolios.

- *causes*: `22 are not allocated, down from 46, due to two more reports being finalised`: so many reports can account for
  as many actions as the largest of the finalised reports hold findings. If even those are fewer than the movement,
  the cause cannot be the whole of it. Only papers that list their reviews are looked at.
- *steps*: a target that rises in steps is written twice, as a list in the text (`70, 75, 80%`) and step by step in the
  column of dates. The steps of an action and of the rows below it that have a percentage there are collected; those
  that stand in one place only are reported, and which step is due on the day asked for is told.
- *portfolios*: two titles of members that share most of their subjects are one portfolio under two names.

The method is that of a member of the committee who reads the sentence twice; nothing is guessed where a number is missing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    Frames = Callable[[str], pl.LazyFrame]

API = 1

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNT = rf"(?:{'|'.join(WORDS)}|\d{{1,2}})"
MOVED = re.compile(r"(?i)(?P<one>\d+)\b[^.\d]{0,80}?\b(?P<how>down|up|decreased|fallen|reduced|increased|risen)\s+(?:from|to)\s+(?P<two>\d+)")  # fmt: skip
CAUSE = re.compile(
    rf"(?i)\b(?:due to|because of|owing to|as a result of|following|after)\s+(?:the\s+)?(?P<many>{COUNT})\s+(?:additional\s+|further\s+|more\s+|new\s+)*"
    r"(?:internal\s+)?(?:audits?|reports?|reviews?)(?:\s+reports?)?\s+(?:having\s+been\s+|being\s+|were\s+|that\s+were\s+)*(?:finalised|issued|completed|published)"
)
FINAL = r"(?i)\bfinal|\bissued|\bpublished"
STEPS = re.compile(r"(?<![\d.])(?P<list>\d{1,3}(?:\s?%)?(?:\s*(?:,\s*(?:then|and)?|/|then|and|to)\s*\d{1,3}(?:\s?%)?){1,6})\s?%|(?P<more>\d{1,3}%(?:\s*(?:,|/|then|and)\s*\d{1,3}%)+)")  # fmt: skip
STEP = re.compile(r"(?<!\d)(\d{1,3})\s?%")
SUBJECTS = re.compile(
    r"(?i)\b(?:cabinet|lead|executive|portfolio)\s+(?:member|councillor|holder)\s+for\s+(?P<subjects>[^/;(]+)"
)
PLACE = {"id": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64}


def causes(frames: Frames, **_run: Any) -> pl.LazyFrame:
    """One record per movement that is explained by a number of finalised reports.

    Columns: `id` (record or cell) and place, `said`, `moved`, `reports`, `most` (findings of the largest so many finalised
    reports; Int64, null where the paper lists no findings).
    """
    cells = frames("cells").filter(
        pl.col("raw").str.contains(r"(?i)\b(?:due to|because of|owing to|as a result of|following|after)\b")
    )
    reviews = frames("audit_reviews").filter(pl.col("stage").str.contains(FINAL))
    sizes: dict[str, list[int]] = defaultdict(list)
    held = reviews.select("document", size=pl.col("high") + pl.col("medium") + pl.col("low"))
    for document, size in held.drop_nulls().sort("size", descending=True).collect().iter_rows():
        sizes[document].append(size)
    found: list[dict[str, Any]] = []
    for cell in cells.sort("document", "line", "id").collect().iter_rows(named=True):
        for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", cell["raw"]):
            moved, cause = MOVED.search(sentence), CAUSE.search(sentence)
            if moved and cause:
                many = _count(cause["many"])
                largest = sizes[cell["document"]][:many]
                found.append({
                    **{name: cell[name] for name in PLACE}, "id": cell["record"] or cell["id"], "said": cause[0], "reports": many,
                    "moved": abs(int(moved["one"]) - int(moved["two"])), "most": sum(largest) if largest else None,
                })  # fmt: skip
    numbers = dict.fromkeys(("moved", "reports", "most"), pl.Int64)
    return pl.LazyFrame(found, schema={**PLACE, "said": pl.String, **numbers})


def _count(text: str) -> int:
    return WORDS.index(text.casefold()) + 1 if text.casefold() in WORDS else int(text)


def steps(frames: Frames, *, today: date, **_run: Any) -> pl.LazyFrame:
    """One record per action whose text lists the steps of a target.

    Columns: `id` and place of the action, `ref`, `in_text`, `in_dates` (lists of percentages as text), `unlike` (those that
    stand in one of the two only; empty if they agree), `due_now` (Int64, the step due on the day asked for; null if none).
    """
    columns = ("id", "ref", "document", "page", "line", "series", "text", "due_raw", "due")
    actions = frames("plan_actions").select(columns).sort("document", "series", "line", "id", nulls_last=True)
    rows = actions.collect().to_dicts()
    found: list[dict[str, Any]] = []
    for at, action in enumerate(rows):
        match = STEPS.search(action["text"] or "")
        if not match:
            continue
        listed = [int(number) for number in re.findall(r"\d{1,3}", match[0])]
        dated = _dated_steps(action, rows[at + 1 :])
        if dated and listed == sorted(set(listed)) and len(listed) > 1:
            unlike = sorted(set(listed) ^ {step for step, _ in dated})
            found.append({
                **{name: action[name] for name in PLACE}, "ref": action["ref"], "in_text": _listed(listed),
                "in_dates": _listed([step for step, _ in dated]), "unlike": _listed(unlike),
                "due_now": max((step for step, due in dated if due and due <= today), default=None),
            })  # fmt: skip
    texts = dict.fromkeys(("ref", "in_text", "in_dates", "unlike"), pl.String)
    return pl.LazyFrame(found, schema={**PLACE, **texts, "due_now": pl.Int64})


def _dated_steps(action: dict[str, Any], below: list[dict[str, Any]]) -> list[tuple[int, date | None]]:
    """The steps in the date column of the action, and of the rows below it while they go on."""
    dated: list[tuple[int, date | None]] = []
    for row in (action, *below):
        steps_ = [int(number) for number in STEP.findall(row["due_raw"] or "")]
        if row["series"] != action["series"] or not steps_ or (dated and steps_[0] <= dated[-1][0]):
            break
        dated += [(step, row["due"]) for step in steps_]
    return dated


def _listed(numbers: list[int]) -> str:
    return ", ".join(f"{number}%" for number in numbers)


def portfolios(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per pair of titles of one paper that name one portfolio.

    Columns: `id` and place of a direction with the rarer title, `other` (id of one with the other), `ref`, `title`,
    `other_title`, `shared` (the subjects). Threshold `share`: of the smaller portfolio's subjects, from 0 to 1.
    """
    columns = ("id", "ref", "document", "page", "line", "member")
    directions = (
        frames("directions").filter(pl.col("member").is_not_null()).select(columns).sort("line", "id")
    )
    papers: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for direction in directions.collect().iter_rows(named=True):
        for match in SUBJECTS.finditer(direction["member"]):
            papers[direction["document"] or ""][" ".join(match[0].split())].append(direction)
    found: list[dict[str, Any]] = []
    for titles in papers.values():
        names = sorted(titles, key=lambda name: (len(titles[name]), name))
        for at, rare in enumerate(names):
            for often in names[at + 1 :]:
                one, two = _subjects(rare), _subjects(often)
                if one and two and len(one & two) >= thresholds["share"] * min(len(one), len(two)):
                    first = titles[rare][0]
                    found.append({
                        **{name: first[name] for name in PLACE}, "ref": first["ref"], "other": titles[often][0]["id"],
                        "title": rare, "other_title": often, "shared": ", ".join(sorted(one & two)),
                    })  # fmt: skip
    texts = dict.fromkeys(("ref", "other", "title", "other_title", "shared"), pl.String)
    return pl.LazyFrame(found, schema={**PLACE, **texts})


def _subjects(title: str) -> set[str]:
    match = SUBJECTS.search(title)
    parts = re.split(r",|&|\band\b", match["subjects"] if match else "")
    return {" ".join(part.casefold().split()) for part in parts if part.strip()}
