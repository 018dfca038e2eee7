"""Targets that hold period by period, outside of single verdicts: names of weeks, forms to fill in, JSON, many at once."""

from __future__ import annotations

import datetime as dt

import pytest

import indicatorlang as il
from indicatorlang.model.period import Grain, Period, parse_period, week_of, year_of
from indicatorlang.reports.csv_template import csv_template
from indicatorlang.reports.form_items import headings_of, items_of

YEAR = year_of(2019)
WEEK = Period(dt.date(2019, 1, 28), dt.date(2019, 2, 3))


def rules(*rows, **rest):
    indicators = [{"id": str(n), "name": f"第{n}项", "target": target, "weight": "10"} for n, target in enumerate(rows, 1)]
    return il.load_ruleset({"ruleset": "样例", "year": "2019", "indicators": indicators, **rest})


@pytest.mark.parametrize(
    "text", ["2019W05", "2019-W5", "2019年第5周", "第5周", "W5", "2019-01-28..2019-02-03", "2019-1-28至2019-2-3"]
)
def test_a_week_has_many_names(text):
    assert parse_period(text, YEAR) == WEEK


@pytest.mark.parametrize(
    "text", ["第54周", "2019W00", "2019W53", "第0周", "2019-02-03..2019-01-28", "2019-02-30..2019-03-01", "5周"]
)
def test_what_names_no_week_is_no_period(text):
    assert parse_period(text, YEAR) is None


def test_a_week_is_named_by_the_year_of_its_thursday():
    assert (WEEK.grain, WEEK.text, WEEK.shown()) == (Grain.WEEK, "2019W05", "2019年第5周")
    assert week_of(2020, 1) == Period(dt.date(2019, 12, 30), dt.date(2020, 1, 5))
    assert week_of(2020, 1).text == "2020W01"
    assert parse_period(WEEK.text) == WEEK


def test_the_weeks_of_a_year_are_cut_at_its_ends():
    weeks = list(YEAR.split(Grain.WEEK))
    assert len(weeks) == 53
    assert (weeks[0], weeks[-1]) == (
        Period(dt.date(2019, 1, 1), dt.date(2019, 1, 6)),
        Period(dt.date(2019, 12, 30), dt.date(2019, 12, 31)),
    )
    assert [week.grain for week in weeks[1:-1]] == [Grain.WEEK] * 51


def test_the_form_asks_for_every_week_and_every_month():
    ruleset = rules("全库备份 >= 1 次 every week", "巡检 >= 1 次 every month", "数量 >= 5 家").ruleset
    asked = {item.name: (item.kind_shown, [h.text for h in headings_of(item.block, ruleset.span)]) for item in items_of(ruleset)}
    kind, weeks = asked["全库备份"]
    assert kind == "本期数"
    assert (len(weeks), weeks[0], weeks[-1]) == (51, "第2周", "第52周")
    assert asked["巡检"] == ("本期数", [f"{month}月" for month in range(1, 13)])
    assert asked["数量"] == ("累计数", ["1—3月", "1—6月", "1—9月", "1—12月"])
    assert "全库备份,2019W02,,次,本期数" in csv_template(ruleset)


def test_the_workbook_of_weeks_is_read_back(tmp_path):
    from openpyxl import load_workbook

    from indicatorlang.reports.workbook import write_workbook

    made = rules("全库备份 >= 1 次 every week")
    path = tmp_path / "form.xlsx"
    write_workbook(made.ruleset, path)
    book = load_workbook(path)
    sheet = book["数据填报"]
    (header,) = (row for row in sheet.iter_rows() if any(cell.value == "第2周" for cell in row))
    line = next(row for row in sheet.iter_rows() if any(cell.value == "全库备份" for cell in row))
    for cell in header:
        if cell.value in ("第2周", "第3周", "第4周"):
            line[cell.column - 1].value = 0 if cell.value == "第3周" else 1
    book.save(path)
    result = made.evaluate(il.load_actuals(path))["1"]
    assert (str(result.verdict), [each.period.text for each in result.periods]) == ("missed", ["2019W02", "2019W03", "2019W04"])


def test_periods_stand_in_the_json():
    made = rules(
        "卫生检查 >= 良 every month", scales={"卫生等级": ["优", "良", "差"]}, measures={"卫生检查": {"scale": "卫生等级"}}
    )
    drawn = made.evaluate({"卫生检查": {"2019-01": "优", "2019-02": "差"}}, as_of="2019-02-28").to_dict()
    assert drawn["results"][0]["periods"] == [
        {"period": "2019-01", "verdict": "met", "actual": {"value": "优", "unit": None}, "before": None, "gap": None},
        {"period": "2019-02", "verdict": "missed", "actual": {"value": "差", "unit": None}, "before": None, "gap": None},
    ]


def test_a_single_value_is_that_of_one_period():
    rule = il.compile("全库备份 >= 1 次 every week", weight=10)
    assert [str(rule(value).verdict) for value in ("1", "0")] == ["met", "missed"]


def test_headlines_fit_a_cell_however_many_periods_are_missed():
    made = rules("增量备份 >= 1 次 every day", measures={"增量备份": {"unit": "次", "kind": "period"}})
    days = [dt.date(2019, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    result = made.evaluate({"增量备份": {day.isoformat(): str(day.day % 2) for day in days}})["1"]
    assert (str(result.verdict), len(result.periods)) == ("missed", 365)
    told = result.explain("zh")
    assert len(told.headline) <= 40
    assert "等179天" in told.text
    assert len(told.text) < 1200
    assert len(result.explain("en").headline) <= 80


@pytest.mark.parametrize(
    "text",
    [
        "measure,period,value,kind\n全库备份,2019W02,1,period\n全库备份,第3周,0,period\n",
        "数据项,口径,第2周,第3周\n全库备份,本期数,1,0\n",
        "数据项,口径,2019W02,2019-01-14..2019-01-20\n全库备份,本期数,1,0\n",
    ],
)
def test_tables_have_rows_or_columns_for_weeks(tmp_path, text):
    path = tmp_path / "weeks.csv"
    path.write_text(text, encoding="utf-8")
    result = rules("全库备份 >= 1 次 every week").evaluate(il.load_actuals(path), as_of="2019-01-20")["1"]
    assert [str(each.verdict) for each in result.periods] == ["met", "missed"]
