"""What is said when scores are held against their rows and something could not be read, or does not fit."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.number import decimal_text


class RateDiffers(Diagnostic):
    """The printed rate of execution is not what was spent divided by the budget."""

    code: ClassVar[str] = "rate-differs"
    severity: ClassVar[Severity] = Severity.WARNING

    printed: str
    rate: Fraction
    places: int

    def zh(self) -> str:
        return f"表内执行率为`{self.printed}`，按执行数和预算数计算为{decimal_text(self.rate * 100, max(2, self.places))}%"

    def en(self) -> str:
        return f"the printed rate is `{self.printed}`, the amounts give {decimal_text(self.rate * 100, max(2, self.places))}%"

    def help_zh(self) -> str:
        return "请核对执行数、预算数和执行率"

    def help_en(self) -> str:
        return "check the amounts and the rate"


class PointsUnread(Diagnostic):
    """A cell for points holds something that is not a number."""

    code: ClassVar[str] = "points-unread"
    severity: ClassVar[Severity] = Severity.WARNING

    of: Literal["score", "weight"]
    text: str

    def zh(self) -> str:
        return f"{'得分' if self.of == 'score' else '分值'}`{self.text}`不是数值"

    def en(self) -> str:
        return f"the {self.of} `{self.text}` is not a number"

    def help_zh(self) -> str:
        return "请填写数字，如`9.5`"

    def help_en(self) -> str:
        return "enter a number such as `9.5`"


class OutOfAnotherWeight(Diagnostic):
    """A score is said to be out of other points than the weight of its row."""

    code: ClassVar[str] = "score-out-of-another-weight"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str
    weight: Fraction

    def zh(self) -> str:
        return f"得分写作`{self.text}`，而本行分值为{decimal_text(self.weight)}分"

    def en(self) -> str:
        return f"the score is written `{self.text}`, but the weight of the row is {decimal_text(self.weight)}"


class BudgetWeightAssumed(Diagnostic):
    """A line of money has no weight, and that of the scoring rules was taken."""

    code: ClassVar[str] = "budget-weight-assumed"
    severity: ClassVar[Severity] = Severity.INFO

    profile: str
    weight: Fraction

    def zh(self) -> str:
        return f"预算执行率没有填分值，按`{self.profile}`的{decimal_text(self.weight)}分测算"

    def en(self) -> str:
        return f"budget execution has no weight; the {decimal_text(self.weight)} points of `{self.profile}` were taken"


class SameYearAssumed(Diagnostic):
    """A target names a day without its year, the actual names none either, and nobody said the year of the budget: both are taken
    to be of one year, whichever it is."""

    code: ClassVar[str] = "same-year-assumed"
    severity: ClassVar[Severity] = Severity.INFO

    text: str
    year: int
    """The year that stands in while it is computed; it is never told."""

    def zh(self) -> str:
        return f"指标值`{self.text}`没有写年份，按与完成值同在预算年度理解"

    def en(self) -> str:
        return f"the target `{self.text}` names no year; it is taken to be of the same year as the actual"

    def help_zh(self) -> str:
        return "请写明预算年度"

    def help_en(self) -> str:
        return "say the year of the budget"
