"""The checker finds what is wrong with histories in which something is wrong."""

from __future__ import annotations

import pytest

from tests.store.torture.serial import Done, anomalies

A = Done("a", 0, 1, {"x": [], "y": []}, ["x"])
B = Done("b", 2, 3, {"x": ["a"], "y": []}, ["x", "y"])


def test_a_history_of_one_after_the_other_is_fine() -> None:
    assert list(anomalies([A, B], ["c"], {"x": ["a", "b"], "y": ["b"]})) == []


def test_transactions_at_once_may_stand_in_any_order() -> None:
    one, two = Done("a", 0, 9, {"x": ["b"]}, ["x"]), Done("b", 1, 8, {"x": []}, ["x"])
    assert list(anomalies([one, two], [], {"x": ["b", "a"]})) == []


@pytest.mark.parametrize(
    ("done", "refused", "final", "what"),
    [
        ([A, B], [], {"x": ["b"], "y": ["b"]}, "lost: a"),
        ([A, B], [], {"x": ["a", "b", "b"], "y": ["b"]}, "twice"),
        ([A, B], [], {"x": ["a", "b"], "y": ["b", "z"]}, "nobody acknowledged"),
        ([A], ["b"], {"x": ["a", "b"], "y": []}, "refused, but there"),
        ([A, B], [], {"x": ["b", "a"], "y": ["b"]}, "never so"),
        # a stale read: it began after `a` had ended, and saw nothing of it
        ([A, Done("c", 2, 3, {"x": []}, ["y"])], [], {"x": ["a"], "y": ["c"]}, "no order"),
        # write skew: each read what the other wrote, before it was written
        (
            [Done("a", 0, 5, {"x": [], "y": []}, ["x"]), Done("b", 0, 5, {"x": [], "y": []}, ["y"])],
            [],
            {"x": ["a"], "y": ["b"]},
            "no order",
        ),
        # a lost update, as two who read the same and both wrote see it
        (
            [Done("a", 0, 5, {"x": []}, ["x"]), Done("b", 0, 5, {"x": []}, ["x"])],
            [],
            {"x": ["a", "b"]},
            "no order",
        ),
    ],
)
def test_what_cannot_be_is_told(
    done: list[Done], refused: list[str], final: dict[str, list[str]], what: str
) -> None:
    assert any(what in told for told in anomalies(done, refused, final))
