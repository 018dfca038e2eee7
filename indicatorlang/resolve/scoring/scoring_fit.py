"""Whether a scoring method fits the row it stands in: its kind of target, its units, its points. A method never falls back.

Looked at when targets and weights are settled. What a profile says of all rows is held against every row that says nothing itself.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import define
from indicatorlang.library.parts import ScoringPart
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    Indicator,
    InRange,
    Threshold,
    Trend,
)
from indicatorlang.model.number import decimal_text
from indicatorlang.model.scoring import Amount, Band, Scoring, SettingValue
from indicatorlang.model.unit import DAYS, LEVELS, PERCENT, Unit
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.keys.scoring import METHODS
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.scoring import scoring_method_problems as faults
from indicatorlang.resolve.scoring import scoring_table_problems, scoring_text
from indicatorlang.resolve.scoring.scoring_tables import said

_TIMES = ("次", "例", "起", "件")
_STEPS_OF_LEVELS = ("档", "级")


def kind_of(condition: Condition | None) -> faults.Kind:
    """What kind of target a condition is."""
    match condition:
        case Threshold(meaning=meaning):
            kinds: dict[str, faults.Kind] = {">=": "more", ">": "more", "<=": "less", "<": "less", "!=": "unequal"}
            return kinds.get(meaning, "equal")
        case InRange():
            return "range"
        case DoneBy():
            return "done"
        case AtLevel():
            return "level"
        case EachPeriod() | Trend() | EachCase():
            return "share"
        case None:
            return "unread"
    return "composite"


def unit_of(condition: Condition | None) -> Unit | None:
    """The unit that a row's value is in; None when only its actuals can tell."""
    match condition:
        case Threshold(subject=subject, bound=bound):
            return (
                bound.unit if bound.unit is not None and (bound.unit.text or bound.unit.dimension) else subject.unit or bound.unit
            )
        case InRange(subject=subject, low=low):
            return low.unit or subject.unit
        case DoneBy():
            return DAYS
        case AtLevel():
            return LEVELS
        case EachPeriod() | Trend() | EachCase():
            return PERCENT
    return None


def fitted(indicator: Indicator, scope: Scope, place: Place) -> Indicator:
    """The row with its scoring held against its target; what does not fit is told. A step of `1%` of a count becomes 指标值的1%."""
    own = indicator.scoring is not None and bool(indicator.scoring.method)
    scoring = indicator.scoring if own else scope.profile.scoring
    part = None if scoring is None else METHODS.get(scoring.method)
    kind = kind_of(indicator.condition)
    if scoring is None or part is None or kind == "unread":
        return indicator
    told: list[Diagnostic] = []
    if indicator.items and not part.by_shape:
        told.append(
            faults.MethodUnfit(
                method=part.word, english=part.name, kind="composite", name=short(indicator.name), by_profile=not own
            )
        )
    elif kind == "composite":
        if not part.by_shape:
            told.append(
                faults.MethodUnfit(method=part.word, english=part.name, kind=kind, name=short(indicator.name), by_profile=not own)
            )
    elif kind not in part.takes and not (scoring.get("of") == "completion" and part.takes):
        told.append(
            faults.MethodUnfit(method=part.word, english=part.name, kind=kind, name=short(indicator.name), by_profile=not own)
        )
    elif scoring.settings or scoring.stated is not None or scoring.full is not None:  # else there is nothing to hold
        fit = _Fit(indicator, scoring, part, kind, not own)
        fit.look()
        told += fit.told
        if own and fit.settings != scoring.settings:
            indicator = attrs.evolve(indicator, scoring=attrs.evolve(scoring, settings=tuple(fit.settings)))
    for problem in told:
        scope.add(problem.at(place))
    return indicator


@define
class _Fit:
    """One row and one method, held against each other."""

    indicator: Indicator
    scoring: Scoring
    part: ScoringPart[object]
    kind: faults.Kind
    by_profile: bool
    told: list[Diagnostic] = attrs.field(factory=list)
    settings: tuple[tuple[str, SettingValue], ...] = ()

    def look(self) -> None:
        """Units first, then levels and points."""
        unit = unit_of(self.indicator.condition)
        completion = self.scoring.get("of") == "completion"
        settings = []
        for name, value in self.scoring.settings:
            if isinstance(value, Amount) and name != "deduct":  # what a step costs is a part of the weight
                value = self._step(name, value, unit)
            elif isinstance(value, tuple):
                self._table(name, value, PERCENT if completion else unit, completion)
            settings.append((name, value))
        self.settings = tuple(settings)
        self._points()
        self._stated()

    def _wrong(self, key: str, value: str, wanted: str) -> None:
        name = short(self.indicator.name)
        self.told.append(faults.ScoringUnit(key=key, value=value, wanted=wanted, name=name, by_profile=self.by_profile))

    def _step(self, name: str, amount: Amount, unit: Unit | None) -> Amount:
        quantity = amount.quantity
        if self.kind in ("done", "level") and quantity is None:
            self._wrong(name, f"{decimal_text((amount.share or Fraction(0)) * 100)}%", unit.text if unit is not None else "")
        if quantity is None or unit is None:
            return amount
        shown, step = said(quantity), quantity.unit
        if self.kind == "done":
            whole_days = step.dimension == (("time", 1),) and step.factor % 24 == 0
            if not whole_days and step.dimension != (("workday", 1),):
                self._wrong(name, shown, unit.text)
        elif self.kind == "level":
            if step.text not in _STEPS_OF_LEVELS:
                self._wrong(name, shown, unit.text)
        elif step.is_percent and (unit.is_percent or unit.is_points):
            points = decimal_text(quantity.number)
            self.told.append(faults.StepReadTwoWays(value=shown, points=points, name=short(self.indicator.name)))
        elif step.is_percent and not unit.is_ratio:
            return Amount(share=quantity.base)
        elif step.text in _TIMES and unit.is_count and self._counts_events():
            # 每投诉一次: how often it happened is how many there are, in whatever word they are counted.
            return Amount(attrs.evolve(quantity, unit=unit))
        elif not _steps_through(step, unit):
            self._wrong(name, shown, unit.text)
        return amount

    def _counts_events(self) -> bool:
        """Whether its steps are things that happen: of a row beside the weights, or said of events (发现一例扣1分)."""
        told = self.scoring.text
        return self.scoring.method in ("bonus", "deduction") or (bool(told) and not scoring_text.way_of(told))

    def _table(self, name: str, rows: tuple[object, ...], unit: Unit | None, completion: bool) -> None:
        levels = [level for row in rows if isinstance(row, Band) for level in row.levels]
        if self.kind == "level" and not completion:
            self._levels(rows, levels)
            return
        if levels:
            self._wrong(name, "、".join(levels), unit.text if unit is not None else "")
            return
        for setting, quantity in self.scoring.quantities():
            if setting != name or unit is None:
                continue
            bare = unit.is_ratio and bool(unit.text) and not quantity.unit.text
            if bare or not quantity.unit.fits(unit):
                self._wrong(name, said(quantity), unit.text)
                return

    def _levels(self, rows: tuple[object, ...], levels: list[str]) -> None:
        condition = self.indicator.condition
        if not isinstance(condition, AtLevel):
            return
        known = tuple(level.name for level in condition.scale.levels)
        found = [condition.scale.find(word) for word in levels]
        strange = [word for word, level in zip(levels, found, strict=True) if level is None]
        rest = any(isinstance(row, Band) and not row.levels and row.low is None and row.high is None for row in rows)
        if not levels:
            unfit = faults.MethodUnfit(
                method=self.part.word, english=self.part.name, kind="level", name=short(self.indicator.name)
            )
            self.told.append(unfit.but(by_profile=self.by_profile))
        for word in strange[:1]:
            self.told.append(scoring_table_problems.TableBroken(fault="unknown_level", spot=short(word), known=known))
        covered = {level.name for level in found if level is not None}
        missing = [name for name in known if name not in covered]
        if levels and not strange and missing and not rest:
            self.told.append(scoring_table_problems.TableBroken(fault="open", spot=missing[0]))

    def _points(self) -> None:
        points = self.scoring.point_rows()
        if not points:
            return
        most, weight = max(points), self.indicator.weight
        if most > weight and not self.part.outside:
            self.told.append(
                scoring_table_problems.PointsAboveWeight(
                    points=decimal_text(most), weight=decimal_text(weight), name=short(self.indicator.name)
                )
            )

    def _stated(self) -> None:
        """到位率100%得5分: the target and the points that the sentence says must be those of the row."""
        weight, full = self.indicator.weight, self.scoring.full
        if self.scoring.stated is not None:
            value, full = self.scoring.stated
            bound = self.indicator.condition.bound if isinstance(self.indicator.condition, Threshold) else None
            if isinstance(bound, Constant) and bound.quantity.base != value.base:
                self.told.append(faults.StatedDiffers(stated=said(value), own=said(bound.quantity), what="target"))
                return
        if full is not None and full != weight:
            told = faults.StatedDiffers(stated=decimal_text(full), own=decimal_text(weight), what="points")
            self.told.append(told)


def _steps_through(step: Unit, unit: Unit) -> bool:
    """Whether a step can be made through values in that unit: 百分点 through percentages, a bare number not."""
    if step.is_points:
        return unit.is_percent or unit.is_points
    bare = unit.is_ratio and bool(unit.text) and not step.text
    return step.fits(unit) and not bare
