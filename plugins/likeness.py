"""Texts that say nearly the same: actions entered twice, one thing in two tenses, findings that no action takes up.

- *near duplicates*: two actions of one plan whose letters agree to `share` per cent or more (the ratio of an edit
  distance that only inserts and deletes) and differ; actions that are equal letter by letter have a rule of their own;
- *tenses*: a paper says of the same thing (an action plan, a strategy) that it *is being developed* and that it *was
  developed*; the two mentions that stand nearest to each other are reported;
- *uncovered*: what an inspection asks for, in a paper that holds a plan whose actions cite nothing. For each demand the
  action that shares most of its words is proposed; below `enough` per cent nothing in the plan takes it up. A person
  confirms.

Source: the ratio is that of `rapidfuzz.fuzz.ratio` (Levenshtein 1966, substitutions counted twice). Shared words
are weighed by their rarity in the plan (Sparck Jones 1972), so that *children* says little in a children's plan.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    Action = tuple[str, str, frozenset[str]]
    Frames = Callable[[str], pl.LazyFrame]

API = 1

LARGEST = 1_000
"""Actions of one plan up to which each is compared with each; of larger plans only those beside each other in order, and
nobody is asked to confirm a proposal for each demand."""

STOP = frozenset("a an and are as at be been by for from has have in into is it its of on or our that the their them this to we will with within all any both each where which who".split())  # fmt: skip
DEEDS = "developed|drafted|prepared|written|revised|reviewed|finalised|established|agreed|produced|refreshed|designed"
THING = r"(?:an?|the)\s+(?P<thing>(?:[a-z][\w’'-]*\s+){0,3}?[a-z][\w’'-]*)"
UNDER_WAY = re.compile(
    rf"(?i)\b{THING}\s+(?:is|are)\s+(?:currently\s+|also\s+|now\s+)?being\s+(?P<deed>{DEEDS})\b"
)
DONE = re.compile(
    rf"(?i)\b{THING}\s+(?:(?:has|have)\s+been\s+|was\s+|were\s+)?(?P<deed>{DEEDS})\b(?!\s+by\s+the\s+end)"
)
PLACE = {"id": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64}


def near_duplicates(frames: Frames, *, thresholds: Mapping[str, Any], **_run: date) -> pl.LazyFrame:
    """One record per pair of nearly equal actions of one plan.

    Columns: `id` and place of the later, `other` (String), `ref`, `text`, `other_text`, `share` (Float64, per cent).
    Thresholds `share` (per cent) and `letters` (fewest letters compared).
    """
    columns = ("id", "ref", "document", "page", "line", "series", "text")
    actions = frames("plan_actions").filter(pl.col("text").is_not_null()).select(columns)
    plans: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for action in actions.sort("line", "id").collect().iter_rows(named=True):
        letters = re.sub(r"[^a-z0-9]+", "", action["text"].casefold())
        if len(letters) >= thresholds["letters"]:
            plans[action["series"] or ""].append({**action, "letters": letters})
    found = [
        {
            **{name: later[name] for name in PLACE}, "ref": later["ref"], "other": earlier["id"], "text": later["text"],
            "other_text": earlier["text"], "share": share,
        }
        for plan in plans.values()
        for earlier, later, share in _alike(plan, thresholds["share"])
    ]  # fmt: skip
    schema = {
        **PLACE,
        "ref": pl.String,
        "other": pl.String,
        "text": pl.String,
        "other_text": pl.String,
        "share": pl.Float64,
    }
    return pl.LazyFrame(found, schema=schema)


def _alike(
    plan: Sequence[dict[str, Any]], share: float
) -> Iterator[tuple[dict[str, Any], dict[str, Any], float]]:
    from rapidfuzz import fuzz, process

    if len(plan) > LARGEST:
        ordered = sorted(plan, key=lambda one: (one["letters"], one["id"]))
        pairs = pairwise(ordered)
        measured = ((one, two, fuzz.ratio(one["letters"], two["letters"])) for one, two in pairs)
    else:
        letters = [action["letters"] for action in plan]
        measured = (
            (plan[at], plan[at + 1 + further], score)
            for at, own in enumerate(letters)
            for _, score, further in process.extract(
                own, letters[at + 1 :], scorer=fuzz.ratio, score_cutoff=share, limit=None
            )
        )
    yield from ((one, two, score) for one, two, score in measured if share <= score < 100)


def tenses(frames: Frames, **_run: Any) -> pl.LazyFrame:
    """One record per thing that is said to be under way and to be done.

    Columns: `id` and place of the cell that says it is under way, `other` (cell that says it is done), `other_line`,
    `thing`, `deed`.
    """
    cells = frames("cells").filter(pl.col("raw").str.contains(rf"(?i)\b(?:{DEEDS})\b"))
    papers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for cell in cells.select(*PLACE, "record", "raw").sort("line", "id").collect().iter_rows(named=True):
        papers[cell["document"]].append(cell)
    found: list[dict[str, Any]] = []
    for paper in papers.values():
        done = [
            (cell, _thing(match), match["deed"].casefold())
            for cell in paper
            for match in DONE.finditer(cell["raw"])
        ]
        for cell in paper:
            for match in UNDER_WAY.finditer(cell["raw"]):
                thing, deed = _thing(match), match["deed"].casefold()
                same = [
                    other
                    for other, name, how in done
                    if (name, how) == (thing, deed) and len(name.split()) > 1
                ]
                if same:
                    other = min(same, key=lambda one: abs((one["line"] or 0) - (cell["line"] or 0)))
                    found.append({
                        **{name: cell[name] for name in PLACE}, "id": cell["record"] or cell["id"],
                        "other": other["record"] or other["id"], "other_line": other["line"], "thing": thing, "deed": deed,
                    })  # fmt: skip
    schema = {**PLACE, "other": pl.String, "other_line": pl.Int64, "thing": pl.String, "deed": pl.String}
    return pl.LazyFrame(found, schema=schema)


def _thing(match: re.Match[str]) -> str:
    return " ".join(match["thing"].casefold().split())


def uncovered(frames: Frames, **_run: Any) -> pl.LazyFrame:
    """One record per demand of an inspection in a paper with a plan (of at most `LARGEST` actions) that cites nothing.

    Columns: `id` and place of the recommendation, `ref`, `text`, `proposed` (id of the action that is nearest), `action` (its
    text), `share` (Float64, per cent of the demand's words by weight), `words` (the shared ones).
    """
    actions = frames("plan_actions").filter(pl.col("text").is_not_null(), pl.col("document").is_not_null())
    citing = actions.filter(pl.col("cites").list.len() > 0).select("document").unique()
    judged = frames("judgements").select("document").unique()
    free = actions.join(citing, on="document", how="anti").sort("line", "id").collect()
    demands = (
        frames("recommendations").filter(pl.col("text").is_not_null()).join(judged, on="document", how="semi")
    )
    found: list[dict[str, Any]] = []
    for document, plan in free.group_by("document"):
        if plan.height > LARGEST:
            continue
        rows = plan.select("id", "text", "objective", "told_us", "impact").rows()
        texts = [(row[0], row[1], _stems(" ".join(part for part in row[1:] if part))) for row in rows]
        nearest = _nearest(texts)
        asked = demands.filter(pl.col("document") == document[0]).sort("line", "id").collect()
        for demand in asked.iter_rows(named=True):
            wanted = _stems(demand["text"])
            if not wanted:
                continue
            (id_, text, words), share = nearest(wanted)
            found.append({
                **{name: demand[name] for name in PLACE}, "ref": demand["ref"], "text": demand["text"], "proposed": id_,
                "action": text, "share": share, "words": ", ".join(sorted(wanted & words)),
            })  # fmt: skip
    schema = {**PLACE, "ref": pl.String, "text": pl.String, "proposed": pl.String, "action": pl.String, "share": pl.Float64, "words": pl.String}  # fmt: skip
    return pl.LazyFrame(found, schema=schema)


def _nearest(plan: Sequence[Action]) -> Callable[[frozenset[str]], tuple[Action, float]]:
    """A function from wanted words to the first action with most of them by weight, and the per cent that it has.

    Actions of the same words, and demands of the same words, are compared once.
    """
    common = Counter(word for *_, words in plan for word in words)
    weight = {word: math.log((1 + len(plan)) / (1 + many)) + 0.1 for word, many in common.items()}
    rare = math.log(1 + len(plan)) + 0.1
    distinct: dict[frozenset[str], Action] = {}
    for action in plan:
        distinct.setdefault(action[2], action)
    actions = list(distinct.values())
    holders: dict[str, list[int]] = defaultdict(list)
    for number, (*_, words) in enumerate(actions):
        for word in words:
            holders[word].append(number)

    @cache
    def nearest(wanted: frozenset[str]) -> tuple[Action, float]:
        shared = [0.0] * len(actions)
        for word in sorted(wanted & weight.keys()):
            for number in holders[word]:
                shared[number] += weight[word]
        best = max(range(len(actions)), key=shared.__getitem__)
        whole = sum(weight.get(word, rare) for word in sorted(wanted))
        return actions[best], 100 * shared[best] / whole

    return nearest


def _stems(text: str) -> frozenset[str]:
    """The content words of a text, without their commonest endings."""
    words = re.findall(r"[a-z]{3,}|\d+", text.casefold())
    return frozenset(
        re.sub(r"(?:ments?|ings?|ations?|ies|ed|es|s|y)$", "", word) for word in words if word not in STOP
    )
