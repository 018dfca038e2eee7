"""Laws of whole evaluations: one thing is changed, and what must change with it, or must not, is compared.

The projects are those of the reference (`tests/reference`), so they have every kind of measure, target, period and profile.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.pipeline import merge_actuals
from tests.reference.facts import (
    UNITS,
    Compared,
    Entry,
    Every,
    Measure,
    Opposite,
    Period,
    Project,
    Row,
    Some,
    Within,
    month_end,
    pieces,
)
from tests.reference.printing import actuals, decimal, records, ruleset
from tests.reference.strategies import QUARTER_ENDS, projects

modest = settings(max_examples=max(25, settings().max_examples // 4))
PROFILES = ("mof-2020", "hubei-reciprocal", "strict", "okr")
YEAR = 2019


def evaluated(project: Project, rows: list[dict[str, str]] | None = None, **options: Any) -> Any:
    """The assessment of a project, with other rows of actuals where they are given."""
    rules = il.load_ruleset(ruleset(project))
    given_rows = actuals(project) if rows is None else rows
    as_of = options.pop("as_of", project.as_of.isoformat())
    return rules.evaluate(given_rows, records=records(project), as_of=as_of, final=project.final, **options)


def facts_of(row: Any, *, exactly: bool = True) -> tuple[object, ...]:
    """What a result says, without its words. Not `exactly`: only what does not depend on the unit it is said in."""
    pace = None if row.pace is None else (row.pace.colour, row.pace.index)
    gap = None if row.gap is None else (row.gap.number if exactly else row.gap.base)
    return row.verdict, row.score, row.fraction, gap, row.due, row.recoverable, pace


def whole(assessment: Any) -> tuple[object, ...]:
    """What is said of the project."""
    return (
        *(assessment.score, assessment.raw_score, assessment.max_score, assessment.weight),
        *(assessment.provisional, assessment.grade, tuple(v.indicator for v in assessment.vetoes), assessment.pace),
    )


def said(assessment: Any, **how: Any) -> tuple[object, ...]:
    """What an assessment says, rows by id."""
    return {row.id: facts_of(row, **how) for row in assessment}, whole(assessment)


@modest
@given(project=projects(), data=st.data())
def test_a_measure_that_nobody_asks_for_changes_nothing(project, data):
    extra = Measure("旁数", "家", "period")
    values = tuple(Entry("旁数", Fraction(data.draw(st.integers(0, 99))), period) for period in pieces(YEAR, 3))
    beside = attrs.evolve(project, measures=(*project.measures, extra), entries=(*project.entries, *values))
    assert said(evaluated(project)) == said(evaluated(beside))


@modest
@given(project=projects())
def test_every_row_of_actuals_written_twice_changes_nothing(project):
    rows = actuals(project)
    assert said(evaluated(project)) == said(evaluated(project, [*rows, *rows]))


@modest
@given(project=projects(), data=st.data())
def test_the_order_of_measures_and_of_actuals_changes_nothing(project, data):
    shuffled = attrs.evolve(
        project,
        measures=tuple(data.draw(st.permutations(project.measures))),
        entries=tuple(data.draw(st.permutations(project.entries))),
    )
    assert said(evaluated(project)) == said(evaluated(shuffled))


@modest
@given(project=projects())
def test_an_evaluation_does_not_see_what_is_reported_later(project):
    by_then = tuple(e for e in project.entries if e.period is None or e.period.last <= project.as_of or e.period == project.span)
    dated = tuple(e for e in project.entries if e not in by_then and isinstance(e.value, str) and e.value[:2] == "20")
    assume(not any(e.value <= project.as_of.isoformat() for e in dated))  # a day of completion holds from that day on
    names = {e.measure for e in project.entries}
    assume(all(any(e.period is not None and e.period != project.span for e in by_then if e.measure == n) for n in names))
    assert said(evaluated(project)) == said(evaluated(attrs.evolve(project, entries=by_then)))


@modest
@given(project=projects(), times=st.sampled_from((2, 3, 10, 100)))
def test_weights_times_a_number_make_scores_times_that_number(project, times):
    project = attrs.evolve(project, budget=None, rows=tuple(attrs.evolve(row, deduct=None) for row in project.rows))
    greater = attrs.evolve(project, rows=tuple(attrs.evolve(row, weight=row.weight * times) for row in project.rows))
    first, second = evaluated(project), evaluated(greater)
    for row in project.rows:
        one, other = first[row.id], second[row.id]
        assert (one.verdict, one.fraction, one.gap, one.due) == (other.verdict, other.fraction, other.gap, other.due)
        if one.score is not None:
            assert abs(other.score - one.score * times) <= Fraction(times + 1, 200)
    assert second.weight == first.weight * times
    assert second.max_score == first.max_score * times


@modest
@given(project=projects(), data=st.data())
def test_verdicts_fractions_and_pace_know_no_weights(project, data):
    weights = [Fraction(data.draw(st.sampled_from((0, 1, 3, 50)))) for _ in project.rows]
    other = attrs.evolve(project, rows=tuple(attrs.evolve(r, weight=w) for r, w in zip(project.rows, weights, strict=True)))
    without = [[(r.verdict, r.fraction, r.gap, r.due, r.pace, r.needed) for r in evaluated(p)] for p in (project, other)]
    assert without[0] == without[1]


def renamed(project: Project, names: dict[str, str]) -> Project:
    """The same project with other names of its measures."""

    def condition(node: Any) -> Any:
        match node:
            case Every(parts) | Some(parts):
                return attrs.evolve(node, parts=tuple(map(condition, parts)))
            case Opposite(part):
                return Opposite(condition(part))
            case None:
                return None
        return attrs.evolve(node, measure=names.get(node.measure, node.measure))

    def measure(m: Measure) -> Measure:
        made = None if m.formula is None else (names[m.formula[0]], names[m.formula[1]])
        return attrs.evolve(m, name=names[m.name], formula=made)

    return attrs.evolve(
        project,
        rows=tuple(attrs.evolve(r, target=condition(r.target), when=condition(r.when)) for r in project.rows),
        measures=tuple(map(measure, project.measures)),
        entries=tuple(attrs.evolve(e, measure=names.get(e.measure, e.measure)) for e in project.entries),
    )


@modest
@given(project=projects())
def test_other_names_change_nothing_but_names(project):
    # Each has its direction, so no name is asked what is better.
    names = {m.name: f"数据{i}号" for i, m in enumerate(project.measures)}
    same = attrs.evolve(
        project,
        measures=tuple(attrs.evolve(m, direction=m.direction or "higher") if m.scale is None else m for m in project.measures),
    )
    assert said(evaluated(same)) == said(evaluated(renamed(same, names)))


@modest
@given(project=projects())
def test_the_end_turns_missing_data_into_a_real_nought_and_nothing_else(project):
    open_still = evaluated(attrs.evolve(project, final=False))
    final = evaluated(attrs.evolve(project, final=True))
    assert [facts_of(row) for row in open_still] == [facts_of(row) for row in final]
    assert (open_still.score, open_still.max_score, open_still.weight) == (final.score, final.max_score, final.weight)
    verdicts = {row.verdict for row in final}
    assert final.provisional is ("invalid" in verdicts)
    assert open_still.provisional is bool(verdicts & {"invalid", "no_data"})


@modest
@given(project=projects())
def test_a_row_that_is_not_applicable_is_as_if_it_were_not_there(project):
    rows = tuple(attrs.evolve(row, veto=None, weight=row.weight + 1) for row in project.rows)
    without = attrs.evolve(project, budget=None, as_of=QUARTER_ENDS[-1], rows=rows)
    never = Row("9", rows[0].target, Fraction(25), when=Compared("条件", ">", Fraction(0), "家"))
    switch = Measure("条件", "家", "snapshot"), Entry("条件", Fraction(0), pieces(YEAR, 12)[0])
    beside = attrs.evolve(
        without, rows=(*rows, never), measures=(*project.measures, switch[0]), entries=(*project.entries, switch[1])
    )
    first, second = evaluated(without), evaluated(beside)
    assert second["9"].verdict == "not_applicable"
    assert all(facts_of(first[row.id])[:6] == facts_of(second[row.id])[:6] for row in rows)
    assert first.raw_score == second.raw_score
    left = sum(row.weight for row in second if row.verdict != "not_applicable")
    if left == 0:
        return
    factor = second.weight / left
    assert abs(second.score - second.raw_score * factor) <= Fraction(1, 200)
    assert second.max_score == sum(r.weight for r in second if r.verdict in JUDGED) * factor


JUDGED = ("met", "missed", "no_data", "invalid")


@modest
@given(project=projects())
def test_the_json_says_the_numbers_exactly(project):
    assessment = evaluated(project)
    drawn = json.loads(assessment.to_json(), parse_float=Decimal, parse_int=Decimal)
    for row, text in zip(assessment, drawn["results"], strict=True):
        assert text["score"] is None if row.score is None else Fraction(text["score"]) == row.score
        assert Fraction(text["weight"]) == row.weight
        assert text["fraction"] is None if row.fraction is None else abs(Fraction(text["fraction"]) - row.fraction) <= TENTH_PLACE
        assert text["gap"] is None if row.gap is None else abs(Fraction(text["gap"]["value"]) - row.gap.number) <= TENTH_PLACE
    assert Fraction(drawn["score"]) == assessment.score
    assert Fraction(drawn["raw_score"]) == assessment.raw_score
    assert Fraction(drawn["weight"]) == assessment.weight


TENTH_PLACE = Fraction(1, 2 * 10**10)


@modest
@given(
    unit=st.sampled_from(("元", "亩", "千克", "家", "‰")),
    values=st.lists(st.integers(0, 500_000), min_size=4, max_size=4),
    bound=st.integers(0, 500_000),
    op=st.sampled_from((">=", ">", "<=", "<", "==", "range")),
    kind=st.sampled_from(("period", "ytd", "snapshot")),
    profile=st.sampled_from(PROFILES),
    as_of=st.sampled_from(QUARTER_ENDS),
)
def test_scaling_units_changes_no_score(unit, values, bound, op, kind, profile, as_of):
    larger, times = {"元": ("万元", 10000), "亩": ("公顷", 15), "千克": ("吨", 1000), "家": ("万家", 10000), "‰": ("%", 10)}[unit]
    assert UNITS[larger][1] == UNITS[unit][1] * times
    values = sorted(values) if kind == "ytd" else values
    step = times if unit == "亩" else 1  # fifteenths do not terminate
    numbers, bound = [Fraction(v * step) for v in values], Fraction(bound * step)
    spelled = []
    for target_unit in (unit, larger):
        for actual_unit in (unit, larger):
            t, a = (1 if u == unit else times for u in (target_unit, actual_unit))
            target = Compared("甲", op, bound / t, target_unit)
            if op == "range":
                target = Within("甲", bound / t, (bound + 15000) / t, target_unit)
            entries = tuple(Entry("甲", n / a, p, unit=actual_unit) for n, p in zip(numbers, pieces(YEAR, 3), strict=True))
            measure = Measure("甲", unit, kind, direction="higher")
            project = Project((Row("1", target, Fraction(10)),), (measure,), entries, as_of, profile=profile)
            spelled.append(said(evaluated(project), exactly=False))
    assert spelled[0] == spelled[1] == spelled[2] == spelled[3]


def counted(bound: int, op: str, entries: tuple[Entry, ...], kind: str, as_of: Any, by: Any = None) -> Project:
    """One row over one count."""
    return Project(
        (Row("1", Compared("甲", op, Fraction(bound), "家", by), Fraction(10)),),
        (Measure("甲", "家", kind, direction="higher"),),
        entries,
        as_of,
    )


@modest
@given(
    months=st.lists(st.integers(0, 40), min_size=12, max_size=12),
    bound=st.integers(1, 400),
    op=st.sampled_from((">=", ">", "<=", "<", "==")),
    reported=st.sampled_from((3, 6, 12)),
    data=st.data(),
)
def test_the_same_facts_as_months_quarters_or_running_totals_come_to_the_same(months, bound, op, reported, data):
    as_of, by = month_end(YEAR, reported), data.draw(st.sampled_from((None, month_end(YEAR, reported))))

    def sums(length: int) -> tuple[Entry, ...]:
        return tuple(
            Entry("甲", Fraction(sum(months[p.first.month - 1 : p.last.month])), p)
            for p in pieces(YEAR, length)
            if p.last.month <= reported
        )

    def totals(length: int) -> tuple[Entry, ...]:
        return tuple(
            Entry("甲", Fraction(sum(months[: p.last.month])), p) for p in pieces(YEAR, length) if p.last.month <= reported
        )

    by_months = said(evaluated(counted(bound, op, sums(1), "period", as_of, by)))
    assert said(evaluated(counted(bound, op, sums(3), "period", as_of, by))) == by_months
    assert said(evaluated(counted(bound, op, totals(1), "ytd", as_of, by))) == by_months
    assert said(evaluated(counted(bound, op, totals(3), "ytd", as_of, by))) == by_months


@modest
@given(
    one=st.fractions(-200, 400, max_denominator=20),
    other=st.fractions(-200, 400, max_denominator=20),
    low=st.sampled_from((-100, -1, 0, 1, 50, 100)),
    width=st.sampled_from((0, 1, 50)),
    form=st.sampled_from((">=", ">", "<=", "<", "==", "two_sided", "exact", "range", "open")),
    baseline=st.sampled_from((None, -100, -1, 0, 30, 100, 150)),
    scoring=st.sampled_from((None, "progress", "proportional", "pass_fail")),
    profile=st.sampled_from(PROFILES),
)
def test_nearer_to_the_target_never_scores_less(one, other, low, width, form, baseline, scoring, profile):
    one, other = (Fraction(round(x * 100), 100) for x in (one, other))

    def away(a: Fraction) -> Fraction:
        below, above = max(Fraction(0), low - a), max(Fraction(0), a - low)
        match form:
            case ">=" | ">":
                return below
            case "<=" | "<":
                return above
            case "range" | "open":
                return max(below, a - low - width)
            case "==" if profile != "strict":
                return above if low == 0 else below
        return above if low == 0 else abs(a - low)

    near, far = sorted((one, other), key=away)
    if form in ("range", "open", "two_sided", "exact", "==") and (near - low) * (far - low) < 0:
        assume(away(near) == 0 or form in ("two_sided", "exact"))  # the two sides of a range are not measured by one rod
    results = [_scored(a, low, width, form, baseline, scoring, profile) for a in (near, far)]
    assert results[0].score >= results[1].score
    if results[1].verdict == "met" and away(near) < away(far):
        assert results[0].verdict == "met"


def _scored(a: Fraction, low: int, width: int, form: str, baseline: int | None, scoring: str | None, profile: str) -> Any:
    equal = form if form in ("two_sided", "exact") else None
    target: Any = Compared("甲", "==" if equal else form, Fraction(low), "万元")
    if form in ("range", "open"):
        target = Within("甲", Fraction(low), Fraction(low + width + 1), "万元", form == "range", form == "range")
    start = None if baseline is None else Fraction(baseline)
    measure = Measure("甲", "万元", "snapshot", direction="higher", baseline=start)
    row = Row("1", target, Fraction(10), scoring=scoring, equal=equal)
    period: Period = pieces(YEAR, 12)[0]
    return evaluated(Project((row,), (measure,), (Entry("甲", a, period),), QUARTER_ENDS[-1], profile=profile))["1"]


@modest
@given(
    a=st.integers(-100, 300),
    b=st.integers(-100, 300),
    low=st.sampled_from((-100, 0, 1, 50, 100)),
    form=st.sampled_from((">=", ">", "<=", "<", "==", "range", "open")),
    baseline=st.sampled_from((None, -100, 0, 30, 150)),
    profile=st.sampled_from(PROFILES),
)
def test_what_is_met_never_scores_less_than_what_is_missed(a, b, low, form, baseline, profile):
    results = [_scored(Fraction(x), low, 20, form, baseline, None, profile) for x in (a, b)]
    verdicts = [str(result.verdict.value) for result in results]
    assume(sorted(verdicts) == ["met", "missed"])
    scores = dict(zip(verdicts, (result.score for result in results), strict=True))
    assert scores["met"] == 10 >= scores["missed"]


@modest
@given(bound=st.integers(1, 100), values=st.lists(st.integers(0, 40), min_size=4, max_size=4), left=st.integers(0, 3))
def test_leaving_a_value_out_never_earns_more_than_reporting_it(bound, values, left):
    entries = tuple(Entry("甲", Fraction(v), p) for v, p in zip(values, pieces(YEAR, 3), strict=True))
    blank = tuple(attrs.evolve(e, value=None) if i == left else e for i, e in enumerate(entries))
    scores = [evaluated(counted(bound, ">=", each, "period", QUARTER_ENDS[-1]))["1"].score for each in (entries, blank)]
    assert scores[0] >= scores[1]


@pytest.mark.parametrize("files", [2, 3])
@modest
@given(project=projects(), data=st.data())
def test_the_order_and_number_of_files_change_nothing(tmp_path_factory, files, project, data):
    rows = actuals(project)
    headings = ("指标", "期间", "实际值", "口径", "填报日期", "备注", "扣分")
    folder = tmp_path_factory.mktemp("files")
    parts: list[list[dict[str, str]]] = [[] for _ in range(files)]
    for row in rows:
        parts[data.draw(st.integers(0, files - 1))].append(row)
    paths = []
    for number, part in enumerate(parts):
        lines = [",".join(headings), *(",".join(row.get(h, "") for h in headings) for row in part)]
        path = folder / f"{number}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(path)
    rules = il.load_ruleset(ruleset(project))
    found = []
    for order in (paths, paths[::-1]):
        merged = merge_actuals(map(il.load_actuals, order))
        found.append(said(rules.evaluate(merged, records=records(project), as_of=project.as_of.isoformat(), final=project.final)))
    assert found[0] == found[1] == said(evaluated(project))


def test_decimals_are_printed_as_they_are():
    assert [decimal(Fraction(n)) for n in ("0.01", "-12.5", "100", "0")] == ["0.01", "-12.5", "100", "0"]
