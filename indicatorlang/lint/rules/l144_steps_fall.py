"""各时点的要求前后矛盾
what is asked for by one day contradicts what is asked for by another

为什么：累计数只会增加，后一个时点要求的反而少，或年底的要求与全年的不同，总有一个写错了
Why: a running number only grows: when less is asked for later, or the year's end differs from the year, one of them is wrong
例：6月底300家，9月底250家；或12月底500家，全年指标值480家
Example: 300 by June and 250 by September; or 500 by December and 480 for the year
改法：改正写错的一个；写的是各期新增数的，改成累计数
Instead: mend the wrong one; where they are what each period adds, write running totals
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from indicatorlang.lint.facts import FormFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.steps import Step, plans
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.resolve.fields import short

YEAR_END = (12, 31)


class StepsFall(Advice):
    """A row asks for less by a later day than another one by an earlier day; without `day` it is the whole year that differs."""

    code: ClassVar[str] = "L144"

    name: str
    bound: Quantity
    day: dt.date | None
    before: Quantity
    before_day: dt.date

    def zh(self) -> str:
        earlier = f"{shown_day(self.before_day)}的`{self.before.shown()}`"
        if self.day is None:
            return f"`{self.name}`全年要求`{self.bound.shown()}`，与{earlier}不一致"
        return f"`{self.name}`到{shown_day(self.day)}要求`{self.bound.shown()}`，少于{earlier}"

    def en(self) -> str:
        earlier = f"`{self.before.shown('en')}` by {self.before_day.isoformat()}"
        if self.day is None:
            return f"`{self.name}` asks for `{self.bound.shown('en')}` in the year, and for {earlier}"
        return f"`{self.name}` asks for `{self.bound.shown('en')}` by {self.day.isoformat()}, less than {earlier}"

    def help_zh(self) -> str:
        return "改正写错的一个；各期新增数改成累计数"

    def help_en(self) -> str:
        return "mend the wrong one, or write running totals"


def _check(form: FormFacts) -> Iterator[StepsFall]:
    """Steps within one row of a ruleset are told when it is loaded."""
    for steps in plans(form):
        dated = [step for step in steps if step.day is not None]
        for before, after in pairwise(dated):
            told_before = before.row is after.row and after.row.indicator is not None
            if after.bound.base < before.bound.base and after.day != before.day and not told_before:
                yield _told(after, before)
        last = dated[-1]
        for step in steps[len(dated) :]:
            at_the_end = last.day is not None and (last.day.month, last.day.day) == YEAR_END
            short_of = step.bound.base < last.bound.base or (at_the_end and step.bound.base != last.bound.base)
            if short_of and step.row is not last.row:
                yield _told(step, last)


def _told(step: Step, before: Step) -> StepsFall:
    return StepsFall(
        name=short(step.row.name),
        bound=step.bound,
        day=step.day,
        before=before.bound,
        before_day=before.day or dt.date.max,
        place=step.place,
    )


PART = Rule(StepsFall, form=_check)
