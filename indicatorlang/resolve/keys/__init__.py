"""The keys of a ruleset file, as data: both spellings, what stands under them, and what they are for.

Reading, "did you mean", the check for one key in both languages, and the JSON Schema are all made from these tables. A key has
one English name, which is what the rest of the program says, and one Chinese one; `also` are further spellings that are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from indicatorlang.resolve.keys.expected import EXPECTED, EXPECTED_TOTAL
from indicatorlang.resolve.keys.expected_parts import (
    EXPECTED_ACTUAL,
    EXPECTED_FORECAST,
    EXPECTED_NEED,
    EXPECTED_PACE,
    EXPECTED_STEP,
)
from indicatorlang.resolve.keys.profile import BAND, GRADE, OVER, PACE, PROFILE, ROUNDING, TITLE
from indicatorlang.resolve.keys.project import CALENDAR, CHANGE, FUNDS, OVERLAY, RECORDS, RULESET
from indicatorlang.resolve.keys.rows import ADJUSTMENT, INDICATOR, MEASURE, VETO
from indicatorlang.resolve.keys.scoring import ITEM, OVER_DEDUCT, SCORING, SCORING_BAND, SCORING_POINT
from indicatorlang.resolve.keys.shape import SECTION_WORDS, Key, Where
from indicatorlang.resolve.keys.testing import CASE, TEST

__all__ = ["SECTIONS", "SECTION_WORDS", "Key", "Where", "key_of"]

SECTIONS: Mapping[Where, tuple[Key, ...]] = MappingProxyType(
    {
        "ruleset": RULESET,
        "funds": FUNDS,
        "change": CHANGE,
        "calendar": CALENDAR,
        "overlay": OVERLAY,
        "measure": MEASURE,
        "records": RECORDS,
        "indicator": INDICATOR,
        "adjustment": ADJUSTMENT,
        "veto": VETO,
        "test": TEST,
        "case": CASE,
        "expected": EXPECTED,
        "expected_total": EXPECTED_TOTAL,
        "expected_actual": EXPECTED_ACTUAL,
        "expected_pace": EXPECTED_PACE,
        "expected_step": EXPECTED_STEP,
        "expected_need": EXPECTED_NEED,
        "expected_forecast": EXPECTED_FORECAST,
        "profile": PROFILE,
        "title": TITLE,
        "rounding": ROUNDING,
        "over": OVER,
        "grade": GRADE,
        "band": BAND,
        "pace": PACE,
        "scoring": SCORING,
        "scoring_band": SCORING_BAND,
        "scoring_point": SCORING_POINT,
        "over_deduct": OVER_DEDUCT,
        "item": ITEM,
    }
)


def key_of(where: Where, spelling: str) -> Key | None:
    """The key that is spelled so in that section, in either language."""
    return _BY_SPELLING[where].get(spelling)


_BY_SPELLING: Mapping[Where, Mapping[str, Key]] = {
    where: {spelling: key for key in keys for spelling in key.spellings} for where, keys in SECTIONS.items()
}
