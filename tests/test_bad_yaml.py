"""Every file of the bad corpus gets exactly the diagnostics that stand beside it, whichever parser reads it.

`name.expected.yaml` lists them in the order of the file: code, line, column, the Chinese sentence, and either the corrected
line or the help. Lines are not marked in the files themselves, because a comment would change what is wrong with them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.problems import (
    MAX_SHOWN,
    YamlProblem,
    YamlTrap,
    corrections,
)

FOLDER = Path(__file__).parent / "corpus" / "bad" / "yaml"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if not path.name.endswith(".expected.yaml"))
assert FILES, "the corpus is missing"


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def expected(path: Path) -> list[dict[str, str]]:
    cases: list[dict[str, str]] = yaml.load(read(path.with_suffix(".expected.yaml")), Loader=yaml.BaseLoader)
    return cases


@pytest.mark.parametrize("pure", [False, True], ids=["fast", "pure"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_gets_its_diagnostics(path: Path, pure: bool) -> None:
    _, found = parse_yaml(read(path), path.name, pure=pure)
    wanted = expected(path)
    assert [(d.code, str(d.place.line), str(d.place.column)) for d in found] == [
        (case["code"], case["line"], case["column"]) for case in wanted
    ]
    for diagnostic, case in zip(found, wanted, strict=True):
        assert diagnostic.zh() == case["zh"]
        assert diagnostic.place.file == path.name
        if isinstance(diagnostic, YamlTrap):
            assert diagnostic.corrected == case["corrected"]
            assert case["corrected"].strip()[:MAX_SHOWN] in diagnostic.help_zh()
            assert case["corrected"].strip()[:MAX_SHOWN] in diagnostic.help_en()
        else:
            assert diagnostic.help_zh() == case["help"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_corrected_lines_make_the_traps_go(path: Path) -> None:
    text = read(path)
    _, found = parse_yaml(text, path.name)
    lines = text.split("\n")
    for number, line in corrections(found).items():
        lines[number - 1] = line
    _, left = parse_yaml("\n".join(lines), path.name)
    decisions = [d.code for d in found if not isinstance(d, YamlTrap)]
    assert [d.code for d in left] == decisions


def all_below(kind: type[Diagnostic]) -> list[type[Diagnostic]]:
    return [kind, *(below for child in kind.__subclasses__() for below in all_below(child))]


def test_every_yaml_diagnostic_is_shown_by_the_corpus_or_by_name() -> None:
    seen = {case["code"] for path in FILES for case in expected(path)}
    codes = {kind.code for kind in all_below(YamlProblem)} - {YamlProblem.code}
    # These two cannot be seen in a small file read without knowing its keys; `test_from_yaml.py` shows them.
    assert codes - seen == {"yaml-too-large", "yaml-list-for-text"}
