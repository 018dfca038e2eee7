"""两项指标不可能同时达标
two indicators can never be met together

为什么：同一个数，一项要求高、一项要求低，怎么做都要丢一项的分
Why: one number is to be high in one row and low in the other: whatever is done, the points of one are lost
例：一项要求受理件数 ≥ 500件，另一项要求受理件数 ≤ 300件
Example: one row demands 受理件数 >= 500 件 and another 受理件数 <= 300 件
改法：核对符号、单位和所取的数据项
Instead: check the signs, the units and the measure that each of them reads
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.meaning import demanded, pairs_about_one_thing
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class RowsExcludeOneAnother(Advice):
    """No value of their common measure meets both rows."""

    code: ClassVar[str] = "L194"

    name: str
    demand: str
    other: str
    theirs: str

    def zh(self) -> str:
        return f"`{self.name}`（{self.demand}）与`{self.other}`（{self.theirs}）取同一个数，不可能同时达标"

    def en(self) -> str:
        return (
            f"`{self.name}` ({self.demand}) and `{self.other}` ({self.theirs}) read the same number and can never be met together"
        )

    def help_zh(self) -> str:
        return "核对符号、单位和取数"

    def help_en(self) -> str:
        return "check the signs, the units and the measures"


def _check(facts: RulesetFacts) -> Iterator[RowsExcludeOneAnother]:
    told: set[str] = set()
    for one, other in pairs_about_one_thing(facts):
        if one.places.meets(other.places) or other.row.indicator.id in told:
            continue
        if one.places.stretches and other.places.stretches:
            told.add(other.row.indicator.id)
            yield RowsExcludeOneAnother(
                name=short(other.name),
                demand=demanded(other.row),
                other=short(one.name),
                theirs=demanded(one.row),
                place=other.row.indicator.place,
            )


PART = Rule(RowsExcludeOneAnother, ruleset=_check)
