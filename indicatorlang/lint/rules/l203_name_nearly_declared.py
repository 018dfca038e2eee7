"""判定里的名称与登记的数据项差一两个字
a target names a measure that is nearly, but not quite, a declared one

为什么：没有登记的名称会当成另一个数据项，报上来的数对不上，这一项永远是未填报
Why: an undeclared name is a measure of its own: what is reported goes elsewhere, and the row stays without data
例：数据项登记的是“微菜场数量”，判定写“微菜场数 ≥ 150 家”
Example: 微菜场数量 is declared, and the target says 微菜场数 >= 150 家
改法：改成登记的名称；确是另一个数的，也登记上
Instead: use the declared name; if it is another number, declare it too
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Place
from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.used import needed_measures
from indicatorlang.resolve.fields import near, short

MOST_LETTERS = 2
"""Names of lengths that differ by more are not misspelled, they are others."""


class NameNearlyDeclared(Advice):
    """A row needs a measure that nobody declared, and a declared one of nearly that name is needed by no row."""

    code: ClassVar[str] = "L203"

    name: str
    measure: str
    declared: str

    def zh(self) -> str:
        return f"`{self.name}`用到的`{self.measure}`没有登记；登记了的`{self.declared}`却没有指标用到"

    def en(self) -> str:
        return f"`{self.name}` needs `{self.measure}`, which is not declared, while `{self.declared}` is declared and not needed"

    def help_zh(self) -> str:
        return f"是同一个数的，改成`{self.declared}`；不是的，在`数据项`里登记"

    def help_en(self) -> str:
        return f"did you mean `{self.declared}`? if it is another number, declare it below `measures`"


def _check(facts: RulesetFacts) -> Iterator[NameNearlyDeclared]:
    measures = facts.ruleset.measures
    needed = needed_measures(facts.ruleset)
    idle = [name for name, measure in measures.items() if measure.declared and name not in needed]
    if not idle:
        return
    for row in facts.rows:
        for name in facts.ruleset.reported_for(row.indicator):
            found = near(name, idle) if name in measures and not measures[name].declared else ""
            if found and abs(len(found) - len(name)) <= MOST_LETTERS:
                place = _place(row)
                yield NameNearlyDeclared(name=short(row.indicator.name), measure=short(name), declared=short(found), place=place)
                break


def _place(row: RowFacts) -> Place:
    return row.fields.at("measure") if "measure" in row.fields else row.indicator.place


PART = Rule(NameNearlyDeclared, ruleset=_check)
