"""怎样都算达标的要求
a target that whatever is reported meets

为什么：比率、个数本来就不会低于0，这样的要求没有约束力，分值白得
Why: shares and counts are never below nought, so that the target binds nobody and its points are free
例：服务对象满意度 ≥ 0%；培训人次 ≥ 0 人次；等级要求定在最差一档
Example: a satisfaction of 0% or more; 0 participants or more; a level that is the worst one
改法：写上真正要达到的数；要的是“不发生”，写“= 0”或“≤ 0”
Instead: give the number that is to be reached; if nothing of the kind may happen, write `== 0` or `<= 0`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.meaning import always_met, as_demanded, box_of
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.indicator import Condition, conditions
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.resolve.fields import short


class AlwaysMet(Advice):
    """Whatever can be reported meets a target, or a part of it. `whole`: all of it."""

    code: ClassVar[str] = "L181"

    name: str
    demand: str
    whole: bool

    def zh(self) -> str:
        what = "不论完成多少都算达标" if self.whole else "有一部分要求不论完成多少都算满足"
        return f"`{self.name}`{what}：`{self.demand}`"

    def en(self) -> str:
        what = "is met by whatever is reported" if self.whole else "holds a demand that whatever is reported meets"
        return f"`{self.name}` {what}: `{self.demand}`"

    def help_zh(self) -> str:
        return "写上真正要达到的数；要求不发生的，写`≤ 0`"

    def help_en(self) -> str:
        return "give the number that is to be reached; where nothing may happen, write `<= 0`"


def _check(facts: RulesetFacts) -> Iterator[AlwaysMet]:
    for row in facts.rows:
        for condition, demand, place in as_demanded(row):
            whole = _always(condition, facts.ruleset)
            if whole or any(_always(part, facts.ruleset) for part in conditions(condition)):
                yield AlwaysMet(name=short(row.indicator.name), demand=demand, whole=whole, place=place)


def _always(condition: Condition, ruleset: Ruleset) -> bool:
    box = box_of(condition, ruleset)
    return box is not None and always_met(box, ruleset)


PART = Rule(AlwaysMet, ruleset=_check)
