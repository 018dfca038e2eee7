"""The numbers of targets: bounds, ends of ranges, milestones and shares, one step more and one step less."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.engine.mutating.parts import Operator, Site, constants, from_to, mutant, shown, sites
from indicatorlang.engine.trying.values import step_beside
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import EachCase, InRange, MilestoneTarget, Threshold
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset

SIGNS = (1, -1)


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    for site in sites(ruleset):
        condition = site.condition
        if isinstance(condition, Threshold | InRange):
            for field, quantity in constants(condition):
                for sign in SIGNS:
                    yield from _bound(site, condition, field, quantity, sign)
        if isinstance(condition, Threshold):
            yield from _schedule(site, condition)
        yield from _share(site)


def moved(quantity: Quantity, sign: int) -> Quantity:
    """A quantity one step more or less."""
    return attrs.evolve(quantity, number=quantity.number + sign * step_beside(quantity))


def _bound(site: Site, condition: Threshold | InRange, field: str, quantity: Quantity, sign: int) -> Iterator[Mutant]:
    other = moved(quantity, sign)
    if other.number < 0 <= quantity.number and quantity.unit.is_count:
        return  # nothing that is counted is below nought, and nobody writes so
    changed: dict[str, Any] = {field: Constant(other)}
    new: Threshold | InRange = attrs.evolve(condition, **changed)
    if isinstance(new, InRange):
        ends = dict(constants(new))
        if len(ends) == 2 and ends["low"].base >= ends["high"].base:
            return
    index = None
    if isinstance(new, Threshold) and new.schedule:
        last = attrs.evolve(new.schedule[-1], bound=other)
        new = attrs.evolve(new, schedule=(*new.schedule[:-1], last))
        index = len(new.schedule) - 1
    piece = field if index is None else "step"
    yield mutant("numbers", site, new, from_to(shown(quantity), shown(other)), piece=piece, index=index)


def _schedule(site: Site, condition: Threshold) -> Iterator[Mutant]:
    for n, step in enumerate(condition.schedule[:-1]):
        for sign in SIGNS:
            other = moved(step.bound, sign)
            new = attrs.evolve(condition, schedule=with_step(condition.schedule, n, attrs.evolve(step, bound=other)))
            said = from_to(shown(step.bound), shown(other), (f"{step.by.isoformat()}节点", f"milestone {step.by.isoformat()}"))
            yield mutant("numbers", site, new, said, piece="step", index=n)


def with_step(schedule: tuple[MilestoneTarget, ...], n: int, step: MilestoneTarget) -> tuple[MilestoneTarget, ...]:
    """A schedule with another step."""
    return (*schedule[:n], step, *schedule[n + 1 :])


def _share(site: Site) -> Iterator[Mutant]:
    whole = site.leaf.condition
    if not isinstance(whole, EachCase) or whole.share is None:
        return
    for sign in SIGNS:
        other = moved(whole.share, sign)
        if Fraction(0) < other.base <= 1:
            new = attrs.evolve(whole, share=other)
            outer = attrs.evolve(site, condition=whole)
            yield mutant("numbers", outer, new, from_to(shown(whole.share), shown(other), ("达标面", "share")), piece="share")


PART = Operator("numbers", ("指标值和节点的数", "numbers of targets and milestones"), _mutants)
