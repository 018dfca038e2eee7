"""What starting costs: whole processes, each as a multiple of a Python that does nothing.

    python -m tests.benchmarks.starting --write

Processes of all kinds are run in turn, so that what else the machine does falls on all of them alike; a ratio is the median of
the ratios of the rounds. Compiled files of the package are there, as they are after an installation.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.harness import ROOT, Table, show, times

TARGETS = ("{name} >= 90%", "{name} <= 3 天", "{name} in [10, 20]", "{name} == 500 家 by 2019-12")
VALUES = ("95%", "4 天", "15", "480 家")
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"

PYTHON = ("a Python that does nothing", ("-c", "pass"))
LIBRARIES = ("the libraries alone: `import attrs, click, lark, yaml`", ("-c", "import attrs, click, lark, yaml"))
VERSION = ("`indicatorlang --version`", ("-m", "indicatorlang", "--version"))
IMPORT = ("`import indicatorlang`", ("-c", "import indicatorlang"))
COMPILE = ("compiling one target", ("-c", "import indicatorlang as il; il.compile('微菜场数量 >= 500 家 by 2019-12')"))


def write_project(folder: Path) -> tuple[str, str]:
    """A ruleset of twenty indicators and a small CSV of their actuals: thresholds, limits, ranges, days, some of them missed."""
    lines, rows = ["ruleset: 二十项指标", "year: 2019", "indicators:"], ["指标,期间,实际值"]
    for index, letter in enumerate(NAMES):
        name, target = f"指标{letter}", TARGETS[index % len(TARGETS)]
        lines += [f"  - id: {index + 1}", f"    name: {name}", f"    target: {target.format(name=name)}", "    weight: 5"]
        rows.append(f"{name},2019,{VALUES[index % len(VALUES)]}")
    ruleset, actuals = folder / "ruleset.yaml", folder / "actuals.csv"
    ruleset.write_text("\n".join(lines) + "\n", encoding="utf-8")
    actuals.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(ruleset), str(actuals)


def commands(folder: Path) -> Mapping[str, Sequence[str]]:
    """What is run, by what the page calls it; the first is what all are held against."""
    ruleset, actuals = write_project(folder)
    run = ("-m", "indicatorlang")
    return dict(
        (
            *(PYTHON, VERSION, IMPORT, LIBRARIES, COMPILE),
            ("`indicatorlang eval`, 20 indicators", (*run, "eval", ruleset, "--actuals", actuals)),
            ("`indicatorlang check`, 20 indicators", (*run, "check", ruleset)),
        )
    )


def seconds(arguments: Sequence[str]) -> float:
    """How long a process takes from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def tables(repeats: int) -> list[Table]:
    """Ratios for the page, medians beside them."""
    compileall.compile_dir(ROOT / "indicatorlang", quiet=1)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        asked = commands(Path(folder))
        rounds = [{name: seconds(arguments) for name, arguments in asked.items()} for _ in range(repeats + 1)][1:]
    bare, *names = asked
    ratios = {name: statistics.median(one[name] / one[bare] for one in rounds) for name in names}
    return [
        Table(
            "Starting, doing it, and ending, as a multiple of a Python that does nothing (`python -c pass`):",
            ("process", "times"),
            tuple((name, times(ratios[name])) for name in names),
        ),
        Table(
            "Medians:",
            ("process", "milliseconds"),
            tuple((name, f"{statistics.median(one[name] for one in rounds) * 1000:.1f}") for name in asked),
            page=False,
        ),
    ]


if __name__ == "__main__":
    show("starting", tables)
