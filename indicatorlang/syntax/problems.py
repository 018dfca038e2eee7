"""What can be wrong with the writing of a target or a formula.

Mistakes of single characters and words have their sentences here. Where the parser stops in the middle of a text, the
sentence depends on where it stopped: those sentences stand in `grammar/mistakes.yaml`, each beside malformed texts that
deserve it, and the classes below `UnexpectedText` give them their codes and their pages.
"""

from __future__ import annotations

import functools
from typing import Any, ClassVar, Literal

import attrs

from indicatorlang import resources
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


@functools.cache
def mistake_sheet() -> dict[str, Any]:
    """`grammar/mistakes.yaml`: `mistakes` by their codes, and `expected`, the words for what could have followed."""
    import yaml

    sheet = yaml.load(resources.text("grammar", "mistakes.yaml"), Loader=yaml.BaseLoader)
    return {"mistakes": {entry["code"]: entry for entry in sheet["mistakes"]}, "expected": sheet["expected"]}


@attrs.frozen
class Words:
    """The same words in both languages."""

    zh: str
    en: str


@attrs.frozen(kw_only=True)
class UnexpectedText(Diagnostic):
    """Something stands where it cannot stand. The message says what was found and what could have stood there instead.

    `got` is what was found (empty: the text ends), `before` what stands before it (empty: the text begins there).
    """

    code = "unexpected-text"
    got: str
    before: str
    expected: tuple[Words, ...] = ()

    def _say(self, part: str, lang: Literal["zh", "en"]) -> str:
        sentence = mistake_sheet()["mistakes"][self.code].get(f"{part}{lang}", "")
        if "{" not in sentence:
            return str(sentence)
        if lang == "zh":
            return str(
                sentence.format(
                    got=shown(self.got) if self.got else "结尾",
                    before=shown(self.before) if self.before else "开头",
                    expected="、".join(w.zh for w in self.expected) or "别的内容",
                )
            )
        names = [w.en for w in self.expected]
        return str(
            sentence.format(
                got=shown(self.got) if self.got else "the end of the text",
                before=shown(self.before) if self.before else "the beginning",
                expected=(", ".join(names[:-1]) + " or " if names[:-1] else "") + (names[-1] if names else "something else"),
            )
        )

    def zh(self) -> str:
        return self._say("", "zh")

    def en(self) -> str:
        return self._say("", "en")

    def help_zh(self) -> str:
        return self._say("help_", "zh")

    def help_en(self) -> str:
        return self._say("help_", "en")


class TwoOperators(UnexpectedText):
    """Two signs stand side by side: `甲 >= <= 5`, `甲 > = 5`. A comparison has one sign; a sign of two characters is written
    without a blank."""

    code = "two-operators"


class MissingValue(UnexpectedText):
    """A sign has nothing behind it to compare or calculate with: `预算执行率 >=`, `执行数 /`."""

    code = "missing-value"


class MissingOperator(UnexpectedText):
    """A name and a value, or a name alone, without anything that says what is demanded: `预算执行率 90%`. Write a
    comparison (`>= 90%`), `in`, `is`, `done`, `grows` or `falls`."""

    code = "missing-operator"


class MissingDivisor(UnexpectedText):
    """A `/` has nothing behind it: neither a divisor nor the rest of a unit (`530 元/`)."""

    code = "missing-divisor"


class BaselineWithoutGrowth(UnexpectedText):
    """A baseline (`over 上年`, `比 上年`) stands without `grows` or `falls`."""

    code = "baseline-without-growth"


class ConditionInFormula(UnexpectedText):
    """A formula or a measure contains what only a target may say: a comparison, `done`, `and`. Functions may hold
    conditions, as in `count(发布时效 <= 3 工作日)`."""

    code = "condition-in-formula"


class MissingCondition(UnexpectedText):
    """`and`, `or` or `not` lacks the condition on one of its sides: `甲 >= 1 and`."""

    code = "missing-condition"


class MissingConnective(UnexpectedText):
    """Two conditions stand one behind the other, with nothing or a comma between them. Join them with `and` or `or`."""

    code = "missing-connective"


class ChainedComparison(UnexpectedText):
    """Two comparisons in one: `5 <= 温度 <= 10`. A range is written `温度 in [5, 10]`; round brackets leave the end out."""

    code = "chained-comparison"


class MalformedInterval(UnexpectedText):
    """What follows `in` is not a range of two values in brackets: `[90%, 100%]`, `(0, 8]`."""

    code = "malformed-interval"


class GroupingInBrackets(UnexpectedText):
    """A comma inside brackets separates values, so digits cannot be grouped there: `in [1,000, 2,000]` is four values.
    Write `in [1000, 2000]`. Outside brackets `1,000` may be written."""

    code = "grouping-in-brackets"


class MissingLevel(UnexpectedText):
    """`is` wants one word for a level or a state: `财务制度健全性 is 健全`. Numbers are compared with `==`."""

    code = "missing-level"


class MissingDate(UnexpectedText):
    """`by` wants a date: `2019-12-31`, or `2019-12`, `2019Q4`, `2019H1`, `2019` for the last day of a month, quarter,
    half-year or year."""

    code = "missing-date"


class MissingName(UnexpectedText):
    """`on`, `over` or `of` wants one name: `on 市民评价`, `over 上年`, `for 95% of 发布记录`."""

    code = "missing-name"


class MissingShare(UnexpectedText):
    """`for` wants the share of the cases that must meet the target: `for 95% of 发布记录`."""

    code = "missing-share"


class MissingCadence(UnexpectedText):
    """`every` and `each` want `day`, `week`, `month` or `quarter`; `rises` and `drops` want `each` and one of these or
    `period`: `全库备份 >= 1 次 every week`, `便利化指数 rises each quarter`."""

    code = "missing-cadence"


class GrowthWithoutSign(UnexpectedText):
    """An amount of growth stands without a comparison sign: `产品数 grows 5%`. Write `grows >= 5%`."""

    code = "growth-without-sign"


class MissingGrowth(UnexpectedText):
    """The sign behind `grows` or `falls` wants a number: `grows >= 5%`, `grows >= 5 百分点`."""

    code = "missing-growth"


class MissingTolerance(UnexpectedText):
    """`±` wants a number, of the unit of the value or in per cent of it: `100 万元 ± 5%`."""

    code = "missing-tolerance"


class MilestoneWithoutDate(UnexpectedText):
    """Every step of a schedule has an amount and its own date: `>= 150 家 by 2019-06, 300 家 by 2019-09`."""

    code = "milestone-without-date"


class ReservedWord(UnexpectedText):
    """A keyword stands where a name is wanted. A measure or level of that name is written in quotes: `「完成」 >= 5`."""

    code = "reserved-word"


class WrongBracket(UnexpectedText):
    """A bracket is closed by one of another shape: `(甲 + 乙]`. Only the range behind `in` may mix them."""

    code = "wrong-bracket"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class UnknownCharacter(Diagnostic):
    """A character that the language does not have. A name with such a character stands in `「…」` or back quotes."""

    code = "unknown-character"
    character: str

    def zh(self) -> str:
        return f"这里不能写{shown(self.character)}"

    def en(self) -> str:
        return f"the character {shown(self.character)} cannot stand here"

    def help_zh(self) -> str:
        return "如果它是名称的一部分，请把整个名称写在「」里"

    def help_en(self) -> str:
        return "if it is part of a name, put the whole name in `「…」`"


Use = Literal["range", "names", "brackets", "separator", "stop", "connective", "minus", "plus-minus"]


@attrs.frozen(kw_only=True)
class LookAlike(Diagnostic):
    """A sign that looks like one of the language, or is used for it elsewhere: `90%～95%`, `“满意度”`, `甲、乙`."""

    code = "look-alike"
    character: str
    use: Use

    _ZH: ClassVar[dict[str, str]] = {
        "range": "范围请写成`in [下限, 上限]`（或`介于 [下限, 上限]`）",
        "names": "名称加引号请用「」",
        "brackets": "括号请用`( )`，范围请用`[ ]`",
        "separator": "并列的条件用`and`（`且`）连接，各期目标之间用`,`",
        "stop": "句末不用标点，请删去",
        "connective": "同时满足写`and`（`且`），满足其一写`or`（`或`），否定写`not`（`非`）",
        "minus": "减号请用`-`，范围请写成`in [下限, 上限]`",
        "plus-minus": "上下浮动请用`±`",
    }
    _EN: ClassVar[dict[str, str]] = {
        "range": "a range is written `in [low, high]`",
        "names": "names are quoted with `「…」` or back quotes",
        "brackets": "use `( )`, and `[ ]` for a range",
        "separator": "join conditions with `and`, separate milestones with `,`",
        "stop": "leave it out: a target ends without punctuation",
        "connective": "use the words `and`, `or`, `not`",
        "minus": "the minus sign is `-`; a range is written `in [low, high]`",
        "plus-minus": "a tolerance is written with `±`",
    }

    def zh(self) -> str:
        return f"{shown(self.character)}不是这里可用的符号"

    def en(self) -> str:
        return f"{shown(self.character)} is no sign of the language"

    def help_zh(self) -> str:
        return self._ZH[self.use]

    def help_en(self) -> str:
        return self._EN[self.use]


@attrs.frozen(kw_only=True)
class UnknownOperator(Diagnostic):
    """Comparison signs in an order or number that means nothing: `=<`, `≥≥`, `<>`. The signs are `>= <= > < == !=` and their
    Chinese forms `≥ ≤ ＞ ＜ ＝ ≠`."""

    code = "unknown-operator"
    got: str
    near: str = ""

    def zh(self) -> str:
        return f"{shown(self.got)}不是比较符号"

    def en(self) -> str:
        return f"{shown(self.got)} is no comparison sign"

    def help_zh(self) -> str:
        return f"是否想写{shown(self.near)}" if self.near else "比较符号有`>=` `<=` `>` `<` `==` `!=`"

    def help_en(self) -> str:
        return f"did you mean {shown(self.near)}" if self.near else "the signs are `>=` `<=` `>` `<` `==` `!=`"


@attrs.frozen(kw_only=True)
class UnclosedBracket(Diagnostic):
    """A bracket or quote is opened and never closed."""

    code = "unclosed-bracket"
    bracket: str

    def zh(self) -> str:
        return f"{shown(self.bracket)}没有配对的另一半"

    def en(self) -> str:
        return f"{shown(self.bracket)} is never closed"

    def help_zh(self) -> str:
        return "补上后一半，或删去前一半"

    def help_en(self) -> str:
        return "close it, or leave it out"


@attrs.frozen(kw_only=True)
class UnopenedBracket(Diagnostic):
    """A bracket or quote is closed that was never opened."""

    code = "unopened-bracket"
    bracket: str

    def zh(self) -> str:
        return f"{shown(self.bracket)}前面没有配对的另一半"

    def en(self) -> str:
        return f"{shown(self.bracket)} closes nothing"

    def help_zh(self) -> str:
        return "删去它，或在前面补上另一半"

    def help_en(self) -> str:
        return "leave it out, or open it before"


@attrs.frozen(kw_only=True)
class EmptyName(Diagnostic):
    """Quotes with nothing between them: `「」`."""

    code = "empty-name"
    quotes: str

    def zh(self) -> str:
        return f"{shown(self.quotes)}里没有名称"

    def en(self) -> str:
        return f"there is no name between the quotes {shown(self.quotes)}"


@attrs.frozen(kw_only=True)
class DateForm(Diagnostic):
    """A date or period in a form the language does not read. Forms: `2019-12-31`, `2019-12`, `2019Q4`, `2019H1`, and `2019`
    behind `by`."""

    code = "date-form"
    got: str
    near: str

    def zh(self) -> str:
        return f"日期不能写成{shown(self.got)}"

    def en(self) -> str:
        return f"a date cannot be written {shown(self.got)}"

    def help_zh(self) -> str:
        return f"请写{shown(self.near)}"

    def help_en(self) -> str:
        return f"write {shown(self.near)}"


@attrs.frozen(kw_only=True)
class NoSuchDate(Diagnostic):
    """A date that no calendar has: `2019-02-29`, `2019-13`, `2019Q5`."""

    code = "no-such-date"
    got: str

    def zh(self) -> str:
        return f"没有{shown(self.got)}这个日期"

    def en(self) -> str:
        return f"there is no date {shown(self.got)}"

    def help_zh(self) -> str:
        return "日期写成`2019-12-31`，月份写成`2019-12`，季度写`Q1`到`Q4`，半年写`H1`或`H2`"

    def help_en(self) -> str:
        return "a date is `2019-12-31`, a month `2019-12`, quarters are `Q1` to `Q4`, half-years `H1` and `H2`"


@attrs.frozen(kw_only=True)
class NumberForm(Diagnostic):
    """A number written in a way the language does not read: `.5`, `5.`, `1.2.3`. Numbers are digits, with one point between
    digits, grouped by commas in threes outside brackets, or two integers joined by `/`."""

    code = "number-form"
    got: str
    near: str = ""

    def zh(self) -> str:
        return f"数值不能写成{shown(self.got)}"

    def en(self) -> str:
        return f"a number cannot be written {shown(self.got)}"

    def help_zh(self) -> str:
        return f"请写{shown(self.near)}" if self.near else "数值写成`95`、`99.5`、`1,200`或`1/10000`"

    def help_en(self) -> str:
        return f"write {shown(self.near)}" if self.near else "numbers are written `95`, `99.5`, `1,200` or `1/10000`"


@attrs.frozen(kw_only=True)
class TooManyDigits(Diagnostic):
    """A number may have 30 digits."""

    code = "too-many-digits"
    got: str
    digits: int

    def zh(self) -> str:
        return f"数值{shown(self.got)}有{self.digits}位数字，最多允许{MAX_DIGITS}位"

    def en(self) -> str:
        return f"the number {shown(self.got)} has {self.digits} digits; {MAX_DIGITS} are allowed"


@attrs.frozen(kw_only=True)
class ZeroDenominator(Diagnostic):
    """A fraction with nothing below the line: `1/0`."""

    code = "zero-denominator"
    got: str

    def zh(self) -> str:
        return f"{shown(self.got)}的分母是0"

    def en(self) -> str:
        return f"the denominator of {shown(self.got)} is 0"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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
