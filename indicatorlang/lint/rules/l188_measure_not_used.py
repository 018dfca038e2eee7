"""登记了却没有指标用到的数据项
a measure that no indicator needs

为什么：填报人每期都要填，填了没人用；也可能是哪项指标漏写了它
Why: people report it every period and nobody looks at it; or some indicator was meant to use it and does not
例：数据项里有“回访件数”，没有一项指标的判定或公式用到它
Example: 回访件数 is declared, and no target and no formula names it
改法：确实不用的删去；本来要用的，写进判定或计算公式
Instead: leave it out, or write it into the target or the formula that was meant to use it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.removing import without_entry
from indicatorlang.lint.used import needed_measures
from indicatorlang.model.ruleset import BUDGET, EXECUTED
from indicatorlang.resolve.fields import short


class MeasureNotUsed(Advice):
    """A declared measure stands in no target, no formula, no condition of applying."""

    code: ClassVar[str] = "L188"

    name: str

    def zh(self) -> str:
        return f"数据项`{self.name}`没有一项指标用到"

    def en(self) -> str:
        return f"no indicator uses the measure `{self.name}`"

    def help_zh(self) -> str:
        return "不用就删去；本来要用的，写进判定或计算公式"

    def help_en(self) -> str:
        return "leave it out, or write it into the target or the formula that was meant to use it"


def _check(facts: RulesetFacts) -> Iterator[MeasureNotUsed]:
    ruleset = facts.ruleset
    needed = needed_measures(ruleset)
    named = {name for row in ruleset.every_row for name in (row.name, row.id)}
    given = {name for test in ruleset.tests if isinstance(test.actuals, dict) for name in test.actuals}
    unused = []
    for measure in ruleset.measures.values():
        spending = measure.name in (EXECUTED, BUDGET)  # every project reports what it spent
        if not measure.declared or measure.name in needed or measure.name in named or spending:
            continue
        if not any(measure.name in values for values in ruleset.baselines.values()):
            unused.append(measure)
    # What the tests report stays: somebody thought that it counts.
    gone = frozenset(measure.name for measure in unused) - given
    for measure in unused:
        edits = without_entry(facts.fields.node("measures"), measure.name, facts.text, gone) if measure.name in gone else ()
        yield MeasureNotUsed(name=short(measure.name), place=measure.place, edits=edits)


PART = Rule(MeasureNotUsed, ruleset=_check)
