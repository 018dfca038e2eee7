"""How many published targets are read as they are meant: right, misread (an answer, but a wrong one), refused (not understood).

    python -m tests.benchmarks.accuracy

The rows are those of `tests/corpus/good/targets/`, file by file; see `tests/meant.py` for what a row holds.
"""

from __future__ import annotations

import collections

from tests.meant import difference, reading_of, rows


def tally() -> dict[str, collections.Counter[str]]:
    """For every file of rows how many are right, misread and refused."""
    found: dict[str, collections.Counter[str]] = {}
    for file, row in rows():
        reading = reading_of(row)
        wrong = difference(row["meant"], reading)
        verdict = "right" if not wrong else "refused" if reading["kind"] == "text" else "misread"
        found.setdefault(file, collections.Counter())[verdict] += 1
    return found


def report(found: dict[str, collections.Counter[str]]) -> str:
    """A Markdown table with a line for all."""
    lines = ["| rows | number | right | misread | refused |", "| --- | ---: | ---: | ---: | ---: |"]
    for file, counts in [*found.items(), ("all", sum(found.values(), collections.Counter()))]:
        total = sum(counts.values())
        share = f"{100 * counts['right'] / total:.1f} %"
        lines.append(f"| {file} | {total} | {share} | {counts['misread']} | {counts['refused']} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(tally()))
