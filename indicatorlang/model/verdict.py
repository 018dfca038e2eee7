"""The words for a result and for a pace, as they are said."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class Verdict(enum.StrEnum):
    """The word for one indicator. Strict: a score of nearly everything can be missed."""

    MET = "met"
    MISSED = "missed"
    NOT_DUE = "not_due"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    INVALID = "invalid"


VERDICT_WORDS: Mapping[Verdict, Mapping[str, str]] = {
    Verdict.MET: {"zh": "达标", "en": "met"},
    Verdict.MISSED: {"zh": "未达标", "en": "missed"},
    Verdict.NOT_DUE: {"zh": "未到期", "en": "not due"},
    Verdict.NO_DATA: {"zh": "未填报", "en": "no data"},
    Verdict.NOT_APPLICABLE: {"zh": "不适用", "en": "not applicable"},
    Verdict.INVALID: {"zh": "数据待核", "en": "invalid"},
}


class Colour(enum.StrEnum):
    """The colour of a pace, worst first."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"


COLOUR_WORDS: Mapping[Colour, Mapping[str, str]] = {
    Colour.RED: {"zh": "红灯", "en": "red"},
    Colour.YELLOW: {"zh": "黄灯", "en": "yellow"},
    Colour.GREEN: {"zh": "绿灯", "en": "green"},
    Colour.BLUE: {"zh": "蓝灯", "en": "blue"},
}
