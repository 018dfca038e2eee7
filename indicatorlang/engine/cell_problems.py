"""What can be wrong with the text of one cell. Each makes that one value invalid, unless it is only a remark."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Severity
from indicatorlang.engine.actuals_problems import NOWHERE, RowProblem, quoted, where
from indicatorlang.model.actual import Origin


@attrs.frozen(kw_only=True)
class CellProblem(RowProblem):
    """`text` is what the cell holds."""

    text: str


@attrs.frozen(kw_only=True)
class NumberNotReadable(CellProblem):
    """The cell of a number holds something else, or more than one number."""

    code: ClassVar[str] = "number-not-readable"

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`不是一个数{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` of `{self.subject}` is not a number{self.where('en')}"

    def help_zh(self) -> str:
        return "填一个数，可以带单位；没有数据请留空，不适用请填不适用并在备注里写明理由"

    def help_en(self) -> str:
        return "write one number, with its unit if you like; leave the cell blank when there is no data"


@attrs.frozen(kw_only=True)
class ApproximateNumber(CellProblem):
    """约, 左右, 近, 余 and the like: an approximate number can neither meet nor miss a target."""

    code: ClassVar[str] = "approximate-number"

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`是约数{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` of `{self.subject}` is only approximate{self.where('en')}"

    def help_zh(self) -> str:
        return "请填准确的数"

    def help_en(self) -> str:
        return "write the exact number"


@attrs.frozen(kw_only=True)
class ErrorCell(CellProblem):
    """The cell holds the error of a spreadsheet formula, or no finite number."""

    code: ClassVar[str] = "error-cell"

    def zh(self) -> str:
        return f"`{self.subject}`的单元格是公式错误`{self.text}`{self.where()}"

    def en(self) -> str:
        return f"the cell of `{self.subject}` holds the error `{self.text}`{self.where('en')}"

    def help_zh(self) -> str:
        return "请在表格里改正公式，或直接填数"

    def help_en(self) -> str:
        return "mend the formula in the sheet, or type the number"


@attrs.frozen(kw_only=True)
class UnitDoesNotConvert(CellProblem):
    """The unit of a value cannot be converted to the unit of its measure: 家 is not 元."""

    code: ClassVar[str] = "unit-does-not-convert"

    got: str
    wanted: str

    def zh(self) -> str:
        got = f"`{self.got}`" if self.got else "空"
        wanted = f"`{self.wanted}`" if self.wanted else "不带单位的数"
        return f"`{self.subject}`填的`{self.text}`单位是{got}{self.where()}，应为{wanted}，两者不能换算"

    def en(self) -> str:
        got = f"in `{self.got}`" if self.got else "without a unit"
        wanted = f"`{self.wanted}`" if self.wanted else "a plain number"
        return f"`{self.text}` of `{self.subject}` is {got}{self.where('en')}; it does not convert to {wanted}"

    def help_zh(self) -> str:
        return "请按数据项的计量单位填报"

    def help_en(self) -> str:
        return "report the value in the unit of its measure"


@attrs.frozen(kw_only=True)
class UnitsDiffer(CellProblem):
    """Nobody stated the unit of a measure, and its values were reported in units that do not convert into each other."""

    code: ClassVar[str] = "actual-units-differ"

    got: str
    other: str
    beside: Origin = NOWHERE

    def zh(self) -> str:
        return (
            f"`{self.subject}`各期单位不一致：`{self.got}`{self.where()}、`{self.other}`{where(self.beside)}，填的是`{self.text}`"
        )

    def en(self) -> str:
        first, second = f"`{self.got}`{self.where('en')}", f"`{self.other}`{where(self.beside, 'en')}"
        return f"`{self.subject}` is reported in two units, {first} and {second}; the value is `{self.text}`"

    def help_zh(self) -> str:
        return "请在数据项里写明计量单位，各期按同一单位填报"

    def help_en(self) -> str:
        return "state the unit in the measure and report all periods in it"


@attrs.frozen(kw_only=True)
class UnknownUnit(CellProblem):
    """A noun behind a number that is in no table of units; it counts as a unit of its own and converts to nothing."""

    code: ClassVar[str] = "unknown-unit-of-actual"
    severity: ClassVar[Severity] = Severity.INFO

    unit: str

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`中`{self.unit}`不是常用单位{self.where()}，按独立的计数单位处理"

    def en(self) -> str:
        return (
            f"`{self.unit}` in `{self.text}` of `{self.subject}` is no known unit{self.where('en')} and counts as one of its own"
        )


@attrs.frozen(kw_only=True)
class NegativeCount(CellProblem):
    """A number of things, or a bounded rate, is negative."""

    code: ClassVar[str] = "negative-count"

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`是负数{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` of `{self.subject}` is negative{self.where('en')}"

    def help_zh(self) -> str:
        return "这个数不能为负，请核对"

    def help_en(self) -> str:
        return "this number cannot be below nought, please check"


@attrs.frozen(kw_only=True)
class ValueAboveWhole(CellProblem):
    """A rate that the ruleset bounds at 100% was reported above it."""

    code: ClassVar[str] = "value-above-100"

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`超过100%{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` of `{self.subject}` is above 100%{self.where('en')}"

    def help_zh(self) -> str:
        return "该数据项上限为100%，请核对分子和分母"

    def help_en(self) -> str:
        return "the measure is bounded at 100%, check both sides of the division"


@attrs.frozen(kw_only=True)
class LevelNotKnown(CellProblem):
    """The cell of a graded measure holds a word that is no level of its scale."""

    code: ClassVar[str] = "level-not-known"

    levels: tuple[str, ...]

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`不是可选的等级{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` of `{self.subject}` is no level of its scale{self.where('en')}"

    def help_zh(self) -> str:
        return f"可填：{quoted(self.levels)}"

    def help_en(self) -> str:
        return f"write one of {quoted(self.levels, 'en')}"


@attrs.frozen(kw_only=True)
class CompletionNotReadable(CellProblem):
    """The cell of something to be done holds neither a date nor 是 / 否."""

    code: ClassVar[str] = "completion-not-readable"

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`看不出是否完成{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` does not say whether `{self.subject}` is done{self.where('en')}"

    def help_zh(self) -> str:
        return "填完成日期（2019-03-22），或填已完成、未完成"

    def help_en(self) -> str:
        return "write the day of completion (2019-03-22), or yes or no"


@attrs.frozen(kw_only=True)
class SurveyProblem(RowProblem):
    """Something about one survey."""


@attrs.frozen(kw_only=True)
class SurveyCountNotReadable(SurveyProblem):
    """A count of a survey is not a whole number that is not negative."""

    code: ClassVar[str] = "survey-count-not-readable"

    column: str
    text: str

    def zh(self) -> str:
        return f"`{self.subject}`问卷“{self.column}”填的`{self.text}`不是人数{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` under `{self.column}` in the survey of `{self.subject}` is no number of people{self.where('en')}"

    def help_zh(self) -> str:
        return "人数填不小于零的整数"

    def help_en(self) -> str:
        return "counts are whole numbers and not negative"


@attrs.frozen(kw_only=True)
class SurveyDateNotReadable(SurveyProblem):
    """A survey has no date, or one that cannot be read: nobody can tell when it counts."""

    code: ClassVar[str] = "survey-date-not-readable"

    text: str

    def zh(self) -> str:
        return f"`{self.subject}`的调查日期{f'`{self.text}`看不懂' if self.text else '没有填'}{self.where()}"

    def en(self) -> str:
        return f"the survey of `{self.subject}` has {f'the date `{self.text}`, which cannot be read' if self.text else 'no date'}{self.where('en')}"

    def help_zh(self) -> str:
        return "调查日期写成 2019-09-20"

    def help_en(self) -> str:
        return "write the date as 2019-09-20"


@attrs.frozen(kw_only=True)
class SurveyTooManyAnswers(SurveyProblem):
    """The counts of a survey add up to more than its valid answers, or there are more valid answers than were sent out."""

    code: ClassVar[str] = "survey-too-many-answers"

    answers: int
    limit: int
    of_sent: bool = False

    def zh(self) -> str:
        if self.of_sent:
            return f"`{self.subject}`的有效样本{self.answers}份，多于发放数{self.limit}份{self.where()}"
        return f"`{self.subject}`各档人数合计{self.answers}人，多于有效样本{self.limit}份{self.where()}"

    def en(self) -> str:
        if self.of_sent:
            return f"the survey of `{self.subject}` has {self.answers} valid answers but only {self.limit} were sent out{self.where('en')}"
        return f"the counts of `{self.subject}` make {self.answers}, more than the {self.limit} valid answers{self.where('en')}"

    def help_zh(self) -> str:
        return "请核对问卷表"

    def help_en(self) -> str:
        return "check the survey sheet"


@attrs.frozen(kw_only=True)
class SurveyAnswersMissing(SurveyProblem):
    """The counts of a survey add up to less than its valid answers. The remaining answers count as nought points."""

    code: ClassVar[str] = "survey-answers-missing"
    severity: ClassVar[Severity] = Severity.WARNING

    answers: int
    valid: int

    def zh(self) -> str:
        rest = self.valid - self.answers
        return f"`{self.subject}`各档人数合计{self.answers}人，少于有效样本{self.valid}份{self.where()}，其余{rest}份按0分计"

    def en(self) -> str:
        return f"the counts of `{self.subject}` make {self.answers} of {self.valid} valid answers{self.where('en')}; the rest count as nought"


@attrs.frozen(kw_only=True)
class SurveyWithoutPoints(SurveyProblem):
    """Counts were given for a measure whose scale has no points, so no weighted score can be computed."""

    code: ClassVar[str] = "survey-without-points"

    scale: str

    def zh(self) -> str:
        return f"`{self.subject}`的等级`{self.scale}`没有分值，问卷人数算不出得分{self.where()}"

    def en(self) -> str:
        return f"the scale `{self.scale}` of `{self.subject}` has no points, so its survey makes no score{self.where('en')}"

    def help_zh(self) -> str:
        return "请在等级里写明每一档的分值，例如 很满意: 100"

    def help_en(self) -> str:
        return "give every level its points, for example `很满意: 100`"


@attrs.frozen(kw_only=True)
class SurveyLevelNotKnown(SurveyProblem):
    """A survey counts answers under a heading that is no level of its scale."""

    code: ClassVar[str] = "survey-level-not-known"

    text: str
    levels: tuple[str, ...]

    def zh(self) -> str:
        return f"`{self.subject}`问卷里的`{self.text}`不是等级{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` in the survey of `{self.subject}` is no level{self.where('en')}"

    def help_zh(self) -> str:
        return f"等级有：{quoted(self.levels)}"

    def help_en(self) -> str:
        return f"the levels are {quoted(self.levels, 'en')}"


@attrs.frozen(kw_only=True)
class SurveyWithoutSample(SurveyProblem):
    """A survey reports no valid answer."""

    code: ClassVar[str] = "survey-without-sample"

    def zh(self) -> str:
        return f"`{self.subject}`的问卷没有有效样本{self.where()}"

    def en(self) -> str:
        return f"the survey of `{self.subject}` has no valid answer{self.where('en')}"
