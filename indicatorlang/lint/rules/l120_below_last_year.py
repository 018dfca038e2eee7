"""指标值低于上年水平
a target below what was reached last year

为什么：上年已经做到的，今年要求反而低，评出来的高分说明不了什么
Why: what was reached last year is asked for less this year: a high score then says nothing
例：上年预算执行率100%，今年要求≥90%
Example: last year 100% of the budget was spent, and this year 90% are asked for
改法：提高到上年水平以上；确有原因的，在备注里说明
Instead: raise it to last year at least; where there is a reason, say it in a note
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.baseline import LAST_YEAR
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.quantity import Quantity
from indicatorlang.resolve.fields import short


class BelowLastYear(Advice):
    """Less is asked for than there was last year, or more of what should become less (`more`)."""

    code: ClassVar[str] = "L120"
    severity: ClassVar[Severity] = Severity.WARNING

    name: str
    bound: Quantity
    last: Quantity
    more: bool = False

    def zh(self) -> str:
        way = "比上年放宽" if self.more else "低于上年"
        return f"`{self.name}`要求{'不超过' if self.more else '达到'}`{self.bound.shown()}`，{way}：上年是`{self.last.shown()}`"

    def en(self) -> str:
        asked = f"{'at most' if self.more else 'at least'} `{self.bound.shown('en')}`"
        return f"`{self.name}` asks for {asked}, and last year it was `{self.last.shown('en')}` already"

    def help_zh(self) -> str:
        return "要求提高到上年水平；确有原因的，在备注里说明"

    def help_en(self) -> str:
        return "ask for what was reached last year at least; where there is a reason, say it in a note"


def _check(facts: RulesetFacts) -> Iterator[BelowLastYear]:
    """A row that has a note has said why."""
    last_year = facts.ruleset.baselines.get(LAST_YEAR, {})
    for row in facts.rows:
        condition = row.indicator.condition
        if not isinstance(condition, Threshold) or not isinstance(condition.subject, MeasureRef) or row.indicator.note:
            continue
        last, bound = last_year.get(condition.subject.measure), condition.bound
        if (
            last is None
            or not isinstance(bound, Constant)
            or not last.unit.fits(bound.quantity.unit)
            or condition.mode != "reach"
        ):
            continue
        lower = condition.meaning in (">=", ">") and bound.quantity.base < last.base
        higher = condition.meaning in ("<=", "<") and bound.quantity.base > last.base
        if lower or higher:
            yield BelowLastYear(
                name=short(row.indicator.name),
                bound=bound.quantity,
                last=last,
                more=higher,
                place=row.fields.at(_key(row.target.decided)),
            )


def _key(decided: bool) -> str:
    return "target" if decided else "wording"


PART = Rule(BelowLastYear, ruleset=_check)
