"""What careful officers write is left in peace: nothing above a remark is said of any of these targets, alone or in a form."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.gathering import facts_of_target
from indicatorlang.lint.parts import rules
from indicatorlang.pipeline.checking import on_target

TARGETS = yaml.load(Path(__file__).with_name("clean_targets.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
EACH = [pytest.param(*row, id=f"{kind}-{' '.join(row)}") for kind, rows in TARGETS.items() for row in map(tuple, rows)]

PIECES = (
    *("≥", "<=", "以上", "以下", "不低于", "95", "0", "12.5", "%", "百分比", "万元", "个", "工作日", "2026年", "6月", "底", "前"),
    *("完成", "满意", "稳步", "提升", "等", "、", "，", "约", "左右", "XX", "**", "待定", "比上年", "增长", "无", "每", "季度"),
    *("满意度", "数量", "成本", "（", "）", "`", "-", "1/3", "at", "by", " "),
)
pieces = st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(max_size=20))


def said(name, text, op="", unit=""):
    facts = facts_of_target(text, name=name, op=op, unit=unit, year=2026)
    return [one for rule in rules().values() for one in on_target(rule, facts)]


@pytest.mark.parametrize(("name", "text", "op", "unit"), [pytest.param(*(*p.values, "", "")[:4], id=p.id) for p in EACH])
def test_nothing_above_a_remark_is_said(name, text, op, unit):
    assert [one.render() for one in said(name, text, op, unit) if one.severity is not Severity.INFO] == []


def test_there_are_many_and_some_are_remarked_on():
    assert len(EACH) >= 100
    assert {one.code for p in EACH for one in said(*p.values)} >= {"L105"}


@settings(max_examples=300, deadline=None)
@given(pieces, pieces)
def test_no_rule_raises_whatever_a_target_says(text, name):
    for one in said(name, text):
        assert one.zh()
        assert one.en()
