"""累计数比前一期还少
a running total that falls

为什么：年初以来的累计数只会增加；少了，多半是把本期数填成了累计数
Why: what has been reached since January only grows; where it falls, mostly the amount of one period was entered
例：累计数一季度120人次，二季度80人次
Example: a total of 120 by March and of 80 by June
改法：填年初至期末的累计数；报的是各期新增数的，口径改为本期数
Instead: enter the total since the start of the year, or declare the measure as one of its period
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.expected import RulesetTest
from indicatorlang.model.period import Period, parse_period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.fields import Found, a_quantity, short
from indicatorlang.syntax.yaml.tree import Scalar


class RunningTotalFalls(Advice):
    """In the actuals of a ruleset's own test, a measure that runs from the start of the span is less in a later period."""

    code: ClassVar[str] = "L158"

    test: str
    measure: str
    period: Period
    value: Quantity
    before: Quantity

    def zh(self) -> str:
        earlier = f"少于前一期的`{self.before.shown()}`"
        return f"自测`{self.test}`里`{self.measure}`是累计数，{self.period.shown()}是`{self.value.shown()}`，{earlier}"

    def en(self) -> str:
        earlier = f"less than `{self.before.shown('en')}` before"
        return f"`{self.measure}` in the test `{self.test}` is a running total: `{self.value.shown('en')}` for {self.period.text}, {earlier}"

    def help_zh(self) -> str:
        return "填年初以来的累计数；报的是各期新增数的，口径改为本期数"

    def help_en(self) -> str:
        return "enter the total since the start of the year, or declare the measure as one of its period"


def _check(facts: RulesetFacts) -> Iterator[RunningTotalFalls]:
    running = {m.name: m.unit for m in facts.ruleset.measures.values() if m.kind == "ytd" and m.declared}
    for test in facts.ruleset.tests:
        for measure, series in _series(test):
            if measure not in running:
                continue
            values = sorted(_values(series, running[measure], facts.ruleset.span), key=lambda one: (one[0].end, one[0].start))
            for (before, earlier), (period, value) in pairwise(values):
                falls = value.unit.fits(earlier.unit) and value.base < earlier.base
                if falls and before.end < period.end:
                    name, said = short(test.name), short(measure)
                    yield RunningTotalFalls(test=name, measure=said, period=period, value=value, before=earlier, place=test.place)


def _series(test: RulesetTest) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(test.actuals, Mapping):
        yield from ((str(name), series) for name, series in test.actuals.items() if isinstance(series, Mapping))


def _values(series: Mapping[str, Any], unit: Unit | None, span: Period) -> Iterator[tuple[Period, Quantity]]:
    """The values of periods within the span; what is no number, or of the whole span, says nothing here."""
    for text, cell in series.items():
        period = parse_period(str(text), span)
        typed = (
            next((cell[key] for key in ("实际值", "value", "完成值") if key in cell), "") if isinstance(cell, Mapping) else cell
        )
        value = a_quantity(Scalar(str(typed)), "", Found()) if str(typed)[:1].isdigit() else None
        if period is not None and value is not None and span.contains(period) and period != span:
            yield period, value if unit is None or value.unit.text else Quantity(value.number, unit, value.places)


PART = Rule(RunningTotalFalls, ruleset=_check)
