"""What can be wrong, or worth saying, when something is to grow."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.resolve.problems import meant


@attrs.frozen(kw_only=True)
class GrowthAmount(Diagnostic):
    """The amount of growth is neither a percentage nor 百分点."""

    code: ClassVar[str] = "growth-amount"
    amount: str

    def zh(self) -> str:
        return f"增长幅度`{self.amount}`应当是百分比或百分点"

    def en(self) -> str:
        return f"growth of `{self.amount}` is neither a percentage nor in 百分点".replace("百分点", "`百分点`")

    def help_zh(self) -> str:
        return "写成`增长 >= 5%`；比率的增减写`增长 >= 5 百分点`"

    def help_en(self) -> str:
        return "write `grows >= 5%`, or `grows >= 5 百分点` for a rate"


@attrs.frozen(kw_only=True)
class GrowthPoints(Diagnostic):
    """百分点 are asked of something that is no percentage."""

    code: ClassVar[str] = "growth-points"
    measure: str
    unit: str

    def zh(self) -> str:
        return f"`{self.measure}`的单位是`{self.unit}`，不是百分比，不能按百分点增减"

    def en(self) -> str:
        return f"`{self.measure}` counts in `{self.unit}` and is no percentage, so it cannot grow by `百分点`"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class NoBaseline(Diagnostic):
    """Growth over something that the ruleset does not know."""

    code: ClassVar[str] = "no-baseline"
    measure: str
    baseline: str = ""
    near: str = ""

    def zh(self) -> str:
        return f"`{self.measure}`要与" + (
            f"`{self.baseline}`比较，没有这个基期" if self.baseline else "基期比较，却没有登记基期值"
        )

    def en(self) -> str:
        over = f"over `{self.baseline}`, which is no baseline here" if self.baseline else "over a baseline, and none is declared"
        return f"`{self.measure}` is to grow {over}"

    def help_zh(self) -> str:
        return meant(self.near)[0] or "登记基期值，如`基期值: {上年: {产品数: 12 个}}`；上期、同期不必登记"

    def help_en(self) -> str:
        return meant(self.near)[1] or "declare it, as in `baselines: {上年: {产品数: 12 个}}`; `上期` and `同期` need none"
