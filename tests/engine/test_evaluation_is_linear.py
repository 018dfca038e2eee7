"""What an evaluation costs: work is counted, not timed. Ten times as much delivered is about ten times the work.

Counted are calls, of functions of ours and of the language.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sys
from collections.abc import Callable
from typing import Any

import pytest

import indicatorlang as il
from indicatorlang.engine.cases.each import CaseReader
from indicatorlang.engine.total import recovery as recovering
from indicatorlang.engine.total import supposed

FIRST = dt.date(2019, 1, 1)


def calls(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes."""
    number = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    work()  # what is worked out once for all is no part of it
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return number


def ruleset(**more: Any) -> Any:
    return il.load_ruleset({"ruleset": "样例", "year": "2019", **more})


def indicators(number: int) -> Callable[[], object]:
    rows = [{"id": str(n), "name": f"指标{n}", "target": f"量{n} >= 100 家", "weight": "1"} for n in range(number)]
    rules = ruleset(measures={f"量{n}": {"unit": "家", "kind": "ytd"} for n in range(number)}, indicators=rows)
    delivered = {f"量{n}": {"2019-06": "40", "2019-12": "70"} for n in range(number)}
    return lambda: rules.evaluate(delivered, as_of="2019-12-31")


def rows_on_one_measure(number: int) -> Callable[[], object]:
    rows = [{"id": str(n), "name": f"指标{n}", "target": f"量 >= {100 + n} 家", "weight": "1"} for n in range(number)]
    rules = ruleset(measures={"量": {"unit": "家", "kind": "ytd"}}, indicators=rows)
    return lambda: rules.evaluate({"量": {"2019-06": "40"}}, as_of="2019-09-30")


def records(number: int) -> Callable[[], object]:
    days = [FIRST + dt.timedelta(n % 300) for n in range(number)]
    rows = tuple((day.isoformat(), (day + dt.timedelta(n % 7)).isoformat()) for n, day in enumerate(days))
    table = il.RecordTable(("收件", "办结"), rows, tuple(range(2, number + 2)))
    targets = ("时效 <= 3 工作日", "mean(时效) <= 3 工作日", "share(时效 <= 2 工作日) >= 90%", "percentile(时效, 90) <= 3 工作日")
    rules = ruleset(
        records={"办件": {"date": "收件", "columns": {"收件": "date", "办结": "date"}}},
        measures={"时效": {"records": "办件", "formula": "workdays(收件, 办结)"}},
        indicators=[{"id": str(n), "name": f"指标{n}", "target": target, "weight": "10"} for n, target in enumerate(targets)],
    )
    return lambda: rules.evaluate({}, records={"办件": table}, as_of="2019-12-31")


def reporting_units(number: int) -> Callable[[], object]:
    rules = ruleset(
        measures={"量": {"unit": "家", "kind": "period"}, "总": {"unit": "家", "kind": "period"}},
        indicators=[{"id": "1", "name": "率", "target": "量 / 总 >= 95%", "weight": "10"}],
    )
    rows = [
        {"指标": name, "期间": f"2019-{month:02d}", "实际值": value, "填报单位": f"单位{unit}"}
        for unit in range(number)
        for month in range(1, 13)
        for name, value in (("量", "5"), ("总", "6"))
    ]
    return lambda: rules.evaluate(rows, as_of="2019-12-31")


def adjustments(number: int) -> Callable[[], object]:
    changes = [
        {"approved": str(FIRST + dt.timedelta(n)), "document": f"文{n}", "target": f"量 >= {100 + n} 家", "reason": "批复"}
        for n in range(number)
    ]
    row = {"id": "1", "name": "指标", "wording": "99家", "target": "量 >= 99 家", "weight": "10", "adjusted": changes}
    rules = ruleset(measures={"量": {"unit": "家", "kind": "ytd"}}, indicators=[row])
    return lambda: rules.evaluate({"量": {"2019-12": "60"}}, as_of="2019-12-31").to_json()


def missing(number: int) -> Callable[[], object]:
    assessment = indicators(number)()
    assert assessment.recovery is not None
    return lambda: assessment.recovery


@pytest.mark.parametrize(
    ("make", "few"),
    [(indicators, 8), (rows_on_one_measure, 8), (records, 100), (reporting_units, 5), (adjustments, 5), (missing, 30)],
)
def test_ten_times_as_much_is_ten_times_the_work(make, few):
    less, more = calls(make(few)), calls(make(10 * few))
    assert more < 13 * less


def test_a_value_of_cases_that_say_the_same_is_worked_out_once(monkeypatch):
    worked, real = [], CaseReader.between

    def between(self, *given):
        worked.append(given)
        return real(self, *given)

    monkeypatch.setattr(CaseReader, "between", between)
    few, many = 0, 0
    for number in (2_100, 4_200):
        worked.clear()
        records(number)()
        few, many = many, len(worked)
    # Each of the four targets counts a time once for every two days that occur; the late ones that are told in detail beside.
    assert many == few < 2_100 * 4 + 200


class Slowly:
    """The same answers by totalling the whole project for every set."""

    def __init__(self, case: Any, reaches: Callable[[Any], bool]) -> None:
        self.case, self.reaches = case, reaches

    def by(self, ids: Any) -> bool:
        return self.reaches(self.case.supposing(ids))


@pytest.mark.parametrize("seed", range(25))
def test_sets_of_rows_bring_what_adding_up_all_rows_says(seed):
    pick = random.Random(seed)
    rows = []
    for n in range(pick.randrange(2, 7)):
        row = {"id": str(n), "name": f"指标{n}", "level1": pick.choice("甲乙"), "target": f"量{n} >= 100 家"}
        row["weight"] = pick.choice(("1", "5", "10", "3.33"))
        if pick.random() < 0.3:
            row["veto"] = pick.choice(("project", "group", "indicator", "grade"))
        rows.append(row)
    profile = pick.choice(("mof-2020", "okr", {"name": "mof-2020", "rounding": {"when": "total"}}))
    measures = {f"量{n}": {"unit": "家", "kind": "ytd"} for n in range(len(rows))}
    rules = ruleset(measures=measures, indicators=rows, profile=profile)
    delivered = {name: {"2019-12": pick.choice(("0", "40", "77", "95", "120"))} for name in measures}
    case = recovering._Case.of(rules.evaluate(delivered, as_of="2019-12-31"))
    ids = [row["id"] for row in rows]
    sets, before = case.sets(ids), case.supposing(())
    for bar in range(len(case.profile.grades)):
        reach = supposed.Reach(sets, before, lambda totals, bar=bar: case.rank(case.grade(totals)) <= bar)
        slowly = Slowly(case, reach.reaches)
        for size in range(1, len(ids) + 1):
            answers = [(reach.by(chosen), slowly.by(chosen)) for chosen in itertools.combinations(ids, size)]
            assert all(fast == slow for fast, slow in answers)
            assert reach.possible(ids, size) or not any(slow for _, slow in answers)
