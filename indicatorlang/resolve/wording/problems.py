"""What was assumed to read a target as officials write it. All are infos: the reading says so and goes on."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.comparison import Op
from indicatorlang.model.period import shown_day

From = Literal["column", "name"]
_WHERE: dict[From, tuple[str, str]] = {
    "column": ("表中单独一栏", "a column of its own"),
    "name": ("指标名称", "the indicator's name"),
}
_ZH: dict[Op, str] = {">=": "不低于", "<=": "不超过", ">": "高于", "<": "低于", "==": "等于", "!=": "不等于"}
_EN: dict[Op, str] = {">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "==": "equal to", "!=": "other than"}


class OperatorAssumed(Diagnostic):
    """The text has no comparison; it follows from what the name measures. `word` told it, if any word did. Without a name
    (`named` False) it is what such numbers usually mean. `heading`: the word stands in the heading above, not in the name."""

    code: ClassVar[str] = "operator-assumed"
    severity: ClassVar[Severity] = Severity.INFO
    amount: str
    op: Op
    word: str = ""
    named: bool = True
    heading: bool = False

    def zh(self) -> str:
        where = "上级指标" if self.heading else ""
        why = f"因{where}含“{self.word}”" if self.word else "按指标名称" if self.named else "按通常情形"
        return f"`{self.amount}`未写比较符号，{why}理解为{_ZH[self.op]}`{self.amount}`"

    def en(self) -> str:
        where = " in the heading above" if self.heading else ""
        why = f"because of `{self.word}`{where}" if self.word else "going by the name" if self.named else "as is usual"
        return f"`{self.amount}` has no comparison sign; {why}, it is read as {_EN[self.op]} `{self.amount}`"

    def help_zh(self) -> str:
        return f"不是这个意思的，请写明符号，如`{'≥' if self.op != '>=' else '≤'}{self.amount}`"

    def help_en(self) -> str:
        return f"write the sign if another is meant, as in `{'>=' if self.op != '>=' else '<='} {self.amount}`"


class OperatorTaken(Diagnostic):
    """The comparison does not stand in the text but beside it."""

    code: ClassVar[str] = "operator-taken"
    severity: ClassVar[Severity] = Severity.INFO
    op: Op
    words: str
    where: From

    def zh(self) -> str:
        return f"比较符号`{self.words}`取自{_WHERE[self.where][0]}，理解为{_ZH[self.op]}"

    def en(self) -> str:
        return f"the comparison `{self.words}` comes from {_WHERE[self.where][1]} and is read as {_EN[self.op]}"


class OperatorsDiffer(Diagnostic):
    """Two comparisons that point the same way but differ about the number itself, or one in the text and one beside it."""

    code: ClassVar[str] = "operators-differ"
    severity: ClassVar[Severity] = Severity.INFO
    taken: str
    left: str

    def zh(self) -> str:
        return f"`{self.taken}`和`{self.left}`不一致，按`{self.taken}`理解"

    def en(self) -> str:
        return f"`{self.taken}` and `{self.left}` do not agree; `{self.taken}` is taken"


class BoundByProfile(Diagnostic):
    """A word such as 以下, which counts its number by convention, is read without it because the profile says so (`bounds`)."""

    code: ClassVar[str] = "bound-by-profile"
    severity: ClassVar[Severity] = Severity.INFO
    word: str
    by_zh: str
    by_en: str

    def zh(self) -> str:
        return f"{self.by_zh}，`{self.word}`不含本数"

    def en(self) -> str:
        return f"{self.by_en}, `{self.word}` does not include its number"

    def help_zh(self) -> str:
        return f"这一条要含本数的，请写明`{self.word}（含）`"

    def help_en(self) -> str:
        return f"write `{self.word}（含）` where the number is to count"


class UnitTaken(Diagnostic):
    """The unit does not stand in the text but beside it, or is said more fully there."""

    code: ClassVar[str] = "unit-taken"
    severity: ClassVar[Severity] = Severity.INFO
    unit: str
    where: From

    def zh(self) -> str:
        return f"计量单位`{self.unit}`取自{_WHERE[self.where][0]}"

    def en(self) -> str:
        return f"the unit `{self.unit}` comes from {_WHERE[self.where][1]}"


class UnitsDiffer(Diagnostic):
    """The unit in the text is another one than the unit column has."""

    code: ClassVar[str] = "units-differ"
    severity: ClassVar[Severity] = Severity.INFO
    taken: str
    left: str

    def zh(self) -> str:
        return f"指标值写的是`{self.taken}`，计量单位一栏却是`{self.left}`，按`{self.taken}`理解"

    def en(self) -> str:
        return f"the target says `{self.taken}` but the unit column `{self.left}`; `{self.taken}` is taken"


class UnitUnknown(Diagnostic):
    """A noun that is in no table of units counts as a unit of its own."""

    code: ClassVar[str] = "unit-unknown"
    severity: ClassVar[Severity] = Severity.INFO
    unit: str

    def zh(self) -> str:
        return f"`{self.unit}`不在单位表里，作为单独的计数单位"

    def en(self) -> str:
        return f"`{self.unit}` is in no table of units and counts as a unit of its own"


class MoneyAssumed(Diagnostic):
    """A bare number for each of something (每亩300) is taken as 元."""

    code: ClassVar[str] = "money-assumed"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    unit: str

    def zh(self) -> str:
        return f"`{self.text}`未写计量单位，按`{self.unit}`理解"

    def en(self) -> str:
        return f"`{self.text}` has no unit and is read in `{self.unit}`"


class ApproximateIgnored(Diagnostic):
    """约, 左右 and the like have no measure; the number itself is taken."""

    code: ClassVar[str] = "approximate-ignored"
    severity: ClassVar[Severity] = Severity.INFO
    word: str
    amount: str

    def zh(self) -> str:
        return f"`{self.word}`没有说明允许的幅度，按`{self.amount}`本身理解"

    def en(self) -> str:
        return f"`{self.word}` has no measure; the number `{self.amount}` itself is taken"

    def help_zh(self) -> str:
        return "允许上下浮动的，请写成如`100 万元 ± 5%`"

    def help_en(self) -> str:
        return "write the tolerance, as in `100 万元 ± 5%`"


class NoneDemanded(Diagnostic):
    """Beside the name of a bad thing, 无 and nil demand that there be none; beside any other name they demand nothing."""

    code: ClassVar[str] = "none-demanded"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    word: str

    def zh(self) -> str:
        return f"指标名称含“{self.word}”，`{self.text}`理解为不得发生，而不是没有要求"

    def en(self) -> str:
        return f"because of `{self.word}` in the name, `{self.text}` is read as: there must be none"

    def help_zh(self) -> str:
        return "没有要求的，请写`不适用`"

    def help_en(self) -> str:
        return "write `not applicable` if nothing is demanded"


class YearAssumed(Diagnostic):
    """A date without a year lies in the year of the budget."""

    code: ClassVar[str] = "year-assumed"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    year: int

    def zh(self) -> str:
        return f"`{self.text}`未写年份，按预算年度{self.year}年理解"

    def en(self) -> str:
        return f"`{self.text}` has no year and is read in the budget year {self.year}"


class LastDayTaken(Diagnostic):
    """A stretch of time (2019年3月至12月) as a target is kept by its last day; when it begins is not demanded."""

    code: ClassVar[str] = "last-day-taken"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    by: dt.date

    def zh(self) -> str:
        return f"`{self.text}`是一段时间，按不晚于最后一天{self.by.isoformat()}理解"

    def en(self) -> str:
        return f"`{self.text}` is a stretch of time and is read as by its last day, {self.by.isoformat()}"

    def help_zh(self) -> str:
        return f"只要求截止日的，请写如`{self.by.isoformat()}前`"

    def help_en(self) -> str:
        return f"write the last day alone, as in `by {self.by.isoformat()}`"


class YearOfAccounts(Diagnostic):
    """A financial year may end in any month. Named by one year it is read as that calendar year (FY2023), by two as ending in
    March of the second (2023/24)."""

    code: ClassVar[str] = "financial-year-assumed"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    by: dt.date

    def zh(self) -> str:
        return f"`{self.text}`所称财务年度未写起止日期，按截至{self.by.isoformat()}理解"

    def en(self) -> str:
        return f"`{self.text}` names a financial year without its last day and is read as by {self.by.isoformat()}"

    def help_zh(self) -> str:
        return f"请写明到哪一天，如`不晚于 {self.by.isoformat()}`"

    def help_en(self) -> str:
        return f"write the day, as in `by {self.by.isoformat()}`"


class DateAmbiguous(Diagnostic):
    """6月前 may include June or not. Both days are candidates; the earlier one is the first reading."""

    code: ClassVar[str] = "date-ambiguous"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    first: dt.date
    other: dt.date

    def zh(self) -> str:
        return f"`{self.text}`可指不晚于{shown_day(self.first)}，也可指不晚于{shown_day(self.other)}"

    def en(self) -> str:
        return f"`{self.text}` can mean by {self.first.isoformat()} or by {self.other.isoformat()}"

    def help_zh(self) -> str:
        return f"请写明到哪一天，如`不晚于 {self.other.isoformat()}`"

    def help_en(self) -> str:
        return f"write the day, as in `by {self.other.isoformat()}`"


class DateFromName(Diagnostic):
    """The day stands in the indicator's name."""

    code: ClassVar[str] = "date-from-name"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    by: dt.date

    def zh(self) -> str:
        return f"期限取自指标名称里的`{self.text}`，即不晚于{shown_day(self.by)}"

    def en(self) -> str:
        return f"the deadline comes from `{self.text}` in the name: by {self.by.isoformat()}"
