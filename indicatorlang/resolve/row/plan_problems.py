"""What can be wrong with the plan of a row."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity


class PlanUnfit(Diagnostic):
    """A plan was given to a row that has no amount to be reached step by step: only a comparison with a fixed amount above 0, of
    which more is better, can be planned over the year."""

    code: ClassVar[str] = "plan-unfit"

    name: str

    def zh(self) -> str:
        return f"指标`{self.name}`没有要逐步达到的数，不能写进度计划"

    def en(self) -> str:
        return f"`{self.name}` is no amount to be reached, so there is nothing to plan over the year"

    def help_zh(self) -> str:
        return "进度计划用于“不少于”某个大于0的数的指标；其他指标请删去`进度计划`"

    def help_en(self) -> str:
        return "a plan belongs to a target of at least some amount above 0; remove `plan` from this row"


class PlanUnread(Diagnostic):
    """A point of a plan has no day or period before its colon, or behind it neither a percentage nor an amount in the target's unit."""

    code: ClassVar[str] = "plan-unread"

    what: Literal["day", "value"]
    text: str
    unit: str = ""

    def zh(self) -> str:
        if self.what == "day":
            return f"进度计划里的`{self.text}`不是时点"
        return f"进度计划里的`{self.text}`既不是百分比，也不是以“{self.unit or '无单位'}”计的数量"

    def en(self) -> str:
        if self.what == "day":
            return f"`{self.text}` in the plan is neither a day nor a period"
        return f"`{self.text}` in the plan is neither a percentage nor an amount in `{self.unit or 'no unit'}`"

    def help_zh(self) -> str:
        return "时点写作`2019-06`、`2019Q2`、`6月`，后面写应完成的比例或数量，如`{2019-06: 40%, 2019-12: 100%}`"

    def help_en(self) -> str:
        return (
            "write `2019-06`, `2019Q2` or `2019-06-30` and what is to be there by then, such as `{2019-06: 40%, 2019-12: 100%}`"
        )


class PlanOutside(Diagnostic):
    """A point of a plan lies before the span of the ruleset or after the day the target is due."""

    code: ClassVar[str] = "plan-outside"

    day: dt.date
    start: dt.date
    due: dt.date

    def zh(self) -> str:
        return f"进度计划的时点{shown_day(self.day)}不在{shown_day(self.start)}至{shown_day(self.due)}之间"

    def en(self) -> str:
        return f"the plan's {self.day.isoformat()} is not between {self.start.isoformat()} and {self.due.isoformat()}"

    def help_zh(self) -> str:
        return "进度计划从实施期开始排到指标的期限为止"

    def help_en(self) -> str:
        return "a plan runs from the start of the span to the day the target is due"


class PlanTwice(Diagnostic):
    """A plan says two things about one day."""

    code: ClassVar[str] = "plan-twice"

    day: dt.date

    def zh(self) -> str:
        return f"进度计划里{shown_day(self.day)}写了两次"

    def en(self) -> str:
        return f"the plan speaks of {self.day.isoformat()} twice"

    def help_zh(self) -> str:
        return "`2019-06`、`2019Q2`、`上半年`都到6月30日为止，只留一个"

    def help_en(self) -> str:
        return "`2019-06`, `2019Q2` and `2019H1` all end on 30 June; keep one of them"


class PlanFalls(Diagnostic):
    """A plan says what is to be there since the start of the span, and a later point is less than an earlier one."""

    code: ClassVar[str] = "plan-falls"

    day: dt.date
    value: Quantity
    earlier: dt.date
    before: Quantity

    def zh(self) -> str:
        return (
            f"进度计划应填累计数：{shown_day(self.day)}的{self.value.shown()}小于{shown_day(self.earlier)}的{self.before.shown()}"
        )

    def en(self) -> str:
        earlier = f"{self.before.shown('en')} on {self.earlier.isoformat()}"
        return f"the plan falls: {self.value.shown('en')} on {self.day.isoformat()} is less than {earlier}"

    def help_zh(self) -> str:
        return "各时点写从年初累计应完成的数，不写当期数"

    def help_en(self) -> str:
        return "state what is to be there since the start of the span, not what each period brings"


class PlanShort(Diagnostic):
    """The last point of a plan is less than the target."""

    code: ClassVar[str] = "plan-short"

    value: Quantity
    day: dt.date
    target: Quantity

    def zh(self) -> str:
        return f"进度计划排到{shown_day(self.day)}只有{self.value.shown()}，没有达到指标值{self.target.shown()}"

    def en(self) -> str:
        return f"the plan ends with {self.value.shown('en')} on {self.day.isoformat()}, short of the target {self.target.shown('en')}"

    def help_zh(self) -> str:
        return "最后一个时点应为100%，或不少于指标值"

    def help_en(self) -> str:
        return "the last point is to be 100%, or no less than the target"
