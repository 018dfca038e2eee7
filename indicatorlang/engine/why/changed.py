"""What approval has changed: the demand at first, and every change of it or of the points, with its day and its document."""

from __future__ import annotations

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.indicator import Change
from indicatorlang.model.period import Period, shown_day


def changed(result: IndicatorResult, lang: Lang = "zh") -> str:
    """`年初500家，2019年8月15日经批准调整为450家（沪商财〔2019〕9号）`; empty when nothing has been changed by the date."""
    changes = result.indicator.changes
    if not changes:
        return ""
    if lang == "en":
        return f"first approved: {_first(changes[0], lang)}; " + "; ".join(_change_en(change) for change in changes)
    start = "年初" if _begins_with_the_year(result.span, changes[0]) else "原批复"
    return f"{start}{_first(changes[0], lang)}，" + "；".join(_change_zh(change) for change in changes)


def _begins_with_the_year(span: Period | None, first: Change) -> bool:
    """Whether what was first approved held at the beginning of the one year of the span."""
    return span is not None and span.start.month == 1 and span.start.year == span.end.year and first.approved >= span.start


def _first(change: Change, lang: Lang) -> str:
    if change.before != change.after:
        return change.before
    points = words.plain(change.weight_before)
    return f"分值{points}分" if lang == "zh" else f"{points} points"


def _change_zh(change: Change) -> str:
    told = [f"调整为{change.after}"] if change.before != change.after else []
    if change.weight_before != change.weight_after:
        told.append(f"分值由{words.plain(change.weight_before)}分改为{words.plain(change.weight_after)}分")
    document = f"（{change.document}）" if change.document else ""
    reason = f"，原因：{change.reason.rstrip('。')}" if change.reason else ""
    return f"{shown_day(change.approved)}经批准{'、'.join(told) or '重新批复，要求未变'}{document}{reason}"


def _change_en(change: Change) -> str:
    told = [f"changed to {change.after}"] if change.before != change.after else []
    if change.weight_before != change.weight_after:
        told.append(f"weight changed from {words.plain(change.weight_before)} to {words.plain(change.weight_after)}")
    document = f" ({change.document})" if change.document else ""
    reason = f", because: {change.reason}" if change.reason else ""
    return (
        f"{' and '.join(told) or 'approved again as it was'} with the approval of {change.approved.isoformat()}{document}{reason}"
    )
