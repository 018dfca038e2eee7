"""Values that a later filing has replaced: what stood there before, and when it was put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.model.actual import Kind, Observation
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import Period, parse_period, shown_day

NO_END = "no end"


def corrections(result: IndicatorResult, lang: Lang = "zh") -> list[str]:
    """`新建微菜场数量1—9月累计原填260家，2019-10-20更正为270家`, once for every value that replaced others."""
    told: dict[str, None] = {}
    for now, before in _replacements(result):
        if value := _told(now, before, result.span, lang):
            told[value] = None
    return list(told)


def _replacements(result: IndicatorResult) -> Iterator[tuple[Observation, list[Observation]]]:
    """Every value that counts, with those it replaced, the first one first."""
    seen = list(_observations(result.actual)) if result.actual is not None else []
    rivals: dict[tuple[str, str], list[Observation]] = {}
    for o in seen:
        if o.replaced:
            rivals.setdefault((o.measure, o.reporter), []).append(o)
    at = {who: _by_end(replaced) for who, replaced in rivals.items()}
    for now in seen:
        if now.replaced or now.checked or (now.measure, now.reporter) not in at:
            continue
        who = now.measure, now.reporter
        before = rivals[who] if now.day is not None else at[who].get(_end(now), at[who][NO_END])
        if before:
            yield now, sorted(before, key=lambda o: o.extra.get("filled_on", ""))
    for part in result.parts:
        yield from _replacements(part)


def _observations(measured: Measured) -> Iterator[Observation]:
    left = [measured]
    while left:
        part = left.pop()
        yield from part.inputs
        left += reversed(part.parts)


def _by_end(replaced: list[Observation]) -> dict[dt.date | str | None, list[Observation]]:
    """Values of one measure and reporting unit by the end of the period they are for, in their order. A completion has only one day, so
    it is a value for every period, and what a period without any is offered."""
    found: dict[dt.date | str | None, list[Observation]] = {NO_END: []}
    days = any(o.day is not None for o in replaced)
    ends = {_end(o) for o in replaced if o.day is None}
    if days:
        return found | {end: [o for o in replaced if o.day is not None or _end(o) == end] for end in (*ends, NO_END)}
    for o in replaced:
        found.setdefault(_end(o), []).append(o)
    return found


def _end(o: Observation) -> dt.date | None:
    return None if o.period is None else o.period.end


def _told(now: Observation, before: list[Observation], span: Period | None, lang: Lang) -> str:
    value = _value(now, lang)
    others = [old for old in dict.fromkeys(_value(o, lang) for o in before) if old != value]
    if not others:
        return ""
    day = now.extra.get("filled_on", "").strip()
    if lang == "en":
        when = f" for {now.period.text}" if now.period is not None and now.day is None else ""
        return f"{now.measure}{when} was first given as {', then '.join(others)}; corrected to {value}" + (
            f" on {day}" if day else ""
        )
    when = _when(now, span)
    return f"“{now.measure}”{when}原填{'，后改填'.join(others)}，{_day(day)}更正为{value}"


def _day(text: str) -> str:
    """The day of filing as it is told elsewhere; as it was written where it cannot be read."""
    period = parse_period(text) if text else None
    return shown_day(period.start) if period is not None and period.start == period.end else text


def _value(o: Observation, lang: Lang) -> str:
    return o.text if o.survey is not None and o.quantity is None else words.observed_value(o, lang)


def _when(o: Observation, span: Period | None) -> str:
    """`1—9月累计`, `第三季度`, `9月底`: the period as the explanation tells it elsewhere."""
    if o.period is None or o.day is not None:
        return ""
    if o.kind is Kind.YTD and span is not None and o.period.end >= span.start:
        return words.running(Period(span.start, o.period.end), span)
    if o.kind is Kind.SNAPSHOT:
        return words.state_at(o.period.end, span)
    return words.short_period(o.period, span)
