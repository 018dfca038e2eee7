"""What can be wrong with units, functions and formulas."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Place, Severity
from indicatorlang.library.parts import ArgumentKind
from indicatorlang.resolve.problems import NOWHERE, listed, meant


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
        sides = ((self.left, self.left_unit), (self.right, self.right_unit))
        left, right = (f"`{side}`的单位是`{unit}`" if unit else f"`{side}`没有单位" for side, unit in sides)
        return f"{left}，{right}，不能{verb}"

    def en(self) -> str:
        sides = ((self.left, self.left_unit), (self.right, self.right_unit))
        left, right = (f"`{side}` counts in `{unit}`" if unit else f"`{side}` has no unit" for side, unit in sides)
        return f"{left} and {right}: they cannot be {self.joined}"

    def help_zh(self) -> str:
        line = f"`{self.left}`在第{self.declared.line}行定义；" if self.declared.line else ""
        return f"{line}两边要用同一种单位；同一单位的不同名称可在`单位别名`里写明"

    def help_en(self) -> str:
        line = f"`{self.left}` is declared in line {self.declared.line}; " if self.declared.line else ""
        return f"{line}both sides need one unit; another name of a unit can be declared in `units`"


class UnitMissing(Diagnostic):
    """A bare number is held against a measure that counts in a unit. Against a percentage, `0.9` may mean 90% or 0.9%."""

    code: ClassVar[str] = "unit-missing"
    number: str
    unit: str
    measure: str
    share: str = ""
    """The other reading of a number up to 1 beside a percentage, as a percentage."""

    def zh(self) -> str:
        return f"`{self.number}`没有写单位，`{self.measure}`的单位是`{self.unit}`"

    def en(self) -> str:
        return f"`{self.number}` has no unit, while `{self.measure}` counts in `{self.unit}`"

    def help_zh(self) -> str:
        return f"写成{'或'.join(f'`{spelling}`' for spelling in self._spellings())}"

    def help_en(self) -> str:
        return f"write {' or '.join(f'`{spelling}`' for spelling in self._spellings())}"

    def _spellings(self) -> tuple[str, ...]:
        plain = f"{self.number}{'' if self.unit == '%' else ' '}{self.unit}"
        return (plain, self.share) if self.share else (plain,)


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


class DivisionByZero(Diagnostic):
    """A target or formula divides by a literal nought."""

    code: ClassVar[str] = "division-by-zero"
    text: str

    def zh(self) -> str:
        return f"`{self.text}`的分母写成了0"

    def en(self) -> str:
        return f"`{self.text}` divides by nought"

    def help_zh(self) -> str:
        return "分母改成数据项或不为0的数"

    def help_en(self) -> str:
        return "divide by a measure, or by another number"


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
        return meant(self.near)[0] or f"可用的有{listed(self.known) or '哪些见手册'}"

    def help_en(self) -> str:
        return meant(self.near)[1] or f"known: {listed(self.known, 'en') or 'see the manual'}"


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

    def help_zh(self) -> str:
        return f"写成`{self._usage()}`"

    def help_en(self) -> str:
        return f"write `{self._usage()}`"

    def _usage(self) -> str:
        more = ", …" if self.most is None else ""
        return f"{self.function}({', '.join(['…'] * self.least)}{more})"


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
            "baseline": "基期",
        }
        return f"`{self.function}`不能用`{self.argument}`作参数，应当是{'或'.join(words[w] for w in self.wanted) or '别的'}"

    def en(self) -> str:
        words = {"number": "a number", "measure": "a measure", "date": "a date", "condition": "a condition"}
        words |= {"records": "a table of cases", "column": "a column of cases", "baseline": "a baseline"}
        return (
            f"`{self.function}` cannot take `{self.argument}`; it takes {' or '.join(words[w] for w in self.wanted) or 'another'}"
        )

    def help_zh(self) -> str:
        return f"例如`{self._example()}`" if self._example() else ""

    def help_en(self) -> str:
        return f"for example `{self._example()}`" if self._example() else ""

    def _example(self) -> str:
        if "condition" in self.wanted:
            return f"{self.function}(发布时效 <= 3 工作日)"
        if "date" in self.wanted:
            return f"{self.function}(获取日期, 发布日期)"
        return f"{self.function}(产品数)" if "measure" in self.wanted else ""


class FormulaCircle(Diagnostic):
    """Measures that are computed from one another."""

    code: ClassVar[str] = "formula-circle"
    measures: tuple[str, ...] = ()
    first: str = ""

    def zh(self) -> str:
        return f"计算公式绕了圈：{' → '.join(f'`{name}`' for name in (*self.measures, self.first))}"

    def en(self) -> str:
        return f"formulas go in a circle: {' → '.join(f'`{name}`' for name in (*self.measures, self.first))}"

    def help_zh(self) -> str:
        return "其中一个改为直接填报，不由其他数据项计算"

    def help_en(self) -> str:
        return "let one of them be reported instead of computed"


class FormulaTooDeep(Diagnostic):
    """A measure is computed from measures that are computed from others in turn, and their formulas together are more than
    150 levels deep."""

    code: ClassVar[str] = "formula-too-deep"
    measure: str = ""
    limit: int = 0

    def zh(self) -> str:
        return f"`{self.measure}`由其他数据项一层层计算得来，各公式合起来超过{self.limit}层"

    def en(self) -> str:
        return f"`{self.measure}` is computed from other measures, and their formulas together are more than {self.limit} levels deep"

    def help_zh(self) -> str:
        return "把中间的一个数据项改为直接填报；连加请用`sum(…, …)`"

    def help_en(self) -> str:
        return "let a measure in between be reported instead of computed; add many values with `sum(…, …)`"
