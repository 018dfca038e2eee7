"""A row of a document is told by the table it stands in, as a reader of the document finds it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from indicatorlang.pipeline.auditing import audit_tables
from indicatorlang.readers.filled.door import filled_tables
from indicatorlang.reports.audit.json import row_dict
from indicatorlang.reports.audit.text import audit_text, told_row

ROWS = [["三级指标", "年度指标值", "实际完成值", "分值", "得分"], ["培训次数", "≥5次", "4次", "50", "50"]]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "自评表"
    made.add_paragraph("项目名称：甲项目")
    table = made.add_table(2, 5)
    for cell, text in zip((c for row in table.rows for c in row.cells), (text for row in ROWS for text in row), strict=True):
        cell.text = text
    path = tmp_path / "自评表.docx"
    made.save(path)
    return path


def test_a_row_is_told_by_table_and_row_of_the_document(document):
    tables, problems = filled_tables(document)
    assert problems == ()
    audit = audit_tables(tables)
    (row,) = [row for row in audit.rows() if row.row.kind == "indicator"]
    assert (row.row.number, row_dict(row)["sheet"], row_dict(row)["row"]) == (4, "表2", 2)
    assert told_row(row).startswith("表2第2行　")
    assert told_row(row, "en").startswith("表2 row 2  ")
    text = "".join(audit_text(audit.rows(), audit.summary))
    assert "（表头：表2第1行）" in text
