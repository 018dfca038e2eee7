"""Whether a mean can still come to its target in the periods that are left, where what each can bring has a limit."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from indicatorlang.engine.outcome import compare
from indicatorlang.model.indicator import Measure, Op
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import MONTHS, Period

_DAY = dt.timedelta(days=1)
MOST, LEAST = Fraction(1), Fraction(0)


def mean_is_lost(measured: Measured, measure: Measure, op: Op, bound: Fraction, due: dt.date) -> bool:
    """Whether the mean of a rate that is never above 100% misses `op bound` even with the best there can be in every period left:
    100% where more is better, nothing where less is."""
    counted = [o for o in measured.inputs if o.quantity is not None and not o.replaced and not o.checked]
    if measured.aggregate != "mean" or not measure.bounded or not counted or op not in (">=", ">", "<=", "<"):
        return False
    last = counted[-1].period
    grain = measure.frequency or (last.grain if last is not None else None)
    if last is None or grain not in MONTHS:
        return False
    left = len(measured.blanks) + (len(tuple(Period(last.end + _DAY, due).split(grain))) if last.end < due else 0)
    best = MOST if op in (">=", ">") else LEAST
    total = sum((o.quantity.base for o in counted if o.quantity is not None), Fraction(0)) + left * best
    return not compare(op, total / (len(counted) + left), bound)
