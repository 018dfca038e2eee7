"""What a single word on the right of a comparison, or behind `is`, stands for.

The order is the language's: with `on S` a level of S; a level of the measure's own scale or survey; a declared measure; a level
of exactly one scale of the ruleset, else of exactly one built-in scale; a number in Chinese words; else a mistake.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level, Scale
from indicatorlang.resolve.fields import near, short
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.target import name_problems
from indicatorlang.syntax import tree


@frozen
class AsLevel:
    """The word is a level."""

    scale: Scale
    level: Level


@frozen
class AsMeasure:
    """The word is a declared measure."""

    name: str


@frozen
class AsQuantity:
    """The word is a number."""

    quantity: Quantity


Meaning = AsLevel | AsMeasure | AsQuantity


def meaning_of(word: tree.Name, on: tree.Name | None, measure: str | None, scope: Scope) -> Meaning | Diagnostic:
    """What the word means beside the measure (None: beside something computed), or why it means nothing, without a place."""
    name = word.text
    if on is not None:
        scale = scope.scale(on.text)
        if scale is None:
            known = tuple(scope.scales) or tuple(scope.builtin)
            return UnknownReference(
                kind="scale", name=on.text, near=near(on.text, {**scope.scales, **scope.builtin}), known=known
            )
        return _level(name, scale)
    own = own_scale(measure, scope)
    if own is not None:
        return _level(name, own)
    if scope.is_declared(name):
        return AsMeasure(name)
    for scales in (scope.scales, scope.builtin):
        having = [scale for scale in scales.values() if scale.find(name) is not None]
        if len(having) > 1:
            return name_problems.AmbiguousLevel(level=short(name), scales=tuple(scale.name for scale in having))
        if having:
            return _level(name, having[0])
    quantity = None if word.quoted else parse_quantity(name, scope.found.units)
    if quantity is not None:
        return AsQuantity(quantity)
    words = [level.name for scale in (*scope.scales.values(), *scope.builtin.values()) for level in scale.levels]
    declared = [m.name for m in scope.measures.values() if m.declared]
    return name_problems.UnknownName(name=short(name), near=near(name, [*declared, *words]))


def own_scale(measure: str | None, scope: Scope) -> Scale | None:
    """The scale that the measure's words or survey are of, as declared."""
    known = scope.measures.get(measure) if measure is not None else None
    return None if known is None or not known.declared else known.survey or known.scale


def _level(name: str, scale: Scale) -> Meaning | Diagnostic:
    level = scale.find(name)
    if level is None:
        words = [word for each in scale.levels for word in (each.name, *each.words)]
        levels = tuple(each.name for each in scale.levels)
        return name_problems.UnknownName(name=short(name), near=near(name, words), scale=scale.name, levels=levels)
    return AsLevel(scale, level)
