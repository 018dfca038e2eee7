"""预算执行率低于90%未说明原因
budget execution below 90% without a reason

为什么：执行率低于90%须说明原因，这是复核必看的一项
Why: execution below 90% has to be explained; a reviewer always asks
例：执行率72.5%，原因栏空着
Example: 72.5% were spent and the column for the reason is blank
改法：在原因栏写明未执行的金额和原因
Instead: say how much was not spent and why
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from indicatorlang.lint.parts import Advice, Rule, place_of, whole
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import TableFacts

ENOUGH = Fraction(9, 10)


@attrs.frozen(kw_only=True)
class LowExecutionUnexplained(Advice):
    """Less than 90% of the budget was spent, and the column for reasons is blank."""

    code: ClassVar[str] = "L154"

    rate: Fraction

    def zh(self) -> str:
        return f"预算执行率{decimal_text(self.rate * 100, 2)}%，低于90%，未填原因"

    def en(self) -> str:
        return f"budget execution is {decimal_text(self.rate * 100, 2)}%, below 90%, and no reason is given"

    def help_zh(self) -> str:
        return "请填报单位说明未执行的金额和原因"

    def help_en(self) -> str:
        return "ask how much was not spent and why"


def _check(facts: TableFacts) -> Iterator[LowExecutionUnexplained]:
    if not any(taken.meaning == "reason" for taken in facts.table.money_taken):
        return
    for project in facts.projects:
        line = whole(project)
        if line is None or line.row.get("reason"):
            continue
        known = line.budget is not None and line.spent is not None and line.budget.base > 0
        rate = line.spent.base / line.budget.base if known and line.spent and line.budget else line.rate
        if rate is not None and rate < ENOUGH:
            yield LowExecutionUnexplained(rate=rate, place=place_of(facts.table, line.row))


PART = Rule(LowExecutionUnexplained, table=_check)
