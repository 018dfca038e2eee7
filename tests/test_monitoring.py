"""What the reports say of what is ahead: lights, forecasts, and how far it is to the next grade."""

from __future__ import annotations

import pytest

import indicatorlang as il
from indicatorlang.reports.monitoring import monitoring_lines, nearest_lines, recovery_lines

ROWS = [
    {"id": "1", "name": "甲指标", "target": "甲 >= 100 家 by 2019-06-30", "weight": 20},
    {"id": "2", "name": "乙指标", "target": "乙 >= 100 家", "weight": 50},
    {"id": "3", "name": "丙指标", "target": "丙 >= 100 家", "weight": 30},
]
KINDS = {name: {"unit": "家", "kind": "ytd"} for name in "甲乙丙"}


def assessed(values: dict[str, str], as_of: str, forecasts: dict[str, str] | None = None) -> il.Assessment:
    rules = il.load_ruleset({"ruleset": "样例", "year": 2019, "measures": KINDS, "indicators": ROWS})
    rows = [
        {"measure": name, "period": as_of[:7], "value": value, "forecast": (forecasts or {}).get(name, "")}
        for name, value in values.items()
    ]
    if as_of.startswith("2019-12"):
        rows.append({"measure": "甲", "period": "2019-06", "value": values["甲"]})
    return rules.evaluate(rows, as_of=as_of)


def test_half_a_year_says_what_is_ahead():
    found = assessed({"甲": "90", "乙": "50", "丙": "35"}, "2019-06-30", {"乙": "100", "丙": "90"})
    assert monitoring_lines(found) == ["未到期指标进度：黄灯1项、绿灯1项。", "按填报单位的全年预计，第3项不能达标，1项可以达标。"]
    assert recovery_lines(found) == [
        "未到期指标全部达标时得分 98.00，可评“优”，其间最多还可失8.00分（已失2.00分，时点已过）。",
        "按进度或预计有失分风险：第3项，分值合计 30.00。",
    ]
    assert monitoring_lines(found, "en") == [
        "rows not due: yellow 1, green 1",
        "by their own forecasts #3 will miss, 1 will be met",
    ]


def test_a_grade_that_is_out_of_reach_is_said_first():
    found = assessed({"甲": "40", "乙": "50", "丙": "50"}, "2019-06-30")
    assert recovery_lines(found) == [
        "“优”已不可能（已失12.00分，时点已过）；未到期指标全部达标时得分 88.00，可评“良”，其间最多还可失8.00分。"
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"甲": "100", "乙": "70", "丙": "100"},
            "距“优”差5.00分，追回下列一项即可：第2项（失15.00分，时点已过，完成80家、得40.00分即够）。这些指标时点已过，得分不再变动，供下年度参考。",
        ),
        (
            {"甲": "100", "乙": "70", "丙": "60"},
            (
                "距“良”差7.00分，追回下列任一项即可：第3项（失12.00分，时点已过，完成84家、得25.00分即够）、"
                "第2项（失15.00分，时点已过，完成84家、得42.00分即够）。这些指标时点已过，得分不再变动，供下年度参考。"
            ),
        ),
        (
            {"甲": "60", "乙": "60", "丙": "60"},
            "距“良”差20.00分，追回下列一项即可：第2项（失20.00分，时点已过）。这些指标时点已过，得分不再变动，供下年度参考。",
        ),
    ],
)
def test_a_year_that_is_over_says_how_far_it_is_to_the_next_grade(values, said):
    assert recovery_lines(assessed(values, "2019-12-31")) == [said]


def test_the_best_grade_has_nothing_to_say():
    assert recovery_lines(assessed({"甲": "100", "乙": "100", "丙": "100"}, "2019-12-31")) == []


def test_of_several_projects_the_nearest_come_first():
    far, near = (assessed({"甲": "100", "乙": value, "丙": "100"}, "2019-12-31") for value in ("62", "78"))
    assert nearest_lines([("远", far), ("近", near)]) == [
        "近：距“优”差1.00分，最少追回1项。",
        "远：距“优”差9.00分，最少追回1项。",
    ]
    assert nearest_lines([("near", near)], "en") == ["near: 1.00 points short of 优 (excellent), 1 row at least"]


def test_a_row_that_is_lost_may_still_earn_a_part():
    """One case of ten is late: every one was demanded, so the row cannot be met, and may still earn nearly all of its points."""
    rules = il.load_ruleset(
        {
            "ruleset": "样例",
            "year": 2019,
            "records": {"台账": {"date": "受理", "columns": {"受理": "date", "办结": "date"}}},
            "measures": {"时效": {"records": "台账", "formula": "workdays(受理, 办结)"}, "数": {"unit": "家", "kind": "ytd"}},
            "indicators": [
                {"id": "1", "name": "办理时效", "target": "时效 <= 2 工作日", "weight": 60},
                {"id": "2", "name": "数量", "target": "数 >= 10 家", "weight": 40},
            ],
        }
    )
    records = {"台账": [{"受理": "2019-03-04", "办结": "2019-03-08"}, {"受理": "2019-03-11", "办结": "2019-03-12"}]}
    found = rules.evaluate({"数": {"2019-06": 5}}, records=records, as_of="2019-06-30")
    assert recovery_lines(found)[0] == (
        "第1项已不可能达标，仍可得部分分；其余未到期指标全部达标时得分低于100.00，最高可评“优”，其间最多还可失10.00分。"
    )
    assert recovery_lines(found, "en")[0].startswith(
        "#1 cannot be met any more and may still earn a part; with all else that is not due met: below 100.00, grade 优"
    )
    strict = rules.evaluate({"数": {"2019-06": 5}}, records=records, as_of="2019-06-30", profile="strict")
    assert recovery_lines(strict)[0].startswith("“中”已不可能；未到期指标全部达标时得分 40.00")


def test_a_forecast_is_not_completed_by_what_was_reported_later():
    """Fifteen checks are foretold; how many are planned for the whole year is not known in September."""
    rules = il.load_ruleset(
        {
            "ruleset": "样例",
            "year": 2019,
            "measures": {name: {"unit": "次", "kind": "ytd"} for name in ("实际", "计划")},
            "indicators": [{"id": "1", "name": "检查", "target": "实际 / 计划 >= 100%", "weight": 100}],
        }
    )
    rows = [
        {"measure": "实际", "period": "2019-09", "value": "12", "forecast": "15"},
        {"measure": "计划", "period": "2019-09", "value": "12"},
        {"measure": "计划", "period": "2019-12", "value": "16"},
    ]
    assert rules.evaluate(rows, as_of="2019-09-30")["1"].forecast_result is None
    approved = [rows[0], {"measure": "计划", "value": "16"}]  # holds at every date
    assert str(rules.evaluate(approved, as_of="2019-09-30")["1"].forecast_result.verdict) == "missed"
