"""What can be typed after `:` (places, ids, row numbers, verbs), what it does, and what Tab offers there and in the filter."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from slough_tui.errors import UsageError
from slough_tui.model.kinds import table_of
from slough_tui.views.conditions import parted
from slough_tui.views.moments import moment
from slough_tui.views.ordering import Key
from slough_tui.views.places import BY_NAME, PLACES, find_place
from slough_tui.views.sifting import column_of

if TYPE_CHECKING:
    from slough_tui.tui.prompt import Prompt
    from slough_tui.tui.session import Session

WITH_WORDS = ("filter", "sort", "as-of", "find", "view")
"""Commands that take the rest of the line."""
MOST_OFFERS = 200


def execute(session: Session, line: str) -> None:
    """Do what a line says. UsageError if it says nothing that can be done."""
    from slough_tui.tui.verbs import named

    line = line.strip()
    word, _, rest = line.partition(" ")
    if not line:
        return
    if word in WITH_WORDS and (rest or word in {"sort", "view"}):
        _with_words(session, word, rest.strip())
    elif line.isascii() and line.isdigit() and session.table is not None:
        session.record = None
        session.table.go(int(line[:12]) - 1)
    elif table_of(line) is not None:
        go_to_record(session, line)
    elif (verb := named(word)) is not None and not rest:
        if session.mode not in verb.modes:
            raise UsageError(f"{word} cannot be done here")
        session.run(verb)
    elif (place := find_place(line)) is not None:
        session.enter(place)
    else:
        _unknown(word)


def _unknown(word: str) -> None:
    from slough_tui.tui.verbs import verbs

    known = [*WITH_WORDS, *(place.name for place in PLACES), *(verb.name for verb in verbs() if verb.palette)]
    near = difflib.get_close_matches(word, known, n=1)
    raise UsageError(
        f"There is no command {word}", hint=f"did you mean {near[0]}?" if near else "Tab shows what there is"
    )


def _with_words(session: Session, word: str, rest: str) -> None:
    from slough_tui.tui.verbs import viewing
    from slough_tui.tui.verbs.sifting import search

    table = session.table
    if word == "as-of":
        session.reload(moment(rest, session.today))
    elif word == "view":
        viewing.command(session, rest)
    elif table is None:
        raise UsageError("This place is still being read", hint="try again in a moment")
    elif word == "filter":
        session.record = None
        table.sift(rest)
    elif word == "find":
        session.searched = rest
        search(session, rest)
    else:
        table.sort(sort_keys(session, rest))


def sort_keys(session: Session, text: str) -> tuple[Key, ...]:
    """`due desc, ref` as keys. UsageError for a column that is not there."""
    keys: list[Key] = []
    for part in (part.split() for part in text.split(",")):
        if not part:
            continue
        downwards = part[-1].lower() in {"desc", "down"}
        name = "_".join(part[:-1] if downwards or part[-1].lower() in {"asc", "up"} else part)
        keys.append(Key(column_of(session.place.table, name.lower()).name, downwards))
    return tuple(keys)


def go_to_record(session: Session, record: str) -> None:
    """Go to a record's place, put the cursor on it and open it. UsageError if it is not there."""
    table = table_of(record)
    if table is None or not session.open(table.name, record):
        raise UsageError(f"{record} is not in this register as of this date")
    opened = session.record
    session.enter(BY_NAME[table.name])
    session.record = opened
    if session.table is not None and not session.table.go_to(record) and session.table.grid.filter:
        session.table.sift("")
        session.table.go_to(record)
    session.arrange()


def completions(session: Session, prompt: Prompt) -> tuple[str, ...]:
    """Whole lines that what is typed could become."""
    typed = prompt.text[: prompt.at]
    if prompt.kind == "filter":
        return _filter_offers(session, typed)
    return _command_offers(session, typed) if prompt.kind == "command" else ()


def _filter_offers(session: Session, typed: str) -> tuple[str, ...]:
    _, sql, begins = parted(typed)
    if begins < len(typed) or sql:
        return tuple(typed[:begins] + offer for offer in condition_offers(session, sql))
    found = re.search(r'[^\s"]*(?:"[^"]*"?)?$', typed)
    start = found.start() if found else len(typed)
    before, word = typed[:start], typed[start:]
    mark, word = ("!", word[1:]) if word.startswith("!") else ("", word)
    asked = re.match(r"(\w+)(:|!?=)(.*)", word)
    columns = session.place.table.columns
    if asked:
        head = asked[1] + asked[2]
        begun = asked[3].removeprefix('"').lower()
        known = [v for v in _values(session, asked[1].lower()) if v.lower().startswith(begun)]
        words = [v for v in ("none", "any") if v.startswith(begun)] if asked[2] == ":" else []
        offers = [head + (f'"{v}"' if re.search(r"[\s|]", v) else v) for v in known if '"' not in v]
        offers += [head + v for v in words]
    else:
        offers = [f"{c.name}:" for c in columns if c.name.startswith(word)]
    return tuple(f"{before}{mark}{offer}" for offer in offers)


def condition_offers(session: Session, sql: str) -> tuple[str, ...]:
    """What an SQL condition could go on with: columns, after a comparison the values of that column, functions."""
    from slough_tui.engine.rules.functions import FUNCTIONS

    word = re.search(r"'[^']*$" if sql.count("'") % 2 else r"[\w:]*$", sql)
    begun = word[0] if word else ""
    before = sql[: len(sql) - len(begun)]
    compared = re.search(r"(\w+)\s*(?:=|<>|!=|<=|>=|<|>|\bin\s*\((?:[^()]*,)?)\s*$", before, re.IGNORECASE)
    frame = session.frames.get(session.place.name)
    offers: list[str] = []
    if compared and frame is not None and compared[1].lower() in frame.columns:
        offers += _quoted_values(session, compared[1].lower())
        offers += [":today"] if session.place.table.column(compared[1].lower()).type == "date" else []
    offers += session.place.table.names
    offers += [*(f"{function}(" for function in FUNCTIONS), "and ", "or ", "not ", "is null", ":today"]
    return tuple(before + offer for offer in dict.fromkeys(offers) if offer.lower().startswith(begun.lower()))


def _values(session: Session, name: str) -> list[str]:
    """The words of a column's vocabulary, else the values that it holds, the commonest first."""
    column = next((c for c in session.place.table.columns if c.name == name), None)
    if column is None or column.vocabulary:
        return list(column.vocabulary or ()) if column else []
    frame = session.frames.get(session.place.name)
    if column.type != "str" or frame is None or name not in frame.columns:
        return []
    counts = frame.get_column(name).drop_nulls().value_counts(sort=True)
    return [value for value in counts.get_column(name).head(MOST_OFFERS).to_list() if value.isprintable()]


def _quoted_values(session: Session, name: str) -> list[str]:
    return ["'" + value.replace("'", "''") + "'" for value in _values(session, name)]


def _command_offers(session: Session, typed: str) -> tuple[str, ...]:
    from slough_tui.tui.verbs import verbs

    word, space, rest = typed.partition(" ")
    if word == "filter" and space:
        return tuple(f"filter {offer}" for offer in _filter_offers(session, rest))
    if word == "sort" and space:
        head, comma, last = rest.rpartition(",")
        names = [c.name for c in session.place.table.columns if c.name.startswith(last.strip())]
        return tuple(f"sort {head}{comma}{' ' if comma else ''}{name}" for name in names)
    if word == "view" and space:
        names = [f"view {view.name}" for view in session.shelf.views()]
        return tuple(name for name in [*names, "view save "] if name.startswith(typed))
    if table_of(typed) is not None:
        return _record_offers(session, typed)
    mode = "record" if session.record is not None else "table"
    doable = (verb.name for verb in verbs() if verb.palette and mode in verb.modes and verb.group != "Places")
    known = dict.fromkeys([*(place.name for place in PLACES), *WITH_WORDS, *doable])
    return tuple(name for name in known if name.startswith(typed))


def _record_offers(session: Session, typed: str) -> tuple[str, ...]:
    table = table_of(typed)
    frame = session.frames.get(table.name) if table else None
    if frame is None:
        return ()
    import polars as pl

    ids = frame.lazy().select("id").filter(pl.col("id").str.starts_with(typed)).sort("id").head(MOST_OFFERS)
    return tuple(str(name) for (name,) in ids.collect().rows())
