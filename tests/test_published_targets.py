"""Targets as public bodies publish them, written without looking at the reader, are read as they are meant."""

from __future__ import annotations

import collections

import pytest

from tests.meant import difference, reading_of, rows

ROWS = [pytest.param(row, id=f"{file}: {row['id']}") for file, row in rows()]


@pytest.mark.parametrize("row", ROWS)
def test_a_published_target_is_read_as_it_is_meant(row):
    """A row that is known to be read otherwise says so (`open`), and this test says when it no longer is."""
    found = difference(row["meant"], reading_of(row))
    assert bool(found) == ("open" in row), f"{row.get('name')} | {row['target']}: {found or 'read as meant now'}"


def test_there_are_rows_of_every_kind():
    kinds = collections.Counter(param.values[0]["meant"]["kind"] for param in ROWS)
    assert set(kinds) == {"number", "range", "deadline", "done", "level", "growth", "grades", "none", "text"}
    assert len(ROWS) > 2500


def test_the_comparison_sees_what_is_wrong():
    meant = {"kind": "number", "op_any": [">="], "value": "5", "unit": "元/(人·月)"}
    right = {"kind": "number", "op": ">=", "value": "5.0", "unit": "元/月/人"}
    assert difference(meant, right) == ""
    assert difference(meant, {**right, "op": "<="}).startswith("op")
    assert difference(meant, {**right, "value": "6"}).startswith("quantity")
    assert difference(meant, {**right, "unit": "元/人"}).startswith("quantity")
    assert difference(meant, {**right, "kind": "text"}).startswith("kind")
    assert difference({**meant, "clauses": [{}, {}]}, right).startswith("0 clauses")
    assert difference({"kind": "deadline", "by": "2021-12-31"}, {"kind": "deadline", "by": "2021-11-30"}).startswith("by")
    assert difference({"kind": "level", "level": "健全"}, {"kind": "level", "level": "较健全"}) == ""
    assert difference({"kind": "level", "level": "健全"}, {"kind": "level", "level": "完善"}).startswith("level")
