"""What can be wrong, or worth saying, when the names, units and words of a target get their meaning."""

from __future__ import annotations

from typing import ClassVar, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place, Severity
from indicatorlang.library.parts import ArgumentKind
from indicatorlang.resolve.problems import NOWHERE, meant

Feature = Literal["growth", "trend", "cadence", "records", "share", "scoring", "adjusted", "roll"]
EqualMode = Literal["reach", "two_sided", "exact"]
NotNumber = Literal["levels", "survey", "date"]
_FEATURES: dict[Feature, tuple[str, str, str, str]] = {
    "growth": (
        "增长判定",
        "growth",
        "可先把上年数设为一个数据项，写成`产品数 > 上年产品数`",
        "report last year's number as a measure and compare with it",
    ),
    "trend": ("逐期提升、逐期下降", "trends over periods", "可先写成与一个确定数值的比较", "compare with a fixed number for now"),
    "cadence": (
        "按每天、每周、每月、每季度逐期判定",
        "targets for every period",
        "可先按实际次数和应有次数设两个数据项，考核比率",
        "report how often it was done and how often it should have been, and compare the rate",
    ),
    "records": (
        "台账逐件判定",
        "single cases of a table",
        "可先把合格件数和总件数设为数据项，考核比率",
        "report the good cases and all cases as measures, and compare the rate",
    ),
    "share": (
        "达标面",
        "the share of cases that meet it",
        "可先把合格件数和总件数设为数据项，考核比率",
        "report the good cases and all cases as measures, and compare the rate",
    ),
    "scoring": ("这种评分标准", "this scoring method", "可先用按比例或达标得分", "use `proportional` or `pass_fail` for now"),
    "adjusted": (
        "指标调整",
        "changes of a target",
        "批复后可先直接改写判定，并在备注里写明文号",
        "after approval change the target itself and name the document in the note",
    ),
    "roll": ("期限顺延", "deadlines that move on from a day off", "可先直接写顺延后的日期", "write the day it moves to"),
}


@attrs.frozen(kw_only=True)
class FeatureNotEvaluated(Diagnostic):
    """Understood and checked, but not evaluated by this version; the row that depends on it gets no score."""

    code: ClassVar[str] = "feature-not-evaluated"
    severity: ClassVar[Severity] = Severity.WARNING
    feature: Feature
    text: str

    def zh(self) -> str:
        return f"`{self.text}`用到{_FEATURES[self.feature][0]}，本版能读懂，还不能据此评价"

    def en(self) -> str:
        return f"`{self.text}` uses {_FEATURES[self.feature][1]}, which this version understands but does not evaluate"

    def help_zh(self) -> str:
        return _FEATURES[self.feature][2]

    def help_en(self) -> str:
        return _FEATURES[self.feature][3]


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class SubjectMissing(Diagnostic):
    """A condition that says when an indicator applies does not say what it looks at."""

    code: ClassVar[str] = "subject-missing"
    text: str

    def zh(self) -> str:
        return f"适用条件`{self.text}`没有写看哪个数据项"

    def en(self) -> str:
        return f"the condition `{self.text}` does not say which measure it looks at"


@attrs.frozen(kw_only=True)
class UnitMismatch(Diagnostic):
    """Two sides that are added or compared count in units that do not fit: 家 and 元."""

    code: ClassVar[str] = "unit-mismatch"
    left: str
    left_unit: str
    right: str
    right_unit: str
    joined: Literal["compared", "added"] = "compared"
    declared: Place = NOWHERE
    """Where the unit of the left side was declared, when it is a measure."""

    def zh(self) -> str:
        verb = "比较" if self.joined == "compared" else "相加减"
        return f"`{self.left}`的单位是`{self.left_unit or '无'}`，`{self.right}`的单位是`{self.right_unit or '无'}`，不能{verb}"

    def en(self) -> str:
        left, right = self.left_unit or "no unit", self.right_unit or "no unit"
        return f"`{self.left}` counts in `{left}` and `{self.right}` in `{right}`: they cannot be {self.joined}"

    def help_zh(self) -> str:
        line = f"`{self.left}`在第{self.declared.line}行定义；" if self.declared.line else ""
        return f"{line}两边要用同一种单位；同一单位的不同名称可在`单位别名`里写明"

    def help_en(self) -> str:
        line = f"`{self.left}` is declared in line {self.declared.line}; " if self.declared.line else ""
        return f"{line}both sides need one unit; another name of a unit can be declared in `units`"


@attrs.frozen(kw_only=True)
class UnitMissing(Diagnostic):
    """A bare number is held against a measure that counts in a unit."""

    code: ClassVar[str] = "unit-missing"
    number: str
    unit: str
    measure: str

    def zh(self) -> str:
        return f"`{self.number}`没有写单位，`{self.measure}`的单位是`{self.unit}`"

    def en(self) -> str:
        return f"`{self.number}` has no unit, while `{self.measure}` counts in `{self.unit}`"

    def help_zh(self) -> str:
        return f"写成`{self.number}{'' if self.unit == '%' else ' '}{self.unit}`"

    def help_en(self) -> str:
        return f"write `{self.number}{'' if self.unit == '%' else ' '}{self.unit}`"


@attrs.frozen(kw_only=True)
class UnitUndeclared(Diagnostic):
    """Measures are added or subtracted, but one of them does not say its unit."""

    code: ClassVar[str] = "unit-undeclared"
    measure: str
    text: str

    def zh(self) -> str:
        return f"`{self.text}`要相加减，`{self.measure}`却没有写计量单位"

    def en(self) -> str:
        return f"`{self.text}` adds or subtracts, but `{self.measure}` does not declare its unit"

    def help_zh(self) -> str:
        return f"在`数据项`里写明，如`{self.measure}: {{计量单位: 家}}`"

    def help_en(self) -> str:
        return f"declare it in `measures`, for example `{self.measure}: {{unit: 家}}`"


@attrs.frozen(kw_only=True)
class CountRatio(Diagnostic):
    """Two counts of different things are divided; the quotient is taken as a plain ratio."""

    code: ClassVar[str] = "count-ratio"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    left_unit: str
    right_unit: str

    def zh(self) -> str:
        return f"`{self.text}`是`{self.left_unit}`除以`{self.right_unit}`，按比率处理"

    def en(self) -> str:
        return f"`{self.text}` divides `{self.left_unit}` by `{self.right_unit}` and is taken as a plain ratio"


@attrs.frozen(kw_only=True)
class DivisionByZero(Diagnostic):
    """A target or formula divides by a literal nought."""

    code: ClassVar[str] = "division-by-zero"
    text: str

    def zh(self) -> str:
        return f"`{self.text}`的分母写成了0"

    def en(self) -> str:
        return f"`{self.text}` divides by nought"


@attrs.frozen(kw_only=True)
class UnknownFunction(Diagnostic):
    """A function that the language does not have."""

    code: ClassVar[str] = "unknown-function"
    function: str
    near: str = ""
    known: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"没有`{self.function}`这个函数"

    def en(self) -> str:
        return f"there is no function `{self.function}`"

    def help_zh(self) -> str:
        return meant(self.near)[0] or f"可用的有{'、'.join(f'`{name}`' for name in self.known) or '哪些见手册'}"

    def help_en(self) -> str:
        return meant(self.near)[1] or f"known: {', '.join(f'`{name}`' for name in self.known) or 'see the manual'}"


@attrs.frozen(kw_only=True)
class WrongArity(Diagnostic):
    """A function with too many or too few arguments."""

    code: ClassVar[str] = "wrong-arity"
    function: str
    got: int
    least: int
    most: int | None = None

    def zh(self) -> str:
        return f"`{self.function}`需要{self._wanted('至', '不少于')}个参数，写了{self.got}个"

    def en(self) -> str:
        return f"`{self.function}` takes {self._wanted(' to ', 'at least ')} arguments, not {self.got}"

    def _wanted(self, to: str, at_least: str) -> str:
        if self.most is None:
            return f"{at_least}{self.least}"
        return str(self.least) if self.least == self.most else f"{self.least}{to}{self.most}"


@attrs.frozen(kw_only=True)
class WrongArgument(Diagnostic):
    """An argument that its function cannot take."""

    code: ClassVar[str] = "wrong-argument"
    function: str
    argument: str
    wanted: tuple[ArgumentKind, ...] = ()

    def zh(self) -> str:
        words = {
            "number": "数",
            "measure": "数据项",
            "date": "日期",
            "condition": "条件",
            "records": "台账",
            "column": "台账的列",
        }
        return f"`{self.function}`不能用`{self.argument}`作参数，应当是{'或'.join(words[w] for w in self.wanted) or '别的'}"

    def en(self) -> str:
        words = {"number": "a number", "measure": "a measure", "date": "a date", "condition": "a condition"}
        words |= {"records": "a table of cases", "column": "a column of cases"}
        return (
            f"`{self.function}` cannot take `{self.argument}`; it takes {' or '.join(words[w] for w in self.wanted) or 'another'}"
        )


@attrs.frozen(kw_only=True)
class NoNumber(Diagnostic):
    """A measure of words, dates or surveys stands where a number is needed, or the other way round."""

    code: ClassVar[str] = "wrong-kind-of-measure"
    measure: str
    is_: NotNumber | Literal["number"]
    wanted: Literal["number", "level", "date"]

    def zh(self) -> str:
        what = {"levels": "按等级评判", "survey": "由问卷得出等级", "date": "填完成日期", "number": "填数值"}[self.is_]
        need = {"number": "不能当数值用", "level": "不能与等级比较", "date": "不能用`完成`判定"}[self.wanted]
        return f"数据项`{self.measure}`{what}，{need}"

    def en(self) -> str:
        what = {"levels": "words of a scale", "survey": "a survey", "date": "a date of completion", "number": "a number"}[
            self.is_
        ]
        need = {"number": "a number is needed", "level": "a level is needed", "date": "`done` needs a date"}[self.wanted]
        return f"the measure `{self.measure}` is {what}, but {need}"

    def help_zh(self) -> str:
        return {
            "levels": "写成`为 健全`或`>= 较满意`这样的等级要求",
            "survey": "写成`>= 较满意`这样的等级要求",
            "date": "写成`完成 不晚于 2019-12-31`",
            "number": "写成与数值的比较，如`>= 90%`",
        }[self.is_]

    def help_en(self) -> str:
        return {
            "levels": "demand a level, as in `is 健全` or `>= 较满意`",
            "survey": "demand a level, as in `>= 较满意`",
            "date": "write `done by 2019-12-31`",
            "number": "compare it with a number, as in `>= 90%`",
        }[self.is_]


@attrs.frozen(kw_only=True)
class LevelNeedsMeasure(Diagnostic):
    """A computed value is compared with a word."""

    code: ClassVar[str] = "level-needs-measure"
    subject: str
    level: str

    def zh(self) -> str:
        return f"`{self.subject}`是算出来的数，不能与等级`{self.level}`比较"

    def en(self) -> str:
        return f"`{self.subject}` is computed and cannot be compared with the level `{self.level}`"


@attrs.frozen(kw_only=True)
class UnknownName(Diagnostic):
    """A word on the right of a comparison, or behind `is`, is no level, no measure and no number."""

    code: ClassVar[str] = "unknown-name"
    name: str
    near: str = ""
    scales: tuple[str, ...] = ()
    """The scales that were searched."""

    def zh(self) -> str:
        listed = f"（{'、'.join(self.scales)}）" if self.scales else ""
        return f"`{self.name}`既不是等级{listed}，也不是数据项或数"

    def en(self) -> str:
        listed = f" of {', '.join(f'`{scale}`' for scale in self.scales)}" if self.scales else ""
        return f"`{self.name}` is no level{listed}, no declared measure and no number"

    def help_zh(self) -> str:
        return meant(self.near)[0] or "等级先在`等级`里从好到差列出，数据项先在`数据项`里登记"

    def help_en(self) -> str:
        return meant(self.near)[1] or "list levels best first in `scales`, declare measures in `measures`"


@attrs.frozen(kw_only=True)
class AmbiguousLevel(Diagnostic):
    """A level that several scales have."""

    code: ClassVar[str] = "ambiguous-level"
    level: str
    scales: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"`{self.level}`在{'、'.join(f'`{s}`' for s in self.scales) or '几个'}等级里都有，分不清是哪一个"

    def en(self) -> str:
        return f"`{self.level}` is a level of several scales: {', '.join(f'`{s}`' for s in self.scales) or 'unclear'}"

    def help_zh(self) -> str:
        return f"写明等级，如`{self.level} 按 {self.scales[0] if self.scales else '等级'}`，或给数据项写上`等级`"

    def help_en(self) -> str:
        return f"name the scale, as in `{self.level} on {self.scales[0] if self.scales else 'SCALE'}`, or give the measure its `scale`"


@attrs.frozen(kw_only=True)
class DirectionAssumed(Diagnostic):
    """`==` means reach; whether that is at least or at most was told from the name."""

    code: ClassVar[str] = "direction-assumed"
    severity: ClassVar[Severity] = Severity.INFO
    name: str
    direction: Literal["higher", "lower"]
    word: str = ""

    def zh(self) -> str:
        meaning = "不低于" if self.direction == "higher" else "不超过"
        why = f"因含“{self.word}”" if self.word else "按名称"
        return f"`{self.name}`{why}视为{'越高越好' if self.direction == 'higher' else '越低越好'}，“等于”按{meaning}计"

    def en(self) -> str:
        better = "more" if self.direction == "higher" else "less"
        why = f" because of `{self.word}`" if self.word else ""
        return f"`{self.name}` is taken as {better} is better{why}, so `==` means {'at least' if better == 'more' else 'at most'}"

    def help_zh(self) -> str:
        return "不是这个意思的，给数据项写上`方向`，或把`==`改成`>=`、`<=`"

    def help_en(self) -> str:
        return "otherwise give the measure its `direction`, or write `>=` or `<=`"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class EmptyRange(Diagnostic):
    """The lower end of a range lies above its upper end."""

    code: ClassVar[str] = "empty-range"
    low: str
    high: str

    def zh(self) -> str:
        return f"范围的下限`{self.low}`高于上限`{self.high}`"

    def en(self) -> str:
        return f"the range from `{self.low}` to `{self.high}` holds nothing"


@attrs.frozen(kw_only=True)
class ToleranceNeedsEquals(Diagnostic):
    """`±` behind another sign than `==`."""

    code: ClassVar[str] = "tolerance-needs-equals"
    op: str

    def zh(self) -> str:
        return f"`±`只能跟在`==`后面，这里却是`{self.op}`"

    def en(self) -> str:
        return f"`±` goes with `==`, not with `{self.op}`"


@attrs.frozen(kw_only=True)
class MilestoneOrder(Diagnostic):
    """The days of a schedule must rise."""

    code: ClassVar[str] = "milestone-order"
    day: str
    before: str

    def zh(self) -> str:
        return f"节点`{self.day}`不晚于前一个节点`{self.before}`，各节点要按日期先后写"

    def en(self) -> str:
        return f"the milestone `{self.day}` is not later than `{self.before}` before it; the days must rise"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class MilestoneNotNumber(Diagnostic):
    """A milestone that is no plain quantity."""

    code: ClassVar[str] = "milestone-not-number"
    text: str

    def zh(self) -> str:
        return f"节点的`{self.text}`应当是一个数"

    def en(self) -> str:
        return f"the milestone `{self.text}` is no plain number"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class GrowthAmount(Diagnostic):
    """The amount of growth is neither a percentage nor 百分点."""

    code: ClassVar[str] = "growth-amount"
    amount: str

    def zh(self) -> str:
        return f"增长幅度`{self.amount}`应当是百分比或百分点"

    def en(self) -> str:
        return f"growth of `{self.amount}` is neither a percentage nor in 百分点".replace("百分点", "`百分点`")

    def help_zh(self) -> str:
        return "写成`增长 >= 5%`；比率的增减写`增长 >= 5 百分点`"

    def help_en(self) -> str:
        return "write `grows >= 5%`, or `grows >= 5 百分点` for a rate"


@attrs.frozen(kw_only=True)
class GrowthPoints(Diagnostic):
    """百分点 are asked of something that is no percentage."""

    code: ClassVar[str] = "growth-points"
    measure: str
    unit: str

    def zh(self) -> str:
        return f"`{self.measure}`的单位是`{self.unit}`，不是百分比，不能按百分点增减"

    def en(self) -> str:
        return f"`{self.measure}` counts in `{self.unit}` and is no percentage, so it cannot grow by `百分点`"


@attrs.frozen(kw_only=True)
class GrowthOfPercentage(Diagnostic):
    """A percentage is to grow by a percentage: 80% grown by 5% is 84%, not 85%."""

    code: ClassVar[str] = "growth-of-percentage"
    severity: ClassVar[Severity] = Severity.INFO
    measure: str
    amount: str

    def zh(self) -> str:
        return f"`{self.measure}`本身是百分比，`{self.amount}`按相对增长计，即在原数上乘，不是加减百分点"

    def en(self) -> str:
        return f"`{self.measure}` is a percentage; `{self.amount}` is taken as relative growth, not as a difference"

    def help_zh(self) -> str:
        return "要加减百分点的，单位写`百分点`"

    def help_en(self) -> str:
        return "for a difference write `百分点`"


@attrs.frozen(kw_only=True)
class NoBaseline(Diagnostic):
    """Growth over something that the ruleset does not know."""

    code: ClassVar[str] = "no-baseline"
    measure: str
    baseline: str = ""
    near: str = ""

    def zh(self) -> str:
        return f"`{self.measure}`要与" + (
            f"`{self.baseline}`比较，没有这个基期" if self.baseline else "基期比较，却没有登记基期值"
        )

    def en(self) -> str:
        over = f"over `{self.baseline}`, which is no baseline here" if self.baseline else "over a baseline, and none is declared"
        return f"`{self.measure}` is to grow {over}"

    def help_zh(self) -> str:
        return meant(self.near)[0] or "登记基期值，如`基期值: {上年: {产品数: 12 个}}`；上期、同期不必登记"

    def help_en(self) -> str:
        return meant(self.near)[1] or "declare it, as in `baselines: {上年: {产品数: 12 个}}`; `上期` and `同期` need none"


@attrs.frozen(kw_only=True)
class FormulaCircle(Diagnostic):
    """Measures that are computed from one another."""

    code: ClassVar[str] = "formula-circle"
    measures: tuple[str, ...] = ()
    first: str = ""

    def zh(self) -> str:
        return f"计算公式绕了圈：{' → '.join(f'`{name}`' for name in (*self.measures, self.first))}"

    def en(self) -> str:
        return f"formulas go in a circle: {' → '.join(f'`{name}`' for name in (*self.measures, self.first))}"


@attrs.frozen(kw_only=True)
class KindsConflict(Diagnostic):
    """One measure is used as a number, as a word and as a date."""

    code: ClassVar[str] = "measure-used-two-ways"
    measure: str
    scale: str = ""
    other: str = ""

    def zh(self) -> str:
        if self.scale:
            return f"`{self.measure}`一处按`{self.other or '数'}`判定，另一处按等级`{self.scale}`判定"
        return f"`{self.measure}`一处按数值或等级判定，另一处按`完成`判定"

    def en(self) -> str:
        if self.scale:
            return f"`{self.measure}` is judged by `{self.other or 'numbers'}` in one place and by the scale `{self.scale}` in another"
        return f"`{self.measure}` is a number or word in one place and `done` in another"
