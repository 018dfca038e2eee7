"""What must hold of values that several reporting units deliver, and of weighted means."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from indicatorlang.library.aggregation import weighted
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import month_end
from tests.engine.books import bound, raw_of
from tests.properties.test_laws_of_actuals import CELLS, CHOICES, DATES, DECLARED, EXTRAS, PERIODS

AT = month_end(2019, 12)
QUARTERS = ("2019Q1", "2019Q2", "2019Q3", "2019Q4")
ENDS = ("2019-03", "2019-06", "2019-09", "2019-12")
UNITS = ("东", "西", "南")
ABSOLUTE = st.sampled_from(["家", "万元", "吨", "公里", "亩"])
SHARES = st.lists(st.lists(st.integers(0, 1000), min_size=4, max_size=4), min_size=2, max_size=3)
RATES = st.lists(st.integers(0, 100), min_size=2, max_size=3)
WEIGHTS = st.lists(st.integers(1, 500), min_size=3, max_size=3)


def measured(rows, **measure):
    """What 甲 comes to at the end of the year."""
    return bound({"measures": {"甲": measure}, "rows": rows})[0].measured("甲", AT)


def rate_rows(rates, money):
    """One percentage and one budget a unit."""
    rows = [["甲", "2019-12", f"{rate}%", {"org": unit}] for unit, rate in zip(UNITS, rates, strict=False)]
    return rows + [
        ["全年预算数", "", f"{amount}万元", {"org": unit}] for unit, amount, _ in zip(UNITS, money, rates, strict=False)
    ]


SIGNED = st.tuples(EXTRAS, st.sampled_from(["", "东", "西", "-"]), st.sampled_from(["", "P1", "P2"])).map(
    lambda given: given[0] | {"org": given[1]} | ({"project": given[2]} if given[2] else {})
)
NAMES = st.sampled_from(["甲", "甲", "甲", "乙", "1", "全年预算数"])
ROWS = st.lists(st.tuples(NAMES, st.sampled_from(PERIODS), CELLS, SIGNED).map(list), max_size=10)
WAYS = st.sampled_from(
    [{}, *({"across_units": way} for way in ("sum", "funds", "weighted", "mean", "min", "max", "worst", "ignore"))]
)
WEIGHED = st.sampled_from([{}, {"weight_by": "乙"}, {"weight_by": "乙", "aggregate": "weighted"}])


@given(DECLARED, WAYS, WEIGHED, ROWS, CHOICES, st.sampled_from(DATES), st.booleans())
def test_any_cells_of_any_units_give_a_value_or_diagnostics_and_never_an_exception(
    measure, way, weight, rows, choice, at, combine
):
    case = {
        "measures": {"甲": measure | way | weight, "乙": {}},
        "indicators": [{"id": "1", "measure": "甲", "target": ">= 5 家"}],
    }
    book, _ = bound(case | {"rows": rows} | ({"combine": "yes"} if combine else {}))
    value = book.measured("甲", at, choice)
    assert (value.state == "invalid") == bool(value.problems)
    assert value.state != "known" or value.quantity is not None or value.done is not None
    assert value.state == "known" or not value.together
    book.doubts(["甲"], at)
    book.facts("1", at, value.inputs)


@given(ABSOLUTE, SHARES)
def test_splitting_an_absolute_measure_into_units_changes_nothing(unit, shares):
    split = [
        ["甲", quarter, str(number), {"org": org}]
        for org, numbers in zip(UNITS, shares, strict=False)
        for quarter, number in zip(QUARTERS, numbers, strict=True)
    ]
    whole = [["甲", quarter, str(sum(numbers))] for quarter, numbers in zip(QUARTERS, zip(*shares, strict=True), strict=True)]
    one, other = measured(split, unit=unit, kind="period"), measured(whole, unit=unit, kind="period")
    assert (one.state, one.quantity.base) == (other.state, other.quantity.base)


@given(ABSOLUTE, SHARES)
def test_splitting_a_running_total_into_units_changes_nothing(unit, shares):
    running = [[sum(numbers[: n + 1]) for n in range(4)] for numbers in shares]
    split = [
        ["甲", end, str(number), {"org": org}]
        for org, numbers in zip(UNITS, running, strict=False)
        for end, number in zip(ENDS, numbers, strict=True)
    ]
    assert measured(split, unit=unit, kind="ytd").quantity.number == sum(numbers[-1] for numbers in running)


@given(st.randoms(use_true_random=False), RATES, WEIGHTS, SHARES)
def test_the_order_of_units_and_rows_changes_nothing(random, rates, money, shares):
    rows = rate_rows(rates, money)
    rows += [
        ["乙", quarter, str(number), {"org": org}]
        for org, numbers in zip(UNITS, shares, strict=False)
        for quarter, number in zip(QUARTERS, numbers, strict=True)
    ]
    case = {"measures": {"甲": {"unit": "%", "kind": "snapshot"}, "乙": {"unit": "家", "kind": "period"}}, "rows": rows}
    delivered = list(raw_of(case).rows)
    first, _ = bound(case)
    random.shuffle(delivered)
    second, _ = bound(case, delivered)
    for name in ("甲", "乙"):
        assert first.measured(name, AT) == second.measured(name, AT)


@given(RATES, WEIGHTS)
def test_a_weighted_rate_lies_between_the_least_and_the_greatest(rates, money):
    value = measured(rate_rows(rates, money), unit="%", kind="snapshot")
    assert value.state == "known"
    assert min(rates) <= value.quantity.number <= max(rates)


@given(RATES, WEIGHTS, st.integers(2, 50))
def test_weights_count_by_their_proportions_only(rates, money, factor):
    one = measured(rate_rows(rates, money), unit="%", kind="snapshot")
    other = measured(rate_rows(rates, [amount * factor for amount in money]), unit="%", kind="snapshot")
    assert one.quantity == other.quantity


@given(RATES)
def test_different_rates_without_weights_never_make_a_number(rates):
    value = measured(rate_rows(rates, []), unit="%", kind="snapshot")
    assert (value.state == "known") == (len(set(rates)) == 1)


@given(RATES, WEIGHTS, st.integers(0, 100))
def test_a_unit_that_weighs_nothing_changes_nothing(rates, money, rate):
    rows = [*rate_rows(rates, money), ["甲", "2019-12", f"{rate}%", {"org": "北"}], ["全年预算数", "", "0万元", {"org": "北"}]]
    assert (
        measured(rows, unit="%", kind="snapshot").quantity
        == measured(rate_rows(rates, money), unit="%", kind="snapshot").quantity
    )


@given(st.lists(st.tuples(st.fractions(0, 1, max_denominator=100), st.integers(1, 50)), min_size=1, max_size=6))
def test_a_weighted_mean_is_the_mean_of_as_many_values_as_the_weights_say(pairs):
    values, weights = [value for value, _ in pairs], [Fraction(weight) for _, weight in pairs]
    repeated = [value for value, weight in pairs for _ in range(weight)]
    assert weighted.PART.kernel(values, weights) == sum(repeated, Fraction(0)) / len(repeated)


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4), st.lists(st.integers(1, 50), min_size=4, max_size=4))
def test_a_weighted_mean_of_periods_is_the_ratio_of_sums(rates, answers):
    rows = [["甲", quarter, f"{rate}%"] for quarter, rate in zip(QUARTERS, rates, strict=True)]
    rows += [["乙", quarter, str(number)] for quarter, number in zip(QUARTERS, answers, strict=True)]
    measures = {
        "甲": {"unit": "%", "kind": "period", "aggregate": "weighted", "weight_by": "乙"},
        "乙": {"unit": "份", "kind": "period"},
    }
    value = bound({"measures": measures, "rows": rows})[0].measured("甲", AT)
    expected = Fraction(sum(rate * number for rate, number in zip(rates, answers, strict=True)), sum(answers))
    assert decimal_text(value.quantity.number) == decimal_text(expected)
