"""What people type as 完成值, read against its target: every case of `tests/conformance/entries/`.

A file is a list of targets; each holds texts by what they come to: `quantity` and `date` with the plain entry, `level` and `partly`
with their ranks, `refused` with the code of its reason, `done`, `not_done`, `blank` and `not_applicable` as lists of texts.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from indicatorlang.library.scales import builtin_scales
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.indicator import AtLevel
from indicatorlang.resolve.filled.actuals import read_actual
from indicatorlang.resolve.wordings import read_target

FOLDER = Path(__file__).resolve().parents[1] / "conformance" / "entries"
LISTED = ("done", "not_done", "blank", "not_applicable")
SAID = ("quantity", "date", "level", "partly", "refused")
YEAR = 2023


def _no_text_twice(node):
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        assert len(set(keys)) == len(keys), f"twice: {sorted(key for key in keys if keys.count(key) > 1)}"
        for _, value in node.value:
            _no_text_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _no_text_twice(item)


def _cases():
    for file in sorted(FOLDER.glob("*.yaml")):
        source = file.read_text(encoding="utf-8")
        _no_text_twice(yaml.compose(source, Loader=yaml.BaseLoader))
        for group in yaml.load(source, Loader=yaml.BaseLoader):
            assert set(group) <= {"target", "name", "unit", "assumed", *LISTED, *SAID}
            for kind in LISTED:
                for text in group.get(kind, []):
                    yield group, text, kind, None
            for kind in SAID:
                for text, said in group.get(kind, {}).items():
                    yield group, text, kind, said


CASES = [pytest.param(*case, id=f"{case[0]['target']}: {case[1]}") for case in _cases()]


def _target(group):
    return read_target(group["target"], name=group["name"], unit=group.get("unit", ""), year=YEAR)


def _read(group, text):
    return read_actual(text, _target(group), name=group["name"], unit=group.get("unit", ""), year=YEAR)


def _is_the_same(cell, said):
    """950‰ is 95%, 3工作日 is 3个工作日; a bare number is only itself."""
    quantities = parse_quantity(cell), parse_quantity(said)
    if None in quantities or not all(quantity.unit.text for quantity in quantities):
        return False
    return quantities[0].base == quantities[1].base and quantities[0].unit.fits(quantities[1].unit)


@pytest.mark.parametrize(("group", "text", "kind", "said"), CASES)
def test_an_actual_is_read_as_it_is_meant(group, text, kind, said):
    found = _read(group, text)
    reason = found.refused.code if found.refused else ""
    assert found.kind == {"refused": "text"}.get(kind, kind), (found.cell, reason)
    if kind == "refused":
        assert reason == said
        assert found.cell == ""
    elif kind in ("level", "partly"):
        assert " ".join(map(str, found.ranks)) == said
    elif kind in ("quantity", "date"):
        assert found.cell == said or _is_the_same(found.cell, said)


@pytest.mark.parametrize(("group", "text", "kind", "said"), CASES)
def test_what_is_read_is_a_plain_entry(group, text, kind, said):
    found = _read(group, text)
    if found.kind == "quantity":
        assert parse_quantity(found.cell) is not None
    elif found.kind == "date":
        assert found.cell == found.day.isoformat()


def test_there_are_as_many_cases_as_there_should_be():
    assert len(CASES) >= 600


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("稳步提升", "达成年度指标"),
        ("略有提升", "部分达成年度指标并具有一定效果"),
        ("未提升", "未达成年度指标且效果较差"),
        ("部分达成", "部分达成年度指标并具有一定效果"),
    ],
)
def test_a_degree_is_told_in_the_words_of_the_scale_it_is_judged_by(text, cell):
    three = builtin_scales()["三档"]
    condition = AtLevel("某指标", three, three.levels[0])
    assert read_actual(text, read_target("稳步提升"), condition=condition).cell == cell


def test_every_reading_is_told_in_both_languages():
    for param in CASES:
        group, text, *_ = param.values
        found = _read(group, text)
        for told in (*found.assumed, *([found.refused] if found.refused else [])):
            assert told.zh() != told.en()
            assert "错误" not in told.zh()
