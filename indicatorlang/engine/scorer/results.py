"""A result that is handed out at once and evaluated when somebody asks for more than its verdict, its points and its gap."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Protocol

import attrs

from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict

_FIELDS = tuple(field.name for field in attrs.fields(IndicatorResult))
_COMPARED = tuple(field.name for field in attrs.fields(IndicatorResult) if field.eq)
_new, _set = object.__new__, object.__setattr__


class Scored(Protocol):
    """A record that was scored: it can say more of each of its rows."""

    def _gap_of(self, indicator: Indicator) -> Quantity | None:
        """How much a row lacks."""

    def _result_of(self, indicator: Indicator) -> IndicatorResult:
        """The row as evaluation leaves it."""


class ScoredResult(IndicatorResult):
    """A result of which `indicator`, `verdict` and `score` are known; everything else is worked out when first asked for, and then
    kept. It is as immutable as any result, and equal to the one that evaluation makes."""

    __slots__ = ("_record",)
    _record: Scored

    def __getattr__(self, name: str) -> Any:
        """Whatever is not known yet. Raises AttributeError for what no result has."""
        if name == "gap":
            gap = self._record._gap_of(self.indicator)
            _set(self, "gap", gap)
            return gap
        if name not in _FIELDS:
            raise AttributeError(name)
        if name == "weight":
            _set(self, "weight", self.indicator.weight)
        else:  # two threads may both come here: they find the same
            whole = self._record._result_of(self.indicator)
            for field in _FIELDS:
                _set(self, field, getattr(whole, field))
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, IndicatorResult):
            return NotImplemented
        return all(getattr(self, field) == getattr(other, field) for field in _COMPARED)

    __hash__ = None  # type: ignore[assignment]  # nor has any result that holds an actual

    def __reduce__(self) -> tuple[Any, ...]:
        return _whole, tuple(getattr(self, field) for field in _FIELDS)


def _whole(*fields: Any) -> IndicatorResult:
    return IndicatorResult(**dict(zip(_FIELDS, fields, strict=True)))


def scored_results(
    indicators: Iterable[Indicator], verdicts: Iterable[Verdict], scores: Iterable[Fraction | None], record: Scored
) -> tuple[ScoredResult, ...]:
    """Results with what the scorer has found, and the record that can say the rest."""
    found = []
    for indicator, verdict, score in zip(indicators, verdicts, scores, strict=True):
        made: ScoredResult = _new(ScoredResult)
        _set(made, "indicator", indicator)
        _set(made, "verdict", verdict)
        _set(made, "score", score)
        _set(made, "_record", record)
        if verdict is Verdict.MET:
            _set(made, "gap", None)
        found.append(made)
    return tuple(found)
