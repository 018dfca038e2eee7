"""同一指标重复填列
an indicator stands twice

为什么：同一件事计两次分，总分就虚高或虚低
Why: what is counted twice makes the total too high or too low
例：第8行和第15行都是“培训人次 ≥500人次”，完成值相同
Example: rows 8 and 15 both demand 500 participants and report the same actual
改法：只保留一行；确是两件事的，把指标名称写得能区分
Instead: keep one of them, or name them so that they can be told apart
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from indicatorlang.lint.parts import Advice, Rule, place_at
from indicatorlang.model.rescored import TableFacts


@attrs.frozen(kw_only=True)
class RepeatedRow(Advice):
    """A row repeats an earlier one: wholly, or its name and target with another actual."""

    code: ClassVar[str] = "L135"

    name: str
    first: int
    within: str = ""
    """The table of a document that the earlier row stands in."""
    same: bool

    def zh(self) -> str:
        how = "重复" if self.same else "名称和指标值相同，完成值不同"
        return f"`{self.name}`与{self.within}第{self.first}行{how}"

    def en(self) -> str:
        how = "repeats" if self.same else "has the name and the target, though not the actual, of"
        within = f"{self.within.replace('表', 'table ')} " if self.within else ""
        return f"`{self.name}` {how} {within}row {self.first}"

    def help_zh(self) -> str:
        return "同一件事只计一次分；确是两件事的，请把名称写得能区分"

    def help_en(self) -> str:
        return "score one thing once; if these are two, name them so that they can be told apart"


def _check(facts: TableFacts) -> Iterator[RepeatedRow]:
    for project in facts.projects:
        for again in project.repeated:
            within, first = facts.table.places.get(again.first, ("", again.first))
            where = place_at(facts.table, again.row)
            yield RepeatedRow(name=again.name, first=first, within=within, same=again.same, place=where)


PART = Rule(RepeatedRow, table=_check)
