"""What can be wrong with the file of a ruleset, key by key and value by value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Lang, Place, Severity
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


def listed(words: Iterable[str], lang: Lang = "zh") -> str:
    """Words one after the other, each in backquotes."""
    return ("、" if lang == "zh" else ", ").join(f"`{word}`" for word in words)


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
        return {
            "text": "直接写一段文字；文字里有冒号、逗号的加上引号",
            "list": "每一项前面加`- `，各占一行",
            "mapping": "写成`名称: 内容`，冒号后空一格",
        }.get(self.wanted, "")

    def help_en(self) -> str:
        return {
            "text": "write one text; put it in quotes when it holds colons or commas",
            "list": "put `- ` before every item, each on a line",
            "mapping": "write `name: value`, a blank behind the colon",
        }.get(self.wanted, "")


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
        return meant(self.near)[0] or f"可以写{listed(self.known) or '的项见手册'}"

    def help_en(self) -> str:
        return meant(self.near)[1] or f"known here: {listed(self.known, 'en') or 'see the manual'}"


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
        words = listed(self.known)
        return meant(self.near)[0] or (f"现有{words}" if words else self._declare()[0])

    def help_en(self) -> str:
        words = listed(self.known, "en")
        return meant(self.near)[1] or (f"known: {words}" if words else self._declare()[1])

    def _declare(self) -> tuple[str, str]:
        zh, en = {"records": ("台账", "records"), "column": ("列", "columns"), "measure": ("数据项", "measures")}.get(
            self.kind, ("", "")
        )
        return (f"先在`{zh}`里登记", f"declare it in `{en}`") if zh else ("", "")


class KeyKept(Diagnostic):
    """A reserved key: loaded and kept, not evaluated yet."""

    code: ClassVar[str] = "key-not-evaluated"
    severity: ClassVar[Severity] = Severity.INFO
    key: str

    def zh(self) -> str:
        return f"`{self.key}`已读入并保留，本版还不据此评价"

    def en(self) -> str:
        return f"`{self.key}` is loaded and kept, but not evaluated yet"


class TooMany(Diagnostic):
    """More of something than a ruleset may hold."""

    code: ClassVar[str] = "too-many"
    key: str
    count: int
    limit: int
    what: Literal["project", "cases"] = "project"
    """What can be divided: the project, or a table of cases."""

    def zh(self) -> str:
        return f"`{self.key}`有{self.count}项，最多{self.limit}项"

    def en(self) -> str:
        return f"`{self.key}` holds {self.count} entries, at most {self.limit} are read"

    def help_zh(self) -> str:
        return "分成几个用例文件" if self.what == "cases" else "分成几个项目文件"

    def help_en(self) -> str:
        return "divide it into several files of cases" if self.what == "cases" else "divide it into several files"


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


WhyUnread = Literal["unread", "nothing", "unsayable", "baseline", "level", "unfit"]


class WordingUnread(Diagnostic):
    """The approved wording decides nothing and there is no target; the row will be invalid. `because` is what stood in the way."""

    code: ClassVar[str] = "wording-unread"
    severity: ClassVar[Severity] = Severity.WARNING
    name: str
    wording: str
    why: WhyUnread = "unread"
    because: tuple[Diagnostic, ...] = ()

    def zh(self) -> str:
        why = {
            "unread": "读不出可以核对的要求",
            "nothing": "没有提出要求",
            "unsayable": "读得懂，但判定里没有这种写法",
            "baseline": "要与基期比较，却没有登记基期值",
            "level": "不是任何等级里的一档",
            "unfit": "与取数的数据项对不上",
        }[self.why]
        told = "".join(f"（{reason.zh()}）" for reason in self.because if reason.code != "nothing-to-check")
        return f"指标`{self.name}`的指标值`{self.wording}`{why}{told}，又没有写判定，这一行无法评价"

    def en(self) -> str:
        why = {
            "unread": "says nothing that can be checked",
            "nothing": "demands nothing",
            "unsayable": "is understood, but a target cannot say it",
            "baseline": "is growth over a baseline that is not declared",
            "level": "is a level of no scale",
            "unfit": "does not fit what is measured",
        }[self.why]
        told = "".join(f" ({reason.en()})" for reason in self.because if reason.code != "nothing-to-check")
        return f"the wording `{self.wording}` of `{self.name}` {why}{told}, and there is no target"

    def help_zh(self) -> str:
        return "在这一行加上`判定`，指标值照原文保留"

    def help_en(self) -> str:
        return "add a `target`; the wording stays as approved"


class UnknownRow(Diagnostic):
    """A test expects something of an indicator that the ruleset does not have."""

    code: ClassVar[str] = "unknown-row"
    name: str
    near: str = ""

    def zh(self) -> str:
        return f"没有序号或名称为`{self.name}`的指标"

    def en(self) -> str:
        return f"no indicator has the id or name `{self.name}`"

    def help_zh(self) -> str:
        return meant(self.near)[0] or "写指标的序号"

    def help_en(self) -> str:
        return meant(self.near)[1] or "write the id of the indicator"


class AmbiguousRow(Diagnostic):
    """A test names an indicator by a name that several have."""

    code: ClassVar[str] = "ambiguous-row"
    name: str
    candidates: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"有几个指标都叫`{self.name}`，序号是{listed(self.candidates) or '几个'}"

    def en(self) -> str:
        return f"several indicators are called `{self.name}`: {listed(self.candidates, 'en') or 'several'}"

    def help_zh(self) -> str:
        return "改写序号"

    def help_en(self) -> str:
        return "write the id instead"
