"""A part is one file that says everything about itself, and one file of cases that shows it."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

import indicatorlang.library
from indicatorlang import catalogue, resources

CONFORMANCE = Path(__file__).resolve().parent / "conformance"
KINDS = sorted(info.name for info in pkgutil.iter_modules(indicatorlang.library.__path__) if info.ispkg)
PARTS = [(kind, name) for kind in KINDS for name in catalogue.parts(f"indicatorlang.library.{kind}")]
PROFILES = sorted(path.stem for path in (resources.folder("rulesets") / "profiles").glob("*.yaml"))


def test_every_folder_of_the_library_has_parts():
    assert KINDS
    assert set(KINDS) - {kind for kind, _ in PARTS} == set()


@pytest.mark.parametrize(("kind", "name"), [pytest.param(k, n, id=f"{k}.{n}") for k, n in PARTS])
def test_a_part_has_a_page_and_cases(kind, name):
    module = importlib.import_module(f"indicatorlang.library.{kind}.{name}")
    assert (module.__doc__ or "").strip(), "the docstring of a part is its page"
    assert (CONFORMANCE / kind / f"{name}.yaml").is_file(), "no cases"


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_has_cases(name):
    assert (CONFORMANCE / "profiles" / f"{name}.yaml").is_file(), "no cases"


def test_no_cases_are_left_of_a_part_that_is_gone():
    known = {*PARTS, *(("profiles", name) for name in PROFILES)}
    kinds = {*KINDS, "profiles"}
    left = [f"{p.parent.name}/{p.name}" for p in CONFORMANCE.glob("*/*.yaml") if p.parent.name in kinds]
    assert [path for path in left if (path.split("/")[0], path.split("/")[1].removesuffix(".yaml")) not in known] == []
