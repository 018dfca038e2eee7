"""What a change of a target does to evaluation: one plan a time, the same results as ever for the time before it."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest

import indicatorlang as il
from indicatorlang.reports.csv_template import csv_template

FIRST = dt.date(2019, 8, 15)
SECOND = dt.date(2019, 11, 1)
RULESET = {
    "ruleset": "样例",
    "year": "2019",
    "scales": {"市民评价": ["很满意", "满意", "较满意", "一般", "不满意"]},
    "measures": {"数量": {"unit": "家", "kind": "ytd"}, "签约数": {"kind": "ytd"}, "评价": {"scale": "市民评价"}},
    "indicators": [
        {"id": "1", "name": "六月底", "target": "数量 >= 150 家 by 2019-06-30", "weight": "30"},
        {
            "id": "2",
            "name": "年底",
            "wording": "500家",
            "target": "数量 >= 500 家 by 2019-12-31",
            "weight": "50",
            "adjusted": [
                {"approved": str(SECOND), "wording": "签约400家", "target": "签约数 >= 400 家", "weight": "40"},
                {"approved": str(FIRST), "wording": "450家"},
            ],
        },
        {
            "id": "3",
            "name": "评价",
            "target": "评价 >= 满意",
            "weight": "20",
            "adjusted": [{"approved": str(FIRST), "target": "评价 >= 较满意"}],
        },
    ],
}
ACTUALS = [
    {"指标": "数量", "期间": "2019-06", "实际值": "156", "佐证材料": "验收单"},
    {"指标": "数量", "期间": "2019-09", "实际值": "270"},
    {"指标": "签约数", "期间": "2019-06", "实际值": "100", "佐证材料": "合同"},
    {"指标": "评价", "期间": "2019-06", "实际值": "较满意"},
]


def rules_of(ruleset):
    return il.load_ruleset(copy.deepcopy(ruleset))


def without_changes():
    ruleset = copy.deepcopy(RULESET)
    for row in ruleset["indicators"]:
        row.pop("adjusted", None)
    return ruleset


def facts(rules, as_of):
    drawn = rules.evaluate(ACTUALS, as_of=as_of).to_dict()
    drawn["ruleset"].pop("digest")
    drawn["diagnostics"] = [found for found in drawn["diagnostics"] if found["file"] is None or "ruleset" not in found["file"]]
    return drawn


@pytest.mark.parametrize("as_of", ["2019-03-31", "2019-06-30", "2019-08-14"])
def test_an_earlier_date_comes_to_what_it_came_to_without_the_change(as_of):
    assert facts(rules_of(RULESET), as_of) == facts(rules_of(without_changes()), as_of)


def test_the_day_of_approval_is_the_first_day_of_the_change():
    rules = rules_of(RULESET)
    assert facts(rules, str(FIRST)) != facts(rules_of(without_changes()), str(FIRST))
    wordings = [rules.evaluate(ACTUALS, as_of=day)["2"].indicator.wording for day in ("2019-08-14", str(FIRST), str(SECOND))]
    assert wordings == ["500家", "450家", "签约400家"]


def test_there_is_one_plan_a_time():
    plan = rules_of(RULESET).plan
    assert [day for day, _ in plan.later] == [FIRST, SECOND]
    assert plan.at(FIRST - dt.timedelta(days=1)) is plan
    assert [i.weight for i in plan.at(SECOND).ruleset.indicators] == [30, 40, 20]
    assert plan.at(FIRST).inputs["2"][0] == "数量"
    assert plan.at(SECOND).inputs["2"][0] == "签约数"
    assert [stage.bound.number for stage in plan.at(FIRST).stages["数量"]] == [150, 450]


def test_a_plan_with_changes_travels():
    rules = rules_of(RULESET)
    again = pickle.loads(pickle.dumps(rules))
    assert again.plan == rules.plan
    assert facts(again, "2019-09-30") == facts(rules, "2019-09-30")


def test_the_order_of_the_changes_in_the_file_changes_nothing():
    turned = copy.deepcopy(RULESET)
    turned["indicators"][1]["adjusted"].reverse()
    for day in ("2019-06-30", "2019-09-30", "2019-12-31"):
        assert facts(rules_of(turned), day) == facts(rules_of(RULESET), day)


def test_the_form_to_fill_in_shows_what_was_approved_last_and_asks_for_all_measures():
    text = csv_template(rules_of(RULESET).ruleset)
    assert "2,年底,签约400家,40" in text
    assert "数量,2019-" in text
    assert "签约数,2019-" in text
