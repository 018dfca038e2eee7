"""单价、数量与预算相差悬殊
unit cost, quantity and budget are far apart

为什么：单价乘数量是预算的十倍以上，多半是元和万元写混了，或数量、单价有一个写错
Why: a unit cost times a quantity of more than ten times the budget is mostly 元 taken for 万元, or a slip in one of them
例：单位成本≤8000元/家，新建500家，合计400万元，而全年预算只有4万元
Example: at most 8000 元 each for 500 makes 4 million, and the budget of the year is 40,000
改法：核对单价、数量和预算的计量单位
Instead: check the units of all three
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.lint.facts import FormFacts, FormRow
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of, deciding, quantity
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import Dimension, combine
from indicatorlang.resolve.fields import short

FAR = Fraction(10)


class CostAndBudget(Advice):
    """What a row allows to be spent, or a unit cost times the quantity of another row, is more than ten times the budget."""

    code: ClassVar[str] = "L143"

    name: str
    cost: Quantity
    budget: Quantity
    other: str = ""
    amount: Quantity | None = None
    total: Quantity | None = None

    def zh(self) -> str:
        said, budget = f"`{self.name}`是`{self.cost.shown()}`", self.budget.shown()
        if self.amount is not None and self.total is not None:
            said += f"，`{self.other}`是`{self.amount.shown()}`，合计`{self.total.shown()}`"
        return f"{said}，而全年预算是`{budget}`，相差十倍以上"

    def en(self) -> str:
        said = f"`{self.name}` allows `{self.cost.shown('en')}`"
        if self.amount is not None and self.total is not None:
            said += f" for each of `{self.amount.shown('en')}` of `{self.other}`, which makes `{self.total.shown('en')}`"
        return f"{said}, more than ten times the budget of `{self.budget.shown('en')}`"

    def help_zh(self) -> str:
        return "请核对元和万元，以及数量"

    def help_en(self) -> str:
        return "check the units of money, and the quantity"


def _check(form: FormFacts) -> Iterator[CostAndBudget]:
    budget = form.money
    if budget is None or budget.base <= 0:
        return
    fewest: dict[Dimension, tuple[FormRow, Quantity]] = {}
    for row, amount in _amounts(form, (">=", ">", "==")):
        known = fewest.get(amount.unit.dimension)
        if amount.unit.is_count and (known is None or amount.base < known[1].base):
            fewest[amount.unit.dimension] = row, amount
    for row, cost in _amounts(form, ("<=", "<", "==")):
        fields = row.target.fields
        place = row.place if fields is None else fields.at("name")
        if cost.unit.fits(budget.unit) and cost.base > FAR * budget.base:
            yield CostAndBudget(name=short(row.name), cost=cost, budget=budget, place=place)
        for other, amount in fewest.values():
            base = cost.base * amount.base
            if not combine(cost.unit, amount.unit, 1).fits(budget.unit) or base <= FAR * budget.base:
                continue
            yield CostAndBudget(
                name=short(row.name),
                cost=cost,
                other=short(other.name),
                amount=amount,
                total=Quantity(base / budget.unit.factor, budget.unit),
                budget=budget,
                place=place,
            )


def _amounts(form: FormFacts, signs: tuple[str, ...]) -> Iterator[tuple[FormRow, Quantity]]:
    """The amounts that rows ask for in one plain condition."""
    for row in form.rows:
        parts = conditions_of(deciding(row.target))
        amount = quantity(parts[0].value, parts[0].unit) if len(parts) == 1 and parts[0].op in signs else None
        if amount is not None and amount.number > 0:
            yield row, amount


PART = Rule(CostAndBudget, form=_check)
