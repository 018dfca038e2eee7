"""百分数逐期相加或简单平均
percentages of periods are added up or plainly averaged

为什么：各期的率相加没有意义；简单平均不管各期基数大小，也常与全年的率不符
Why: a sum of rates means nothing, and a plain mean takes no notice of how large the periods are
例：合格率按“求和”汇总，四个季度合计380%
Example: 合格率 with `aggregate: sum`: four quarters come to 380%
改法：写成“合格数 ÷ 检测数”，由系统分别汇总后相除；确要平均的，按权数加权
Instead: make it a quotient of two measures, which are added up apart; where a mean is meant, weigh it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.kinds import cannot_be_negative
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class PercentagesAddedUp(Advice):
    """The periods of a percentage are summed or plainly averaged."""

    code: ClassVar[str] = "L200"

    measure: str
    summed: bool

    def zh(self) -> str:
        how = "逐期求和，加出来的数没有意义" if self.summed else "逐期简单平均，没有考虑各期的基数"
        return f"`{self.measure}`是百分数，却{how}"

    def en(self) -> str:
        how = (
            "added up period by period, which means nothing"
            if self.summed
            else "averaged plainly, whatever the size of the periods"
        )
        return f"`{self.measure}` is a percentage and is {how}"

    def help_zh(self) -> str:
        return "改用分子、分母两个数据项和`计算公式`；确要平均的，`汇总方式: 加权平均`并写`权数`"

    def help_en(self) -> str:
        return "use a `formula` of two measures; where a mean is meant, `aggregate: weighted` with `weight_by`"


def _check(facts: RulesetFacts) -> Iterator[PercentagesAddedUp]:
    for measure in facts.ruleset.measures.values():
        percent = measure.unit is not None and measure.unit.is_percent
        if not percent or measure.formula is not None or measure.aggregate not in ("sum", "mean") or not measure.declared:
            continue
        if cannot_be_negative(measure.name):
            yield PercentagesAddedUp(measure=short(measure.name), summed=measure.aggregate == "sum", place=measure.place)


PART = Rule(PercentagesAddedUp, ruleset=_check)
