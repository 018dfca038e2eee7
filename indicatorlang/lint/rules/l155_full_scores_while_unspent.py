"""指标全部满分而资金大量未用
full scores everywhere while the money is unspent

为什么：钱没花完而目标全部实现，可能是指标值定低了、预算编多了，也可能是完成情况没有核实
Why: when all is reached with much of the money left, targets were low, the budget was high, or nobody looked
例：预算执行率61%，12个指标全部满分
Example: 61% were spent and all twelve indicators have full scores
改法：核对完成情况的佐证；属实的说明节约的原因，下年据此编制预算和指标值
Instead: verify the actuals; if they hold, explain the saving and set next year's budget and targets by it
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.lint.parts import Advice, Rule, place_of, whole
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import TableFacts

UNSPENT = Fraction(1, 5)
FEW = 3


class FullScoresWhileUnspent(Advice):
    """Every indicator has its full score and more than a fifth of the budget is unspent."""

    code: ClassVar[str] = "L155"

    rate: Fraction
    rows: int

    def zh(self) -> str:
        return f"预算执行率只有{decimal_text(self.rate * 100, 2)}%，{self.rows}个指标却全部满分"

    def en(self) -> str:
        return (
            f"only {decimal_text(self.rate * 100, 2)}% of the budget were spent, yet all {self.rows} indicators have full scores"
        )

    def help_zh(self) -> str:
        return "请核对完成情况的佐证材料，并说明资金结余的原因"

    def help_en(self) -> str:
        return "verify the actuals and have the unspent money explained"


def _check(facts: TableFacts) -> Iterator[FullScoresWhileUnspent]:
    for project in facts.projects:
        line = whole(project)
        if line is None or not project.all_full or project.rows < FEW:
            continue
        if line.budget is None or line.spent is None or line.budget.base <= 0:
            continue
        rate = line.spent.base / line.budget.base
        if 1 - rate > UNSPENT:
            yield FullScoresWhileUnspent(rate=rate, rows=project.rows, place=place_of(facts.table, line.row))


PART = Rule(FullScoresWhileUnspent, table=_check)
