"""The walk over the parser's tables makes what lark makes of every text, and stops where lark stops."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lark import UnexpectedInput

from indicatorlang.syntax import tree
from indicatorlang.syntax.building import Refused
from indicatorlang.syntax.driving import BLANKS, Driver
from indicatorlang.syntax.from_text import parser
from indicatorlang.syntax.to_text import to_text
from tests.strategies import conditions

STARTS = ("target", "expression")


def by_lark(text, start):
    """The node with the places of all its parts, or the reason there is none."""
    try:
        return spots(parser().parse(text, start=start))
    except (UnexpectedInput, Refused) as stop:
        return type(stop) if isinstance(stop, Refused) else None


def by_driver(text, start):
    try:
        read = Driver(parser()).read(text, start)
    except Refused as stop:
        return type(stop)
    return None if read is None else spots(read)


def spots(node):
    return node, [(type(part), part.span) for part in tree.walk(node)]


@given(conditions().map(to_text) | conditions().map(lambda node: to_text(node, "zh")))
@example("预算执行率 >= 90%")
@example("(甲 >= 5 家 by 2019-12, 6 家 by 2020 or not 乙 grows over 上年) and sum(丙, 丁 + 5) <= 3%")
@example("甲 ≥ 5 按 满意 达标面 95% (台账)")
def test_a_target_becomes_the_same_nodes_at_the_same_places(text):
    assert by_driver(text, "target") == by_lark(text, "target") is not None


@given(st.text(alphabet="甲乙9 0.%,家()[]「」`-+*/±≥>=<\t\nabyindoeQ2019前为且非或", max_size=25), st.sampled_from(STARTS))
@example("甲 >= 5 家 by 2019 by 2020", "target")
@example("甲 >= 1/0", "target")
@example("甲 >= 5 ", "target")
@example("", "target")
@example("  \n", "expression")
@example("甲 + ", "expression")
def test_a_text_is_read_when_lark_reads_it_and_refused_when_lark_refuses_it(text, start):
    assert by_driver(text, start) == by_lark(text, start)


def test_no_word_begins_with_a_blank():
    """Blanks are passed over before a word is looked for."""
    words = [word for word in parser().terminals if word.name != "BLANKS"]
    assert words
    for word in words:
        assert not any(re.match(word.pattern.to_regexp(), blank + "甲") for blank in BLANKS), word.name


def test_what_is_passed_over_is_what_the_grammar_ignores():
    (blanks,) = [word for word in parser().terminals if word.name in parser().lexer_conf.ignore]
    every = [chr(code) for code in range(0x3100) if re.fullmatch(blanks.pattern.to_regexp(), chr(code))]
    assert sorted(every) == sorted(BLANKS)


def test_every_rule_has_something_to_build_of():
    assert all(rule.expansion for rule in parser().rules)


def test_a_long_text_is_read_without_recursion():
    deep = "(" * 3000 + "甲 >= 5" + ")" * 3000
    assert isinstance(Driver(parser()).read(deep, "target"), tree.Comparison)


@pytest.mark.parametrize("start", STARTS)
def test_one_driver_reads_text_after_text(start):
    driver = Driver(parser())
    texts = ["甲 >= 5", "甲 >=", "甲 + 乙", "((", "sum(甲)"]
    assert [driver.read(text, start) for text in texts] == [Driver(parser()).read(text, start) for text in texts]
