"""What is wrong with the days of cases, and what is said of how they were counted."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.cases.problems import listed
from indicatorlang.engine.problems.actuals_problems import RowProblem
from indicatorlang.engine.problems.cell_problems import CellProblem
from indicatorlang.lazily import pattern
from indicatorlang.model.period import shown_day

_YEARLY = pattern(r"国务院办公厅关于(\d{4})年部分节假日安排的通知")


class DateNotReadable(CellProblem):
    """A cell of a column of dates in a table of cases holds no day: other words, a day that does not exist, or only a month.

    Every spelling of a day that actuals may have is read, with a time of day behind it where there is one: `2019-05-01 08:30`."""

    code: ClassVar[str] = "record-date-not-readable"

    wide: bool = False
    """Whether it is a month, a quarter or a year."""

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`{'没有写到日' if self.wide else '不是一个日期'}{self.where()}"

    def en(self) -> str:
        what = "does not name the day" if self.wide else "is not a date"
        return f"`{self.text}` of `{self.subject}` {what}{self.where('en')}"

    def help_zh(self) -> str:
        return "写成2019-05-01；要到时刻的写成2019-05-01 08:30"

    def help_en(self) -> str:
        return "write 2019-05-01, or 2019-05-01 08:30 where the time of day matters"


class CaseWithoutDay(RowProblem):
    """A case has nothing in the column that says which day it belongs to, so nobody knows whether it counts."""

    code: ClassVar[str] = "case-without-day"

    records: str

    def zh(self) -> str:
        return f"台账`{self.records}`有一件没有填`{self.subject}`，不知归入哪一天{self.where()}"

    def en(self) -> str:
        return f"a case of `{self.records}` has no `{self.subject}`, so it belongs to no day{self.where('en')}"

    def help_zh(self) -> str:
        return "补填日期；不该计入的整行删去"

    def help_en(self) -> str:
        return "fill in the day, or take the row out"


class StartMissing(RowProblem):
    """A case has ended, and the day it began on is not given or lies after the end of what is known."""

    code: ClassVar[str] = "case-start-missing"

    end: str

    def zh(self) -> str:
        return f"有`{self.end}`而没有`{self.subject}`，算不出用时{self.where()}"

    def en(self) -> str:
        return f"there is a `{self.end}` and no `{self.subject}`, so no time can be counted{self.where('en')}"

    def help_zh(self) -> str:
        return f"补填`{self.subject}`"

    def help_en(self) -> str:
        return f"fill in `{self.subject}`"


class EndBeforeStart(RowProblem):
    """Something ended before it began; one of the two days is wrong."""

    code: ClassVar[str] = "end-before-start"

    end: str
    start_text: str
    end_text: str

    def zh(self) -> str:
        return f"`{self.end}`{self.end_text}早于`{self.subject}`{self.start_text}{self.where()}"

    def en(self) -> str:
        return f"`{self.end}` {self.end_text} lies before `{self.subject}` {self.start_text}{self.where('en')}"

    def help_zh(self) -> str:
        return "核对这两个日期，改正后再评价"

    def help_en(self) -> str:
        return "check both dates"


class WorkdaysUnknown(Diagnostic):
    """The calendar does not know a day between two dates, so their working days cannot be counted. Nothing is guessed by weekday."""

    code: ClassVar[str] = "workdays-unknown"
    severity: ClassVar[Severity] = Severity.WARNING

    years: tuple[int, ...] = ()

    def zh(self) -> str:
        return f"{'、'.join(f'{year}年' for year in self.years)}的放假安排不在日历里，工作日数不清"

    def en(self) -> str:
        return f"the calendar does not know the working days of {', '.join(map(str, self.years))}, so they cannot be counted"

    def help_zh(self) -> str:
        return "放假通知公布后，在规则的`日历`里登记放假和调休上班的日子，或升级程序"

    def help_en(self) -> str:
        return "once the notice is out, declare days off and make-up days in the ruleset's `calendar`, or update the program"


class WorkdaysCounted(Diagnostic):
    """By which announcements working days were counted."""

    code: ClassVar[str] = "workdays-counted"
    severity: ClassVar[Severity] = Severity.INFO

    notices: tuple[str, ...] = ()
    calendar: str = ""
    overlay: int = 0

    def zh(self) -> str:
        years, others = self._sorted()
        base = f"国务院办公厅{'、'.join(years)}年部分节假日安排的通知" if years else f"日历`{self.calendar}`"
        amended = f"（含《{'》《'.join(others)}》）" if others else ""
        overlay = f"，另按规则登记的{self.overlay}个放假或上班日调整" if self.overlay else ""
        return f"工作日按{base}{amended}计算{overlay}"

    def en(self) -> str:
        years, others = self._sorted()
        base = f"the State Council's holiday notices for {', '.join(years)}" if years else f"the calendar `{self.calendar}`"
        amended = f", amended by {', '.join(f'《{title}》' for title in others)}" if others else ""
        overlay = f", with {self.overlay} days changed by the ruleset" if self.overlay else ""
        return f"working days are counted by {base}{amended}{overlay}"

    def _sorted(self) -> tuple[list[str], list[str]]:
        """The years of the yearly notices, and the titles of those that amend them."""
        found = [_YEARLY.fullmatch(title) for title in self.notices]
        years = [match[1] for match in found if match is not None]
        return years, [title for title, match in zip(self.notices, found, strict=True) if match is None]


class HoursOfDays(Diagnostic):
    """Hours were counted from or to days without a time of day, which are taken to begin at 00:00."""

    code: ClassVar[str] = "hours-of-days"
    severity: ClassVar[Severity] = Severity.INFO

    columns: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"{listed(self.columns)}有只写日期、没写时刻的，按当天0时计"

    def en(self) -> str:
        return f"{listed(self.columns, 'en')} hold days without a time, which count from 00:00"


class DoneWithoutDay(Diagnostic):
    """Something is said to be done without the day, so that no time can be counted from it or to it."""

    code: ClassVar[str] = "done-without-day"
    severity: ClassVar[Severity] = Severity.WARNING

    measure: str

    def zh(self) -> str:
        return f"`{self.measure}`只说已完成，没有写哪一天，算不出用时"

    def en(self) -> str:
        return f"`{self.measure}` is said to be done without the day, so no time can be counted"

    def help_zh(self) -> str:
        return "填完成的那一天"

    def help_en(self) -> str:
        return "give the day on which it was done"


class TimesReversed(Diagnostic):
    """One measure's day of completion lies before the other's, from which time was to be counted."""

    code: ClassVar[str] = "times-reversed"

    start: str
    start_day: dt.date
    end: str
    end_day: dt.date

    def zh(self) -> str:
        return f"`{self.end}`（{shown_day(self.end_day)}）早于`{self.start}`（{shown_day(self.start_day)}）"

    def en(self) -> str:
        return f"`{self.end}` ({self.end_day.isoformat()}) lies before `{self.start}` ({self.start_day.isoformat()})"

    def help_zh(self) -> str:
        return "核对这两个日期"

    def help_en(self) -> str:
        return "check both dates"
