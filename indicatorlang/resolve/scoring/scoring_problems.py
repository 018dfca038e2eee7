"""What can be wrong with weights and with the scoring rules of an authority."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.resolve.problems import listed, meant


class WeightsMixed(Diagnostic):
    """Some indicators have a weight and some have none."""

    code: ClassVar[str] = "weights-mixed"
    name: str
    count: int
    total: int

    def zh(self) -> str:
        return f"`{self.name}`没有写分值；{self.total}项指标里有{self.count}项没写，要么都写，要么都不写"

    def en(self) -> str:
        return f"`{self.name}` has no weight; {self.count} of {self.total} indicators have none: give all of them one, or none"

    def help_zh(self) -> str:
        return "只作门槛、不占分的写`分值: 0`"

    def help_en(self) -> str:
        return "a gate without points has `weight: 0`"


class WeightsDisagree(Diagnostic):
    """The points of a parent are not the sum of the points below it."""

    code: ClassVar[str] = "weights-disagree"
    parent: str
    given: str
    below: str

    def zh(self) -> str:
        return f"`{self.parent}`分配了{self.given}分，下面各项合计却是{self.below}分"

    def en(self) -> str:
        return f"`{self.parent}` is given {self.given} points, but what stands below it comes to {self.below}"

    def help_zh(self) -> str:
        return "改成一致，或只在一处写分值"

    def help_en(self) -> str:
        return "make them agree, or give points in one place only"


class WeightKeyUnknown(Diagnostic):
    """Points are given to something that the form does not have."""

    code: ClassVar[str] = "weight-key-unknown"
    key: str
    near: str = ""
    known: tuple[str, ...] = ()
    budget: bool = False
    """Whether the budget row is meant, and there is none."""

    def zh(self) -> str:
        if self.budget:
            return f"分值分配写了`{self.key}`，却没有预算执行率这一行"
        return f"分值分配里的`{self.key}`不是这张表的一级指标，也不是`一级/二级`"

    def en(self) -> str:
        if self.budget:
            return f"`weights` gives points to `{self.key}`, but there is no such row"
        return f"`{self.key}` in `weights` is no level 1 of this form, nor `level 1/level 2`"

    def help_zh(self) -> str:
        if self.budget:
            return "写上`资金`，就会有预算执行率行"
        return meant(self.near)[0] or f"现有{listed(self.known) or '的一级指标为空'}"

    def help_en(self) -> str:
        if self.budget:
            return "with `funds` there is a budget row"
        return meant(self.near)[1] or f"known: {listed(self.known, 'en') or 'no level 1 at all'}"


class NoPointsLeft(Diagnostic):
    """Points are given to some groups, and nothing of a hundred is left for another."""

    code: ClassVar[str] = "no-points-left"
    group: str
    given: str

    def zh(self) -> str:
        return f"`{self.group}`没有分配分值，已分配的{self.given}分之外没有剩余可分"

    def en(self) -> str:
        return f"`{self.group}` is given no points, and beside the {self.given} points given nothing is left"

    def help_zh(self) -> str:
        return f"在`分值分配`里写上`{self.group}`"

    def help_en(self) -> str:
        return f"name `{self.group}` in `weights`"


class BoundWord(Diagnostic):
    """A profile settles whether a word counts its number, but it is none of the words that leave that open: it says so itself
    (`firm`: which way), or it is no word of comparison at all."""

    code: ClassVar[str] = "bound-word"
    word: str
    near: str = ""
    known: tuple[str, ...] = ()
    firm: bool | None = None

    def zh(self) -> str:
        if self.firm is None:
            return f"`界限用语`里的`{self.word}`不是表示界限的词"
        return f"`{self.word}`本身就{'含' if self.firm else '不含'}本数，不能在`界限用语`里另作规定"

    def en(self) -> str:
        if self.firm is None:
            return f"`{self.word}` in `bounds` is no word for a bound"
        return f"`{self.word}` itself {'includes' if self.firm else 'excludes'} its number, and `bounds` cannot change that"

    def help_zh(self) -> str:
        return meant(self.near)[0] or f"可以规定的词：{listed(self.known)}"

    def help_en(self) -> str:
        return meant(self.near)[1] or f"words that can be settled: {listed(self.known, 'en')}"


class BandsBroken(Diagnostic):
    """The bands of a profile leave a gap, overlap, or do not cover the scale."""

    code: ClassVar[str] = "bands-broken"
    bands: Literal["grades", "three_levels", "pace"]
    fault: Literal["top", "bottom", "gap", "overlap", "order", "none"]
    spot: str = ""

    _NAMES: ClassVar[dict[str, tuple[str, str]]] = {
        "grades": ("等级分界", "`grades`"),
        "three_levels": ("三档", "`three_levels`"),
        "pace": ("进度灯", "`pace`"),
    }

    def zh(self) -> str:
        fault = {
            "top": f"最高到`{self.spot}`，没有覆盖到顶",
            "bottom": f"最低到`{self.spot}`，没有覆盖到0",
            "gap": f"在`{self.spot}`处有空当",
            "overlap": f"在`{self.spot}`处重叠",
            "order": f"应当从{'小到大' if self.bands == 'pace' else '高到低'}排列，`{self.spot}`的位置不对",
            "none": f"没有写任何一档`{self.spot}`",
        }[self.fault]
        return f"{self._NAMES[self.bands][0]}{fault}"

    def en(self) -> str:
        fault = {
            "top": f"ends at `{self.spot}` and does not reach the top",
            "bottom": f"starts at `{self.spot}` and does not reach 0",
            "gap": f"leaves a gap at `{self.spot}`",
            "overlap": f"overlaps at `{self.spot}`",
            "order": f"goes from {'low to high' if self.bands == 'pace' else 'high to low'}, but `{self.spot}` does not",
            "none": f"has no band `{self.spot}`",
        }[self.fault]
        return f"{self._NAMES[self.bands][1]} {fault}"

    def help_zh(self) -> str:
        return {
            "grades": "从高到低列出各等级的下限，最低一档从0起",
            "three_levels": "三档从1到0首尾相接，如0.8到1、0.6到0.8、0到0.6",
            "pace": "三个界限从小到大，如60、80、120",
        }[self.bands]

    def help_en(self) -> str:
        return {
            "grades": "list the lower limits from high to low, the last one 0",
            "three_levels": "the bands meet from 1 down to 0, as in 0.8 to 1, 0.6 to 0.8, 0 to 0.6",
            "pace": "the three limits rise, as in 60, 80, 120",
        }[self.bands]


class ThreeLevelName(Diagnostic):
    """A band for a level that the official three levels do not have."""

    code: ClassVar[str] = "three-level-name"
    name: str
    known: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"三档里没有`{self.name}`"

    def en(self) -> str:
        return f"the official three levels have no `{self.name}`"

    def help_zh(self) -> str:
        return f"三档是{listed(self.known) or '官方用语'}"

    def help_en(self) -> str:
        return f"they are {listed(self.known, 'en') or 'official words'}"


class VetoWithoutGroup(Diagnostic):
    """A veto reaches the whole group of its row, and the row has no level 1, so there is no group."""

    code: ClassVar[str] = "veto-without-group"
    name: str

    def zh(self) -> str:
        return f"`{self.name}`的一票否决影响到一级指标，但这一行没有写一级指标"

    def en(self) -> str:
        return f"the veto of `{self.name}` reaches its level 1, and the row has none"

    def help_zh(self) -> str:
        return "补上`一级指标`，或把影响改为`单项`、`项目`、`等级`"

    def help_en(self) -> str:
        return "give the row a `level1`, or let the veto reach `indicator`, `project` or `grade`"
