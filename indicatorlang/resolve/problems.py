"""What can be wrong with the file of a ruleset, key by key and value by value."""

from __future__ import annotations

from typing import ClassVar, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place, Severity
from indicatorlang.resolve.keys import SECTION_WORDS, Where

NOWHERE = Place()
Form = Literal["text", "list", "mapping", "empty"]
_FORMS: dict[Form, tuple[str, str]] = {
    "text": ("文字", "a text"),
    "list": ("列表", "a list"),
    "mapping": ("`键: 值`的形式", "`key: value` pairs"),
    "empty": ("空白", "nothing"),
}


def meant(near: str) -> tuple[str, str]:
    """The help that proposes a near word, in both languages; empty without one."""
    return (f"是不是`{near}`？", f"did you mean `{near}`?") if near else ("", "")


@attrs.frozen(kw_only=True)
class WrongForm(Diagnostic):
    """Something of another form stands under a key: a list where a text belongs, and so on."""

    code: ClassVar[str] = "wrong-form"
    key: str
    wanted: Form
    got: Form

    def zh(self) -> str:
        return f"`{self.key}`下面应当是{_FORMS[self.wanted][0]}，写的却是{_FORMS[self.got][0]}"

    def en(self) -> str:
        return f"`{self.key}` takes {_FORMS[self.wanted][1]}, but {_FORMS[self.got][1]} stands there"

    def help_zh(self) -> str:
        return {"list": "每一项前面加`- `，各占一行", "mapping": "写成`名称: 内容`，冒号后空一格"}.get(self.wanted, "")

    def help_en(self) -> str:
        return {
            "list": "put `- ` before every item, each on a line",
            "mapping": "write `name: value`, a blank behind the colon",
        }.get(self.wanted, "")


@attrs.frozen(kw_only=True)
class UnknownKey(Diagnostic):
    """A key that means nothing in its section."""

    code: ClassVar[str] = "unknown-key"
    key: str
    where: Where
    near: str = ""
    known: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"{SECTION_WORDS[self.where][0]}里没有`{self.key}`这一项"

    def en(self) -> str:
        return f"`{self.key}` is no key of {SECTION_WORDS[self.where][1]}"

    def help_zh(self) -> str:
        return meant(self.near)[0] or f"可以写{'、'.join(f'`{key}`' for key in self.known) or '的项见手册'}"

    def help_en(self) -> str:
        return meant(self.near)[1] or f"known here: {', '.join(f'`{key}`' for key in self.known) or 'see the manual'}"


@attrs.frozen(kw_only=True)
class KeySaidTwice(Diagnostic):
    """One key in two spellings in the same place."""

    code: ClassVar[str] = "key-said-twice"
    key: str
    other: str
    first: Place = NOWHERE

    def zh(self) -> str:
        line = f"第{self.first.line}行的" if self.first.line else ""
        return f"`{self.key}`和{line}`{self.other}`是同一项，写了两次"

    def en(self) -> str:
        line = f" in line {self.first.line}" if self.first.line else ""
        return f"`{self.key}` and `{self.other}`{line} are the same key"

    def help_zh(self) -> str:
        return "只留一个"

    def help_en(self) -> str:
        return "keep one of them"


@attrs.frozen(kw_only=True)
class MissingKey(Diagnostic):
    """A key that a section cannot do without."""

    code: ClassVar[str] = "missing-key"
    where: Where
    key_zh: str
    key_en: str

    def zh(self) -> str:
        return f"{SECTION_WORDS[self.where][0]}缺少`{self.key_zh}`"

    def en(self) -> str:
        return f"{SECTION_WORDS[self.where][1]} lacks `{self.key_en}`"

    def help_zh(self) -> str:
        return f"补上`{self.key_zh}`（英文写作`{self.key_en}`）"

    def help_en(self) -> str:
        return f"add `{self.key_en}` (in Chinese `{self.key_zh}`)"


@attrs.frozen(kw_only=True)
class NotAChoice(Diagnostic):
    """A word that is none of the few that may stand there."""

    code: ClassVar[str] = "not-a-choice"
    key: str
    value: str
    near: str = ""
    allowed: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"`{self.key}`不能写`{self.value}`"

    def en(self) -> str:
        return f"`{self.key}` cannot be `{self.value}`"

    def help_zh(self) -> str:
        return meant(self.near)[0] + f"可以写{'、'.join(f'`{word}`' for word in self.allowed)}"

    def help_en(self) -> str:
        proposal = meant(self.near)[1]
        return (proposal + " " if proposal else "") + f"allowed: {', '.join(f'`{word}`' for word in self.allowed)}"


@attrs.frozen(kw_only=True)
class NotANumber(Diagnostic):
    """A number is wanted: plain decimal text, within limits."""

    code: ClassVar[str] = "not-a-number"
    key: str
    value: str
    negative: bool = False
    limit: str = ""

    def zh(self) -> str:
        if self.negative:
            return f"`{self.key}`不能是负数`{self.value}`"
        return f"`{self.key}`应当是一个数" + (f"，不超过`{self.limit}`" if self.limit else "") + f"，写的却是`{self.value}`"

    def en(self) -> str:
        if self.negative:
            return f"`{self.key}` cannot be negative, as `{self.value}` is"
        return f"`{self.key}` is a number" + (f" up to `{self.limit}`" if self.limit else "") + f", not `{self.value}`"

    def help_zh(self) -> str:
        return "只写数字，不带单位，最多30位，如`12.5`"

    def help_en(self) -> str:
        return "write digits without a unit, 30 at most, such as `12.5`"


@attrs.frozen(kw_only=True)
class NotADay(Diagnostic):
    """A day is wanted."""

    code: ClassVar[str] = "not-a-day"
    key: str
    value: str

    def zh(self) -> str:
        return f"`{self.key}`应当是一个日期，写的却是`{self.value}`"

    def en(self) -> str:
        return f"`{self.key}` is a day, not `{self.value}`"

    def help_zh(self) -> str:
        return "日期写成`2019-06-30`或`2019年6月30日`"

    def help_en(self) -> str:
        return "write a day as `2019-06-30`"


@attrs.frozen(kw_only=True)
class NotASpan(Diagnostic):
    """The year or period of a ruleset cannot be understood."""

    code: ClassVar[str] = "not-a-span"
    key: str
    value: str
    backwards: bool = False

    def zh(self) -> str:
        if self.backwards:
            return f"`{self.key}`的`{self.value}`结束早于开始"
        return f"看不懂`{self.key}`的`{self.value}`"

    def en(self) -> str:
        if self.backwards:
            return f"`{self.value}` in `{self.key}` ends before it starts"
        return f"`{self.value}` in `{self.key}` is neither a year nor a period"

    def help_zh(self) -> str:
        return "年度写`2019`；期间写`2019-01..2019-09`、`2019年1月至2019年9月`或`2019-2021`"

    def help_en(self) -> str:
        return "a year is `2019`; a period is `2019-01..2019-09` or `2019-2021`"


@attrs.frozen(kw_only=True)
class SpansDisagree(Diagnostic):
    """Year and period are both given and have no day in common."""

    code: ClassVar[str] = "spans-disagree"
    year: str
    period: str

    def zh(self) -> str:
        return f"预算年度`{self.year}`不在实施期`{self.period}`之内"

    def en(self) -> str:
        return f"the year `{self.year}` lies outside the period `{self.period}`"


@attrs.frozen(kw_only=True)
class NoSpan(Diagnostic):
    """A ruleset says neither its year nor its period, so no target has a last day."""

    code: ClassVar[str] = "no-span"
    ruleset: str

    def zh(self) -> str:
        return f"项目`{self.ruleset}`没有写预算年度"

    def en(self) -> str:
        return f"the ruleset `{self.ruleset}` does not say its year"

    def help_zh(self) -> str:
        return "加一行`预算年度: 2019`，跨年的写`实施期`"

    def help_en(self) -> str:
        return "add `year: 2019`, or `period` where it is no calendar year"


@attrs.frozen(kw_only=True)
class NotAQuantity(Diagnostic):
    """A number with its unit is wanted, and where money is meant, money."""

    code: ClassVar[str] = "not-a-quantity"
    key: str
    value: str
    money: bool = False

    def zh(self) -> str:
        return f"`{self.key}`应当是{'金额' if self.money else '带单位的数'}，写的却是`{self.value}`"

    def en(self) -> str:
        return f"`{self.key}` is {'a sum of money' if self.money else 'a number with its unit'}, not `{self.value}`"

    def help_zh(self) -> str:
        return "写明单位，如`400 万元`" if self.money else "如`12 个`、`95%`"

    def help_en(self) -> str:
        return "give the unit, as in `400 万元`" if self.money else "for example `12 个`, `95%`"


@attrs.frozen(kw_only=True)
class UnknownReference(Diagnostic):
    """A scale, a table of cases, a profile or a calendar that is named but does not exist."""

    code: ClassVar[str] = "unknown-reference"
    kind: Literal["scale", "records", "profile", "column", "measure"]
    name: str
    near: str = ""
    known: tuple[str, ...] = ()

    _WORDS: ClassVar[dict[str, tuple[str, str]]] = {
        "scale": ("等级", "scale"),
        "records": ("台账", "table of cases"),
        "profile": ("评分办法", "profile"),
        "column": ("列", "column"),
        "measure": ("数据项", "measure"),
    }

    def zh(self) -> str:
        return f"没有名为`{self.name}`的{self._WORDS[self.kind][0]}"

    def en(self) -> str:
        return f"there is no {self._WORDS[self.kind][1]} `{self.name}`"

    def help_zh(self) -> str:
        listed = "、".join(f"`{name}`" for name in self.known)
        return meant(self.near)[0] or (f"现有{listed}" if listed else "")

    def help_en(self) -> str:
        listed = ", ".join(f"`{name}`" for name in self.known)
        return meant(self.near)[1] or (f"known: {listed}" if listed else "")


@attrs.frozen(kw_only=True)
class UnknownUnit(Diagnostic):
    """A noun that is in no table of units; it counts as a unit of its own."""

    code: ClassVar[str] = "unknown-unit"
    severity: ClassVar[Severity] = Severity.INFO
    unit: str

    def zh(self) -> str:
        return f"单位表里没有`{self.unit}`，按单独的计数单位处理，不与其他单位换算"

    def en(self) -> str:
        return f"`{self.unit}` is in no table of units; it counts as a unit of its own and converts to nothing"

    def help_zh(self) -> str:
        return "若是已有单位的另一种写法，请写在`单位别名`里"

    def help_en(self) -> str:
        return "if it is another name of a unit, say so in `units`"


@attrs.frozen(kw_only=True)
class KeyKept(Diagnostic):
    """A reserved key: loaded and kept, not evaluated yet."""

    code: ClassVar[str] = "key-not-evaluated"
    severity: ClassVar[Severity] = Severity.INFO
    key: str

    def zh(self) -> str:
        return f"`{self.key}`已读入并保留，本版还不据此评价"

    def en(self) -> str:
        return f"`{self.key}` is loaded and kept, but not evaluated yet"


@attrs.frozen(kw_only=True)
class TooMany(Diagnostic):
    """More of something than a ruleset may hold."""

    code: ClassVar[str] = "too-many"
    key: str
    count: int
    limit: int

    def zh(self) -> str:
        return f"`{self.key}`有{self.count}项，最多{self.limit}项"

    def en(self) -> str:
        return f"`{self.key}` holds {self.count} entries, at most {self.limit} are read"


@attrs.frozen(kw_only=True)
class SameId(Diagnostic):
    """Two indicators with one id; results and tests could not tell them apart."""

    code: ClassVar[str] = "same-id"
    id: str
    first: Place = NOWHERE
    by_name: bool = False
    """Whether the id is the name, because none was given."""

    def zh(self) -> str:
        line = f"（第{self.first.line}行已有）" if self.first.line else ""
        return f"{'三级指标' if self.by_name else '序号'}`{self.id}`重复{line}"

    def en(self) -> str:
        line = f"; it stands in line {self.first.line} already" if self.first.line else ""
        return f"the {'name' if self.by_name else 'id'} `{self.id}` is given twice{line}"

    def help_zh(self) -> str:
        return "给每个指标写一个不同的`序号`"

    def help_en(self) -> str:
        return "give every indicator an `id` of its own"


@attrs.frozen(kw_only=True)
class NothingDemanded(Diagnostic):
    """An indicator with neither a wording nor a target."""

    code: ClassVar[str] = "nothing-demanded"
    name: str

    def zh(self) -> str:
        return f"指标`{self.name}`既没有指标值，也没有判定"

    def en(self) -> str:
        return f"the indicator `{self.name}` has neither a `wording` nor a `target`"

    def help_zh(self) -> str:
        return "补上`指标值`（批复原文）或`判定`"

    def help_en(self) -> str:
        return "add its `wording` as approved, or a `target`"


@attrs.frozen(kw_only=True)
class BadScale(Diagnostic):
    """A scale that is no order of levels."""

    code: ClassVar[str] = "bad-scale"
    name: str
    fault: Literal["short", "twice", "order", "mixed", "points"]
    level: str = ""

    def zh(self) -> str:
        return (
            f"等级`{self.name}`"
            + {
                "short": "至少要有两档",
                "twice": f"里`{self.level}`出现了两次",
                "order": f"应当从好到差，`{self.level}`的数却不小于上一档",
                "mixed": f"要么每一档都写数，要么都不写，`{self.level}`没有写",
                "points": "没有写各档的分值，问卷人数算不出等级",
            }[self.fault]
        )

    def en(self) -> str:
        return (
            f"the scale `{self.name}` "
            + {
                "short": "needs two levels at least",
                "twice": f"has `{self.level}` twice",
                "order": f"goes from best to worst, but `{self.level}` is not below the level before it",
                "mixed": f"has numbers for all levels or for none, but `{self.level}` lacks one",
                "points": "has no points, so that counts of a survey come to no level",
            }[self.fault]
        )


@attrs.frozen(kw_only=True)
class CalendarDay(Diagnostic):
    """A day is set twice, or lies where the calendar knows nothing."""

    code: ClassVar[str] = "calendar-day"
    day: str
    outside: bool = False

    def zh(self) -> str:
        return f"工作日历不覆盖`{self.day}`，这一天的调整没有作用" if self.outside else f"`{self.day}`既写了放假又写了上班"

    def en(self) -> str:
        return f"the calendar does not know `{self.day}`" if self.outside else f"`{self.day}` is a day off and a day of work"


@attrs.frozen(kw_only=True)
class WordingUnread(Diagnostic):
    """The approved wording cannot be read and there is no target; the row will be invalid."""

    code: ClassVar[str] = "wording-unread"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    wording: str
    why: Literal["unread", "baseline", "level", "unfit"] = "unread"

    def zh(self) -> str:
        why = {
            "unread": "读不出可以核对的要求",
            "baseline": "要与基期比较，却没有登记基期值",
            "level": "不是任何等级里的一档",
            "unfit": "与取数的数据项对不上",
        }[self.why]
        return f"指标`{self.name}`的指标值`{self.wording}`{why}，又没有写判定，这一行无法评价"

    def en(self) -> str:
        why = {
            "unread": "says nothing that can be checked",
            "baseline": "is growth over a baseline that is not declared",
            "level": "is a level of no scale",
            "unfit": "does not fit what is measured",
        }[self.why]
        return f"the wording `{self.wording}` of `{self.name}` {why}, and there is no target"

    def help_zh(self) -> str:
        return "在这一行加上`判定`，指标值照原文保留"

    def help_en(self) -> str:
        return "add a `target`; the wording stays as approved"
