"""What a row comes to when its own figures are scored again: hand-worked rows in `conformance/auditing`, read as text.

A file holds tables; a row says what was typed, and what is to be found: `finding` (empty: none), `also` (the further ones),
`points` or `between`, `apart` (published less computed), `causes` and `remarks` by their codes, `verdict`.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from indicatorlang.pipeline.auditing import audit_tables
from tests.filled import table_of

FOLDER = Path(__file__).resolve().parent / "conformance" / "auditing"
TABLES = [
    (path.stem, table)
    for path in sorted(FOLDER.glob("*.yaml"))
    for table in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
]
KNOWN = {"finding", "also", "points", "between", "apart", "causes", "remarks", "verdict"}


@pytest.mark.parametrize(("stem", "table"), TABLES, ids=[f"{stem}: {table['table']}" for stem, table in TABLES])
def test_a_table_is_found_to_be_what_was_worked_out_by_hand(stem, table):
    audit = audit_tables([table_of(table["rows"], table.get("facts"))], profile=table.get("profile"))
    answered = list(audit.rows())
    assert len(answered) == len(table["rows"])
    assert [found_in(row, meant) for row, meant in zip(answered, table["rows"], strict=True)] == [
        {key: value for key, value in row.items() if key in KNOWN} for row in table["rows"]
    ]


def found_in(row, meant):
    """What was found, as far as the case says anything of it."""
    computed = row.computed
    found = {
        "finding": row.finding or "",
        "also": [str(finding) for finding in row.findings[1:]],
        "points": same(computed.score, meant.get("points")),
        "between": [same(computed.low, meant["between"][0]), same(computed.high, meant["between"][1])]
        if "between" in meant
        else [],
        "apart": same(row.difference, meant.get("apart")),
        "causes": [cause.code for cause in row.causes],
        "remarks": [remark.code for remark in row.remarks],
        "verdict": str(computed.verdict),
    }
    if "also" not in meant and row.findings[1:]:
        found["finding"] = [str(finding) for finding in row.findings]
    return {key: value for key, value in found.items() if key in meant}


def same(number, text):
    """The text of the case when the number is that, else the number."""
    return text if text is not None and number == Fraction(text) else number


def test_there_are_enough_cases():
    assert sum(len(table["rows"]) for _, table in TABLES) >= 150
