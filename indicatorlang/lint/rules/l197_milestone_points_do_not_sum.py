"""各节点分值加起来不等于指标分值
the points of the milestones do not add up to those of the row

为什么：节点分值只按相互的比例起作用，写着10分的节点未必值10分，看的人会算错
Why: only their proportions count, so that a milestone that says 10 points may be worth fewer; a reader reckons wrongly
例：分值20分，节点分值写[5, 10]
Example: a row of 20 points with `milestone_weights: [5, 10]`
改法：改成合计等于分值，如[5, 15]
Instead: let them add up to the weight, such as `[5, 15]`
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.number import decimal_text
from indicatorlang.resolve.fields import short


class MilestonePointsDoNotSum(Advice):
    """The points of a row's milestones come to another sum than its weight."""

    code: ClassVar[str] = "L197"

    name: str
    total: Fraction
    weight: Fraction

    def zh(self) -> str:
        return f"`{self.name}`的节点分值合计{decimal_text(self.total)}分，而分值是{decimal_text(self.weight)}分，只能按比例折算"

    def en(self) -> str:
        return (
            f"the milestones of `{self.name}` come to {decimal_text(self.total)} points and the row has "
            f"{decimal_text(self.weight)}, so that only their proportions count"
        )

    def help_zh(self) -> str:
        return "改成合计等于分值"

    def help_en(self) -> str:
        return "let them add up to the weight"


def _check(facts: RulesetFacts) -> Iterator[MilestonePointsDoNotSum]:
    if facts.ruleset.weights_assumed:
        return
    for row in facts.rows:
        total = sum(row.indicator.milestone_weights, Fraction(0))
        # 1, or 100, or any shares that are plainly proportions are understood as such.
        if row.indicator.milestone_weights and row.indicator.weight and total not in (row.indicator.weight, 1, 100):
            name, place = short(row.indicator.name), row.fields.at("milestone_weights")
            yield MilestonePointsDoNotSum(name=name, total=total, weight=row.indicator.weight, place=place)


PART = Rule(MilestonePointsDoNotSum, ruleset=_check)
