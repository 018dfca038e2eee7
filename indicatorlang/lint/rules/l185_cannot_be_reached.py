"""要求超出了数据可能的范围
a target lies beyond what its number can ever be

为什么：上限为100%的比率超不过100%，个数和时间不会是负数，这样的要求永远达不到
Why: a rate that is bounded by 100% never exceeds it, counts and stretches of time are never negative: nobody can meet the target
例：上限100%的合格率要求 > 100%；投诉件数 ≤ -1 件；要求比最好一档还好
Example: more than 100% of a bounded rate; at most -1 complaints; a level better than the best
改法：核对数、单位和符号
Instead: check the number, its unit and the sign
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.meaning import as_demanded, box_of, can_be
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.indicator import All, AnyOf, Condition, EachPeriod, Negation, conditions
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.resolve.fields import short


class CannotBeReached(Advice):
    """A comparison that no possible value meets: beyond 100% of a bounded rate, below nought of a count, beyond the levels."""

    code: ClassVar[str] = "L185"
    severity: ClassVar[Severity] = Severity.ERROR

    name: str
    demand: str

    def zh(self) -> str:
        return f"`{self.name}`的要求超出了数据可能的范围，永远达不到：`{self.demand}`"

    def en(self) -> str:
        return f"the target of `{self.name}` lies beyond what its number can be, nothing meets it: `{self.demand}`"

    def help_zh(self) -> str:
        return "核对数、单位和符号；比率确可超过100%的，去掉数据项的`上限100%`"

    def help_en(self) -> str:
        return "check the number, its unit and the sign; where the rate can exceed 100%, take `bounded` out of the measure"


def _check(facts: RulesetFacts) -> Iterator[CannotBeReached]:
    for row in facts.rows:
        for condition, demand, place in as_demanded(row):
            parts = tuple(conditions(condition))
            inner = {id(part.part) for part in parts if isinstance(part, EachPeriod | Negation)}
            if any(_out_of_reach(part, facts.ruleset) for part in parts if id(part) not in inner):
                yield CannotBeReached(name=short(row.indicator.name), demand=demand, place=place)


def _out_of_reach(part: Condition, ruleset: Ruleset) -> bool:
    """Whether a single comparison, or the denial of one, leaves no value that there can be."""
    if isinstance(part, All | AnyOf):
        return False
    box = box_of(part, ruleset)
    return box is not None and any((region & can_be(subject, ruleset)).is_empty for subject, region in box.items())


PART = Rule(CannotBeReached, ruleset=_check)
