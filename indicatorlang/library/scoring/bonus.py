"""A row beside the weights that only adds points: so many for every step beyond the target. Not to earn any is no miss."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.library.parts import ScoringPart, Words
from indicatorlang.library.settings import MOST, PARTIAL, STEP, Setting, steps_in


def kernel(over: Fraction, met: bool, step: Fraction | None, add: Fraction, partial: str, most: Fraction | None) -> Fraction:
    """The points added for what goes beyond the target; without steps `add` once, when it is met.

    >>> kernel(Fraction(3), True, Fraction(1), Fraction(2), "floor", Fraction(5)), kernel(Fraction(0), True, None, Fraction(2), "floor", None)
    (Fraction(5, 1), Fraction(2, 1))
    """
    count = Fraction(int(met)) if step is None else steps_in(over, step, partial)
    return count * add if most is None else min(count * add, most)


def tells(
    over: Fraction, met: bool, step: Fraction | None, add: Fraction, partial: str, most: Fraction | None
) -> tuple[str, Mapping[str, Any]]:
    """The case, and its numbers."""
    earned = kernel(over, met, step, add, partial, most)
    if not earned:
        return "bonus_none", {}
    if step is None:
        return "bonus_once", {"earned": earned}
    case = "bonus_most" if earned < steps_in(over, step, partial) * add else "bonus"
    return case, {"step": step, "add": add, "over": over, "earned": earned}


PART = ScoringPart(
    name="bonus",
    word="加分项",
    also=("附加分",),
    summary=Words(
        "不占分值，只加分：超过判定的（没有写判定的从0起）每一步加几分，加到总分里；没有加分的不算未达标。",
        "beside the weights; points added to the total for every step beyond the target (without a target: from nought); none earned is no miss",
    ),
    signature=("over", "met", "step", "add", "partial", "most"),
    kernel=kernel,
    settings=(
        attrs.evolve(STEP, required=False),
        Setting("add", "加", "points", Words("每步加几分", "points added for every step"), required=True, examples=("0.5",)),
        PARTIAL,
        MOST,
    ),
    takes=("more", "less", "done", "level"),
    outside="bonus",
    tells=tells,
    phrases={
        "bonus": Words(
            "每{step}加{add}分，计{over}，总分加{earned}分", "{add} added to the total for every {step}: {over}, {earned} added"
        ),
        "bonus_most": Words(
            "每{step}加{add}分，计{over}，最多加{earned}分，总分加{earned}分",
            "{add} added to the total for every {step}: {over}, {earned} added at the most",
        ),
        "bonus_once": Words("总分加{earned}分", "{earned} added to the total"),
        "bonus_none": Words("没有达到加分条件，不加分，不影响其他指标", "no bonus; nothing else is touched"),
    },
)
