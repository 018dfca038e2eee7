"""Days that come again: 每月15日前, 每季度末月20日前, 次月10日前, 每周五前, 每日18时前."""

from __future__ import annotations

import re

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.tokens import Scan, Token
from indicatorlang.syntax.written.tree import Period, WrittenDate

_BEFORE = r"(?:下班|当日|当天)? ?(?:(?:之|以)?前|止)?"
_MONTHLY = pattern(
    r"(?:每个?月|[次当下翌]月|逐月)的? ?"
    r"(?:[0-9]{1,2} ?(?:[日号]? ?[-~至到] ?[0-9]{1,2} ?)?[日号]|月?[底末初]|[上中下]旬|最后一[天日]|最后一?个?工作日)" + _BEFORE
)
_QUARTERLY = pattern(
    r"(?:每个?季度?|次季度?|下季度)的? ?"
    r"(?:(?:[末首]|最后一?个?|第[一二三]个?|次) ?月 ?(?:[0-9]{1,2} ?[日号]|[底末]|[上中下]旬)?|[底末初]|结束)" + _BEFORE
)
_WEEKLY = pattern(
    r"每(?:周|星期)[一二三四五六日天](?=(?:下班|当日|当天)?[之以]?前|上?报|发|公|完成|提交|反馈|\Z|[,;。、])" + _BEFORE
)
_DAILY = pattern(r"[每当][日天] ?[0-9]{1,2} ?(?:[时点]|:[0-9]{2}) ?(?:(?:之|以)?前|止)")
_YEARLY = pattern(r"每年[底末终](?:之|以)?前?")
_FORMS: tuple[tuple[re.Pattern[str], Period], ...] = (
    (_MONTHLY, "month"),
    (_QUARTERLY, "quarter"),
    (_WEEKLY, "week"),
    (_DAILY, "day"),
    (_YEARLY, "year"),
)
_BEGINS = frozenset("每次当下翌逐")
_ONCE_IN_MANY = pattern(
    r"(?:[2-9]|[1-9][0-9]|[二两三四五六七八九十]|半) ?个?(?:年|月|周|星期|季度|天|日|小时|学期) ?[一1] ?(?:次|轮|届|场|期|遍|回)(?![0-9])"
)
_DIGITS = tuple("0123456789第")
_GOES_ON = pattern(r" ?[以之]?[内后]")


def recurring_at(scan: Scan, at: int) -> int:
    """A day in every month, quarter, week or year. The end of a year is a day of the budget year too."""
    text = scan.text
    if _ONCE_IN_MANY.match(text, at) and text[at - 1 : at] not in _DIGITS and text[at : at + 2] != "半年":
        return scan.add(Token("every", Span(at, at + 1)))  # 三年一次
    if text[at] not in _BEGINS:
        return 0
    for form, period in _FORMS:
        found = form.match(text, at)
        if found and not _GOES_ON.match(text, found.end()):
            span = Span(at, found.end())
            if period == "year":
                scan.add(Token("period", Span(at, at + 2), period))
                rest = Span(at + 2, found.end())
                return scan.add(Token("date", rest, WrittenDate(None, 1, 12, None, span=rest)))
            return scan.add(Token("due", span, period))
    return 0
