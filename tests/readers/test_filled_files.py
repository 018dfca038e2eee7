"""Files with filled-in tables → grids: workbooks, documents, Markdown and plain text as offices have them."""

from __future__ import annotations

import builtins
import io
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import xlsxwriter
import yaml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.readers import archives
from indicatorlang.readers.filled import from_docx, from_text, from_xlsx
from indicatorlang.readers.filled.door import filled_tables
from indicatorlang.readers.filled.formats import Covered, FilledFormat, SheetGrid
from indicatorlang.readers.formats import Options

CASES = Path(__file__).parent / "filled_text.yaml"
PARTS: dict[str, FilledFormat] = {
    suffix: part for part in (from_xlsx.PART, from_docx.PART, from_text.PART) for suffix in part.suffixes
}


def opened(path: Path, **options: Any) -> tuple[tuple[SheetGrid, ...] | None, tuple[Diagnostic, ...]]:
    return PARTS[path.suffix].open(path, Options(**options))


def grids(path: Path, **options: Any) -> tuple[SheetGrid, ...]:
    found, problems = opened(path, **options)
    assert problems == (), [problem.render() for problem in problems]
    assert found is not None
    return found


def cells(grid: SheetGrid) -> list[list[str]]:
    """The rows, without blank cells at their ends."""
    rows = [list(row.cells) for row in grid.rows]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    return rows


def problem(path: Path, **options: Any) -> Diagnostic:
    found, problems = opened(path, **options)
    assert found is None
    (one,) = problems
    return one


def zipped(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The archive with some of its members changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def workbook(tmp_path) -> Callable[..., Path]:
    """Writes a workbook: sheets by name, each a list of rows; `change` may work on it before it is saved."""

    def made(change: Any = None, **content: list[list[Any]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in content.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        if change is not None:
            change(book)
        path = tmp_path / "自评表.xlsx"
        book.save(path)
        return path

    return made


# Workbooks.


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.95, "0%", "95%"),
        (0.9548, "0%", "95.48%"),
        (8.53459, "0.00", "8.53459"),
        (0.1 + 0.2, "General", "0.3"),
        (12, "000000", "000012"),
        ("000123", "General", "000123"),
        (datetime(2023, 10, 31), "yyyy-mm-dd", "2023-10-31"),
        (date(2023, 10, 1), 'yyyy"年"m"月"', "2023-10"),
        (True, "General", "是"),
        ("≥95%", "General", "≥95%"),
        (95, '0"%"', "95%"),
        (0.95, '"≥"0%', "≥95%"),
        (500, '0"家"', "500家"),
        (1234.5, '#,##0.00"万元"', "1234.5万元"),
        # Shows thousands, or has a sign inside: what stands around belongs to another number than the stored one.
        (123400, '0.00,"千元"', "123400"),
        (12345, '0!.0,"万"', "12345"),
        (3, '"约"0', "3"),
        ("第一行_x000D_\n第二行", "General", "第一行\n第二行"),
    ],
)
def test_a_cell_says_what_is_seen_in_it_and_all_that_is_stored(workbook, monkeypatch, value, form, text, large):
    def change(book: Any) -> None:
        book["表"]["B2"].number_format = form

    path = workbook(change, 表=[["名称", "值"], ["甲", value]])
    monkeypatch.setattr(from_xlsx, "LARGE", 1 if large else from_xlsx.LARGE)
    (grid,) = grids(path)
    assert grid.large == large
    assert cells(grid) == [["名称", "值"], ["甲", text]]


def test_an_error_stays_the_error_that_is_shown(workbook):
    def change(book: Any) -> None:
        book["表"]["B2"].value = "#DIV/0!"
        book["表"]["B2"].data_type = "e"

    assert cells(grids(workbook(change, 表=[["名称", "值"], ["甲", 1]]))[0])[1] == ["甲", "#DIV/0!"]


def test_a_comment_is_not_what_the_cell_says(workbook):
    def change(book: Any) -> None:
        book["表"]["B1"].comment = openpyxl.comments.Comment("请按实际填写", "财政局")
        book["表"]["C2"].comment = openpyxl.comments.Comment("漏填", "财政局")

    assert cells(grids(workbook(change, 表=[["名称", "值"], ["甲", 5]]))[0]) == [["名称", "值"], ["甲", "5"]]


def test_merged_cells_say_the_same_downwards_and_sideways(workbook):
    rows = [["项目名称", "甲项目", None, None], ["产出", "数量", "a", 1], [None, None, "b", 2], [None, "质量", "c", 3]]

    def change(book: Any) -> None:
        for reference in ("B1:D1", "A2:A4", "B2:B3"):
            book["表"].merge_cells(reference)

    (grid,) = grids(workbook(change, 表=rows))
    assert cells(grid) == [["项目名称", "甲项目"], ["产出", "数量", "a", "1"], ["", "", "b", "2"], ["", "质量", "c", "3"]]
    assert grid.merged == {
        (1, 2): Covered("甲项目", 1, 1),
        (1, 3): Covered("甲项目", 1, 1),
        (3, 0): Covered("产出", 2, 0),
        (4, 0): Covered("产出", 2, 0),
        (3, 1): Covered("数量", 2, 1),
    }
    assert grid.letters


def test_what_a_covered_cell_still_holds_is_not_seen(workbook):
    def change(name: str, data: bytes) -> bytes:
        merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'
        return data.replace(b"</sheetData>", merged) if name == "xl/worksheets/sheet1.xml" else data

    (grid,) = grids(zipped(workbook(表=[["产出", "a"], ["旧名", "b"]]), change))
    assert cells(grid) == [["产出", "a"], ["", "b"]]
    assert grid.merged == {(2, 0): Covered("产出", 1, 0)}


@pytest.mark.parametrize("reference", ["A1:A1048576", "A1:XFD1", "$A$1:$B$2", "A1", "乱写", "ZZZZ1:A1"])
def test_a_merge_by_slip_costs_nothing_and_breaks_nothing(workbook, reference):
    def change(name: str, data: bytes) -> bytes:
        merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{reference}"/></mergeCells>'.encode()
        return data.replace(b"</sheetData>", merged) if name == "xl/worksheets/sheet1.xml" else data

    (grid,) = grids(zipped(workbook(表=[["产出"], ["数量"]]), change))
    assert [row.number for row in grid.rows] == [1, 2]
    assert len(grid.merged) <= from_xlsx.MAX_COLUMNS


def test_merges_that_lie_over_one_another_without_end_end(workbook, monkeypatch):
    monkeypatch.setattr(from_xlsx, "MAX_COVERED", 10)

    def change(name: str, data: bytes) -> bytes:
        merged = "".join(f'<mergeCell ref="A1:{last}2"/>' for last in "BCDEFGH")
        return data.replace(b"</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>".encode())

    (grid,) = grids(zipped(workbook(表=[["产出"], ["数量"]]), change))
    assert {place: said.text for place, said in grid.merged.items()} == dict.fromkeys(
        [(1, 1), (1, 2), (2, 0), (2, 1), (2, 2)], "产出"
    )


def test_sheets_come_in_order_blank_ones_left_out_hidden_ones_marked(workbook):
    def change(book: Any) -> None:
        book["丙"].sheet_state = "hidden"
        book["丁"].sheet_state = "veryHidden"

    found = grids(workbook(change, 乙=[["b"]], 空=[], 丙=[["c"]], 甲=[["a"]], 丁=[["d"]]))
    assert [(grid.sheet, grid.hidden) for grid in found] == [("乙", False), ("丙", True), ("甲", False), ("丁", True)]


def test_one_sheet_may_be_chosen(workbook):
    path = workbook(lambda book: setattr(book["乙"], "sheet_state", "hidden"), 甲=[["a"]], 乙=[["b"]])
    assert [cells(grid) for grid in grids(path, sheet=" 乙")] == [[["b"]]]
    missing = problem(path, sheet="甲1")
    assert (missing.code, missing.near) == ("sheet-missing", "甲")
    assert missing.message("zh") == "没有名为`甲1`的工作表"


def test_rows_keep_their_numbers_over_blank_ones(workbook):
    (grid,) = grids(workbook(表=[[None], ["a"], [None], [None], ["b"]]))
    assert [(row.number, row.cells) for row in grid.rows] == [(2, ("a",)), (5, ("b",))]


@pytest.mark.parametrize("cell", ["XFD3", "A1048576"])
def test_a_cell_far_away_is_told_of_and_not_read(workbook, cell):
    found, problems = opened(workbook(lambda book: book["表"].__setitem__(cell, "误输"), 表=[["a"], ["b"]]))
    assert [cells(grid) for grid in found] == [[["a"], ["b"]]]
    assert [(one.code, one.cell, one.text) for one in problems] == [("cells-far-away", cell, "误输")]


def test_a_long_list_has_no_end_but_its_last_row_and_still_tells_of_columns_far_away(workbook, monkeypatch):
    monkeypatch.setattr(from_xlsx, "LARGE", 1)

    def change(book: Any) -> None:
        book["表"]["A5000"] = "z"
        book["表"]["XFD2"] = "误输"

    found, problems = opened(workbook(change, 表=[["a"], ["b"]]))
    assert [row.number for row in found[0].rows] == [1, 2, 5000]
    assert [len(row.cells) for row in found[0].rows] == [1, 1, 1]
    assert [(one.code, one.cell) for one in problems] == [("cells-far-away", "XFD2")]


@pytest.mark.parametrize("large", [False, True])
def test_formulas_that_were_not_computed_are_told_of_and_stand_for_themselves(workbook, monkeypatch, large):
    monkeypatch.setattr(from_xlsx, "LARGE", 1 if large else from_xlsx.LARGE)
    one = workbook(表=[["完成值", "得分"], [9, "=A2*2"]])
    found, problems = opened(one)
    assert cells(found[0]) == [["完成值", "得分"], ["9", "=A2*2"]]
    assert [(p.code, p.cell, p.formula, p.place.line) for p in problems] == [("formula-not-computed", "B2", "=A2*2", 2)]
    many = workbook(表=[["完成值", "得分"], *([n, f"=A{n}*2"] for n in range(2, 12))])
    (told,) = opened(many)[1]
    assert told.message("zh") == "工作表`表`有10个单元格是公式（`B2`、`B3`、`B4`等，如`=A2*2`），文件里没有存它们的结果"


@pytest.mark.parametrize("large", [False, True])
def test_the_result_of_a_formula_counts(tmp_path, monkeypatch, large):
    monkeypatch.setattr(from_xlsx, "LARGE", 1 if large else from_xlsx.LARGE)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表").write_formula("A1", "=0.5*2", book.add_format({"num_format": "0%"}), 1)
    assert cells(grids(path)[0]) == [["100%"]]


def in_the_sheet(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with something else in the XML of its first sheet."""

    def change(name: str, data: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return data
        assert old in data
        return data.replace(old, new)

    return zipped(path, change)


CELLS = [
    (b'<c r="A2" t="str"><f>IF(1,"","")</f><v></v></c>', []),
    (b'<c r="A2"><f>B2*2</f></c>', ["=B2*2"]),
    (b'<c r="A2"><f>B2*2</f><v/></c>', ["=B2*2"]),
    (b'<c r="A2"><f>B2*2</f><v>8.5</v></c>', ["8.5"]),
    (b'<c r="A2" t="e"><v>#N/A</v></c>', ["#N/A"]),
    (b'<c r="A2" t="b"><v>0</v></c>', ["否"]),
    (b'<c r="A2" t="d"><v>2023-10-31T00:00:00</v></c>', ["2023-10-31"]),
    (
        '<c r="A2" t="inlineStr"><is><r><t>≥95</t></r><r><t>%</t></r><rPh sb="0" eb="1"><t>音</t></rPh></is></c>'.encode(),
        ["≥95%"],
    ),
    (b"<c><v>1.5E-3</v></c>", ["0.0015"]),
    # What cannot be read is shown as it is stored, and does not hide the rest.
    (b'<c r="A2" t="s"><v>9999</v></c>', ["9999"]),
    (b'<c r="A2" s="9999"><v>5</v></c>', ["5"]),
    (b'<c r="A2"><v>1,5</v></c>', ["1,5"]),
]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(("cell", "texts"), CELLS)
def test_every_kind_of_stored_cell_is_read(workbook, monkeypatch, cell, texts, large):
    monkeypatch.setattr(from_xlsx, "LARGE", 1 if large else from_xlsx.LARGE)
    path = in_the_sheet(workbook(表=[["a"], [777], ["z"]]), b'<c r="A2" t="n"><v>777</v></c>', cell)
    found, problems = opened(path)
    assert [row for row in cells(found[0]) if row] == [["a"], *([texts] if texts else []), ["z"]]
    assert [one.code for one in problems] == (["formula-not-computed"] if texts[:1] == ["=B2*2"] else [])


def long_list(path: Path, rows: int) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("清单")
        sheet.write_row(0, 0, ["序号", "指标名称", "指标值", "完成值", "分值", "得分"])
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, [number, f"指标{number}", "≥90%", "95%", 10, 10])
    return path


def test_a_long_list_is_read_again_at_each_walk_and_row_by_row(tmp_path, monkeypatch):
    path = long_list(tmp_path / "a.xlsx", 300)
    monkeypatch.setattr(from_xlsx, "LARGE", 1)
    reads: list[int] = []
    parsed: list[int] = []
    cells_of, cell_of = from_xlsx._Book.cells, from_xlsx._Book._cell

    def counted(self: Any, *rest: Any) -> Iterator[Any]:
        reads.append(1)
        return cells_of(self, *rest)

    def counted_cell(self: Any, *rest: Any) -> Any:
        parsed.append(1)
        return cell_of(self, *rest)

    monkeypatch.setattr(from_xlsx._Book, "cells", counted)
    monkeypatch.setattr(from_xlsx._Book, "_cell", counted_cell)
    (grid,) = grids(path)
    assert (reads, parsed) == ([], [])
    assert next(iter(grid.rows)).cells[1] == "指标名称"
    assert len(parsed) == 6
    assert [row.number for row in grid.rows] == [row.number for row in grid.rows] == list(range(1, 302))
    assert len(reads) == 3
    assert grid.merged == {}


def test_walking_a_list_ten_times_as_long_holds_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(from_xlsx, "LARGE", 1)
    peaks = []
    for rows in (400, 4000):
        (grid,) = grids(long_list(tmp_path / f"{rows}.xlsx", rows))
        sum(1 for _ in grid.rows)
        tracemalloc.start()
        assert sum(1 for _ in grid.rows) == rows + 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


# Files that are not what they should be.


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "content-mismatch", "旧版Excel工作簿"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "content-mismatch", "旧版Word文档"),
        ("a.xlsx", b"<html><table></table></html>", "content-mismatch", "网页"),
        ("a.docx", b"just text", "content-mismatch", "文本"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 40, "file-broken", "XLSX"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 40, "file-broken", "DOCX"),
        ("a.txt", b"PK\x03\x04" + b"\0" * 40, "content-mismatch", "工作簿"),
        ("a.md", b"\n \n", "file-empty", "空的"),
        ("a.txt", b"\xff\xfe\xff", "text-undecodable", ""),
    ],
)
def test_a_file_that_is_no_such_file_is_told_of(write, name, content, code, words):
    tables, (found,) = filled_tables(write(name, content))
    assert tables == ()
    assert found.code == code
    assert words in found.message("zh")


def plain_document(path: Path) -> Path:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "甲"
    document.save(path)
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_any_part_damaged_or_missing_gives_a_diagnostic(workbook, tmp_path, suffix):
    def fresh() -> Path:
        return plain_document(tmp_path / "a.docx") if suffix == ".docx" else workbook(表=[["名称", 1], ["甲", "乙"]])

    with zipfile.ZipFile(fresh()) as archive:
        names = archive.namelist()
    for name in names:
        for damage in (None, b"", b"<a", b"<a/>", b"\0\xff"):
            path = zipped(fresh(), lambda n, data, name=name, damage=damage: damage if n == name else data)
            found, problems = opened(path)
            assert found is not None or [p.code for p in problems] in (["file-broken"], ["file-empty"]), (name, damage)
    whole = fresh().read_bytes()
    for end in range(30, len(whole) - 30, len(whole) // 40):
        path = tmp_path / f"cut{suffix}"
        path.write_bytes(whole[:end])
        assert problem(path).code == "file-broken"


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_file_that_unpacks_to_too_much_is_not_unpacked(workbook, tmp_path, monkeypatch, suffix):
    path = plain_document(tmp_path / "a.docx") if suffix == ".docx" else workbook(表=[["甲"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("media/filler.bin", b"\0" * 3_000_000)
    monkeypatch.setattr(archives, "MAX_MEGABYTES", 2)
    found = problem(path)
    assert (found.code, found.megabytes) == ("file-too-large", 3)


def test_a_text_that_is_too_long_is_refused_and_not_said_to_be_packed(write, monkeypatch):
    monkeypatch.setattr(from_text, "MAX_MEGABYTES", 0)
    found = problem(write("表.txt", "甲"))
    assert (found.code, "解开" in found.zh(), "unpacks" in found.en()) == ("file-too-large", False, False)


def test_a_document_whose_text_alone_is_huge_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(from_docx, "MAX_TEXT_MEGABYTES", -1)
    assert problem(plain_document(tmp_path / "a.docx")).code == "file-too-large"


ENTITIES = b'<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY file SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(("suffix", "part"), [(".xlsx", "xl/worksheets/sheet1.xml"), (".docx", "word/document.xml")])
@pytest.mark.parametrize("entity", [b"&y;", b"&file;"])
@pytest.mark.parametrize("before", [b"", b"<!--" + b"<x> " * 3000 + b"-->"], ids=["at once", "behind a long comment"])
def test_entities_are_never_expanded(workbook, tmp_path, monkeypatch, suffix, part, entity, before):
    def change(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        start = data.index(b"<w:document" if suffix == ".docx" else b"<worksheet")
        return data[:start] + before + ENTITIES + data[start:].replace("甲".encode(), entity)

    def fresh() -> Path:
        made = plain_document(tmp_path / "a.docx") if suffix == ".docx" else tmp_path / "a.xlsx"
        if suffix == ".xlsx":
            with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
                book.add_worksheet("表").write(0, 0, "甲")
        return zipped(made, change)

    assert problem(fresh()).code == "file-broken"
    # Even past that guard the parser of documents resolves none.
    monkeypatch.setattr(archives, "_declares_a_type", lambda archive, info: False)
    found, _ = opened(fresh())
    if suffix == ".docx":
        assert found is None or all("lol" not in text for row in found[0].rows for text in row.cells)


@pytest.mark.parametrize(("suffix", "module", "extra"), [(".docx", "docx", "[docx]"), (".xlsx", "openpyxl", "[xlsx]")])
def test_a_library_that_is_not_installed_is_named_with_its_extra(write, monkeypatch, suffix, module, extra):
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.split(".")[0] == module:
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    found = problem(write(f"a{suffix}", b"PK\x03\x04"))
    assert found.code == "extra-missing"
    assert extra in found.help("zh")


# Documents.


@pytest.fixture
def document(tmp_path) -> Callable[[Callable[[Any], object]], Path]:
    def made(fill: Callable[[Any], object]) -> Path:
        document = docx.Document()
        fill(document)
        path = tmp_path / "自评表.docx"
        document.save(path)
        return path

    return made


def table(document: Any, rows: list[list[str]], merges: tuple[tuple[int, int, int, int], ...] = ()) -> Any:
    made = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            made.rows[r].cells[c].text = text
    for top, left, bottom, right in merges:
        text = made.cell(top, left).text
        made.cell(top, left).merge(made.cell(bottom, right)).text = text
    return made


def run(cell: Any, inner: str) -> None:
    cell.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


def test_tables_and_paragraphs_come_in_the_order_of_the_document(document):
    def fill(doc: Any) -> None:
        doc.add_heading("项目支出绩效自评表", 1)
        doc.add_paragraph("项目名称：甲项目\t主管部门：乙局    单位：万元")
        table(doc, [["资金", "预算数"], ["总额", "100"]])
        doc.add_paragraph("")
        table(doc, [["三级指标", "指标值"], ["数量", "≥5家"]])
        doc.add_paragraph("注：得分最高不超过分值。")

    (grid,) = grids(document(fill))
    assert cells(grid) == [
        ["项目支出绩效自评表"],
        ["项目名称：甲项目", "主管部门：乙局", "单位：万元"],
        ["资金", "预算数"],
        ["总额", "100"],
        ["三级指标", "指标值"],
        ["数量", "≥5家"],
        ["注：得分最高不超过分值。"],
    ]
    assert [row.number for row in grid.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert grid.places[4] == ("表1", 2)
    assert grid.places[6] == ("表2", 2)
    assert grid.places[7] == ("正文", 4)
    assert grid.place(6, 1).label() == f"{grid.file}:“表2”:2:2"


def test_merged_cells_of_a_document_say_the_same_downwards_and_sideways(document):
    rows = [["项目", "甲", "", ""], ["产出", "数量", "a", "1"], ["", "", "b", "2"], ["", "质量", "c", "3"]]
    (grid,) = grids(document(lambda doc: table(doc, rows, ((0, 1, 0, 3), (1, 0, 3, 0), (1, 1, 2, 1)))))
    assert cells(grid) == [["项目", "甲"], ["产出", "数量", "a", "1"], ["", "", "b", "2"], ["", "质量", "c", "3"]]
    assert grid.merged == {
        (1, 2): Covered("甲", 1, 1),
        (1, 3): Covered("甲", 1, 1),
        (3, 0): Covered("产出", 2, 0),
        (4, 0): Covered("产出", 2, 0),
        (3, 1): Covered("数量", 2, 1),
    }


def test_a_cell_merged_both_ways_is_one_cell(document):
    rows = [["总体目标", "建成", ""], ["", "", ""], ["a", "b", "c"]]
    (grid,) = grids(document(lambda doc: table(doc, rows, ((0, 1, 1, 2),))))
    assert [grid.merged.get((row, column)) for row, column in ((1, 2), (2, 1), (2, 2), (3, 1))] == [
        *[Covered("建成", 1, 1)] * 3,
        None,
    ]


def test_cells_merged_in_the_old_way_and_rows_that_start_late_keep_their_columns(document):
    def fill(doc: Any) -> None:
        made = table(doc, [["a", "", "c"], ["d", "e", "f"]])
        first = made.rows[0]._tr.tc_lst
        first[0].get_or_add_tcPr().append(parse_xml(f'<w:hMerge {nsdecls("w")} w:val="restart"/>'))
        first[1].get_or_add_tcPr().append(parse_xml(f"<w:hMerge {nsdecls('w')}/>"))
        late = made.rows[1]._tr
        late.remove(late.tc_lst[0])
        late.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))

    (grid,) = grids(document(fill))
    assert cells(grid) == [["a", "", "c"], ["", "e", "f"]]
    assert grid.merged == {(1, 1): Covered("a", 1, 0)}


def test_borders_drawn_a_hair_apart_are_one(document):
    def fill(doc: Any) -> None:
        made = table(doc, [["指标", "指标值", "得分"], ["甲", "5", "9"]])
        grid = made._tbl.tblGrid
        for column, width in zip(grid.gridCol_lst, (2000, 2000, 2000), strict=True):
            column.set(qn("w:w"), str(width))
        # In the second row the border stands 20 twentieths of a point to the right of that in the first.
        grid.gridCol_lst[1].set(qn("w:w"), "20")
        grid.insert(2, parse_xml(f'<w:gridCol {nsdecls("w")} w:w="1980"/>'))
        for row, spans in enumerate(((1, 2, 1), (2, 1, 1))):
            for cell, span in zip(made.rows[row]._tr.tc_lst, spans, strict=True):
                cell.grid_span = span

    (grid,) = grids(document(fill))
    assert cells(grid) == [["指标", "指标值", "得分"], ["甲", "5", "9"]]
    assert grid.merged == {}


def test_tables_inside_cells_follow_the_row_they_stand_in(document):
    def fill(doc: Any) -> None:
        outer = table(doc, [["外表"], ["尾"]])
        inner = outer.cell(0, 0).add_table(2, 2)
        for cell, text in zip((c for row in inner.rows for c in row.cells), ("指标", "得分", "甲", "9"), strict=True):
            cell.text = text

    (grid,) = grids(document(fill))
    assert cells(grid) == [["外表"], ["指标", "得分"], ["甲", "9"], ["尾"]]
    assert [grid.places[row.number] for row in grid.rows] == [("表1", 1), ("表1.1", 1), ("表1.1", 2), ("表1", 2)]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t>', "≥95%"),
        ('<w:sym w:font="Symbol" w:char="F0A3"/><w:t>3天</w:t>', "≤3天"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t>', "☑是"),
        ("<w:t>第一</w:t><w:br/><w:t>第二</w:t>", "第一\n第二"),
        ("<w:t>1</w:t><w:noBreakHyphen/><w:t>3月</w:t>", "1-3月"),
        ("<w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t>", ""),
        ('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t>', "可见"),
        ("<w:instrText>=SUM(A1)</w:instrText><w:t>90</w:t>", "90"),
    ],
)
def test_a_cell_of_a_document_says_what_is_seen_in_it(document, inner, text):
    (grid,) = grids(document(lambda doc: run(table(doc, [["甲", ""]]).cell(0, 1), inner)))
    assert next(iter(grid.rows)).cells == ("甲", text)


def test_changes_that_are_tracked_are_read_as_accepted(document):
    def fill(doc: Any) -> None:
        made = table(doc, [["得分", ""], ["删去", "1"], ["合计", "9"]])
        paragraph = made.cell(0, 1).paragraphs[0]._p
        paragraph.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>8</w:delText></w:r></w:del>'))
        paragraph.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>10</w:t></w:r></w:ins>'))
        made.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="3"/>'))

    assert cells(grids(document(fill))[0]) == [["得分", "10"], ["合计", "9"]]


def test_rows_cells_and_texts_inside_content_controls_are_read(document):
    def wrapped(element: Any) -> None:
        parent, at = element.getparent(), element.getparent().index(element)
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        control.find(qn("w:sdtContent")).append(element)
        parent.insert(at, control)

    def fill(doc: Any) -> None:
        made = table(doc, [["指标", "得分"], ["甲", "9"], ["乙", "8"]])
        wrapped(made.rows[0]._tr.tc_lst[1])
        wrapped(made._tbl.tr_lst[1])
        wrapped(made._tbl.tr_lst[1].tc_lst[0].p_lst[0].r_lst[0])
        wrapped(made._tbl)

    assert cells(grids(document(fill))[0]) == [["指标", "得分"], ["甲", "9"], ["乙", "8"]]


def test_an_equation_is_text(document):
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"

    def fill(doc: Any) -> None:
        cell = table(doc, [["指标值", ""]]).cell(0, 1)
        cell.paragraphs[0]._p.append(parse_xml(f'<m:oMath xmlns:m="{math}"><m:r><m:t>≥95%</m:t></m:r></m:oMath>'))

    assert cells(grids(document(fill))[0]) == [["指标值", "≥95%"]]


def test_a_long_table_is_walked_once(document, monkeypatch):
    def never(*_: Any) -> Any:
        raise AssertionError("single cells are not asked for")

    path = document(lambda doc: table(doc, [[f"指标{n}", str(n)] for n in range(30)]))
    monkeypatch.setattr(docx.table.Table, "cell", never)
    monkeypatch.setattr(docx.table._Row, "cells", property(never))
    assert cells(grids(path)[0])[29] == ["指标29", "29"]


def test_tables_in_tables_without_end_end(document):
    def fill(doc: Any) -> None:
        cell = table(doc, [["0"]]).cell(0, 0)
        for depth in range(1, 90):
            cell = cell.add_table(1, 1).cell(0, 0)
            cell.text = str(depth)

    found, problems = opened(document(fill))
    assert (found is not None and len(list(found[0].rows)) >= 60) or [p.code for p in problems] == ["file-broken"]


def test_a_cell_that_spans_without_end_ends_and_all_rows_are_there(document, monkeypatch):
    monkeypatch.setattr(from_docx, "MAX_COVERED", 100)

    def fill(doc: Any) -> None:
        made = table(doc, [[f"指标{n}"] for n in range(9)])
        for row in made.rows:
            row.cells[0]._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="999999"/>'))

    (grid,) = grids(document(fill))
    assert [row.cells[0] for row in grid.rows] == [f"指标{n}" for n in range(9)]
    assert {len(row.cells) for row in grid.rows} == {from_docx.MAX_SPAN}
    assert len(grid.merged) <= 100 + from_docx.MAX_SPAN


def test_a_document_without_anything_is_empty(document):
    assert problem(document(lambda doc: doc.add_paragraph("　"))).code == "file-empty"


# Markdown and plain text: what a text gives stands in the file of cases.


@pytest.mark.parametrize("case", yaml.load(CASES.read_text(encoding="utf-8"), yaml.BaseLoader), ids=lambda case: case["name"])
def test_a_text_gives_these_rows(write, case):
    (grid,) = grids(write("a" + case["suffix"], case["text"]))
    assert cells(grid) == case["rows"]
    if "lines" in case:
        assert [str(row.number) for row in grid.rows] == case["lines"]
    lines = case["text"].split("\n")
    for row in grid.rows:
        for text, (line, column) in zip(row.cells, row.starts or (), strict=row.starts is not None):
            first = text[:1]
            assert not first or case.get("unlike") or lines[line - 1][column - 1] == first
    assert not grid.letters


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_text_may_be_encoded_as_offices_do(write, encoding):
    assert cells(grids(write("a.txt", "指标  得分\n甲项目  9".encode(encoding)))[0]) == [["指标", "得分"], ["甲项目", "9"]]


def test_the_encoding_that_is_named_is_believed(write):
    assert cells(grids(write("a.txt", "指標\t得分".encode("big5")), encoding="big5")[0]) == [["指標", "得分"]]


# Files and their layouts together.

HEADER = ["三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [HEADER, ["培训次数", "≥5次", "6次", "50", "50"], ["满意度", "≥90%", "95%", "50", "50"]]


def indicators(path: Path) -> list[tuple[str | None, int, str]]:
    tables, problems = filled_tables(path)
    assert problems == ()
    rows = [(table, row) for table in tables for row in table.rows if row.kind == "indicator"]
    return [(table.origin(row).sheet, table.origin(row).row, row.get("name")) for table, row in rows]


def test_a_hidden_sheet_is_not_read_and_named(workbook):
    def change(book: Any) -> None:
        book["旧表"].sheet_state = book["词表"].sheet_state = "hidden"

    tables, (told,) = filled_tables(workbook(change, 自评表=ROWS, 旧表=ROWS, 词表=[["是"], ["否"]]))
    assert [table.sheet for table in tables] == ["自评表"]
    assert (told.code, told.sheets, told.severity.name) == ("hidden-sheets", ("旧表",), "INFO")


@pytest.mark.parametrize("hidden", [["旧表"], ["自评表", "旧表"]])
def test_a_hidden_sheet_is_read_when_it_is_asked_for(workbook, hidden):
    def change(book: Any) -> None:
        for title in hidden:
            book[title].sheet_state = "hidden"
        if len(hidden) == 2:
            book.create_sheet("说明")["A1"] = "见下表"

    tables, problems = filled_tables(workbook(change, 自评表=ROWS, 旧表=ROWS), sheet="旧表")
    assert ([table.sheet for table in tables], problems) == (["旧表"], ())


def test_a_form_split_into_tables_is_one_form_and_its_rows_go_by_the_tables_of_the_document(document):
    def fill(doc: Any) -> None:
        doc.add_paragraph("项目名称：甲项目    单位：万元")
        table(
            doc,
            [["资金来源", "全年预算数", "全年执行数", "分值", "执行率", "得分"], ["年度资金总额", "100", "90", "10", "90%", "9"]],
        )
        doc.add_paragraph("二、绩效指标完成情况")
        table(doc, ROWS[:2])
        doc.add_paragraph("续表")
        table(doc, ROWS[2:])
        doc.add_paragraph("填报人：张三")

    path = document(fill)
    assert indicators(path) == [("表2", 2, "培训次数"), ("表3", 1, "满意度")]
    ((form,), _) = filled_tables(path)
    assert [row.kind for row in form.rows] == [
        "head",
        "heading",
        "money",
        "other",
        "heading",
        "indicator",
        "other",
        "indicator",
        "other",
    ]
    assert (form.facts["project"], form.facts["money_unit"], form.facts["filled_by"]) == ("甲项目", "万元", "张三")
    money = next(row for row in form.rows if row.kind == "money")
    assert (form.origin(money, "score").sheet, form.origin(money, "score").column) == ("表1", "得分")
    assert form.origin(money, "rate").column == "执行率"


def test_two_forms_of_a_document_are_two_tables(document):
    def fill(doc: Any) -> None:
        for name in ("甲项目", "乙项目"):
            doc.add_heading("项目支出绩效自评表")
            table(doc, [["项目名称", name, "", "", ""], *ROWS], ((0, 1, 0, 4),))

    path = document(fill)
    tables, _ = filled_tables(path)
    assert [one.facts["project"] for one in tables] == ["甲项目", "乙项目"]
    assert indicators(path)[2:] == [("表2", 3, "培训次数"), ("表2", 4, "满意度")]


def test_a_form_inside_a_table_that_only_frames_it_is_found(document):
    def fill(doc: Any) -> None:
        frame = table(doc, [["绩效自评表"], ["注：满分100分"]])
        inner = frame.cell(0, 0).add_table(3, 5)
        for cell, text in zip((c for row in inner.rows for c in row.cells), (text for row in ROWS for text in row), strict=True):
            cell.text = text

    assert indicators(document(fill)) == [("表1.1", 2, "培训次数"), ("表1.1", 3, "满意度")]


def test_a_header_of_two_rows_that_merged_cells_draw_as_one_is_one(workbook):
    rows = [
        ["三级指标", "年度指标值", "完成情况", None, "得分"],
        [None, None, "实际完成值", "完成率", None],
        ["培训次数", "≥5次", "6次", 1.2, 50],
    ]

    def change(book: Any) -> None:
        for reference in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
            book["表"].merge_cells(reference)
        book["表"]["D3"].number_format = "0%"

    ((form,), problems) = filled_tables(workbook(change, 表=rows))
    assert problems == ()
    assert [(row.kind, row.get("actual"), row.get("score")) for row in form.rows] == [
        ("heading", "", ""),
        ("heading", "", ""),
        ("indicator", "6次", "50"),
    ]
    assert form.untaken == ("完成率",)


@pytest.mark.parametrize(
    ("suffix", "line"),
    [(".md", "| {} |".format(" | ".join(HEADER)) + "\n|---|---|---|---|---|\n| 培训次数 | ≥5次 | 6次 | 50 | 50 |"), (".txt", "")],
)
def test_tables_in_texts_are_read_with_the_lines_around_them(write, suffix, line):
    body = line or "\n".join(("    ".join(HEADER), "培训次数    ≥5次        6次           50      50"))
    path = write("a" + suffix, f"项目名称：甲项目\n\n{body}\n\n填报人：张三\n")
    ((form,), problems) = filled_tables(path)
    assert problems == ()
    assert [row.get("score") for row in form.rows if row.kind == "indicator"] == ["50"]
    assert form.facts == {"project": "甲项目", "filled_by": "张三"}
