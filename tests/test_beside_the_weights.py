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


@pytest.mark.parametrize(
    ("actuals", "zh", "en"),
    [
        (
            {"数量": "500", "投诉": "0", "获奖": "1"},
            "另有加分2.00分，得分由 100.00 调整为 100.00（以分值合计为限）。",
            "beside the weights 2.00 added: 100.00 becomes 100.00, all weights being the limit",
        ),
        (
            {"数量": "10", "投诉": "9", "获奖": "0"},
            "另有扣分9.00分，得分由 2.00 调整为 0.00（扣完为止）。",
            "beside the weights 9.00 off: 2.00 becomes 0.00, nothing being left",
        ),
        (
            {"数量": "450", "获奖": "1"},
            "另有加分2.00分，得分由 90.00 调整为 92.00。扣分项有1项没有数据或数据待核，暂未扣分。",
            "beside the weights 2.00 added: 90.00 becomes 92.00; 1 deduction not known yet",
        ),
        ({"数量": "450"}, "扣分项有1项没有数据或数据待核，暂未扣分。", "1 deduction not known yet"),
    ],
)
def test_the_summary_tells_the_limits_of_the_total_and_what_is_not_known(actuals, zh, en):
    assessment = il.load_ruleset(RULES).evaluate(actuals, as_of="2019")
    assert zh in summary_lines(assessment, "zh")
    assert en in summary_lines(assessment, "en")


def test_the_summary_tells_the_score_before_rounding_where_that_is_graded():
    rules = il.load_ruleset(
        {
            **RULES,
            "profile": {"name": "mof-2020", "grade_on": "exact"},
            "funds": {"initial": "100 万元"},
            "weights": {"预算执行率": "10"},
            "indicators": [{**RULES["indicators"][0], "weight": "90"}],
        }
    )
    assessment = rules.evaluate({"数量": "450", "全年执行数": "89.96"}, as_of="2019")
    assert "总分 90.00／100.00，等级：良（按舍入前的得分89.996评定）。" in summary_lines(assessment, "zh")
    assert "total 90.00 of 100.00, grade 良 (good), of 89.996 before rounding" in summary_lines(assessment, "en")
    assert any(line.startswith("距“优”差0.004分") for line in summary_lines(assessment, "zh"))
