"""What can be wrong, or worth saying, when a target is judged period by period."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.problems.series_problems import SeriesProblem
from indicatorlang.model.period import Period

LENGTHS = {"day": "天", "week": "周", "month": "月", "quarter": "季度", "half": "半年", "year": "年"}


def _length(every: str) -> str:
    return LENGTHS.get(every, every)


def _days(period: Period) -> str:
    """`12月30日至31日`, `9月30日至10月2日`."""
    first, last = period.start, period.end
    text = f"{first.month}月{first.day}日"
    if first == last:
        return text
    return f"{text}至{last.day}日" if first.month == last.month else f"{text}至{last.month}月{last.day}日"


class DifferencesTaken(SeriesProblem):
    """What happened in a period was worked out from running totals (累计数): the total at its end less the one at its start."""

    code: ClassVar[str] = "differences-taken"
    severity: ClassVar[Severity] = Severity.INFO

    def zh(self) -> str:
        return f"`{self.measure}`填报的是累计数，各期的数按期末累计减期初累计计算"

    def en(self) -> str:
        return f"`{self.measure}` is reported since the start of the span; a period is the total at its end less the one at its start"


class WeeksCut(Diagnostic):
    """A week that the start or the end of the span cuts is not judged: what belongs to it lies partly outside the span."""

    code: ClassVar[str] = "weeks-cut"
    severity: ClassVar[Severity] = Severity.INFO

    cut: tuple[Period, ...]

    def zh(self) -> str:
        days = "、".join(_days(period) for period in self.cut)
        return f"每周按周一至周日计，期初期末不足一周的（{days}）不考核"

    def en(self) -> str:
        days = " and ".join(p.start.isoformat() if p.start == p.end else f"{p.start} to {p.end}" for p in self.cut)
        return f"weeks run from Monday to Sunday; what is left of a week at the ends of the span ({days}) is not judged"


class ReportedTooCoarsely(SeriesProblem):
    """The target is judged by shorter periods than those the measure is reported in, so that no period has a value of its own."""

    code: ClassVar[str] = "reported-too-coarsely"
    severity: ClassVar[Severity] = Severity.WARNING

    every: str
    period: Period

    def zh(self) -> str:
        return f"`{self.measure}`要逐{_length(self.every)[0]}考核，填报的却是{self.period.shown()}的数，分不到每{_length(self.every)}"

    def en(self) -> str:
        return f"`{self.measure}` is judged every {self.every}, but reported for {self.period.text} as a whole"

    def help_zh(self) -> str:
        return f"请按{_length(self.every)}填报；没有发生的期间填0，或在数据项里写“缺期处理: 按零”"

    def help_en(self) -> str:
        return f"report it by {self.every}; enter 0 where nothing happened, or state `missing: zero`"


class NoPeriodToJudge(Diagnostic):
    """The target is to hold in every period, and no whole period lies between the start of the span and its last day."""

    code: ClassVar[str] = "no-period-to-judge"
    severity: ClassVar[Severity] = Severity.WARNING

    indicator: str
    every: str

    def zh(self) -> str:
        return f"指标`{self.indicator}`的考核期间里没有完整的一{_length(self.every)}，无从考核"

    def en(self) -> str:
        return f"no whole {self.every} lies within the time that `{self.indicator}` is judged for"

    def help_zh(self) -> str:
        return "请核对实施期和判定里的期限"

    def help_en(self) -> str:
        return "check the span of the ruleset and the date in the target"


class PeriodsNotStated(SeriesProblem):
    """The target is judged period by period, and what it judges is taken from a table of cases: nobody said how long a period is."""

    code: ClassVar[str] = "periods-not-stated"
    severity: ClassVar[Severity] = Severity.WARNING

    def zh(self) -> str:
        return f"`{self.measure}`取自台账，要逐期考核，却没有写明一期多长"

    def en(self) -> str:
        return f"`{self.measure}` is taken from a table of cases and judged period by period; nobody said how long a period is"

    def help_zh(self) -> str:
        return "在判定里写明“每季度”“每月”，或在数据项里写`填报频次`"

    def help_en(self) -> str:
        return "write `each quarter` or `every month` in the target, or state the `frequency` of the measure"


class EachPeriodInFormula(SeriesProblem):
    """The measure is judged period by period (逐期考核); it has no single value that a formula could go on with."""

    code: ClassVar[str] = "each-period-in-formula"

    def zh(self) -> str:
        return f"`{self.measure}`的汇总方式是逐期考核，没有一个总数，不能放进算式里"

    def en(self) -> str:
        return f"`{self.measure}` is judged period by period and has no single value to compute with"

    def help_zh(self) -> str:
        return "让它单独作一条判定，或写明怎样汇总，例如`sum(…)`、`max(…)`"

    def help_en(self) -> str:
        return "let it stand alone in a target, or say how it becomes one number: `sum(…)`, `max(…)`"
