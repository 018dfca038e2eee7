"""The proof that the bands of a scoring method cover everything once, best first, and that a line through points is one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Anchor, Band
from indicatorlang.resolve.fields import Found
from indicatorlang.resolve.scoring.scoring_table_problems import TableBroken


def prove_bands(bands: Sequence[Band], places: Sequence[Place], found: Found, whole: Place | None = None) -> None:
    """Tell where the bands leave a gap, overlap, are in no order, or are worth more further down.

    Their missing ends are those of their neighbours: `不低于: 90%` then `不低于: 80%` is [90%, …) and [80%, 90%)."""
    if len(bands) < 2:
        spot = told(bands[0]) if bands else ""
        found.add(TableBroken(fault="few", spot=spot, place=places[0] if places else whole or Place()))
        return
    words = [band for band in bands if band.levels]
    numbers = [band for band in bands if band.low is not None or band.high is not None]
    if words and numbers:
        found.add(TableBroken(fault="mixed", spot=told(words[0]), place=places[bands.index(words[0])]))
        return
    pairs = list(zip(bands, places, strict=True))
    for (band, _), (worse, place) in itertools.pairwise(pairs):
        if _worth(worse) > _worth(band) and (band.points is None) == (worse.points is None):
            found.add(TableBroken(fault="worth", spot=told(worse), place=place))
    _prove_levels(pairs, found) if words else _prove_line(pairs, found)


def _worth(band: Band) -> tuple[object, ...]:
    return (band.points if band.points is not None else band.fraction or 0,)


def _prove_levels(pairs: Sequence[tuple[Band, Place]], found: Found) -> None:
    seen: set[str] = set()
    for band, place in pairs:
        for level in band.levels:
            if level in seen:
                found.add(TableBroken(fault="level_twice", spot=level, place=place))
            seen.add(level)
    last, place = pairs[-1]
    rests = [(band, where) for band, where in pairs[:-1] if not band.levels]
    for _, where in rests:
        found.add(TableBroken(fault="order", place=where))
    if last.levels and not rests:
        # Whether the levels are all there is known when the scale is: `scoring_fit` looks.
        return


def _prove_line(pairs: Sequence[tuple[Band, Place]], found: Found) -> None:
    """Walk down the bands: each begins where the one before ends."""
    first, place = pairs[0]
    rising = first.low is None  # less is better: upper limits, rising
    if first.low is None and first.high is None:
        found.add(TableBroken(fault="order", spot=told(first), place=place))
        return
    outer = first.high if not rising else first.low
    if outer is not None:
        found.add(TableBroken(fault="open", spot=said(outer), place=place))
        return
    edge, closed = _near(first, rising)
    for index, (band, place) in enumerate(pairs[1:], 1):
        if edge is None:
            found.add(TableBroken(fault="order", spot=told(band), place=place))
            return
        begins = band.low if rising else band.high
        begins_closed = band.low_closed if rising else band.high_closed
        if begins is not None and not _meets(begins, begins_closed, edge, closed, rising, found, place):
            return
        next_edge, next_closed = _near(band, rising)
        if next_edge is None and index < len(pairs) - 1:
            found.add(TableBroken(fault="order", spot=told(band), place=place))
            return
        if next_edge is not None:
            if next_edge.unit.dimension != edge.unit.dimension:
                found.add(TableBroken(fault="mixed", spot=told(band), place=place))
                return
            gone_on = next_edge.base > edge.base if rising else next_edge.base < edge.base
            point = next_edge.base == edge.base and not closed and next_closed  # (90, …) then [90]
            if not gone_on and not point:
                found.add(TableBroken(fault="order", spot=told(band), place=place))
                return
        edge, closed = next_edge, next_closed
    if edge is not None:
        found.add(TableBroken(fault="open", spot=said(edge), place=pairs[-1][1]))


def joined(bands: Sequence[Band]) -> tuple[Band, ...]:
    """The bands with every end that follows from the band before: what a proof has gone over."""
    filled = list(bands[:1])
    rising = bool(bands) and bands[0].low is None
    for band in bands[1:]:
        before = filled[-1]
        if rising and band.low is None and before.high is not None:
            band = attrs.evolve(band, low=before.high, low_closed=not before.high_closed)
        elif not rising and band.high is None and before.low is not None:
            band = attrs.evolve(band, high=before.low, high_closed=not before.low_closed)
        filled.append(band)
    return tuple(filled)


def _near(band: Band, rising: bool) -> tuple[Quantity | None, bool]:
    """The end at which the next band begins, and whether this band has it."""
    return (band.high, band.high_closed) if rising else (band.low, band.low_closed)


def _meets(begins: Quantity, begins_closed: bool, edge: Quantity, closed: bool, rising: bool, found: Found, place: Place) -> bool:
    if begins.unit.dimension != edge.unit.dimension:
        found.add(TableBroken(fault="mixed", spot=said(begins), place=place))
    elif begins.base != edge.base:
        beyond = begins.base > edge.base if rising else begins.base < edge.base
        found.add(TableBroken(fault="gap" if beyond else "overlap", spot=said(begins), place=place))
    elif begins_closed == closed:
        found.add(TableBroken(fault="overlap" if closed else "gap", spot=said(begins), place=place))
    else:
        return True
    return False


def prove_anchors(anchors: Sequence[Anchor], places: Sequence[Place], found: Found, whole: Place) -> None:
    """Tell when a line is none: fewer than two points, two at one place, or points that go up and down."""
    if len(anchors) < 2:
        found.add(TableBroken(fault="few", spot=said(anchors[0].at) if anchors else "", place=whole))
        return
    pairs = sorted(zip(anchors, places, strict=True), key=lambda pair: pair[0].at.base)
    way = 0
    for (one, _), (other, place) in itertools.pairwise(pairs):
        if one.at.unit.dimension != other.at.unit.dimension:
            found.add(TableBroken(fault="mixed", spot=said(other.at), place=place))
            return
        if one.at.base == other.at.base:
            found.add(TableBroken(fault="same", spot=said(other.at), place=place))
            return
        if (one.points is None) != (other.points is None):
            found.add(TableBroken(fault="mixed", spot=said(other.at), place=place))
            return
        step = (other.points or other.fraction or 0) - (one.points or one.fraction or 0)
        if step and way and (step > 0) != (way > 0):
            found.add(TableBroken(fault="bend", spot=said(other.at), place=place))
            return
        way = way or (1 if step > 0 else -1 if step < 0 else 0)


def said(quantity: Quantity) -> str:
    """A quantity as a message shows it."""
    return decimal_text(quantity.number) + (quantity.unit.text if quantity.unit.is_ratio else f" {quantity.unit.text}")


def told(band: Band) -> str:
    """A band as a message shows it; empty for the rest."""
    if band.levels:
        return "、".join(band.levels)
    ends = [("≥" if band.low_closed else "＞", band.low), ("≤" if band.high_closed else "＜", band.high)]
    return ", ".join(f"{sign}{said(end)}" for sign, end in ends if end is not None)
