"""So many in every month or the like: when a typed figure of that kind answers a target that recurs."""

from __future__ import annotations

import attrs

from indicatorlang.model.number import decimal_text
from indicatorlang.resolve.filled.figures import REACHED, Figure, Figures
from indicatorlang.resolve.filled.wanted import Wanted
from indicatorlang.resolve.wording.quantities import per_period

_RECURRING = ("day", "week", "month", "quarter", "half")
_TIMES = {("month", "quarter"): 3, ("month", "half"): 6, ("quarter", "half"): 2}
"""How many of one stretch of time make another, where that is exact; a year is left out, for a year of work may be shorter."""


def in_its_period(found: Figures, wanted: Wanted) -> Figures:
    """每月1次 beside a target for every month is what was reached; beside one for every quarter it is three times as many."""
    period = wanted.reading.period
    if period not in _RECURRING or "/" in wanted.unit:
        return found
    figures = tuple(_in_period(figure, str(period)) for figure in found.found)
    if any(figure.period == period and figure.role == "reached" for figure in figures):
        figures = tuple(attrs.evolve(f, role="part") if f.period != period and f.role in REACHED else f for f in figures)
    return attrs.evolve(found, found=figures)


def _in_period(figure: Figure, period: str) -> Figure:
    unit, per = per_period(figure.unit)
    own = str(per) if per is not None else figure.period
    times = _TIMES.get((own, period), 1 if own == period else 0)
    if not times or figure.role not in (*REACHED, "every") or (figure.high is not None and times > 1):
        return figure
    value = figure.value * times
    number = figure.written.number if times == 1 else decimal_text(value)
    written = attrs.evolve(figure.written, number=number, unit=unit)
    return attrs.evolve(figure, written=written, value=value, role="reached", period=period)
