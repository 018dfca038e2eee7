"""What is said of filled-in tables: every code has a case or a test that shows it.

A case of `said.yaml` is a row as typed, or a target with an actual that was read, and the code that must be said of it.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.rescoring.row import rescore
from indicatorlang.model.rescored import ActualReading, RescoredRow
from indicatorlang.pipeline.auditing import audit_tables
from indicatorlang.resolve.filled.rows import resolve_row
from tests.filled import table_of

TESTS = Path(__file__).resolve().parents[1]
CASES = yaml.load(Path(__file__).with_name("said.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
ROOMS = [f"indicatorlang.{room}" for room in ("readers.filled", "resolve.filled", "resolve.drafting", "engine.rescoring", "lint")]


def said_of(row: RescoredRow) -> Iterator[Diagnostic]:
    """Everything that is said of a row, what its own rule could not be applied for included."""
    found = [*row.remarks, *row.causes, *row.computed.remarks, row.computed.refused]
    if row.actual is not None:
        found += [*row.actual.assumed, row.actual.refused]
    for one in found:
        if one is not None:
            yield one
            yield from getattr(one, "because", ())


def codes_of(case: dict[str, Any]) -> set[str]:
    if "row" in case:
        (row,) = audit_tables([table_of([{"weight": "10", "score": "9", **case["row"]}])]).rows()
        return {said.code for said in said_of(row)}
    resolved = resolve_row(name="样例指标", target=case["target"], weight=Fraction(10), year=2023)
    computed = rescore(resolved.ruleset, ActualReading(**case["reading"]))
    return {said.code for said in (*computed.remarks, computed.refused) if said is not None}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["says"]) for case in CASES])
def test_a_row_is_told_of(case):
    assert case["says"] in codes_of(case)


def _classes(base: type[Diagnostic]) -> Iterator[type[Diagnostic]]:
    for one in base.__subclasses__():
        yield one
        yield from _classes(one)


def _modules(room: str) -> Iterable[str]:
    return (found.name for found in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."))


def test_every_code_is_shown_somewhere():
    for room in ROOMS:
        for module in _modules(room):
            importlib.import_module(module)
    codes = {
        one.code
        for one in _classes(Diagnostic)
        if hasattr(one, "code") and any(one.__module__.startswith(room) for room in ROOMS)
    }
    files = [path for end in ("yaml", "py", "txt") for path in TESTS.rglob(f"*.{end}")]
    words = {word for path in files for word in re.findall(r"[A-Za-z]\w*(?:-\w+)*", path.read_text(encoding="utf-8"))}
    words |= {path.stem.upper() for path in (TESTS / "lint/rules").glob("*.yaml")}  # cases of a rule say its code by their file
    assert sorted(codes - words) == []
