"""定性指标的得分不在所评等级的区间内
a score outside the band of the level that was reached

为什么：评的是哪一档，得分就在哪一档的区间里；不在的，不是档评错了就是分打错了
Why: a level has its band of points; outside it, either the level or the score is wrong
例：分值10分，评为“部分达成”（60%至80%），得分却是9分
Example: of 10 points, partly reached (60% to 80%), and a score of 9
改法：改得分，或改所评的等级，并写明依据
Instead: change the score or the level, and say why
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.lint.rescored import called, within_a_band
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.resolve.fields import short


class ScoreOutsideTheBand(Advice):
    """The published score of a level lies outside the points that the rules leave open for it."""

    code: ClassVar[str] = "L156"

    name: str
    level: str
    published: Fraction
    low: Fraction
    high: Fraction

    def zh(self) -> str:
        band = f"{decimal_text(self.low, 2)}至{decimal_text(self.high, 2)}分"
        return f"`{self.name}`评为`{self.level}`，该等级为{band}，得分却是{decimal_text(self.published)}分"

    def en(self) -> str:
        band = f"{decimal_text(self.low, 2)} to {decimal_text(self.high, 2)} points"
        return f"`{self.name}` reached `{self.level}`, which has {band}, and its score is {decimal_text(self.published)}"

    def help_zh(self) -> str:
        return "改得分，或改所评的等级，并写明依据"

    def help_en(self) -> str:
        return "change the score or the level, and say why"


def _check(row: RescoredRow) -> Iterator[ScoreOutsideTheBand]:
    low, high = row.computed.low, row.computed.high
    if row.published is None or low is None or high is None or not row.difference or not within_a_band(row):
        return
    level, place = short(row.row.get("actual")), place_of(row.table, row.row)
    yield ScoreOutsideTheBand(name=called(row), level=level, published=row.published, low=low, high=high, place=place)


PART = Rule(ScoreOutsideTheBand, row=_check)
