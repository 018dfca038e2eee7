"""What can be wrong, or worth saying, when points are counted."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity


def said(quantity: Quantity) -> str:
    """`4.5个百分点`: in Chinese these units have their 个."""
    one = "个" if quantity.unit.text in ("百分点", "工作日", "月") else ""
    return f"{decimal_text(quantity.number)}{one}{quantity.unit.text}"


class StepsNotWhole(Diagnostic):
    """Points go by steps, the distance is no whole number of them, and nobody said what a part of a step counts."""

    code: ClassVar[str] = "part-of-a-step"
    name: str
    step: Quantity
    short: Quantity
    full: Fraction
    none: Fraction
    part: Fraction
    """The points when a part of a step counts as one, as none, and for what it is."""

    def _said(self) -> tuple[str, str, str]:
        full, none, part = (decimal_text(points, 2) for points in (self.full, self.none, self.part))
        return full, none, part

    def zh(self) -> str:
        ways = "、".join(f"{way}为{points}分" for way, points in zip(("按一步计", "不计", "按比例"), self._said(), strict=True))
        return f"`{self.name}`相差`{said(self.short)}`，不是`{said(self.step)}`的整数倍，评分标准没有写不足一步怎样算：{ways}"

    def en(self) -> str:
        ways = ", ".join(
            f"{points} {way}" for way, points in zip(("as a full step", "as none", "in part"), self._said(), strict=True)
        )
        short, step = self.short.shown("en"), self.step.shown("en")
        told = f"`{self.name}` is `{short}` away, no whole number of steps of `{step}`"
        return f"{told}, and what a part of one counts is not said: {ways}"

    def help_zh(self) -> str:
        return f"在评分标准里写明，如`不足{said(self.step)}按{said(self.step)}计`，或`不足一步: 按一步计`"

    def help_en(self) -> str:
        return "say it in the scoring: `partial: ceil`, `floor` or `linear`"


class StepUnitUnknown(Diagnostic):
    """The step of a scoring method is not in the unit that the actuals turned out to have."""

    code: ClassVar[str] = "step-unit"
    name: str
    step: str
    unit: str

    def zh(self) -> str:
        return f"`{self.name}`的评分标准每步是`{self.step}`，实际值却以`{self.unit}`计"

    def en(self) -> str:
        return f"a step of the scoring of `{self.name}` is `{self.step}`, but the actuals are in `{self.unit}`"

    def help_zh(self) -> str:
        return "给数据项写明计量单位，并按它写评分标准"

    def help_en(self) -> str:
        return "declare the unit of the measure, and write the step in it"


class WorkdaysUnknown(Diagnostic):
    """Working days late cannot be counted: the calendar does not know the days."""

    code: ClassVar[str] = "late-beyond-calendar"
    start: dt.date
    end: dt.date

    def zh(self) -> str:
        return f"工作日历没有{self.end.year}年的放假安排，从{shown_day(self.start)}到{shown_day(self.end)}逾期几个工作日算不出来"

    def en(self) -> str:
        return f"the calendar does not know {self.end.year}, so the working days from {self.start.isoformat()} to {self.end.isoformat()} cannot be counted"

    def help_zh(self) -> str:
        return "在工作日历的`调整`里补上放假和上班的日子"

    def help_en(self) -> str:
        return "add the days off and on to `overlay` of the calendar"
