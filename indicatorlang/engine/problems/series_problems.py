"""What can be wrong with the values of one measure taken together: they contradict each other, overlap, or have gaps."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.problems.actuals_problems import NOWHERE, quoted, where
from indicatorlang.model.actual import Kind, Origin
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity

_KINDS_ZH = {Kind.PERIOD: "本期数", Kind.YTD: "累计数", Kind.SNAPSHOT: "时点数", Kind.DONE_DATE: "完成日期"}
_KINDS_EN = {
    Kind.PERIOD: "of a period",
    Kind.YTD: "since the start of the span",
    Kind.SNAPSHOT: "at a point in time",
    Kind.DONE_DATE: "that are days of completion",
}

_SHOWN = 12


def _when(period: Period | None, lang: str) -> str:
    if period is None:
        return "" if lang == "zh" else "without a period"
    return period.shown(lang)


def _list(periods: tuple[Period, ...], lang: str) -> str:
    """At most six periods, and how many there are when there are more."""
    shown = ("、" if lang == "zh" else ", ").join(p.shown(lang) for p in periods[:6])
    if len(periods) <= 6:
        return shown
    return f"{shown}等{len(periods)}期" if lang == "zh" else f"{shown} and {len(periods) - 6} more"


class SeriesProblem(Diagnostic):
    """Something about all values of one measure."""

    measure: str


class ValuesConflict(SeriesProblem):
    """Two different values were given for one measure, period and kind, and no filing date says which one corrects the other."""

    code: ClassVar[str] = "values-conflict"

    first: str
    second: str
    period: Period | None = None
    origin: Origin = NOWHERE
    other: Origin = NOWHERE

    def zh(self) -> str:
        first, second = (f"`{value}`{self._place(origin, 'zh')}" for value, origin in self._both())
        return f"`{self.measure}`{_when(self.period, 'zh')}填了两个不同的值：{first}、{second}"

    def en(self) -> str:
        first, second = (f"`{value}`{self._place(origin, 'en')}" for value, origin in self._both())
        return f"`{self.measure}` has two values {'for ' if self.period else ''}{_when(self.period, 'en')}: {first} and {second}"

    def _both(self) -> tuple[tuple[str, Origin], tuple[str, Origin]]:
        return (self.first, self.origin), (self.second, self.other)

    def _place(self, origin: Origin, lang: str) -> str:
        """The cell in brackets, with its workbook where the two stand in different ones: both may be I11 of the same form."""
        if not origin.sheet or self.origin.file == self.other.file:
            return where(origin, lang)
        return f"（{origin.file_name}{origin.shown()}）" if lang == "zh" else f" (`{origin.file_name}, {origin.shown('en')}`)"

    def help_zh(self) -> str:
        return "只保留一个，或填写填报日期，以后填的为准"

    def help_en(self) -> str:
        return "keep one of them, or give the filing dates: the later one counts"


class CheckDiffers(SeriesProblem):
    """The value of a longer period differs from what the shorter periods within it make together."""

    code: ClassVar[str] = "check-differs"

    whole: str
    period: Period | None
    made: Quantity | None
    origin: Origin = NOWHERE
    others: tuple[Origin, ...] = ()

    def zh(self) -> str:
        when = f"{self.period.shown()}的" if self.period else ""
        made = self.made.shown("zh") if self.made else ""
        parts = "、".join(o.shown("zh") for o in self.others[:4] if o.shown("zh"))
        return f"`{self.measure}`{when}`{self.whole}`{where(self.origin)}与各期数得出的`{made}`不一致{f'（{parts}）' if parts else ''}"

    def en(self) -> str:
        when = f"for {self.period.text} " if self.period else ""
        made = self.made.shown("en") if self.made else ""
        parts = ", ".join(f"`{o.shown('en')}`" for o in self.others[:4] if o.shown("en"))
        rest = f" ({parts})" if parts else ""
        return f"`{self.whole}` of `{self.measure}` {when}differs{where(self.origin, 'en')} from `{made}`, which its shorter periods make{rest}"

    def help_zh(self) -> str:
        return "请核对，或只填其中一种"

    def help_en(self) -> str:
        return "check them, or report only the one or the other"


class PeriodsOverlap(SeriesProblem):
    """Two periods overlap without one lying within the other, so what both report would count twice."""

    code: ClassVar[str] = "periods-overlap"

    first: Period
    second: Period
    origin: Origin = NOWHERE
    other: Origin = NOWHERE

    def zh(self) -> str:
        first, second = f"{self.first.shown()}{where(self.origin)}", f"{self.second.shown()}{where(self.other)}"
        return f"`{self.measure}`的期间互有重叠：{first}与{second}，不能相加"

    def en(self) -> str:
        first, second = f"{self.first.text}{where(self.origin, 'en')}", f"{self.second.text}{where(self.other, 'en')}"
        return f"two periods of `{self.measure}` overlap: {first} and {second}"

    def help_zh(self) -> str:
        return "请按互不重叠的期间填报"

    def help_en(self) -> str:
        return "report periods that do not overlap"


class KindsMixed(SeriesProblem):
    """A state at a point in time stands beside values that count what happened; they cannot be put together."""

    code: ClassVar[str] = "kinds-mixed"

    first: Kind
    second: Kind
    origin: Origin = NOWHERE
    other: Origin = NOWHERE

    def zh(self) -> str:
        first, second = f"{_KINDS_ZH[self.first]}{where(self.origin)}", f"{_KINDS_ZH[self.second]}{where(self.other)}"
        return f"`{self.measure}`既填了{first}，又填了{second}，口径不能混用"

    def en(self) -> str:
        first, second = f"{_KINDS_EN[self.first]}{where(self.origin, 'en')}", f"{_KINDS_EN[self.second]}{where(self.other, 'en')}"
        return f"`{self.measure}` mixes values {first} with values {second}"

    def help_zh(self) -> str:
        return "各期请用同一口径填报"

    def help_en(self) -> str:
        return "report all periods in one kind"


class RunningTotalFalls(SeriesProblem):
    """A value since the start of the span is smaller than an earlier one."""

    code: ClassVar[str] = "running-total-falls"
    severity: ClassVar[Severity] = Severity.WARNING

    first: Quantity
    second: Quantity
    earlier: Period
    later: Period
    origin: Origin = NOWHERE

    def zh(self) -> str:
        first, second = f"{self.earlier.shown()}{self.first.shown()}", f"{self.later.shown()}{self.second.shown()}"
        return f"`{self.measure}`的累计数减少了{where(self.origin)}：{first}，{second}，请核对"

    def en(self) -> str:
        first, second = f"`{self.first.shown('en')}` in {self.earlier.text}", f"`{self.second.shown('en')}` in {self.later.text}"
        return f"the running total of `{self.measure}` falls{where(self.origin, 'en')}: {first}, {second}; please check"


class RunningTotalDiffers(SeriesProblem):
    """A running total takes the place of the values of the periods before it, which make a different sum."""

    code: ClassVar[str] = "running-total-differs"
    severity: ClassVar[Severity] = Severity.WARNING

    total: Quantity
    made: Quantity
    origin: Origin = NOWHERE

    def zh(self) -> str:
        return f"`{self.measure}`的累计数{self.total.shown()}{where(self.origin)}与各期本期数之和{self.made.shown()}不一致，按累计数计"

    def en(self) -> str:
        total, made = f"`{self.total.shown('en')}`{where(self.origin, 'en')}", f"`{self.made.shown('en')}`"
        return f"the running total {total} of `{self.measure}` differs from the sum of its periods {made}; the total counts"


class KindByFall(SeriesProblem):
    """Nobody stated the kind of the values; as they fall they cannot be running totals and are values of their periods."""

    code: ClassVar[str] = "kind-by-fall"
    severity: ClassVar[Severity] = Severity.INFO

    def zh(self) -> str:
        return f"`{self.measure}`未注明口径；各期数有减少，不可能是累计数，按本期数计"

    def en(self) -> str:
        return f"nobody states the kind of `{self.measure}`; its values fall, so they are read as values of their periods"


class BlanksPassed(SeriesProblem):
    """Periods without a value were counted as zero, or skipped, because the measure says so (缺期处理)."""

    code: ClassVar[str] = "blanks-passed"
    severity: ClassVar[Severity] = Severity.INFO

    how: Literal["zero", "skip"]
    periods: tuple[Period, ...]

    def zh(self) -> str:
        return f"`{self.measure}`{_list(self.periods, 'zh')}未填报，{'按零计' if self.how == 'zero' else '已跳过'}"

    def en(self) -> str:
        how = "counted as zero" if self.how == "zero" else "skipped"
        return f"`{self.measure}` has no value for {_list(self.periods, 'en')}; {how}"


class ValuesLeftOut(Diagnostic):
    """Values whose period runs past the date of the evaluation. They are left out, and named so that nobody misses them."""

    code: ClassVar[str] = "values-left-out"
    severity: ClassVar[Severity] = Severity.INFO

    values: tuple[tuple[str, Period], ...]

    def zh(self) -> str:
        listed = "；".join(f"{period.shown()}的" + quoted(names) for period, names in self._by_period())
        return (
            f"{len(self.values)}个数的期间晚于评价时点，没有计入：{listed or '无'}{'等' if len(self._named()) > _SHOWN else ''}"
        )

    def en(self) -> str:
        listed = "; ".join(f"{quoted(names, 'en')} of {period.text}" for period, names in self._by_period())
        rest = f" and {len(self._named()) - _SHOWN} more" if len(self._named()) > _SHOWN else ""
        return f"values of periods that run past the date of evaluation are left out: {listed or 'none'}{rest}"

    def _by_period(self) -> list[tuple[Period, tuple[str, ...]]]:
        found: dict[Period, list[str]] = {}
        for name, period in self._named()[:_SHOWN]:
            found.setdefault(period, []).append(name)
        return [(period, tuple(names)) for period, names in found.items()]

    def _named(self) -> list[tuple[str, Period]]:
        """Every measure once a period, however many units or filings there are."""
        return list(dict.fromkeys(self.values))


class GivenDiffers(SeriesProblem):
    """A value was reported for a measure that is computed, and it is not what its inputs make."""

    code: ClassVar[str] = "given-differs"

    given: Quantity
    computed: Quantity
    origin: Origin = NOWHERE

    def zh(self) -> str:
        places = self.given.places + 2
        return f"`{self.measure}`填的是{self.given.shown()}{where(self.origin)}，按公式计算为{self.computed.shown('zh', places)}"

    def en(self) -> str:
        places = self.given.places + 2
        given, computed = f"`{self.given.shown('en')}`{where(self.origin, 'en')}", f"`{self.computed.shown('en', places)}`"
        return f"`{self.measure}` was reported as {given}, its inputs make {computed}"

    def help_zh(self) -> str:
        return "请核对公式中的各数据项，或不再直接填报该数"

    def help_en(self) -> str:
        return "check its inputs, or leave the computed measure out of the report"


class DoneThenUndone(SeriesProblem):
    """Something is reported as done, and as not done at the same time or later."""

    code: ClassVar[str] = "done-then-undone"

    done: dt.date
    undone: str
    origin: Origin = NOWHERE
    other: Origin = NOWHERE

    def zh(self) -> str:
        done, undone = f"{self.done.isoformat()}已完成{where(self.origin)}", f"`{self.undone}`{where(self.other)}"
        return f"`{self.measure}`填报前后矛盾：{done}，此后又填{undone}"

    def en(self) -> str:
        done, undone = f"done on {self.done}{where(self.origin, 'en')}", f"`{self.undone}`{where(self.other, 'en')}"
        return f"the reports on `{self.measure}` contradict each other: {done}, but then {undone}"

    def help_zh(self) -> str:
        return "请核对完成日期"

    def help_en(self) -> str:
        return "check the day of completion"


class DoneTwice(SeriesProblem):
    """Two dates were named for one thing that is done once."""

    code: ClassVar[str] = "done-twice"

    first: dt.date
    second: dt.date
    origin: Origin = NOWHERE
    other: Origin = NOWHERE

    def zh(self) -> str:
        first, second = f"{self.first.isoformat()}{where(self.origin)}", f"{self.second.isoformat()}{where(self.other)}"
        return f"`{self.measure}`有两个不同的完成日期：{first}、{second}"

    def en(self) -> str:
        first, second = f"{self.first}{where(self.origin, 'en')}", f"{self.second}{where(self.other, 'en')}"
        return f"`{self.measure}` has two days of completion: {first} and {second}"

    def help_zh(self) -> str:
        return "只保留一个，或填写填报日期，以后填的为准"

    def help_en(self) -> str:
        return "keep one of them, or give the filing dates: the later one counts"
