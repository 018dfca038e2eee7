"""Runs the cases of evaluation: a ruleset, actuals and a date in; verdicts, points and everything beside them out.

A case is a mapping with `name`, the ruleset either whole (`ruleset`) or as its only row (`target`, with `measures` and `row` for
the rest of it, `tables` declares tables of cases), `actuals`, `records` (rows as mappings, or the text of a CSV file), `as_of` and
`options` (percent, kind, final, profile). It expects rows by id (`expect`), the project (`total`), and the codes of the diagnostics:
errors and warnings that are not listed in `diagnostics` must not be there; `infos` must be among the infos. `said` are words of
messages, `told` words of the explanation of a row by its id, `why` is for readers. `<<` takes over another case of the file but what
it tells, a key set to `null` leaves it out. What `expect` does not mention is not compared. All scalars are text, so numbers are
compared as the exact text they print as.
"""

from __future__ import annotations

import csv
import decimal
import io
from pathlib import Path
from typing import Any

import pytest
import yaml

import indicatorlang as il

CASES = Path(__file__).resolve().parent / "conformance" / "evaluation"
KEYS = {
    "name",
    "ruleset",
    "target",
    "measures",
    "row",
    "actuals",
    "as_of",
    "options",
    "expect",
    "total",
    "diagnostics",
    "infos",
    "said",
    "told",
    "why",
    "records",
    "tables",
}
ROW_KEYS = {
    *("modifiers", "evidence_deduct", "beside", "cause", "name"),
    *(
        "verdict",
        "score",
        "weight",
        "fraction",
        "gap",
        "actual",
        "exceeded",
        "due",
        "recoverable",
        "pace",
        "needed",
        "milestones",
    ),
    *("assumed", "interval", "parts", "reason", "reason_missing", "evidence", "forecast", "likelihood", "note", "deduct"),
    *("adjusted", "vetoed_by", "periods", "baseline", "cases"),
    *("units", "together", "weighed_by", "weights", "forecast_result", "deduct_reason", "inputs", "aggregate", "blanks"),
    *("canonical", "wording", "org", "filled_by", "target"),
}
TOTAL_KEYS = {
    *(
        "score",
        "raw_score",
        "max_score",
        "weight",
        "provisional",
        "grade",
        "interval",
        "vetoes",
        "pace",
        "as_of",
        "as_of_assumed",
    ),
    *("weights_assumed", "rows", "profile", "recovery", "bonus", "deductions", "combined", "project", "before_rounding"),
}


def load_cases(folder: Path) -> list[Any]:
    """The cases of a folder, each with its file and name as id."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
            over = {key: value for key, value in case.pop("<<", {}).items() if key != "told"}
            merged = {key: value for key, value in {**over, **case}.items() if value != "null"}
            found.append(pytest.param(merged, id=f"{path.stem}: {case['name']}"))
    return found


def ruleset_of(case: dict[str, Any]) -> dict[str, Any]:
    """The ruleset of a case, with what every ruleset needs."""
    if "ruleset" in case:
        return {"ruleset": "样例", "year": "2019", **case["ruleset"]}
    row = {"id": "1", "name": "样例指标", "weight": "10", "target": case["target"], **case.get("row", {})}
    tables = {"records": case["tables"]} if "tables" in case else {}
    return {"ruleset": "样例", "year": "2019", "measures": case.get("measures", {}), **tables, "indicators": [row]}


def evaluate(case: dict[str, Any]) -> Any:
    """The assessment of a case."""
    options = dict(case.get("options", {}))
    for name in {"final", "combine"} & set(options):
        options[name] = options[name] == "true"
    rules = il.load_ruleset(ruleset_of(case))
    records = {name: table_of(name, given) for name, given in case.get("records", {}).items()}
    return rules.evaluate(case.get("actuals", {}), records=records, as_of=case.get("as_of"), **options)


def table_of(name: str, given: Any) -> Any:
    """Rows as they are; text as the CSV file of that name."""
    if not isinstance(given, str):
        return given
    header, *rows = csv.reader(io.StringIO(given))
    return il.RecordTable(tuple(header), tuple(map(tuple, rows)), tuple(range(2, len(rows) + 2)), f"{name}.csv")


def text(value: Any) -> Any:
    """A value of the JSON as the text of a case: `null`, `true`, a number as printed, a quantity as `30 家`, a list as a list."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case decimal.Decimal():
            return format(value, "f")
        case {"value": number, "unit": unit} if set(value) == {"value", "unit"}:
            return f"{number} {unit or ''}".strip()
        case dict():
            return {key: text(below) for key, below in value.items()}
        case list():
            return [text(below) for below in value]
    return str(value)


def narrowed(expected: Any, found: Any) -> Any:
    """What was found, without what the case does not mention; mappings inside lists too."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: narrowed(expected[key], found.get(key, "absent")) for key in expected}
    if isinstance(expected, list) and isinstance(found, list):
        return [narrowed(one, other) for one, other in zip(expected, found, strict=False)] + found[len(expected) :]
    return found


def row_facts(row: dict[str, Any]) -> dict[str, Any]:
    """A result of the JSON as a case writes it."""
    drawn = {key: text(value) for key, value in row.items()}
    actual = row["actual"]
    known = actual is not None and actual["value"] is not None
    drawn["actual"] = f"{actual['value']} {actual['unit'] or ''}".strip() if known else "null"
    drawn["inputs"] = [] if actual is None else text(actual["inputs"])
    drawn["baseline"] = "null" if actual is None else text(actual["baseline"])
    drawn["aggregate"] = "null" if actual is None else text(actual["aggregate"])
    drawn["blanks"] = [] if actual is None else text(actual["blanks"])
    drawn["cases"] = "null" if actual is None else text(actual["cases"])
    drawn |= {key: text(None if actual is None else actual[key]) for key in ("units", "together", "weighed_by", "weights")}
    drawn["assumed"] = [said["code"] for said in row["assumed"]]
    drawn["needed"] = [need | {"value": f"{need['value']} {need['unit'] or ''}".strip()} for need in row["needed"]]
    drawn["needed"] = [{key: text(value) for key, value in need.items() if key != "unit"} for need in drawn["needed"]]
    drawn["parts"] = [row_facts(part) for part in row["parts"]]
    return drawn


def compared(expected: dict[str, Any], row: dict[str, Any]) -> tuple[Any, Any]:
    """Both sides for one row. `pace: green` is short for its colour; `assumed` lists codes that must be among those said."""
    assert set(expected) <= ROW_KEYS, f"unknown keys {set(expected) - ROW_KEYS}"
    drawn = row_facts(row)
    wanted = dict(expected)
    if isinstance(wanted.get("pace"), str) and isinstance(drawn["pace"], dict):
        drawn["pace"] = drawn["pace"]["colour"]
    if wanted.get("assumed"):
        drawn["assumed"] = [code for code in wanted["assumed"] if code in drawn["assumed"]]
    return wanted, narrowed(wanted, drawn)


def check_case(case: dict[str, Any]) -> None:
    """Evaluate a case and compare all it expects."""
    assert set(case) <= KEYS, f"unknown keys {set(case) - KEYS}"
    assessment = evaluate(case)
    drawn = assessment.to_dict()
    rows = {row["id"]: row for row in drawn["results"]}
    wanted, found = {}, {}
    for number, expected in case.get("expect", {}).items():
        wanted[number], found[number] = compared(expected, rows[number])
    if "total" in case:
        assert set(case["total"]) <= TOTAL_KEYS
        project = {key: text(value) for key, value in drawn.items()} | {"rows": list(rows)}
        wanted["total"], found["total"] = case["total"], narrowed(case["total"], project)
    said = [d for d in drawn["diagnostics"] if d["severity"] in ("error", "warning")]
    wanted["diagnostics"] = sorted(case.get("diagnostics", []))
    found["diagnostics"] = sorted({d["code"] for d in said})
    wanted["infos"] = case.get("infos", [])
    found["infos"] = [
        code for code in wanted["infos"] if code in {d["code"] for d in drawn["diagnostics"] if d["severity"] == "info"}
    ]
    assert found == wanted
    messages = "\n".join(str(d["message"]) for d in drawn["diagnostics"])
    assert [words for words in case.get("said", []) if words not in messages] == [], messages
    for number, words in case.get("told", {}).items():
        whole = assessment[number].explain("zh").text + "\n" + assessment[number].explain("en").text
        assert [each for each in words if each not in whole] == [], whole


@pytest.mark.parametrize("case", load_cases(CASES))
def test_a_case_comes_to_what_the_reference_says(case):
    check_case(case)


def test_no_two_cases_have_the_same_name():
    names = [param.values[0]["name"] for param in load_cases(CASES)]
    assert sorted(names) == sorted(set(names))
