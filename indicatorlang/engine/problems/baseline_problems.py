"""What can be wrong with the earlier value that something is compared with."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.problems.actuals_problems import NOWHERE, where
from indicatorlang.model.actual import Origin
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity

_MOST = 6


def earlier_label(baseline: str, lang: str = "zh") -> str:
    """A baseline as people say it: 同期 is always that of the year before."""
    if lang == "zh":
        return "上年同期" if baseline == "同期" else baseline
    return {"上年": "the year before", "上期": "the period before", "同期": "the same time a year before"}.get(baseline, baseline)


class BaselineMissing(Diagnostic):
    """Something is compared with an earlier value that is neither declared in the ruleset nor among the actuals, or only in part.
    The row is without data."""

    code: ClassVar[str] = "baseline-missing"
    severity: ClassVar[Severity] = Severity.WARNING

    measure: str
    baseline: str
    stretch: Period | None = None
    """The time it is the value of, where actuals can give it."""
    blanks: tuple[Period, ...] = ()
    """What of it is missing, where the rest was reported."""

    def zh(self) -> str:
        label = earlier_label(self.baseline)
        if self.blanks:
            more = f"等{len(self.blanks)}期" if len(self.blanks) > _MOST else ""
            missing = "、".join(period.shown() for period in self.blanks[:_MOST]) + more
            return f"`{self.measure}`要与{label}比较，{label}的数不全，缺{missing}"
        time = f"（{self.stretch.shown()}）" if self.stretch is not None else ""
        return f"`{self.measure}`要与{label}{time}比较，没有{label}的数"

    def en(self) -> str:
        label = earlier_label(self.baseline, "en")
        if self.blanks:
            more = f" and {len(self.blanks) - _MOST} more" if len(self.blanks) > _MOST else ""
            missing = ", ".join(period.text for period in self.blanks[:_MOST]) + more
            return f"`{self.measure}` is compared with {label}, of which {missing} is missing"
        time = f" ({self.stretch.text})" if self.stretch is not None else ""
        return f"`{self.measure}` is compared with {label}{time}, and there is no value of it"

    def help_zh(self) -> str:
        declare = f"在项目文件里登记`基期值: {{{self.baseline}: {{{self.measure}: …}}}}`"
        if self.stretch is None:
            return declare
        periods = "、".join(f"`{period.text}`" for period in (self.blanks or (self.stretch,))[:_MOST])
        return f"填报期间为{periods}的数，或{declare}"

    def help_en(self) -> str:
        declare = f"declare it, as in `baselines: {{{self.baseline}: {{{self.measure}: …}}}}`"
        if self.stretch is None:
            return declare
        periods = ", ".join(f"`{period.text}`" for period in (self.blanks or (self.stretch,))[:_MOST])
        return f"report a value for {periods}, or {declare}"


class BaselinesDiffer(Diagnostic):
    """The ruleset declares one earlier value, and the actuals report another one for the same time."""

    code: ClassVar[str] = "baselines-differ"

    measure: str
    baseline: str
    declared: Quantity
    reported: Quantity
    origin: Origin = NOWHERE

    def zh(self) -> str:
        label = earlier_label(self.baseline)
        return (
            f"`{self.measure}`{label}的数有两个：项目文件登记的基期值`{self.declared.shown()}`、"
            f"填报的`{self.reported.shown()}`{where(self.origin)}"
        )

    def en(self) -> str:
        label = earlier_label(self.baseline, "en")
        return (
            f"`{self.measure}` has two values of {label}: `{self.declared.shown('en')}`, which the ruleset declares, and "
            f"`{self.reported.shown('en')}`, which was reported{where(self.origin, 'en')}"
        )

    def help_zh(self) -> str:
        return "请核对，改成一致，或只保留一个"

    def help_en(self) -> str:
        return "check them and make them agree, or keep only one"


class GrowthWithoutRate(Diagnostic):
    """The earlier value turned out to be nought or negative, so that there is no rate of growth over it."""

    code: ClassVar[str] = "growth-without-rate"

    measure: str
    baseline: str
    value: Quantity
    origin: Origin = NOWHERE

    def zh(self) -> str:
        label = earlier_label(self.baseline)
        return f"`{self.measure}`{label}的数是`{self.value.shown()}`{where(self.origin)}，不大于0，算不出增减幅度"

    def en(self) -> str:
        label = earlier_label(self.baseline, "en")
        return (
            f"`{self.measure}` of {label} is `{self.value.shown('en')}`{where(self.origin, 'en')}, not above nought, "
            "so there is no rate of growth"
        )

    def help_zh(self) -> str:
        return "请核对该数；无误的，判定只写`增长`或`下降`，或直接写要达到的数"

    def help_en(self) -> str:
        return "check it; if it is right, demand `grows` or `falls` alone, or the number to be reached"
