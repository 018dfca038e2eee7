"""The calendar of China against the functions of the package whose table it is built from, and a second source."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
import pytest

from indicatorlang.library.calendars.china import PART
from indicatorlang.model.calendar import Calendar

DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return PART.build()


def test_it_covers_the_days_it_says(calendar):
    assert (calendar.name, calendar.first, calendar.last) == ("china", PART.first, PART.last)
    assert calendar.is_workday(PART.first - DAY) is None
    assert calendar.is_workday(PART.last + DAY) is None


def test_it_agrees_with_the_functions_of_chinese_calendar_on_every_day(calendar):
    days = [dt.date.fromordinal(n) for n in range(PART.first.toordinal(), PART.last.toordinal() + 1)]
    assert len(days) == 7305
    assert [day for day in days if calendar.is_workday(day) is not chinese_calendar.is_workday(day)] == []


def test_it_agrees_with_the_package_holidays_on_every_day(calendar):
    holidays = pytest.importorskip("holidays")
    theirs = holidays.country_holidays("CN", years=range(2018, 2026))
    days = [dt.date.fromordinal(n) for n in range(dt.date(2018, 1, 1).toordinal(), dt.date(2026, 1, 1).toordinal())]
    assert [day for day in days if calendar.is_workday(day) is not theirs.is_working_day(day)] == []


def test_the_table_is_made_once(calendar):
    assert PART.build() is calendar


def test_every_year_names_its_notice():
    assert list(PART.notices) == list(range(PART.first.year, PART.last.year + 1))
    for year, notices in PART.notices.items():
        assert str(year) in notices[0].title
        assert all(notice.url.startswith("https://www.gov.cn/") for notice in notices)
    addresses = [notice.url for notices in PART.notices.values() for notice in notices]
    assert len(set(addresses)) == len(addresses)


def test_amendments_come_after_what_they_amend():
    titles = [notice.title for notice in PART.notices[2019]]
    assert titles == ["国务院办公厅关于2019年部分节假日安排的通知", "国务院办公厅关于调整2019年劳动节假期安排的通知"]


def test_a_span_that_ends_in_december_stands_on_the_next_notice_too():
    said = [notice.title for notice in PART.notices_between(dt.date(2018, 12, 28), dt.date(2018, 12, 29))]
    assert said == ["国务院办公厅关于2018年部分节假日安排的通知", "国务院办公厅关于2019年部分节假日安排的通知"]
    assert len(PART.notices_between(dt.date(2019, 3, 1), dt.date(2019, 11, 30))) == 2


def test_a_local_change_lies_on_top_and_touches_nothing_else(calendar):
    day = dt.date(2020, 2, 3)
    local = calendar.overlaid([(day, False)])
    assert calendar.is_workday(day) is True
    assert local.is_workday(day) is False
    assert local.workdays(day - DAY, day) == 0
    assert local.is_workday(day + DAY) is True
