"""一票否决的指标没有登记数据项
a veto hangs on a number that is not declared

为什么：否决一出，整项得分都没了；数从哪里来、以什么为准没有写明，出了结论没法复核
Why: a veto takes away everything; where the number behind it comes from has to be said, or nobody can check the verdict
例：“发生重大安全事故”一票否决，数据项里没有安全事故数
Example: serious accidents veto the project, and no measure says how they are counted
改法：在数据项里登记，写明口径和填报说明，并要求佐证材料
Instead: declare the measure, say how it is counted, and ask for evidence
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class VetoWithoutSource(Advice):
    """A row with a veto reads a measure that the ruleset, which declares others, does not declare."""

    code: ClassVar[str] = "L172"

    name: str
    measure: str

    def zh(self) -> str:
        which = "" if self.measure == self.name else f"所用的`{self.measure}`"
        return f"`{self.name}`一票否决，{which}没有在数据项里登记，数从哪里来、怎样统计都没有写明"

    def en(self) -> str:
        return (
            f"`{self.name}` has a veto, but its number `{self.measure}` is not declared, so that nobody knows where it comes from"
        )

    def help_zh(self) -> str:
        return f"在`数据项`里登记`{self.measure}`，写明口径、填报说明和佐证材料"

    def help_en(self) -> str:
        return f"declare `{self.measure}` below `measures`, with its kind, help and evidence"


def _check(facts: RulesetFacts) -> Iterator[VetoWithoutSource]:
    measures = facts.ruleset.measures
    if not any(measure.declared for measure in measures.values()):
        return
    for row in facts.rows:
        if row.indicator.veto is None or row.indicator.condition is None:
            continue
        for name in facts.ruleset.reported_for(row.indicator):
            if name in measures and not measures[name].declared:
                yield VetoWithoutSource(name=short(row.indicator.name), measure=short(name), place=row.fields.at("veto"))
                break


PART = Rule(VetoWithoutSource, ruleset=_check)
