"""What every benchmark needs: medians over repeats, the exponent of growth, tables of ratios, and the region of a page they go into.

A benchmark is a module with `tables(repeats) -> list[Table]`; run as a script it hands them to `show`. Times depend on the
machine, so pages hold ratios of what was measured in one run; the script prints the medians besides.
"""

from __future__ import annotations

import argparse
import gc
import math
import re
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import attrs

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


@attrs.frozen
class Table:
    """Rows of cells under headings. `page` tells tables of ratios, which a page may hold, from those of medians."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    page: bool = True

    def markdown(self) -> str:
        """The table as Markdown, numbers to the right."""
        marks = ["---", *("---:" for _ in self.headings[1:])]
        lines = [f"| {' | '.join(row)} |" for row in (self.headings, marks, *self.rows)]
        return "\n".join([self.title, "", *lines, ""])


def seconds_each(work: Callable[[T], object], items: Sequence[T], repeats: int, before: Callable[[], object] = int) -> float:
    """Median seconds for one item, of `repeats` walks over all of them; `before` runs unmeasured before each walk."""
    return statistics.median(_walk(work, items, before) for _ in range(repeats)) / len(items) if items else math.nan


def _walk(work: Callable[[T], object], items: Iterable[T], before: Callable[[], object]) -> float:
    before()
    gc.collect()
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = time.perf_counter()
        for item in items:
            work(item)
        return time.perf_counter() - start
    finally:
        if collecting:
            gc.enable()


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The power of growth, by least squares on logarithms: 1 is linear, 2 quadratic."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    return statistics.linear_regression(xs, ys).slope


def times(value: float) -> str:
    """A ratio for people: two figures, `–` when there is none."""
    return "–" if math.isnan(value) else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def micros(seconds: float) -> str:
    """Microseconds for people."""
    return "–" if math.isnan(seconds) else f"{seconds * 1e6:.1f}"


def region(page: str, name: str, text: str) -> str:
    """The page with its region `name` filled anew."""
    pattern = rf"(<!-- measured: {re.escape(name)} -->\n).*?(<!-- /measured -->)"
    filled, count = re.subn(pattern, lambda found: f"{found[1]}{text}\n{found[2]}", page, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"the page needs one region `{name}`, it has {count}")
    return filled


def show(name: str, tables: Callable[[int], Sequence[Table]]) -> None:
    """Measures and prints; `--write` also puts the tables of ratios into `docs/reference/performance.md`."""
    options = argparse.ArgumentParser()
    options.add_argument("--repeats", type=int, default=15)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    made = tables(chosen.repeats)
    print("\n".join(table.markdown() for table in made))
    if chosen.write:
        page = ROOT / "docs" / "reference" / "performance.md"
        text = "\n".join(table.markdown() for table in made if table.page)
        page.write_text(region(page.read_text(encoding="utf-8"), name, text), encoding="utf-8")
