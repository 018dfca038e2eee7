"""判定的符号与数据项写明的方向相反
the sign of a target runs against the declared direction

为什么：一处说越低越好，一处要求至少多少，得分和差额按哪一头算就说不清了
Why: one place says that less is better and the other asks for at least so much, so that nobody knows which of them counts
例：数据项写“方向: 越低越好”，判定写“≥ 5%”
Example: the measure says `direction: lower` and the target `>= 5%`
改法：核对符号和方向，改成一致
Instead: check both and make them agree
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.meaning import demanded
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import EachCase, EachPeriod, Negation, Threshold, conditions
from indicatorlang.resolve.fields import short


class SignAgainstTheDirection(Advice):
    """A row asks for at least so much of a measure of which less is better, or the other way round."""

    code: ClassVar[str] = "L192"

    name: str
    demand: str
    measure: str
    lower: bool

    def zh(self) -> str:
        way = "越低越好" if self.lower else "越高越好"
        return f"`{self.measure}`写明{way}，`{self.name}`却要求`{self.demand}`"

    def en(self) -> str:
        way = "less" if self.lower else "more"
        return f"`{self.measure}` is declared as {way} is better, but `{self.name}` demands `{self.demand}`"

    def help_zh(self) -> str:
        return "核对符号和`方向`，改成一致"

    def help_en(self) -> str:
        return "check the sign and the `direction`, and make them agree"


def _check(facts: RulesetFacts) -> Iterator[SignAgainstTheDirection]:
    for row in facts.rows:
        condition = row.indicator.condition
        parts = () if condition is None else tuple(conditions(condition))
        if any(isinstance(part, Negation) for part in parts):
            continue
        for part in parts:
            found = (
                _against(part.part if isinstance(part, EachCase) else part, facts) if not isinstance(part, EachPeriod) else None
            )
            if found is not None:
                name, demand = short(row.indicator.name), demanded(row)
                yield SignAgainstTheDirection(
                    name=name, demand=demand, measure=short(found[0]), lower=found[1], place=row.indicator.place
                )
                break


def _against(part: object, facts: RulesetFacts) -> tuple[str, bool] | None:
    """The measure, and whether less of it is better."""
    if not isinstance(part, Threshold) or not isinstance(part.subject, MeasureRef):
        return None
    measure = facts.ruleset.measures.get(part.subject.measure)
    if measure is None or part.op not in (">=", ">", "<=", "<"):
        return None
    more = part.op in (">=", ">")
    against = (measure.direction == "lower" and more) or (measure.direction == "higher" and not more)
    return (measure.name, measure.direction == "lower") if against else None


PART = Rule(SignAgainstTheDirection, ruleset=_check)
