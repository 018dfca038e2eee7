"""The sign of a comparison: the number itself no longer counts, the other way round, exactly that number; ends of ranges opened and closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import attrs

from indicatorlang.engine.mutating.parts import Operator, Site, from_to, mutant, sites
from indicatorlang.model.comparison import Op
from indicatorlang.model.indicator import AtLevel, InRange, Threshold, Trend
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.ruleset import Ruleset

SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "==", "!=": "!="}
OF_LEVELS: dict[Op, tuple[str, str]] = {
    ">=": ("达到", "at or above"),
    ">": ("高于", "above"),
    "<=": ("不高于", "at or below"),
    "<": ("低于", "below"),
    "==": ("恰好为", "exactly"),
    "!=": ("不为", "anything but"),
}
OTHERS: dict[Op, tuple[Op, ...]] = {
    ">=": (">", "<=", "=="),
    ">": (">=", "<", "=="),
    "<=": ("<", ">=", "=="),
    "<": ("<=", ">", "=="),
    "==": (">=", "<=", "!="),
    "!=": ("==",),
}
LEVELS: dict[Op, tuple[Op, ...]] = {
    ">=": (">", "=="),
    ">": (">=",),
    "<=": ("<",),
    "<": ("<=",),
    "==": (">=", "!="),
    "!=": ("==",),
}


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    for site in sites(ruleset):
        match site.condition:
            case Threshold(op=op, meaning=meaning) as condition:
                for other in OTHERS[meaning]:
                    mode: Literal["two_sided", "reach"] = "two_sided" if other == "==" else "reach"
                    new = attrs.evolve(condition, op=other, meaning=other, mode=mode)
                    yield _changed(site, op, other, new)
            case AtLevel(op=op) as condition:
                for other in LEVELS[op]:
                    said = from_to(OF_LEVELS[op], OF_LEVELS[other])
                    yield mutant("operators", site, attrs.evolve(condition, op=other), said, piece="op")
            case InRange() as condition:
                yield from _ends(site, condition)
            case Trend(rises=rises) as condition:
                words = (("逐期提升", "rises"), ("逐期下降", "drops"))
                said = from_to(*(words if rises else words[::-1]))
                yield mutant("operators", site, attrs.evolve(condition, rises=not rises), said, piece="op")


def _changed(site: Site, op: Op, other: Op, new: Threshold) -> Mutant:
    after = ("恰好等于", "exactly equal") if other == "==" else (SIGNS[other], other)
    return mutant("operators", site, new, from_to((SIGNS[op], op), after), piece="op")


def _ends(site: Site, condition: InRange) -> Iterator[Mutant]:
    for end, zh, en in (("low", "下限", "lower end"), ("high", "上限", "upper end")):
        closed = getattr(condition, f"{end}_closed")
        words = (("含本数", "included"), ("不含本数", "excluded"))
        said = from_to(*(words if closed else words[::-1]), what=(zh, en))
        changed: dict[str, Any] = {f"{end}_closed": not closed}
        new = attrs.evolve(condition, **changed)
        if condition.low != condition.high:
            yield mutant("operators", site, new, said, piece=end)


PART = Operator("operators", ("比较的符号", "signs of comparisons"), _mutants)
