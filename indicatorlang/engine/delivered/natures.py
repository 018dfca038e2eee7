"""What the values of a measure look like: a number in a unit, a word of a scale, or the day on which something was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

from indicatorlang.engine.delivered.names import feed_of
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import CASES, BaselineOf, Constant, Expression, GrowthOf, MeasureRef, OverCases
from indicatorlang.model.indicator import AtLevel, Condition, Direction, DoneBy, InRange, Measure, Threshold, conditions
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Scale
from indicatorlang.model.unit import Unit


@frozen
class Nature:
    """A measure with what its targets tell about it. `unit` is the declared one, else that of the target it stands in alone;
    `scales` are the scales its words may come from; `better` is the side that its targets call good, None when they differ."""

    measure: Measure
    form: Literal["number", "level", "done"]
    unit: Unit | None = None
    scales: tuple[Scale, ...] = ()
    better: Direction | None = None

    @property
    def name(self) -> str:
        """The measure's name; for a formula without a name the indicator's id."""
        return self.measure.name


def natures_of(ruleset: Ruleset) -> dict[str, Nature]:
    """Every measure by name, and every indicator that is judged on a formula without a name, by its id."""
    units: dict[str, Unit] = {}
    scales: dict[str, dict[Scale, None]] = {}
    done: set[str] = set()
    own: dict[str, Measure] = {}
    better: dict[str, set[Direction]] = {}
    for indicator in ruleset.every_row:
        wanted = [c for c in (indicator.condition, indicator.when) if c is not None]
        for part in (part for condition in wanted for part in conditions(condition)):
            match part:
                case AtLevel(measure=measure, scale=scale):
                    scales.setdefault(measure, {})[scale] = None
                case DoneBy(measure=measure):
                    done.add(measure)
                case Threshold(subject=MeasureRef(measure=measure), meaning=meaning) if meaning not in ("==", "!="):
                    better.setdefault(measure, set()).add("higher" if meaning in (">=", ">") else "lower")
            for subject, unit in _compared(part):
                if isinstance(subject, MeasureRef):
                    units.setdefault(subject.measure, unit)
                elif part is indicator.condition and indicator.id not in ruleset.measures and feed_of(indicator).own:
                    own.setdefault(indicator.id, Measure(indicator.id, unit, declared=False))
    measures: Mapping[str, Measure] = {**own, **ruleset.measures}
    names = dict.fromkeys((*measures, *units, *scales, *sorted(done)))
    made = {
        name: _nature(
            measures.get(name) or Measure(name, declared=False), units.get(name), tuple(scales.get(name, ())), name in done
        )
        for name in names
    }
    good: dict[str, Direction] = {name: next(iter(sides)) for name, sides in better.items() if len(sides) == 1}
    return {name: attrs.evolve(nature, better=good.get(name)) for name, nature in made.items()}


def _nature(measure: Measure, unit: Unit | None, scales: tuple[Scale, ...], done: bool) -> Nature:
    own = tuple(scale for scale in (measure.scale, measure.survey) if scale is not None)
    form: Literal["number", "level", "done"] = "number"
    if done or measure.kind is Kind.DONE_DATE:
        form = "done"
    elif scales or (own and unit is None and measure.survey_value is None):  # a survey may also become a number
        form = "level"
    counted = CASES if isinstance(measure.formula, OverCases) and measure.formula.function == "count" else None
    return Nature(measure, form, measure.unit or unit or counted, tuple(dict.fromkeys(own + scales)))


def _compared(condition: Condition) -> Iterator[tuple[Expression, Unit]]:
    """A subject that stands alone on its side, with the unit it is compared in."""
    match condition:
        case Threshold(subject=GrowthOf(subject=subject)) | Threshold(subject=subject, bound=BaselineOf()):
            if subject.unit is not None:
                yield subject, subject.unit
        case Threshold(subject=subject, bound=Constant(quantity=bound)):
            yield subject, bound.unit
        case InRange(subject=subject, low=Constant(quantity=low)):
            yield subject, low.unit
        case InRange(subject=subject, high=Constant(quantity=high)):
            yield subject, high.unit
