"""Cells of many thousand signs: every row is answered, every report written, and its headline still fits a cell."""

from __future__ import annotations

import contextlib
import csv
import json
from pathlib import Path

import pytest

import indicatorlang as il
from indicatorlang.diagnostics import ActualsError, display_width
from indicatorlang.engine.rescoring.headlines import CELLS
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.pipeline.audit_reports import audit_report

HEADINGS = (
    "序号",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "年度指标值",
    "度量单位",
    "实际完成值",
    "分值",
    "得分",
    "评分标准",
    "偏差原因",
)
PLAIN = ("1", "产出指标", "数量指标", "培训人数", "≥", "500", "人次", "480", "10", "9.6", "每少1%扣0.1分", "汛期停课")
LENGTH = 40_000
CELLS_OF = {
    "letters": "a",
    "words": "指标",
    "digits": "9",
    "thousands": "1,234",
    "blanks between": "1 ",
    "brackets that open": "（",
    "inequalities": "≥",
    "steps": "每少1个百分点扣1分；",
    "bands": "90%（含）以上得10分，",
    "dates": "2023年12月31日前",
    "money": "100万元+",
    "numerals": "一百万",
    "labels": "得分：",
    "marks that combine": "e\u0301",
}


def long_cell(kind: str) -> str:
    sign = CELLS_OF[kind]
    return sign * (LENGTH // len(sign))


def answered(path: Path) -> list[RescoredRow]:
    """All rows, after every report has been written."""
    audit = il.audit(path)
    rows = list(audit.rows())
    for form in ("text", "json", "csv", "html"):
        assert "".join(audit_report(audit, form, "zh", rows=iter(rows), everything=True))
    return rows


@pytest.mark.parametrize("kind", CELLS_OF)
def test_a_row_of_long_cells_is_answered(tmp_path, kind):
    text = long_cell(kind)
    rows = [PLAIN, *((*PLAIN[:i], text, *PLAIN[i + 1 :]) for i in range(len(PLAIN)))]
    path = tmp_path / "表.jsonl"
    path.write_text("".join(json.dumps(dict(zip(HEADINGS, row, strict=True))) + "\n" for row in rows), encoding="utf-8")
    found = answered(path)
    assert len(found) == len(rows)
    assert max(display_width(row.explain(lang).headline) for row in found for lang in ("zh", "en")) <= CELLS


@pytest.mark.parametrize("kind", CELLS_OF)
@pytest.mark.parametrize("suffix", [".csv", ".txt", ".md"])
def test_long_texts_around_a_table_are_read(tmp_path, kind, suffix):
    text = long_cell(kind)
    lines = [[text], [f"项目名称：{text}"], HEADINGS, PLAIN, [text] * len(PLAIN), [f"总分{text}"], [f"注：{text}"]]
    path = tmp_path / f"表{suffix}"
    with path.open("w", encoding="utf-8", newline="") as stream:
        if suffix == ".csv":
            csv.writer(stream).writerows(lines)
        else:
            begins, between = ("| ", " | ") if suffix == ".md" else ("", "\t")
            stream.writelines(f"{begins}{between.join(line)}\n" for line in lines)
    assert ("培训人数", "一致") in [(row.row.get("name"), row.finding) for row in answered(path)]
    with contextlib.suppress(ActualsError):
        il.draft(path, year=2024)
