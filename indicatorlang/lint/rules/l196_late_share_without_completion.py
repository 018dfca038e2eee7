"""不是按期完成的事项，写了逾期得分系数
a share for late completion where nothing is to be completed by a day

为什么：逾期得分系数只用于“完成”的事项；数量、比率到期没有达到，按比例计分，这个系数不起作用
Why: it is for things that are done by a day; numbers and rates that are not reached by then are scored by proportion
例：培训人次 ≥ 500 人次，逾期得分系数: 0.5
Example: 培训人次 >= 500 人次 with `late: 0.5`
改法：删去；考核的是按期完成的，判定写“…… 完成 不晚于 2026-06-30”
Instead: leave it out; where completion by a day is meant, write `… done by 2026-06-30`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.removing import without_key
from indicatorlang.model.indicator import DoneBy, conditions
from indicatorlang.resolve.fields import short


class LateShareWithoutCompletion(Advice):
    """A row says what late completion earns, and nothing in it is to be done."""

    code: ClassVar[str] = "L196"
    touches: ClassVar[frozenset[str]] = frozenset({"late"})

    name: str
    late: str

    def zh(self) -> str:
        return f"`{self.name}`考核的不是按期完成，逾期得分系数`{self.late}`不起作用"

    def en(self) -> str:
        return f"nothing in `{self.name}` is to be done by a day, so that `{self.late}` for late completion changes nothing"

    def help_zh(self) -> str:
        return "删去；要考核按期完成的，判定写`… 完成 不晚于 日期`"

    def help_en(self) -> str:
        return "leave it out, or write `… done by DATE` where completion is meant"


def _check(facts: RulesetFacts) -> Iterator[LateShareWithoutCompletion]:
    for row in facts.rows:
        wanted = [version.condition for version in row.indicator.every if version.condition is not None]
        if "late" not in row.fields or row.indicator.late is None or not wanted:
            continue
        if any(isinstance(part, DoneBy) for condition in wanted for part in conditions(condition)):
            continue
        edits = without_key(facts, row, "late")
        name, late = short(row.indicator.name), short(row.fields.text("late"))
        yield LateShareWithoutCompletion(name=name, late=late, place=row.fields.at("late"), edits=edits)


PART = Rule(LateShareWithoutCompletion, ruleset=_check)
