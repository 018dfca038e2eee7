"""未达标或预算执行率低于90%，未说明原因
a miss, or budget execution below 90%, without a reason

为什么：未完成的指标和低于90%的执行率都须说明原因，这是复核必看的一项
Why: what was missed, and execution below 90%, have to be explained; a reviewer always asks
例：执行率72.5%，原因栏空着；培训人次少了80人次，原因栏空着
Example: 72.5% were spent, or 80 people fewer were trained, and the column for the reason is blank
改法：在原因栏写明差多少、为什么
Instead: say how much is missing, and why
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.lint.parts import Advice, Rule, place_of, whole
from indicatorlang.lint.rescored import called
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import Finding, RescoredRow, TableFacts

ENOUGH = Fraction(9, 10)


class LowExecutionUnexplained(Advice):
    """Less than 90% of the budget was spent, or an indicator was missed (`name`), and the column for reasons is blank."""

    code: ClassVar[str] = "L154"

    rate: Fraction = Fraction(0)
    name: str = ""

    def zh(self) -> str:
        if self.name:
            return f"`{self.name}`未达标，未填偏差原因"
        return f"预算执行率{decimal_text(self.rate * 100, 2)}%，低于90%，未填原因"

    def en(self) -> str:
        if self.name:
            return f"`{self.name}` was missed, and no reason is given"
        return f"budget execution is {decimal_text(self.rate * 100, 2)}%, below 90%, and no reason is given"

    def help_zh(self) -> str:
        return "请填报单位说明差多少、为什么" if self.name else "请填报单位说明未执行的金额和原因"

    def help_en(self) -> str:
        return "ask how much is missing and why" if self.name else "ask how much was not spent and why"


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


def _of_row(row: RescoredRow) -> Iterator[LowExecutionUnexplained]:
    if row.row.kind == "indicator" and Finding.NO_REASON in row.findings:
        yield LowExecutionUnexplained(name=called(row), place=place_of(row.table, row.row))


PART = Rule(LowExecutionUnexplained, table=_check, row=_of_row)
