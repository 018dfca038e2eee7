"""The JSON of `eval` holds every field that callers were promised, under its name and of its kind; it may hold more."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

import indicatorlang as il

TEXT, NUMBER, TRUTH, NOTHING = str, (int, Decimal), bool, type(None)
QUANTITY = {"value": TEXT, "unit": TEXT}
STEP: dict[str, Any] = {"code": TEXT, "label": TEXT, "text": TEXT, "steps": list}
INPUT = {
    "measure": TEXT,
    "period": (TEXT, NOTHING),
    "kind": (TEXT, NOTHING),
    "value": (TEXT, NOTHING),
    "unit": (TEXT, NOTHING),
    "source": {"file": (TEXT, NOTHING), "sheet": (TEXT, NOTHING), "row": (int, NOTHING), "column": (TEXT, NOTHING)},
}
NEED = {
    "way": int,
    "measure": TEXT,
    "period": (TEXT, NOTHING),
    "kind": (TEXT, NOTHING),
    "op": TEXT,
    "value": TEXT,
    "unit": (TEXT, NOTHING),
}
RESULT: dict[str, Any] = {
    "id": TEXT,
    "name": TEXT,
    "path": [TEXT],
    "wording": TEXT,
    "target": (TEXT, NOTHING),
    "canonical": (TEXT, NOTHING),
    "verdict": TEXT,
    "score": (*NUMBER, NOTHING),
    "weight": NUMBER,
    "fraction": (*NUMBER, NOTHING),
    "gap": (QUANTITY, NOTHING),
    "exceeded": TRUTH,
    "actual": ({"value": (TEXT, NOTHING), "unit": (TEXT, NOTHING), "aggregate": (TEXT, NOTHING), "inputs": [INPUT]}, NOTHING),
    "due": (TEXT, NOTHING),
    "recoverable": (TRUTH, NOTHING),
    "pace": ({"colour": (TEXT, NOTHING), "index": (*NUMBER, NOTHING), "expected": (QUANTITY, NOTHING)}, NOTHING),
    "milestones": [{"by": TEXT, "target": QUANTITY, "verdict": TEXT, "actual": (QUANTITY, NOTHING), "gap": (QUANTITY, NOTHING)}],
    "needed": [NEED],
    "parts": list,
    "reason": (TEXT, NOTHING),
    "reason_missing": TRUTH,
    "evidence": (TEXT, NOTHING),
    "forecast": (TEXT, NOTHING),
    "note": (TEXT, NOTHING),
    "assumed": [{"code": TEXT, "message": TEXT}],
    "explanation": {"headline": TEXT, "text": TEXT, "steps": [STEP]},
}
DIAGNOSTIC = {
    "code": TEXT,
    "severity": TEXT,
    "message": TEXT,
    "help": (TEXT, NOTHING),
    "file": (TEXT, NOTHING),
    "line": (int, NOTHING),
    "column": (int, NOTHING),
}
ASSESSMENT: dict[str, Any] = {
    "schema": TEXT,
    "engine": TEXT,
    "as_of": TEXT,
    "as_of_assumed": TRUTH,
    "profile": TEXT,
    "calendar": TEXT,
    "ruleset": {"name": TEXT, "code": (TEXT, NOTHING), "file": (TEXT, NOTHING), "digest": TEXT},
    "score": NUMBER,
    "raw_score": NUMBER,
    "max_score": NUMBER,
    "weight": NUMBER,
    "provisional": TRUTH,
    "interval": (list, NOTHING),
    "grade": (TEXT, NOTHING),
    "vetoes": [{"indicator": TEXT, "effect": TEXT, "group": (TEXT, NOTHING), "on": [TEXT]}],
    "results": [RESULT],
    "diagnostics": [DIAGNOSTIC],
}
RULESET = """
ruleset: 甲
code: "007"
year: 2019
measures:
  数量: {unit: 家, kind: ytd}
  投诉: {unit: 件, kind: period}
  次数: {unit: 人次, kind: period}
  方案: {kind: done_date}
  评价: {scale: 三档}
indicators:
  - {id: 1, level1: 产出, level2: 数量, name: 数量, wording: 500家, target: "数量 >= 150 家 by 2019-06, 500 家 by 2019-12", weight: 20}
  - {id: 2, level1: 产出, name: 投诉率, wording: 低于万分之一, measure: 投诉 / 次数, weight: 20}
  - {id: 3, level1: 产出, name: 方案, target: 方案 done by 2019-03-31, weight: 20, veto: {effect: group, on: [missed]}}
  - {id: 4, level1: 效果, name: 评价, target: 评价 is 达成年度指标, weight: 20}
  - {id: 5, level1: 效果, name: 两样, target: 数量 >= 1 家 and 投诉 <= 5 件, weight: 20}
  - {id: 6, level1: 效果, name: 办结率, wording: 95%, weight: 20}
"""
ROWS: list[dict[str, Any]] = [
    {"指标": "数量", "期间": "2019-06", "实际值": "160", "佐证材料": "清单", "全年预计完成值": "480", "备注": "说明"},
    {"指标": "投诉", "期间": "2019H1", "实际值": "6", "偏差原因": "渠道增加"},
    {"指标": "次数", "期间": "2019H1", "实际值": "12000"},
    {"指标": "方案", "期间": "2019-06", "实际值": "2019-04-10"},
    {"指标": "评价", "期间": "2019-06", "实际值": "部分达成年度指标并具有一定效果"},
    {"指标": "无此项", "期间": "2019-06", "实际值": "1"},
    {"指标": "次数", "期间": "2019-07", "实际值": "约5"},
]


def faults(shape: Any, value: Any, where: str = "$") -> list[str]:
    """Where a value is not of the shape: a type, several of them, a list of one shape, or a mapping of names to shapes."""
    if isinstance(shape, tuple):
        answers = [faults(one, value, where) for one in shape]
        return [] if [] in answers else answers[0]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where} is no list"]
        return [fault for n, item in enumerate(value) for fault in faults(shape[0], item, f"{where}[{n}]")]
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{where} is no object"]
        absent = [f"{where}.{name} is absent" for name in shape if name not in value]
        return absent + [
            fault for name in shape if name in value for fault in faults(shape[name], value[name], f"{where}.{name}")
        ]
    right = isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    return [] if right else [f"{where} is {value!r}, not of {shape.__name__}"]


def everything(value: Any) -> list[Any]:
    """The value and all below it."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(item for one in below for item in everything(one))]


@pytest.fixture(scope="module")
def rules():
    return il.loads_ruleset(RULESET)


@pytest.mark.parametrize("as_of", ["2019-03-31", "2019-06-30", "2019-12-31"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_promised_field_is_there(rules, as_of, lang):
    found = rules.evaluate(ROWS, as_of=as_of).to_dict(lang)
    assert faults(ASSESSMENT, found) == []
    parts = [part for result in found["results"] for part in result["parts"]]
    assert parts
    assert faults([RESULT], parts) == []
    assert [
        fault for step in everything(found) if isinstance(step, dict) and "label" in step for fault in faults(STEP, step)
    ] == []


def test_the_example_says_something_in_every_place(rules):
    """A shape proves nothing about lists that are always empty."""
    year = rules.evaluate(ROWS, as_of="2019-12-31").to_dict()
    june = rules.evaluate(ROWS, as_of="2019-06-30").to_dict()
    rows = {row["id"]: row for row in june["results"]}
    assert year["diagnostics"]
    assert june["vetoes"] == [{"indicator": "3", "effect": "group", "group": "产出", "on": ["missed"]}]
    assert year["schema"] == "indicatorlang/assessment/1"
    assert year["engine"] == f"indicatorlang {il.__version__}"
    assert year["calendar"] == "china"
    assert [m["verdict"] for m in rows["1"]["milestones"]] == ["met", "not_due"]
    assert (rows["1"]["evidence"], rows["1"]["forecast"], rows["1"]["note"]) == ("清单", "480", "说明")
    assert rows["1"]["needed"]
    assert [i["measure"] for i in rows["2"]["actual"]["inputs"]] == ["投诉", "次数"]
    assert (rows["2"]["verdict"], rows["2"]["actual"]["value"], rows["2"]["reason"]) == ("not_due", "0.0005", "渠道增加")
    assert rows["6"]["assumed"][0]["code"] == "operator-assumed"


def test_the_text_and_the_object_are_the_same(rules):
    assessment = rules.evaluate(ROWS, as_of="2019-12-31")
    assert json.loads(assessment.to_json(), parse_float=Decimal) == assessment.to_dict()


@pytest.mark.parametrize(
    ("weight", "actual", "printed"),
    [
        ("15", "270", "13.5"),
        ("30", "285", "28.5"),
        ("10", "300", "10"),
        ("0.3", "300", "0.3"),
        ("7", "100", "2.33"),
        ("12.50", "300", "12.5"),
    ],
)
def test_points_are_printed_exactly(weight, actual, printed):
    text = f"ruleset: 甲\nyear: 2019\nindicators: [{{id: 1, name: 数, target: 数 >= 300 家, weight: {weight}}}]\n"
    assessment = il.loads_ruleset(text).evaluate({"数": actual}, as_of="2019", kind="ytd")
    assert f'\n      "score": {printed},' in assessment.to_json()


def test_a_fraction_without_end_has_ten_places():
    rule = il.compile("数 >= 300 家", weight=9)
    text = "ruleset: 甲\nyear: 2019\nindicators: [{id: 1, name: 数, target: 数 >= 300 家, weight: 9}]\n"
    found = il.loads_ruleset(text).evaluate({"数": "200"}, as_of="2019", kind="ytd").to_dict()["results"][0]
    assert found["fraction"] == Decimal("0.6666666667")
    assert rule("200").fraction is not None
    assert rule("200").score == 6


def test_the_checker_sees_what_is_wrong():
    assert faults({"a": TEXT, "b": [NUMBER]}, {"b": [1, "2"]}) == ["$.a is absent", "$.b[1] is '2', not of int"]
    assert faults(NUMBER, True) == ["$ is True, not of int"]
    assert faults((QUANTITY, NOTHING), {"value": "1"}) == ["$.unit is absent"]
