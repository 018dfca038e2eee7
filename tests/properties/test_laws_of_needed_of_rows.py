"""What would have met a row that several report for, that is weighed, surveyed, divided into items, changed, or scored in its own way."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import event, given
from hypothesis import strategies as st

from indicatorlang.model.assessment import IndicatorResult
from tests.properties.entering import QUARTERS, SCALE, Made, Rows, Way, amounts, as_row, check_ways, enter, modest, number, ways

OPS = (">=", "<=", ">", "<", "==")


def row(target: str, **more: Any) -> dict[str, Any]:
    return {"id": "1", "name": "样例指标", "target": target, "weight": "10", **more}


@st.composite
def demands(draw: st.DrawFn, unit: str, high: int = 120) -> str:
    blank = "" if unit == "%" else " "
    low = draw(amounts(unit, 0, high))
    if draw(st.integers(0, 3)) == 0:
        return f"甲 in [{number(low)}{blank}{unit}, {number(low + draw(amounts(unit, 1, 20)))}{blank}{unit}]"
    return f"甲 {draw(st.sampled_from(OPS))} {number(low)}{blank}{unit}"


@st.composite
def quarters(draw: st.DrawFn, unit: str, kind: str, name: str = "甲", low: int = 0, **more: str) -> Rows:
    rows: Rows = []
    total = draw(amounts(unit, low, 50)) if kind == "ytd" and unit != "%" else None
    for n, period in enumerate(QUARTERS):
        value = draw(amounts(unit, low, 50)) if total is None else total + 20 * n
        rows.append({"measure": name, "period": period, "value": number(value) + unit, **more})
    return rows


def least(made: Made, name: str = "甲", to: int = 301) -> list[str]:
    """The values of a measure, the same in every quarter, that meet the row."""
    unit = made.rules["measures"][name]["unit"]
    others = [row for row in made.rows if row["measure"] != name]
    rules, found = made.loaded(), []
    for value in (*range(0, 61, 3), *range(61, to, 17)):
        rows = others + [{"measure": name, "period": period, "value": f"{value}{unit}"} for period in QUARTERS]
        if rules.evaluate(rows, as_of=made.as_of)["1"].verdict == "met":
            found.append(f"{value}{unit}")
    return found


# Several reporting units


@attrs.frozen
class Together(Made):
    """What is needed is told of all units together: it stands in the place of what they reported, as one."""

    def with_(self, way: Way) -> IndicatorResult:
        before = self.result().actual
        assert before is not None
        rows: Rows = [row for row in self.rows if all(need.measure != row["measure"] for need in way)]
        for measured in {m.name: m for m in (before, *before.parts)}.values():
            asked = [need.period for need in way if need.measure == measured.name]
            through = measured.through
            if measured.quantity is None or through is None or not asked or any(p and p.end == through.end for p in asked):
                continue
            shown = number(measured.quantity.number) + measured.quantity.unit.text
            rows.append({"measure": measured.name, "period": through.text, "value": shown, "kind": str(measured.kind)})
        return self.loaded().evaluate(enter(rows, way, self.kinds), as_of=self.as_of)["1"]


@st.composite
def of_units(draw: st.DrawFn) -> Made:
    unit = draw(st.sampled_from(("家", "万元", "%")))
    kind = draw(st.sampled_from(("period", "ytd", "snapshot")))
    across = draw(st.sampled_from(("简单平均", "最差", "最小", "最大") if unit == "%" else (None, "sum", "mean", "min", "max")))
    measure = {"unit": unit, "kind": kind} | ({"across_units": across} if across else {})
    rows = [row for org in ("甲区", "乙区", "丙区") for row in draw(quarters(unit, kind, org=org))]
    return Together({"measures": {"甲": measure}, "indicators": [row(draw(demands(unit, 300 if unit != "%" else 100)))]}, rows)


@modest
@given(made=of_units())
def test_what_several_units_need_together_meets_it_when_it_is_entered(made):
    result = check_ways(made)
    if result.verdict == "missed" and not ways(result):
        assert not least(made, to=1200), made.said([])


# Weighted means


@st.composite
def weighted(draw: st.DrawFn) -> Made:
    unit = draw(st.sampled_from(("%", "万元")))
    measures = {
        "甲": {"unit": unit, "kind": "period", "aggregate": "weighted", "weight_by": "样本"},
        "样本": {"unit": "份", "kind": "period"},
    }
    if unit == "%" and draw(st.booleans()):
        measures["甲"]["bounded"] = "是"
    rows = draw(quarters(unit, "period", low=0)) + draw(quarters("份", "period", name="样本", low=draw(st.integers(0, 1))))
    return Made({"measures": measures, "indicators": [row(draw(demands(unit, 100)))]}, rows)


@modest
@given(made=weighted())
def test_what_a_weighted_mean_needs_meets_it_when_it_is_entered(made):
    result = check_ways(made)
    if result.verdict == "missed" and not ways(result):
        assert not least(made), made.said([])


# Levels by survey, and surveys as numbers


@st.composite
def surveyed(draw: st.DrawFn) -> Made:
    counts = {level: str(draw(st.integers(0, 50))) for level in SCALE}
    as_number = draw(st.sampled_from((None, None, "score", "share")))
    measure: dict[str, Any] = {"survey": "评价"}
    if as_number:
        measure["survey_value"] = as_number if as_number == "score" else {"share": draw(st.sampled_from(SCALE[:3]))}
        target = f"甲 {draw(st.sampled_from(OPS))} {number(draw(amounts('%', 0, 99)))}%"
    else:
        target = f"甲 {draw(st.sampled_from(('is', '>=', '>', '<', '<=')))} {draw(st.sampled_from(SCALE))}"
    scales = {"评价": dict(zip(SCALE, ("100", "80", "60", "0"), strict=True))}
    rows: Rows = [{"measure": "甲", "调查日期": "2019-09-20", **counts}]
    return Made({"measures": {"甲": measure}, "scales": scales, "indicators": [row(target)]}, rows)


@modest
@given(made=surveyed())
def test_the_level_or_number_that_a_survey_needs_meets_it_when_it_is_entered(made):
    def again(way: Way) -> IndicatorResult:
        return made.loaded().evaluate([as_row(need) for need in way], as_of=made.as_of)["1"]

    result = check_ways(made, again)
    target = made.rules["indicators"][0]["target"]
    if result.verdict == "missed" and not ways(result):
        assert target.endswith((f"> {SCALE[0]}", f"< {SCALE[-1]}", "< 0%", "<= 0%")) or result.actual is None, made.said([])


# Items, changed targets, ways of scoring


@st.composite
def plain(draw: st.DrawFn) -> tuple[dict[str, Any], Rows, str]:
    """A measure, its values and its unit."""
    unit = draw(st.sampled_from(("家", "万元", "%")))
    kind = draw(st.sampled_from(("period", "ytd", "snapshot")))
    measures: dict[str, Any] = {name: {"unit": unit, "kind": kind} for name in ("甲", "乙")}
    if kind == "period" and draw(st.booleans()):
        measures["甲"]["aggregate"] = draw(st.sampled_from(("mean", "max", "min", "last")))
    return measures, draw(quarters(unit, kind)) + draw(quarters(unit, kind, name="乙")), unit


@st.composite
def itemised(draw: st.DrawFn) -> Made:
    measures, rows, unit = draw(plain())
    first, second = draw(demands(unit)), draw(demands(unit)).replace("甲", "乙")
    done = draw(st.sampled_from(("2019-02-11", "2019-08-20", "否")))
    rows.append({"measure": "印发", "period": "2019-08", "value": done})
    targets = [first, second, "印发 done by 2019-06"][: draw(st.integers(2, 3))]
    items = [{"name": f"任务{n}", "target": target, "weight": "2"} for n, target in enumerate(targets)]
    indicator = {"id": "1", "name": "样例指标", "weight": number(2 * len(items)), "items": items}
    return Made({"measures": {**measures, "印发": {"kind": "done_date"}}, "indicators": [indicator]}, rows)


@modest
@given(made=itemised())
def test_what_the_items_of_a_row_need_meets_all_of_them(made):
    result = check_ways(made)
    if result.verdict == "missed" and not ways(result):
        assert any(part.verdict == "missed" for part in result.parts), made.said([])
        lone = [check_ways(alone(made, n)) for n, part in enumerate(result.parts) if part.verdict == "missed"]
        assert not all(ways(one) for one in lone), made.said([])


def alone(made: Made, number_of_item: int) -> Made:
    """A row that demands what one item does."""
    return demanding(made.rules["indicators"][0]["items"][number_of_item]["target"], made)


def demanding(target: str, made: Made) -> Made:
    """The same with a target and nothing else said of the row."""
    return attrs.evolve(made, rules={**made.rules, "indicators": [row(target), *made.rules["indicators"][1:]]})


@st.composite
def changed(draw: st.DrawFn) -> Made:
    measures, rows, unit = draw(plain())
    now = draw(demands(unit))
    adjusted = [{"approved": "2019-08-15", "document": "沪财〔2019〕9号", "target": now, "reason": "资金调减"}]
    return Made({"measures": measures, "indicators": [row(draw(demands(unit)), adjusted=adjusted)]}, rows)


@modest
@given(made=changed())
def test_after_a_change_the_changed_target_says_what_is_needed(made):
    result = check_ways(made)
    first = made.rules["indicators"][0]
    straight = demanding(first["adjusted"][0]["target"], made).result()
    assert (result.verdict, result.needed) == (straight.verdict, straight.needed)
    earlier, then = (attrs.evolve(each, as_of="2019-06-30").result() for each in (made, demanding(first["target"], made)))
    assert (earlier.verdict, earlier.needed) == (then.verdict, then.needed)


@st.composite
def scored(draw: st.DrawFn) -> Made:
    """More is better, or less, with bands, steps or a line of points; or a row that only takes points off."""
    measures, rows, unit = draw(plain())
    more = draw(st.booleans())
    op = draw(st.sampled_from((">=", ">") if more else ("<=", "<")))
    blank = "" if unit == "%" else " "
    bound = draw(st.integers(30, 90))
    step = "1 百分点" if unit == "%" else f"1 {unit}"
    side = "from" if more else "to"
    nearly = bound - 10 if more else bound + 10
    method = draw(st.sampled_from(("bands", "steps", "deduction", "pass_fail", "of completion")))
    scoring: Any = method
    if method == "bands":
        scoring = [
            {side: f"{bound}{blank}{unit}", "points": "10"},
            {side: f"{nearly}{blank}{unit}", "points": "6"},
            {"points": "0"},
        ]
    elif method == "of completion":
        scoring = {
            "method": "bands",
            "of": "completion",
            "bands": [{"from": "100%", "points": "10"}, {"from": "80%", "points": "6"}, {"points": "0"}],
        }
    elif method == "steps":
        scoring = {"method": "steps", "step": step, "deduct": "1", "partial": draw(st.sampled_from(("ceil", "floor", "linear")))}
    elif method == "deduction":
        scoring = {"method": "deduction", "step": step, "deduct": "1", "partial": "ceil", "most": "5"}
    indicator = row(f"甲 {op} {bound}{blank}{unit}", scoring=scoring)
    if method == "deduction":
        indicator.pop("weight")
        if not more and draw(st.booleans()):
            indicator.pop("target")
            indicator["measure"] = "甲"
    others = [{"id": "2", "name": "另一指标", "target": f"乙 >= 1{blank}{unit}", "weight": "10"}]
    return Made({"measures": measures, "indicators": [indicator, *others]}, rows)


@modest
@given(made=scored())
def test_whatever_the_way_of_scoring_what_is_needed_meets_the_target(made):
    result = check_ways(made)
    indicator = made.rules["indicators"][0]
    event(str(result.verdict) + (" without a target" if "target" not in indicator else ""))
    if "target" in indicator:
        plainly = demanding(indicator["target"], made).result()
        assert (result.verdict, result.needed) == (plainly.verdict, plainly.needed)
    if result.verdict == "missed" and not ways(result):
        assert not least(made), made.said([])


# The budget row


@st.composite
def funded(draw: st.DrawFn) -> Made:
    approved = draw(st.sampled_from(("1200 万元", "100 万元", "333.33 万元", "0.5 亿元")))
    rows: Rows = []
    for period in ("2019-06", "2019-12"):
        rows.append({"measure": "全年执行数", "period": period, "value": f"{draw(st.integers(0, 1400))} 万元"})
    if draw(st.integers(0, 2)) == 0:
        rows.append({"measure": "全年预算数", "value": f"{draw(st.integers(1, 1400))} 万元"})
    rows.append({"measure": "甲", "period": "2019-12", "value": "10 家"})
    measures = {"甲": {"unit": "家", "kind": "ytd"}}
    indicators = [{"id": "2", "name": "样例", "target": "甲 >= 10 家", "weight": "90"}]
    return Made({"funds": {"年初预算数": approved}, "measures": measures, "indicators": indicators}, rows)


@modest
@given(made=funded())
def test_what_the_budget_row_needs_is_spending_that_meets_it(made):
    rules = made.loaded()
    result = rules.evaluate(made.rows, as_of=made.as_of)["budget"]
    event(f"{result.verdict}, {len(ways(result))} ways")
    if result.verdict != "missed":
        assert not result.needed
        return
    (way,) = ways(result)
    assert [need.measure for need in way] == ["全年执行数"]
    rows = enter(made.rows, way, {"全年执行数": "ytd"})
    assert rules.evaluate(rows, as_of=made.as_of)["budget"].verdict == "met", made.said(way)
    short = attrs.evolve(way[0], quantity=attrs.evolve(way[0].quantity, number=way[0].quantity.number - 1))
    rows = enter(made.rows, [short], {"全年执行数": "ytd"})
    assert rules.evaluate(rows, as_of=made.as_of)["budget"].verdict != "met", made.said([short])
