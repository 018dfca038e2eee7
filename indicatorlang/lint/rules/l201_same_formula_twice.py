"""两个数据项是同一个计算公式
two measures have the same formula

为什么：改了一处漏改另一处，两项指标就各算各的
Why: when one is changed and the other forgotten, two indicators go by different rules
例：“验收合格率”和“质量达标率”都等于 合格数 ÷ 验收数
Example: two rates that are both 合格数 / 验收数
改法：只留一个数据项，各项指标都取它
Instead: keep one of them, and let every indicator read it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.formula import Expression, MeasureRef
from indicatorlang.model.indicator import Measure
from indicatorlang.resolve.fields import short


class SameFormulaTwice(Advice):
    """A measure is computed as an earlier one is, under another name."""

    code: ClassVar[str] = "L201"
    severity: ClassVar[Severity] = Severity.INFO

    measure: str
    first: str

    def zh(self) -> str:
        return f"`{self.measure}`与`{self.first}`的计算公式相同"

    def en(self) -> str:
        return f"`{self.measure}` is computed as `{self.first}` is"

    def help_zh(self) -> str:
        return f"只留一个，各项指标都取`{self.first}`"

    def help_en(self) -> str:
        return f"keep one of them, and let every indicator read `{self.first}`"


def _check(facts: RulesetFacts) -> Iterator[SameFormulaTwice]:
    first: dict[object, str] = {}
    for measure in facts.ruleset.measures.values():
        key = _computed(measure)
        if key is None:
            continue
        if key in first:
            yield SameFormulaTwice(measure=short(measure.name), first=short(first[key]), place=measure.place)
        first.setdefault(key, measure.name)


def _computed(measure: Measure) -> tuple[Expression, object] | None:
    """What makes its value: the formula, and how the periods become one."""
    formula = measure.formula
    if formula is None or not measure.declared or isinstance(formula, MeasureRef):
        return None
    return formula, (measure.aggregate, measure.records, measure.missing, measure.no_cases, measure.bounded, measure.unit)


PART = Rule(SameFormulaTwice, ruleset=_check)
