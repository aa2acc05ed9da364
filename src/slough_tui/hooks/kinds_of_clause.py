"""What a clause tells of how far something got, by its words: negation, tense and condition before everything else.

| kind | says | for instance |
|---|---|---|
| done | a deed that is past or perfect, or that nothing is left | has been cleared; no actions are outstanding |
| decided | a body has decided | Cabinet approved |
| result | something got better | has led to a reduction in |
| claim | progress, without a deed | good progress has been made |
| practice | what is done as a matter of course | meets monthly; is provided |
| under_way | begun and not finished, drafts too | is being reviewed; a draft has been prepared |
| planned | only what is to come | will be created; once it is awarded |
| gap | an admission | has not yet been; further work is needed; had been expected to |
| acknowledged | what was asked is accepted, no more | the recommendation was agreed |
| norm | what ought to be, or is thought important | it is important that |
| pointer | the answer stands elsewhere | see above |
| no_answer | an answer is missing or to come | no update received; tbc |
| name | a name or a post, no more | Head of Leisure |
| nothing | nothing that tells how far it got | |

*Order decides.* What negation, a condition or a modal verb takes back is taken out first ("once the contract has
been awarded", "will be published", "not only"), then the kinds are tried from the surest to the weakest. The
lists are of the English of council papers; none is there for one text. Method: rules over surface forms, as in
the assertion classifiers of clinical text (NegEx, Chapman et al. 2001; ConText, Harkema et al. 2009), whose cue
classes are the same: negated, conditional, not yet, and what remains is asserted.

The patterns are read over text in small letters, and a letter in them is one of the Latin alphabets: to be ready for
those of all scripts and in either case takes several times longer than all the reading of a small register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from datetime import date

__all__ = ["KINDS", "dated", "kind_of"]

KINDS = (
    "done decided result claim practice under_way planned gap acknowledged norm pointer no_answer name nothing"
).split()

_LETTER = "[0-9a-z_\u00df-\u00f6\u00f8-\u024f]"
_ADV = r"(?:,? (?:\w+ly|also|now|all|since|already|just|both|each|then|again|well|now also|in turn))*"
_IRREGULAR = (
    "built|made|met|held|sold|sent|brought|bought|done|put|found|given|taken|written|rewritten|drawn|shown|"
    "set|led|run|let|won|cut|spent|kept|told|gone|grown|paid|laid|read|taught|begun|overseen|undertaken|"
    "undergone|risen|fallen|become|begun|chosen|driven|fed|heard|lent|lost|proven|sought|split|spread|torn"
)
_PART = rf"(?:\w{{2,}}ed|{_IRREGULAR})"
_PAST = (
    "achieved|adopted|agreed|allocated|amended|appointed|approved|attended|awarded|brought|built|cleared|closed|"
    "collected|commissioned|completed|concluded|confirmed|converted|created|decided|delivered|deployed|doubled|"
    "dropped|embedded|enabled|ended|endorsed|evaluated|executed|fell|filled|finalised|finished|found|gave|"
    "halved|held|hired|implemented|inspected|installed|introduced|issued|launched|led|made|mapped|met|migrated|"
    "moved|opened|passed|piloted|presented|procured|produced|published|purchased|put in place|ratified|received|"
    "recruited|refurbished|released|removed|repaired|replaced|resolved|reviewed|rolled out|rose|secured|sent|"
    "set up|signed|signed off|stood down|submitted|surveyed|tested|took|trained|transferred|undertook|visited|"
    "went live|won|wrote"
)
_PAST_OR_ADJECTIVE = (
    "assessed|audited|designed|developed|employed|enhanced|established|expanded|extended|formed|improved|"
    "increased|integrated|joined|merged|provided|redesigned|reduced|refreshed|restructured|revised|shared|"
    "strengthened|updated|upgraded"
)
"""An improved service is none that somebody improved: these count where no noun follows."""
_NO_NOUN = (
    r"(?:\W*$|\W*[(,;:]|\W+(?:the|an?|its|our|their|this|these|those|all|both|each|every|several|many|\d+|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|by|in|on|at|to|from|with|for|as|and|across|into|through|since|"
    r"over|during|under|following|it|them|us)\b)"
)
_DECISION = r"\b(?:approv\w+|adopt\w+|agreed|endorsed|ratified|signed|decided|decision|motion)\b"
_BEGUN = (
    "started|begun|commenced|initiated|scoped|explored|discussed|considered|identified|consulted|drafted|"
    "continued|progressed with|invited|looked at"
)
_AHEAD = "planned|proposed|scheduled|intended|expected|arranged|anticipated|envisaged|hoped|due|timetabled"
_IDLE = "highlighted|noted|raised|recognised|acknowledged|asked|requested|needed|required|based|concerned|recommended"

# ---------------------------------------------------------------- what is taken back

_CONDITION = (
    r"\b(?:once|until|unless|if|as soon as|provided that|so that|in order to|to ensure(?: that)?|when|"
    r"whether|pending|subject to|dependent on|depending on|in case)\b[^,:]*(?:[,:]|$)|\bwhere\b[^,:]*,"
)
_NOT_ONLY = r"\bnot only\b|\brated (?:as )?'?outstanding'?"
_MODAL = (
    r"\b(?:will|would|shall|should|may|might|could|can|must|to|not)(?: \w+ly| also| now| then| further)*"
    rf" (?:be|have been|have|get)(?: \w+ly| in| fully)* \w+(?:(?:, |,? and |,? or )(?:\w+ly )?{_PART})*|"
    rf"\bbeing(?: \w+ly)? \w+(?:(?:, |,? and |,? or )(?:\w+ly )?{_PART})*"
)
_ADJECTIVE = (
    rf"\b(?:an?|the|its|our|their|any|all|new|of|for|with|to|more|no) "
    rf"(?:{_PAST}|{_PAST_OR_ADJECTIVE})\b"
)
_ONLY_BEGUN = rf"\b(?:has|have|had|was|were){_ADV}(?: been)?{_ADV} (?:{_BEGUN})\b"
_ONLY_AHEAD = rf"\b(?:has|have|had|was|were|is|are){_ADV}(?: been)?{_ADV} (?:{_AHEAD})\b"
_ONLY_SAID = rf"\b(?:has|have|had|was|were|is|are){_ADV}(?: been)?{_ADV} (?:{_IDLE})\b"

_USUAL = rf"\b(?:is|are){_ADV} {_PART}(?:(?:, |,? and |,? or )(?:\w+ly )?{_PART})*\b"
"""The present passive tells a habit (minutes are published), not a deed."""

# ---------------------------------------------------------------- kinds

_NO_ANSWER = (
    r"^\W*(?:n\W?a|nil|none|tb[acd]|to be (?:confirmed|advised|agreed)|to follow|awaited|pending|"
    r"awaiting (?:an? |further )?(?:update|response|reply|information).*|not applicable|"
    r"no (?:further )?(?:update|response|comment|reply|information|answer|data)s?\b.*|"
    r"(?:an? |the )?(?:\w+ ){0,2}update (?:will|to|is to|should)\b.*)?\W*$"
)
_ACKNOWLEDGED = (
    r"^\W*(?:noted|agreed|accepted|supported|welcomed|received|acknowledged|yes|approved)\W*$|"
    r"\b(?:accept|agree|welcome|note|support|acknowledge|endorse|thank)(?:s|d|ed)?\b"
    r"(?:,? (?:with|to|in|the|this|that|these|those|both|all|task|groups?|group's|panel'?s?|committee'?s?|"
    r"scrutiny|fully|partly|above))* (?:recommendations?|reports?|findings?|comments?|suggestions?|points?)\b|"
    r"\brecommendations?\b(?: \w+){0,3} (?:was|were|is|are|has been|have been|had been)"
    r"(?: \w+ly| partly)* (?:accepted|agreed|noted|approved|supported|welcomed|endorsed|received|rejected)\b"
)
_POINTER = (
    r"^\W*(?:please )?(?:see\b|refer to|as above\W*$|as per|same as|ditto|link(?:ed|s)? (?:to|with)|"
    r"covered (?:by|in|under|above)|cross.refer)"
)
_NOTHING_LEFT = (
    r"\b(?:no|none|nothing)\b(?: \w+){0,2} (?:outstanding|remain\w*|overdue|left to do)\b|"
    r"\bno (?:outstanding|remaining|overdue|delays?|slippage|backlog)\b|"
    r"\bno (?:further|more) (?:work|actions?) (?:is |are |was |were )?(?:needed|required|necessary|outstanding)|"
    r"\bno longer (?:delayed|overdue|outstanding|red|at risk)\b"
)
_GAP = (
    r"\b(?:has|have|had|was|were|is|are|do|does|did|could|can|would|will)(?: \w+ly)? not\b|n't\b|\bcannot\b|"
    r"\bnever\b|\bunable to\b|\bfail(?:s|ed) to\b|\byet to\b|\bnot (?:yet|been|achieved|completed?|started|met)\b|"
    r"\b(?:no|limited|little|insufficient|slow) progress\b|"
    r"\b(?:nothing|none|no \w+)(?: \w+){0,3} (?:has|have|had|was|were)(?: yet)? been\b|"
    r"\b(?:remains?|still|continues?) (?:to be \w+|outstanding|overdue|incomplete|unresolved|in use|needs?|"
    r"required|an? (?:challenge|concern|gap|risk|issue|problem)|some|vacant|under-?developed|to do)\b|"
    r"\b(?:is|are|was|were|been|being|remains?|now|still)(?: \w+ly| now)? (?:outstanding|overdue|late|delayed|"
    r"incomplete|paused|stalled|suspended|deferred|postponed|rescheduled|withdrawn|cancelled|abandoned|"
    r"behind (?:schedule|plan|target))\b|\b(?:has|have) (?:\w+ )?(?:slipped|stalled)\b|\bslippage\b|\bon hold\b|"
    r"\b(?:there (?:is|are|has been|have been)|due to|because of|owing to)(?: \w+){0,3} delays?\b|"
    r"\b(?:further|more|additional|much|considerable|significant|some) (?:work|actions?|improvements?|progress|"
    r"development|effort)\b(?:\W+\w+){0,6}?\W+(?:needed|required|necessary|to (?:do|be)|needs?|remains?|required)\b|"
    r"\bthere (?:is|are|remain\w*)(?: still)? (?:further|more|additional|scope|room)\b|\bfurther opportunit|"
    r"\bopportunit(?:y|ies) (?:for|to) (?:increas|improv|further|better|great|more|strengthen)\w*|"
    r"\bneeds? (?:to be |to )?(?:improv|strengthen|further|more|complet|address|develop|done)\w*|"
    r"\b(?:should|could|would|ought to) have(?: been)? \w+|"
    r"\b(?:partially|partly|in part|half) (?:complete|completed|done|implemented|achieved|met|delivered)\b|"
    r"\b(?:fell|falls|fallen|falling) short\b"
)
_SLIPPED = (
    r"\b(?:had(?: been)?|was|were)(?: originally| initially)? "
    r"(?:expected|due|meant|supposed|scheduled|planned|intended|hoped) (?:to(?: be| have)?(?: \w+)?|for|in|by)\b"
)
_RESOLVED_TO = r"\b(?:agreed|decided|resolved)\b(?: \w+){0,4} that\b.*\b(?:would|will|should|shall|be)\b"
_DEED = (
    rf"\b(?:has|have|had|was|were){_ADV}(?: been)?{_ADV} {_PART}\b|\b(?:{_PAST})\b|"
    rf"\b(?:{_PAST_OR_ADJECTIVE}){_NO_NOUN}|"
    r"^\W*(?:done|complete|closed|achieved|live|in place)\b|\b(?:is|are|now)(?: now| fully)? (?:complete|live)\b|"
    r"\bthere (?:has|have) been an? (?:review|change|restructure|reorganisation|audit|consultation)\b"
)
_DRAFT = r"\bdraft(?:s|ed|ing)?\b"
_RESULT = (
    r"\b(?:notable|significant|marked|clear|there (?:has|have) been|leading to|led to|resulted in|"
    r"resulting in|seen|shows?|shown|delivered|achieved)(?: an?| the| in)*(?: \w+)? "
    r"(?:improvements?|increases?|reductions?|decreases?|fall|drop|rise)\b|"
    r"\b(?:fell|rose|dropped|halved|doubled|improved|increased|decreased|declined|risen|fallen) (?:from|by|to)\b"
)
_CLAIM = r"\b(?:good|significant|strong|substantial|considerable|excellent|some|made|making) progress\b"
_NORM = (
    r"\bit (?:is|will be) (?:important|essential|vital|crucial|imperative|necessary)\b|\bshould\b|\bmust\b|"
    r"\bneeds? to\b|\bought to\b|\b(?:recogni[sz]es?|believes?|appreciates?|understands?|acknowledges?|values)\b|"
    r"\b(?:is|are|remains?) (?:\w+ )?committed\b|\bimportance of\b|\bmindful\b"
)
_PRESENT = (
    "supports|provides|meets|holds|ensures|maintains|delivers|monitors|covers|offers|receives|produces|"
    "publishes|scrutinises|attends|oversees|enables|brings|"
    "(?:reports|focuses) (?:to|on|back|monthly|quarterly|annually|regularly)|"
    "(?:reviews|checks|visits) (?:the|its|each|all|every|any)"
)
_PRACTICE = (
    rf"\b(?:is|are){_ADV} (?:{_PART}|available|in place|in use|part of|(?:providing|delivering|using|running|"
    rf"supporting|attending|receiving|undertaking|holding|meeting)\b)|\b(?:{_PRESENT})\b|"
    r"\bworks? (?:closely|together|jointly|with)\b|\bin place\b|\bno longer (?:uses?|needs?|happens?|relies|charges?|places?)\b|\bbusiness as usual\b|\bbau\b|"
    r"\b(?:officers|staff|teams?|managers|members|schools|partners|workers|services|panels?|boards?|we|they)"
    r"(?: \w+ly)?(?: now| also)? (?:visit|report|meet|hold|support|provide|review|monitor|check|publish|attend|"
    r"deliver|receive|use|undertake|offer|maintain|consider|ensure|produce|bring|scrutinise|have access)\b|"
    r"\b(?:has|have) (?:an? (?:\w+ )?(?:plan|programme|policy|process|group|panel|team|focus|manager|register|"
    r"strategy|framework)|access|clear|regular|oversight|in place)\b|"
    r"\bthere (?:is|are)(?: now| also| already)*(?: an?)?(?: \w+)? (?:dedicated|agreed|established|clear|positive|"
    r"strong|robust|regular|effective|arrangements?|process(?:es)?|systems?|links|relationship)\b|"
    r"\bthere (?:is|are)(?: now| also| already)* (?:an? )?(?:dedicated|agreed|established|clear|positive|strong|"
    r"robust|regular|effective|links)\b"
)
_UNDER_WAY = (
    rf"\bunder ?way\b|\bin progress\b|\bprogressing\b|\bin (?:train|hand|development|draft)\b|\bon-?going\b|"
    r"\bin the process of\b|\b(?:is|are) awaited\b|\bawaiting\b|\bworking (?:on|towards?|to|up|through)\b|\bbeing \w+|\b(?:is|are|was|were) (?:\w+ )?\w+ing\b|"
    rf"{_ONLY_BEGUN}|\b(?:started|commenced|began|begun|piloting|drafting)\b|"
    r"\bcontinu(?:e|es|ing) to\b|\bdraft\b"
)
_PLANNED = (
    r"\b(?:will|shall|would|going to|plan(?:s|ned)? to|intend(?:s|ed)?|intention|aims? to|"
    r"due (?:to|in|for|by)|propos(?:es?|ed)|anticipated|forthcoming|looking (?:at|into|to)|hopes? to|"
    r"in (?:the )?future|with a view to|seek(?:s|ing)? to|next steps?|target (?:date|q\d|is))\b|"
    rf"\bto be {_PART}\b|\b(?:actions?|sessions?|work|meetings?|events?) planned\b|{_ONLY_AHEAD}|"
    r"^\W*(?:once|subject to|pending|dependent on)\b|\bplanned (?:for|in|to)\b|\ban? planned\b"
)
_BECAUSE = r"\bdue to (?:the|an?|its|our|their|this|these|those|\w+ing\b|lack|staff\w*|not)"
_AFTER_MAIN = r"\b(?:will|shall|would|going to|how|including|that|which|who|whose)\b.*"
"""What follows is not the main predicate, or is none of the present."""
_NAME = r"^\W*(?:(?:[A-Z][\w'.\-]*|of|for|and|the|to)(?:[\s,/&()\-]+|$)){1,7}\W*$"

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH = rf"(?i)\b((?:{_MONTHS})\s+(?:19|20)\d\d)\b"
_FIGURES = r"\b(\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d)\b"


def kind_of(clause: str) -> pl.Expr:
    """The kind (String, one of `KINDS`) of the clauses in the column `clause`."""
    printed = pl.col(clause)
    whole = printed.str.to_lowercase()
    asserted = _without(_without(whole, _NOT_ONLY, " "), _CONDITION, " ")
    settled = asserted
    for taken_back in (_SLIPPED, _MODAL, _ONLY_BEGUN, _ONLY_AHEAD, _ONLY_SAID, _ADJECTIVE):
        settled = _without(settled, taken_back)
    deed = _has(_without(settled, _USUAL), _DEED)
    order: list[tuple[pl.Expr, str]] = [
        (whole.str.ends_with("?") | whole.str.contains(r"^['\"]"), "nothing"),
        (_has(whole, _NO_ANSWER), "no_answer"),
        (_has(whole, _ACKNOWLEDGED), "acknowledged"),
        (_has(whole, _POINTER), "pointer"),
        (_has(asserted, _NOTHING_LEFT), "done"),
        (_has(asserted, _GAP), "gap"),
        (_has(asserted, _RESOLVED_TO), "planned"),
        (_has(settled, _RESULT), "result"),
        (_has(asserted, _CLAIM), "claim"),
        (deed & _has(whole, _DRAFT), "under_way"),
        (deed & _has(settled, _DECISION), "decided"),
        (deed, "done"),
        (_has(asserted, _SLIPPED), "gap"),
        (_has(whole, _NORM), "norm"),
        (_has(settled.str.replace(_AFTER_MAIN, ""), _PRACTICE), "practice"),
        (_has(asserted, _UNDER_WAY), "under_way"),
        (_has(_without(whole, _BECAUSE, " "), _PLANNED), "planned"),
        (printed.str.contains(_NAME), "name"),
    ]
    found: pl.Expr = pl.lit("nothing")
    for fits, kind in reversed(order):
        found = pl.when(fits).then(pl.lit(kind)).otherwise(found)
    return found


def _has(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.contains(pattern.replace(r"\w", _LETTER))


def _without(text: pl.Expr, pattern: str, instead: str = " \u2026 ") -> pl.Expr:
    return text.str.replace_all(pattern.replace(r"\w", _LETTER), instead)


def dated(sentence: str, today: date) -> pl.Expr:
    """Whether the column `sentence` names a month or day, with its year, that had begun by `today`."""
    text = pl.col(sentence)
    month = pl.concat_str(pl.lit("1 "), text.str.extract(_MONTH)).str.replace_all(r"\s+", " ")
    first = month.str.to_titlecase().str.to_date("%d %B %Y", strict=False)
    figures = text.str.extract(_FIGURES).str.replace_all(".", "/", literal=True)
    day = figures.str.to_date("%d/%m/%Y", strict=False)
    return (pl.min_horizontal(first, day) <= pl.lit(today)).fill_null(value=False)
