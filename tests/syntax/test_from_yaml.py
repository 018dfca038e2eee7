"""YAML text → tree: texts stay texts, every character keeps its place, and the mended text shows the errors behind an error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicatorlang.diagnostics import Span
from indicatorlang.syntax import from_yaml
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.bracket_problems import (
    list_for_text,
)
from indicatorlang.syntax.yaml.line_problems import (
    FullWidthColon,
    NoBlankAfterColon,
    text_for_mapping,
)
from indicatorlang.syntax.yaml.problems import (
    FileTooLarge,
    NestedTooDeep,
    corrections,
)
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence, scalars

GOOD = sorted((Path(__file__).parents[1] / "corpus" / "good" / "yaml").glob("*.yaml"))
assert GOOD, "the corpus is missing"


def plain(node: Node | None) -> Any:
    """The tree as lists, dicts and texts."""
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node}
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return None if node is None else node.text


def tree(text: str) -> Node:
    node, found = parse_yaml(text, "规则.yaml")
    assert found == ()
    assert node is not None
    return node


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
def test_look_alikes_are_left_alone_and_read_as_yaml_reads_them(path: Path, pure: bool) -> None:
    # The parser in Python stumbles over a question mark in braces; that is why the comparison is made without any.
    text = path.read_bytes().decode("utf-8-sig").replace("?", "？")
    node, found = parse_yaml(path.read_bytes().decode("utf-8"), path.name, pure=pure)
    assert [d.render() for d in found] == []
    assert plain(parse_yaml(text)[0]) == yaml.load(text, Loader=yaml.BaseLoader)
    assert [s.text.replace("?", "？") for s in scalars(node or Scalar(""))] == [
        s.text for s in scalars(parse_yaml(text)[0] or Scalar(""))
    ]


def test_every_scalar_is_text() -> None:
    text = "a: yes\nb: 0012345\nc: 2019-12\nd: 1_000\ne: ~\nf:\ng: 0x1F\nh: [null, 1e3]\n"
    wanted = {"a": "yes", "b": "0012345", "c": "2019-12", "d": "1_000", "e": "~", "f": "", "g": "0x1F", "h": ["null", "1e3"]}
    assert plain(tree(text)) == wanted


def test_trees_are_equal_when_they_say_the_same() -> None:
    assert tree("a: 1\nb: [x, y]") == tree("{a: '1', b: [x, \"y\"]}") == tree("a: 1\nb:\n- x\n- >-\n  y\n")
    assert tree("a: 1") != tree("a: 2")


def test_a_mapping_knows_its_entries() -> None:
    node = tree("甲: 1\n乙: [2]\n")
    assert isinstance(node, Mapping)
    assert node.get("甲") == Scalar("1")
    assert node.get("丙") is None
    assert node.entry("乙") == Entry(Scalar("乙"), Sequence((Scalar("2"),)))
    assert "乙" in node
    assert "丙" not in node
    assert node.keys == ("甲", "乙")
    assert len(node) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "---\n", "\ufeff", "　\n"])
def test_a_file_without_contents_has_no_tree_and_no_error(text: str) -> None:
    assert parse_yaml(text) == (None, ())


PLACES = [
    # text of the file, path of keys to the scalar, offset in the scalar, line, column
    ("判定: 数量 >= 5 家", "判定", 3, 1, 8),
    ("判定: '数量 >= 5 家'", "判定", 3, 1, 9),
    ("判定: '甲''乙 >= 5'", "判定", 2, 1, 9),
    ('判定: "甲\\"乙 \\u4e00丙"', "判定", 2, 1, 9),
    ('判定: "甲\\"乙 \\u4e00丙"', "判定", 5, 1, 17),
    ("判定: 数量\n  >= 5\n  家", "判定", 3, 2, 3),
    ("判定: 数量\n  >= 5\n  家", "判定", 8, 3, 3),
    ("判定: |\n  甲 >= 1\n    乙\n", "判定", 2, 2, 5),
    ("判定: |\n  甲 >= 1\n    乙\n", "判定", 9, 3, 5),
    ("判定: >-\n  甲 >= 1\n  且 乙\n", "判定", 7, 3, 3),
    ("判定: '甲\n  乙''丙'", "判定", 4, 2, 6),
    ('判定: "甲 \\\n  乙"', "判定", 2, 2, 3),
    ("甲: {判定: 数量 >= 5}", "甲 判定", 3, 1, 12),
    ("甲:\r\n  判定:   数量 >= 5", "甲 判定", 3, 2, 12),
]


@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
@pytest.mark.parametrize(("text", "path", "offset", "line", "column"), PLACES)
def test_a_character_of_a_scalar_keeps_its_place(text: str, path: str, offset: int, line: int, column: int, pure: bool) -> None:
    node, found = parse_yaml(text, "规则.yaml", pure=pure)
    assert found == ()
    for key in path.split():
        assert isinstance(node, Mapping)
        node = node.get(key)
    assert isinstance(node, Scalar)
    place = node.place_of(Span(offset, offset + 1))
    assert (place.file, place.line, place.column) == ("规则.yaml", line, column)
    lines = text.replace("\r\n", "\n").split("\n")
    assert place.snippet == lines[line - 1]


def test_a_place_in_a_mended_line_is_the_place_in_the_file() -> None:
    node, found = parse_yaml("　　判定：数量 >= 5\n　　备注: [90%, 100%)\n")
    assert [d.code for d in found] == ["yaml-indent-character", "yaml-full-width-colon", "yaml-indent-character", "yaml-sign"]
    assert isinstance(node, Mapping)
    target, note = node.get("判定"), node.get("备注")
    assert isinstance(target, Scalar)
    assert isinstance(note, Scalar)
    assert (target.text, target.place.line, target.place.column) == ("数量 >= 5", 1, 6)
    assert target.place_of(Span(3, 5)).column == 9
    assert (note.text, note.place.line, note.place.column) == ("[90%, 100%)", 2, 7)


def test_collections_know_where_they_begin() -> None:
    node = tree("甲:\n  - 乙\n丙: {丁: [戊]}\n")
    assert isinstance(node, Mapping)
    listed, braces = node.get("甲"), node.get("丙")
    assert isinstance(listed, Sequence)
    assert isinstance(braces, Mapping)
    assert (listed.place.line, listed.place.column, listed.flow, listed.raw) == (2, 3, False, None)
    assert (braces.place.line, braces.place.column, braces.flow) == (3, 4, True)
    inner = braces.get("丁")
    assert isinstance(inner, Sequence)
    assert (inner.raw, inner.place.column, inner.place.length) == ("[戊]", 8, 3)


def test_nothing_behind_a_trap_is_hidden() -> None:
    node, found = parse_yaml("项目名称：甲\n判定: >= 1\n指标:\n  - 序号:1\n    分值: 5\n    分值: 6\n")
    assert [(d.code, d.place.line) for d in found] == [
        ("yaml-full-width-colon", 1),
        ("yaml-sign", 2),
        ("yaml-colon-blank", 4),
        ("yaml-duplicate-key", 6),
    ]
    assert plain(node) == {"项目名称": "甲", "判定": ">= 1", "指标": [{"序号": "1", "分值": "5"}]}


def test_corrections_are_whole_lines_by_number() -> None:
    _, found = parse_yaml("甲: 1\n  判定: >= 90%   # 年底前\n乙: >= 1\n  且 丙 >= 2\n丁: 5")
    assert corrections(found)[3] == '乙: ">= 1'
    assert corrections(found)[4] == '  且 丙 >= 2"'
    _, found = parse_yaml("判定: >= 90%   # 年底前\n")
    assert corrections(found) == {1: '判定: ">= 90%"   # 年底前'}


def test_all_corrections_of_a_line_stand_in_each_of_its_diagnostics() -> None:
    _, found = parse_yaml("数据项：{计量单位：家，口径: 累计数}\n")
    assert {d.code for d in found} == {"yaml-full-width-colon", "yaml-full-width-comma"}
    assert corrections(found) == {1: "数据项: {计量单位: 家, 口径: 累计数}"}


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("判定: [90%,100%]", '判定: "[90%,100%]"'),
        ("  判定: [0, 8]   # 摄氏度", '  判定: "[0, 8]"   # 摄氏度'),
        ("甲: {判定: [90%, 100%], 分值: 5}", '甲: {判定: "[90%, 100%]", 分值: 5}'),
    ],
)
def test_a_list_where_a_text_belongs_is_explained_with_its_line(text: str, corrected: str) -> None:
    node = tree(text)
    while isinstance(node, Mapping):
        node = node.entries[0].value
    assert isinstance(node, Sequence)
    trap = list_for_text(node)
    assert trap is not None
    assert trap.corrected == corrected
    assert corrected.strip() in trap.help_zh()
    assert tree(corrected) is not None


def test_a_list_with_dashes_is_no_interval() -> None:
    node = tree("判定:\n  - 甲\n")
    assert isinstance(node, Mapping)
    listed = node.get("判定")
    assert isinstance(listed, Sequence)
    assert list_for_text(listed) is None


def test_a_text_where_pairs_belong_is_explained_by_its_colon() -> None:
    node = tree("指标:\n  - 序号：1\n  - 序号:2\n  - 三\n")
    assert isinstance(node, Mapping)
    listed = node.get("指标")
    assert isinstance(listed, Sequence)
    wide, glued, neither = (text_for_mapping(item) for item in listed if isinstance(item, Scalar))
    assert isinstance(wide, FullWidthColon)
    assert wide.corrected == "  - 序号: 1"
    assert isinstance(glued, NoBlankAfterColon)
    assert glued.corrected == "  - 序号: 2"
    assert neither is None


@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_is_limited(opening: str, pure: bool) -> None:
    node, found = parse_yaml(opening * 100_000, pure=pure)
    assert node is None
    assert [type(d) for d in found] == [NestedTooDeep]


@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
def test_depth_by_indentation_is_limited_at_the_same_level(pure: bool) -> None:
    def nested(levels: int) -> str:
        return "".join(" " * level + "a:\n" for level in range(levels))

    assert parse_yaml(nested(64), pure=pure)[1] == ()
    node, found = parse_yaml(nested(65), pure=pure)
    assert node is None
    assert [(d.code, d.place.line) for d in found] == [("yaml-too-deep", 65)]


def test_a_huge_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_yaml, "MAX_CHARACTERS", 10)
    assert parse_yaml("a: 1\nb: 2\n")[1] == ()
    node, found = parse_yaml("a: 1\nb: 2\n#", "大.yaml")
    assert node is None
    assert [(type(d), d.zh()) for d in found] == [(FileTooLarge, "文件有11个字符，超过上限10个，没有读取")]


def test_without_the_library_in_c_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "甲: {乙: [丙, 是否?]}\n判定: >= 1\n甲: 2\n"
    fast = parse_yaml(text)
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert parse_yaml(text) == fast


def test_the_rest_of_a_long_text_is_cut_in_the_sentence_but_not_in_the_correction() -> None:
    long = "> " + "字" * 500
    _, found = parse_yaml(f"判定: {long}")
    assert len(found[0].zh()) < 150
    assert corrections(found) == {1: f'判定: "{long}"'}
