"""What there is to say about the figures of a money block."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity

Column = Literal["initial", "budget", "spent"]
_COLUMNS: dict[Column, tuple[str, str]] = {
    "initial": ("年初预算数", "the initial budget"),
    "budget": ("全年预算数", "the budget"),
    "spent": ("全年执行数", "the amount spent"),
}


class MoneyMissing(Diagnostic):
    """A line of the money block has no budget or no amount spent, and no printed rate either: there is no rate to score."""

    code: ClassVar[str] = "money-missing"
    severity: ClassVar[Severity] = Severity.WARNING
    column: Column

    def zh(self) -> str:
        return f"没有填写{_COLUMNS[self.column][0]}，算不出预算执行率"

    def en(self) -> str:
        return f"{_COLUMNS[self.column][1]} is missing, so there is no rate of execution"

    def help_zh(self) -> str:
        return f"请补填{_COLUMNS[self.column][0]}"

    def help_en(self) -> str:
        return "fill it in"


class MoneyUnread(Diagnostic):
    """A cell of the money block is no sum of money."""

    code: ClassVar[str] = "money-unread"
    severity: ClassVar[Severity] = Severity.WARNING
    column: Column
    text: str

    def zh(self) -> str:
        return f"{_COLUMNS[self.column][0]}`{self.text}`不是金额"

    def en(self) -> str:
        return f"`{self.text}` for {_COLUMNS[self.column][1]} is no sum of money"

    def help_zh(self) -> str:
        return "请填写数字，如`1843294.00`或`184.33万元`"

    def help_en(self) -> str:
        return "write a number, as in `1843294.00` or `184.33万元`"


class MoneyNegative(Diagnostic):
    """A budget or an amount spent below nought has no rate of execution."""

    code: ClassVar[str] = "money-negative"
    severity: ClassVar[Severity] = Severity.WARNING
    column: Column
    amount: str

    def zh(self) -> str:
        return f"{_COLUMNS[self.column][0]}`{self.amount}`是负数"

    def en(self) -> str:
        return f"{_COLUMNS[self.column][1]} of `{self.amount}` is below nought"

    def help_zh(self) -> str:
        return "请核对金额"

    def help_en(self) -> str:
        return "verify the amount"


class SpentWithoutBudget(Diagnostic):
    """Money was spent, and the budget is nought."""

    code: ClassVar[str] = "spent-without-budget"
    severity: ClassVar[Severity] = Severity.WARNING
    spent: str

    def zh(self) -> str:
        return f"全年预算数为0，却执行了`{self.spent}`"

    def en(self) -> str:
        return f"the budget is 0, but `{self.spent}` was spent"

    def help_zh(self) -> str:
        return "全年预算数应为调整后的数，含上年结转资金，请核对"

    def help_en(self) -> str:
        return "the budget is the adjusted one, with what was carried over; verify it"


class MoneyUnitsDiffer(Diagnostic):
    """Budget and amount spent are in different currencies, or one of them is no money."""

    code: ClassVar[str] = "money-units-differ"
    severity: ClassVar[Severity] = Severity.WARNING
    budget: str
    spent: str

    def zh(self) -> str:
        return f"全年预算数`{self.budget}`与全年执行数`{self.spent}`单位不一，不能相除"

    def en(self) -> str:
        return f"the budget `{self.budget}` and the amount spent `{self.spent}` are in units that do not convert"

    def help_zh(self) -> str:
        return "请统一金额单位"

    def help_en(self) -> str:
        return "use one unit"


class RateAsPrinted(Diagnostic):
    """The amounts are not both there, so the rate of execution is taken as it is printed."""

    code: ClassVar[str] = "rate-as-printed"
    severity: ClassVar[Severity] = Severity.INFO
    rate: str
    column: Column

    def zh(self) -> str:
        return f"没有填写{_COLUMNS[self.column][0]}，按表内执行率`{self.rate}`计分"

    def en(self) -> str:
        return f"{_COLUMNS[self.column][1]} is missing, so the printed rate `{self.rate}` is scored"

    def help_zh(self) -> str:
        return f"请补填{_COLUMNS[self.column][0]}"

    def help_en(self) -> str:
        return "fill it in"


class InitialBudgetTaken(Diagnostic):
    """There is no adjusted budget, so the initial one counts, as in a ruleset without one."""

    code: ClassVar[str] = "initial-budget-taken"
    severity: ClassVar[Severity] = Severity.INFO
    amount: str

    def zh(self) -> str:
        return f"没有填写全年预算数，按年初预算数`{self.amount}`计算执行率"

    def en(self) -> str:
        return f"no adjusted budget is given, so the rate is that of the initial one, `{self.amount}`"

    def help_zh(self) -> str:
        return "请补填全年预算数"

    def help_en(self) -> str:
        return "fill in the budget"


class MoneyScaleDoubtful(Diagnostic):
    """The budget and the amount spent lie ten thousand times apart and stand without a unit: one of them may be in 元 and the other
    in 万元, and nothing is computed from them until that is said."""

    code: ClassVar[str] = "money-scale-doubtful"
    severity: ClassVar[Severity] = Severity.WARNING
    budget: str
    spent: str

    def zh(self) -> str:
        return f"全年执行数`{self.spent}`与全年预算数`{self.budget}`相差约一万倍，两个数可能一个是元、一个是万元"

    def en(self) -> str:
        return f"`{self.spent}` spent of `{self.budget}`: the two are ten thousand times apart, one may be in `元` and the other in `万元`"

    def help_zh(self) -> str:
        return "请注明两个数各是元还是万元"

    def help_en(self) -> str:
        return "write the unit behind each of them"
