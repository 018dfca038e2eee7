"""Scoring methods that a row chooses: bands, steps, a broken line; then the pass mark and the cap (docs/reference/scoring.md)."""

from __future__ import annotations

import math
from fractions import Fraction

from tests.reference.facts import Bands, Line, Steps

NOUGHT, ONE = Fraction(0), Fraction(1)


def of_bands(bands: Bands, a: Fraction, higher: bool) -> Fraction:
    """The fraction of the first band whose limit is reached."""
    for limit, included, fraction in bands.limits:
        if (a > limit if higher else a < limit) or (included and a == limit):
            return fraction
    return bands.rest


def count_steps(short: Fraction, step: Fraction, partial: str | None) -> Fraction:
    """How many steps a distance is."""
    steps = short / step
    return Fraction({"ceil": math.ceil, "floor": math.floor}[partial](steps)) if partial in ("ceil", "floor") else steps


def of_steps(steps: Steps, short: Fraction, weight: Fraction) -> Fraction:
    """What is left when points have been taken off for every step."""
    off = count_steps(short, steps.step, steps.partial) * steps.deduct
    if steps.most is not None:
        off = min(off, steps.most)
    return max(NOUGHT, ONE - off / weight)


def of_line(line: Line, a: Fraction) -> Fraction:
    """The height of a broken line, level beyond its ends."""
    (first, low), (last, high) = line.points[0], line.points[-1]
    if a <= first:
        return low
    if a >= last:
        return high
    for (left, below), (right, above) in zip(line.points, line.points[1:], strict=False):
        if left <= a <= right:
            return below + (above - below) * (a - left) / (right - left)
    raise ValueError(f"{a} is on no part of the line")


def marked(fraction: Fraction, floor: Fraction | None, cap: Fraction | None) -> Fraction:
    """Below the pass mark nothing; above the cap no more than that."""
    if floor is not None and fraction < floor:
        return NOUGHT
    return fraction if cap is None else min(fraction, cap)
