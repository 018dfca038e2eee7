"""A table of bands: the value lies in one of them, and that band says what the row earns, met or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from indicatorlang.library.parts import EVERY_KIND, ScoringPart, Words
from indicatorlang.library.settings import Setting, spelled
from indicatorlang.model.scoring import Band


def kernel(x: Fraction | str, bands: Sequence[Band], w: Fraction) -> Fraction:
    """What the band gives that `x` lies in. The bands are proved to cover everything when a ruleset is loaded.

    >>> kernel("良", (Band(levels=("优",), fraction=Fraction(1)), Band(fraction=Fraction(1, 2))), Fraction(10))
    Fraction(1, 2)
    """
    return min(Fraction(1), _band(x, bands).share(w))


def _band(x: Fraction | str, bands: Sequence[Band]) -> Band:
    return next((band for band in bands if band.holds(x)), bands[-1])


def tells(x: Fraction | str, bands: Sequence[Band], w: Fraction) -> tuple[str, Mapping[str, Any]]:
    """The band, as a fraction or in points."""
    band = _band(x, bands)
    share = band.share(w)
    case = "bands_nothing" if not share else "bands" if band.points is None else "bands_points"
    return case, {"band": band, "part": share}


OF = Setting(
    "of",
    "对象",
    "choice",
    Words("按实际值分档，还是按完成率", "whether the table is about the actual or about how much of the target is reached"),
    choices=spelled(actual="实际值", completion="完成率 完成比例"),
    default="实际值",
)

PART = ScoringPart(
    name="bands",
    word="分档",
    also=("分档计分", "分档赋分"),
    summary=Words(
        "实际值落在哪一档，就按哪一档得分；达标的也按所在的档。",
        "the band that the value lies in says what is earned, for a row that is met too",
    ),
    signature=("x", "bands", "w"),
    kernel=kernel,
    settings=(
        Setting(
            "bands",
            "各档",
            "bands",
            Words("各档，从好到差，最后一档不写界限的是其余", "the bands, best first; a last one without a limit is the rest"),
            required=True,
            examples=(
                "[{不低于: 12 个, 得分系数: 1}, {不低于: 10 个, 得分系数: 0.8}, {得分系数: 0}]",
                "[{from: 12 个, fraction: 1}, {from: 10 个, fraction: 0.8}, {fraction: 0}]",
            ),
        ),
        OF,
    ),
    takes=EVERY_KIND,
    rates_met=True,
    tells=tells,
    phrases={
        "bands": Words(
            "{x}，属于“{band}”一档，得分系数{part}，{part}×{w}＝{score}分",
            "{x} lies in the band `{band}`: fraction {part}; {part} x {w} = {score}",
        ),
        "bands_points": Words("{x}，属于“{band}”一档，得{score}分", "{x} lies in the band `{band}`: {score}"),
        "bands_nothing": Words(
            "{x}，属于“{band}”一档，不得分，得{score}分", "{x} lies in the band `{band}`, which earns nothing: {score}"
        ),
    },
)
