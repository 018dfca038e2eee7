"""What can be wrong, or worth saying, when the names, units and words of a target get their meaning."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.period import shown_day

EqualMode = Literal["reach", "two_sided", "exact"]


class SubjectTwice(Diagnostic):
    """The target names what is measured, and the indicator names it too."""

    code: ClassVar[str] = "subject-twice"
    subject: str
    measure: str

    def zh(self) -> str:
        return f"判定里已写明考核`{self.subject}`，`取数`又写了`{self.measure}`"

    def en(self) -> str:
        return f"the target says what is measured, `{self.subject}`, and so does `measure: {self.measure}`"

    def help_zh(self) -> str:
        return "只留一处：判定里只写要求（如`>= 90%`），或删去`取数`"

    def help_en(self) -> str:
        return "keep one: write the demand alone (`>= 90%`), or leave `measure` out"


class KeywordGlued(Diagnostic):
    """An undeclared name begins with a declared measure and holds a keyword: blanks are probably missing."""

    code: ClassVar[str] = "keyword-glued"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    measure: str
    word: str

    def zh(self) -> str:
        return f"`{self.name}`没有登记为数据项，整个当作一个名称；里面有数据项`{self.measure}`和关键词`{self.word}`"

    def en(self) -> str:
        return f"`{self.name}` is no declared measure and is taken for one name; it holds `{self.measure}` and the keyword `{self.word}`"

    def help_zh(self) -> str:
        return f"要考核`{self.measure}`，请在`{self.measure}`后面和`{self.word}`前后加空格；确是另一个数据项，请在数据项里登记"

    def help_en(self) -> str:
        return f"to judge `{self.measure}`, write blanks behind it and around `{self.word}`; else declare it among the measures"


class SubjectMissing(Diagnostic):
    """A condition that stands by itself (`when`, or inside a function) does not say what it looks at."""

    code: ClassVar[str] = "subject-missing"
    text: str

    def zh(self) -> str:
        return f"条件`{self.text}`没有写看哪个数据项"

    def en(self) -> str:
        return f"the condition `{self.text}` does not say which measure it looks at"

    def help_zh(self) -> str:
        return "写上数据项，如`服务人次 > 0`"

    def help_en(self) -> str:
        return "name the measure, as in `服务人次 > 0`"


class DirectionAssumed(Diagnostic):
    """`==` means reach; whether that is at least or at most was told from the name."""

    code: ClassVar[str] = "direction-assumed"
    severity: ClassVar[Severity] = Severity.INFO
    name: str
    direction: Literal["higher", "lower"]
    word: str = ""
    fall: bool = False
    """Whether the amount is that of a fall: of what is better the lower it is, a fall is to be at least so large."""

    def zh(self) -> str:
        meaning = "不低于" if (self.direction == "higher") is not self.fall else "不超过"
        why = f"因含“{self.word}”" if self.word else "按名称"
        return f"`{self.name}`{why}视为{'越高越好' if self.direction == 'higher' else '越低越好'}，“等于”按{meaning}计"

    def en(self) -> str:
        better = "more" if self.direction == "higher" else "less"
        why = f" because of `{self.word}`" if self.word else ""
        meaning = "at least" if (self.direction == "higher") is not self.fall else "at most"
        return f"`{self.name}` is taken as {better} is better{why}, so `==` means {meaning}"

    def help_zh(self) -> str:
        return "不是这个意思的，给数据项写上`方向`，或把`==`改成`>=`、`<=`"

    def help_en(self) -> str:
        return "otherwise give the measure its `direction`, or write `>=` or `<=`"


class DateComparison(Diagnostic):
    """A date stands on the right of a comparison that cannot use it."""

    code: ClassVar[str] = "date-comparison"
    text: str

    def zh(self) -> str:
        return f"`{self.text}`这样的日期不能作比较的数值"

    def en(self) -> str:
        return f"the date `{self.text}` cannot be the value of a comparison"

    def help_zh(self) -> str:
        return f"期限写成`完成 不晚于 {self.text}`，或写在数值后面，如`>= 500 家 不晚于 {self.text}`"

    def help_en(self) -> str:
        return f"write `done by {self.text}`, or put it behind the number, as in `>= 500 家 by {self.text}`"


class EmptyRange(Diagnostic):
    """The lower end of a range lies above its upper end."""

    code: ClassVar[str] = "empty-range"
    low: str
    high: str

    def zh(self) -> str:
        return f"没有数同时不低于下限`{self.low}`又不高于上限`{self.high}`"

    def en(self) -> str:
        return f"the range from `{self.low}` to `{self.high}` holds nothing"

    def help_zh(self) -> str:
        return "上下限对调；两头相等的，两边都用方括号"

    def help_en(self) -> str:
        return "exchange the ends; equal ends need square brackets"


class ToleranceNeedsEquals(Diagnostic):
    """`±` behind another sign than `==`."""

    code: ClassVar[str] = "tolerance-needs-equals"
    op: str

    def zh(self) -> str:
        return f"`±`只能跟在`==`后面，这里却是`{self.op}`"

    def en(self) -> str:
        return f"`±` goes with `==`, not with `{self.op}`"

    def help_zh(self) -> str:
        return "上下浮动写成`== 100 万元 ± 5%`；只有一头的要求不写`±`"

    def help_en(self) -> str:
        return "write `== 100 万元 ± 5%`, or leave `±` out where only one side is bounded"


class MilestoneOrder(Diagnostic):
    """The days of a schedule must rise."""

    code: ClassVar[str] = "milestone-order"
    day: str
    before: str

    def zh(self) -> str:
        return f"节点`{self.day}`不晚于前一个节点`{self.before}`，各节点要按日期先后写"

    def en(self) -> str:
        return f"the milestone `{self.day}` is not later than `{self.before}` before it; the days must rise"

    def help_zh(self) -> str:
        return "如`>= 150 家 不晚于 2019-06, 300 家 不晚于 2019-09`"

    def help_en(self) -> str:
        return "for example `>= 150 家 by 2019-06, 300 家 by 2019-09`"


class MilestoneFalls(Diagnostic):
    """A later milestone asks for less than an earlier one."""

    code: ClassVar[str] = "milestone-falls"
    severity: ClassVar[Severity] = Severity.WARNING
    bound: str
    before: str

    def zh(self) -> str:
        return f"后一个节点的`{self.bound}`低于前一个节点的`{self.before}`"

    def en(self) -> str:
        return f"the later milestone `{self.bound}` asks for less than `{self.before}` before it"

    def help_zh(self) -> str:
        return "节点的数是年初起的累计数，不是各期新增数，请核对"

    def help_en(self) -> str:
        return "milestones count from the start of the span, they are no increments; please check"


class MilestoneNotNumber(Diagnostic):
    """A milestone that is no plain quantity."""

    code: ClassVar[str] = "milestone-not-number"
    text: str

    def zh(self) -> str:
        return f"节点的`{self.text}`应当是一个数"

    def en(self) -> str:
        return f"the milestone `{self.text}` is no plain number"

    def help_zh(self) -> str:
        return "直接写各节点要达到的数，如`300 家`"

    def help_en(self) -> str:
        return "write the number to be reached, such as `300 家`"


class MilestoneWeightCount(Diagnostic):
    """`milestone_weights` and the schedule of the target do not have the same length."""

    code: ClassVar[str] = "milestone-weight-count"
    name: str
    got: int
    milestones: int

    def zh(self) -> str:
        return f"指标`{self.name}`的`节点分值`有{self.got}个，判定里有{self.milestones}个节点"

    def en(self) -> str:
        return f"`milestone_weights` of `{self.name}` holds {self.got} numbers, its target has {self.milestones} milestones"

    def help_zh(self) -> str:
        return "每个节点一个分值；节点写在判定里，如`>= 150 家 不晚于 2019-06, 300 家 不晚于 2019-09`"

    def help_en(self) -> str:
        return "give one number for each milestone of the target, as in `>= 150 家 by 2019-06, 300 家 by 2019-09`"


class ShareNotAPart(Diagnostic):
    """The share behind `for` is no part of the cases: more than 100%, or in a unit of its own."""

    code: ClassVar[str] = "share-not-a-part"
    text: str

    def zh(self) -> str:
        return f"达标面`{self.text}`应当在0到100%之间"

    def en(self) -> str:
        return f"`{self.text}` is no share of the cases: it lies between 0 and 100%"

    def help_zh(self) -> str:
        return "写成`达标面 95%`"

    def help_en(self) -> str:
        return "write `for 95%`"


class MeasureWithoutName(Diagnostic):
    """The `measure` of an indicator names no measure: `measure: 5`. Nothing is measured then."""

    code: ClassVar[str] = "measure-without-name"
    text: str

    def zh(self) -> str:
        return f"取数`{self.text}`里没有数据项，没有可考核的内容"

    def en(self) -> str:
        return f"`measure: {self.text}` names no measure, so nothing is measured"

    def help_zh(self) -> str:
        return "写数据项的名称或算式，如`执行数 / 预算数`"

    def help_en(self) -> str:
        return "write the name of a measure or a formula, as in `执行数 / 预算数`"


class DeadlineMoved(Diagnostic):
    """The last day of a deadline is a day off and the row asks for it to move to the next working day."""

    code: ClassVar[str] = "deadline-moved"
    severity: ClassVar[Severity] = Severity.INFO

    day: dt.date
    moved: dt.date

    def zh(self) -> str:
        return f"期限{shown_day(self.day)}为休息日，顺延至{shown_day(self.moved)}"

    def en(self) -> str:
        return f"the deadline {self.day} is a day off and moves to {self.moved}"


class DayNotInCalendar(Diagnostic):
    """A deadline is to move off days off, but the calendar of working days does not know the day."""

    code: ClassVar[str] = "day-not-in-calendar"

    day: dt.date
    first: dt.date
    last: dt.date

    def zh(self) -> str:
        return f"工作日历只有{shown_day(self.first)}至{shown_day(self.last)}的数据，无法判断{shown_day(self.day)}是否顺延"

    def en(self) -> str:
        return f"the calendar knows the days from {self.first} to {self.last} and cannot tell whether {self.day} is a day off"

    def help_zh(self) -> str:
        return "请直接写顺延后的日期，并去掉`顺延`"

    def help_en(self) -> str:
        return "write the day it moves to, and leave `roll` out"
