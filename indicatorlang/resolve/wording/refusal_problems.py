"""Why a target that officials wrote is not read. None of these is an error of the program's: the text stays as it is.

A reading of kind `text` carries one of them, so that its author can mend the text.
"""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity


class ContraryComparisons(Diagnostic):
    """Two comparisons of one number that point in opposite directions (≤95%以上)."""

    code: ClassVar[str] = "contrary-comparisons"
    severity: ClassVar[Severity] = Severity.WARNING
    one: str
    other: str
    amount: str

    def zh(self) -> str:
        return f"`{self.one}`和`{self.other}`方向相反"

    def en(self) -> str:
        return f"`{self.one}` and `{self.other}` point in opposite directions"

    def help_zh(self) -> str:
        return f"只留一个，如`≥{self.amount}`或`≤{self.amount}`"

    def help_en(self) -> str:
        return f"keep one of them, as in `>= {self.amount}` or `<= {self.amount}`"


class ToleranceUnclear(Diagnostic):
    """A tolerance in per cent of a percentage: 90%±5% may be 85% to 95%, or 85.5% to 94.5%."""

    code: ClassVar[str] = "tolerance-unclear"
    severity: ClassVar[Severity] = Severity.WARNING
    number: str
    tolerance: str
    points: tuple[str, str]
    share: tuple[str, str]

    def zh(self) -> str:
        return f"`{self.number}%±{self.tolerance}%`可指{self.points[0]}%至{self.points[1]}%，也可指{self.share[0]}%至{self.share[1]}%"

    def en(self) -> str:
        return f"`{self.number}%±{self.tolerance}%` can mean {self.points[0]}% to {self.points[1]}% or {self.share[0]}% to {self.share[1]}%"

    def help_zh(self) -> str:
        return f"写成`{self.number}%±{self.tolerance}个百分点`，或直接写区间"

    def help_en(self) -> str:
        return f"write `{self.number}% ± {self.tolerance} 百分点`, or the range itself"


class ToleranceUnfit(Diagnostic):
    """A tolerance whose unit is not that of the number (60台±3天)."""

    code: ClassVar[str] = "tolerance-unfit"
    severity: ClassVar[Severity] = Severity.WARNING
    amount: str
    tolerance: str

    def zh(self) -> str:
        return f"`{self.amount}`上下不能相差`{self.tolerance}`，两个单位对不上"

    def en(self) -> str:
        return f"`{self.amount}` cannot differ by `{self.tolerance}`, for the units do not fit"

    def help_zh(self) -> str:
        return "用同一个单位，或直接写区间"

    def help_en(self) -> str:
        return "use one unit, or write the range itself"


class RangeUnclear(Diagnostic):
    """A range whose ends have two units (10天-5小时), or whose first end is the greater one (88%-82%)."""

    code: ClassVar[str] = "range-unclear"
    severity: ClassVar[Severity] = Severity.WARNING
    low: str
    high: str
    units: bool

    def zh(self) -> str:
        return f"`{self.low}`到`{self.high}`" + ("两端单位不同" if self.units else "前大后小，不成区间")

    def en(self) -> str:
        why = "has two units" if self.units else "falls, so it is no range"
        return f"`{self.low}` to `{self.high}` {why}"

    def help_zh(self) -> str:
        return "两端用同一个单位，小的写在前面" if self.units else f"小的写在前面：`{self.high}—{self.low}`"

    def help_en(self) -> str:
        return "use one unit, the smaller end first" if self.units else f"write the smaller end first: `{self.high} - {self.low}`"


class DayUnknown(Diagnostic):
    """A date that the calendar does not have (9月31日), or one without a year where nobody says which year is meant."""

    code: ClassVar[str] = "day-unknown"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    year_missing: bool

    def zh(self) -> str:
        return f"`{self.text}`没有写年份，也不知道预算年度" if self.year_missing else f"没有`{self.text}`这一天"

    def en(self) -> str:
        return (
            f"`{self.text}` has no year, and no budget year is known" if self.year_missing else f"there is no day `{self.text}`"
        )

    def help_zh(self) -> str:
        return "写明年份，如`2021年12月31日前`" if self.year_missing else "请核对日期"

    def help_en(self) -> str:
        return "write the year, as in `by 2021-12-31`" if self.year_missing else "check the date"


class TextTooLong(Diagnostic):
    """A target has at most 4,000 characters."""

    code: ClassVar[str] = "wording-too-long"
    severity: ClassVar[Severity] = Severity.WARNING
    length: int
    most: int

    def zh(self) -> str:
        return f"这段文字有{self.length}个字符，指标值最多{self.most}个"

    def en(self) -> str:
        return f"this text has {self.length} characters, a target at most {self.most}"

    def help_zh(self) -> str:
        return "只写要求本身"

    def help_en(self) -> str:
        return "write the demand alone"


class NumberUnplaced(Diagnostic):
    """There is a number, but the sentence does not say that it is what is demanded."""

    code: ClassVar[str] = "number-unplaced"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str

    def zh(self) -> str:
        return f"`{self.text}`里有数，但看不出要求的是不是这个数"

    def en(self) -> str:
        return f"`{self.text}` holds a number, but nothing says that it is what is demanded"

    def help_zh(self) -> str:
        return "写成比较符号、数和单位，如`≥95%`"

    def help_en(self) -> str:
        return "write a sign, a number and a unit, as in `>= 95%`"


class NothingToCheck(Diagnostic):
    """Words that name no number, day, state or degree that anybody could check."""

    code: ClassVar[str] = "nothing-to-check"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str

    def zh(self) -> str:
        return f"从`{self.text}`读不出可以核对的要求"

    def en(self) -> str:
        return f"`{self.text}` says nothing that can be checked"

    def help_zh(self) -> str:
        return "写明数、期限、等级或要做到的事"

    def help_en(self) -> str:
        return "write a number, a day, a level, or what is to be done"
