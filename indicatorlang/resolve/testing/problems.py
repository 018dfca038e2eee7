"""What can be wrong with the tests that a ruleset brings along, and with files of cases."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.resolve.problems import listed, meant

Kind = Literal["number", "quantity", "day", "interval"]
_KINDS: dict[Kind, tuple[str, str, str, str]] = {
    "number": (
        "一个数",
        "a number",
        "如`12.5`、`≥ 12`、`0..20`，没有的写`无`",
        "for example `12.5`, `>= 12`, `0..20`, or `none`",
    ),
    "quantity": (
        "带单位的数",
        "a number with its unit",
        "如`30 家`、`≤ 5%`、`0..30 家`，没有的写`无`",
        "for example `30 家`, `<= 5%`, `0..30 家`, or `none`",
    ),
    "day": ("一个日期", "a day", "如`2019-12-31`、`2019-12`，没有的写`无`", "for example `2019-12-31`, `2019-12`, or `none`"),
    "interval": ("一个区间", "a range", "如`12..20`，没有的写`无`", "for example `12..20`, or `none`"),
}


class ExpectedUnread(Diagnostic):
    """A test expects a value that its field cannot have: words where a number stands, a number where a day stands."""

    code: ClassVar[str] = "expected-unread"
    key: str
    value: str
    wanted: Kind

    def zh(self) -> str:
        return f"应得的`{self.key}`应当是{_KINDS[self.wanted][0]}，写的却是`{self.value}`"

    def en(self) -> str:
        return f"the expected `{self.key}` is {_KINDS[self.wanted][1]}, not `{self.value}`"

    def help_zh(self) -> str:
        return _KINDS[self.wanted][2]

    def help_en(self) -> str:
        return _KINDS[self.wanted][3]


class UnknownColumn(Diagnostic):
    """A column of a table of cases names no measure, no indicator and no field of a result."""

    code: ClassVar[str] = "unknown-case-column"
    column: str
    near: str = ""

    def zh(self) -> str:
        return f"用例表的列`{self.column}`既不是数据项，也不是应得的结果"

    def en(self) -> str:
        return f"the column `{self.column}` of the table of cases names neither a measure nor a result"

    def help_zh(self) -> str:
        return meant(self.near)[0] or "实际值写`数据项@期间`，应得写`序号.得分`、`合计.总分`"

    def help_en(self) -> str:
        return meant(self.near)[1] or "write `measure@period` for an actual, `id.score` or `total.score` for an expectation"


class NothingExpected(Diagnostic):
    """A test or a row of a table of cases says nothing about what must come out, so it could never fail."""

    code: ClassVar[str] = "nothing-expected"
    name: str

    def zh(self) -> str:
        return f"用例`{self.name}`没有写应得的结果，怎样都会通过"

    def en(self) -> str:
        return f"the case `{self.name}` expects nothing, so it could never fail"

    def help_zh(self) -> str:
        return "补上`应得`，如`{5: {结论: 达标, 得分: 20}}`；表格加一列，如`5.得分`"

    def help_en(self) -> str:
        return "add `expect`, such as `{5: {verdict: met, score: 20}}`; in a table a column, such as `5.score`"


class NoCases(Diagnostic):
    """A table or a file of cases holds no case; nothing would be tested, and nobody would notice."""

    code: ClassVar[str] = "no-cases"
    name: str

    def zh(self) -> str:
        return f"`{self.name}`里一个用例也没有"

    def en(self) -> str:
        return f"`{self.name}` holds no case"

    def help_zh(self) -> str:
        return "一行写一个用例，或删去"

    def help_en(self) -> str:
        return "write one case in a row, or take it away"


class NothingPromised(Diagnostic):
    """A test draws values, but says neither what always comes out, nor what never does, nor how scores go with values."""

    code: ClassVar[str] = "nothing-promised"
    name: str

    def zh(self) -> str:
        return f"用例`{self.name}`写了`任取`，没有写要成立的是什么"

    def en(self) -> str:
        return f"the case `{self.name}` has `for_all` and does not say what is to hold"

    def help_zh(self) -> str:
        return "补上`始终`、`从不`或`单调`"

    def help_en(self) -> str:
        return "add `always`, `never` or `monotonic`"


class DrawnWithoutValues(Diagnostic):
    """A test says what always or never holds, but not for which values."""

    code: ClassVar[str] = "nothing-drawn"
    key: str

    def zh(self) -> str:
        return f"写了`{self.key}`，没有写`任取`哪些值"

    def en(self) -> str:
        return f"`{self.key}` stands without `for_all`"

    def help_zh(self) -> str:
        return "补上`任取`，如`{产品数@2019Q4: 0..600 家}`；只有一组值的写`应得`"

    def help_en(self) -> str:
        return "add `for_all`, such as `{产品数@2019Q4: 0..600 家}`; for a single case write `expect`"


Why = Literal["unread", "backwards", "units", "no-levels"]
_WHY: dict[Why, tuple[str, str]] = {
    "unread": ("看不懂", "cannot be read"),
    "backwards": ("前面的大于后面的", "run from high to low"),
    "units": ("前后的单位不能换算", "are in two units that do not convert"),
    "no-levels": ("没有着落，这个数据项没有写等级", "are those of no scale: the measure has none"),
}


class DomainUnread(Diagnostic):
    """What a value of `for_all` can be is not a range of numbers or days, a scale, or a list of words."""

    code: ClassVar[str] = "values-unread"
    name: str
    value: str
    why: Why = "unread"

    def zh(self) -> str:
        return f"`{self.name}`的取值范围`{self.value}`{_WHY[self.why][0]}"

    def en(self) -> str:
        return f"the values `{self.value}` of `{self.name}` {_WHY[self.why][1]}"

    def help_zh(self) -> str:
        return "如`0..600 家`、`0%..100%`、`2019-01-01..2019-12-31`、等级的名称、`[是, 否]`"

    def help_en(self) -> str:
        return "for example `0..600 家`, `0%..100%`, `2019-01-01..2019-12-31`, the name of a scale, `[是, 否]`"


class UnknownMeasure(Diagnostic):
    """A test draws values for something that the ruleset does not measure."""

    code: ClassVar[str] = "unknown-test-measure"
    name: str
    near: str = ""

    def zh(self) -> str:
        return f"没有叫`{self.name}`的数据项"

    def en(self) -> str:
        return f"there is no measure `{self.name}`"

    def help_zh(self) -> str:
        return meant(self.near)[0] or "写`数据项`或`数据项@期间`"

    def help_en(self) -> str:
        return meant(self.near)[1] or "write `measure` or `measure@period`"


class NotDrawn(Diagnostic):
    """A test says how a score goes with a value, and that is none of those it draws, or could be more than one."""

    code: ClassVar[str] = "value-not-drawn"
    name: str
    drawn: tuple[str, ...] = ()
    several: bool = False
    """Whether it could be more than one of them: the periods of one measure."""

    def zh(self) -> str:
        return f"`任取`里`{self.name}`不止一个，没有写明哪一期" if self.several else f"`任取`里没有`{self.name}`"

    def en(self) -> str:
        return f"`for_all` holds several periods of `{self.name}`" if self.several else f"`for_all` does not hold `{self.name}`"

    def help_zh(self) -> str:
        return f"可以写{listed(self.drawn)}"

    def help_en(self) -> str:
        return f"allowed: {listed(self.drawn, 'en')}"


class UnknownGrade(Diagnostic):
    """A test expects a grade that the scoring rules do not have."""

    code: ClassVar[str] = "unknown-grade"
    value: str
    known: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"评分办法里没有等级`{self.value}`"

    def en(self) -> str:
        return f"the scoring rules have no grade `{self.value}`"

    def help_zh(self) -> str:
        return f"可以写{listed(self.known)}，没有等级的写`无`"

    def help_en(self) -> str:
        return f"allowed: {listed(self.known, 'en')}, or `none`"


class CasesNotARow(Diagnostic):
    """A file of cases holds something else than rows."""

    code: ClassVar[str] = "cases-not-rows"
    got: str

    def zh(self) -> str:
        return f"用例文件应当是一行一个用例的列表，写的却是`{self.got}`"

    def en(self) -> str:
        return f"a file of cases is a list, one case an item, not `{self.got}`"

    def help_zh(self) -> str:
        return "每个用例前写一个“-”，如`- {产品数@2019Q4: 500, 5.结论: 达标}`"

    def help_en(self) -> str:
        return "put a dash before each case, such as `- {产品数@2019Q4: 500, 5.verdict: met}`"
