"""有一档永远用不上
a band of the scoring that no value can fall into

为什么：看的人会以为那一档有意义；多半是界限、单位写错了
Why: a reader takes the band for something that can happen; most likely its limit or its unit is wrong
例：上限100%的合格率，分档里有“不低于 110%”一档
Example: a bounded rate with a band from 110%
改法：核对界限和单位；确实用不上的，删去这一档
Instead: check the limit and its unit; where it can never apply, leave the band out
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.meaning import box_of, can_be
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.region import Region
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scoring import Band
from indicatorlang.resolve.fields import short


class BandNeverReached(Advice):
    """A band of values lies beyond what the number of the row can be."""

    code: ClassVar[str] = "L173"

    name: str
    band: str

    def zh(self) -> str:
        return f"`{self.name}`的评分标准里，`{self.band}`一档永远用不上，完成值不可能在这个范围"

    def en(self) -> str:
        return f"in the scoring of `{self.name}` the band `{self.band}` never applies, no value can lie in it"

    def help_zh(self) -> str:
        return "核对这一档的界限和单位，用不上的删去"

    def help_en(self) -> str:
        return "check its limit and its unit, or leave the band out"


def _check(facts: RulesetFacts) -> Iterator[BandNeverReached]:
    for row in facts.rows:
        for band in _unreached(row, facts.ruleset):
            name, said = short(row.indicator.name), _said(band)
            yield BandNeverReached(name=name, band=said, place=row.fields.at("scoring"))


def _unreached(row: RowFacts, ruleset: Ruleset) -> Iterator[Band]:
    scoring, box = row.indicator.scoring, box_of(row.indicator.condition, ruleset)
    if scoring is None or scoring.method != "bands" or scoring.get("of") == "completion" or box is None or len(box) != 1:
        return
    [subject] = box
    bands = scoring.get("bands")
    if subject.what != "value" or subject.each or not isinstance(bands, tuple):
        return
    possible = can_be(subject, ruleset)
    for band in bands:
        if isinstance(band, Band) and not band.levels and (_region(band) & possible).is_empty:
            yield band


def _region(band: Band) -> Region:
    low, high = (None if end is None else end.base for end in (band.low, band.high))
    return Region.between(low, high, low_closed=band.low_closed, high_closed=band.high_closed)


def _said(band: Band) -> str:
    low = "" if band.low is None else f"{'≥' if band.low_closed else '>'}{band.low.shown()}"
    high = "" if band.high is None else f"{'≤' if band.high_closed else '<'}{band.high.shown()}"
    return " ".join(part for part in (low, high) if part)


PART = Rule(BandNeverReached, ruleset=_check)
