"""The JSON of `audit` holds every field that callers were promised, under its name and of its kind, and the page names them all."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import indicatorlang as il
from tests.test_json_fields import DIAGNOSTIC, NOTHING, NUMBER, STEP, TEXT, TRUTH, faults

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "json.md"
SAID = {"code": TEXT, "message": TEXT}
ACTUAL: dict[str, Any] = {"text": TEXT, "kind": TEXT}
ACTUAL_MORE: dict[str, Any] = {
    "value": TEXT,
    "unit": TEXT,
    "date": TEXT,
    "cell": TEXT,
    "assumed": [SAID],
    "rest": TEXT,
    "refused": SAID,
}
"""What is only there where the actual says it."""
ROW: dict[str, Any] = {
    "id": TEXT,
    "name": TEXT,
    "kind": TEXT,
    "file": (TEXT, NOTHING),
    "sheet": (TEXT, NOTHING),
    "row": int,
    "reading": (dict, NOTHING),
    "actual": (ACTUAL, NOTHING),
    "verdict": (TEXT, NOTHING),
    "weight": (*NUMBER, NOTHING),
    "score": (*NUMBER, NOTHING),
    "range": ({"low": NUMBER, "high": NUMBER, "high_included": TRUTH}, NOTHING),
    "rate": (*NUMBER, NOTHING),
    "profile": (TEXT, NOTHING),
    "published": (*NUMBER, NOTHING),
    "difference": (*NUMBER, NOTHING),
    "finding": (TEXT, NOTHING),
    "findings": [TEXT],
    "code": (TEXT, NOTHING),
    "causes": [SAID],
    "remarks": [SAID],
    "refused": (SAID, NOTHING),
    "explanation": {"headline": TEXT, "text": TEXT, "steps": [STEP]},
    "fields": dict,
    "cells": [TEXT],
}
COLUMN = {"column": TEXT, "heading": TEXT, "letter": (TEXT, NOTHING), "index": int, "by_map": TRUTH}
FIT = {"profile": TEXT, "places": int, "mode": TEXT, "rows": int, "agreeing": int, "tested": int, "reproduced": int}
PROJECT: dict[str, Any] = {
    "project": (TEXT, NOTHING),
    "rows": int,
    "weights": (*NUMBER, NOTHING),
    "unweighted": int,
    "scores": (*NUMBER, NOTHING),
    "unscored": int,
    "total_weight": (*NUMBER, NOTHING),
    "total_score": (*NUMBER, NOTHING),
    "computed": (
        {
            "rows": int,
            "counted": int,
            "total": (*NUMBER, NOTHING),
            "published": (*NUMBER, NOTHING),
            "weight": (*NUMBER, NOTHING),
            "grade": (TEXT, NOTHING),
        },
        NOTHING,
    ),
    "repeated": [{"row": int, "first": int, "name": TEXT, "same": TRUTH}],
}
TABLE: dict[str, Any] = {
    "file": (TEXT, NOTHING),
    "sheet": (TEXT, NOTHING),
    "facts": dict,
    "columns": [COLUMN],
    "money_columns": [COLUMN],
    "unused": [TEXT],
    "rows": int,
    "answered": int,
    "findings": dict,
    "score_places": int,
    "computed_total": (*NUMBER, NOTHING),
    "complete": TRUTH,
    "grade": (TEXT, NOTHING),
    "projects": [PROJECT],
    "profile": TEXT,
    "fit": (FIT, NOTHING),
    "fits": [FIT],
    "advice": [DIAGNOSTIC],
    "advice_left_out": dict,
    "contradictions": int,
}
AUDIT: dict[str, Any] = {
    "schema": TEXT,
    "engine": TEXT,
    "rows": [ROW],
    "summary": {"rows": int, "answered": int, "findings": dict, "tables": [TABLE]},
    "diagnostics": [DIAGNOSTIC],
}
FORM = """项目支出绩效自评表,,,,,,,
（2023年度）,,,,,,,
项目名称,河道保洁,,,,,,
,年初预算数,全年预算数,全年执行数,分值,执行率,得分,
年度资金总额,100,100,90,10,85%,9,
一级指标,三级指标,年度指标值,实际完成值,分值,得分,偏差原因,联系电话
产出指标,保洁河道,≥30公里,28公里,30,29.5,,1
产出指标,保洁河道,≥30公里,28公里,30,28,汛期停工,
产出指标,完工时间,12月31日前,12月20日,10,10,,
效益指标,管护制度,健全,基本健全,10,7,雨季,
满意度指标,群众满意度,≥90%,98%,10,9.8,,
效益指标,人均成本,≤30万元,完成,10,10,,
总分,,,,100,95,,
注：由办公室填写,,,,,,,
"""


@pytest.fixture(params=["mof-2020", "auto"])
def audit(request, tmp_path):
    path = tmp_path / "自评表.csv"
    path.write_text(FORM, encoding="utf-8")
    broken = tmp_path / "空.csv"
    broken.write_bytes(b"")
    return il.audit([path, broken], profile=request.param)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_promised_field_is_there(audit, lang):
    found = audit.to_dict(lang)
    assert faults(AUDIT, found) == []
    for row in found["rows"]:
        if row["actual"] is not None:
            assert set(row["actual"]) <= {*ACTUAL, *ACTUAL_MORE}
            assert faults({key: ACTUAL_MORE[key] for key in row["actual"] if key in ACTUAL_MORE}, row["actual"]) == []


def test_there_is_no_field_that_was_not_promised(audit):
    def beyond(shape: Any, value: Any) -> set[str]:
        if isinstance(shape, tuple):
            return set() if value is None else beyond(shape[0], value)
        if isinstance(shape, list) and isinstance(value, list):
            return {name for item in value for name in beyond(shape[0], item)}
        if isinstance(shape, dict) and isinstance(value, dict) and shape not in (ACTUAL, DIAGNOSTIC, STEP):
            return (set(value) - set(shape)) | {name for key in shape if key in value for name in beyond(shape[key], value[key])}
        return set()

    assert beyond(AUDIT, audit.to_dict()) == set()


def test_the_form_says_something_in_every_place(audit):
    """A shape proves nothing about what is always null or empty."""
    found = audit.to_dict()
    (table,) = found["summary"]["tables"]
    rows = found["rows"]
    for key in ("reading", "actual", "verdict", "score", "range", "rate", "finding", "code", "refused", "difference"):
        assert any(row[key] is not None for row in rows), key
    for key in ("causes", "remarks", "findings", "fields", "cells"):
        assert any(row[key] for row in rows), key
    assert table["columns"]
    assert table["money_columns"]
    assert table["unused"] == ["联系电话"]
    assert table["advice"]
    assert table["projects"][0]["repeated"]
    assert found["diagnostics"][0]["code"] == "file-empty"
    assert (found["schema"], found["engine"]) == ("indicatorlang/audit/1", f"indicatorlang {il.__version__}")


def test_the_text_and_the_object_are_the_same(audit):
    assert json.loads(audit.to_json(), parse_float=Decimal) == audit.to_dict()


def test_the_page_names_every_field():
    section = PAGE.read_text(encoding="utf-8").partition("\n## Audit\n")[2].partition("\n## ")[0]
    named = {word for code in re.findall(r"`([^`]+)`", section) for word in re.findall(r"\w+", code)}

    def names(shape: Any) -> set[str]:
        if isinstance(shape, list | tuple):
            return {name for one in shape for name in names(one)}
        if isinstance(shape, dict) and shape not in (DIAGNOSTIC, STEP):
            return {*shape, *(name for one in shape.values() for name in names(one))}
        return set()

    assert sorted((names(AUDIT) | set(ACTUAL_MORE)) - named) == []
