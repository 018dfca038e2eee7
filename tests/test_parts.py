"""A part is one file that says everything about itself, and one file of cases that shows it."""

from __future__ import annotations

import importlib
import pkgutil
from fractions import Fraction
from pathlib import Path

import pytest

import indicatorlang as il
import indicatorlang.library
from indicatorlang import catalogue, resources

CONFORMANCE = Path(__file__).resolve().parent / "conformance"
KINDS = sorted(info.name for info in pkgutil.iter_modules(indicatorlang.library.__path__) if info.ispkg)
PARTS = [(kind, name) for kind in KINDS for name in catalogue.parts(f"indicatorlang.library.{kind}")]
FUNCTIONS = catalogue.parts("indicatorlang.library.functions")
PROFILES = sorted(path.stem for path in (resources.folder("rulesets") / "profiles").glob("*.yaml"))


def test_every_folder_of_the_library_has_parts():
    assert KINDS
    assert set(KINDS) - {kind for kind, _ in PARTS} == set()


@pytest.mark.parametrize(("kind", "name"), [pytest.param(k, n, id=f"{k}.{n}") for k, n in PARTS])
def test_a_part_has_a_page_and_cases(kind, name):
    module = importlib.import_module(f"indicatorlang.library.{kind}.{name}")
    assert (module.__doc__ or "").strip(), "the docstring of a part is its page"
    assert (CONFORMANCE / kind / f"{name}.yaml").is_file(), "no cases"


@pytest.mark.parametrize("name", [name for name, part in FUNCTIONS.items() if part.reads == "values" and name != "growth"])
def test_a_function_of_values_comes_to_what_its_kernel_says(name):
    part, values = FUNCTIONS[name], {"甲": "3", "乙": "7", "丙": "8"}
    several = [f"{name}({', '.join(values)})"] if part.takes(len(values)) else []
    periods = {f"2019Q{number}": value for number, value in enumerate(values.values(), 1)}
    for target, actuals in [(f"{name}(甲)", {"甲": periods}), *((text, values) for text in several)]:
        measures = {measure: {"unit": "家", "kind": "period"} for measure in values}
        row = {"name": "样例指标", "target": f"{target} >= 5 家", "weight": 100}
        rules = il.load_ruleset({"ruleset": "样例", "year": 2019, "measures": measures, "indicators": [row]})
        (result,) = rules.evaluate(actuals, as_of="2019-09-30", final=True)
        assert result.actual.quantity.number == part.kernel(*map(Fraction, values.values()))


def test_growth_comes_to_what_its_kernel_says():
    measures = {measure: {"unit": "家", "kind": "period"} for measure in ("甲", "乙")}
    row = {"name": "样例指标", "target": "growth(甲, 乙) >= 5%", "weight": 100}
    rules = il.load_ruleset({"ruleset": "样例", "year": 2019, "measures": measures, "indicators": [row]})
    (result,) = rules.evaluate({"甲": "21", "乙": "20"}, as_of="2019-12-31")
    assert result.actual.quantity.base == FUNCTIONS["growth"].kernel(Fraction(21), Fraction(20))


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_has_cases(name):
    assert (CONFORMANCE / "profiles" / f"{name}.yaml").is_file(), "no cases"


def test_no_cases_are_left_of_a_part_that_is_gone():
    known = {*PARTS, *(("profiles", name) for name in PROFILES)}
    kinds = {*KINDS, "profiles"}
    left = [f"{p.parent.name}/{p.name}" for p in CONFORMANCE.glob("*/*.yaml") if p.parent.name in kinds]
    assert [path for path in left if (path.split("/")[0], path.split("/")[1].removesuffix(".yaml")) not in known] == []
