"""A limit of time in a name that is kept: what is a share of such cases wants more (6分钟内到达火警现场, payments made within 21 days)."""

from __future__ import annotations

from collections.abc import Sequence

from indicatorlang.lazily import pattern
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.direction.name_parts import COUNT, JudgedWord, judged_words
from indicatorlang.resolve.direction.name_words import NameWords, first_in

_KEPT = pattern(rf"{COUNT} ?个?(?:分钟|秒钟?|小时|钟头|工作[日天]|自然日|天|日|星期|周|月)(?:之|以)?内")
_GROUP = pattern(
    r"的?(?:患者|病人|病例|人员|人口|人群|儿童|家庭|企业|车辆|[户人者例])?数?的?(?:占比|比例|比重|比率|百分比|百分率|率|数)[ \0]*$"
)
_WITHIN = pattern(
    r"\bwithin (?:the |a )?[a-z0-9]{1,8}[ -](?:(?:working|business|calendar|clear) )?(?:second|minute|hour|day|week|month)s?\b"
)


def kept_limit(whole: str, plain: str, judged: Sequence[JudgedWord], unit: Unit | None, words: NameWords) -> str:
    """The deed in time that decides, where the name tells of one; else nothing.

    `whole` is the folded name, `plain` the same without hidden words and cut before within, `judged` the words of `plain`.
    """
    percent = unit is not None and unit.is_percent
    if any(found.bad and found.kind not in ("thing", "failing", "faint") for found in judged):
        return ""
    return _in_english(whole, judged, percent, words) or (_in_chinese(plain, words) if percent else "")


def _in_english(whole: str, judged: Sequence[JudgedWord], percent: bool, words: NameWords) -> str:
    """Claims made within a year are no deed; of a share of what is reported in time more is better all the same."""
    within = _WITHIN.search(whole)
    if within is None:
        return ""
    before = whole[: within.start()].rstrip()
    done = next((tail for tail in _last_words(before) if words.in_time.whole(tail)), "")
    close = next((found for found in judged if found.bad and found.end + 1 == len(before) - len(done)), None)
    deed = close is None or (percent and close.kind == "thing")
    return f"{done} {within[0]}" if done and deed else ""


def _last_words(text: str) -> Sequence[str]:
    said = text.rsplit(" ", 2)
    return (" ".join(said[-2:]), said[-1])


def _in_chinese(plain: str, words: NameWords) -> str:
    """The first limit, where a deed follows and nothing bad or what comes again: not 7天内再次就诊率, 发病3天内患者占比."""
    within = _KEPT.search(plain)
    if within is None:
        return ""
    behind = plain[within.end() :].strip(" ,;")
    deed = len(behind) > 1 and _GROUP.match(behind) is None
    if not deed or first_in(behind, words.again) or any(found.bad for found in judged_words(behind, words)):
        return ""
    return within[0]
