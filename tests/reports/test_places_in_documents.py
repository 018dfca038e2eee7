"""A row of a document is told by the table it stands in, as a reader of the document finds it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from indicatorlang.pipeline.auditing import audit_tables
from indicatorlang.readers.filled.door import filled_tables
from indicatorlang.reports.audit.csv import audit_csv
from indicatorlang.reports.audit.json import row_dict
from indicatorlang.reports.audit.text import audit_text, told_row
from indicatorlang.reports.audit.xlsx import audit_workbook

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
    assert told_row(row, "en").startswith("table 2 row 2  ")
    text = "".join(audit_text(audit.rows(), audit.summary))
    assert "（表头：表2第1行）" in text


def test_csv_and_workbook_name_the_table_and_its_row(document):
    audit = audit_tables(filled_tables(document)[0])
    line = "".join(audit_csv(audit.rows(), audit.summary, tables=audit.tables)).splitlines()[-1]
    assert line.startswith("培训次数,≥5次,4次,50,50,")
    assert line.endswith(",未达标得满分,表2第2行")
    out = io.BytesIO()
    assert audit_workbook(out, audit.rows(), audit.summary, tables=audit.tables) == ()
    (sheet, notes) = openpyxl.load_workbook(out).worksheets
    assert [row[-1].value for row in sheet.iter_rows()][-1] == "表2第2行"
    assert any("（表头：表2第1行）" in str(cell.value) for row in notes.iter_rows() for cell in row)


def test_advice_names_the_table_and_its_row(tmp_path):
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "自评表"
    rows = [*ROWS, ROWS[1], ["总分", "", "", "100", "90"]]
    table = made.add_table(len(rows), 5)
    for cell, text in zip((c for row in table.rows for c in row.cells), (text for row in rows for text in row), strict=True):
        cell.text = text
    made.save(path := tmp_path / "自评表.docx")
    audit = audit_tables(filled_tables(path)[0])
    text = "".join(audit_text(audit.rows(), audit.summary))
    assert "警告[L135] 表2第3行：“培训次数”与表2第2行重复。" in text
    assert "警告[L151] 表2第4行：表内总分90分，各行得分相加为100分，少10分。" in text
    advice = audit.to_dict()["summary"]["tables"][0]["advice"]
    assert [(one["code"], one["sheet"], one["line"]) for one in advice] == [("L135", "表2", 3), ("L151", "表2", 4)]


def test_a_document_without_tables_is_said_to_have_none(tmp_path):
    made = docx.Document()
    made.add_paragraph("本单位绩效自评情况报告如下。")
    made.save(path := tmp_path / "报告.docx")
    tables, (problem,) = filled_tables(path)
    assert tables == ()
    assert (problem.code, problem.zh(), problem.place.line) == ("document-without-tables", "文档里没有表格", None)
