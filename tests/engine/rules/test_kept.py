"""What is kept of rule files says what the files say, or nothing at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from slough_tui.engine.rules import kept, load
from slough_tui.engine.rules.load import load_rules
from slough_tui.settings import bundled

if TYPE_CHECKING:
    from pathlib import Path

    from slough_tui.engine.rules.rule import Rule

RULE = """
id = "ABC001"
title = "Late"
table = "plan_actions"
severity = "error"
[thresholds]
from = 2023-04-01
share = 1.0
words = ["a", "b"]
[condition]
when = "due < :from AND page > :share"
[message]
text = "{ref} is late"
fix = "Mend it."
why = "So."
[[example]]
given = { due = 2023-01-01, page = 2 }
expect = "finding"
[[example]]
given = { due = 2024-01-01 }
expect = "clear"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "rules"
    path.mkdir()
    (path / "late.toml").write_text(RULE, encoding="utf-8")
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "rules.json"


def plain(rules: tuple[Rule, ...]) -> list[tuple[Rule, object]]:
    return [(replace(rule, examples=()), list(rule.examples)) for rule in rules]


def test_every_shipped_rule_is_the_same_from_the_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_rules([bundled("rules")], cache=cache)
    with monkeypatch.context() as patch:
        patch.setattr(load, "_parsed", lambda *_: pytest.fail("a file was parsed again"))
        again = load_rules([bundled("rules")], cache=cache)
    assert len(again.rules) > 100
    assert plain(again.rules) == plain(first.rules) == plain(load_rules([bundled("rules")]).rules)


def test_dates_and_kinds_of_number_come_back_as_they_were(folder: Path, cache: Path) -> None:
    for _ in range(2):
        (rule,) = load_rules([folder], cache=cache).rules
        assert rule.thresholds == {"from": date(2023, 4, 1), "share": 1.0, "words": ("a", "b")}
        assert isinstance(rule.thresholds["share"], float)
        assert len(rule.examples) == 2
        assert rule.examples[0].tables["plan_actions"][0]["due"] == date(2023, 1, 1)


def test_a_rule_that_changed_is_read_anew_and_what_it_was_is_kept_too(folder: Path, cache: Path) -> None:
    (was,) = load_rules([folder], cache=cache).rules
    (folder / "late.toml").write_text(RULE.replace("Late", "Later"), encoding="utf-8")
    assert load_rules([folder], cache=cache).rules[0].title == "Later"
    assert kept.read(cache).keys() == {was.sha256, load_rules([folder]).rules[0].sha256}


def test_of_earlier_runs_no_more_than_so_many_are_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for number in range(5):
        (folder / "late.toml").write_text(RULE.replace("Late", f"Late {number}"), encoding="utf-8")
        load_rules([folder], cache=cache)
    assert [said["title"] for said in kept.read(cache).values()] == ["Late 2", "Late 3", "Late 4"]


@pytest.mark.parametrize("content", [b"", b"form x\nabc", b"\xff\xfe", b"\0" * 100, b"\n{}", b"[]"])
def test_a_cache_of_anything_else_is_as_good_as_none(folder: Path, cache: Path, content: bytes) -> None:
    cache.parent.mkdir()
    cache.write_bytes(content)
    assert kept.read(cache) == {}
    (folder / "late.toml").write_text(RULE.replace('"error"', '"fatal"'), encoding="utf-8")
    assert len(load_rules([folder], cache=cache).errors) == 1


def test_a_flipped_bit_is_seen(folder: Path, cache: Path) -> None:
    load_rules([folder], cache=cache)
    whole = cache.read_bytes()
    assert kept.read(cache)
    for place in range(0, len(whole), 7):
        cache.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert kept.read(cache) == {}, place
    assert load_rules([folder], cache=cache).rules[0].when == "due < :from AND page > :share"


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_cache_that_others_may_write_is_not_believed(folder: Path, cache: Path, mode: int) -> None:
    load_rules([folder], cache=cache)
    assert cache.stat().st_mode & 0o777 == 0o600
    cache.chmod(mode)
    assert kept.read(cache) == {}


def test_another_form_judges_anew(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_rules([folder], cache=cache)
    stamp = kept._stamp
    monkeypatch.setattr(kept, "_stamp", lambda said: stamp(said + b"another"))
    assert kept.read(cache) == {}


def test_examples_are_not_kept(folder: Path, cache: Path) -> None:
    load_rules([folder], cache=cache)
    (said,) = json.loads(cache.read_bytes().partition(b"\n")[2]).values()
    assert said["example"] == 2
