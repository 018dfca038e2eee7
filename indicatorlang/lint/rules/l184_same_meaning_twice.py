"""名称不同的两项指标考核的是同一件事
two indicators with different names demand the same thing

为什么：同一个数、同一个要求记两次分，一处没做好就扣两次，做好了也得两次
Why: one demand on one number earns its points twice, or loses them twice
例：“服务对象满意度”和“群众满意度”都取调查满意度，都要求不低于90%
Example: two rows, of service users and of residents, both read 调查满意度 and demand 90%
改法：合并为一项；确是两件事的，各取各的数据项
Instead: make them one; if they are two things, let each read a measure of its own
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.meaning import demanded, pairs_about_one_thing
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class SameMeaningTwice(Advice):
    """Two rows of different names have the same subject and the same condition."""

    code: ClassVar[str] = "L184"

    name: str
    first: str
    demand: str

    def zh(self) -> str:
        return f"`{self.name}`与`{self.first}`名称不同，考核的是同一个数的同一个要求：`{self.demand}`"

    def en(self) -> str:
        return f"`{self.name}` and `{self.first}` have different names and demand the same of the same number: `{self.demand}`"

    def help_zh(self) -> str:
        return "合并为一项；确是两件事的，各取各的数据项"

    def help_en(self) -> str:
        return "make them one row; if they are two things, let each read a measure of its own"


def _check(facts: RulesetFacts) -> Iterator[SameMeaningTwice]:
    told: set[str] = set()
    for one, other in pairs_about_one_thing(facts):
        if one.places.stretches != other.places.stretches:
            continue
        if one.is_gate or other.is_gate or other.row.indicator.id in told:
            continue
        told.add(other.row.indicator.id)
        first, demand = short(one.name), demanded(other.row)
        yield SameMeaningTwice(name=short(other.name), first=first, demand=demand, place=other.row.indicator.place)


PART = Rule(SameMeaningTwice, ruleset=_check)
