"""Lists of periods: periods in a row are named by their ends, of very many the first are named and all are counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import Grain, Period

_DAY = dt.timedelta(days=1)
_NAMED_RUNS = 6
COUNTED = {"day": "天", "week": "周", "month": "个月", "quarter": "个季度", "half": "个半年", "year": "年"}
_ORDINALS = "一二三四"


def listed(periods: Iterable[Period], span: Period | None, lang: Lang = "zh") -> str:
    """`第3、7—9周`, `第一、三季度`, `1、3—5月`: periods in a row by their ends; of very many the first."""
    runs = _runs(sorted(periods, key=lambda period: period.start))
    shown, rest = runs[:_NAMED_RUNS], sum(len(run) for run in runs[_NAMED_RUNS:])
    if lang == "en":
        text = ", ".join(run[0].text if len(run) == 1 else f"{run[0].text} to {run[-1].text}" for run in shown)
        return f"{text} and {rest} more" if rest else text
    every = [period for run in runs for period in run]
    text = _together(shown, span) if every else ""
    grain = str(every[0].grain) if every else ""
    return f"{text}等{len(every)}{COUNTED.get(grain, '期')}" if rest else text


def blanks(measured: Measured, span: Period | None, lang: Lang = "zh") -> str:
    """The periods that were expected and are blank."""
    return listed(measured.blanks, span, lang)


def so_far(measured: Measured) -> str:
    """`，已填部分合计390人次`: what was reported of a value that is not whole; of a state the last one, since states do not add up."""
    if measured.quantity is None or measured.parts:
        return ""
    state = measured.kind == "snapshot" or (measured.aggregate == "last" and measured.kind != "ytd")
    word = "已填部分为"
    if state:
        word = "最近一期为"
    elif measured.aggregate in ("sum", "last"):
        word = "已填部分累计" if measured.kind == "ytd" else "已填部分合计"
    return f"，{word}{words.quantity(measured.quantity)}"


def _runs(periods: Sequence[Period]) -> list[list[Period]]:
    runs: list[list[Period]] = []
    for period in periods:
        if runs and runs[-1][-1].end + _DAY == period.start:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def _together(runs: Sequence[Sequence[Period]], span: Period | None) -> str:
    grains = {period.grain for run in runs for period in run}
    one_year = len({day.year for run in runs for period in run for day in (period.start, period.end)}) == 1
    within = span is not None and span.start.year == span.end.year and one_year
    grain = next(iter(grains)) if len(grains) == 1 and within else None
    if grain not in (Grain.WEEK, Grain.MONTH, Grain.QUARTER):
        return "、".join(
            words.short_period(run[0], span) if len(run) == 1 else f"{words.short_period(run[0], span)}至{_short_end(run, span)}"
            for run in runs
        )
    before, after = {Grain.WEEK: ("第", "周"), Grain.MONTH: ("", "月")}.get(grain, ("第", "季度"))
    numbers = [
        _number(run[0], grain)
        if len(run) == 1
        else f"{_number(run[0], grain)}{'、' if len(run) == 2 else '至' if grain is Grain.QUARTER else '—'}{_number(run[-1], grain)}"
        for run in runs
    ]
    return f"{before}{'、'.join(numbers)}{after}"


def _short_end(run: Sequence[Period], span: Period | None) -> str:
    """The last day of a run of days without the month that the first one has said."""
    first, last = run[0], run[-1]
    if first.grain is Grain.DAY and (first.start.year, first.start.month) == (last.start.year, last.start.month):
        return f"{last.start.day}日"
    return words.short_period(last, span)


def _number(period: Period, grain: Grain) -> str:
    if grain is Grain.WEEK:
        return str(period.start.isocalendar().week)
    return str(period.start.month) if grain is Grain.MONTH else _ORDINALS[(period.start.month - 1) // 3]


def count(number: int, grain: str) -> str:
    """`51周`, `4个季度`, `3期`."""
    return f"{number}{COUNTED.get(grain, '期')}"
