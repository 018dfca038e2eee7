"""Rulesets that cannot be used: each tells all its mistakes at once, at their places, and nothing else.

`corpus/bad/rulesets/<name>.yaml` is the file, `<name>.expected.yaml` lists its diagnostics in the order of the file: line,
column, code, and the words that the sentence quotes (the first of them, for sentences that quote many).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from indicatorlang.diagnostics import errors
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.syntax.from_yaml import parse_yaml

CORPUS = Path(__file__).resolve().parent / "corpus" / "bad" / "rulesets"
FILES = sorted(path for path in CORPUS.glob("*.yaml") if not path.name.endswith(".expected.yaml"))


def _found(path):
    text = path.read_text(encoding="utf-8")
    root, unreadable = parse_yaml(text, path.name)
    assert root is not None
    assert errors(unreadable) == [], "the mistakes of this corpus are not those of YAML"
    ruleset, found = resolve_ruleset(root, text=text, file=path.name)
    return ruleset, found


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_a_bad_ruleset_tells_all_its_mistakes_at_their_places(path):
    ruleset, found = _found(path)
    expected = yaml.load(path.with_suffix(".expected.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert [problem.code for problem in found] == [one["code"] for one in expected]
    got = [
        {
            "line": str(problem.place.line),
            "column": str(problem.place.column),
            "code": problem.code,
            "words": re.findall("`([^`]*)`", problem.zh())[: len(one["words"])],
        }
        for problem, one in zip(found, expected, strict=True)
    ]
    assert got == expected
    assert ruleset is None
    assert errors(found)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_every_mistake_shows_its_line_and_both_languages(path):
    for problem in _found(path)[1]:
        assert problem.place.file == path.name
        assert problem.place.snippet is not None
        assert 1 <= (problem.place.column or 0) <= len(problem.place.snippet) + 1
        assert problem.message("zh") in problem.render("zh")
        assert problem.message("en") in problem.render("en")


def test_every_expectation_belongs_to_a_file():
    expected = {path.name.removesuffix(".expected.yaml") for path in CORPUS.glob("*.expected.yaml")}
    assert expected == {path.stem for path in FILES}
    assert len(FILES) > 30
