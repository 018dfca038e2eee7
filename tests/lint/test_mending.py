"""Edits that write into a ruleset: where they write, in whose spelling, in which quotes."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lint.gathering import facts_of_ruleset, facts_of_target
from indicatorlang.lint.mending import decide, insert_after, replace, spelled
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.syntax.from_yaml import parse_yaml
from tests.lint.test_rules import mended

CASES = yaml.load(Path(__file__).with_name("mending.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
WORDING = """项目名称: 示例街道图书角建设
预算年度: 2026
指标:
  - {{三级指标: 图书角, 指标值: {}, 分值: 10}}
"""


def first_target(text: str):
    root, told = parse_yaml(text, "r.yaml")
    assert root is not None
    assert [d.render() for d in told] == []
    ruleset, told = resolve_ruleset(root, text=text, file="r.yaml")
    assert ruleset is not None, [d.render() for d in told]
    return facts_of_ruleset(ruleset, root, text).rows[0].target


def after(text: str, edits) -> str:
    return mended(text, [attrs.evolve(Diagnostic(), edits=edits)])


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES["decided"]])
def test_what_decides_is_written_below_the_wording(case):
    facts = first_target(case["before"])
    text = after(case["before"], decide(facts, case["canonical"]))
    assert text == case["after"]
    if text != case["before"]:
        assert first_target(text).decided


def test_nothing_is_written_into_a_table():
    assert decide(facts_of_target("12个", name="图书角"), ">= 12 个") == ()


def test_a_key_that_has_a_value_is_not_written_again():
    fields = first_target(WORDING.format("12个")).fields
    assert fields is not None
    assert insert_after(fields, "wording", "weight", "12") == ()
    assert insert_after(fields, "note", "target", "12") == ()


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES["replaced"]])
def test_a_value_keeps_its_quotes(case):
    text = WORDING.format(case["before"])
    fields = first_target(text).fields
    assert fields is not None
    scalar = fields.scalar("wording")
    assert scalar is not None
    assert after(text, replace(scalar, case["text"])) == WORDING.format(case["after"])


@pytest.mark.parametrize("case", CASES["spelled"], ids=lambda case: case["text"] or "empty")
def test_quotes_stand_where_the_text_needs_them(case):
    assert spelled(case["text"]) == case["plain"]
    assert spelled(case["text"], flow=True) == case["flow"]


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co"), exclude_characters="\ufeff"),
        max_size=30,
    )
)
def test_whatever_is_spelled_reads_back(text):
    for flow in (False, True):
        way = spelled(text, flow=flow)
        root, told = parse_yaml(f"{{k: {way}}}\n" if flow else f"k: {way}\n")
        assert not told
        assert root.get("k").text == text
