"""评价期间没有工作日历
the calendar of working days does not reach over the span

为什么：按工作日计算的要用当年公布的节假日安排，日历里没有这些日子，到时只能数据待核
Why: working days are counted by the holidays announced for the year; where they are not known, values cannot be judged
例：2035年的项目按“3个工作日内”考核，日历里还没有2035年的节假日安排
Example: a project of 2035 demands three working days, and the holidays of 2035 are not announced yet
改法：节假日安排公布后在“工作日历”里补上放假和上班的日子，或换用新版本
Instead: add the days off and on below `calendar` once they are announced, or use a newer version
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.used import every_condition, expressions_of, needed_measures
from indicatorlang.model.formula import CaseCondition, Elapsed, Expression, OverCases, walk
from indicatorlang.resolve.fields import short


class CalendarMissing(Advice):
    """Working days are counted in a span that the calendar does not know, or not wholly."""

    code: ClassVar[str] = "L174"

    first: dt.date
    last: dt.date
    measure: str = ""

    def zh(self) -> str:
        of = f"`{self.measure}`按工作日计算" if self.measure else "有指标按工作日计算"
        known = f"{_zh(self.first)}至{_zh(self.last)}"
        return f"{of}，工作日历只有{known}的安排，没有覆盖评价期间"

    def en(self) -> str:
        of = f"`{self.measure}` counts working days" if self.measure else "working days are counted"
        return f"{of}, but the calendar knows only {self.first.isoformat()} to {self.last.isoformat()} and not all of the span"

    def help_zh(self) -> str:
        return "节假日安排公布后，在`工作日历`的`调整`里补上放假和上班的日子"

    def help_en(self) -> str:
        return "once the holidays are announced, add them below `calendar: {overlay: …}`"


def _zh(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _check(facts: RulesetFacts) -> Iterator[CalendarMissing]:
    calendar, span = facts.ruleset.calendar, facts.ruleset.span
    if calendar.first <= span.start and span.end <= calendar.last:
        return
    first, last = calendar.first, calendar.last
    needed = needed_measures(facts.ruleset)
    for measure in facts.ruleset.measures.values():
        if measure.name in needed and measure.formula is not None and _counts_workdays(measure.formula):
            yield CalendarMissing(first=first, last=last, measure=short(measure.name), place=measure.place)
            return
    if any(_counts_workdays(e) for condition in every_condition(facts.ruleset) for e in expressions_of(condition)):
        yield CalendarMissing(first=first, last=last, place=facts.fields.at("year" if "year" in facts.fields else "period"))


def _counts_workdays(expression: Expression) -> bool:
    for part in walk(expression):
        if isinstance(part, Elapsed) and part.function == "workdays":
            return True
        if isinstance(part, OverCases) and isinstance(part.of, CaseCondition) and "workdays(" in part.of.text:
            return True
    return False


PART = Rule(CalendarMissing, ruleset=_check)
