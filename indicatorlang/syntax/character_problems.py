"""What can be wrong with the signs, brackets, dates and numbers of a target, each looked at by itself."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.syntax.problems import MAX_DIGITS, shown


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


class EmptyName(Diagnostic):
    """Quotes with nothing between them: `「」`."""

    code = "empty-name"
    quotes: str

    def zh(self) -> str:
        return f"{shown(self.quotes)}里没有名称"

    def en(self) -> str:
        return f"there is no name between the quotes {shown(self.quotes)}"


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


class NumberForm(Diagnostic):
    """A number written in a way the language does not read: `.5`, `5.`, `1.2.3`, `1e3`. Numbers are digits, with one point between
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


class TooManyDigits(Diagnostic):
    """A number may have 30 digits."""

    code = "too-many-digits"
    got: str
    digits: int

    def zh(self) -> str:
        return f"数值{shown(self.got)}有{self.digits}位数字，最多允许{MAX_DIGITS}位"

    def en(self) -> str:
        return f"the number {shown(self.got)} has {self.digits} digits; {MAX_DIGITS} are allowed"

    def help_zh(self) -> str:
        return "改用`万`、`亿`等单位，或减少小数位数"

    def help_en(self) -> str:
        return "use a greater unit, or fewer decimals"


class ZeroDenominator(Diagnostic):
    """A fraction with nothing below the line: `1/0`."""

    code = "zero-denominator"
    got: str

    def zh(self) -> str:
        return f"{shown(self.got)}的分母是0"

    def en(self) -> str:
        return f"the denominator of {shown(self.got)} is 0"

    def help_zh(self) -> str:
        return "分母写成不为0的整数，如`1/10000`"

    def help_en(self) -> str:
        return "write another denominator, as in `1/10000`"
