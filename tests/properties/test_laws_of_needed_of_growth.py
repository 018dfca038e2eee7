"""What would have met a growth: enter it, and the growth is met; one step less is not."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.entering import QUARTERS, Made, Rows, amounts, check_ways, modest, number, ways

EARLIER = ("2018Q1", "2018Q2", "2018Q3", "2018Q4")


@st.composite
def demands(draw: st.DrawFn, unit: str, over: str) -> str:
    """A growth as it is demanded of 甲, or of what is made of it."""
    subject = draw(st.sampled_from(("甲", "甲", "甲", "甲 / 乙", "甲 + 乙") if unit != "%" else ("甲",)))
    word = draw(st.sampled_from(("grows", "falls")))
    points = unit == "%" and draw(st.booleans())
    form = draw(st.sampled_from(("plain", "rate", "rate", "rate")))
    if form == "plain":
        return f"{subject} {word} over {over}"
    op = draw(st.sampled_from((">=", ">", "<=", "<", "==")))
    rate = number(draw(amounts("%", 0, 40)))
    return f"{subject} {word} {op} {rate}{' 百分点' if points else '%'} over {over}"


@st.composite
def grown(draw: st.DrawFn) -> Made:
    """Values of this year and the one before, declared or reported."""
    unit = draw(st.sampled_from(("家", "家", "万元", "%")))
    kind = draw(st.sampled_from(("period", "ytd", "snapshot")))
    over = draw(st.sampled_from(("上年", "上年", "同期", "上期")))
    measures: dict[str, Any] = {"甲": {"unit": unit, "kind": kind}, "乙": {"unit": unit, "kind": "snapshot"}}
    if kind != "ytd" and draw(st.integers(0, 3)) == 0:
        measures["甲"]["aggregate"] = draw(st.sampled_from(("mean", "max", "min") if kind == "period" else ("mean", "max")))
    rows: Rows = [
        {"measure": "乙", "period": period, "value": number(draw(amounts(unit, 1))) + unit} for period in ("2018", "2019-12")
    ]
    declared = draw(st.booleans())
    for period in QUARTERS if declared else QUARTERS + EARLIER:
        rows.append({"measure": "甲", "period": period, "value": number(draw(amounts(unit))) + unit})
    if kind == "ytd":
        for row, before in zip(sorted(rows[2:], key=lambda row: row["period"]), range(len(rows)), strict=False):
            start = row["period"][:4]
            row["value"] = (
                number(
                    (int(row["period"][-1]) * 10 if start == "2018" else int(row["period"][-1]) * 9) + draw(amounts(unit, 0, 4))
                )
                + unit
            )
            assert before >= 0
    rules: dict[str, Any] = {
        "measures": measures,
        "indicators": [{"id": "1", "name": "样例指标", "target": draw(demands(unit, over)), "weight": "10"}],
    }
    if declared:
        rules["baselines"] = {
            over: {"甲": f"{number(draw(amounts(unit, 1, 150)))} {unit}", "乙": f"{number(draw(amounts(unit, 1)))} {unit}"}
        }
        rows = [row for row in rows if row["period"] != "2018"]
    return Made(rules, rows)


@modest
@given(made=grown())
def test_growth_that_is_needed_meets_it_when_it_is_entered(made):
    result = check_ways(made)
    if result.verdict == "missed" and not ways(result):
        assert not whatever_would_do(made, QUARTERS), made.said([])


def whatever_would_do(made: Made, periods: tuple[str, ...]) -> list[str]:
    """The values of 甲, the same in each of these periods, that meet the row."""
    unit = made.rules["measures"]["甲"]["unit"]
    others = [row for row in made.rows if row["measure"] != "甲" or row["period"] not in periods]
    rules, found = made.loaded(), []
    for value in (0, 1, 2, 5, 10, 20, 25, 30, 40, 50, 60, 80, 100, 200, 1000):
        rows = others + [{"measure": "甲", "period": period, "value": f"{value}{unit}"} for period in periods]
        if rules.evaluate(rows, as_of=made.as_of)["1"].verdict == "met":
            found.append(f"{value}{unit}")
    return found
