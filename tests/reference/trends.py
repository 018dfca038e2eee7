"""Higher, or lower, in every period than in the one before."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise

from tests.reference.facts import Project, Trend, pieces, plain


def held(project: Project, trend: Trend, day: dt.date) -> list[bool | str]:
    """What became of each pair of successive periods that have ended: whether it holds, `blank` or `bad`."""
    measure = project.measure(trend.measure)
    by_period = {e.period: e.value for e in project.entries if e.measure == measure.name}
    values: list[Fraction | str | None] = []
    if measure.previous is not None:
        values.append(plain(measure.previous, measure.unit))
    ended = [period for period in pieces(project.year, trend.months) if period.last <= day]
    for period in ended:
        value = by_period.get(period)
        if isinstance(value, Fraction):
            value = plain(value, measure.unit)
        elif value is None and measure.missing == "zero":
            value = Fraction(0)
        values.append(value)
    if measure.missing == "skip":
        values = [value for value in values if value is not None]
    found: list[bool | str] = []
    for before, after in pairwise(values):
        if "bad" in (before, after):
            found.append("bad")
        elif isinstance(before, Fraction) and isinstance(after, Fraction):
            found.append(after > before if trend.rises else after < before)
        else:
            found.append("blank")
    return found
