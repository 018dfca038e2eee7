"""How many published targets are read as they are meant: right, misread (an answer, but a wrong one), refused (not understood).

    python -m tests.benchmarks.accuracy            print
    python -m tests.benchmarks.accuracy --write    and fill the page

The rows are those of `tests/corpus/good/targets/`, file by file; see `tests/meant.py` for what a row holds. Beside them stands
the regular expression that offices write for themselves (`office_reader.py`), on the same rows and held to the same meanings.
"""

from __future__ import annotations

import calendar
import collections
from collections.abc import Mapping
from typing import Any

from tests.benchmarks.harness import Table, show
from tests.benchmarks.office_reader import office_read
from tests.meant import difference, reading_of, rows

Tally = dict[str, tuple[collections.Counter[str], collections.Counter[str]]]


def office_reading_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as the regular expression reads it, in the fields of a reading."""
    said = office_read(row["target"], str(row.get("op", "")), str(row.get("unit", "")))
    if said is None:
        return {"kind": "text"}
    kind, op, first, high, unit = said
    if kind == "deadline":
        year, month, *day = first.split("-")
        year = year or str(row.get("year", ""))
        last = int(day[0]) if day else calendar.monthrange(int(year), int(month))[1]
        return {"kind": kind, "by": f"{year}-{int(month):02}-{last:02}"}
    if kind == "range":
        return {"kind": kind, "low": first, "high": high, "unit": unit}
    return {"kind": kind, "op": op, "value": first, "unit": unit, "level": row["target"] if kind == "level" else ""}


def tally() -> Tally:
    """For every file of rows how many are right, misread and refused: by this tool, and by the regular expression."""
    found: Tally = {}
    for file, row in rows():
        both = found.setdefault(file, (collections.Counter(), collections.Counter()))
        for counts, reading in zip(both, (reading_of(row), office_reading_of(row)), strict=True):
            wrong = difference(row["meant"], reading)
            counts["right" if not wrong else "refused" if reading["kind"] == "text" else "misread"] += 1
    return found


def tables(_repeats: int = 1) -> list[Table]:
    """A line for every file, and one for all. Nothing is timed."""
    found = tally()
    total = [sum((both[at] for both in found.values()), collections.Counter[str]()) for at in (0, 1)]
    lines = []
    for file, (ours, office) in [*found.items(), ("all", (total[0], total[1]))]:
        counts = (sum(ours.values()), _share(ours), ours["misread"], ours["refused"], _share(office), office["misread"])
        lines.append((file, *(str(count) for count in counts)))
    headings = ("rows", "number", "right", "misread", "refused", "regular expression: right", "misread")
    return [Table("Targets read as they are meant:", headings, tuple(lines))]


def _share(counts: collections.Counter[str]) -> str:
    return f"{100 * counts['right'] / sum(counts.values()):.1f} %"


if __name__ == "__main__":
    show("accuracy", tables)
