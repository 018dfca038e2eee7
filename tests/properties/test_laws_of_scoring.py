"""Laws that every scoring method keeps, whatever the numbers; and that writing a quantity and reading it are inverse."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicatorlang import catalogue
from indicatorlang.diagnostics import Place
from indicatorlang.library.numerals import chinese_number, spell
from indicatorlang.library.unit_table import table
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.number import terminates
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Anchor, Band, Scoring
from indicatorlang.resolve.fields import Found
from indicatorlang.resolve.scoring.scoring_tables import joined, prove_bands
from indicatorlang.resolve.scoring.scoring_text import NotRead, read

SCORING = catalogue.parts("indicatorlang.library.scoring")
numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
positive = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)
MORE = ["proportional"]
LESS = ["linear", "reciprocal"]
NEARER = ["two_sided", "exact"]
UNITS = sorted(spelling for spelling in table()[0] if parse_unit(spelling).unit.text == spelling)
TABLE_UNITS = [parse_unit(spelling).unit for spelling in UNITS]


@given(numbers, numbers)
@pytest.mark.parametrize("name", MORE + LESS + NEARER)
def test_the_fraction_is_between_nought_and_one(name, a, t):
    assert 0 <= SCORING[name].kernel(a, t) <= 1


@given(numbers, numbers, numbers)
def test_the_fraction_of_a_range_and_of_progress_is_between_nought_and_one(a, one, other):
    assert 0 <= SCORING["between"].kernel(a, min(one, other), max(one, other)) <= 1
    progress = SCORING["progress"].kernel(a, one, other)
    assert (progress is None) is (one == other)
    assert progress is None or 0 <= progress <= 1


@given(st.integers(-6, 6), st.fractions(0, 1), st.none() | st.fractions(0, 1))
def test_the_fraction_of_a_level_falls_with_every_step(steps, below, share):
    kernel = SCORING["levels"].kernel
    assert 0 <= kernel(steps + 1, below, share) <= kernel(steps, below, share) <= 1


@given(st.integers(-400, 400), st.fractions(0, 1))
def test_being_later_never_earns_more(days, late):
    kernel = SCORING["completion"].kernel
    assert 0 <= kernel(None, late) <= kernel(days + 1, late) <= kernel(days, late) <= 1


@given(numbers, numbers)
@pytest.mark.parametrize("name", MORE + LESS + NEARER)
def test_reaching_the_target_earns_all(name, t, more):
    assert SCORING[name].kernel(t, t) == 1
    if name in MORE:
        assert SCORING[name].kernel(t + abs(more), t) == 1
    if name in LESS:
        assert SCORING[name].kernel(t - abs(more), t) == 1


@given(numbers, numbers, positive)
def test_reaching_a_range_or_the_end_of_the_way_earns_all(low, b, width):
    assert all(SCORING["between"].kernel(a, low, low + width) == 1 for a in (low, low + width / 2, low + width))
    assert b == low or SCORING["progress"].kernel(low, low, b) == 1


@given(numbers, numbers, numbers)
@pytest.mark.parametrize("name", MORE + LESS + NEARER)
def test_moving_towards_the_target_never_lowers_the_fraction(name, a, other, t):
    nearer, farther = sorted((a, other), key=lambda x: abs(x - t))
    # On one side of the target; on the far side of it there is nothing to lose but for what must be hit.
    assume((nearer - t) * (farther - t) >= 0)
    assert SCORING[name].kernel(nearer, t) >= SCORING[name].kernel(farther, t)


@given(numbers, numbers, numbers, numbers)
def test_moving_towards_a_range_never_lowers_the_fraction(a, other, one, two):
    low, high = sorted((one, two))
    nearer, farther = sorted((a, other), key=lambda x: max(low - x, x - high, 0))
    # Either inside, or outside on the side of the farther one.
    assume(low <= nearer <= high or (nearer < low and farther < low) or (nearer > high and farther > high))
    assert SCORING["between"].kernel(nearer, low, high) >= SCORING["between"].kernel(farther, low, high)


@given(numbers, numbers, numbers, numbers)
def test_moving_along_the_way_never_lowers_the_fraction(a, other, t, b):
    assume(t != b)
    nearer, farther = sorted((a, other), reverse=t > b)
    assert SCORING["progress"].kernel(nearer, t, b) >= SCORING["progress"].kernel(farther, t, b)


@given(numbers, numbers, numbers, st.sampled_from(TABLE_UNITS), st.data())
def test_changing_units_changes_no_fraction(a, t, b, unit, data):
    other = data.draw(st.sampled_from([u for u in TABLE_UNITS if u.fits(unit)]))
    here = [Quantity(number, unit).base for number in (a, t, b)]
    there = [Quantity(number, unit).within(other).base for number in (a, t, b)]
    counted = [Quantity(number, unit).within(other).number for number in (a, t, b)]
    for name in MORE + LESS + NEARER:
        assert SCORING[name].kernel(*here[:2]) == SCORING[name].kernel(*there[:2]) == SCORING[name].kernel(*counted[:2])
    assert SCORING["progress"].kernel(*here) == SCORING["progress"].kernel(*there) == SCORING["progress"].kernel(*counted)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.sampled_from(TABLE_UNITS), st.sampled_from(["zh", "en"]))
def test_showing_and_reading_a_quantity_gives_the_same_quantity(number, unit, lang):
    quantity = Quantity(Fraction(number), unit)
    assert parse_quantity(quantity.shown(lang)) == quantity


@given(
    st.sampled_from(["3", "1,200", "３．５", "百分之九十五", "一百二十", "九成五", "半", "1/10000", "¥5"]),
    st.sampled_from(["", *UNITS]),
)
def test_reading_and_showing_a_text_gives_the_same_quantity(number, unit):
    quantity = parse_quantity(number + unit)
    assume(quantity is not None)
    assert quantity is not None
    assert terminates(quantity.number)
    assert parse_quantity(quantity.shown()) == quantity


@given(st.integers(0, 10**16))
def test_spelling_and_reading_a_chinese_number_gives_the_same_number(number):
    assert chinese_number(spell(number)) == number


@given(st.text(alphabet="零一二两十百千万亿点分之负半壹〇家个元%0123456789.,/-·()（） 以上", max_size=24) | st.text(max_size=24))
def test_any_text_is_a_quantity_or_none_and_always_a_unit(text):
    found = parse_unit(text)
    assert found.unit.factor > 0
    quantity = parse_quantity(text)
    assert quantity is None or quantity.unit.factor > 0


partials = st.sampled_from(["ceil", "floor", "linear"])


@given(st.fractions(0, 50), positive, st.fractions(0, 20), partials, st.none() | st.fractions(0, 30), st.fractions(0, 100))
def test_steps_take_off_no_more_than_there_is_and_more_the_farther_away(short, step, deduct, partial, most, weight):
    kernel = SCORING["steps"].kernel
    assert 0 <= kernel(short + 1, step, deduct, partial, most, weight) <= kernel(short, step, deduct, partial, most, weight) <= 1
    assert kernel(Fraction(0), step, deduct, partial, most, weight) == 1


@given(st.fractions(0, 50), positive, st.fractions(0, 20), st.fractions(1, 100))
def test_a_part_of_a_step_counts_between_none_and_one(short, step, deduct, weight):
    full, part, none = (SCORING["steps"].kernel(short, step, deduct, how, None, weight) for how in ("ceil", "linear", "floor"))
    assert full <= part <= none


@st.composite
def falling_bands(draw):
    lows = sorted(draw(st.lists(numbers, min_size=1, max_size=5, unique=True)), reverse=True)
    shares = sorted(draw(st.lists(st.fractions(0, 1), min_size=len(lows) + 1, max_size=len(lows) + 1)), reverse=True)
    bands = [Band(low=Quantity(low), fraction=share) for low, share in zip(lows, shares, strict=False)]
    return (*bands, Band(fraction=shares[-1]))


@given(falling_bands(), numbers, positive)
def test_every_number_lies_in_one_band_and_more_never_earns_less(bands, x, more):
    found: Found = Found()
    prove_bands(bands, [Place()] * len(bands), found)
    assert found.diagnostics == []
    filled = joined(bands)
    assert sum(band.holds(x) for band in filled) == 1
    kernel = SCORING["bands"].kernel
    assert 0 <= kernel(x, filled, Fraction(10)) <= kernel(x + more, filled, Fraction(10)) <= 1
    assert kernel(x, bands, Fraction(10)) == kernel(x, filled, Fraction(10))


@given(falling_bands(), st.randoms(use_true_random=False))
def test_bands_out_of_order_are_told(bands, random):
    shuffled = list(bands)
    random.shuffle(shuffled)
    found: Found = Found()
    prove_bands(shuffled, [Place()] * len(shuffled), found)
    ordered = [band.low for band in shuffled] == [band.low for band in bands]
    assert bool(found.diagnostics) is not ordered


@given(st.lists(st.tuples(numbers, st.fractions(0, 1)), min_size=2, max_size=5, unique_by=lambda p: p[0]), numbers, positive)
def test_a_rising_line_goes_through_its_points_and_never_falls(points, x, more):
    places = sorted(at for at, _ in points)
    shares = sorted(share for _, share in points)
    anchors = tuple(Anchor(Quantity(at), share) for at, share in zip(places, shares, strict=True))
    kernel = SCORING["piecewise"].kernel
    assert [kernel(at, anchors, Fraction(10)) for at in places] == shares
    assert 0 <= kernel(x, anchors, Fraction(10)) <= kernel(x + more, anchors, Fraction(10)) <= 1


@given(st.text("每低高扣加得分不足按计最多以上下内其余百分点天次家%0123456789.，,；—（）≥≤含 ", max_size=60))
def test_any_sentence_gives_a_scoring_or_the_words_in_the_way(text):
    found = read(text)
    assert isinstance(found, NotRead) or found.text == text


@pytest.mark.parametrize("piece", ["每低1个百分点扣1分，", "90%", "每", "不足", "≥90%得10分，", "（含", "1.1"])
def test_a_long_sentence_is_refused_or_read_at_once(piece):
    assert isinstance(read(piece * 20_000), NotRead)


@pytest.mark.parametrize(
    "sentence",
    [
        "每低1个百分点扣1分，扣完为止",
        "≥90%得10分，80%—90%得8分，其余不得分",
        "每投诉一次扣1分，最多扣5分",
        "达标得满分，否则不得分",
    ],
)
@pytest.mark.parametrize("word", ["酌情", "左右", "另议"])
def test_no_word_of_a_sentence_is_passed_over(sentence, word):
    assert isinstance(read(sentence), Scoring)
    assert isinstance(read(sentence + "，" + word), NotRead)
    assert isinstance(read(word + "，" + sentence), NotRead)
