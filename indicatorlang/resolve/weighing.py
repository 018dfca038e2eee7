"""What weighs the periods or the reporting units of a measure: another measure, reported and not computed."""

from __future__ import annotations

from collections.abc import Mapping

from indicatorlang.resolve.fields import Fields, near, short
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.weighing_problems import WeightMissing, WeightNotReported


def check_weights(weighed: Mapping[str, Fields], scope: Scope) -> None:
    """Tell what is wrong with the weights of measures, when all measures are known."""
    for name, fields in weighed.items():
        measure = scope.measures[name]
        by = measure.weight_by
        if by is None:
            for key in ("aggregate", "across_units"):
                if getattr(measure, key) == "weighted":
                    scope.add(WeightMissing(measure=short(name), key=key, place=fields.at(key)))
            continue
        place = fields.at("weight_by")
        if by not in scope.measures:
            known = tuple(other for other in scope.measures if other != name)
            scope.add(UnknownReference(kind="measure", name=short(by), near=near(by, known), known=known, place=place))
        elif by == name or scope.measures[by].formula is not None or scope.measures[by].records is not None:
            scope.add(WeightNotReported(measure=short(name), by=short(by), itself=by == name, place=place))
