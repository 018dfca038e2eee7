"""What would have met it, the law: enter what a result says is needed, evaluate again, and it is met; one step less is not.

Everything goes through the public names: a ruleset, rows of actuals, and the entries of `needed` entered as they say.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import event, given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.library.units import step_of
from indicatorlang.model.assessment import IndicatorResult, Need
from tests.properties.entering import (
    ENDS,
    MONTHS,
    QUARTERS,
    SCALE,
    Rows,
    amounts,
    as_row,
    end_of,
    enter,
    modest,
    number,
    period_of,
    ways,
)

NAMES = ("甲", "乙", "丙")
DAY = dt.timedelta(days=1)


@attrs.frozen
class Reported:
    """A measure as declared, and its values."""

    name: str
    unit: str
    kind: str
    aggregate: str | None
    rows: tuple[dict[str, str], ...]
    bounded: bool = False
    missing: str | None = None

    @property
    def declared(self) -> dict[str, str]:
        stated = {"unit": self.unit, "kind": self.kind, "aggregate": self.aggregate, "missing": self.missing}
        return {key: value for key, value in stated.items() if value} | ({"bounded": "是"} if self.bounded else {})


@attrs.frozen
class Case:
    """One row over a few measures, at a date."""

    target: str
    measures: tuple[Reported, ...]
    as_of: str
    others: tuple[dict[str, str], ...] = ()
    formulas: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> Rows:
        return [row for measure in self.measures for row in measure.rows] + list(self.others)

    def averages_beside(self, way: list[Need]) -> bool:
        """Whether another measure is a mean: what is to be reported for it to stay what it is cannot always be written out."""
        beside = [m for m in self.measures if all(need.measure != m.name for need in way)]
        return any(m.aggregate == "mean" or f"sum({m.name})" in self.target or f"mean({m.name})" in self.target for m in beside)

    def rules(self) -> il.Rules:
        measures: dict[str, Any] = {m.name: m.declared for m in self.measures}
        measures |= {name: {"formula": formula} for name, formula in self.formulas}
        measures |= {"等次": {"scale": "评价"}}
        row = {"id": "1", "name": "样例指标", "target": self.target, "weight": "10"}
        parts = {"measures": measures, "scales": {"评价": list(SCALE)}, "indicators": [row]}
        return il.load_ruleset({"ruleset": "样例", "year": "2019", **parts})


@st.composite
def reported(draw: st.DrawFn, name: str, unit: str, as_of: str) -> Reported:
    """A measure with values up to a date, now and then with a blank among them."""
    kind = draw(st.sampled_from(("period", "ytd", "snapshot")))
    kinds = (
        (None, "last")
        if kind == "ytd"
        else (None, "mean", "min", "max", "last", "sum")
        if kind == "period"
        else (None, "mean", "max")
    )
    aggregate = draw(st.sampled_from(kinds if unit != "%" else tuple(k for k in kinds if k != "sum")))
    bounded = unit == "%" and draw(st.booleans())
    grain = draw(st.sampled_from(("quarter", "quarter", "month", "whole")))
    rows: Rows = []
    if grain == "whole":
        rows.append({"measure": name, "value": number(draw(amounts(unit))) + unit})
    total = Fraction(0)
    for period in QUARTERS if grain == "quarter" else MONTHS if grain == "month" else ():
        if end_of(period) > as_of or draw(st.integers(0, 11)) == 0:
            continue
        value = draw(amounts(unit))
        total = total + value if kind == "ytd" and unit != "%" else value
        rows.append({"measure": name, "period": period, "value": number(total) + unit})
    missing = draw(st.sampled_from((None, None, None, "zero", "skip")))
    return Reported(name, unit, kind, aggregate, tuple(rows), bounded, missing)


OPS = (">=", "<=", ">", "<", "==", "!=")
FORMULAS = (
    "甲 / 乙",
    "甲 / (甲 + 乙)",
    "(甲 + 乙) / 丙",
    "甲 / 乙 * 2",
    "(甲 - 乙) / 乙",
    "1 - 甲 / 乙",
    "甲 / 乙 + 丙 / 乙",
)
SUMS = (
    "甲",
    "甲",
    "甲 + 乙",
    "甲 - 乙",
    "甲 + 乙 - 丙",
    "甲 * 2",
    "max(甲, 乙)",
    "min(甲, 乙, 丙)",
    "甲 + max(乙, 丙)",
    "sum(甲)",
    "mean(甲)",
    "max(甲)",
)


@st.composite
def comparisons(draw: st.DrawFn, unit: str, named: bool = False) -> str:
    """A target over the measures."""
    by = draw(st.sampled_from(("", "", "", " by 2019-06-30", " by 2019-09-30", " by 2019-08-31")))
    op = draw(st.sampled_from(OPS))
    subject = "率" if named else draw(st.sampled_from(SUMS + (FORMULAS if unit != "%" else ())))
    if named or subject in FORMULAS:
        bound = f"{number(draw(amounts('%', 0, 150)))}%"
        return f"{subject} {op} {bound}{by}"
    blank = "" if unit == "%" else " "
    low = draw(amounts(unit, 0, 120))
    form = draw(st.sampled_from(("plain", "plain", "range", "open", "measured", "schedule")))
    if form in ("range", "open"):
        high = low + draw(amounts(unit, 1, 20))
        left, right = ("[", "]") if form == "range" else ("(", ")")
        return f"{subject} in {left}{number(low)}{blank}{unit}, {number(high)}{blank}{unit}{right}{by}"
    if form == "measured":
        return f"{subject} {op} {draw(st.sampled_from(('丙', '丙 * 2', '乙 + 丙')))}{by}"
    if form == "schedule" and op in (">=", ">"):
        return f"{subject} {op} {number(low / 2)}{blank}{unit} by 2019-06, {number(low)}{blank}{unit} by 2019-12"
    return f"{subject} {op} {number(low)}{blank}{unit}{by}"


@st.composite
def words(draw: st.DrawFn) -> str:
    """A target in words."""
    if draw(st.booleans()):
        return f"建设 done by {draw(st.sampled_from(ENDS))}"
    level = draw(st.sampled_from(SCALE))
    return f"等次 {draw(st.sampled_from(('is', '>=', '>', '<', '<=', '!=')))} {level}"


@st.composite
def cases(draw: st.DrawFn, composite: bool = False) -> Case:
    unit = draw(st.sampled_from(("家", "家", "万元", "吨", "%")))
    as_of = draw(st.sampled_from(ENDS))
    measures = tuple(draw(reported(name, unit, as_of)) for name in NAMES)
    named = unit != "%" and draw(st.integers(0, 3)) == 0
    formulas = (("率", draw(st.sampled_from(FORMULAS))),) if named else ()
    others: Rows = []
    level = draw(st.sampled_from((*SCALE, None)))
    if level is not None:
        others.append({"measure": "等次", "period": as_of, "value": level})
    done = draw(st.sampled_from(("", "2019-02-11", "2019-08-20", "否")))
    if done:
        others.append({"measure": "建设", "period": "2019-03", "value": done})
    if not composite:
        return Case(draw(comparisons(unit, named) | words()), measures, as_of, tuple(others), formulas)
    parts = [f"({draw(comparisons(unit, named) | words())})" for _ in range(draw(st.integers(2, 3)))]
    parts = [f"not {part}" if draw(st.integers(0, 3)) == 0 else part for part in parts]
    join = draw(st.sampled_from((" and ", " or ")))
    target = join.join(parts)
    if len(parts) == 3 and draw(st.booleans()):
        target = f"{parts[0]} and ({parts[1]} or {parts[2]})"
    return Case(target, measures, as_of, tuple(others), formulas)


def unchanged(case: Case, due: dt.date, way: list[Need]) -> Rows:
    """What the measures that are not needed report until a day if nothing changes."""
    found: Rows = []
    for measure in case.measures:
        told = sorted(period_of(row["period"]).end for row in measure.rows if "period" in row)
        if not told or any(need.measure == measure.name for need in way) or told[-1] >= due:
            continue
        last = next(row for row in measure.rows if "period" in row and period_of(row["period"]).end == told[-1])
        adds = measure.kind == "period" and (measure.aggregate or ("sum" if measure.unit != "%" else "last")) == "sum"
        start = told[-1] + DAY
        for end in (day for day in sorted((*map(dt.date.fromisoformat, ENDS), dt.date(2019, 8, 31))) if start <= day <= due):
            period = f"{start:%Y-%m}..{end:%Y-%m}" if measure.kind == "period" else end.isoformat()
            found.append({"measure": measure.name, "period": period, "value": f"0{measure.unit}" if adds else last["value"]})
            start = end + DAY if measure.kind == "period" else start
    levels = [row for row in case.others if row["measure"] == "等次" and all(need.measure != "等次" for need in way)]
    return found + [{**row, "period": due.isoformat()} for row in levels]


def again(case: Case, way: list[Need], result: IndicatorResult) -> IndicatorResult:
    """The row once more, with a way entered; one that was not due on its day."""
    kinds = {measure.name: measure.kind for measure in case.measures}
    rows, day = case.rows, dt.date.fromisoformat(case.as_of)
    if result.verdict == "not_due":
        assert result.due is not None
        rows, day = rows + unchanged(case, result.due, way), result.due
    return case.rules().evaluate(enter(rows, way, kinds), as_of=day)["1"]


def said(case: Case, way: list[Need], result: IndicatorResult) -> str:
    return f"{case.target} at {case.as_of}: {result.verdict}\n{[m.declared for m in case.measures]}\n{case.rows}\nway: {[as_row(n) for n in way]}"


def check(case: Case) -> None:
    result = case.rules().evaluate(case.rows, as_of=case.as_of)["1"]
    event(str(result.verdict))
    if result.verdict not in ("missed", "not_due"):
        assert not result.needed
        return
    event(f"{result.verdict}: {len(ways(result))} ways")
    for way in ways(result):
        if result.verdict == "not_due" and case.averages_beside(way):
            continue
        then = again(case, way, result)
        assert then.verdict == "met", said(case, way, result) + f"\nthen: {then.verdict} {then.actual}"


@modest
@given(case=cases())
def test_whatever_is_needed_meets_it_when_it_is_entered(case):
    check(case)


@modest
@given(case=cases(composite=True))
def test_whatever_a_composite_needs_meets_it_when_it_is_entered(case):
    check(case)


@modest
@given(case=cases())
def test_one_step_less_than_what_is_needed_does_not_meet_it(case):
    result = case.rules().evaluate(case.rows, as_of=case.as_of)["1"]
    for way in ways(result):
        need = way[0]
        if len(way) > 1 or case.averages_beside(way) or need.quantity is None or need.op not in (">=", "<="):
            continue
        step = step_of(need.quantity.unit, need.quantity.places)
        less = need.quantity.number - (step if need.op == ">=" else -step)
        if less < 0:
            continue
        short = attrs.evolve(need, quantity=attrs.evolve(need.quantity, number=less))
        then = again(case, [short], result)
        assert then.verdict != "met", said(case, [short], result)
