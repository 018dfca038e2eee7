"""What is said of the budget: none, taken as it was changed, or more spent than there was."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import BudgetChange


class BudgetExceeded(Diagnostic):
    """More was spent than budgeted; the rate counts as 100%."""

    code: ClassVar[str] = "budget-exceeded"
    severity: ClassVar[Severity] = Severity.WARNING

    rate: Fraction

    def zh(self) -> str:
        return f"预算执行率{decimal_text(self.rate * 100, 2)}%超过100%，按100%计分"

    def en(self) -> str:
        return f"the budget execution rate of {decimal_text(self.rate * 100, 2)}% exceeds 100% and counts as 100%"

    def help_zh(self) -> str:
        return "请核对全年预算数是否为调整后的数"

    def help_en(self) -> str:
        return "check whether the budget is the adjusted one"


class NoBudget(Diagnostic):
    """There is no budget to divide by."""

    code: ClassVar[str] = "no-budget"

    def zh(self) -> str:
        return "没有全年预算数，无法计算预算执行率"

    def en(self) -> str:
        return "there is no budget to compute the execution rate from"

    def help_zh(self) -> str:
        return "请在资金里写年初预算数或全年预算数，或填报数据项“全年预算数”"

    def help_en(self) -> str:
        return "state the budget under funds, or report the measure `全年预算数`"


class BudgetTaken(Diagnostic):
    """The budget used for the rate was not reported but taken from the ruleset."""

    code: ClassVar[str] = "budget-taken"
    severity: ClassVar[Severity] = Severity.INFO

    amount: Quantity
    origin: Literal["initial", "budget", "change"]
    initial: Quantity | None = None
    changes: tuple[BudgetChange, ...] = ()
    """What has been approved by then, by day, and the budget before it."""

    def zh(self) -> str:
        if self.changes:
            start = f"年初预算{self.initial.shown('zh')}，" if self.initial is not None else "全年预算数："
            return start + "，".join(_approved_zh(change) for change in self.changes)
        return f"全年预算数取{'年初预算数' if self.origin == 'initial' else '规则文件所列的'}{self.amount.shown('zh')}"

    def en(self) -> str:
        if self.changes:
            start = f"the initial budget was {self.initial.shown('en')}" if self.initial is not None else "the budget was"
            return start + ", " + ", ".join(_approved_en(change) for change in self.changes)
        origin = {"initial": "the initial budget", "budget": "the ruleset's budget"}[self.origin]
        return f"the budget is {self.amount.shown('en')}, from {origin}"


def _approved_zh(change: BudgetChange) -> str:
    document = f"（{change.document}）" if change.document else ""
    return f"{shown_day(change.approved)}经批准调整为{change.amount.shown('zh')}{document}"


def _approved_en(change: BudgetChange) -> str:
    document = f" ({change.document})" if change.document else ""
    return f"changed to {change.amount.shown('en')} with the approval of {change.approved}{document}"
