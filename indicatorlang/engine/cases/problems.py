"""What can be wrong, or worth saying, when tables of cases meet a ruleset."""

from __future__ import annotations

import datetime as dt
import re
from typing import ClassVar, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.problems.actuals_problems import RowProblem, quoted
from indicatorlang.engine.problems.cell_problems import CellProblem
from indicatorlang.model.period import shown_day
from indicatorlang.model.quantity import Quantity


def _listed(names: tuple[str, ...], lang: str = "zh") -> str:
    return quoted(names, lang) or "`-`"


_YEARLY = re.compile(r"国务院办公厅关于(\d{4})年部分节假日安排的通知")


@attrs.frozen(kw_only=True)
class UnknownRecords(Diagnostic):
    """Event records were handed in under a name that the ruleset declares no table for. They are not used."""

    code: ClassVar[str] = "unknown-records"

    records: str
    near: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"规则里没有名为`{self.records}`的台账，交来的记录没有采用"

    def en(self) -> str:
        return f"the ruleset declares no table of cases `{self.records}`; the records were not used"

    def help_zh(self) -> str:
        if self.near:
            return f"是不是{quoted(self.near)}？"
        return f"规则里的台账：{quoted(self.known)}" if self.known else "规则里没有登记台账，先在`台账`里写明列"

    def help_en(self) -> str:
        if self.near:
            return f"did you mean {quoted(self.near, 'en')}?"
        return (
            f"its tables are {quoted(self.known, 'en')}"
            if self.known
            else "it declares none; write the columns in `records` first"
        )


@attrs.frozen(kw_only=True)
class ColumnMissing(Diagnostic):
    """A column that the ruleset declares for a table of cases is not among the headings of the delivered one.

    Headings match as names do: blanks and the width of letters do not matter."""

    code: ClassVar[str] = "record-column-missing"

    records: str
    column: str
    near: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"台账`{self.records}`缺少`{self.column}`列"

    def en(self) -> str:
        return f"the records `{self.records}` have no column `{self.column}`"

    def help_zh(self) -> str:
        return f"是不是{quoted(self.near)}？" if self.near else f"表头有：{quoted(self.headings[:12]) or '（空）'}"

    def help_en(self) -> str:
        return (
            f"did you mean {quoted(self.near, 'en')}?"
            if self.near
            else f"the headings are {quoted(self.headings[:12], 'en') or 'none'}"
        )


@attrs.frozen(kw_only=True)
class ColumnTwice(Diagnostic):
    """Two headings of a delivered table of cases mean the same declared column."""

    code: ClassVar[str] = "record-column-twice"

    records: str
    column: str
    headings: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"台账`{self.records}`有几列都是`{self.column}`：{_listed(self.headings)}"

    def en(self) -> str:
        return f"several columns of the records `{self.records}` are `{self.column}`: {_listed(self.headings, 'en')}"

    def help_zh(self) -> str:
        return "只留一列"

    def help_en(self) -> str:
        return "keep one of them"


@attrs.frozen(kw_only=True)
class ColumnsNotUsed(Diagnostic):
    """Columns of delivered records that the ruleset does not declare. They are read over."""

    code: ClassVar[str] = "record-columns-not-used"
    severity: ClassVar[Severity] = Severity.INFO

    records: str
    columns: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"台账`{self.records}`里规则没有登记的列没有采用：{_listed(self.columns[:12])}"

    def en(self) -> str:
        return f"columns of the records `{self.records}` that the ruleset does not declare are not used: {_listed(self.columns[:12], 'en')}"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class CellsBlank(Diagnostic):
    """Cases without a number, or without the day they begin on, so that nothing can be computed for them."""

    code: ClassVar[str] = "case-cells-blank"
    severity: ClassVar[Severity] = Severity.WARNING

    records: str
    column: str
    cells: tuple[str, ...] = ()
    cells_en: tuple[str, ...] = ()

    def zh(self) -> str:
        more = f"等{len(self.cells)}件" if len(self.cells) > 3 else ""
        return f"台账`{self.records}`有{len(self.cells)}件没有填`{self.column}`：{'、'.join(self.cells[:3]) or '—'}{more}"

    def en(self) -> str:
        more = ", …" if len(self.cells) > 3 else ""
        have = "case of `{}` has" if len(self.cells) == 1 else "cases of `{}` have"
        return f"{len(self.cells)} {have.format(self.records)} no `{self.column}`: {'; '.join(self.cells_en[:3]) or '-'}{more}"

    def help_zh(self) -> str:
        return "补填后再评价"

    def help_en(self) -> str:
        return "fill them in"


@attrs.frozen(kw_only=True)
class CaseDividedByZero(RowProblem):
    """What a case is divided by is nought, so nothing can be computed for it."""

    code: ClassVar[str] = "case-divided-by-zero"

    numerator: Quantity

    def zh(self) -> str:
        return f"`{self.subject}`为0，`{self.numerator.shown()}`除不了{self.where()}"

    def en(self) -> str:
        return f"`{self.numerator.shown('en')}` cannot be divided by `{self.subject}`, which is 0{self.where('en')}"

    def help_zh(self) -> str:
        return "核对这一件；没有发生的，整行删去"

    def help_en(self) -> str:
        return "check this case; take the row out where nothing happened"


@attrs.frozen(kw_only=True)
class CaseValueNotUsed(RowProblem):
    """A value was reported for a measure that has one for each case of a table. It is not used: the cases decide."""

    code: ClassVar[str] = "case-value-not-used"
    severity: ClassVar[Severity] = Severity.WARNING

    records: str
    rows: int = 1

    def zh(self) -> str:
        count = f"等{self.rows}处" if self.rows > 1 else ""
        return f"`{self.subject}`按台账`{self.records}`逐件计算，直接填的数{self.where()}{count}没有采用"

    def en(self) -> str:
        rest = f" and {self.rows - 1} more" if self.rows > 1 else ""
        return f"`{self.subject}` is computed for each case of `{self.records}`; the value reported{self.where('en')}{rest} is not used"

    def help_zh(self) -> str:
        return f"请报送台账`{self.records}`，一件一行；不适用的，在指标一行填写并写明理由"

    def help_en(self) -> str:
        return f"hand in the records `{self.records}`, one row a case; what does not apply is stated of the indicator, with its reason"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class HoursOfDays(Diagnostic):
    """Hours were counted from or to days without a time of day, which are taken to begin at 00:00."""

    code: ClassVar[str] = "hours-of-days"
    severity: ClassVar[Severity] = Severity.INFO

    columns: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"{_listed(self.columns)}有只写日期、没写时刻的，按当天0时计"

    def en(self) -> str:
        return f"{_listed(self.columns, 'en')} hold days without a time, which count from 00:00"


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
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


@attrs.frozen(kw_only=True)
class CaseUnitsDiffer(RowProblem):
    """Two numbers of one case count in units that do not fit."""

    code: ClassVar[str] = "case-units-differ"

    left: Quantity
    right: Quantity
    joined: Literal["compared", "added"] = "compared"

    def zh(self) -> str:
        what = "比较" if self.joined == "compared" else "相加减"
        return f"`{self.subject}`里`{self.left.shown()}`与`{self.right.shown()}`单位不同，不能{what}{self.where()}"

    def en(self) -> str:
        sides = f"`{self.left.shown('en')}` and `{self.right.shown('en')}`"
        return f"{sides} of `{self.subject}` cannot be {self.joined}{self.where('en')}"

    def help_zh(self) -> str:
        return "同一列用同一种单位"

    def help_en(self) -> str:
        return "keep one unit in a column"
