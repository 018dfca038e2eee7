"""What is wrong with the table or the points of a method."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.resolve.problems import listed


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
