"""资金总额不等于各来源之和
the money block does not add up

为什么：预算执行率用总额计算，总额与分项对不上，执行率和得分就无从核实
Why: the rate of execution is that of the total; when it differs from its sources neither rate nor score can be verified
例：年度资金总额0，其中财政拨款90万元；或总额漏加了上年结转资金
Example: a total of 0 above 90 of appropriations, or a total without what was carried over
改法：总额填当年财政拨款、上年结转资金与其他资金之和
Instead: let the total be the sum of appropriations, what was carried over and other money
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule, place_of, whole
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.rescored import MoneyLine, ProjectFacts, TableFacts

Amount = Literal["initial", "budget", "spent"]
WORDS: dict[Amount, tuple[str, str]] = {
    "initial": ("年初预算数", "initial budget"),
    "budget": ("全年预算数", "budget"),
    "spent": ("全年执行数", "amount spent"),
}


class MoneyDoesNotAddUp(Advice):
    """The total of a money block is not the sum of its sources. `omitted` is the source that makes up the difference exactly."""

    code: ClassVar[str] = "L140"
    beyond_rounding: ClassVar[bool] = True

    column: Amount
    total: str
    parts: str
    unit: str
    omitted: str = ""

    def zh(self) -> str:
        said = f"{WORDS[self.column][0]}总额`{self.total}`与各来源之和`{self.parts}`不等" + (
            f"（单位：`{self.unit}`）" if self.unit else ""
        )
        return said + (f"，相差的正好是`{self.omitted}`" if self.omitted else "")

    def en(self) -> str:
        unit = f" `{self.unit}`" if self.unit else ""
        said = f"the total {WORDS[self.column][1]} of `{self.total}`{unit} is not the sum of its sources, `{self.parts}`{unit}"
        return said + (f"; the difference is that of `{self.omitted}`" if self.omitted else "")

    def help_zh(self) -> str:
        return "请核对资金总额和各来源；总额应包含上年结转资金"

    def help_en(self) -> str:
        return "check the total and its sources; the total includes what was carried over"


def _check(facts: TableFacts) -> Iterator[MoneyDoesNotAddUp]:
    for project in facts.projects:
        total = whole(project)
        parts = [line for line in project.money if line.is_part]
        if total is None or not parts:
            continue
        yield from (found for column in WORDS if (found := _compared(column, total, parts, facts, project)) is not None)


def _compared(
    column: Amount, total: MoneyLine, parts: Sequence[MoneyLine], facts: TableFacts, project: ProjectFacts
) -> MoneyDoesNotAddUp | None:
    """One column of the block: the total against its parts, as exactly as they are printed."""
    whole_amount: Quantity | None = getattr(total, column)
    given: list[tuple[MoneyLine, Quantity]] = [(line, q) for line in parts if (q := getattr(line, column)) is not None]
    if whole_amount is None or not given:
        return None
    summed = sum((q.base for _, q in given), Fraction(0))
    unit = whole_amount.unit
    places = min(whole_amount.places, *(q.places for _, q in given)) if any(q.number for _, q in given) else whole_amount.places
    printed = unit.factor * Fraction(1, 2 * 10**places) * (len(given) + 1)
    apart = abs(whole_amount.base - summed)
    if apart == 0 or (apart < printed and _rounded_somewhere(whole_amount, given)):
        return None
    carried = [line.label for line, q in given if line.is_carried_over and q.base == summed - whole_amount.base]
    return MoneyDoesNotAddUp(
        column=column,
        total=decimal_text(whole_amount.number),
        parts=decimal_text(summed / unit.factor),
        unit=unit.text,
        omitted=carried[0] if carried else "",
        place=place_of(facts.table, total.row),
    )


def _rounded_somewhere(total: Quantity, parts: Sequence[tuple[MoneyLine, Quantity]]) -> bool:
    """Whether the figures are printed with different precision, so that a difference may be one of rounding only."""
    return len({total.places, *(q.places for _, q in parts)}) > 1


def _of_ruleset(facts: RulesetFacts) -> Iterator[MoneyDoesNotAddUp]:
    """The sources are those of the budget as first approved or as it is now."""
    funds = facts.ruleset.funds
    if funds is None or not funds.sources:
        return
    summed = sum((amount.base for _, amount in funds.sources), Fraction(0))
    given: list[tuple[Amount, Quantity | None]] = [("budget", funds.budget), ("initial", funds.initial)]
    totals = [(column, amount) for column, amount in given if amount is not None]
    fitting = [amount for _, amount in totals] + [change.amount for change in funds.changes]
    if not totals or any(amount.base == summed or not amount.unit.fits(funds.sources[0][1].unit) for amount in fitting):
        return
    column, total = totals[0]
    carried = [name for name, amount in funds.sources if "结转" in name and amount.base == summed - total.base]
    yield MoneyDoesNotAddUp(
        column=column,
        total=decimal_text(total.number),
        parts=decimal_text(summed / total.unit.factor),
        unit=total.unit.text,
        omitted=carried[0] if carried else "",
        place=facts.fields.at("funds"),
    )


PART = Rule(MoneyDoesNotAddUp, table=_check, ruleset=_of_ruleset)
