"""What share of its points a row earns (contract, section 6; domain, section 7.3): a is the actual, t the target, b the baseline."""

from __future__ import annotations

from fractions import Fraction

ONE, NOUGHT = Fraction(1), Fraction(0)


def between_nought_and_one(share: Fraction) -> Fraction:
    """A share, cut at both ends."""
    return min(ONE, max(NOUGHT, share))


def more(a: Fraction, t: Fraction) -> Fraction:
    """More is better."""
    return between_nought_and_one(a / t) if t > 0 else NOUGHT


def less(a: Fraction, t: Fraction, method: str) -> Fraction:
    """Less is better."""
    if t <= 0:
        return NOUGHT
    if a <= t:
        return ONE
    return between_nought_and_one(1 - (a - t) / t) if method == "linear" else t / a


def two_sided(a: Fraction, t: Fraction) -> Fraction:
    """To be hit."""
    return between_nought_and_one(1 - abs(a - t) / abs(t)) if t != 0 else NOUGHT


def progress(a: Fraction, t: Fraction, b: Fraction) -> Fraction:
    """The way from the baseline."""
    return between_nought_and_one((a - b) / (t - b)) if t != b else NOUGHT
