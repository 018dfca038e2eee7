"""The fields of results by their names in tests: one way to read each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import Assessment, ForecastResult, IndicatorResult, MilestoneResult, Need, Pace
from indicatorlang.model.measured import Measured, PeriodResult
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level


@frozen
class Interval:
    """A range of points."""

    low: Fraction
    high: Fraction


@frozen
class Said:
    """A text in both languages."""

    zh: str
    en: str


Found = Fraction | Quantity | Level | dt.date | bool | str | Interval | Said | tuple[Any, ...] | Mapping[str, Any] | object | None
"""What a field holds: a value, nothing, words, objects by name, objects, or one object whose fields `field_of` reads."""


def field_of(thing: object, name: str) -> Found:
    """The field of that name of a result, an assessment, or an object in one of them. Raises KeyError for one that it has not."""
    kind = next((each for each in type(thing).__mro__ if each in _FIELDS), type(thing))
    return _FIELDS[kind][name](thing)


def is_nothing(found: Found) -> bool:
    """Whether there is nothing: no value, no object, or one whose main field holds none (a pace without a colour)."""
    if isinstance(found, Pace):
        return found.colour is None
    if isinstance(found, Measured):
        return _value(found) is None
    return found is None or found == () or found == {}


def _interval(ends: tuple[Fraction, Fraction] | None) -> Interval | None:
    return None if ends is None else Interval(*ends)


def _value(measured: Measured) -> Found:
    """A value as the result shows it: quantity, level, day, or whether it is done."""
    if measured.state != "known":
        return None
    if measured.quantity is not None or measured.level is not None or measured.day is not None:
        return measured.quantity or measured.level or measured.day
    return None if measured.done is None else "done" if measured.done else "not done"


def _baseline(measured: Measured) -> Quantity | None:
    parts = [measured.against] if measured.against is not None else [part for part in measured.parts if part.baseline]
    return parts[-1].quantity if parts and parts[-1].state == "known" else None


def _expected_by_now(pace: Pace) -> Quantity | None:
    return None if pace.expected is None else pace.expected.quantity


def _colour(colour: object) -> str | None:
    return None if colour is None else str(colour)


_RESULT: Mapping[str, Callable[[IndicatorResult], Found]] = {
    "verdict": lambda r: str(r.verdict),
    "score": lambda r: r.score,
    "fraction": lambda r: r.fraction,
    "weight": lambda r: r.weight,
    "gap": lambda r: r.gap,
    "exceeded": lambda r: r.exceeded,
    "actual": lambda r: r.actual,
    "due": lambda r: r.due,
    "recoverable": lambda r: r.recoverable,
    "pace": lambda r: r.pace,
    "milestones": lambda r: {step.by.isoformat(): step for step in r.milestones},
    "periods": lambda r: {each.period.text: each for each in r.periods},
    "needed": lambda r: r.needed,
    "parts": lambda r: {str(number): part for number, part in enumerate(r.parts, 1)},
    "interval": lambda r: _interval(r.interval),
    "deduct": lambda r: r.deduction,
    "deduct_reason": lambda r: r.deduction_reason or None,
    "evidence_deduct": lambda r: r.evidence_deduction,
    "vetoed_by": lambda r: tuple(veto.indicator for veto in r.vetoed_by),
    "reason": lambda r: r.reason,
    "reason_missing": lambda r: r.reason_missing,
    "cause": lambda r: r.cause,
    "evidence": lambda r: r.evidence,
    "forecast": lambda r: r.forecast,
    "forecast_result": lambda r: r.forecast_result,
    "likelihood": lambda r: r.likelihood,
    "note": lambda r: r.note,
    "canonical": lambda r: r.indicator.canonical or None,
    "target": lambda r: r.indicator.wording or r.indicator.target or None,
    "assumed": lambda r: tuple(said.code for said in r.assumed),
    "headline": lambda r: Said(r.explain("zh").headline, r.explain("en").headline),
    "explanation": lambda r: Said(r.explain("zh").text, r.explain("en").text),
}
_ASSESSMENT: Mapping[str, Callable[[Assessment], Found]] = {
    "score": lambda a: a.score,
    "raw_score": lambda a: a.raw_score,
    "max_score": lambda a: a.max_score,
    "weight": lambda a: a.weight,
    "bonus": lambda a: a.bonus,
    "deductions": lambda a: a.deductions,
    "grade": lambda a: None if a.grade is None else a.grade.name,
    "provisional": lambda a: a.provisional,
    "interval": lambda a: _interval(a.interval),
    "pace": lambda a: _colour(a.pace),
    "vetoes": lambda a: tuple(veto.indicator for veto in a.vetoes),
    "as_of": lambda a: a.as_of,
    "as_of_assumed": lambda a: a.as_of_assumed,
    "diagnostics": lambda a: (
        tuple(said.code for said in a.diagnostics if said.severity != "info")
        + tuple(said.code for said in a.diagnostics if said.severity == "info")
    ),
}
_MEASURED: Mapping[str, Callable[[Measured], Found]] = {
    "value": _value,
    "aggregate": lambda m: m.aggregate or None,
    "blanks": lambda m: tuple(period.text for period in m.blanks),
    "baseline": _baseline,
}
_PACE: Mapping[str, Callable[[Pace], Found]] = {
    "colour": lambda p: _colour(p.colour),
    "index": lambda p: p.index,
    "expected": _expected_by_now,
}
_MILESTONE: Mapping[str, Callable[[MilestoneResult], Found]] = {
    "verdict": lambda m: str(m.verdict),
    "target": lambda m: m.target,
    "actual": lambda m: m.actual,
    "gap": lambda m: m.gap,
    "before": lambda m: None,
}
_PERIOD: Mapping[str, Callable[[PeriodResult], Found]] = {
    "verdict": lambda p: str(p.verdict),
    "target": lambda p: None,
    "actual": lambda p: p.actual or p.level,
    "gap": lambda p: p.gap,
    "before": lambda p: p.before,
}
_NEED: Mapping[str, Callable[[Need], Found]] = {
    "measure": lambda n: n.measure,
    "period": lambda n: None if n.period is None else n.period.text,
    "kind": lambda n: None if n.kind is None else str(n.kind),
    "value": lambda n: n.quantity or n.level or n.day,
    "way": lambda n: Fraction(n.way),
    "cases": lambda n: None if n.cases is None else Fraction(n.cases),
}
_FORECAST: Mapping[str, Callable[[ForecastResult], Found]] = {
    "verdict": lambda f: str(f.verdict),
    "value": lambda f: f.quantity or f.level or f.day,
    "gap": lambda f: f.gap,
    "deviation": lambda f: f.deviation,
    "index": lambda f: f.index,
    "colour": lambda f: _colour(f.colour),
}
_FIELDS: Mapping[type, Mapping[str, Callable[[Any], Found]]] = MappingProxyType(
    {
        IndicatorResult: _RESULT,
        Assessment: _ASSESSMENT,
        Measured: _MEASURED,
        Pace: _PACE,
        MilestoneResult: _MILESTONE,
        PeriodResult: _PERIOD,
        Need: _NEED,
        ForecastResult: _FORECAST,
    }
)
