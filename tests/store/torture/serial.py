"""Is a history of transactions strictly serializable? Lists that are only appended to make it easy to say.

Every transaction reads some keys and appends its own name to some of them. From the final lists follows
the order of all writes of a key, from that which transaction must stand before which; a cycle, also with
the order of real time, means that no order of one after the other explains what was seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Done:
    """A transaction that was acknowledged: when it began and ended, what it read, where it appended."""

    name: str
    began: int
    ended: int
    read: Lists
    wrote: Sequence[str]


@dataclass(frozen=True)
class Seen:
    """What a reader saw at once."""

    began: int
    ended: int
    read: Lists


def anomalies(done: Sequence[Done], refused: Iterable[str], final: Lists) -> Iterator[str]:
    """Everything in the history that cannot be; nothing if it is strictly serializable."""
    names = {each.name for each in done}
    for key, values in final.items():
        if len(set(values)) < len(values):
            yield f"an append is twice in {key}"
    appended = {value for values in final.values() for value in values}
    if odd := appended & set(refused):
        yield f"refused, but there: {min(odd)}"
    if odd := appended - names - set(refused):
        yield f"nobody acknowledged it: {min(odd)}"
    for each in done:
        if any(each.name not in final[key] for key in each.wrote):
            yield f"lost: {each.name}"
        if any(list(final[key][: len(values)]) != list(values) for key, values in each.read.items()):
            yield f"read what was never so: {each.name}"
    if knot := _cycle(_edges(done, final)):
        yield f"no order explains it: {' -> '.join(knot[:8])}"


def _edges(done: Sequence[Done], final: Lists) -> dict[str, set[str]]:
    """Which transaction stands before which others: writes, reads, and the time on the wall."""
    edges: defaultdict[str, set[str]] = defaultdict(set)
    for values in final.values():
        for before, after in pairwise(values):
            edges[before].add(after)
    for each in done:
        for key, values in each.read.items():
            if values:
                edges[values[-1]].add(each.name)
            if len(values) < len(final[key]):
                edges[each.name].add(final[key][len(values)])
    for name in edges:
        edges[name].discard(name)
    _add_time(edges, done)
    return edges


def _add_time(edges: defaultdict[str, set[str]], done: Sequence[Done]) -> None:
    """One before the other if it ended before the other began, through moments that form a chain."""
    by_end = sorted(done, key=lambda each: each.ended)
    for place, each in enumerate(by_end):
        edges[each.name].add(f"moment {place}")
        edges[f"moment {place}"].add(f"moment {place + 1}")
    place = -1
    for each in sorted(done, key=lambda each: each.began):
        while place + 1 < len(by_end) and by_end[place + 1].ended < each.began:
            place += 1
        if place >= 0:
            edges[f"moment {place}"].add(each.name)


def _cycle(edges: Mapping[str, set[str]]) -> list[str]:
    """A cycle, or nothing; without recursion, for histories are long."""
    state: dict[str, int] = {}
    for start in list(edges):
        if start in state:
            continue
        path, state[start] = [(start, iter(sorted(edges.get(start, ()))))], 1
        while path:
            name, rest = path[-1]
            follower = next(rest, None)
            if follower is None:
                state[name] = 2
                path.pop()
            elif state.get(follower) == 1:
                names = [n for n, _ in path]
                return [*names[names.index(follower) :], follower]
            elif follower not in state:
                state[follower] = 1
                path.append((follower, iter(sorted(edges.get(follower, ())))))
    return []
