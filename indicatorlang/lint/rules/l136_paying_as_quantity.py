"""把付出的钱当作数量指标
money paid as an indicator of quantity

为什么：钱付出去不是产出，预算执行率已经考核了一次，复核时这一项常按0分处理
Why: to have paid is no output, and budget execution counts it already; reviewers give such a row no points
例：数量指标“工程资金支付金额 45万元”
Example: 450,000 paid for works as an indicator of quantity
改法：写这笔钱做成了什么，如改造面积、补助人数；成本要求写成成本指标
Instead: say what the money made, such as square metres renewed; a limit of cost is an indicator of cost
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.levels import kind_of
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of, deciding, quantity
from indicatorlang.lint.words import bare, lists
from indicatorlang.resolve.fields import short


class PayingAsQuantity(Advice):
    """A row of quantity asks for a sum of money to be paid or spent."""

    code: ClassVar[str] = "L136"

    name: str

    def zh(self) -> str:
        return f"数量指标`{self.name}`考核的是付了多少钱，不是产出"

    def en(self) -> str:
        return f"`{self.name}` stands as a quantity and asks what was paid, which is no output"

    def help_zh(self) -> str:
        return "改成这笔钱做成的数量；成本要求归入成本指标"

    def help_en(self) -> str:
        return "say what the money made; a limit of cost is an indicator of cost"


def _check(facts: TargetFacts) -> Iterator[PayingAsQuantity]:
    if kind_of(facts.level2, "level2") != "quantity":
        return
    name = bare(facts.name)
    amounts = [quantity(value, one.unit) for one in conditions_of(deciding(facts)) for value in (one.value, one.low)]
    money = any(amount is not None and amount.unit.is_money for amount in amounts)
    if money and any(word in name for word in lists()["paying"]) and not any(word in name for word in lists()["not_paying"]):
        place = facts.place if facts.fields is None else facts.fields.at("name")
        yield PayingAsQuantity(name=short(facts.name), place=place)


PART = Rule(PayingAsQuantity, target=_check)
