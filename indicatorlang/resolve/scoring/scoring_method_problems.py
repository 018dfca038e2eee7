"""What can be wrong with `评分标准`: its method, the settings of the method, and the row it stands in."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.resolve.problems import listed

Kind = Literal["more", "less", "equal", "unequal", "range", "done", "level", "share", "composite", "unread"]

KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "more": ("越高越好的指标", "a row that is better the more"),
    "less": ("越低越好的指标", "a row that is better the less"),
    "equal": ("要求正好等于的指标", "a row that has to hit its target"),
    "unequal": ("要求不等于的指标", "a row that has to avoid a value"),
    "range": ("区间指标", "a row with a range"),
    "done": ("完成类指标", "a row that is to be done"),
    "level": ("定性等级指标", "a row with a level"),
    "share": ("逐期、逐件考核的指标", "a row that is judged period by period or case by case"),
    "composite": ("由“且”“或”“非”组合的判定", "a target made of several conditions"),
    "unread": ("没有读懂的判定", "a target that could not be read"),
}


class MethodUnfit(Diagnostic):
    """A scoring method stands in a row whose target it cannot score."""

    code: ClassVar[str] = "scoring-unfit"
    method: str
    english: str
    kind: Kind
    name: str = ""
    by_profile: bool = False
    everywhere: bool = False
    """It stands in a profile and is for single rows only."""

    def zh(self) -> str:
        if self.everywhere:
            return f"`{self.method}`只能写在单个指标里，不能作为整套评分办法的评分标准"
        whose = "评分办法的" if self.by_profile else ""
        row = f"（`{self.name}`）" if self.name else ""
        return f"{whose}评分标准`{self.method}`不能用于{KIND_WORDS[self.kind][0]}{row}"

    def en(self) -> str:
        if self.everywhere:
            return f"`{self.english}` is for single rows and cannot be the scoring of a profile"
        whose = " of the profile" if self.by_profile else ""
        row = f" (`{self.name}`)" if self.name else ""
        return f"the scoring method `{self.english}`{whose} cannot score {KIND_WORDS[self.kind][1]}{row}"

    def help_zh(self) -> str:
        if self.english in ("two_sided", "exact"):
            return "判定写“＝”的才能用；整套评分办法请改“等于含义”"
        return "给这一行另写评分标准，如`按比例`或`达标得分`" if self.by_profile else "换一种评分标准，或不写，由判定的类型决定"

    def help_en(self) -> str:
        if self.english in ("two_sided", "exact"):
            return "it is for targets with `==`; for all rows of a profile set `equal`"
        return (
            "give this row a `scoring` of its own, such as `proportional`" if self.by_profile else "take another method, or none"
        )


class SettingMissing(Diagnostic):
    """A scoring method lacks a setting that it cannot do without."""

    code: ClassVar[str] = "scoring-setting-missing"
    method: str
    english: str
    key_zh: str
    key_en: str
    choices_zh: tuple[str, ...] = ()
    choices_en: tuple[str, ...] = ()

    def zh(self) -> str:
        if self.choices_zh:
            return f"评分标准`{self.method}`没有写`{self.key_zh}`：不满一步的差距怎样算，各地不同，得分也就不同"
        return f"评分标准`{self.method}`没有写`{self.key_zh}`"

    def en(self) -> str:
        if self.choices_en:
            return f"the scoring method `{self.english}` does not say `{self.key_en}`: what a part of a step counts differs, and so do the points"
        return f"the scoring method `{self.english}` does not say `{self.key_en}`"

    def help_zh(self) -> str:
        if self.choices_zh:
            return f"写上`{self.key_zh}`：{listed(self.choices_zh)}"
        return f"加上`{self.key_zh}`"

    def help_en(self) -> str:
        if self.choices_en:
            return f"say `{self.key_en}`: {listed(self.choices_en, 'en')}"
        return f"add `{self.key_en}`"


class SettingForeign(Diagnostic):
    """A setting belongs to another scoring method."""

    code: ClassVar[str] = "scoring-setting-foreign"
    key: str
    method: str
    english: str
    owner: str
    owner_english: str

    def zh(self) -> str:
        return f"`{self.key}`不是`{self.method}`的设置，属于`{self.owner}`"

    def en(self) -> str:
        return f"`{self.key}` is no setting of `{self.english}`, it belongs to `{self.owner_english}`"

    def help_zh(self) -> str:
        return f"去掉它，或写`方式: {self.owner}`"

    def help_en(self) -> str:
        return f"leave it out, or write `method: {self.owner_english}`"


class ScoringUnit(Diagnostic):
    """A limit or a step of a scoring method is not in the unit of what the row measures."""

    code: ClassVar[str] = "scoring-unit"
    key: str
    value: str
    wanted: str
    name: str
    by_profile: bool = False

    def zh(self) -> str:
        whose = "评分办法的" if self.by_profile else ""
        wanted = f"以`{self.wanted}`计" if self.wanted else "没有单位"
        return f"{whose}评分标准写的是`{self.value}`，而`{self.name}`{wanted}"

    def en(self) -> str:
        whose = " of the profile" if self.by_profile else ""
        wanted = f"in `{self.wanted}`" if self.wanted else "without a unit"
        return f"the scoring{whose} says `{self.value}`, but `{self.name}` is {wanted}"

    def help_zh(self) -> str:
        if self.by_profile:
            return "给这一行另写评分标准，或在评分办法里写`对象: 完成率`"
        unit = {"%": "百分点"}.get(self.wanted, self.wanted) if self.key == "step" else self.wanted
        return f"写成以`{unit}`计的数" if unit else "不写单位"

    def help_en(self) -> str:
        if self.by_profile:
            return "give this row a `scoring` of its own, or say `of: completion` in the profile"
        unit = {"%": "百分点"}.get(self.wanted, self.wanted) if self.key == "step" else self.wanted
        return f"write it in `{unit}`" if unit else "leave the unit out"


class StepReadTwoWays(Diagnostic):
    """A step of 1% on a percentage target: a percentage point, or 1% of the target."""

    code: ClassVar[str] = "scoring-step-ambiguous"
    value: str
    points: str
    name: str

    def zh(self) -> str:
        return f"`{self.name}`是百分数，`{self.value}`可以是{self.points}个百分点，也可以是指标值的{self.value}"

    def en(self) -> str:
        points = f"{self.points} percentage point{'' if self.points == '1' else 's'}"
        return f"`{self.name}` is a percentage, so `{self.value}` may be {points} or {self.value} of the target"

    def help_zh(self) -> str:
        return f"写成`{self.points} 百分点`或`指标值的{self.value}`"

    def help_en(self) -> str:
        return f"write `{self.points} 百分点` or `{self.value} of target`"


class ScoringUnread(Diagnostic):
    """A scoring rule in words that cannot be read without doubt."""

    code: ClassVar[str] = "scoring-unread"
    text: str
    rest: str
    why: Literal["words", "ends", "mixed"] = "words"

    def zh(self) -> str:
        if self.why == "ends":
            return f"评分标准`{self.text}`里，`{self.rest}`属于哪一档说不准"
        if self.why == "mixed":
            return f"评分标准`{self.text}`既分档又按步，`{self.rest}`不知怎样合在一起"
        return f"评分标准`{self.text}`里的`{self.rest}`没有读懂"

    def en(self) -> str:
        if self.why == "ends":
            return f"in the scoring rule `{self.text}` it is not certain which band `{self.rest}` belongs to"
        if self.why == "mixed":
            return f"the scoring rule `{self.text}` has bands and steps, and how `{self.rest}` joins them is not said"
        return f"`{self.rest}` in the scoring rule `{self.text}` cannot be read"

    def help_zh(self) -> str:
        return "分开写，如`评分标准: {方式: 按步扣分, 每: 1 百分点, 扣: 1, 不足一步: 按一步计}`，或`{方式: 分档, 各档: [{不低于: 90%, 得分: 10}, {得分: 0}]}`"

    def help_en(self) -> str:
        steps = "`scoring: {method: steps, step: 1 百分点, deduct: 1, partial: ceil}`"
        return f"write it in parts, as in {steps} or `{{method: bands, bands: [{{from: 90%, points: 10}}, {{points: 0}}]}}`"


class StatedDiffers(Diagnostic):
    """A scoring rule in words names a target or points that are not those of its row."""

    code: ClassVar[str] = "scoring-stated-differs"
    stated: str
    own: str
    what: Literal["target", "points"]

    def zh(self) -> str:
        if self.what == "points":
            return f"评分标准写达到得`{self.stated}`分，本行分值却是`{self.own}`分"
        return f"评分标准写的指标值是`{self.stated}`，判定却是`{self.own}`"

    def en(self) -> str:
        if self.what == "points":
            return f"the scoring rule gives `{self.stated}` points for the target, but the row has `{self.own}`"
        return f"the scoring rule is about `{self.stated}`, but the target is `{self.own}`"

    def help_zh(self) -> str:
        return "改成一致，或去掉前半句"

    def help_en(self) -> str:
        return "make them agree, or leave the first clause out"
