"""What holds of every audit, whatever the table."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from indicatorlang.diagnostics import display_width
from indicatorlang.engine.rescoring.fitting import FitWalk, by, candidates
from indicatorlang.model.number import decimal_text, round_half_up
from indicatorlang.model.rescored import Computed, Finding
from indicatorlang.pipeline.auditing import audit_tables
from tests.filled import table_of

AGREEING = (Finding.AGREES, Finding.ROUNDING)
hundredths = st.integers(0, 4000).map(lambda n: decimal_text(Fraction(n, 100), 2))


@st.composite
def rows(draw, scored=True):
    """A row with a plain target, read without doubt."""
    less = draw(st.booleans())
    target, actual = draw(st.integers(1, 60)), draw(st.integers(0, 130))
    row = {
        "name": draw(st.sampled_from(["甲类设备", "乙类场地", "丙类课程"])),
        "target": f"{'≤' if less else '≥'}{target}个",
        "actual": f"{actual}个",
        "weight": str(draw(st.integers(1, 30))),
    }
    return row | {"score": draw(hundredths)} if scored else row


tables = st.lists(rows(), min_size=1, max_size=8)


def answered(given_rows, **options):
    return list(audit_tables([table_of(given_rows)], **options).rows())


def findings(given_rows, **options):
    return [row.findings for row in answered(given_rows, **options)]


@given(
    st.lists(
        st.one_of(rows(), rows(scored=False), st.just({"kind": "heading"}), st.just({"kind": "other", "note": "注"})), max_size=12
    )
)
def test_rows_in_are_rows_out_in_order(given_rows):
    table = table_of(given_rows)
    assert [row.row for row in audit_tables([table]).rows()] == list(table.rows)


@given(tables)
def test_walking_twice_finds_the_same(given_rows):
    audit = audit_tables([table_of(given_rows)])
    first, summary = [(row.findings, row.causes) for row in audit.rows()], audit.summary()
    assert first == [(row.findings, row.causes) for row in audit.rows()]
    assert summary == audit.summary()
    assert sum(summary.findings.values()) == sum(len(found) for found, _ in first)


@given(tables, st.integers(0, 10**6))
def test_the_order_of_rows_changes_no_finding(given_rows, seed):
    order = list(range(len(given_rows)))
    random.Random(seed).shuffle(order)
    straight = findings(given_rows)
    assert findings([given_rows[at] for at in order]) == [straight[at] for at in order]


@given(tables)
def test_a_row_alone_is_found_to_be_what_it_is_among_others_of_the_same_precision(given_rows):
    assert [found for row in given_rows for found in findings([row])] == findings(given_rows)


@given(st.lists(rows(scored=False), min_size=1, max_size=8), st.sampled_from(["mof-2020", "hubei-reciprocal", "strict"]))
def test_a_table_with_our_own_scores_agrees(given_rows, profile):
    ours = [row.computed.score for row in answered(given_rows, profile=profile)]
    own = [row | {"score": decimal_text(score, 2)} for row, score in zip(given_rows, ours, strict=True)]
    assert {found for row in findings(own, profile=profile) for found in row} == {Finding.AGREES}


@given(rows(), st.integers(1, 2000))
def test_raising_a_score_never_makes_it_too_low(row, more):
    higher = row | {"score": decimal_text(Fraction(row["score"]) + Fraction(more, 100), 2)}
    (before,), (after,) = answered([row]), answered([higher])
    if before.finding in (Finding.HIGH, Finding.FULL_THOUGH_MISSED, Finding.ABOVE_WEIGHT, *AGREEING):
        assert after.finding not in (Finding.LOW, Finding.CUT_THOUGH_MET)
    assert after.difference - before.difference == Fraction(more, 100)


@given(tables)
def test_ten_times_the_points_are_the_same_differences(given_rows):
    """A score in hundredths becomes one in tenths, and is compared as exactly."""
    tenfold = [
        row | {"weight": str(10 * int(row["weight"])), "score": decimal_text(10 * Fraction(row["score"]), 1)}
        for row in given_rows
    ]
    for once, ten in zip(answered(given_rows), answered(tenfold), strict=True):
        far = abs(once.difference) > Fraction(1, 50)
        assert (once.finding in AGREEING) == (ten.finding in AGREEING) or not far
        assert not far or once.findings == ten.findings


@given(tables)
def test_a_cause_comes_to_the_published_score_and_there_are_two_at_the_most(given_rows):
    for row in answered(given_rows):
        assert len(row.causes) <= 2
        assert not row.causes or row.finding is not Finding.AGREES
        for cause in row.causes:
            points = getattr(cause, "points", None)
            if points is not None and cause.code != "score-of-another-row":
                assert abs(points - row.published) <= Fraction(1, 100)


@given(tables)
def test_what_is_told_of_a_row_fits_and_blames_nobody(given_rows):
    for row in answered(given_rows):
        told = row.explain()
        assert 0 < display_width(told.headline) <= 80
        assert display_width(row.explain("en").headline) <= 80
        assert "错误" not in told.text + told.headline
        assert "None" not in told.text


@given(
    st.lists(st.fractions(0, 10, max_denominator=300), min_size=1, max_size=12),
    st.sampled_from(candidates(["mof-2020", "strict"])),
)
def test_the_rules_that_made_the_scores_are_found_again(points, made_by):
    """Nothing explains them better; what explains them as well is told apart by nothing in the table."""
    walk = FitWalk(["mof-2020", "strict"])
    for exact in points:
        under = {"mof-2020": computed(exact), "strict": computed(Fraction(0))}
        published = made_by_score(under[made_by.profile], made_by)
        walk.see(under, published)
    best = walk.fits()[0]
    own = next(fit for fit in walk.fits() if fit.candidate == made_by)
    assert own.agreeing == own.rows == len(points)
    assert best.reproduced == own.reproduced == own.tested


def computed(exact):
    return Computed(score=round_half_up(exact, 2), exact=exact)


def made_by_score(there, candidate):
    return by(there, candidate).score


TYPED = """
≥98% ≤30万元 好 基本达到 2023年10月底前 11月底前 12月5日 完成 是 否 / 无 95%以上 正增长 增长5% -3% 10 9.5分 9/10 0 -1 １０ 10%
每低1个百分点扣1分，扣完为止 酌情扣分 0.95 100 约500家 [80%,90%] 不适用
"""
cells = st.one_of(st.text(max_size=12), st.sampled_from(TYPED.split()))
COLUMNS = ("name", "op", "target", "unit", "actual", "weight", "score", "rule", "reason", "level2", "year", "project")
MONEY = ("label", "initial", "budget", "spent", "rate", "weight", "score")
anything = st.one_of(st.fixed_dictionaries(dict.fromkeys(COLUMNS, cells)), st.fixed_dictionaries(dict.fromkeys(MONEY, cells)))


@given(st.lists(anything, max_size=4), st.sampled_from(["mof-2020", "strict", "auto"]))
def test_whatever_is_typed_is_answered_and_told(given_rows, profile):
    audit = audit_tables([table_of(given_rows)], profile=profile)
    answers = list(audit.rows())
    assert len(answers) == len(given_rows)
    for row in answers:
        assert len(set(row.findings)) == len(row.findings)
        assert row.difference is None or row.published is not None
        for lang in ("zh", "en"):
            assert display_width(row.explain(lang).headline) <= 80
    audit.summary()
    audit.to_json()
