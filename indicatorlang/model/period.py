"""Stretches of the calendar that actuals are reported for, and days that deadlines mean.

`2019` `2019H1` `2019Q3` `2019-07` `2019W05` `2019-07-15` `2019-03-04..2019-03-10`, `2019年第三季度` `2019年7月` `2019年第5周`
`2019年上半年` `2019年`, and, with the span of a ruleset to take the year from, `第三季度` `7月` `第5周` `上半年` `3季度` `Q3` `6月底`.
Headings of tables that mean "since the start of the span": `1-3月`, `1—6月`, `截至6月底`, `截至6月30日`, `1-2季度`, `前三季度`, and any
heading with 累计. `7—9月` is the stretch of these months. Weeks run from Monday to Sunday and are numbered by ISO 8601.
"""

from __future__ import annotations

import calendar as _gregorian
import datetime as dt
import enum
import re
from collections.abc import Iterator

from indicatorlang.lazily import frozen, pattern


class Grain(enum.StrEnum):
    """How fine a period is; OTHER is a stretch of days that is none of these (1—9月). A week runs from Monday to Sunday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    OTHER = "other"


MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12}
_DAYS = {Grain.DAY: 1, Grain.WEEK: 7}


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, _gregorian.monthrange(year, month)[1])


@frozen(order=False)
class Period:
    """From `start` to `end`, both included."""

    start: dt.date
    end: dt.date

    @property
    def grain(self) -> Grain:
        """Day, week, month, quarter, half, year, or OTHER."""
        if self.start == self.end:
            return Grain.DAY
        if self.start.weekday() == 0 and (self.end - self.start).days == 6:
            return Grain.WEEK
        if self.start.day != 1 or self.end != month_end(self.end.year, self.end.month):
            return Grain.OTHER
        for grain, length in MONTHS.items():
            if self.months == length and (self.start.month - 1) % length == 0:
                return grain
        return Grain.OTHER

    @property
    def months(self) -> int:
        """How many months it touches."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def text(self) -> str:
        """`2019Q3`, `2019-07`, `2019H1`, `2019`, `2019W05`, `2019-07-15`, or `2019-01..2019-09`."""
        year, month = self.start.year, self.start.month
        match self.grain:
            case Grain.DAY:
                return self.start.isoformat()
            case Grain.WEEK:
                week = self.start.isocalendar()
                return f"{week.year:04d}W{week.week:02d}"
            case Grain.MONTH:
                return f"{year:04d}-{month:02d}"
            case Grain.QUARTER:
                return f"{year:04d}Q{(month + 2) // 3}"
            case Grain.HALF:
                return f"{year:04d}H{(month + 5) // 6}"
            case Grain.YEAR:
                return f"{year:04d}"
        whole = self.start.day == 1 and self.end == month_end(self.end.year, self.end.month)
        cut = 7 if whole else 10
        return f"{self.start.isoformat()[:cut]}..{self.end.isoformat()[:cut]}"

    def shown(self, lang: str = "zh") -> str:
        """For readers: `第三季度`, `7月`, `1—9月` with the year in front in Chinese; the text form in English."""
        if lang != "zh":
            return self.text
        year, month = self.start.year, self.start.month
        match self.grain:
            case Grain.DAY:
                return shown_day(self.start)
            case Grain.WEEK:
                week = self.start.isocalendar()
                return f"{week.year}年第{week.week}周"
            case Grain.MONTH:
                return f"{year}年{month}月"
            case Grain.QUARTER:
                return f"{year}年第{'一二三四'[(month - 1) // 3]}季度"
            case Grain.HALF:
                return f"{year}年{'上' if month == 1 else '下'}半年"
            case Grain.YEAR:
                return f"{year}年"
        if self.start.day == 1 and self.start.year == self.end.year and self.end == month_end(self.end.year, self.end.month):
            return f"{year}年{month}—{self.end.month}月"
        year_said = "" if self.start.year == self.end.year else f"{self.end.year}年"
        return f"{shown_day(self.start)}至{year_said}{self.end.month}月{self.end.day}日"

    def contains(self, other: Period) -> bool:
        """Whether `other` lies wholly within."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def split(self, grain: Grain) -> Iterator[Period]:
        """The calendar periods of that grain that tile it; the first and the last may be cut off by `start` and `end`."""
        start = self.start
        if grain in _DAYS:
            while start <= self.end:
                last = start + dt.timedelta(days=(_DAYS[grain] - 1 - start.weekday()) % _DAYS[grain])
                yield Period(start, min(last, self.end))
                start = last + dt.timedelta(days=1)
            return
        if grain not in MONTHS:
            raise ValueError(f"no tiling by {grain}")
        while start <= self.end:
            index = (start.month - 1) // MONTHS[grain] * MONTHS[grain] + MONTHS[grain]
            yield Period(start, min(month_end(start.year, index), self.end))
            start = month_end(start.year, index) + dt.timedelta(days=1)


def year_of(year: int) -> Period:
    """A calendar year."""
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31))


def week_of(year: int, number: int) -> Period:
    """A week from Monday to Sunday, numbered as ISO 8601 does: week 1 has the first Thursday of the year. Raises ValueError for a
    number that the year has not."""
    first = dt.date.fromisocalendar(year, number, 1)
    return Period(first, first + dt.timedelta(days=6))


def month_of(year: int, month: int, through: int | None = None) -> Period:
    """A month, or the months up to `through`."""
    return Period(dt.date(year, month, 1), month_end(year, through or month))


def shown_day(day: dt.date, lang: str = "zh") -> str:
    """`2019年6月30日`, `2019-06-30`."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()


_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}
_HALVES = {"上": 1, "下": 2}
_NUM = r"(\d{1,2}|十[一二]?|[一二三四五六七八九])"
_YEAR = r"(?:(\d{4})年?)?"
_FORMS = (
    ("day", pattern(r"(\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")),
    ("day", pattern(r"(\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")),
    ("month", pattern(r"(\d{4})[-/.](\d{1,2})")),
    ("month", pattern(_YEAR + _NUM + r"月份?")),
    ("months", pattern(r"(\d{4})[-/.](\d{1,2})\.\.(\d{4})[-/.](\d{1,2})")),
    ("days", pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:\.\.|[至到~～—])(\d{4})-(\d{1,2})-(\d{1,2})")),
    ("week", pattern(r"(?:(\d{4})-?)?[Ww](\d{1,2})")),
    ("week", pattern(r"(?:(\d{4})年)?第(\d{1,2})周")),
    ("quarter", pattern(r"(?:(\d{4})[-年]?)?[Qq]([1-4])")),
    ("quarter", pattern(_YEAR + r"第?" + _NUM + r"季度?")),
    ("half", pattern(r"(?:(\d{4})[-年]?)?[Hh]([12])")),
    ("half", pattern(_YEAR + r"([上下])半年")),
    ("year", pattern(r"(\d{4})年?(?:度|全年)?")),
)
_TO = r"[-—–－~～至到]+"
_SINCE_START = (
    ("month", pattern(_YEAR + r"前" + _NUM + r"个?月")),
    ("quarter", pattern(_YEAR + r"前" + _NUM + r"个?季度")),
    ("end", pattern(r"(?:截[至止]?|至)到?(.+)")),
)
_STRETCHES = (
    ("month", pattern(_YEAR + _NUM + r"月?" + _TO + _YEAR + _NUM + r"月(?:底|末|份)?")),
    ("quarter", pattern(_YEAR + r"第?" + _NUM + r"季?度?" + _TO + _YEAR + r"第?" + _NUM + r"季度?")),
)
_AT_THE_END = pattern(r"(.*(?:月|季度?|半年))[底末]")
_YEAR_END = pattern(r"(?:(\d{4})年?|本?年)[底末]")
_DAY_OF_YEAR = pattern(r"(\d{1,2})月(\d{1,2})[日号]")
_RUNNING = ("累计数", "累计")
_WIDTH = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９", "0123456789", strict=True)}
WHOLE_SPAN_WORDS = ("合计", "全年", "年度", "总计", "全年合计", "本年")


def _number(text: str) -> int:
    return _CHINESE.get(text) or int(text)


def _squeeze(text: str) -> str:
    return "".join(text.translate(_WIDTH).split())


def parse_period(text: str, span: Period | None = None) -> Period | None:
    """The period a text names, the year taken from a one-year `span` where the text has none. None when it names none.

    `6月底` and `二季度末` name the month and the quarter, `年底` and `2019年末` the last month of the year."""
    text = _squeeze(text)
    year_of_span = _only_year(span)
    if text in WHOLE_SPAN_WORDS:
        return span
    at_the_end, year_end = _AT_THE_END.fullmatch(text), _YEAR_END.fullmatch(text)
    if at_the_end is not None:
        text = at_the_end[1]
    elif year_end is not None:
        year = int(year_end[1]) if year_end[1] else year_of_span
        return month_of(year, 12) if year else None
    for form, said in _FORMS:
        found = said.fullmatch(text)
        if found is None:
            continue
        year = int(found[1]) if found[1] else year_of_span
        if year is None:
            return None
        try:
            return _period(form, year, found)
        except (ValueError, KeyError):
            return None
    return None


def _period(form: str, year: int, found: re.Match[str]) -> Period:
    match form:
        case "day":
            day = dt.date(year, int(found["month"]), int(found["day"]))
            return Period(day, day)
        case "month":
            return month_of(year, _number(found[2]))
        case "days":
            return _stretch_of_days(_day_of(found, 1), _day_of(found, 4))
        case "week":
            return week_of(year, int(found[2]))
        case "months":
            return Period(dt.date(year, int(found[2]), 1), month_end(int(found[3]), int(found[4])))
        case "quarter":
            quarter = _number(found[2])
            return month_of(year, 3 * quarter - 2, 3 * quarter)
        case "half":
            half = _HALVES.get(found[2]) or int(found[2])
            return month_of(year, 6 * half - 5, 6 * half)
    return year_of(year)


def _day_of(found: re.Match[str], group: int) -> dt.date:
    """The day that three groups in a row spell. Raises ValueError when there is no such day."""
    return dt.date(int(found[group]), int(found[group + 1]), int(found[group + 2]))


def _stretch_of_days(first: dt.date, last: dt.date) -> Period:
    if last < first:
        raise ValueError("ends before it starts")
    return Period(first, last)


def _only_year(span: Period | None) -> int | None:
    return span.start.year if span is not None and span.start.year == span.end.year else None


def parse_heading(text: str, span: Period | None = None) -> tuple[Period, bool] | None:
    """What the heading of a value column names: the period, and whether the heading says "since the start of the span".

    `1—6月`, `截至6月底`, `前三季度`, `第二季度累计` are cumulative; `第二季度`, `6月`, `7—9月` are not; 合计 and 全年 name the whole span.
    For a cumulative heading the period runs from the start of the span (of the year, without a span) to its end.
    """
    squeezed = _squeeze(text)
    running = next((word for word in _RUNNING if squeezed.endswith(word) or squeezed.startswith(word)), "")
    bare = squeezed.removesuffix(running).removeprefix(running) if running else squeezed
    found = _stretch(bare, span)
    if found is not None:
        period, cumulative = found
        return (_since_start(period.end, span), True) if cumulative or running else found
    through = _through(bare, span)
    if through is not None:
        return _since_start(through, span), True
    plain = parse_period(bare, span)
    if plain is None:
        return None
    return (_since_start(plain.end, span), True) if running else (plain, False)


def _since_start(end: dt.date, span: Period | None) -> Period:
    start = span.start if span is not None and span.start <= end else dt.date(end.year, 1, 1)
    return Period(start, end)


def _through(text: str, span: Period | None) -> dt.date | None:
    """The last day of `截至6月底`, `截至6月30日`, `前三季度`; None for a text that does not say "up to then"."""
    for form, said in _SINCE_START:
        found = said.fullmatch(text)
        if found is None:
            continue
        if form == "end":
            return _end_of(found[1], span)
        year = int(found[1]) if found[1] else _only_year(span)
        month = _number(found[2]) * (3 if form == "quarter" else 1)
        return month_end(year, month) if year is not None and 1 <= month <= 12 else None
    return None


def _end_of(text: str, span: Period | None) -> dt.date | None:
    without_year, year = _DAY_OF_YEAR.fullmatch(text), _only_year(span)
    if without_year is None:
        period = parse_period(text, span)
        return None if period is None else period.end
    try:
        return dt.date(year, int(without_year[1]), int(without_year[2])) if year is not None else None
    except ValueError:
        return None


def _stretch(text: str, span: Period | None) -> tuple[Period, bool] | None:
    """`1—6月`, `2019年7—12月`, `2—3季度`: the months, and whether they begin with the year or the span."""
    for form, said in _STRETCHES:
        found = said.fullmatch(text)
        if found is None:
            continue
        first_year = int(found[1]) if found[1] else _only_year(span)
        last_year = int(found[3]) if found[3] else first_year
        size = 3 if form == "quarter" else 1
        first, last = _number(found[2]) * size - size + 1, _number(found[4]) * size
        if first_year is None or last_year is None or not (1 <= first <= 12 and 1 <= last <= 12):
            return None
        start, end = dt.date(first_year, first, 1), month_end(last_year, last)
        # From January means from the start of the span only in the year in which the span starts.
        cumulative = first == 1 if span is None else start == span.start or (first == 1 and start <= span.start <= end)
        return (Period(start, end), cumulative) if start <= end else None
    return None


def looks_like_heading(text: str) -> bool:
    """Whether a column heading names a period at all, whatever the year: used before a ruleset is known."""
    return parse_heading(text, year_of(2000)) is not None
