"""What a project's summary says of bonuses and deductions, and which rules a profile's name stands for."""

from __future__ import annotations

import pickle

import pytest

import indicatorlang as il
from indicatorlang.reports.text import summary_lines

RULES = {
    "ruleset": "样例",
    "year": "2019",
    "measures": {
        "数量": {"unit": "家", "kind": "ytd"},
        "投诉": {"unit": "次", "kind": "ytd"},
        "获奖": {"unit": "项", "kind": "ytd"},
    },
    "indicators": [
        {"id": "1", "name": "甲", "target": "数量 >= 500 家", "weight": "100"},
        {"id": "2", "name": "投诉", "scoring": "每投诉一次扣1分"},
        {"id": "3", "name": "获奖", "scoring": "每获奖1项加2分"},
    ],
}


@pytest.mark.parametrize(
    ("actuals", "zh", "en"),
    [
        (
            {"数量": "450", "投诉": "3", "获奖": "1"},
            "另有加分2.00分、扣分3.00分，得分由 90.00 调整为 89.00。",
            "beside the weights 2.00 added, 3.00 off: 90.00 becomes 89.00",
        ),
        (
            {"数量": "450", "投诉": "3", "获奖": "0"},
            "另有扣分3.00分，得分由 90.00 调整为 87.00。",
            "beside the weights 3.00 off: 90.00 becomes 87.00",
        ),
        ({"数量": "450", "投诉": "0"}, "没有加分和扣分。", "no bonus, no deduction"),
    ],
)
def test_the_summary_tells_what_stands_beside_the_weights(actuals, zh, en):
    assessment = il.load_ruleset(RULES).evaluate(actuals, as_of="2019")
    assert zh in summary_lines(assessment, "zh")
    assert en in summary_lines(assessment, "en")
    assert any("已到期1项，得分 90.00／100.00" in line for line in summary_lines(assessment, "zh"))


def test_a_summary_says_nothing_of_rows_beside_the_weights_that_are_not_due():
    assessment = il.load_ruleset(RULES).evaluate({"数量": {"2019-06": "200"}}, as_of="2019-06-30")
    assert not any("加分" in line for line in summary_lines(assessment, "zh"))


def test_the_name_of_a_profile_means_the_plain_rules():
    rules = il.load_ruleset(
        {**RULES, "profile": {"name": "mof-2020", "scoring": "达标得分"}, "indicators": [RULES["indicators"][0]]}
    )
    assert float(rules.evaluate({"数量": "450"}, as_of="2019").score) == 0
    assert float(rules.evaluate({"数量": "450"}, as_of="2019", profile="mof-2020").score) == 90
    assert rules.with_profile(None) is rules
    plain = il.load_ruleset({**RULES, "profile": "hubei-reciprocal"})
    assert plain.with_profile("reciprocal") is plain
    assert plain.with_profile("hubei-reciprocal") is plain


def test_scored_rules_can_be_sent_to_another_process():
    rules = pickle.loads(pickle.dumps(il.load_ruleset(RULES)))
    assert float(rules.evaluate({"数量": "450", "投诉": "3", "获奖": "1"}, as_of="2019").score) == 89
