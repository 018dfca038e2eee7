"""Broken targets and formulas: exactly these mistakes, at these columns, in these words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.syntax import character_problems, problems, stop_problems
from indicatorlang.syntax.from_text import parse_expression, parse_target

FOLDER = Path(__file__).parent / "corpus" / "bad" / "targets"
CASES = [
    pytest.param(case, file.stem, id=f"{file.stem}: {case['text']}")
    for file in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
]


@pytest.mark.parametrize(("case", "file"), CASES)
def test_a_broken_text_gets_the_sentence_it_deserves(case, file):
    read = parse_expression if file == "formulas" else parse_target
    node, found = read(case["text"])
    assert node is None
    told = []
    for mistake in found:
        one = {
            "code": mistake.code,
            "column": str(mistake.place.column),
            "zh": mistake.message("zh"),
            "en": mistake.message("en"),
        }
        told.append(one | ({"help": mistake.help("zh")} if mistake.help("zh") else {}))
    assert told == case["errors"]


def test_every_code_of_a_text_has_a_broken_text():
    """Codes that need a long text have tests of their own, and `unexpected-text` is for what nobody thought of."""
    codes = {error["code"] for case in CASES for error in case.values[0]["errors"]}
    rooms = (problems, character_problems, stop_problems)
    classes = [c for room in rooms for c in vars(room).values() if isinstance(c, type) and issubclass(c, Diagnostic)]
    own = {c.code for c in classes} - {Diagnostic.code}
    assert own - codes == {"empty-target", "text-too-long", "nested-too-deep"}
