"""What can be wrong with a value in the file of a ruleset."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.resolve.problems import listed, meant


class NotAChoice(Diagnostic):
    """A word that is none of the few that may stand there."""

    code: ClassVar[str] = "not-a-choice"
    key: str
    value: str
    near: str = ""
    allowed: tuple[str, ...] = ()
    """The words of the program that may stand there."""
    allowed_zh: tuple[str, ...] = ()
    """The same in Chinese."""

    def zh(self) -> str:
        return f"`{self.key}`不能写`{self.value}`"

    def en(self) -> str:
        return f"`{self.key}` cannot be `{self.value}`"

    def help_zh(self) -> str:
        return meant(self.near)[0] + f"可以写{listed(self.allowed_zh)}"

    def help_en(self) -> str:
        proposal = meant(self.near)[1]
        return (proposal + " " if proposal else "") + f"allowed: {listed(self.allowed, 'en')}"


class NotANumber(Diagnostic):
    """A number is wanted: plain decimal text, within limits."""

    code: ClassVar[str] = "not-a-number"
    key: str
    value: str
    negative: bool = False
    limit: str = ""

    def zh(self) -> str:
        if self.negative:
            return f"`{self.key}`不能是负数`{self.value}`"
        return f"`{self.key}`应当是一个数" + (f"，不超过`{self.limit}`" if self.limit else "") + f"，写的却是`{self.value}`"

    def en(self) -> str:
        if self.negative:
            return f"`{self.key}` cannot be negative, as `{self.value}` is"
        return f"`{self.key}` is a number" + (f" up to `{self.limit}`" if self.limit else "") + f", not `{self.value}`"

    def help_zh(self) -> str:
        return "只写数字，不带单位，最多30位，如`12.5`"

    def help_en(self) -> str:
        return "write digits without a unit, 30 at most, such as `12.5`"


class NotADay(Diagnostic):
    """A day is wanted."""

    code: ClassVar[str] = "not-a-day"
    key: str
    value: str
    period: bool = False
    """Whether a period may stand for its last day."""

    def zh(self) -> str:
        return f"`{self.key}`应当是一个日期{'或期间' if self.period else ''}，写的却是`{self.value}`"

    def en(self) -> str:
        return f"`{self.key}` is a day{' or a period' if self.period else ''}, not `{self.value}`"

    def help_zh(self) -> str:
        return "日期写成`2019-06-30`或`2019年6月30日`" + ("，期间写成`2019Q3`、`2019-09`" if self.period else "")

    def help_en(self) -> str:
        return "write a day as `2019-06-30`" + (", a period as `2019Q3` or `2019-09`" if self.period else "")


class NotASpan(Diagnostic):
    """The year or period of a ruleset cannot be understood."""

    code: ClassVar[str] = "not-a-span"
    key: str
    value: str
    backwards: bool = False

    def zh(self) -> str:
        if self.backwards:
            return f"`{self.key}`的`{self.value}`结束早于开始"
        return f"看不懂`{self.key}`的`{self.value}`"

    def en(self) -> str:
        if self.backwards:
            return f"`{self.value}` in `{self.key}` ends before it starts"
        return f"`{self.value}` in `{self.key}` is neither a year nor a period"

    def help_zh(self) -> str:
        return "年度写`2019`；期间写`2019-01..2019-09`、`2019年1月至2019年9月`或`2019-2021`"

    def help_en(self) -> str:
        return "a year is `2019`; a period is `2019-01..2019-09` or `2019-2021`"


class SpansDisagree(Diagnostic):
    """Year and period are both given and have no day in common."""

    code: ClassVar[str] = "spans-disagree"
    year: str
    period: str

    def zh(self) -> str:
        return f"预算年度`{self.year}`不在实施期`{self.period}`之内"

    def en(self) -> str:
        return f"the year `{self.year}` lies outside the period `{self.period}`"

    def help_zh(self) -> str:
        return "核对预算年度和实施期，两者至少要有重合的日子"

    def help_en(self) -> str:
        return "check both: they need days in common"


class NoSpan(Diagnostic):
    """A ruleset says neither its year nor its period, so no target has a last day."""

    code: ClassVar[str] = "no-span"
    ruleset: str

    def zh(self) -> str:
        return f"项目`{self.ruleset}`没有写预算年度"

    def en(self) -> str:
        return f"the ruleset `{self.ruleset}` does not say its year"

    def help_zh(self) -> str:
        return "加一行`预算年度: 2019`，跨年的写`实施期`"

    def help_en(self) -> str:
        return "add `year: 2019`, or `period` where it is no calendar year"


class NotAQuantity(Diagnostic):
    """A number with its unit is wanted, and where money is meant, money; where steps are counted, more than nought."""

    code: ClassVar[str] = "not-a-quantity"
    key: str
    value: str
    money: bool = False
    positive: bool = False

    def zh(self) -> str:
        wanted = "金额" if self.money else "大于0、带单位的数" if self.positive else "带单位的数"
        return f"`{self.key}`应当是{wanted}，写的却是`{self.value}`"

    def en(self) -> str:
        wanted = (
            "a sum of money" if self.money else "a number above 0 with its unit" if self.positive else "a number with its unit"
        )
        return f"`{self.key}` is {wanted}, not `{self.value}`"

    def help_zh(self) -> str:
        return "写明单位，如`400 万元`" if self.money else "如`12 个`、`95%`"

    def help_en(self) -> str:
        return "give the unit, as in `400 万元`" if self.money else "for example `12 个`, `95%`"


class UnknownUnit(Diagnostic):
    """A noun that is in no table of units; it counts as a unit of its own."""

    code: ClassVar[str] = "unknown-unit"
    severity: ClassVar[Severity] = Severity.INFO
    unit: str

    def zh(self) -> str:
        return f"单位表里没有`{self.unit}`，按单独的计数单位处理，不与其他单位换算"

    def en(self) -> str:
        return f"`{self.unit}` is in no table of units; it counts as a unit of its own and converts to nothing"

    def help_zh(self) -> str:
        return "若是已有单位的另一种写法，请写在`单位别名`里"

    def help_en(self) -> str:
        return "if it is another name of a unit, say so in `units`"


class BadScale(Diagnostic):
    """A scale that is no order of levels."""

    code: ClassVar[str] = "bad-scale"
    name: str
    fault: Literal["short", "twice", "order", "mixed", "points"]
    level: str = ""

    def zh(self) -> str:
        return (
            f"等级`{self.name}`"
            + {
                "short": "至少要有两档",
                "twice": f"里`{self.level}`出现了两次",
                "order": f"应当从好到差，`{self.level}`的数却不小于上一档",
                "mixed": f"要么每一档都写数，要么都不写，`{self.level}`没有写",
                "points": "没有写各档的分值，问卷人数算不出等级",
            }[self.fault]
        )

    def en(self) -> str:
        return (
            f"the scale `{self.name}` "
            + {
                "short": "needs two levels at least",
                "twice": f"has `{self.level}` twice",
                "order": f"goes from best to worst, but `{self.level}` is not below the level before it",
                "mixed": f"has numbers for all levels or for none, but `{self.level}` lacks one",
                "points": "has no points, so that counts of a survey come to no level",
            }[self.fault]
        )

    def help_zh(self) -> str:
        return {
            "short": "从好到差列出，如`[很满意, 满意, 一般, 不满意]`",
            "twice": "删去一个",
            "order": "按从好到差的先后排列",
            "mixed": f"补上`{self.level}`的数，或把各档的数都删去",
            "points": "写上各档的分值，如`{很满意: 100, 满意: 80, 一般: 60}`",
        }[self.fault]

    def help_en(self) -> str:
        return {
            "short": "list its levels best first, as in `[很满意, 满意, 一般, 不满意]`",
            "twice": "leave one out",
            "order": "put the best level first",
            "mixed": f"give `{self.level}` a number, or leave all numbers out",
            "points": "give points, as in `{很满意: 100, 满意: 80, 一般: 60}`",
        }[self.fault]


class CalendarDay(Diagnostic):
    """A day is set twice, or lies where the calendar knows nothing."""

    code: ClassVar[str] = "calendar-day"
    day: str
    outside: bool = False

    def zh(self) -> str:
        return f"工作日历不覆盖`{self.day}`，这一天的调整没有作用" if self.outside else f"`{self.day}`既写了放假又写了上班"

    def en(self) -> str:
        return f"the calendar does not know `{self.day}`" if self.outside else f"`{self.day}` is a day off and a day of work"

    def help_zh(self) -> str:
        return "核对年份，或删去这一天" if self.outside else "只留一处"

    def help_en(self) -> str:
        return "check the year, or leave the day out" if self.outside else "keep one of them"


class UnitRedefined(Diagnostic):
    """`units` gives a unit of measurement another size: `亩: 5 家`. Count words may be made names of one another."""

    code: ClassVar[str] = "unit-redefined"
    unit: str

    def zh(self) -> str:
        return f"`{self.unit}`是通用的计量单位，不能另作定义"

    def en(self) -> str:
        return f"`{self.unit}` is a common unit and cannot be given another meaning"

    def help_zh(self) -> str:
        return "换一个名称"

    def help_en(self) -> str:
        return "choose another name"
