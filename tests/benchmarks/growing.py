"""How cost grows: every way in which an input can be large, timed over decades, and the power that fits.

    python -m tests.benchmarks.growing             print
    python -m tests.benchmarks.growing --write     and fill the page

What grows is made by `tests/benchmarks/growths.py`; `tests/test_growth.py` counts the calls of the same work, without a clock.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Sequence

import attrs

from tests.benchmarks.growths import EVALUATING, LOADING, REPORTS, TARGETS, Growth, Work
from tests.benchmarks.harness import Table, exponent, show, times

LONG = 0.5
"""Work that has taken so many seconds is not timed again."""
FITTED = 2
"""The power is fitted to so many of the largest sizes, and over all of them beside it: small ones show what a start costs."""


@attrs.frozen
class Grown:
    """What was measured: median seconds by size."""

    growth: Growth
    points: tuple[tuple[int, float], ...]

    @property
    def power(self) -> float:
        """The power over all sizes."""
        return exponent(self.points)

    @property
    def last(self) -> float:
        """The power over the last decade."""
        return exponent(self.points[-FITTED:])


def grown(growth: Growth, repeats: int) -> Grown:
    """Times one way of growing. The first size is worked on once beforehand, for what is only done once."""
    growth.made(growth.sizes[0])()
    found = Grown(growth, tuple((size, _seconds(growth, size, repeats)) for size in growth.sizes))
    print(f"{growth.title}: {found.power:.2f}", file=sys.stderr, flush=True)
    return found


def _seconds(growth: Growth, size: int, repeats: int) -> float:
    """Median seconds of the processor, which others on the machine disturb less than the clock; long work is done once."""
    work = growth.made(size)
    found = [_once(work)]
    while len(found) < repeats and sum(found) < LONG:
        found.append(_once(work))
    return statistics.median(found)


def _once(work: Work) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def by_growth(title: str, growths: Sequence[Growth], repeats: int) -> list[Table]:
    """The powers, and the medians beside them."""
    found = [grown(growth, repeats) for growth in growths]
    powers = tuple(
        (
            one.growth.title,
            ", ".join(f"{size:,}" for size in one.growth.sizes),
            times(one.points[-1][1] / one.points[-2][1]),
            f"{one.power:.2f}",
            f"{one.last:.2f}",
        )
        for one in found
    )
    medians = tuple((one.growth.title, " · ".join(f"{seconds * 1e3:.1f}" for _, seconds in one.points)) for one in found)
    headings = (title.split(":")[0], "sizes", "largest ÷ the one before", "exponent, all sizes", "exponent, last step")
    return [Table(title, headings, powers), Table(f"{title} medians in ms", (headings[0], "ms"), medians, page=False)]


def tables(repeats: int) -> list[Table]:
    """All of them."""
    often = min(repeats, 5)
    return [
        *by_growth("Rulesets:", LOADING, often),
        *by_growth("Evaluating and explaining every result:", EVALUATING, often),
        *by_growth("One target, from text to explanation:", TARGETS, often),
        *by_growth("Reports and audits:", REPORTS, often),
    ]


if __name__ == "__main__":
    show("growing", tables)
