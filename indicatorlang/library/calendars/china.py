"""Working days of mainland China, as the State Council arranged them, later amendments included.

The table is that of the package chinesecalendar, read once and turned into running counts. It covers whole years; for days
before and after the answer is *unknown*, never a guess by weekday. A newer table is only used once its notice is named here,
so that a verdict does not depend on which release of that package happens to be installed.
"""

from __future__ import annotations

import datetime as dt
import functools

from indicatorlang.library.parts import CalendarPart, Notice, Words
from indicatorlang.model.calendar import Calendar

FIRST = dt.date(2007, 1, 1)
LAST = dt.date(2026, 12, 31)
_HOME = "https://www.gov.cn/zhengce/zhengceku/"
_ARRANGED = "国务院办公厅关于{}年部分节假日安排的通知"
_ADDRESSES = {
    2007: "2008-03/28/content_1761.htm",
    2008: "2008-03/28/content_1645.htm",
    2009: "2008-12/10/content_1572.htm",
    2010: "2009-12/08/content_1476.htm",
    2011: "2010-12/10/content_1423.htm",
    2012: "2011-12/06/content_1411.htm",
    2013: "2012-12/10/content_1353.htm",
    2014: "2014-01/02/content_1194.htm",
    2015: "2014-12/16/content_9302.htm",
    2016: "2015-12/10/content_10394.htm",
    2017: "2016-12/01/content_5141603.htm",
    2018: "2017-11/30/content_5243579.htm",
    2019: "2018-12/06/content_5346276.htm",
    2020: "2019-11/21/content_5454164.htm",
    2021: "2020-11/25/content_5564127.htm",
    2022: "2021-10/25/content_5644835.htm",
    2023: "2022-12/08/content_5730844.htm",
    2024: "202310/content_6911528.htm",
    2025: "202411/content_6986383.htm",
    2026: "202511/content_7047091.htm",
}
_AMENDED = {
    2015: ("国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知", "2015-05/13/content_9742.htm"),
    2019: ("国务院办公厅关于调整2019年劳动节假期安排的通知", "2019-03/22/content_5375877.htm"),
    2020: ("国务院办公厅关于延长2020年春节假期的通知", "2020-01/27/content_5472352.htm"),
}


def _notices(year: int) -> tuple[Notice, ...]:
    first = Notice(_ARRANGED.format(year), _HOME + _ADDRESSES[year])
    return (first, *(Notice(title, _HOME + address) for title, address in [_AMENDED[year]])) if year in _AMENDED else (first,)


@functools.cache
def calendar() -> Calendar:
    """The calendar from 2007-01-01 to 2026-12-31.

    >>> calendar().after(dt.date(2018, 12, 28), 2)
    datetime.date(2019, 1, 2)
    >>> calendar().is_workday(dt.date(2027, 1, 4)) is None
    True
    """
    # Loaded here: the table costs milliseconds that only rulesets with working days should pay.
    from chinese_calendar.constants import holidays, workdays

    counts = [0]
    for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1):
        day = dt.date.fromordinal(ordinal)
        works = day in workdays or (day.weekday() < 5 and day not in holidays)
        counts.append(counts[-1] + works)
    titles = tuple(f"{notice.title}（{notice.url}）" for notices in PART.notices.values() for notice in notices)
    return Calendar(PART.name, FIRST, tuple(counts), titles)


_HOLIDAYS = {
    "New Year's Day": Words("元旦", "New Year"),
    "Spring Festival": Words("春节", "Spring Festival"),
    "Tomb-sweeping Day": Words("清明节", "Tomb-sweeping Day"),
    "Labour Day": Words("劳动节", "Labour Day"),
    "Dragon Boat Festival": Words("端午节", "Dragon Boat Festival"),
    "Mid-autumn Festival": Words("中秋节", "Mid-Autumn Festival"),
    "National Day": Words("国庆节", "National Day"),
    "Anti-Fascist 70th Day": Words("抗战胜利70周年纪念日", "70th anniversary of victory"),
}


def holiday(day: dt.date) -> Words | None:
    """The holiday that a day off belongs to; None for an ordinary day.

    >>> holiday(dt.date(2019, 10, 3)).zh
    '国庆节'
    """
    from chinese_calendar.constants import holidays

    return _HOLIDAYS.get(holidays.get(day, "")) if FIRST <= day <= LAST else None


PART = CalendarPart(
    name="china",
    title=Words("中国法定工作日历", "working days of mainland China"),
    summary=Words(
        "按国务院历年节假日安排通知计算的工作日，含调休上班日和年中调整；通知未公布的年份不作推算。",
        "working days by the State Council's yearly notices, make-up days and amendments included; later years are unknown",
    ),
    notices={year: _notices(year) for year in _ADDRESSES},
    first=FIRST,
    last=LAST,
    build=calendar,
    holiday=holiday,
)
