"""公式的分母可能为零
a formula may divide by nought

为什么：分母是两个数相减，两数相等时就是零，这一期算不出结果，数据只能待核
Why: a difference is nought when both numbers are equal; then nothing comes out and the value has to be checked
例：压减率 = 压减额 / (上年支出 - 一次性支出)，上年全是一次性支出时分母为零
Example: savings / (spending of last year - what was spent once): nought where all of it was spent once
改法：核对公式，分母改用不会为零的基数；或者加上适用条件，写明分母大于零时才考核
Instead: divide by something that is never nought, or say in `when` that the row applies only where it is more
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.used import expressions_of, needed_measures
from indicatorlang.model.formula import Arithmetic, Expression, measures_in, walk
from indicatorlang.model.indicator import measures_of
from indicatorlang.resolve.fields import short


class DividedByNothing(Advice):
    """A denominator is a difference, which may come to nought. `differ` are the measures in it."""

    code: ClassVar[str] = "L171"
    severity: ClassVar[Severity] = Severity.INFO

    name: str
    differ: tuple[str, ...]

    def zh(self) -> str:
        return f"`{self.name}`的分母是{'、'.join(f'`{name}`' for name in self.differ)}相减，可能为零"

    def en(self) -> str:
        return f"`{self.name}` divides by a difference of {', '.join(f'`{name}`' for name in self.differ)}, which may be nought"

    def help_zh(self) -> str:
        return "核对公式；确要这样算的，加上`适用条件`，写明分母大于零时才考核"

    def help_en(self) -> str:
        return "check the formula; where it is meant so, let the row apply only `when` the denominator is more than nought"


def _check(facts: RulesetFacts) -> Iterator[DividedByNothing]:
    guarded = {name for row in facts.rows if row.indicator.when is not None for name in measures_of(row.indicator.when)}
    needed = needed_measures(facts.ruleset)
    for measure in facts.ruleset.measures.values():
        if measure.formula is not None and measure.name in needed:
            for names in _differences(measure.formula):
                if not guarded & {*names, measure.name}:
                    yield DividedByNothing(name=short(measure.name), differ=names, place=measure.place)
    for row in facts.rows:
        if row.indicator.condition is None or row.indicator.when is not None:
            continue
        for expression in expressions_of(row.indicator.condition):
            for names in _differences(expression):
                yield DividedByNothing(name=short(row.indicator.name), differ=names, place=row.indicator.place)


def _differences(expression: Expression) -> Iterator[tuple[str, ...]]:
    """The measures of every denominator that is a difference of measures."""
    for part in walk(expression):
        if isinstance(part, Arithmetic) and part.op == "/" and isinstance(part.right, Arithmetic) and part.right.op == "-":
            names = measures_in(part.right)
            if len(names) > 1:
                yield tuple(short(name) for name in names)


PART = Rule(DividedByNothing, ruleset=_check)
