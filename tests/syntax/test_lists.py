"""The lists of words that are read beforehand are those of their files, and are used for those only."""

from __future__ import annotations

import pytest

from indicatorlang import resources
from indicatorlang.syntax import lists
from tests.prepared import LISTS

REMAKE = "make the lists anew: python -m tests.prepared"


@pytest.mark.parametrize("file", LISTS)
def test_a_list_is_what_its_file_says(file):
    text = resources.text("grammar", file)
    stored = lists._stored()[file]
    assert stored["made_of"] == lists._digest(text), REMAKE
    assert stored["lists"] == lists.read_lists(text) != {}, REMAKE


def test_nothing_else_is_stored():
    assert set(lists._stored()) == set(LISTS), REMAKE


@pytest.mark.parametrize("changed", ["conventional: [以上, 甲]\n", "conventional: []\n"])
def test_a_file_that_has_changed_is_read_itself(changed, monkeypatch):
    monkeypatch.setattr(resources, "text", lambda _name, _file: changed)
    assert lists.word_lists("words.zh.yaml") == lists.read_lists(changed)
