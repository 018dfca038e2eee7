"""A target that stands alone is read as the file that holds nothing else."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.resolve import from_syntax
from indicatorlang.resolve.from_syntax import resolve_single
from indicatorlang.syntax.from_text import strict_target
from indicatorlang.syntax.to_text import to_text
from tests.strategies import conditions

ROOT = Path(__file__).resolve().parents[1]


def told(text, **said):
    """Everything a target comes to, places too, and whether it was read at once."""
    at_once: list[bool] = []

    def watched(*given):
        made = from_syntax_at_once(*given)
        at_once.append(made is not None)
        return made

    from_syntax_at_once = from_syntax.resolve_at_once
    from_syntax.resolve_at_once = watched
    try:
        ruleset, found = resolve_single(text, **said)
    finally:
        from_syntax.resolve_at_once = from_syntax_at_once
    return everything(ruleset, found), any(at_once)


def by_a_file(text, **said):
    at_once = from_syntax.resolve_at_once
    from_syntax.resolve_at_once = lambda *given: None
    try:
        return everything(*resolve_single(text, **said))
    finally:
        from_syntax.resolve_at_once = at_once


def everything(ruleset, found):
    rows = () if ruleset is None else ruleset.indicators
    places = [(row.place, row.place.snippet, [(d.place, d.place.snippet) for d in row.assumed]) for row in rows]
    return repr(ruleset), ruleset, found, [(d.place, d.place.snippet) for d in found], places


def texts_of(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from texts_of(value)
    elif isinstance(node, list):
        for item in node:
            yield from texts_of(item)


def strict_texts():
    files = sorted((ROOT / "conformance" / "targets").glob("*.yaml")) + sorted((ROOT / "corpus" / "bad").glob("**/*.yaml"))
    found: dict[str, None] = {}
    for file in files:
        try:
            found |= dict.fromkeys(texts_of(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)))
        except yaml.YAMLError:
            continue
    return [text for text in found if len(text) < 200 and strict_target(text) is not None]


def test_the_targets_of_the_cases_come_to_the_same():
    texts = strict_texts()
    assert len(texts) > 100
    quick = 0
    for text in texts:
        for said in ({}, {"name": "服务对象投诉率", "year": 2019, "weight": "12.5"}):
            made, at_once = told(text, **said)
            assert made == by_a_file(text, **said), text
            quick += at_once
    assert quick > len(texts)  # more than half of the readings


@given(conditions().map(to_text), st.sampled_from(("", "甲", "投诉率", " 名 ", "「")), st.sampled_from((None, 2000, 2019)))
@example("微菜场数量 == 500 家 by 2019-12", "", None)
@example("甲 == 0 蛐", "", None)
@example("甲 >= 5 元 and 甲 <= 3 家", "", None)
def test_any_target_comes_to_the_same(text, name, year):
    said = {"name": name, "year": year}
    assert told(text, **said)[0] == by_a_file(text, **said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("预算执行率 >= 90%", {"weight": "-1"}),
        ("预算执行率 >= 90%", {"weight": "十"}),
        ("预算执行率 >= 90%", {"name": " "}),
        ("预算执行率 >= 90%", {"year": 0}),
        ("预算执行率 >= 90%", {"unit": "家"}),
        ("预算执行率 >= 90%", {"measure": "执行率"}),
        ("预算执行率 >= 90%", {"profile": "strict"}),
        ("每年 >= 1 次", {}),
        ("95%以上", {}),
        ("甲 >= 5 元 + 3 家", {}),
        ("甲 grows over 前年", {}),
        ("甲 >= 较满意 on 市民评价", {}),
    ],
)
def test_what_leaves_something_open_is_read_as_a_file(text, said):
    made, at_once = told(text, **said)
    assert not at_once
    assert made == by_a_file(text, **said)


def test_a_plain_target_is_read_at_once():
    for text in ("预算执行率 >= 90%", "数量 == 500 家 by 2019-12", "满意度 in [90%, 100%]", "平台升级 done by 2019-12-31"):
        assert told(text)[1], text


def test_one_target_leaves_nothing_behind_for_the_next():
    alone = [repr(il.compile(text).ruleset) for text in ("甲 >= 5 家", "甲 >= 5 元")]
    together = [repr(il.compile(text).ruleset) for text in ("甲 >= 5 元", "甲 >= 5 家", "甲 >= 5 元")][1:]
    assert alone == together


def test_a_compiled_rule_travels_and_makes_its_plan_where_it_is_used():
    rule = il.compile("预算执行率 >= 90%", weight=10)
    before = pickle.dumps(rule)
    assert rule("87%").verdict == "missed"
    for sent in (before, pickle.dumps(rule)):
        again = pickle.loads(sent)
        assert again == rule
        assert again("87%") == rule("87%")
        assert again.rules == rule.rules
