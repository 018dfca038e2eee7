"""An assessment that is handed out at once and evaluated when somebody asks for more than its verdicts, points, gaps, total and grade."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.engine.familiar.deciding import Decided, Form
from indicatorlang.engine.familiar.rows import NumberRow, QuotientRow, Said
from indicatorlang.engine.scorer.results import ScoredResult
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict

_FIELDS = tuple(field.name for field in attrs.fields(Assessment))
_COMPARED = tuple(field.name for field in attrs.fields(Assessment) if field.eq)
_OF_RESULT = tuple(field.name for field in attrs.fields(IndicatorResult))
_new, _set = object.__new__, object.__setattr__


class _Kept:
    """What was decided, and how to evaluate it as a whole. It knows neither the assessment nor the results that know it."""

    __slots__ = ("_evaluate", "_form", "_found", "_verdicts", "_whole")

    def __init__(self, form: Form, decided: Decided, evaluate: Callable[[], Assessment]) -> None:
        self._form, self._found, self._verdicts, self._evaluate = form, decided.found, decided.verdicts, evaluate
        self._whole: Assessment | None = None

    def whole(self) -> Assessment:
        """The assessment as evaluation makes it; two threads that both ask for the first time find equal ones."""
        if self._whole is None:
            self._whole = self._evaluate()
        return self._whole

    def _result_of(self, indicator: Indicator) -> IndicatorResult:
        return self.whole().results[self._form.places_of[id(indicator)]]

    def _gap_of(self, indicator: Indicator) -> Quantity | None:
        index = self._form.places_of[id(indicator)]
        row, found = self._form.rows[index], self._found[index]
        if isinstance(row, NumberRow) and isinstance(found, int):
            return row.gap(found)
        if isinstance(row, QuotientRow) and isinstance(found, Fraction):
            return row.gap(found)
        return found.gap if isinstance(found, Said) else self._result_of(indicator).gap

    def _fraction_of(self, indicator: Indicator) -> Fraction | None:
        index = self._form.places_of[id(indicator)]
        row, found = self._form.rows[index], self._found[index]
        if isinstance(row, NumberRow) and isinstance(found, int):
            return row.fraction(found)
        if isinstance(row, QuotientRow) and isinstance(found, Fraction):
            return row.fraction(found)
        return found.fraction if isinstance(found, Said) else self._result_of(indicator).fraction


class FamiliarResult(ScoredResult):
    """A result of which verdict, points, share and gap are known; evidence and reasons are worked out when first asked for."""

    __slots__ = ()
    _record: _Kept

    def __getattr__(self, name: str) -> Any:
        """Whatever is not known yet. Raises AttributeError for what no result has."""
        if name == "fraction":
            fraction = self._record._fraction_of(self.indicator)
            _set(self, "fraction", fraction)
            return fraction
        return super().__getattr__(name)

    def __repr__(self) -> str:
        return repr(IndicatorResult(**{name: getattr(self, name) for name in _OF_RESULT}))


class FamiliarAssessment(Assessment):
    """An assessment of which verdicts, points, total and grade are known; everything else is evaluated when first asked for, and then
    kept. It is as immutable as any assessment, and equal to the one that evaluation makes."""

    __slots__ = ("_kept",)
    _kept: _Kept

    def __getattr__(self, name: str) -> Any:
        """Whatever is not known yet. Raises AttributeError for what no assessment has."""
        if name not in _FIELDS:
            raise AttributeError(name)
        whole = self._kept.whole()
        for field in _FIELDS:
            if field != "results":  # those that were handed out already stay the same objects
                _set(self, field, getattr(whole, field))
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Assessment):
            return NotImplemented
        return all(getattr(self, field) == getattr(other, field) for field in _COMPARED)

    __hash__ = None  # type: ignore[assignment]  # nor has any assessment

    def __repr__(self) -> str:
        return repr(_plain(*(getattr(self, name) for name in _FIELDS)))

    def __reduce__(self) -> tuple[Any, ...]:
        return _plain, tuple(getattr(self, field) for field in _FIELDS)


def _plain(*fields: Any) -> Assessment:
    return Assessment(**dict(zip(_FIELDS, fields, strict=True)))


def familiar_assessment(form: Form, decided: Decided, assumed: bool, evaluate: Callable[[], Assessment]) -> FamiliarAssessment:
    """The assessment of a delivery that was decided; `assumed`: nobody named the date; `evaluate` makes the whole of it."""
    kept = _Kept(form, decided, evaluate)
    results: list[FamiliarResult] = []
    met = Verdict.MET
    for indicator, verdict, score in zip(form.indicators, decided.verdicts, decided.scores, strict=True):
        result: FamiliarResult = _new(FamiliarResult)
        _set(result, "indicator", indicator)
        _set(result, "verdict", verdict)
        _set(result, "score", score)
        _set(result, "_record", kept)
        if verdict is met:
            _set(result, "gap", None)
        results.append(result)
    made: FamiliarAssessment = _new(FamiliarAssessment)
    _set(made, "_kept", kept)
    _set(made, "ruleset", form.ruleset)
    _set(made, "as_of", form.day)
    _set(made, "as_of_assumed", assumed)
    _set(made, "profile", form.ruleset.profile.name)
    _set(made, "results", tuple(results))
    if decided.summed and decided.total is not None:
        _set(made, "score", decided.total)
        _set(made, "grade", decided.grade)
    return made
