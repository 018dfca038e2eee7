"""One case, told: how its time was counted and where it stands."""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.engine.why import words
from indicatorlang.model.measured import CaseCount, CaseSeen
from indicatorlang.model.period import Period, shown_day

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def case_zh(case: CaseSeen) -> str:
    """`publications.csv第7行，2019年9月30日至10月12日，跳过国庆节放假7天（10月1日至7日），用4个工作日，超1个工作日（第3个工作日为10月10日）`."""
    place = attrs.evolve(case.origin, column=None).shown("zh")
    if case.counted is None:
        value = f"为{words.quantity(case.value)}" if case.value is not None else ""
        return f"{place}{value}" if value else place
    c = case.counted
    skipped = _skipped_zh(c)
    used = words.quantity(case.value)
    over = f"，超{words.quantity(c.over)}" if c.over is not None else ""
    if case.open:
        what = f"{_moment(c.start, c)}起，至{_moment(c.end, c, c.start)}仍未完成{skipped}，已用{used}"
    else:
        what = f"{_moment(c.start, c)}至{_moment(c.end, c, c.start)}{skipped}，用{used}"
    return f"{place}，{what}{over}{_last_zh(c)}"


def case_en(case: CaseSeen) -> str:
    """The same in English."""
    place = attrs.evolve(case.origin, column=None).shown("en")
    if case.counted is None:
        return f"{place}: {words.quantity(case.value, 'en')}" if case.value is not None else place
    c = case.counted
    start, end = (m.isoformat(" ", "minutes") if c.timed else m.date().isoformat() for m in (c.start, c.end))
    skipped = _skipped_en(c)
    over = f", {words.quantity(c.over, 'en')} too many" if c.over is not None else ""
    last = f"; the last day was {c.last.isoformat()}" if c.last is not None else ""
    state = f"from {start}, still open on {end}" if case.open else f"{start} to {end}"
    return f"{place}: {state}{skipped} = {words.quantity(case.value, 'en')}{over}{last}"


def _moment(moment: dt.datetime, count: CaseCount, before: dt.datetime | None = None) -> str:
    """`2019年9月30日`, `10月9日` in the year that has been said, `5月1日8时30分` where hours are counted."""
    same_year = before is not None and before.year == moment.year
    day = f"{moment.month}月{moment.day}日" if same_year else shown_day(moment.date())
    if not count.timed:
        return day
    return f"{day}{moment.hour}时" + (f"{moment.minute}分" if moment.minute else "")


def _skipped_zh(count: CaseCount) -> str:
    holidays = [off for off in count.off if off.zh]
    plain = sum((off.period.end - off.period.start).days + 1 for off in count.off if not off.zh)
    parts = [f"{off.zh}放假{(off.period.end - off.period.start).days + 1}天（{_stretch(off.period)}）" for off in holidays]
    parts += [f"周末{plain}天"] if plain else []
    text = f"，跳过{'、'.join(parts)}" if parts else ""
    if count.made_up:
        days = "、".join(f"{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）" for day in count.made_up)
        text += f"，{days}调休上班计入"
    return text


def _skipped_en(count: CaseCount) -> str:
    holidays = [off for off in count.off if off.en]
    plain = sum((off.period.end - off.period.start).days + 1 for off in count.off if not off.en)
    parts = [f"{off.en} ({off.period.start.isoformat()} to {off.period.end.isoformat()})" for off in holidays]
    parts += [f"{plain} weekend day{'s' if plain > 1 else ''}"] if plain else []
    text = f", skipping {' and '.join(parts)}" if parts else ""
    return text + (f", counting {', '.join(day.isoformat() for day in count.made_up)} (worked)" if count.made_up else "")


def _stretch(period: Period) -> str:
    first, last = period.start, period.end
    if first == last:
        return f"{first.month}月{first.day}日"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.month}月{first.day}日至{last.day}日"
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日"


def _last_zh(count: CaseCount) -> str:
    if count.last is None or count.limit is None:
        return ""
    day = _moment(dt.datetime.combine(count.last, dt.time()), attrs.evolve(count, timed=False), count.start)
    if count.function == "workdays" and count.limit.number >= 1:
        return f"（第{words.number(count.limit)}个工作日为{day}）"
    return f"（期限为{day}）"
