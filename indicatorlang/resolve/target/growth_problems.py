"""What can be wrong, or worth saying, when something is to grow."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.resolve.problems import listed, meant
from indicatorlang.syntax.words import name_text


class GrowthAmount(Diagnostic):
    """The amount of growth is neither a percentage nor 百分点: `grows >= 5 个`, or `grows >= 5` without a unit. By how many
    pieces something is to grow is said with a measure: `产品数 - 上年产品数 >= 5 个`."""

    code: ClassVar[str] = "growth-amount"
    amount: str

    def zh(self) -> str:
        return f"增减幅度`{self.amount}`应当写成百分比或百分点"

    def en(self) -> str:
        return f"growth of `{self.amount}` is neither a percentage nor in `百分点`"

    def help_zh(self) -> str:
        return "写成`增长 >= 5%`；比率的增减写`增长 >= 5 百分点`"

    def help_en(self) -> str:
        return "write `grows >= 5%`, or `grows >= 5 百分点` for a rate"


class GrowthPoints(Diagnostic):
    """百分点 are asked of something that is no percentage."""

    code: ClassVar[str] = "growth-points"
    measure: str
    unit: str

    def zh(self) -> str:
        return f"`{self.measure}`的单位是`{self.unit}`，不是百分比，不能按百分点增减"

    def en(self) -> str:
        return f"`{self.measure}` counts in `{self.unit}` and is no percentage, so it cannot grow by `百分点`"

    def help_zh(self) -> str:
        return "写成百分比，如`增长 >= 5%`"

    def help_en(self) -> str:
        return "write a percentage, as in `grows >= 5%`"


class GrowthOfPercentage(Diagnostic):
    """A percentage is to grow by a percentage: 80% grown by 5% is 84%, not 85%."""

    code: ClassVar[str] = "growth-of-percentage"
    severity: ClassVar[Severity] = Severity.INFO
    measure: str
    amount: str

    def zh(self) -> str:
        return f"`{self.measure}`本身是百分比，`{self.amount}`按相对增长计，即在原数上乘，不是加减百分点"

    def en(self) -> str:
        return f"`{self.measure}` is a percentage; `{self.amount}` is taken as relative growth, not as a difference"

    def help_zh(self) -> str:
        return "要加减百分点的，单位写`百分点`"

    def help_en(self) -> str:
        return "for a difference write `百分点`"


class GrowthOverNothing(Diagnostic):
    """The baseline is nought or negative, so that growth over it has no percentage. It admits `grows` alone, and 百分点."""

    code: ClassVar[str] = "growth-over-nothing"
    measure: str
    amount: str = ""
    baseline: str

    def zh(self) -> str:
        what = f"增减`{self.amount}`" if self.amount else "增减幅度"
        return f"`{self.measure}`的基期值是`{self.baseline}`，不大于0，算不出{what}"

    def en(self) -> str:
        what = f"growth of `{self.amount}`" if self.amount else "a rate of growth"
        return f"the baseline of `{self.measure}` is `{self.baseline}`, not above nought, so {what} means nothing"

    def help_zh(self) -> str:
        return "只写`增长`或`下降`，或直接写要达到的数，如`>= 500 家`"

    def help_en(self) -> str:
        return "write `grows` or `falls` alone, or the number to be reached, as in `>= 500 家`"


class NoBaseline(Diagnostic):
    """Growth over something that the ruleset does not know, or over one of several baselines without saying which."""

    code: ClassVar[str] = "no-baseline"
    measure: str
    baseline: str = ""
    near: str = ""
    known: tuple[str, ...] = ()
    """The baselines among which it was not said which is meant."""
    declared: bool = False
    """Whether the baseline exists, but has no value of this measure."""

    def zh(self) -> str:
        if self.known:
            return f"`{self.measure}`没有写与哪个基期比较，登记的有{listed(self.known)}"
        if self.declared:
            return f"`{self.measure}`要与`{self.baseline}`比较，基期值里没有它的数"
        if self.baseline:
            return f"`{self.measure}`要与`{self.baseline}`比较，没有这个基期"
        return f"`{self.measure}`要与基期比较，却没有登记基期值"

    def en(self) -> str:
        over = "over a baseline, and none is declared"
        if self.known:
            over = f"over one of {listed(self.known, 'en')}, without saying which"
        elif self.declared:
            over = f"over `{self.baseline}`, which has no value of it"
        elif self.baseline:
            over = f"over `{self.baseline}`, which is no baseline here"
        return f"`{self.measure}` is to grow {over}"

    def help_zh(self) -> str:
        if self.known:
            return f"写成`比 {name_text(self.known[0])} 增长`"
        return (
            meant(self.near)[0] or "登记基期值，如`基期值: {上年: {产品数: 12 个}}`；写明比上年、上期或同期的，也可以随实际值填报"
        )

    def help_en(self) -> str:
        if self.known:
            return f"write `grows over {name_text(self.known[0])}`"
        return (
            meant(self.near)[1]
            or "declare it, as in `baselines: {上年: {产品数: 12 个}}`; named with `over`, `上年`, `上期` and `同期` may be reported instead"
        )


class BaselineOfUnknown(Diagnostic):
    """A baseline has the value of something that no measure is called, so nothing is ever compared with it."""

    code: ClassVar[str] = "baseline-of-unknown"
    severity: ClassVar[Severity] = Severity.WARNING
    measure: str
    baseline: str
    near: str = ""

    def zh(self) -> str:
        return f"基期值`{self.baseline}`里的`{self.measure}`不是数据项，没有用到"

    def en(self) -> str:
        return f"`{self.measure}` in the baseline `{self.baseline}` is no measure, so nothing is compared with it"

    def help_zh(self) -> str:
        return meant(self.near)[0] or "写成数据项的名称"

    def help_en(self) -> str:
        return meant(self.near)[1] or "write the name of a measure"
