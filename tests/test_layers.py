"""The table of rooms, read by a machine: who may import whom, imports inside functions included.

`docs/contributing.md` shows the same table to people.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "indicatorlang"

FLOORS: list[set[str]] = [
    {"lazily"},
    {"_version", "diagnostics", "catalogue", "resources"},
    {"model"},
    {"syntax", "library"},
    {"resolve", "engine", "readers", "reports"},
    {"lint"},
    {"pipeline"},
    {"__init__"},
    {"cli"},
    {"__main__"},
]
MAY_IMPORT: dict[str, set[str]] = {
    "lazily": set(),
    "_version": set(),
    "diagnostics": set(),
    "catalogue": set(),
    "resources": set(),
    "model": {"diagnostics"},
    "library": {"catalogue", "model", "diagnostics"},
    "syntax": {"diagnostics", "resources"},
    "resolve": {"syntax", "library", "model", "diagnostics", "resources"},
    "engine": {"library", "model", "diagnostics"},
    "readers": {"catalogue", "model", "diagnostics"},
    "reports": {"catalogue", "model", "diagnostics", "_version"},
    "lint": {"catalogue", "syntax", "resolve", "model", "diagnostics"},
    "pipeline": set().union(*FLOORS[:6]),
    "__init__": set().union(*FLOORS[:7]),
    "cli": {"catalogue", "pipeline", "lint", "diagnostics", "_version"},
    "__main__": {"cli", "_version"},
}
# What puts work off may be used everywhere.
FOR_ALL = {"lazily"}
# `model` holds nouns: it reads no file, knows no clock and no locale, and cannot tell YAML from a grammar.
NOT_IN_MODEL = {"io", "lark", "locale", "os", "pathlib", "time", "yaml"}
# Rows and columns of sheets, frames and grammars cost tens of milliseconds each; only those who need them pay.
NOT_AT_START = {"chinese_calendar", "docx", "lark", "lsprotocol", "lxml", "narwhals", "numpy"} | {
    *("openpyxl", "pandas", "polars", "pyarrow", "rich", "xlsxwriter"),
}


def room_of(module: str) -> str:
    """`indicatorlang.engine.rows` → `engine`; the package itself → `__init__`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imported_modules(text: str, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports or hands by name to a call (`parts("indicatorlang.reports")`)."""
    home = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = home[: len(home) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            # `from indicatorlang import engine` names a room; `from indicatorlang.engine import run` does not.
            yield from ((node.lineno, f"{name}.{a.name}" if f"{name}.{a.name}" in ROOMS else name) for a in node.names)
        elif isinstance(node, ast.Call):
            for value in [*node.args, *(k.value for k in node.keywords)]:
                said = value.value if isinstance(value, ast.Constant) else None
                if isinstance(said, str) and re.fullmatch(r"indicatorlang(\.\w+)+", said):
                    yield node.lineno, said


ROOMS = {f"indicatorlang.{room}" for room in MAY_IMPORT}


def violations(text: str, module: str, is_package: bool = False) -> list[str]:
    """What in the text of `module` breaks the table, one sentence each."""
    room = room_of(module)
    if room not in MAY_IMPORT:
        return [f"{module} stands in no room of the table"]
    found = []
    for line, name in imported_modules(text, module, is_package):
        top = name.split(".")[0]
        if top == "indicatorlang" and room_of(name) not in MAY_IMPORT[room] | FOR_ALL | {room}:
            found.append(f"{module}:{line} imports {name}")
        if room == "model" and top in NOT_IN_MODEL:
            found.append(f"{module}:{line} imports {name}, which the model must not know")
    return found


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@pytest.mark.parametrize(("module", "path"), [pytest.param(m, p, id=m) for m, p in modules()])
def test_a_module_imports_only_what_its_room_may(module, path):
    assert violations(path.read_text(encoding="utf-8"), module, path.name == "__init__.py") == []


def test_the_table_itself_only_goes_down():
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    assert set(floor) == set(MAY_IMPORT)
    upward = [(room, below) for room, others in MAY_IMPORT.items() for below in others if floor[below] >= floor[room]]
    assert upward == []


def test_the_table_that_people_read_is_the_same():
    text = (PACKAGE.parent / "docs" / "contributing.md").read_text(encoding="utf-8")
    shown = {
        room: set(re.findall(r"`(\w+)`", others))
        for room, others in re.findall(r"^\| `(\w+)/` \|[^|]*\|([^|]*)\|$", text, re.MULTILINE)
    }
    in_words = {"_version", "catalogue", "diagnostics", "lazily", "resources", "pipeline", "__init__", "__main__"}
    assert shown == {room: others - {"_version"} for room, others in MAY_IMPORT.items() if room not in in_words}


@pytest.mark.parametrize(
    ("module", "text", "seen"),
    [
        ("indicatorlang.engine.rows", "from indicatorlang.syntax import tree", "indicatorlang.syntax"),
        ("indicatorlang.engine.rows", "from indicatorlang import reports", "indicatorlang.reports"),
        ("indicatorlang.engine.rows", "import indicatorlang.cli.main", "indicatorlang.cli.main"),
        ("indicatorlang.engine.rows", "from ..readers.csv import read", "indicatorlang.readers.csv"),
        ("indicatorlang.engine.rows", "def f():\n    from indicatorlang.pipeline import run", "indicatorlang.pipeline"),
        ("indicatorlang.engine.rows", "from indicatorlang import load_ruleset", "indicatorlang"),
        ("indicatorlang.reports.text", "importlib.import_module('indicatorlang.engine')", "indicatorlang.engine"),
        ("indicatorlang.cli.eval", "catalogue.parts('indicatorlang.reports')", "indicatorlang.reports"),
        ("indicatorlang.model.unit", "import yaml", "yaml"),
        ("indicatorlang.helpers", "", "no room"),
    ],
)
def test_the_checker_sees_a_violation(module, text, seen):
    (found,) = violations(text, module)
    assert seen in found


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("indicatorlang.engine.rows", "from .plan import Plan\nfrom indicatorlang.model import unit\nimport fractions"),
        ("indicatorlang.resolve.names", "from indicatorlang import diagnostics, resources"),
        ("indicatorlang.cli.eval", "from indicatorlang import pipeline\nfrom indicatorlang.lint import rules"),
    ],
)
def test_the_checker_lets_the_allowed_pass(module, text):
    assert violations(text, module) == []


@pytest.mark.parametrize("arguments", [["-c", "import indicatorlang"], ["-m", "indicatorlang", "--version"]])
def test_starting_up_loads_nothing_heavy(arguments):
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, encoding="utf-8", cwd=PACKAGE.parent
    )
    timed = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    assert run.returncode == 0, [line for line in run.stderr.splitlines() if line not in timed]
    loaded = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in timed}
    assert "indicatorlang" in loaded
    assert loaded & NOT_AT_START == set()
