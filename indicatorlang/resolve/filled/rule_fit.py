"""Whether a 评分标准 that was read is one for its row: its points, and the direction in which it takes them off."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.indicator import Condition, DoneBy, Indicator, InRange, Threshold
from indicatorlang.model.number import decimal_text
from indicatorlang.model.scoring import Band, Scoring
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.filled.rule_problems import StepsOtherWay
from indicatorlang.resolve.scoring.scoring_method_problems import StatedDiffers
from indicatorlang.resolve.scoring.scoring_text import way_of


def unfit(indicator: Indicator) -> Diagnostic | None:
    """Why a rule that was read is none for this row: its points are not those of the row, or its steps go the other way."""
    scoring = indicator.scoring
    if scoring is None:
        return None
    points = scoring.point_rows()
    if points and max(points) != indicator.weight and not _begins_with_all(scoring):
        own = decimal_text(indicator.weight)
        return StatedDiffers(stated=decimal_text(max(points)), own=own, what="points")
    if _turned_round(scoring, indicator.condition, indicator.weight):
        return StepsOtherWay(text=short(scoring.text), target=short(indicator.canonical))
    way = way_of(scoring.text)
    if way and not _goes(way, indicator.condition):
        return StepsOtherWay(text=short(scoring.text), target=short(indicator.canonical))
    return None


def _begins_with_all(scoring: Scoring) -> bool:
    """Whether the best band is all points of the row, whatever they are."""
    rows = [band for _, value in scoring.settings if isinstance(value, tuple) for band in value]
    return any(isinstance(band, Band) and band.fraction == 1 for band in rows)


def _turned_round(scoring: Scoring, condition: Condition | None, weight: Fraction) -> bool:
    """Whether bands give more the further a value lies on the side on which the target is missed."""
    bands = [band for _, value in scoring.settings if isinstance(value, tuple) for band in value if isinstance(band, Band)]
    if (
        not isinstance(condition, Threshold)
        or condition.meaning not in (">=", ">", "<=", "<")
        or scoring.get("of") == "completion"
    ):
        return False
    ends = [end for band in bands for end in (band.low, band.high) if end is not None]
    if not ends:
        return False
    below, above = min(end.base for end in ends) - 1, max(end.base for end in ends) + 1
    first, last = (next((band for band in bands if band.holds(value)), bands[-1]) for value in (below, above))
    worth = [band.share(weight) for band in (first, last)]
    more, less = (worth[1], worth[0]) if condition.meaning in (">=", ">") else (worth[0], worth[1])
    return more < less


def _goes(way: str, condition: Condition | None) -> bool:
    """Whether steps into that direction lead away from the target."""
    match condition:
        case Threshold(meaning=meaning):
            return way == "short" if meaning in (">=", ">") else way in ("high", "late") if meaning in ("<=", "<") else True
        case DoneBy():
            return way in ("late", "high")
        case InRange():
            return True
    return way == "short"
