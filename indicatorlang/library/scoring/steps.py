"""Points are taken off step by step: so many for every 百分点 below, every day late, every 家 short, until nothing is left."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from indicatorlang.library.parts import EVERY_KIND, ScoringPart, Words
from indicatorlang.library.settings import DEDUCT, MOST, PARTIAL, STEP, steps_in


def kernel(short: Fraction, step: Fraction, deduct: Fraction, partial: str, most: Fraction | None, w: Fraction) -> Fraction:
    """1 - k×deduct/w, where k is the number of steps in `short`; never below nothing, and `most` points off at the most.

    到位率85%，每少10个百分点以内扣1分，分值5：

    >>> kernel(Fraction(15, 100), Fraction(1, 10), Fraction(1), "ceil", None, Fraction(5))
    Fraction(3, 5)
    """
    lost = _lost(short, step, deduct, partial, most)
    if not lost:
        return Fraction(1)
    return max(Fraction(0), 1 - lost / w) if w > 0 else Fraction(0)


def _lost(short: Fraction, step: Fraction, deduct: Fraction, partial: str, most: Fraction | None) -> Fraction:
    lost = steps_in(short, step, partial) * deduct
    return lost if most is None else min(lost, most)


def tells(
    short: Fraction, step: Fraction, deduct: Fraction, partial: str, most: Fraction | None, w: Fraction
) -> tuple[str, Mapping[str, Any]]:
    """The case, and its numbers."""
    count, lost = steps_in(short, step, partial), _lost(short, step, deduct, partial, most)
    if not count:
        return "steps_none", {"step": step, "deduct": deduct, "short": short}
    case = "steps_all" if lost >= w else "steps_most" if most is not None and count * deduct > most else "steps"
    return case, {"step": step, "deduct": deduct, "short": short, "steps": count, "lost": min(lost, w)}


PART = ScoringPart(
    name="steps",
    word="按步扣分",
    also=("逐级扣分", "按步计分"),
    summary=Words(
        "每差一步扣几分，扣完为止；每步多大、扣几分、不足一步怎样算，都要写明。",
        "points off for every step that is missing, until none are left; how large a step is, what it costs and what a part of one counts is said",
    ),
    signature=("short", "step", "deduct", "partial", "most", "w"),
    kernel=kernel,
    settings=(STEP, DEDUCT, PARTIAL, MOST),
    takes=EVERY_KIND,
    tells=tells,
    phrases={
        "steps": Words(
            "每{side}{step}扣{deduct}分，{side}{short}，按{steps}步计，扣{lost}分，得{score}分",
            "{deduct} off for every {step} {side}: {short} makes {steps} steps, {lost} off; {score}",
        ),
        "steps_most": Words(
            "每{side}{step}扣{deduct}分，{side}{short}，按{steps}步计，最多扣{lost}分，得{score}分",
            "{deduct} off for every {step} {side}: {short} makes {steps} steps, {lost} off at the most; {score}",
        ),
        "steps_all": Words(
            "每{side}{step}扣{deduct}分，{side}{short}，按{steps}步计，扣完为止，得{score}分",
            "{deduct} off for every {step} {side}: {short} makes {steps} steps, nothing is left; {score}",
        ),
        "steps_none": Words(
            "每{side}{step}扣{deduct}分，{side}{short}，不足一步，不扣分，得{score}分",
            "{deduct} off for every {step} {side}: {short} is less than a step, nothing off; {score}",
        ),
    },
)
