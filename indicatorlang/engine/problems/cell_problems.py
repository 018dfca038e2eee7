"""What can be wrong with the text of one cell. Each makes that one value invalid, unless it is only a remark."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.engine.problems.actuals_problems import NOWHERE, RowProblem, quoted, where
from indicatorlang.lazily import pattern
from indicatorlang.model.actual import Origin

_SCIENTIFIC = pattern(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+")
_SERIAL = pattern(r"[34]\d{4}")


class CellProblem(RowProblem):
    """`text` is what the cell holds."""

    text: str


class NumberNotReadable(CellProblem):
    """The cell of a number holds something else, or more than one number."""

    code: ClassVar[str] = "number-not-readable"

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`不是一个数{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` of `{self.subject}` is not a number{self.where('en')}"

    def help_zh(self) -> str:
        if _SCIENTIFIC.fullmatch(self.text):
            return "请写出全部数位，不用科学计数法"
        if "：" in self.text:
            return "冒号请用半角`:`，后面空一格"
        return "填一个数，可以带单位；没有数据请留空，不适用请填不适用并在备注里写明理由"

    def help_en(self) -> str:
        if _SCIENTIFIC.fullmatch(self.text):
            return "write out all digits, without an exponent"
        if "：" in self.text:
            return "use the half-width colon `:` with a blank after it"
        return "write one number, with its unit if you like; leave the cell blank when there is no data"


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


class ErrorCell(CellProblem):
    """The cell holds the error of a spreadsheet formula, or no finite number."""

    code: ClassVar[str] = "error-cell"

    def zh(self) -> str:
        if not self.text.startswith("#"):
            return f"`{self.subject}`填的`{self.text}`不是一个数，是别的程序算不出结果时留下的{self.where()}"
        return f"`{self.subject}`的单元格是公式错误`{self.text}`{self.where()}"

    def en(self) -> str:
        if not self.text.startswith("#"):
            return f"`{self.text}` of `{self.subject}` is what a program leaves where it found no number{self.where('en')}"
        return f"the cell of `{self.subject}` holds the error `{self.text}`{self.where('en')}"

    def help_zh(self) -> str:
        return "请在表格里改正公式，或直接填数；没有数据的请留空"

    def help_en(self) -> str:
        return "mend the formula in the sheet, or type the number; leave the cell blank where there is no data"


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


class LevelNotKnown(CellProblem):
    """The cell of a graded measure holds a word that is no level of its scale."""

    code: ClassVar[str] = "level-not-known"

    levels: tuple[str, ...]
    surveyed: bool = False

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`不是可选的等级{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` of `{self.subject}` is no level of its scale{self.where('en')}"

    def help_zh(self) -> str:
        return f"可填：{quoted(self.levels)}" + ("；有问卷的填各档人数，得分由系统计算" if self.surveyed else "")

    def help_en(self) -> str:
        survey = "; of a survey give the counts per level, its score is computed" if self.surveyed else ""
        return f"write one of {quoted(self.levels, 'en')}{survey}"


class CompletionNotReadable(CellProblem):
    """The cell of something to be done holds neither a date nor 是 / 否."""

    code: ClassVar[str] = "completion-not-readable"

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`看不出是否完成{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` does not say whether `{self.subject}` is done{self.where('en')}"

    def help_zh(self) -> str:
        if _SERIAL.fullmatch(self.text):
            return "这像是表格软件里日期的序号，请把单元格设成日期格式再导出"
        return "填完成日期（2019-03-22），或填已完成、未完成"

    def help_en(self) -> str:
        if _SERIAL.fullmatch(self.text):
            return "this seems to be the serial number of a date; format the cell as a date and export it again"
        return "write the day of completion (2019-03-22), or yes or no"
