"""各期新增数写成了累计数
what each period adds is written as a running total

为什么：期限前的要求按年初以来的累计数核对，写成各期新增数，年底只要做到最后一期的数就算完成
Why: what is due by a day is held against the total since January, so that at the end the last period alone would do
例：全年500家，写成6月底150家、9月底150家、12月底200家
Example: 500 in the year, written as 150 by June, 150 by September and 200 by December
改法：写成累计数：6月底150家、9月底300家、12月底500家
Instead: write running totals: 150, 300 and 500
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.lint.facts import FormFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.steps import Step, plans
from indicatorlang.lint.written import amounts
from indicatorlang.model.quantity import Quantity
from indicatorlang.resolve.fields import short


class IncrementsAsTotals(Advice):
    """The steps of a running number add up to a number that the goal, the wording or another row names for the year."""

    code: ClassVar[str] = "L145"

    name: str
    steps: tuple[Quantity, ...]
    total: Quantity

    def zh(self) -> str:
        listed = "、".join(step.shown() for step in self.steps)
        return f"`{self.name}`各时点的`{listed}`相加正好是全年的`{self.total.shown()}`，像是各期新增数，不是累计数"

    def en(self) -> str:
        listed = ", ".join(step.shown("en") for step in self.steps)
        return f"the steps `{listed}` of `{self.name}` add up to the year's `{self.total.shown('en')}`: amounts of each period, no running totals"

    def help_zh(self) -> str:
        return "改成年初以来的累计数"

    def help_en(self) -> str:
        return "write running totals since the start of the year"


def _check(form: FormFacts) -> Iterator[IncrementsAsTotals]:
    for steps in plans(form):
        dated = [step for step in steps if step.day is not None]
        total = sum((step.bound.base for step in dated), Fraction(0))
        if total in (step.bound.base for step in dated) or not _is_named(total, dated, steps, form):
            continue
        first = dated[0].bound
        unit = first.unit
        yield IncrementsAsTotals(
            name=short(dated[0].row.name),
            steps=tuple(step.bound for step in dated),
            total=Quantity(total / unit.factor, unit),
            place=dated[-1].place,
        )


def _is_named(total: Fraction, dated: list[Step], steps: tuple[Step, ...], form: FormFacts) -> bool:
    unit = dated[0].bound.unit
    named = [step.bound for step in steps[len(dated) :]]
    texts = dict.fromkeys((form.goal, *(step.row.target.text for step in dated)))
    named += [amount for text in texts for _, amount in amounts(text)]
    return any(amount.unit.fits(unit) and amount.base == total for amount in named)


PART = Rule(IncrementsAsTotals, form=_check)
