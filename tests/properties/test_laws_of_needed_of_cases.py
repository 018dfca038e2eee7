"""What would have met a demand on cases: change so many of them, or until the number over all of them is reached, and it is met."""

from __future__ import annotations

import operator
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import event, given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.model.assessment import IndicatorResult, Need
from tests.properties.entering import modest, ways

LATE = ("2019-03-01", "2019-05-17", "2019-10-08")


@attrs.frozen
class Cases:
    """A table of cases, each with how long it took, and one row that demands something of them."""

    target: str
    times: tuple[int, ...]
    named: str = ""
    """A measure of its own over all cases; empty where the target says it."""

    def result(self, times: tuple[int, ...] | None = None) -> IndicatorResult:
        measures: dict[str, Any] = {"时长": {"records": "台账", "formula": "用时", "unit": "天"}}
        if self.named:
            measures["总体"] = {"records": "台账", "formula": self.named}
        rules = il.load_ruleset(
            {
                "ruleset": "样例",
                "year": "2019",
                "records": {"台账": {"date": "日期", "columns": {"日期": "date", "用时": "number"}}},
                "measures": measures,
                "indicators": [{"id": "1", "name": "样例指标", "target": self.target, "weight": "10"}],
            }
        )
        cases = [{"日期": LATE[n % 3], "用时": str(time)} for n, time in enumerate(self.times if times is None else times)]
        return rules.evaluate({}, records={"台账": cases}, as_of="2019-12-31")["1"]

    def said(self, way: list[Need]) -> str:
        return f"{self.target} ({self.named}) over {self.times}; way: {[(n.measure, n.op, n.quantity, n.cases) for n in way]}"


def holds(op: str, value: Fraction | int, bound: Fraction) -> bool:
    return {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "==": operator.eq, "!=": operator.ne}[op](
        value, bound
    )


times = st.lists(st.integers(0, 12), min_size=1, max_size=9).map(tuple)
ops = st.sampled_from(("<=", "<", ">=", ">", "==", "!="))


@st.composite
def of_each(draw: st.DrawFn) -> Cases:
    share = draw(st.sampled_from(("", "", " for 60% of 台账", " for 95% of 台账", " for 33.3% of 台账")))
    if draw(st.integers(0, 3)) == 0:
        low = draw(st.integers(0, 8))
        return Cases(f"时长 in [{low} 天, {low + draw(st.integers(0, 5))} 天]{share}", draw(times))
    return Cases(f"时长 {draw(ops)} {draw(st.integers(0, 12))} 天{share}", draw(times))


def changed(case: Cases, result: IndicatorResult, wanted: int, how_many: int) -> tuple[int, ...]:
    """The times with so many of those that do not meet the demand changed to what is asked of one."""
    assert result.actual is not None
    assert result.actual.cases is not None
    missed = [seen.value.number for seen in result.actual.cases.missed if seen.value is not None]
    found = []
    for time in case.times:
        change = time in missed and how_many > 0
        if change:
            missed.remove(Fraction(time))
            how_many -= 1
        found.append(wanted if change else time)
    assert not how_many
    return tuple(found)


@modest
@given(case=of_each())
def test_so_many_more_cases_meet_it_and_one_less_does_not(case):
    result = case.result()
    event(f"{result.verdict}, {len(ways(result))} ways")
    if result.verdict != "missed":
        assert not result.needed
        return
    for way in ways(result):
        assert all(need.cases and need.past for need in way), case.said(way)
        enough = one_that_will_do(case, way)
        many = way[0].cases or 0
        assert case.result(changed(case, result, enough, many)).verdict == "met", case.said(way)
        assert case.result(changed(case, result, enough, many - 1)).verdict == "missed", case.said(way)
    assert ways(result), case.said([])


def one_that_will_do(case: Cases, way: list[Need]) -> int:
    """A time that is all a way asks of a case."""
    found = [n for n in range(-1, 30) if all(need.quantity and holds(need.op, n, need.quantity.number) for need in way)]
    assert found, f"no case can be like that: {case.said(way)}"
    return found[0]


# One number over all cases

OVER = (
    "mean(X)",
    "max(X)",
    "min(X)",
    "sum(X)",
    "percentile(X, 75)",
    "last(X)",
    "count(X <= 4 天)",
    "share(X <= 4 天)",
    "count(台账)",
)
UNITS = {"count": "", "share": "%"}


@st.composite
def of_all(draw: st.DrawFn) -> Cases:
    over = draw(st.sampled_from(OVER))
    unit = UNITS.get(over.split("(")[0], " 天")
    size = draw(st.integers(0, 100 if unit == "%" else 12)) * (4 if over.startswith("sum") else 1)
    demand = f"{draw(st.sampled_from(('<=', '<', '>=', '>')))} {size}{unit}"
    if draw(st.booleans()):
        return Cases(f"总体 {demand}", draw(times), over.replace("X", "用时"))
    return Cases(f"{over.replace('X', '时长')} {demand}", draw(times))


@modest
@given(case=of_all())
def test_a_number_over_all_cases_is_told_as_what_it_has_to_come_to(case):
    result = case.result()
    event(f"{result.verdict}, {len(ways(result))} ways, {'named' if case.named else 'in the target'}")
    if result.verdict != "missed":
        assert not result.needed
        return
    op, size = case.target.removesuffix("天").split()[-2:]
    bound, whole = Fraction(size.removesuffix("%")), "count" in case.target + case.named
    share = "share" in case.target + case.named
    impossible = (op == "<" and not bound) or (share and op == ">" and bound == 100)
    for way in ways(result):
        (need,) = way
        assert need.past, case.said(way)
        assert need.quantity is not None, case.said(way)
        if whole:  # what is counted has a value next to the limit
            least = need.quantity.number
            assert least >= 0, case.said(way)
            assert holds(op, least, bound), case.said(way)
            assert not holds(op, least - {">=": 1, "<=": -1}[need.op], bound), case.said(way)
        else:
            assert (need.op, need.quantity.number) == (op, bound), case.said(way)
            assert not share or not impossible, case.said(way)
    if not ways(result):
        assert impossible, case.said([])
        assert whole or share, case.said([])
