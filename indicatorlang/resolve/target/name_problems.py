"""What can be wrong with the names in a target: measures, levels, scales."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.resolve.problems import listed, meant

NotNumber = Literal["levels", "survey", "date", "text"]


class NoNumber(Diagnostic):
    """A measure of words, dates or surveys stands where a number is needed, or the other way round."""

    code: ClassVar[str] = "wrong-kind-of-measure"
    measure: str
    is_: NotNumber | Literal["number"]
    wanted: Literal["number", "level", "date"]
    column: bool = False
    """Whether it is a column of a table of cases."""

    def zh(self) -> str:
        what = {
            "levels": "按等级评判",
            "survey": "由问卷得出等级",
            "date": "填日期" if self.column else "填完成日期",
            "number": "填数值",
            "text": "填文字",
        }[self.is_]
        need = {"number": "不能当数值用", "level": "不能与等级比较", "date": "不能用`完成`判定"}[self.wanted]
        return f"{'台账的列' if self.column else '数据项'}`{self.measure}`{what}，{need}"

    def en(self) -> str:
        what = {
            "levels": "words of a scale",
            "survey": "a survey",
            "date": "a date" if self.column else "a date of completion",
            "number": "a number",
            "text": "a text",
        }[self.is_]
        need = {"number": "a number is needed", "level": "a level is needed", "date": "`done` needs a date"}[self.wanted]
        return f"the {'column' if self.column else 'measure'} `{self.measure}` is {what}, but {need}"

    def help_zh(self) -> str:
        if self.column:
            return "两个日期相隔多久，用`workdays(…, …)`或`days(…, …)`" if self.is_ == "date" else "改用填数的列"
        return {
            "text": "改用填数值的数据项",
            "levels": "写成`为 健全`或`>= 较满意`这样的等级要求",
            "survey": "写成`>= 较满意`这样的等级要求，或在数据项里写明`调查算法`：`加权得分`，或`满意及以上占比`",
            "date": "写成`完成 不晚于 2019-12-31`",
            "number": "写成与数值的比较，如`>= 90%`",
        }[self.is_]

    def help_en(self) -> str:
        if self.column:
            return (
                "for the time between two dates use `workdays(…, …)` or `days(…, …)`"
                if self.is_ == "date"
                else "use a column of numbers"
            )
        return {
            "text": "use a measure of numbers",
            "levels": "demand a level, as in `is 健全` or `>= 较满意`",
            "survey": "demand a level (`>= 较满意`), or let the measure say `survey_value: score` or `{share: 满意}`",
            "date": "write `done by 2019-12-31`",
            "number": "compare it with a number, as in `>= 90%`",
        }[self.is_]


class LevelNeedsMeasure(Diagnostic):
    """A computed value is compared with a word."""

    code: ClassVar[str] = "level-needs-measure"
    subject: str
    level: str

    def zh(self) -> str:
        return f"`{self.subject}`是算出来的数，不能与等级`{self.level}`比较"

    def en(self) -> str:
        return f"`{self.subject}` is computed and cannot be compared with the level `{self.level}`"

    def help_zh(self) -> str:
        return "与数值比较，如`>= 90%`；要评判等级的，另设一个填等级的数据项"

    def help_en(self) -> str:
        return "compare it with a number, or report the level as a measure of its own"


class UnknownName(Diagnostic):
    """A word on the right of a comparison, or behind `is`, is no level, no measure and no number."""

    code: ClassVar[str] = "unknown-name"
    name: str
    near: str = ""
    scale: str = ""
    """The one scale of which it should be a level."""
    levels: tuple[str, ...] = ()
    """The levels of that scale, best first."""

    def zh(self) -> str:
        if self.scale:
            return f"`{self.name}`不是等级`{self.scale}`里的一档"
        return f"`{self.name}`既不是等级，也不是数据项或数"

    def en(self) -> str:
        if self.scale:
            return f"`{self.name}` is no level of the scale `{self.scale}`"
        return f"`{self.name}` is no level, no declared measure and no number"

    def help_zh(self) -> str:
        words = listed(self.levels)
        general = f"从好到差有{words}" if words else "等级先在`等级`里从好到差列出，数据项先在`数据项`里登记"
        return meant(self.near)[0] or general

    def help_en(self) -> str:
        words = listed(self.levels, "en")
        general = f"best first: {words}" if words else "list levels best first in `scales`, declare measures in `measures`"
        return meant(self.near)[1] or general


class LevelInRange(Diagnostic):
    """A range has a level as its end: `in [良, 优]`. Ranges are of numbers; a level is demanded by `>=` or `is`."""

    code: ClassVar[str] = "level-in-range"
    level: str

    def zh(self) -> str:
        return f"范围的两头要写数，`{self.level}`是等级"

    def en(self) -> str:
        return f"a range goes from number to number, but `{self.level}` is a level"

    def help_zh(self) -> str:
        return f"要求达到某一等级的写`>= {self.level}`或`为 {self.level}`"

    def help_en(self) -> str:
        return f"demand a level by `>= {self.level}` or `is {self.level}`"


class AmbiguousLevel(Diagnostic):
    """A level that several scales have."""

    code: ClassVar[str] = "ambiguous-level"
    level: str
    scales: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"`{self.level}`在{listed(self.scales) or '几个'}等级里都有，分不清是哪一个"

    def en(self) -> str:
        return f"`{self.level}` is a level of several scales: {listed(self.scales, 'en') or 'unclear'}"

    def help_zh(self) -> str:
        return f"写明等级，如`{self.level} 按 {self.scales[0] if self.scales else '等级'}`，或给数据项写上`等级`"

    def help_en(self) -> str:
        return f"name the scale, as in `{self.level} on {self.scales[0] if self.scales else 'SCALE'}`, or give the measure its `scale`"


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

    def help_zh(self) -> str:
        return "分成两个名称不同的数据项"

    def help_en(self) -> str:
        return "make two measures of it"
