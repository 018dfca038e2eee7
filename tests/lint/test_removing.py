"""Taking an entry out of a file: what is left reads back as the same without it."""

from __future__ import annotations

import pytest

from indicatorlang.lint.removing import without_entry
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.tree import Mapping
from tests.lint.test_rules import mended


class Said:
    def __init__(self, edits):
        self.edits = edits


def left(text: str, *keys: str) -> str | None:
    root, told = parse_yaml(text)
    assert root is not None, told
    edits = [without_entry(root, key, text, frozenset(keys)) for key in keys]
    return mended(text, [Said(one) for one in edits]) if all(edits) else None


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("甲: 1\n乙: 2\n丙: 3\n", ["乙"], "甲: 1\n丙: 3\n"),
        ("甲: 1\n乙: 2   # 备注\n", ["乙"], "甲: 1\n"),
        ("甲: 1\n乙:\n  丁: 2\n  戊: [3]\n\n# 以下备查\n丙: 3\n", ["乙"], "甲: 1\n\n# 以下备查\n丙: 3\n"),
        ("甲: 1\n乙: {丁: 2, 戊: [3, {己: 4}]}\n", ["乙"], "甲: 1\n"),
        ("{甲: 1, 乙: 2, 丙: 3}", ["甲"], "{乙: 2, 丙: 3}"),
        ("{甲: 1, 乙: 2, 丙: 3}", ["丙"], "{甲: 1, 乙: 2}"),
        ("{甲: 1, 乙: 2, 丙: 3}", ["乙", "丙"], "{甲: 1}"),
        ("{甲: 1, 乙: 2, 丙: 3}", ["甲", "丙"], "{乙: 2}"),
        ("{甲: {子: 1}, '乙': {子: [ 2 ] } }", ["乙"], "{甲: {子: 1} }"),
        ('{"甲": "一", "乙": "二"}', ["甲"], '{"乙": "二"}'),
        ('{"甲": "一", "乙": "二"}', ["乙"], '{"甲": "一"}'),
    ],
)
def test_an_entry_is_taken_out(text, keys, after):
    assert left(text, *keys) == after
    root, _ = parse_yaml(text)
    rest, told = parse_yaml(after)
    assert not told
    assert isinstance(root, Mapping)
    assert rest == Mapping(tuple(entry for entry in root if entry.key.text not in keys))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("甲: 1\n", "甲"),
        ("甲: 1\n", "乙"),
        ("{甲: 1}", "甲"),
        ("甲: 1\n乙: {丁: 2,\n     戊: 3}\n", "乙"),
        ("甲: 1\n乙: |\n  一行\n  两行\n", "乙"),
        ("{甲: 1, 乙: {}}", "乙"),
    ],
)
def test_what_cannot_be_taken_out_without_guessing_stays(text, key):
    assert left(text, key) is None


def test_the_first_key_behind_a_dash_stays():
    text = "- 甲: 1\n  乙: 2\n"
    root, _ = parse_yaml(text)
    [item] = root
    assert without_entry(item, "甲", text) == ()
    assert mended(text, [Said(without_entry(item, "乙", text))]) == "- 甲: 1\n"
