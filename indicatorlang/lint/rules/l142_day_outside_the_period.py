"""期限不在项目期内
a deadline outside the period of the project

为什么：期限在年度以后，年底评价时还没有到期，这一项就没有得分；在年度以前，多半是抄了上年的
Why: what is due after the year earns nothing when the year is judged; what was due before it was mostly copied from last year
例：2026年度的项目，指标值写“2025年12月底前完成”
Example: a project of 2026 with a target of December 2025
改法：改成本年度内的期限；跨年度的写本年度要做到哪一步
Instead: give a day within the year; a project of several years says how far it is to be by then
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Place
from indicatorlang.lint.facts import RulesetFacts, TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of
from indicatorlang.model.indicator import Single, Threshold, conditions
from indicatorlang.model.period import Period, shown_day, year_of
from indicatorlang.resolve.fields import short


class DayOutsideThePeriod(Advice):
    """A target, or one of its milestones, is due on a day that is not in the project's period."""

    code: ClassVar[str] = "L142"

    name: str
    day: dt.date
    start: dt.date
    end: dt.date

    def zh(self) -> str:
        side = "早于项目期初" if self.day < self.start else "晚于项目期末"
        edge = self.start if self.day < self.start else self.end
        return f"`{self.name}`的期限{shown_day(self.day)}{side}{shown_day(edge)}"

    def en(self) -> str:
        side, edge = ("before", self.start) if self.day < self.start else ("after", self.end)
        told = "starts on" if self.day < self.start else "ends on"
        return f"`{self.name}` is due on {self.day.isoformat()}, {side} the period, which {told} {edge.isoformat()}"

    def help_zh(self) -> str:
        return "核对年份；跨年度的写本年度要做到哪一步"

    def help_en(self) -> str:
        return "check the year; a project of several years says how far it is to be by then"


def _of_ruleset(facts: RulesetFacts) -> Iterator[DayOutsideThePeriod]:
    for row in facts.rows:
        condition = row.indicator.condition
        parts = [part for part in conditions(condition) if isinstance(part, Single)] if condition is not None else []
        steps = [step.by for part in parts if isinstance(part, Threshold) for step in part.schedule]
        days = [part.due for part in parts if part.due is not None and part.due_other is None]
        place = row.fields.at("target" if row.target.decided else "wording")
        for day in sorted({*steps, *days}):
            yield from _told(row.indicator.name, day, facts.ruleset.span, place)


def _of_target(facts: TargetFacts) -> Iterator[DayOutsideThePeriod]:
    """A target of a table, whose form tells the year only; of a ruleset more is known."""
    if facts.year is None or facts.fields is not None or not dt.MINYEAR < facts.year <= dt.MAXYEAR:
        return
    for day in sorted({one.by for one in conditions_of(facts.reading) if one.by is not None and not one.by_any}):
        yield from _told(facts.name, day, year_of(facts.year), facts.place)


def _told(name: str, day: dt.date, span: Period, place: Place) -> Iterator[DayOutsideThePeriod]:
    if not span.start <= day <= span.end:
        yield DayOutsideThePeriod(name=short(name), day=day, start=span.start, end=span.end, place=place)


PART = Rule(DayOutsideThePeriod, ruleset=_of_ruleset, target=_of_target)
