"""Runs every example as a reader would, and compares what it prints with the `expected.txt` beside it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir() and path.name != "__pycache__")


def test_examples_are_numbered_without_a_gap():
    names = [path.name for path in EXAMPLES]
    assert names, "there is no example"
    assert [n for n in names if not re.fullmatch(r"\d\d_[a-z0-9_]+", n)] == []
    assert [int(n[:2]) for n in names] == list(range(1, len(names) + 1))


@pytest.mark.parametrize("example", [pytest.param(path, id=path.name) for path in EXAMPLES])
def test_an_example_prints_what_it_says(example, tmp_path):
    assert [n for n in ("README.md", "run.py", "expected.txt") if not (example / n).is_file()] == []
    # A copy, so that an example may write files; the rulesets stand where they stand in a checkout.
    copy = shutil.copytree(example, tmp_path / "examples" / example.name)
    shutil.copytree(ROOT / "rulesets", tmp_path / "rulesets")
    run = subprocess.run(
        [sys.executable, "run.py"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == (example / "expected.txt").read_text(encoding="utf-8")
    assert run.stderr == ""
