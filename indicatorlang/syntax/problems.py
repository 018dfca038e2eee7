"""What can be wrong with a target or a formula as a whole, and with its words.

Mistakes of single characters stand in `character_problems.py`, those of places where the parser stops in `stop_problems.py`.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Diagnostic

MAX_LENGTH = 4000
"""Characters a target or a formula may have."""
MAX_NESTING = 50
"""Brackets that may stand inside one another."""
MAX_DEPTH = 150
"""Parts of a condition or a formula that may lie inside one another, brackets or not."""
MAX_DIGITS = 30
"""Digits a number may have."""


def shown(text: str, most: int = 40) -> str:
    """The user's words for a sentence: in backquotes, on one line, not too long."""
    words = " ".join(text.replace("`", "'").split())
    return f"`{words if len(words) <= most else words[: most - 1] + '…'}`"


class EmptyTarget(Diagnostic):
    """The target or formula has no text."""

    code = "empty-target"

    def zh(self) -> str:
        return "没有写判定条件或公式"

    def en(self) -> str:
        return "there is no text to read"

    def help_zh(self) -> str:
        return "例如`预算执行率 >= 90%`"

    def help_en(self) -> str:
        return "for example `预算执行率 >= 90%`"


class TextTooLong(Diagnostic):
    """A target or formula may have 4,000 characters."""

    code = "text-too-long"
    length: int

    def zh(self) -> str:
        return f"全文{self.length}个字符，最多允许{MAX_LENGTH}个"

    def en(self) -> str:
        return f"the text has {self.length} characters; {MAX_LENGTH} are allowed"

    def help_zh(self) -> str:
        return "把它拆成几个指标，或把重复的部分写成数据项"

    def help_en(self) -> str:
        return "make several indicators of it, or measures of the parts that repeat"


class NestedTooDeep(Diagnostic):
    """Brackets may stand 50 deep inside one another; a chain of `+ - * /` or of `not` may have about 150 parts."""

    code = "nested-too-deep"
    got: str
    limit: int

    def zh(self) -> str:
        return f"到{shown(self.got)}为止，式子已超过{self.limit}层"

    def en(self) -> str:
        return f"at {shown(self.got)} the text is more than {self.limit} levels deep"

    def help_zh(self) -> str:
        return "把里面的部分写成数据项的计算公式；连加请用`sum(…, …)`"

    def help_en(self) -> str:
        return "make measures with formulas of the inner parts; add many values with `sum(…, …)`"


class UnitApart(Diagnostic):
    """A unit stands directly behind its number or after one blank, not more."""

    code = "unit-apart"
    number: str
    unit: str

    def zh(self) -> str:
        return f"数值{shown(self.number)}和单位{shown(self.unit)}之间隔了不止一个空格"

    def en(self) -> str:
        return f"there is more than one blank between {shown(self.number)} and its unit {shown(self.unit)}"

    def help_zh(self) -> str:
        return f"请写{shown(self.number + ' ' + self.unit)}"

    def help_en(self) -> str:
        return f"write {shown(self.number + ' ' + self.unit)}"


class GluedKeyword(Diagnostic):
    """A keyword stands directly beside letters or digits, so that it reads as part of a name or a unit: `500家截至 2019-12`,
    `by2019-12`, `甲完成`. Keywords stand between blanks, signs or brackets. `fix` can be read."""

    code = "glued-keyword"
    word: str
    fix: str

    def zh(self) -> str:
        return f"{shown(self.word)}中的关键词和旁边的文字连在一起，会被当作名称或单位"

    def en(self) -> str:
        return f"the keyword in {shown(self.word)} is glued to what stands beside it and reads as part of a name or a unit"

    def help_zh(self) -> str:
        return f"关键词前后加空格：{shown(self.fix, 200)}"

    def help_en(self) -> str:
        return f"put blanks around the keyword: {shown(self.fix, 200)}"


class KeywordCase(Diagnostic):
    """A keyword in capitals: `AND`. Keywords are written in small letters; with capitals the word is a name."""

    code = "keyword-case"
    word: str
    fix: str

    def zh(self) -> str:
        return f"关键词{shown(self.word)}要用小写字母"

    def en(self) -> str:
        return f"the keyword {shown(self.word)} is written in small letters"

    def help_zh(self) -> str:
        return f"请写{shown(self.fix, 200)}"

    def help_en(self) -> str:
        return f"write {shown(self.fix, 200)}"


class SuffixTwice(Diagnostic):
    """`by`, `on`, `over`, `for` and `every` may each stand once in a comparison."""

    code = "suffix-twice"
    word: str

    def zh(self) -> str:
        return f"同一个条件里{shown(self.word)}写了两次"

    def en(self) -> str:
        return f"{shown(self.word)} stands twice in one comparison"

    def help_zh(self) -> str:
        return "只留一个；分期目标写成`>= 150 家 by 2019-06, 300 家 by 2019-09`"

    def help_en(self) -> str:
        return "keep one; milestones are written `>= 150 家 by 2019-06, 300 家 by 2019-09`"


class MilestoneMisplaced(Diagnostic):
    """Only a comparison with a sign can have milestones; `in`, `is`, `done`, `grows` and `falls` cannot, nor can a value
    with `±`."""

    code = "milestone-misplaced"
    got: str

    def zh(self) -> str:
        return f"{shown(self.got)}的后面不能分期写目标"

    def en(self) -> str:
        return f"milestones cannot follow on {shown(self.got)}"

    def help_zh(self) -> str:
        return "只有比较可以分期，如`>= 150 家 by 2019-06, 300 家 by 2019-09`；其他条件用`and`（`且`）连接"

    def help_en(self) -> str:
        return "only comparisons have them, as in `>= 150 家 by 2019-06, 300 家 by 2019-09`; join other conditions with `and`"


class LiteralArithmetic(Diagnostic):
    """`+` or `-` between two numbers or dates: `90%-95%`, `2019-12-31 - 2019-01-01`. It is nearly always a range, a tolerance
    or a date in another form, so it is not calculated."""

    code = "literal-arithmetic"
    got: str
    near: str = ""

    def zh(self) -> str:
        return f"{shown(self.got)}是两个固定值相加减"

    def en(self) -> str:
        return f"{shown(self.got)} adds or subtracts two fixed values"

    def help_zh(self) -> str:
        return f"是否想写{shown(self.near)}" if self.near else "直接写结果；范围写成`in [下限, 上限]`，上下浮动写成`± 5`"

    def help_en(self) -> str:
        return (
            f"did you mean {shown(self.near)}"
            if self.near
            else "write the result; a range is `in [low, high]`, a tolerance `± 5`"
        )


class PercentTolerance(Diagnostic):
    """`90% ± 5%` has two readings: 5 points of percentage, or 5% of the 90%. Both can be written."""

    code = "percent-tolerance"
    bound: str
    tolerance: str
    points: str
    interval: str

    def zh(self) -> str:
        return f"{shown(self.bound + ' ± ' + self.tolerance)}有两种理解：上下浮动若干百分点，或按{shown(self.bound)}的比例浮动"

    def en(self) -> str:
        both = shown(self.bound + " ± " + self.tolerance)
        return f"{both} has two readings: points of percentage, or a share of {shown(self.bound)}"

    def help_zh(self) -> str:
        return f"前者写{shown(self.points)}，后者写{shown(self.interval)}"

    def help_en(self) -> str:
        return f"write {shown(self.points)} for the first, {shown(self.interval)} for the second"


class NothingMeasured(Diagnostic):
    """Both sides of a comparison are fixed values, so nothing is measured: `3D打印数 >= 5` reads as 3 of the unit `D打印数`. A
    name that begins with a digit stands in `「…」`."""

    code = "nothing-measured"
    left: str

    def zh(self) -> str:
        return f"比较符号前面的{shown(self.left)}是一个数值，没有可考核的数据项"

    def en(self) -> str:
        return f"{shown(self.left)} before the comparison sign is a number, so nothing is measured"

    def help_zh(self) -> str:
        return f"如果它是名称，请写{shown('「' + self.left + '」')}"

    def help_en(self) -> str:
        return f"if it is a name, write {shown('「' + self.left + '」')}"
