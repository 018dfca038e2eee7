"""The canonical text of a tree, as data; see also the laws in tests/properties."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import parse_expression, parse_target
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.words import is_plain_name, is_reserved, name_text, with_blanks

FOLDER = Path(__file__).parents[1] / "conformance" / "syntax"
CASES = [
    pytest.param(case, file.stem, id=f"{file.stem}: {case['text']}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
]


@pytest.mark.parametrize(("case", "file"), CASES)
def test_a_text_has_this_canonical_form(case, file):
    read = parse_expression if file == "expressions" else parse_target
    node, found = read(case["text"])
    assert found == ()
    english = case.get("en", case["text"])
    chinese = case.get("zh", english)
    assert to_text(node, "en") == english
    assert to_text(node, "zh") == chinese
    assert read(english) == read(chinese) == (node, ())


def test_there_are_cases():
    assert len(CASES) > 200


def test_parts_of_a_condition_can_be_printed_alone():
    node, _ = parse_target("甲 >= 150 家 by 2019-06, 300 家 by 2019-09 on 乙")
    assert to_text(node.milestones[0]) == "300 家 by 2019-09"
    assert to_text(node.milestones[0], "zh") == "300 家 不晚于 2019-09"
    assert to_text(node.suffixes) == "by 2019-06 on 乙"
    assert to_text(node.suffixes.by) == "2019-06"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("完成率", "完成率"),
        ("完成", "「完成」"),
        ("and", "「and」"),
        ("And", "And"),
        ("2019年数", "「2019年数」"),
        ("甲 乙", "「甲 乙」"),
        ("互联网+菜篮子", "「互联网+菜篮子」"),
        ("有「括号」的", "`有「括号」的`"),
        ("有`引号`的", "「有`引号`的」"),
        ("×", "「×」"),
    ],
)
def test_a_name_is_quoted_only_when_it_must_be(name, text):
    assert name_text(name) == text
    assert is_plain_name(name) == (text == name)
    assert parse_expression(text) == (tree.Name(name), ())


def test_a_quoted_name_equals_a_plain_one_and_loses_its_quotes():
    quoted, _ = parse_expression("「甲」")
    assert quoted == tree.Name("甲")
    assert quoted.quoted
    assert to_text(quoted) == "甲"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("数量不晚于", ("数量 不晚于",)),
        ("甲且乙", ("甲 且 乙",)),
        ("甲and乙", ("甲 and 乙",)),
        ("by2019", ("by 2019",)),
        ("甲且乙或丙", ("甲 且 乙或丙", "甲且乙 或 丙", "甲 且 乙 或 丙")),
        ("预算", ()),
        ("完成", ()),
        ("standby", ()),
    ],
)
def test_blanks_are_proposed_around_keywords(name, meant):
    assert set(with_blanks(name)) == set(meant)


def test_reserved_words():
    assert is_reserved("完成")
    assert is_reserved("每季度")
    assert not is_reserved("完成率")
    assert not is_reserved("month")
