"""Whether what is written about a recommendation or a plan's action is evidence of progress.

The method is that of audit follow-up: a recommendation is implemented when there is evidence, not when
somebody says so (Global Internal Audit Standards 2024, 15.2; the Centre for Governance and Scrutiny asks
scrutiny committees for the same when they monitor recommendations). The text (progress, or where there is
none the response, and dated updates up to today) is read sentence by sentence. Each counts once:

- **admission**: says that something remains (further work, not yet, outstanding, delayed): against, twice;
- **evidence**: says that something was done (past or perfect tense of a deed: approved, has introduced), or
  names a result (a reduction, an increase); twice where it also names a day or month that has passed;
- **practice**: says what is done as a matter of course (supports, works closely, is available): for, half;
- **promise**: only speaks of what is to come (will, plans to, is being developed): against, once;
- anything else says nothing either way.

Score: evidence as a share of all that was said for and against, 0 to 1, less `LATE` points when the due
date has passed and the record is not complete; null when nothing was said either way.

Verdicts: `satisfactory` (score of `ENOUGH` or more), `further_work` (less, with at least some evidence, or
with an admission), `promised` (only promises), `not_evidenced` (nothing written that says anything).
The verdict is ours; the council's own (`verdict_stated`) never moves it. Where the two differ, a reason says
so: that is the place to look. The signals are words, so the verdict is a hint to a reader, not a finding of fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from slough_tui.hooks.api import Assessor, Given, assessor, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable

API = 1

ENOUGH = 0.5
LATE = 0.2
DONE_STATUS = ("complete", "closed", "superseded")

DEEDS = (
    "achieved|adopted|agreed|allocated|amended|appointed|approved|assessed|audited|awarded|"
    "began|begun|bought|built|carried out|changed|checked|circulated|cleared|closed|co-"
    "designed|collected|commenced|commissioned|completed|concluded|confirmed|consulted|contacted|"
    "converted|created|cut|decided|delivered|deployed|designated|designed|developed|distributed|"
    "doubled|drafted|embedded|employed|enabled|enhanced|ended|established|evaluated|expanded|"
    "extended|filled|finalised|fitted|fixed|formed|fulfilled|funded|halved|held|hired|"
    "identified|implemented|improved|included|increased|informed|inspected|installed|integrated|"
    "introduced|invested|issued|joined|launched|led|made|mapped|merged|met|migrated|mobilised|"
    "moved|opened|paid|passed|piloted|presented|prioritised|procured|produced|provided|"
    "published|purchased|put in place|reached|received|recruited|rectified|redesigned|reduced|"
    "refreshed|refurbished|relaunched|removed|reorganised|repaired|replaced|reported|resolved|"
    "restructured|reviewed|revised|rolled out|secured|sent|set out|set up|shared|signed|"
    "started|strengthened|submitted|surveyed|taken|tested|tightened|trained|transferred|"
    "trialled|undertaken|updated|upgraded|used|verified|visited|won|worked|written"
)
EVIDENCE = (
    rf"(?i)\b(?:has|have|had|was|were)(?: \w+ly| also| now| all| since| recently| been)*"
    rf" (?:{DEEDS})\b|\b(?:approved|agreed|adopted|introduced|launched|completed|appointed|commissioned|"
    r"published|established|implemented)\b|\b(?:there (?:has|have) been|is now in place|are (?:now )?in place|"
    r"now (?:meets?|works?|uses?|includes?|reports?|attends?))\b|\b(?:reduction|improvement|increase) in\b|"
    r"\b(?:good|significant|strong|substantial) progress\b"
)
PROMISE = (
    r"(?i)\b(?:will|shall|would|going to|plans? to|planned|intends? to|aims? to|expects? to|is expected|"
    r"are expected|is due to|are due to|proposes? to|is proposed|working towards?|in the process of|"
    r"(?:is|are)(?: \w+ly| now| also)? being (?:\w+)|looking (?:at|into)|considering|exploring|starting to|"
    r"to be (?:agreed|approved|completed|confirmed|developed|finalised|implemented|reviewed|set up))\b"
)
ADMISSION = (
    r"(?i)\b(?:further (?:work|action|opportunit(?:y|ies)|progress|improvement) (?:is|are|to|will|remains?|"
    r"needs?|required|needed)|there (?:is|are) further (?:work|opportunit(?:y|ies)|action)|more work|"
    r"remains? (?:to be|outstanding|a challenge|incomplete)|not yet|(?:has|have|had|was|were) not(?: yet)?|"
    r"(?:is|are) not (?:yet|in place|complete|completed)|yet to|still (?:to|needs?|required|outstanding)|"
    r"outstanding|no progress|limited progress|little progress|delay(?:s|ed)?|behind schedule|on hold|paused|"
    r"needs? to be (?:done|improved|completed|developed))\b"
)
NOT_YET_DONE = r"(?i)\b(?:be|being)(?: \w+ly| also| further)? \w+"
"""Will be approved, is being established: the verb is that of a deed, but nothing has been done."""

PRACTICE = (
    r"(?i)\b(?:supports|provides|works? (?:closely|together|jointly|with)|(?:is|are) available|is part of|"
    r"(?:is|are)(?: now| also| \w+ly)? (?:undertaking|providing|working with|delivering|running|using)|"
    r"meets? (?:regularly|weekly|monthly|quarterly|termly)|holds? (?:\w+ ){1,2}meetings|takes? place)\b"
)

MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
DATED = rf"(?i)\b((?:{MONTHS})\s+(?:19|20)\d\d)\b"
DATED_IN_FIGURES = r"\b(\d{1,2}/\d{1,2}/(?:19|20)\d\d)\b"
SENTENCE = r"(?s)\S.*?(?:[.;!?](?:\s|$)|\n|$)"


@assessor(
    tables=("recommendations", "plan_actions"),
    uses=("updates",),
    verdicts=("satisfactory", "further_work", "promised", "not_evidenced"),
    stated="verdict_stated",
)
def satisfactory_progress(given: Given) -> pl.LazyFrame:
    """Whether what is written is evidence of progress, promises, or nothing."""
    columns = given.frame.collect_schema().names()
    frame = _with_text(given, columns)
    counts = _counts(frame, given)
    frame = frame.join(counts, on="id", how="left").with_columns(
        pl.col("evidence", "practice", "promise", "admission").fill_null(0)
    )
    late = (pl.col("due") < pl.lit(given.today)) & ~pl.col("status").is_in(DONE_STATUS).fill_null(value=False)
    against = pl.col("promise") + 2 * pl.col("admission")
    favour = pl.col("evidence") + pl.col("practice") / 2
    said = favour + against
    share = favour / said - pl.when(late).then(LATE).otherwise(0.0)
    frame = frame.with_columns(
        late=late.fill_null(value=False), score=pl.when(said > 0).then(share.clip(0.0, 1.0))
    )
    frame = frame.with_columns(verdict=_verdict())
    return frame.select("id", "verdict", "score", reasons=_reasons(columns))


def _with_text(given: Given, columns: list[str]) -> pl.LazyFrame:
    """The frame with `written`: progress, else the response, and the updates up to today, one after the other."""
    on = pl.col("on")
    updates = (
        given.tables["updates"]
        .filter((on <= pl.lit(given.today)).fill_null(value=True))
        .sort("on", "id", nulls_last=False)
        .group_by("record", maintain_order=True)
        .agg(pl.col("text").drop_nulls().str.join("\n").alias("updated"))
    )
    own = [pl.col(name) for name in ("progress", "response") if name in columns]
    present = [pl.when(text.str.strip_chars() != "").then(text) for text in own]
    written = pl.concat_str(pl.coalesce(present), "updated", separator="\n", ignore_nulls=True)
    return given.frame.join(updates, left_on="id", right_on="record", how="left").with_columns(
        written=pl.when(written != "").then(written)
    )


def _counts(frame: pl.LazyFrame, given: Given) -> pl.LazyFrame:
    """Per id: evidence (dated ones twice), practice, promise, admission, and the first words that counted as each."""
    sentence = pl.col("sentence")
    deed = sentence.str.replace_all(NOT_YET_DONE, "\u2026")
    sentences = frame.select("id", sentence=pl.col("written").str.extract_all(SENTENCE)).explode("sentence")
    admits = sentence.str.contains(ADMISSION)
    done = deed.str.contains(EVIDENCE) & ~admits
    ahead = sentence.str.contains(PROMISE) & ~admits & ~done
    usual = sentence.str.contains(PRACTICE) & ~admits & ~done & ~ahead
    return (
        sentences.drop_nulls()
        .with_columns(admits=admits, done=done, ahead=ahead, usual=usual, dated=done & _is_past(given))
        .group_by("id")
        .agg(
            evidence=pl.col("done").sum() + pl.col("dated").sum(),
            practice=pl.col("usual").sum(),
            promise=pl.col("ahead").sum(),
            admission=pl.col("admits").sum(),
            done_words=_words(deed, "done", f"({EVIDENCE})"),
            dated_words=_words(sentence, "dated", DATED),
            usual_words=_words(sentence, "usual", f"({PRACTICE})"),
            ahead_words=_words(sentence, "ahead", f"({PROMISE})"),
            admits_words=_words(sentence, "admits", f"({ADMISSION})"),
        )
    )


def _words(text: pl.Expr, which: str, pattern: str) -> pl.Expr:
    """The words that made each sentence count, each once."""
    return text.filter(which).str.extract(pattern).drop_nulls().unique(maintain_order=True)


def _is_past(given: Given) -> pl.Expr:
    """Whether the sentence names a month or day that has begun by today."""
    month = pl.concat_str(pl.lit("1 "), pl.col("sentence").str.extract(DATED)).str.replace_all(r"\s+", " ")
    first = month.str.to_titlecase().str.to_date("%d %B %Y", strict=False)
    day = pl.col("sentence").str.extract(DATED_IN_FIGURES).str.to_date("%d/%m/%Y", strict=False)
    return (pl.coalesce(first, day) <= pl.lit(given.today)).fill_null(value=False)


def _verdict() -> pl.Expr:
    return (
        pl.when(pl.col("score").is_null())
        .then(pl.lit("not_evidenced"))
        .when((pl.col("evidence") + pl.col("practice") + pl.col("admission")) == 0)
        .then(pl.lit("promised"))
        .when(pl.col("score") >= ENOUGH)
        .then(pl.lit("satisfactory"))
        .otherwise(pl.lit("further_work"))
    )


def _quoted(before: str, words: str) -> pl.Expr:
    """`before "one", "two"`; null where there are none."""
    found = pl.col(words).list.head(3)
    text = pl.concat_str(pl.lit(f'{before} "'), found.list.join('", "'), pl.lit('"'))
    return pl.when(found.list.len() > 0).then(text)


def _reasons(columns: list[str]) -> pl.Expr:
    reasons = [
        pl.when(pl.col("written").is_null()).then(pl.lit("nothing is written about it")),
        pl.when(pl.col("written").is_not_null() & pl.col("score").is_null()).then(
            pl.lit("what is written says nothing either way")
        ),
        _quoted("evidence:", "done_words"),
        _quoted("dated:", "dated_words"),
        _quoted("in practice:", "usual_words"),
        _quoted("only ahead:", "ahead_words"),
        _quoted("admits:", "admits_words"),
        pl.when("late").then(pl.concat_str(pl.lit("was due "), pl.col("due").dt.to_string("iso"))),
    ]
    if "response_received" in columns:
        none = (pl.col("response_received") == "no") & pl.col("progress").is_null()
        reasons.append(pl.when(none).then(pl.lit("no response was received")))
    if "verdict_stated" in columns:
        stated, ours = pl.col("verdict_stated"), pl.col("verdict")
        shown = stated.str.replace("_", " ", literal=True)
        reasons.append(
            pl.when(stated == ours)
            .then(pl.concat_str(pl.lit("the council says the same: "), shown))
            .when(stated.is_not_null())
            .then(pl.concat_str(pl.lit("disagrees with the council, which says: "), shown))
        )
    return pl.concat_list(reasons).list.drop_nulls()


@hookimpl
def slough_register_assessors() -> Iterable[Assessor]:
    """The one assessor of this file."""
    return [satisfactory_progress]
