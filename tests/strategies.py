"""Hypothesis strategies that make trees of the target language, for laws about printing, reading, resolving, evaluating.

Only trees that can be written are made: what the reader refuses (two literals added, a percentage with a tolerance in per
cent, milestones beside a tolerance) does not occur.
"""

from __future__ import annotations

import datetime
from typing import Any

import attrs
from hypothesis import strategies as st

from indicatorlang.syntax import tree
from indicatorlang.syntax.words import RESERVED

UNITS = ("", "%", "‰", "家", "个", "万元", "工作日", "百分点", "元/(人·月)", "个/年", "元/㎡", "kWh")
FUNCTIONS = ("sum", "min", "max", "mean", "last", "count", "share", "percentile", "growth", "workdays", "days", "hours")
PLAIN_NAMES = ("甲", "乙", "预算执行率", "完成率", "为民服务", "非税收入", "数量2", "_x", "Rate", "by_hand", "notes", "a")
ODD_NAMES = ("2019年新建数", "甲-乙", "互联网+菜篮子", "a b", "有`引号`的", "有「括号」的", ">=", "90%", "，")

CADENCES: tuple[tree.Cadence, ...] = ("day", "week", "month", "quarter")
SIGNS: tuple[tree.CompareOp, ...] = (">=", "<=", ">", "<", "==", "!=")


def names() -> st.SearchStrategy[tree.Name]:
    """Plain names, reserved words and names that need quotes."""
    return st.builds(tree.Name, st.sampled_from(PLAIN_NAMES) | st.sampled_from(ODD_NAMES) | st.sampled_from(sorted(RESERVED)))


def numbers() -> st.SearchStrategy[str]:
    """Decimal texts and fractions of two integers, not negative."""
    whole = st.integers(0, 10**8).map(str)
    decimal = st.builds(lambda a, b: f"{a}.{b}", st.integers(0, 9999), st.sampled_from(("0", "5", "25", "005")))
    fraction = st.builds(lambda a, b: f"{a}/{b}", st.integers(0, 100), st.integers(1, 10000))
    return whole | decimal | fraction


def amounts(negative: bool = True) -> st.SearchStrategy[tree.Amount]:
    """A number with or without a unit."""
    signs = st.sampled_from(("", "-")) if negative else st.just("")
    return st.builds(lambda sign, n, unit: tree.Amount(sign + n, unit), signs, numbers(), st.sampled_from(UNITS))


def days(behind_by: bool = False) -> st.SearchStrategy[tree.Day]:
    """Dates and periods; a bare year only behind `by`."""
    year = st.integers(1949, 2099).map(str)
    day = st.dates(min_value=datetime.date(1949, 1, 1)).map(lambda d: d.isoformat())
    month = st.builds(lambda y, m: f"{y}-{m:02}", year, st.integers(1, 12))
    part = st.builds(lambda y, p: y + p, year, st.sampled_from(("Q1", "Q2", "Q3", "Q4", "H1", "H2")))
    return st.builds(tree.Day, day | month | part | (year if behind_by else st.nothing()))


def _fixed(node: tree.Node) -> bool:
    return isinstance(node, tree.Amount | tree.Day)


def _writable(node: tree.Arithmetic) -> bool:
    return node.op in "*/" or not (_fixed(node.left) and _fixed(node.right))


def expressions(conditions: st.SearchStrategy[tree.Condition] | None = None) -> st.SearchStrategy[Any]:
    """Values of any shape; arguments of functions may be conditions when a strategy for them is given."""

    def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        arguments = inner if conditions is None else inner | conditions
        return (
            st.builds(tree.Arithmetic, st.sampled_from(("+", "-", "*", "/")), inner, inner).filter(_writable)
            | st.builds(tree.Negative, inner)
            | st.builds(tree.Call, st.sampled_from(FUNCTIONS), st.lists(arguments, max_size=3).map(tuple))
        )

    return st.recursive(names() | amounts() | days(), larger, max_leaves=5)


def suffixes(every: bool = True) -> st.SearchStrategy[tree.Suffixes]:
    """Any of the suffixes; `every` not behind a trend."""

    @st.composite
    def made(draw: st.DrawFn) -> tree.Suffixes:
        share = draw(st.none() | amounts(negative=False))
        return tree.Suffixes(
            by=draw(st.none() | days(behind_by=True)),
            on=draw(st.none() | names()),
            share=share,
            records=draw(st.none() | names()) if share is not None else None,
            every=draw(st.none() | st.sampled_from(CADENCES)) if every else None,
        )

    return st.just(tree.NO_SUFFIX) | made()


@st.composite
def comparisons(draw: st.DrawFn, values: st.SearchStrategy[Any] | None = None) -> tree.Comparison:
    """`subject op bound`, with everything that may follow."""
    values = expressions() if values is None else values
    node = tree.Comparison(
        draw(st.none() | values.filter(lambda v: not isinstance(v, tree.Amount))),
        draw(st.sampled_from(SIGNS)),
        draw(values),
        suffixes=draw(suffixes()),
    )
    if node.suffixes.by is not None:
        steps = st.lists(st.builds(tree.Milestone, values, days(behind_by=True)), max_size=2)
        return attrs.evolve(node, milestones=tuple(draw(steps)))
    tolerance = draw(st.none() | amounts(negative=False))
    percents = isinstance(node.bound, tree.Amount) and node.bound.unit == "%" and tolerance is not None and tolerance.unit == "%"
    return node if percents else attrs.evolve(node, tolerance=tolerance)


def simple_conditions(values: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Any]:
    """Conditions without `and`, `or`, `not`."""
    values = expressions() if values is None else values
    subject, truth = st.none() | values, st.booleans()
    growth = st.one_of(
        st.tuples(st.none(), st.none()),
        st.tuples(st.sampled_from(SIGNS), amounts()),
    ).flatmap(
        lambda pair: st.builds(
            tree.Growth,
            subject,
            st.sampled_from(("grows", "falls")),
            st.just(pair[0]),
            st.just(pair[1]),
            st.none() | names(),
            suffixes(),
        )
    )
    return st.one_of(
        comparisons(values),
        st.builds(tree.Within, subject, values, values, truth, truth, suffixes()),
        st.builds(tree.Is, subject, names(), suffixes()),
        st.builds(tree.Done, subject, suffixes()),
        growth,
        st.builds(
            tree.Trend, subject, st.sampled_from(("rises", "drops")), st.none() | st.sampled_from(CADENCES), suffixes(every=False)
        ),
    )


def conditions() -> st.SearchStrategy[Any]:
    """Conditions of any shape, with conditions inside functions."""

    def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.builds(tree.And, parts) | st.builds(tree.Or, parts) | st.builds(tree.Not, inner)

    simple = simple_conditions(expressions(simple_conditions()))
    return st.recursive(simple, larger, max_leaves=4)


def nearly_targets() -> st.SearchStrategy[str]:
    """Texts made of the pieces of the language in any order: most are wrong in an interesting way."""
    pieces = (*sorted(RESERVED), *SIGNS, "甲", "完成率", "5", "90%", "1,000", "1/3", "2019-12", "2019", "2019Q4", "500家", "sum(")
    pieces += (*"()[],±+-*/「」`≥～ \n\u3000", "「甲 乙」", "＞＝", "  ")
    return st.lists(st.sampled_from(pieces), max_size=14).flatmap(
        lambda found: st.sampled_from(("", " ")).map(lambda blank: blank.join(found))
    )
