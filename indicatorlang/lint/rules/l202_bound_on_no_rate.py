"""不是比率的数据项写了“上限100%”
a bound of 100% on what is no rate

为什么：上限100%只管百分数，个数、金额写了不起作用；多半是写错了数据项
Why: the bound is for percentages; on counts and sums it does nothing, and most likely it was meant for another measure
例：培训人次: {计量单位: 人次, 上限100%: 是}
Example: 培训人次: {unit: 人次, bounded: yes}
改法：移到比率的数据项上，或删去
Instead: move it to the rate, or leave it out
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class BoundOnNoRate(Advice):
    """A measure counted in a unit that is no ratio is declared as bounded by 100%."""

    code: ClassVar[str] = "L202"

    measure: str
    unit: str

    def zh(self) -> str:
        return f"`{self.measure}`以`{self.unit}`计，不是比率，上限100%不起作用"

    def en(self) -> str:
        return f"`{self.measure}` is counted in `{self.unit}` and is no rate, a bound of 100% does nothing"

    def help_zh(self) -> str:
        return "移到比率的数据项上，或删去"

    def help_en(self) -> str:
        return "move it to the rate, or leave it out"


def _check(facts: RulesetFacts) -> Iterator[BoundOnNoRate]:
    for measure in facts.ruleset.measures.values():
        if measure.bounded and measure.unit is not None and not measure.unit.is_ratio:
            yield BoundOnNoRate(measure=short(measure.name), unit=short(measure.unit.text), place=measure.place)


PART = Rule(BoundOnNoRate, ruleset=_check)
