"""Starting costs what is used: what is loaded, compiled and made on the way, counted instead of timed."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import indicatorlang
from tests.benchmarks.starting import write_project

PACKAGE = Path(indicatorlang.__file__).parent

# What `eval` of a ruleset without free texts, tests and tables of cases has no use for.
NOT_FOR_EVAL = (
    *("lint", "engine.columns", "engine.covering", "engine.mutating", "engine.rescoring", "engine.scorer", "engine.testing"),
    *("engine.trying", "pipeline.auditing", "pipeline.checking", "pipeline.drafting", "pipeline.formatting", "pipeline.frames"),
    *(
        "pipeline.scoring",
        "pipeline.testing",
        "readers.filled.",
        "reports.audit",
        "reports.check",
        "reports.draft",
        "reports.json",
    ),
    *("reports.portfolio", "reports.reading", "reports.tables", "reports.testing", "reports.workbook", "resolve.drafting"),
    *("resolve.filled", "resolve.json_schema", "resolve.own_tests", "resolve.testing", "resolve.wordings", "syntax.from_target"),
    *("syntax.written.conditions", "syntax.written.pieces", "syntax.written.qualities", "syntax.yaml.layout"),
)
PROBE = """
import json, re, sys
compiled = []
plain = re.compile
def compile(pattern, flags=0):
    frame = sys._getframe(1)
    compiled.append(frame.f_globals.get("__name__", ""))
    return plain(pattern, flags)
re.compile = compile
{work}
whole = sorted(
    f"{{cls.__module__}}.{{cls.__qualname__}}"
    for name, module in list(sys.modules.items()) if name.startswith("indicatorlang")
    for cls in vars(module).values()
    if isinstance(cls, type) and cls.__module__ == name and isinstance(vars(cls).get("__attrs_attrs__"), tuple)
)
print("\\n" + json.dumps([sorted(sys.modules), [name for name in compiled if name.startswith("indicatorlang")], whole]))
"""


def probed(work: str) -> tuple[set[str], list[str], list[str]]:
    """Of a fresh process: the modules loaded, who of the package compiled patterns, the classes of the package attrs made whole."""
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROBE.format(work=work)], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    modules, compiled, whole = json.loads(run.stdout.splitlines()[-1])
    return set(modules), compiled, whole


def own(modules: set[str]) -> set[str]:
    return {name.removeprefix("indicatorlang.") for name in modules if name.startswith("indicatorlang.")}


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory) -> Any:
    ruleset, actuals = write_project(tmp_path_factory.mktemp("project"))
    return probed(
        f"sys.argv = ['indicatorlang', 'eval', {ruleset!r}, '--actuals', {actuals!r}]\n"
        "from indicatorlang.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as ended:\n    assert ended.code == 1, ended.code"
    )


@pytest.mark.parametrize(
    "work", ["import indicatorlang", "from indicatorlang import Rules, Verdict", "import indicatorlang.cli.eval"]
)
def test_lark_is_not_loaded_before_a_text_is_parsed(work):
    modules, _, _ = probed(work)
    assert "indicatorlang" in modules
    assert {name for name in modules if name.split(".")[0] == "lark"} == set()
    parsed, _, _ = probed(f"{work}\nimport indicatorlang; indicatorlang.parse('甲 >= 5 家')")
    assert "lark" in parsed


def test_importing_the_package_loads_two_modules():
    modules, compiled, whole = probed("import indicatorlang")
    assert own(modules) == {"_version"}
    assert (compiled, whole) == ([], [])


def test_every_public_name_is_found_without_anything_else_being_asked_for():
    for name in indicatorlang.__all__:
        assert getattr(indicatorlang, name) is not None, name


def test_eval_loads_what_it_uses(evaluated):
    loaded = own(evaluated[0])
    assert {"engine.rows", "reports.text", "resolve.from_syntax"} <= loaded
    assert {
        name for name in loaded if f"{name}.".startswith(tuple(f"{one.rstrip('.')}." for one in NOT_FOR_EVAL if one[-1] != "."))
    } == set()
    assert {name for name in loaded if name.startswith(tuple(one for one in NOT_FOR_EVAL if one[-1] == "."))} == set()


@pytest.mark.parametrize("name", NOT_FOR_EVAL)
def test_what_eval_does_not_load_is_there(name):
    path = PACKAGE.joinpath(*name.rstrip(".").split("."))
    assert path.is_dir() or path.with_suffix(".py").is_file()


def test_loading_a_command_compiles_no_pattern_and_makes_few_classes():
    _, compiled, whole = probed("import indicatorlang.cli.eval")
    assert compiled == []
    # Those of which the rooms hold instances: units, days of grace, settings.
    assert len(whole) <= 30, whole


def test_eval_compiles_and_makes_what_it_uses(evaluated):
    _, compiled, whole = evaluated
    assert 0 < len(compiled) <= 80, compiled
    assert 0 < len(whole) <= 160, whole


def at_import(tree: ast.Module) -> list[ast.AST]:
    """Everything of a module but the bodies of its functions."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        children = list(ast.iter_child_nodes(node))
        waiting += [] if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) else children
        waiting += node.decorator_list if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else []
    return found


# Made by the thousand at once wherever they are loaded, so that putting off gains nothing.
AT_ONCE = ("engine/columns", "engine/scorer", "pipeline/frames.py", "pipeline/scoring.py")
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "lazily.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_patterns_and_classes_are_put_off(path):
    inside = path.relative_to(PACKAGE).as_posix()
    nodes = at_import(ast.parse(path.read_text(encoding="utf-8")))
    compiled = [node.lineno for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"]
    assert compiled == [], "write `pattern(…)` of indicatorlang.lazily"
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    eager = [one.name for one in classes for by in one.decorator_list if ast.unparse(by).startswith("attrs.")]
    assert eager == [] or inside.startswith(AT_ONCE), "write `@frozen` or `@define` of indicatorlang.lazily"
