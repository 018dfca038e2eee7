"""要求自相矛盾，永远达不到
the demands contradict each other, so that nothing can meet them

为什么：填什么数都是未达标，这几分等于白送掉，多半是符号写反了
Why: whatever is reported misses the target; most likely a sign was turned round
例：合格率 ≥ 90% 且 合格率 ≤ 80%
Example: 合格率 >= 90% and 合格率 <= 80%
改法：核对符号和数；要的是区间，就写“介于 [80%, 90%]”
Instead: check the signs and the numbers; if a range is meant, write `in [80%, 90%]`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.meaning import as_demanded, box_of, can_be_met
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.indicator import All, AnyOf, Condition, Negation, conditions
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.resolve.fields import short


class Contradiction(Advice):
    """No value meets all that a row demands at once."""

    code: ClassVar[str] = "L180"
    severity: ClassVar[Severity] = Severity.ERROR

    name: str
    demand: str

    def zh(self) -> str:
        return f"`{self.name}`的要求自相矛盾，任何完成值都不能达标：`{self.demand}`"

    def en(self) -> str:
        return f"the demands on `{self.name}` contradict each other, no value meets them: `{self.demand}`"

    def help_zh(self) -> str:
        return "核对符号和数；要的是区间就写`介于`，任满足一项即可的把`且`改成`或`"

    def help_en(self) -> str:
        return "check the signs and the numbers; write `in` for a range, `or` instead of `and` where one of them is enough"


def _check(facts: RulesetFacts) -> Iterator[Contradiction]:
    for row in facts.rows:
        for condition, demand, place in as_demanded(row):
            if any(_impossible(part, facts.ruleset) for part in conditions(condition)):
                yield Contradiction(name=short(row.indicator.name), demand=demand, place=place)


def _impossible(part: Condition, ruleset: Ruleset) -> bool:
    """Whether a composite cannot be met, though each of its parts could be by itself."""
    box = box_of(part, ruleset) if isinstance(part, All | AnyOf | Negation) else None
    return box is not None and not can_be_met(box)


PART = Rule(Contradiction, ruleset=_check)
