"""The row 预算执行率 that a project with money has even when its form does not list it."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import Arithmetic, Constant, MeasureRef
from indicatorlang.model.indicator import Indicator, Measure, Threshold
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import BUDGET, BUDGET_ID, BUDGET_NAME, EXECUTED, Funds, measures_spending
from indicatorlang.model.unit import PERCENT, PLAIN, Unit
from indicatorlang.resolve.row.indicators import Row
from indicatorlang.resolve.scope import Scope


def has_budget_row(rows: tuple[Row, ...], funds: Funds | None) -> bool:
    """Whether there is money, and no row of the form measures how much of it was spent."""
    return funds is not None and not any(measures_spending(row.indicator) for row in rows)


def budget_row(funds: Funds, scope: Scope, weight: Fraction) -> Indicator:
    """全年执行数 ÷ 全年预算数 against 100%. The two measures are declared in the scope unless the ruleset does so itself."""
    unit = _unit(funds)
    for name, kind in ((EXECUTED, Kind.YTD), (BUDGET, Kind.SNAPSHOT)):
        if not scope.is_declared(name):
            scope.measures[name] = Measure(name, unit, kind)
    refs = MeasureRef(EXECUTED, scope.measures[EXECUTED].unit), MeasureRef(BUDGET, scope.measures[BUDGET].unit)
    subject = Arithmetic("/", *refs, PLAIN)
    condition = Threshold(subject, ">=", Constant(Quantity(Fraction(100), PERCENT)), ">=")
    target = f"{EXECUTED} / {BUDGET} >= 100%"
    return Indicator(BUDGET_ID, BUDGET_NAME, "", target, condition, target, weight=weight, is_budget=True)


def _unit(funds: Funds) -> Unit | None:
    amounts = [
        funds.budget,
        funds.initial,
        *(change.amount for change in reversed(funds.changes)),
        *(q for _, q in funds.sources),
    ]
    return next((amount.unit for amount in amounts if amount is not None), None)
