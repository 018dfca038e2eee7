"""What targets come to, as `conformance/resolve/targets.yaml` says."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml

from indicatorlang.diagnostics import errors
from indicatorlang.model.case_condition import DayTest, EveryTest, NotTest, NumberTest, RangeTest, SomeTest, WordTest
from indicatorlang.model.formula import (
    Aggregated,
    Arithmetic,
    BaselineOf,
    CaseCondition,
    Column,
    Constant,
    Elapsed,
    GrowthOf,
    MeasureRef,
    OverCases,
)
from indicatorlang.model.indicator import All, AnyOf, AtLevel, DoneBy, EachCase, EachPeriod, InRange, Negation, Threshold, Trend
from indicatorlang.model.number import decimal_text
from indicatorlang.resolve.from_syntax import from_python, resolve_ruleset

FOLDER = Path(__file__).resolve().parents[1] / "conformance" / "resolve"
CASES = yaml.load((FOLDER / "targets.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def _said(expression):
    match expression:
        case Constant(quantity=quantity):
            return quantity.shown()
        case MeasureRef(measure=name):
            return name
        case Arithmetic(op=op, left=left, right=right):
            return f"({_said(left)} {op} {_said(right)})"
        case Aggregated(function=function, argument=argument):
            return f"{function}({_said(argument)})"
        case GrowthOf(subject=subject, falls=falls, difference=difference, over=over):
            name = f"{'fall' if falls else 'growth'}{' in points' if difference else ''}"
            return f"{name} of {_said(subject)} over {expression.baseline if over is None else _said(over)}"
        case BaselineOf(subject=subject, baseline=baseline):
            return f"{_said(subject)} of {baseline}"
        case Elapsed(function=function, start=start, end=end):
            return f"{function}({_moment(start)}, {_moment(end)})"
        case Column(name=name, unit=unit):
            return f"column {name}" + (f" in {unit.text}" if unit is not None and unit.text else "")
        case OverCases(function=function, table=table, of=of, percent=percent):
            inner = (
                f" where {_asked(of.condition)}" if isinstance(of, CaseCondition) else "" if of is None else f" of {_said(of)}"
            )
            return f"{function}{'' if percent is None else f' {percent}'} over {table}{inner}"
    raise AssertionError(expression)


def _moment(moment):
    return str(moment.day or moment.column or f"done {moment.measure}")


def _asked(test):
    match test:
        case NumberTest(left=left, op=op, right=right):
            return f"{_said(left)} {op} {_said(right)}"
        case RangeTest(subject=subject, low=low, high=high):
            left, right = "[" if test.low_closed else "(", "]" if test.high_closed else ")"
            return f"{_said(subject)} in {left}{_said(low)}, {_said(high)}{right}"
        case WordTest(column=column, word=word, op=op):
            return f"{column} {op} {word}"
        case DayTest(left=left, op=op, right=right):
            return f"{_moment(left)} {op} {_moment(right)}"
        case EveryTest(parts=parts):
            return f"[{' and '.join(map(_asked, parts))}]"
        case SomeTest(parts=parts):
            return f"[{' or '.join(map(_asked, parts))}]"
        case NotTest(part=part):
            return f"not {_asked(part)}"
    raise AssertionError(test)


def _by(condition):
    first = f" by {condition.due}" if condition.due else ""
    return first + (f" or by {condition.due_other}" if condition.due_other else "")


def _means(condition):
    match condition:
        case Threshold(subject=subject, bound=bound, meaning=meaning, mode=mode, schedule=schedule):
            steps = ", ".join(f"{step.bound.shown()} by {step.by}" for step in schedule)
            tail = f" {mode}" * (meaning == "==") + _by(condition) + (f" steps {steps}" if steps else "")
            return f"{_said(subject)} {meaning} {_said(bound)}{tail}"
        case InRange(subject=subject, low=low, high=high):
            left, right = "[" if condition.low_closed else "(", "]" if condition.high_closed else ")"
            return f"{_said(subject)} in {left}{_said(low)}, {_said(high)}{right}{_by(condition)}"
        case AtLevel(measure=measure, scale=scale, level=level, op=op):
            return f"{measure} {op} {level.name} on {scale.name}{_by(condition)}"
        case DoneBy(measure=measure):
            return f"{measure} done{_by(condition)}"
        case EachCase(part=part, table=table, share=share):
            return f"each case of {table}: {_means(part)}{'' if share is None else f' for {share.shown()}'}{_by(condition)}"
        case EachPeriod(part=part, every=every):
            return f"every {every or 'period'}: {_means(part)}{_by(condition)}"
        case Trend(subject=subject, rises=rises, each=each):
            return f"{_said(subject)} {'rises' if rises else 'drops'} every {each or 'period'}{_by(condition)}"
        case All(parts=parts):
            return f"[{' and '.join(_means(part) for part in parts)}]"
        case AnyOf(parts=parts):
            return f"[{' or '.join(_means(part) for part in parts)}]"
        case Negation(part=part):
            return f"not {_means(part)}"
    raise AssertionError(condition)


def _resolve(case):
    name = case.get("name", "甲")
    row = {"name": name, "target": case["target"], **case.get("row", {})}
    return resolve_ruleset(from_python({"ruleset": "甲", "year": "2019", "indicators": [row], **case.get("given", {})}))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["target"]) for case in CASES])
def test_a_target_comes_to_its_meaning(case):
    ruleset, found = _resolve(case)
    if "error" in case:
        assert [problem.code for problem in errors(found)] == [case["error"]]
        assert ruleset is None
        return
    assert [problem.render() for problem in errors(found)] == []
    indicator = ruleset.indicators[0]
    assert _means(indicator.condition) == case["means"]
    assert [problem.code for problem in found] == case.get("remarks", [])
    assert ruleset.remarks == found
    if "assumed" in case:
        assert [problem.code for problem in indicator.assumed] == case["assumed"]


def test_a_measure_without_a_unit_takes_that_of_its_target():
    ruleset, _ = _resolve({"target": "数量 >= 500 家"})
    measure = ruleset.measures["数量"]
    assert (measure.unit.text, measure.declared) == ("家", False)


def test_a_compound_formula_keeps_its_own_unit():
    given = {"measures": {"总额": {"unit": "元"}, "人数": {"unit": "人"}, "人均": {"formula": "总额 / 人数"}}}
    ruleset, _ = _resolve({"target": "人均 <= 0.1 万元/人", "given": given})
    assert ruleset.measures["人均"].unit.text == "元/人"


def test_a_rate_is_shown_as_its_target_says():
    ruleset, _ = _resolve({"target": "执行率 >= 90%", "given": {"measures": {"执行率": {"formula": "执行数 / 预算数"}}}})
    assert ruleset.measures["执行率"].unit.is_percent
    assert not ruleset.measures["执行数"].declared


def test_a_measure_learns_its_scale_from_its_target():
    ruleset, _ = _resolve({"target": "制度 is 健全"})
    assert ruleset.measures["制度"].scale.name == "健全程度"


def test_a_target_keeps_its_words_and_gets_a_canonical_text():
    ruleset, _ = _resolve({"target": "数量 ≥ 500 家 不晚于 2019-12", "row": {"wording": "500家"}})
    indicator = ruleset.indicators[0]
    assert (indicator.wording, indicator.target) == ("500家", "数量 ≥ 500 家 不晚于 2019-12")
    assert indicator.canonical == "数量 >= 500 家 by 2019-12"
    assert decimal_text(indicator.weight) == "100"


def test_a_long_sum_is_not_a_deep_one():
    declared = {f"甲{n}": {"unit": "家"} for n in range(600)}
    ruleset, found = _resolve({"target": f"sum({', '.join(declared)}) >= 5 家", "given": {"measures": declared}})
    assert errors(found) == []
    assert _said(ruleset.indicators[0].condition.subject).count("+") == 599


def test_a_ruleset_can_be_pickled():
    for case in CASES:
        ruleset, _ = _resolve(case)
        assert pickle.loads(pickle.dumps(ruleset)) == ruleset
