"""What holds for every YAML text, however broken: no exception, one answer from both parsers, true places, nothing cut."""

from __future__ import annotations

import re
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from indicatorlang.diagnostics import Span
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.problems import (
    YamlTrap,
    corrections,
)
from indicatorlang.syntax.yaml.tree import Mapping, Node, Scalar, Sequence, scalars

SIGNS = [*"甲乙：，、。 \n\r\t　a1%#-:\"'[]{},>|*&!@`\\（）()?=~“”\0\x07\x85\u2028\ufeff\xa0\ud800"]
PIECES = [
    *SIGNS, "  ", "\n  ", "\n    ", "\n- ", "\n  - ", " #", " # ", "- ", ": ", ", ", ">= 90%", ">-", "|2", "&甲", "*甲", "!!str ",
    "<<: ", "%YAML 1.2", "---\n", "\n...\n", "序号: 1", "\n指标:\n", "{计量单位: 家", "\n名称：", "[90%, 100%)",
]  # fmt: skip
BROKEN = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)

# Texts as an author may write them: anything that can be seen, on one line.
WORDS = st.lists(
    st.sampled_from(
        [
            "甲",
            "满意度",
            "，",
            "、",
            "：",
            "。",
            "（含",
            "）",
            "90%",
            "1,200",
            "500家",
            "12:30",
            "a",
            " ",
            ">=",
            *"#%:->!*&@`[]{}()\"'|?,\\=",
        ]
    ),
    max_size=8,
).map("".join)
KEYS = st.text("甲乙丙丁戊己，、（）“”a1_", min_size=1, max_size=6)
TREES: st.SearchStrategy[Any] = st.recursive(
    WORDS | st.just("第一行\n  第二行：甲\n\n- 乙"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
ONE_ITEM = re.compile(r"\[[^,\]]*[，、]")


def plain(node: Node | None) -> Any:
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node}
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return None if node is None else node.text


@given(BROKEN)
def test_any_text_gives_a_tree_or_diagnostics_and_never_an_exception(text: str) -> None:
    node, found = parse_yaml(text, "规则.yaml")
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for diagnostic in found:
        assert diagnostic.render("zh")
        assert diagnostic.render("en")
        assert 1 <= (diagnostic.place.line or 0) <= lines
        assert (diagnostic.place.column or 0) >= 1
    if node is None and not found:
        visible = [line.strip(" \t\r　\xa0\ufeff") for line in text.replace("\r", "\n").split("\n")]
        assert all(line == "" or line.startswith(("#", "---", "...")) for line in visible)


@given(BROKEN)
def test_the_fast_and_the_pure_parser_agree(text: str) -> None:
    fast, slow = parse_yaml(text, "规则.yaml"), parse_yaml(text, "规则.yaml", pure=True)
    assert fast == slow
    if fast[0] is not None and slow[0] is not None:
        assert [s.place for s in scalars(fast[0])] == [s.place for s in scalars(slow[0])]


@given(
    TREES.map(lambda value: {"指标": value, "备注": "无"}),
    st.sampled_from([True, False, None]),
    st.sampled_from([None, '"', "'", "|"]),
    st.sampled_from([20, 1000]),
    st.sampled_from([2, 4]),
)
def test_what_yaml_writes_is_read_back_without_a_word(
    value: Any, flow: bool | None, style: str | None, width: int, indent: int
) -> None:
    text = yaml.dump(value, allow_unicode=True, default_flow_style=flow, default_style=style, width=width, indent=indent)
    # A list of one item with a Chinese comma in it is reported on purpose, and `? ` before a key is a key of several lines.
    if ONE_ITEM.search(text) or "? " in text:
        return
    node, found = parse_yaml(text)
    assert [d.render() for d in found] == []
    # Not compared with the value itself: the writer breaks some long double-quoted texts wrongly.
    assert plain(node) == yaml.load(text, Loader=yaml.BaseLoader)


@given(TREES.map(lambda value: {"指标": value}), st.sampled_from([None, '"', "'", ">"]), st.sampled_from([16, 1000]))
def test_every_character_of_a_scalar_stands_at_its_place(value: Any, style: str | None, width: int) -> None:
    text = yaml.dump(value, allow_unicode=True, default_style=style, width=width, default_flow_style=False)
    node, found = parse_yaml(text)
    if found or node is None:
        return
    lines = text.split("\n")
    for scalar in scalars(node):
        for index, character in enumerate(scalar.text):
            if character.isspace():
                continue
            place = scalar.place_of(Span(index, index + 1))
            assert place.line is not None
            assert place.column is not None
            written = lines[place.line - 1][place.column - 1]
            assert written == character or (scalar.style == "double" and written == "\\")


@given(WORDS)
def test_a_text_behind_a_key_is_whole_or_something_is_said(words: str) -> None:
    node, found = parse_yaml(f"判定: {words}\n分值: 10\n")
    comment = f" {words} ".find(" # ")
    if found or comment >= 0 or " ##" in f" {words}":
        return
    assert isinstance(node, Mapping)
    value = node.get("判定")
    if isinstance(value, Scalar) and not value.quoted:
        assert value.text == words.strip()
    else:
        # Quotes, a list, a mapping, or a block of lines without any line: what YAML means by them and the author wrote whole.
        assert words.strip()[0] in "\"'[{|>"
    assert node.get("分值") == Scalar("10")


@given(
    WORDS.filter(lambda words: ": " not in f"{words} " and "," not in words and words.strip()[:1] not in ("", '"', "'", "[", "{"))
)
def test_a_text_in_braces_is_whole_or_something_is_said(words: str) -> None:
    node, found = parse_yaml(f"甲: {{判定: {words}, 分值: 10}}\n")
    if found:
        return
    assert plain(node) == {"甲": {"判定": words.strip(), "分值": "10"}}


@given(WORDS.filter(lambda words: words.strip() not in ("", "#")))
def test_the_corrected_line_says_what_the_author_wrote(words: str) -> None:
    _, found = parse_yaml(f"判定: {words}\n")
    if not found or not all(isinstance(trap, YamlTrap) for trap in found):
        return
    kinds = {trap.code for trap in found}
    node, left = parse_yaml(corrections(found)[1] + "\n")
    if kinds <= {"yaml-sign", "yaml-second-colon", "yaml-dash-in-line"}:
        assert left == ()
        value = plain(node)["判定"]
        assert words.strip().startswith(value)
        assert words.strip()[len(value) :].lstrip()[:1] in ("", "#")


@given(st.lists(WORDS.filter(lambda words: "#" not in words and words.strip() != ""), min_size=1, max_size=4))
def test_a_block_of_lines_may_hold_anything(lines: list[str]) -> None:
    text = "备注: |\n" + "".join(f"  {line}\n" for line in ["首行", *lines]) + "分值: 10\n"
    node, found = parse_yaml(text)
    assert found == ()
    assert plain(node) == {"备注": "".join(f"{line}\n" for line in ["首行", *lines]), "分值": "10"}
