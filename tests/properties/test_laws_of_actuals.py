"""What must hold of reported values, whatever they are."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from indicatorlang.engine.series import Choice
from indicatorlang.model.actual import Kind
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import Grain, month_end, year_of
from tests.engine.books import bound, raw_of

YEAR = year_of(2019)
DATES = tuple(month_end(2019, month) for month in range(1, 13))
MONTHS = tuple(p.text for p in YEAR.split(Grain.MONTH))
QUARTERS = tuple(p.text for p in YEAR.split(Grain.QUARTER))
PERIODS = (
    *MONTHS,
    *QUARTERS,
    "2019H1",
    "2019H2",
    "2019",
    "",
    "1—6月",
    "截至9月底",
    "2019-01..2019-02",
    "2019-07-15",
    "年中",
    "2018Q4",
)
TEXTS = (
    "0",
    "1",
    "2",
    "0.5",
    "0.95",
    "95",
    "1.5",
    "-1",
    "3家",
    "3元",
    "2万元",
    "95%",
    "1,200",
    "",
    "-",
    "无",
    "不适用",
    "约5",
    "是",
    "否",
)
CELLS = st.sampled_from(TEXTS) | st.text(max_size=6)
KINDS = st.sampled_from(["", "period", "ytd", "snapshot"])
DECLARED = st.fixed_dictionaries(
    {},
    optional={
        "unit": st.sampled_from(["家", "元", "万元", "%", "工作日", ""]),
        "kind": st.sampled_from(["period", "ytd", "snapshot", "done_date"]),
        "aggregate": st.sampled_from(["sum", "last", "mean", "min", "max", "each"]),
        "frequency": st.sampled_from(["day", "month", "quarter", "half", "year"]),
        "missing": st.sampled_from(["no_data", "zero", "skip"]),
        "bounded": st.sampled_from(["yes", "no"]),
        "evidence": st.sampled_from(["required", "optional"]),
    },
)
EXTRAS = st.fixed_dictionaries(
    {},
    optional={
        "kind": KINDS,
        "filled_on": st.sampled_from(["2019-04-01", "2019-07-01", "上周"]),
        "evidence": st.just("单"),
        "reason": st.sampled_from(["雨", "雪"]),
        "score": st.sampled_from(["8", "9", "满分"]),
        "unit": st.sampled_from(["家", "元", "%"]),
    },
)
ROWS = st.lists(st.tuples(st.sampled_from(["甲", "1", "乙"]), st.sampled_from(PERIODS), CELLS, EXTRAS).map(list), max_size=8)
CHOICES = st.builds(
    Choice,
    kind=st.sampled_from([None, Kind.PERIOD, Kind.YTD]),
    percent=st.sampled_from([None, "percent", "fraction"]),
    nothing=st.sampled_from([None, "zero", "blank"]),
    money=st.sampled_from([None, ("甲",)]),
)
NONE: frozenset[int] = frozenset()
AMOUNTS = st.lists(st.integers(0, 1000), min_size=12, max_size=12)


def of(measure, rows):
    """A case about one measure and its indicator."""
    return {"measures": {"甲": measure}, "indicators": [{"id": "1", "measure": "甲", "target": ">= 5 家"}], "rows": rows}


def outcome(measured):
    """What is judged: state, value, word, day."""
    return measured.state, measured.quantity, measured.level, measured.day, measured.done


@given(DECLARED, ROWS, CHOICES, st.sampled_from(DATES))
def test_any_cells_give_a_value_or_diagnostics_and_never_an_exception(measure, rows, choice, at):
    book, found = bound(of(measure, rows))
    measured = book.measured("甲", at, choice)
    assert (measured.state == "invalid") == bool(measured.problems)
    assert measured.state != "known" or measured.quantity is not None or measured.done is not None
    assert measured.state in ("known", "no_data") or measured.quantity is None
    for doubt in book.doubts(["甲"], at):
        assert doubt.differing().zh()
        assert doubt.agreed(doubt.options[0]).en()
    for diagnostic in (*found, *measured.problems, *measured.remarks):
        assert diagnostic.zh()
        assert diagnostic.en()
    assert book.facts("1", at) is not None


@given(DECLARED, ROWS, CHOICES, st.sampled_from(DATES), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(measure, rows, choice, at, random):
    case = of(measure, rows)
    delivered = list(raw_of(case).rows)
    random.shuffle(delivered)
    (first, found), (second, again) = bound(case), bound(case, delivered)
    assert first.measured("甲", at, choice) == second.measured("甲", at, choice)
    assert first.doubts(["甲"], at) == second.doubts(["甲"], at)
    assert first.facts("1", at) == second.facts("1", at)
    assert found == again


@given(DECLARED, ROWS, CHOICES, st.sampled_from(DATES), ROWS)
def test_later_values_change_no_value_at_an_earlier_date(measure, rows, choice, at, others):
    # A value for the whole span is the exception: it holds at every date only as long as there is no finer one.
    measure = {"unit": "家"} | measure
    case = of(measure, [row for row in rows if row[1] not in ("", "2019")])
    later = [row for row in others if row[1] in MONTHS + QUARTERS and DATES[_last_month(row[1]) - 1] > at]
    before, after = bound(case)[0], bound(case | {"rows": case["rows"] + later})[0]
    assume(measure.get("kind") != "done_date" and measure.get("evidence") != "required")
    assert outcome(before.measured("甲", at, choice)) == outcome(after.measured("甲", at, choice))


def _last_month(text):
    return int(text[-1]) * 3 if "Q" in text else int(text[-2:])


@given(AMOUNTS, st.sets(st.integers(0, 3)), st.sampled_from(DATES))
def test_splitting_a_period_into_finer_ones_changes_no_sum(amounts, split, at):
    def rows(split):
        for quarter, name in enumerate(QUARTERS):
            own = amounts[3 * quarter : 3 * quarter + 3]
            if quarter in split:
                yield from (["甲", month, str(n)] for month, n in zip(MONTHS[3 * quarter : 3 * quarter + 3], own, strict=True))
            else:
                yield ["甲", name, str(sum(own))]

    assume(at.month % 3 == 0)
    whole, parts = (bound(of({"kind": "period"}, list(rows(chosen))))[0].measured("甲", at) for chosen in (NONE, split))
    assert outcome(whole) == outcome(parts)
    assert whole.quantity.number == sum(amounts[: at.month])


@given(AMOUNTS, st.sampled_from(DATES))
def test_values_of_periods_and_running_totals_say_the_same(amounts, at):
    periods = [["甲", month, str(n)] for month, n in zip(MONTHS, amounts, strict=True)]
    totals = [["甲", month, str(sum(amounts[: n + 1]))] for n, month in enumerate(MONTHS)]
    both = [[*row, {"kind": "本期数"}] for row in periods] + [[*row, {"kind": "累计数"}] for row in totals]
    made = [
        bound(of(m, rows))[0].measured("甲", at)
        for m, rows in (({"kind": "period"}, periods), ({"kind": "ytd"}, totals), ({}, both))
    ]
    assert len({outcome(each) for each in made}) == 1
    assert made[0].state == "known"


@given(AMOUNTS, st.sets(st.sampled_from([*QUARTERS, "2019H1", "2019H2", "2019", ""])), st.sampled_from(DATES))
def test_adding_a_check_that_holds_changes_nothing(amounts, checks, at):
    months = [["甲", month, str(n)] for month, n in zip(MONTHS, amounts, strict=True)]
    first = {"Q1": 0, "Q2": 3, "Q3": 6, "Q4": 9, "H1": 0, "H2": 6}
    length = {"Q": 3, "H": 6}
    added = []
    for name in sorted(checks):
        start, count = (first[name[-2:]], length[name[-2]]) if name[4:] else (0, 12)
        added.append(["甲", name, str(sum(amounts[start : start + count]))])
    plain, checked = (bound(of({"kind": "period"}, rows))[0].measured("甲", at) for rows in (months, months + added))
    assert outcome(plain) == outcome(checked)


@given(AMOUNTS, st.sets(st.integers(0, 11)), st.sampled_from(DATES), st.sampled_from(["period", "ytd", "snapshot"]))
def test_the_unit_a_value_is_written_in_changes_nothing(amounts, changed, at, kind):
    def rows(changed):
        for index, (month, number) in enumerate(zip(MONTHS, amounts, strict=True)):
            yield ["甲", month, f"{decimal_text(Fraction(number, 10_000))}万元" if index in changed else f"{number}元"]

    case = {"measures": {"甲": {"unit": "元", "kind": kind}}}
    first, second = (bound(case | {"rows": list(rows(chosen))})[0].measured("甲", at) for chosen in (NONE, changed))
    assert outcome(first) == outcome(second)


@given(st.lists(st.integers(-3, 130).map(str), min_size=1, max_size=4), st.sampled_from(DATES))
def test_a_percentage_reads_the_same_with_its_sign_and_as_a_declared_fraction(numbers, at):
    periods = QUARTERS[: len(numbers)]
    signed = [["甲", period, f"{number}%"] for period, number in zip(periods, numbers, strict=True)]
    shares = [["甲", period, decimal_text(Fraction(number) / 100)] for period, number in zip(periods, numbers, strict=True)]
    first = bound({"measures": {"甲": {"unit": "%"}}, "rows": signed})[0].measured("甲", at)
    second = bound({"measures": {"甲": {"unit": "%", "percent": "fraction"}}, "rows": shares})[0].measured("甲", at)
    assert outcome(first) == outcome(second)


@given(st.lists(st.sampled_from(DATES), min_size=1, max_size=3), st.sampled_from(DATES))
def test_a_completion_holds_from_its_day_on(days, at):
    rows = [["甲", QUARTERS[n], str(days[0])] for n in range(len(days))]
    measured = bound({"measures": {"甲": {"kind": "done_date"}}, "rows": rows})[0].measured("甲", at)
    assert (measured.state, measured.day) == (("known", days[0]) if days[0] <= at else ("no_data", None))
