"""Rows beside the weights (加分项, 扣分项), and rows whose points come from their items."""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Place, Source
from indicatorlang.library.parts import ScoringPart
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.number import decimal_text
from indicatorlang.model.scoring import Amount, Scoring
from indicatorlang.model.unit import POINTS
from indicatorlang.resolve.fields import Fields, short
from indicatorlang.resolve.keys.scoring import METHODS
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.scoring import item_problems
from indicatorlang.resolve.scoring.items import points_of
from indicatorlang.syntax.yaml.tree import Entry, Scalar


def outside_part(scoring: Scoring | None) -> ScoringPart[object] | None:
    """The method of a row beside the weights; None for any other."""
    part = None if scoring is None else METHODS.get(scoring.method)
    return part if part is not None and part.outside else None


def in_its_row(scoring: Scoring | None, weight: Fraction | None) -> Scoring | None:
    """The scoring of a row with points of its own: 每发生1起扣2分 takes them from these, and not from the total."""
    part = outside_part(scoring)
    if scoring is None or not scoring.text or not weight or part is None or part.outside != "deduction":
        return scoring
    return attrs.evolve(scoring, method="steps")


def outside_target(fields: Fields, scoring: Scoring | None) -> Fields:
    """The keys of a row; a deduction or a bonus by steps that demands nothing counts from nought, in the unit of its step."""
    part = outside_part(scoring)
    step = None if scoring is None else scoring.get("step")
    if part is None or "target" in fields or "wording" in fields or not isinstance(step, Amount) or step.quantity is None:
        return fields
    sign = "<=" if part.outside == "deduction" else ">"
    unit = step.quantity.unit.text
    text = f"{sign} 0{'%' if unit == POINTS.text else ' ' + unit}".strip()
    return attrs.evolve(fields, entries=fields.entries | {"target": Entry(Scalar("判定"), Scalar(text, Source(text)))})


def settled_weight(indicator: Indicator, weight: Fraction | None, scope: Scope, place: Place) -> Fraction | None:
    """The weight of a row with items is that of its items; one beside the weights has none."""
    part = outside_part(indicator.scoring)
    if part is not None:
        if weight:
            scope.add(item_problems.OutsideWeight(name=short(indicator.name), method=part.word, english=part.name, place=place))
        return Fraction(0)
    below = points_of(indicator.items)
    if not indicator.items or weight == below:
        return weight
    if weight is None:
        return below
    told = item_problems.ItemWeights(name=short(indicator.name), below=decimal_text(below), weight=decimal_text(weight))
    scope.add(told.at(place))
    return weight
