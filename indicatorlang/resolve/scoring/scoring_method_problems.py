"""What can be wrong with `评分标准`: its method, the settings of the method, and the row it stands in."""

from __future__ import annotations

from typing import ClassVar, Literal

import attrs

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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class SettingMissing(Diagnostic):
    """A scoring method lacks a setting that it cannot do without."""

    code: ClassVar[str] = "scoring-setting-missing"
    method: str
    english: str
    key_zh: str
    key_en: str
    choices_zh: tuple[str, ...] = ()
    choices_en: tuple[str, ...] = ()
    example: str = ""

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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class TableBroken(Diagnostic):
    """The bands or the named points of a scoring method leave a gap, overlap, or are in no order."""

    code: ClassVar[str] = "scoring-bands-broken"
    fault: Literal[
        "gap",
        "overlap",
        "order",
        "open",
        "few",
        "same",
        "mixed",
        "worth",
        "both",
        "neither",
        "bend",
        "unknown_level",
        "level_twice",
    ]
    spot: str = ""
    known: tuple[str, ...] = ()

    def zh(self) -> str:
        spot = self.spot or "其余"
        return {
            "gap": f"各档在`{spot}`处有空当",
            "overlap": f"各档在`{spot}`处重叠",
            "order": f"各档应当从好到差排列，`{spot}`的位置不对",
            "open": f"各档没有覆盖到底，`{spot}`以外的没有着落",
            "few": f"只写了`{spot}`，至少要有两个",
            "same": f"有两个点都在`{spot}`",
            "mixed": f"各档有的写数，有的写等级：`{spot}`",
            "worth": f"后一档的得分反而更高：`{spot}`",
            "both": f"`{spot}`既写了得分系数又写了得分",
            "neither": f"`{spot}`没有写得分系数或得分",
            "bend": f"各点的得分忽高忽低，在`{spot}`处折回",
            "unknown_level": f"等级里没有`{spot}`",
            "level_twice": f"等级`{spot}`写了两次",
        }[self.fault]

    def en(self) -> str:
        spot = self.spot or "the rest"
        return {
            "gap": f"the bands leave a gap at `{spot}`",
            "overlap": f"the bands overlap at `{spot}`",
            "order": f"the bands go from best to worst, but `{spot}` does not",
            "open": f"the bands do not cover what lies beyond `{spot}`",
            "few": f"there is only `{spot}`, and at least two are needed",
            "same": f"two points stand at `{spot}`",
            "mixed": f"some bands have limits and some have levels: `{spot}`",
            "worth": f"a later band is worth more: `{spot}`",
            "both": f"`{spot}` has a fraction and points",
            "neither": f"`{spot}` has neither a fraction nor points",
            "bend": f"the points of the line go up and down, it turns back at `{spot}`",
            "unknown_level": f"the scale has no level `{spot}`",
            "level_twice": f"the level `{spot}` is there twice",
        }[self.fault]

    def help_zh(self) -> str:
        return {
            "open": "最后一档不写界限，作为其余",
            "gap": "上一档的下限就是下一档的上限",
            "overlap": "上一档的下限就是下一档的上限，一头含本数，另一头不含",
            "order": "越高越好的逐档写“不低于”，越低越好的逐档写“不高于”",
            "both": "只写一个",
            "neither": "写`得分系数: 0.8`或`得分: 8`",
            "unknown_level": f"可写{listed(self.known)}",
        }.get(self.fault, "改成首尾相接、从好到差")

    def help_en(self) -> str:
        return {
            "open": "leave the limit out of the last band, which takes the rest",
            "gap": "where one band ends the next begins",
            "overlap": "where one band ends the next begins, included in one of them only",
            "order": "use `from` in every band where more is better, `to` where less is",
            "both": "give one of them",
            "neither": "write `fraction: 0.8` or `points: 8`",
            "unknown_level": f"known: {listed(self.known, 'en')}",
        }.get(self.fault, "make them meet, from best to worst")


@attrs.frozen(kw_only=True)
class PointsAboveWeight(Diagnostic):
    """A band gives more points than the row has."""

    code: ClassVar[str] = "scoring-points-above-weight"
    points: str
    weight: str
    name: str

    def zh(self) -> str:
        return f"评分标准最高得{self.points}分，而`{self.name}`的分值是{self.weight}分"

    def en(self) -> str:
        return f"the scoring gives up to {self.points} points, but `{self.name}` has {self.weight}"

    def help_zh(self) -> str:
        return "改成一致，或改写得分系数"

    def help_en(self) -> str:
        return "make them agree, or give fractions instead of points"


@attrs.frozen(kw_only=True)
class PointsInProfile(Diagnostic):
    """A profile scores in points, though the rows it is for have different weights."""

    code: ClassVar[str] = "scoring-points-in-profile"
    method: str
    english: str

    def zh(self) -> str:
        return f"评分办法的评分标准`{self.method}`写的是得分，各行分值不同，不能通用"

    def en(self) -> str:
        return f"the scoring `{self.english}` of a profile is in points, but the rows have different weights"

    def help_zh(self) -> str:
        return "在评分办法里写得分系数，或在每一行写评分标准"

    def help_en(self) -> str:
        return "give fractions in a profile, or write `scoring` in every row"


@attrs.frozen(kw_only=True)
class NotAShare(Diagnostic):
    """A fraction of the points that is none between 0 and 1."""

    code: ClassVar[str] = "not-a-share"
    key: str
    value: str

    def zh(self) -> str:
        return f"`{self.key}`应当是0到1之间的数，写的是`{self.value}`"

    def en(self) -> str:
        return f"`{self.key}` should be a number from 0 to 1, got `{self.value}`"

    def help_zh(self) -> str:
        return "如`0.8`、`80%`或`2/3`"

    def help_en(self) -> str:
        return "such as `0.8`, `80%` or `2/3`"


@attrs.frozen(kw_only=True)
class ScoringUnread(Diagnostic):
    """A scoring rule in words that cannot be read without doubt."""

    code: ClassVar[str] = "scoring-unread"
    text: str
    rest: str
    why: Literal["words", "ends", "mixed"] = "words"
    offer: str = ""

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


@attrs.frozen(kw_only=True)
class OutsideWeight(Diagnostic):
    """A bonus or a deduction has a weight: it stands beside the weights."""

    code: ClassVar[str] = "outside-weight"
    name: str
    method: str
    english: str

    def zh(self) -> str:
        return f"`{self.name}`是{self.method}，不占分值，却写了分值"

    def en(self) -> str:
        return f"`{self.name}` is a {self.english} beside the weights, but has a weight"

    def help_zh(self) -> str:
        return "去掉分值；封顶写`最多`"

    def help_en(self) -> str:
        return "leave `weight` out; a limit is `most`"


@attrs.frozen(kw_only=True)
class ItemsAndTarget(Diagnostic):
    """A row has items and a target of its own, or a scoring method besides."""

    code: ClassVar[str] = "items-and-target"
    name: str
    key: str

    def zh(self) -> str:
        return f"`{self.name}`写了子项，又写了`{self.key}`"

    def en(self) -> str:
        return f"`{self.name}` has items and `{self.key}` besides"

    def help_zh(self) -> str:
        return "有子项的，判定写在各子项里，批复的原文写在“指标值”"

    def help_en(self) -> str:
        return "with items the targets stand in them; the approved text goes to `wording`"


@attrs.frozen(kw_only=True)
class ItemWeights(Diagnostic):
    """The points of the items do not add up to those of the row."""

    code: ClassVar[str] = "item-weights"
    name: str
    below: str
    weight: str

    def zh(self) -> str:
        return f"`{self.name}`分值{self.weight}分，各子项合计却是{self.below}分"

    def en(self) -> str:
        return f"`{self.name}` has {self.weight} points, but its items come to {self.below}"

    def help_zh(self) -> str:
        return "改成一致，或不写本行分值"

    def help_en(self) -> str:
        return "make them agree, or leave the row's weight out"


@attrs.frozen(kw_only=True)
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
