"""What a paper says about its own parts: appendices that it cites, groups that it announces, coverage that it declares.

An appendix is there if something in the paper begins with its label (a heading, an entry of the contents), ends with the
label in brackets (a running title), or lists it under *Appendices* (`A - Work programme`). A citation of any other label
leads nowhere; one that names a title (*the CSE plan is attached as Appendix A*) of which no appendix of that label has a
single word leads to another one.

Groups announced by a number (*under four themes*) are counted in three ways: headings that carry the word and a number,
the list that follows the sentence, and the themes of the plan in the same paper. If none of them gives the number,
something is missing or the number is old.

Coverage declared by theme (*Recommendations: 5, 10, 12*) is held against what the actions below the theme cite.

The method is that of a proof-reader; what no pattern understands is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Frames = Callable[[str], pl.LazyFrame]

API = 1

ABOUT = r"(?i)\b(?:appendix|appendices|annexe?|schedule)\b"
LABEL = r"(?:appendix|annexe?|schedule)\s+(?P<label>[A-Z]|\d{1,2}|[IVX]{1,4})\b"
CITED = re.compile(
    rf"(?i:\b{LABEL})".replace("[A-Z]|", "(?-i:[A-Z])|").replace("[IVX]{1,4}", "(?-i:[IVX]{1,4})")
)
REFERRED = re.compile(
    rf"(?i:(?:\b(?:see|in|at|as|under|per|refer(?:s|red)?\s+to)\s+(?:the\s+)?|\()){CITED.pattern}"
)
BEGINS = re.compile(rf"^[\W_]*{CITED.pattern}")
RUNNING = re.compile(rf"\({CITED.pattern}\)\W*$")
LISTING = re.compile(r"(?i)^[\W\d]*appendi(?:x|ces)\b[\w\s]{0,20}\W*$")
LISTED_AS = re.compile(r"^[\W_]*(?P<label>[A-Z]|\d{1,2})\s*[-–:]\s*(?P<title>\S.*)$")
NAMED = re.compile(rf"(?P<name>(?:[A-Z][\w&’'-]*\s+){{1,7}})(?:(?i:is|are|was|were)\s+)?(?i:attached|enclosed|included|reproduced|set out|shown)\s+(?i:as|at|in)\s+{CITED.pattern}")  # fmt: skip
GENERIC = frozenset("it this that they which document paper plan plans action actions report reports strategy policy the a an of for and in to s this full copy draft final".split())  # fmt: skip

WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(WORDS, 2)}
GROUPS = r"themes|priorities|objectives|standards|strands|pillars|work ?streams|enablers|outcomes"
ANNOUNCED = re.compile(
    rf"(?i)\b(?:under|following|address(?:es)?|covers?|against|into|has|have|with|using(?:\s+the)?|comprises|the)\s+(?:the\s+)?(?:following\s+)?"
    rf"(?P<many>{'|'.join(WORDS)}|\d{{1,2}})\s+(?:key\s+|main\s+|strategic\s+|core\s+|following\s+|priority\s+)*(?P<what>{GROUPS})\b"
)
BULLET = re.compile(r"^\s*(?:-\s+)?(?P<mark>[-•*○]|\d{1,2}(?=[.)]))[.)]?\s")
DECLARED = re.compile(
    r"(?i)\brecommendations?\s*:\s*(?P<list>\d{1,3}(?:\s*(?:,|and|&)\s*\d{1,3})*)\s*\.?\s*$"
)

PLACE = {"id": pl.String, "record": pl.String, "document": pl.String, "page": pl.Int64, "line": pl.Int64}


def appendices(frames: Frames, **_run: Any) -> pl.LazyFrame:
    """One record per citation of an appendix.

    Columns: `id`, `record` and place of the cell, `label` (String), `exists`, `another` (Boolean: a title was named that
    is none of the appendices with that label), `name` (the title named), `titles` (those that there are).
    """
    found: list[dict[str, Any]] = []
    for document in _documents(frames, ABOUT, only=rf"{ABOUT}|^[\W_]*(?:[A-Z]|\d{{1,2}})\s*[-–:]\s*\S"):
        titles, defining = _titles(document)
        for cell in document:
            if cell["id"] in defining or not CITED.search(cell["raw"]):
                continue
            named = {match["label"]: match["name"].strip() for match in NAMED.finditer(cell["raw"])}
            for label in dict.fromkeys(match["label"] for match in REFERRED.finditer(cell["raw"])):
                own = titles.get(label, [])
                name = named.get(label, "")
                found.append({
                    **{key: cell[key] for key in PLACE}, "label": label, "exists": label in titles, "name": name,
                    "another": bool(own and _content(name)) and not any(_content(name) & _content(title) for title in own),
                    "titles": "; ".join(dict.fromkeys(title for title in own if title)),
                })  # fmt: skip
    schema = {**PLACE, "label": pl.String, "exists": pl.Boolean, "name": pl.String, "another": pl.Boolean, "titles": pl.String}  # fmt: skip
    return pl.LazyFrame(found, schema=schema)


def _titles(document: Sequence[dict[str, Any]]) -> tuple[dict[str, list[str]], set[str]]:
    """Titles by label, and the cells that give them."""
    titles: dict[str, list[str]] = defaultdict(list)
    defining: set[str] = set()
    until = -1
    for cell in document:
        text, block = cell["raw"], cell["block"] or 0
        until = block + 4 if LISTING.match(text) else until
        begins, running = BEGINS.match(text), RUNNING.search(text)
        listed = LISTED_AS.match(text) if block <= until else None
        if listed:
            titles[listed["label"]].append(listed["title"])
        elif begins and not re.match(r"\s+(?:is|are|sets?|shows?|gives?|contains?)\b", text[begins.end() :]):
            titles[begins["label"]].append(re.sub(r"[\s.…]*\d*\s*$", "", text[begins.end() :]).strip(" -–:"))
        elif running and len(text.split()) <= 14:
            titles[running["label"]].append(text[: running.start()].strip())
        else:
            continue
        defining.add(cell["id"])
    return titles, defining


def _content(title: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", title.casefold()) if word not in GENERIC}


def announced(frames: Frames, **_run: Any) -> pl.LazyFrame:
    """One record per number of groups announced that can be counted.

    Columns: `id`, `record` and place of the cell, `said`, `announced`, `headings`, `bullets`, `themes` (Int64; null where
    nothing of the kind was found), `agrees` (Boolean: one of the three is the number).
    """
    plans = frames("plan_actions").filter(pl.col("theme").is_not_null())
    themes: dict[str, list[int]] = defaultdict(list)
    of_plans = plans.drop_nulls("document").group_by("document", "series").agg(pl.col("theme").n_unique())
    for paper, _, many in of_plans.collect().iter_rows():
        themes[paper].append(many)
    found: list[dict[str, Any]] = []
    for document in _documents(frames, rf"(?i)\b(?:{GROUPS})\b"):
        headings: dict[str, int | None] = {}
        for at, cell in enumerate(document):
            for match in ANNOUNCED.finditer(cell["raw"]) if cell["speaks"] else ():
                many = NUMBERS.get(match["many"].casefold()) or int(match["many"])
                what = match["what"].casefold()
                if what not in headings:
                    headings[what] = _headings(document, what)
                counted = {
                    "headings": headings[what],
                    "bullets": _bullets(cell["raw"][match.end() :], document[at + 1 : at + 31]),
                }
                own = themes.get(cell["document"], [])
                counted["themes"] = many if many in own else max(own, default=None)
                if any(counted.values()):
                    found.append({
                        **{key: cell[key] for key in PLACE}, "said": match[0].strip(), "announced": many, **counted,
                        "agrees": many in counted.values(),
                    })  # fmt: skip
    numbers = dict.fromkeys(("announced", "headings", "bullets", "themes"), pl.Int64)
    return pl.LazyFrame(found, schema={**PLACE, "said": pl.String, **numbers, "agrees": pl.Boolean})


def _headings(document: Sequence[dict[str, Any]], what: str) -> int | None:
    """How many different numbers stand behind the word at the beginning of a cell: `Theme 3: ...`."""
    one = {"priorities": "priority"}.get(what, what.removesuffix("s"))
    numbered = re.compile(rf"(?i)^[\W_]*(?:<[^>]*>)?[\W_]*{one}\s+(\d{{1,2}})\b")
    numbers = {match[1] for cell in document if (match := numbered.match(cell["raw"]))}
    return len(numbers) or None


def _bullets(rest: str, below: Sequence[dict[str, Any]]) -> int | None:
    """The length of the list that follows the sentence, within its cell or below it."""
    within = len(re.findall(r"(?:^|\s)(?:[•○]|\d{1,2}[.)])\s", rest))
    if within > 1:
        return within
    if not rest.rstrip().endswith(":"):
        return None
    marks = [match["mark"].isdigit() if (match := BULLET.match(cell["raw"])) else None for cell in below[:30]]
    return next((at for at, mark in enumerate(marks) if mark is None or mark != marks[0]), len(marks)) or None


def coverage(frames: Frames, **_run: Any) -> pl.LazyFrame:
    """One record per theme for which the paper declares the recommendations that it covers.

    Columns: `id`, `record` and place of the cell, `theme`, `declared`, `cited`, `missing` (declared, but cited by no action of
    the theme), `beyond` (cited, but not declared): lists of numbers as text.
    """
    plans = frames("plan_actions").filter(pl.col("theme").is_not_null(), pl.col("cites").list.len() > 0)
    cited: dict[tuple[str, str], set[int]] = defaultdict(set)
    for document, theme, cites in plans.select("document", "theme", "cites").collect().iter_rows():
        cited[document, theme] |= {
            int(number[0]) for ref in cites if (number := re.search(r"\d+(?!.*\d)", ref))
        }
    found: list[dict[str, Any]] = []
    for document in _documents(frames, r"(?i)\brecommendations?\s*:\s*\d"):
        for at, cell in enumerate(document):
            declared = DECLARED.search(cell["raw"])
            theme = _theme(document[max(0, at - 4) : at], cited) if declared else None
            if declared and theme:
                said = {int(number) for number in re.findall(r"\d+", declared["list"])}
                there = cited[cell["document"], theme]
                found.append({
                    **{key: cell[key] for key in PLACE}, "theme": theme, "declared": _listed(said), "cited": _listed(there),
                    "missing": _listed(said - there), "beyond": _listed(there - said),
                })  # fmt: skip
    lists = dict.fromkeys(("theme", "declared", "cited", "missing", "beyond"), pl.String)
    return pl.LazyFrame(found, schema={**PLACE, **lists})


def _theme(above: Sequence[dict[str, Any]], cited: Mapping[tuple[str, str], set[int]]) -> str | None:
    """The theme whose name shares a word with the nearest short line above."""
    for cell in reversed(above):
        words = _content(cell["raw"])
        for document, theme in cited:
            if document == cell["document"] and len(words) <= 4 and words and words <= _content(theme):
                return theme
    return None


def _listed(numbers: set[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))


def _documents(frames: Frames, about: str, only: str = "") -> Iterator[list[dict[str, Any]]]:
    """The cells of each paper that speaks of the matter, in reading order, without markup; `only` those like this.

    `speaks` says whether a cell does so itself.
    """
    cells = frames("cells").filter(pl.col("raw").is_not_null())
    told = cells.filter(pl.col("raw").str.contains(about)).select("document").unique()
    cells = cells.filter(pl.col("raw").str.contains(only)) if only else cells
    plain = pl.col("raw").str.replace_all(r"<[^>]{1,80}>", " ").str.replace_all("**", "", literal=True)
    order = ("document", "block", "row", "column", "line", "id")
    kept = (
        cells.join(told, on="document", how="semi")
        .with_columns(raw=plain)
        .select(*PLACE, "block", "row", "column", "raw", pl.col("raw").str.contains(about).alias("speaks"))
    )
    lines = kept.sort(order, nulls_last=True).collect().iter_rows(named=True)
    for _, document in groupby(lines, key=lambda cell: cell["document"]):
        yield list(document)
