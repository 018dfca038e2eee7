"""A row beside the weights that only takes points off: one for every complaint, at most five."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.library.parts import ScoringPart, Words
from indicatorlang.library.settings import DEDUCT, MOST, PARTIAL, STEP, steps_in


def kernel(short: Fraction, step: Fraction | None, deduct: Fraction, partial: str, most: Fraction | None) -> Fraction:
    """The points taken off for what goes beyond the target; without steps `deduct` once, when anything does.

    >>> kernel(Fraction(3), Fraction(1), Fraction(1), "floor", Fraction(5)), kernel(Fraction(9), Fraction(1), Fraction(1), "floor", Fraction(5))
    (Fraction(3, 1), Fraction(5, 1))
    """
    count = Fraction(int(short > 0)) if step is None else steps_in(short, step, partial)
    return count * deduct if most is None else min(count * deduct, most)


def tells(
    short: Fraction, step: Fraction | None, deduct: Fraction, partial: str, most: Fraction | None
) -> tuple[str, Mapping[str, Any]]:
    """The case, and its numbers."""
    lost = kernel(short, step, deduct, partial, most)
    if not lost:
        return "deduction_none", {}
    if step is None:
        return "deduction_once", {"lost": lost}
    case = "deduction_most" if lost < steps_in(short, step, partial) * deduct else "deduction"
    return case, {"step": step, "deduct": deduct, "short": short, "lost": lost}


PART = ScoringPart(
    name="deduction",
    word="扣分项",
    also=("减分项", "倒扣分"),
    summary=Words(
        "不占分值，只扣分：超出判定所许可的（没有写判定的从0起）每一步扣几分，从总分里扣。",
        "beside the weights; points off the total for every step beyond what the target allows (without a target: beyond nought)",
    ),
    signature=("short", "step", "deduct", "partial", "most"),
    kernel=kernel,
    settings=(attrs.evolve(STEP, required=False), DEDUCT, PARTIAL, MOST),
    takes=("more", "less", "done", "level"),
    outside="deduction",
    tells=tells,
    phrases={
        "deduction": Words(
            "每{step}扣{deduct}分，计{short}，从总分中扣{lost}分", "{deduct} off the total for every {step}: {short}, {lost} off"
        ),
        "deduction_most": Words(
            "每{step}扣{deduct}分，计{short}，最多扣{lost}分，从总分中扣{lost}分",
            "{deduct} off the total for every {step}: {short}, {lost} off at the most",
        ),
        "deduction_once": Words("从总分中扣{lost}分", "{lost} off the total"),
        "deduction_none": Words("没有发生扣分情形，不扣分", "nothing to take off"),
    },
)
