"""Where a row of a form whose table was lost belongs: only where its name says it, and only under headings that the form prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicatorlang.resolve.drafting.texts import without_date

_ENDS = ("目标", "指标")
_DATED = "dated"
_PLACES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (r"^预算执行率$|^资金(?:到位|支付|使用)率$", ("投入和管理", "投入"), "投入"),
    (r"制度健全|专款专用|资金使用合规|执行规范性|管理规范性", ("投入和管理", "管理"), "管理"),
    (r"满意", ("影响力", "满意度"), "满意度"),
    (r"长效|可持续", ("影响力", "可持续影响"), "可持续"),
    (r"知晓度|认可度|知晓率|影响力", ("影响力",), ""),
    (r"合格率|达标率", ("产出",), "质量"),
    (r"时效|完成及时|时限$|完成时间$", ("产出",), "时效"),
    (_DATED, ("产出",), "时效"),
    (r"(?:数|数量|人次|场次)$", ("产出",), "数量"),
)
"""What a name says, the heading of level 1 (the first of them that is printed), the heading of level 2."""


def level_of(name: str, printed: Sequence[str]) -> tuple[str, str]:
    """Levels 1 and 2 of a name as the form prints them, each empty where the name does not tell.

    >>> level_of("服务对象满意度", ("产出目标", "影响力目标", "满意度目标")), level_of("档案质量", ("产出目标", "质量目标"))
    (('影响力目标', '满意度目标'), ('', ''))
    """
    for pattern, level1, level2 in _PLACES:
        if without_date(name) != name if pattern == _DATED else re.search(pattern, name):
            first = next((word for one in level1 for word in _printed(one, printed)), "")
            second = next((word for word in _printed(level2, printed) if word != first), "") if first and level2 else ""
            return first, second
    return "", ""


def _printed(word: str, printed: Sequence[str]) -> list[str]:
    return [one for one in printed if one in tuple(f"{word}{end}" for end in _ENDS)]
