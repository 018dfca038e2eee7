"""Filled-in tables in all layouts: what each row is, what its columns say, what is told around them, and what is wrong.

Cases are grids, one row a line, cells between bars. `^` is a cell that a merged one from above covers, `<` one from the left.
"""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
import yaml

from indicatorlang.diagnostics import Severity
from indicatorlang.model.filled import FILLED_COLUMNS
from indicatorlang.readers.filled import door, from_csv, from_jsonl, headings, text_lines
from indicatorlang.readers.filled.door import filled_tables
from indicatorlang.readers.filled.formats import Covered, SheetGrid
from indicatorlang.readers.filled.headings import columns_of
from indicatorlang.readers.filled.layout import tables_of
from indicatorlang.readers.grid import Row

HERE = Path(__file__).parent / "filled"


def cases(name):
    return [pytest.param(case, id=case["name"]) for case in yaml.load((HERE / name).read_text("utf-8"), yaml.BaseLoader)]


def grid_of(text: str, *, letters: bool = True, large: bool = False) -> SheetGrid:
    """The grid that a picture shows; a blank line is a blank row."""
    lines = text.rstrip("\n").split("\n")
    drawn = [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in lines]
    merged: dict[tuple[int, int], Covered] = {}
    for number, cells in enumerate(drawn, 1):
        for i, cell in enumerate(cells):
            if cell in ("^", "<"):
                row, column = (number - 1, i) if cell == "^" else (number, i - 1)
                anchor = merged.get((row, column), Covered(drawn[row - 1][column], row, column))
                merged[number, i] = anchor
    rows = [Row(n, tuple("" if cell in ("^", "<") else cell for cell in cells)) for n, cells in enumerate(drawn, 1)]
    return SheetGrid(rows, "表.xlsx" if letters else "表.csv", None, letters, large, {} if large else merged)


def shown(table):
    return [(row.number, row.kind, dict(row.fields)) for row in table.rows]


LAYOUTS = [case for file in sorted(HERE.glob("layout_*.yaml")) for case in cases(file.name)]


def test_there_are_enough_layouts():
    assert len(LAYOUTS) >= 60


@pytest.mark.parametrize("case", LAYOUTS)
def test_layouts(case):
    grid = grid_of(case["grid"], letters=case.get("text") is None)
    tables, problems = tables_of(grid, case.get("map", {}))
    assert [d.code for d in problems] == [wanted["code"] for wanted in case.get("problems", [])]
    for found, wanted in zip(problems, case.get("problems", []), strict=True):
        for words in wanted.get("says", "").split(" … "):
            assert words in found.zh()
        assert "row" not in wanted or found.place.line == int(wanted["row"])
        assert wanted.get("help", "") in found.help_zh()
    assert len(tables) == len(case.get("tables", []))
    for table, wanted in zip(tables, case.get("tables", []), strict=True):
        rows = {row.number: row for row in table.rows}
        assert " ".join(row.kind for row in table.rows) == " ".join(wanted["kinds"].split())
        for number, fields in wanted.get("rows", {}).items():
            assert dict(rows[int(number)].fields) == fields
        if "facts" in wanted:
            assert table.facts == wanted["facts"]
        if "taken" in wanted:
            assert {t.meaning: t.heading for t in table.taken} == wanted["taken"]
        if "money_taken" in wanted:
            assert {t.meaning: t.heading for t in table.money_taken} == wanted["money_taken"]
        if "untaken" in wanted:
            assert list(table.untaken) == wanted["untaken"]


@pytest.mark.parametrize("case", LAYOUTS)
def test_no_row_is_lost_and_every_field_stands_where_it_says(case):
    grid = grid_of(case["grid"], letters=case.get("text") is None)
    tables, _ = tables_of(grid, case.get("map", {}))
    if tables:
        assert [row.number for table in tables for row in table.rows] == [row.number for row in grid.rows if not row.blank]
    cells = {row.number: row.cells for row in grid.rows}
    for table in tables:
        for row in table.rows:
            assert row.cells == cells[row.number]
            assert set(row.fields) == set(row.at) <= set(FILLED_COLUMNS)
            assert all(0 <= column < table.width for column in row.at.values())


@pytest.mark.parametrize("case", [case for case in LAYOUTS if "long" in case.values[0]])
def test_long_lists_are_read_like_short_ones(case):
    short, _ = tables_of(grid_of(case["grid"], letters=False), case.get("map", {}))
    long, problems = tables_of(grid_of(case["grid"], letters=False, large=True), case.get("map", {}))
    assert not problems
    assert [shown(table) for table in long] == [shown(table) for table in short]
    assert [(t.taken, t.untaken, t.facts, t.headings) for t in long] == [(t.taken, t.untaken, t.facts, t.headings) for t in short]
    assert shown(long[0]) == shown(long[0]), "the rows can be walked again"


@pytest.mark.parametrize("case", cases("headings.yaml"))
def test_headings(case):
    columns = columns_of(case["headings"], case.get("map", {}))
    found = {meaning: columns.headings[at] for meaning, at in columns.at.items()}
    assert found == case["are"]
    assert {meaning: [columns.headings[i] for i in at] for meaning, at in columns.doubtful.items()} == case.get("doubtful", {})


def test_every_spelling_names_a_column_that_exists_and_stands_once_under_it():
    lines = (Path(headings.__file__).parent / "headings.txt").read_text("utf-8").splitlines()
    pairs = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    assert {word.removesuffix("?") for word, _ in pairs} == set(FILLED_COLUMNS)
    folded = [(word.removesuffix("?"), headings.fold(spelling)) for word, spelling in pairs]
    assert sorted(folded) == sorted(set(folded))


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


LIST = "项目名称,三级指标,指标值,度量单位,实际完成值,分值,得分\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("large", [False, True])
def test_encodings_of_csv(tmp_path, monkeypatch, encoding, large):
    if large:
        monkeypatch.setattr(from_csv, "LARGE", 0)
    tables, problems = filled_tables(write(tmp_path / "表.csv", LIST + "甲,验收合格率,≥95,%,96,10,10\n", encoding))
    assert not problems
    assert [dict(row.fields) for row in tables[0].rows if row.kind == "indicator"] == [
        {"project": "甲", "name": "验收合格率", "target": "≥95", "unit": "%", "actual": "96", "weight": "10", "score": "10"}
    ]


@pytest.mark.parametrize("large", [False, True])
def test_an_encoding_that_is_none_is_told_and_big5_is_not_taken_for_gb18030(tmp_path, monkeypatch, large):
    if large:
        monkeypatch.setattr(from_csv, "LARGE", 0)
    path = write(tmp_path / "表.csv", "指標名稱,指標值,實際完成值,得分\n驗收合格率,95%,96%,10\n", "big5")
    assert [d.code for d in filled_tables(path)[1]] == ["encoding-doubtful"]
    assert [d.code for d in filled_tables(path, encoding="nonsense")[1]] == ["encoding-unknown"]
    tables, _ = filled_tables(path, encoding="big5", columns={"name": "指標名稱", "target": "指標值", "actual": "實際完成值"})
    assert [dict(r.fields)["name"] for r in tables[0].rows if r.kind == "indicator"] == ["驗收合格率"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(tmp_path, separator):
    text = (LIST + "甲,验收合格率,≥95,%,96,10,10\n").replace(",", separator)
    tables, problems = filled_tables(write(tmp_path / "表.csv", text))
    assert not problems
    assert tables[0].headings == tuple(LIST.strip().split(","))
    declared, problems = filled_tables(write(tmp_path / "声明.csv", f"sep={separator}\n" + text))
    assert not problems
    assert [row.number for row in declared[0].rows] == [2, 3]


@pytest.mark.parametrize("large", [False, True])
def test_quotes_line_breaks_and_bad_lines_of_csv(tmp_path, monkeypatch, large):
    if large:
        monkeypatch.setattr(from_csv, "LARGE", 0)
    text = (
        '项目名称,三级指标,指标值,完成值,分值,得分,"偏差原因\n及改进措施"\n'
        '甲,"培训,含线上",≥10次,9次,10,9,"第一行\n第二行""引""。"\n'
        '甲,"没有配对,≥1,1,5,5,\n'
        "甲,合格率,≥95%,96%,10,10,\n"
        '甲,"后面"还有,≥1,1,5,5,\n'
        "甲,支出,≤1,200,1,100,10,10\n"
    )
    tables, problems = filled_tables(write(tmp_path / "表.csv", text))
    assert [(d.code, d.place.line) for d in problems] == [("line-not-taken", 5), ("line-not-taken", 7), ("line-not-taken", 8)]
    rows = list(tables[0].rows)
    assert [(row.number, row.kind) for row in rows] == [
        *((1, "heading"), (3, "indicator"), (5, "other"), (6, "indicator"), (7, "other"), (8, "other")),
    ]
    assert rows[1].fields["name"] == "培训,含线上"
    assert rows[1].fields["reason"] == '第一行\n第二行"引"。'
    assert rows[2].cells == ('甲,"没有配对,≥1,1,5,5,',)
    assert "偏差原因 及改进措施" in tables[0].headings


def test_a_long_file_is_read_at_each_walk_and_never_held(tmp_path, monkeypatch):
    monkeypatch.setattr(from_csv, "LARGE", 0)
    path = write(tmp_path / "表.csv", LIST + "".join(f"甲,指标{i},≥{i},个,{i},1,1\n" for i in range(5000)))
    tables, problems = filled_tables(path)
    assert not problems
    handed = 0
    original = text_lines.TextLines.__iter__

    def counted(self):
        nonlocal handed
        for line in original(self):
            handed += 1
            yield line

    monkeypatch.setattr(text_lines.TextLines, "__iter__", counted)
    rows = iter(tables[0].rows)
    assert [next(rows).kind for _ in range(11)] == ["heading"] + ["indicator"] * 10
    assert handed == 11, "no more is read than is asked for"
    assert sum(1 for _ in tables[0].rows) == 5001
    assert sum(row.kind == "indicator" for row in tables[0].rows) == 5000
    assert handed == 11 + 2 * 5001, "every walk reads the file anew"


def test_a_quote_that_is_never_closed_costs_one_line_of_a_long_file(tmp_path, monkeypatch):
    monkeypatch.setattr(from_csv, "LARGE", 0)
    body = "".join(f"甲,指标{i},≥{i},个,{i},1,1\n" for i in range(3000))
    tables, problems = filled_tables(write(tmp_path / "表.csv", LIST + '甲,"开着,≥1,个,1,1,1\n' + body))
    assert [(d.code, d.place.line) for d in problems] == [("line-not-taken", 2)]
    assert sum(row.kind == "indicator" for row in tables[0].rows) == 3000
    assert next(row for row in tables[0].rows if row.number == 2).kind == "other"


def test_many_bad_lines_are_counted_and_not_all_told(tmp_path):
    tables, problems = filled_tables(write(tmp_path / "表.csv", LIST + "甲,数量,≥1,个,1,1,1\n" + '甲,"合"格,≥1,个,1,1,1\n' * 30))
    assert [d.code for d in problems][-2:] == ["line-not-taken", "more-troubles"]
    assert problems[-1].more == 10
    assert sum(row.kind == "other" for row in tables[0].rows) == 30


def jsonl(*rows) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


def test_json_lines_with_the_keys_of_the_contract(tmp_path):
    path = write(
        tmp_path / "表.jsonl",
        jsonl(
            {"id": "a1", "name": "合格率", "op": ">=", "target": "95", "unit": "%", "actual": "96", "weight": 10, "score": 9.80},
            '{"id":"a2","name":"数量","target":"500家","actual":12345678901234567890.10,"weight":5,"score":5.00,"level2":"数量指标"}',
            {"id": "a3", "name": "满意度", "target": "≥90%", "actual": None, "rule": "每低1%扣1分", "来源": ["甲", "乙"]},
            {"id": "b1", "initial": 0.5, "budget": 43.2, "spent": 37.24, "rate": "86.2%", "weight": 10, "score": 9},
        ),
    )
    tables, problems = filled_tables(path)
    assert not problems
    table = tables[0]
    rows = list(table.rows)
    assert [row.kind for row in rows] == ["indicator", "indicator", "indicator", "money"]
    assert rows[0].fields["score"] == "9.8"
    assert rows[1].fields["actual"] == "12345678901234567890.10"
    assert rows[1].fields["score"] == "5.00"
    assert "actual" not in rows[2].fields
    assert rows[3].fields == {
        "id": "b1", "initial": "0.5", "budget": "43.2", "spent": "37.24", "rate": "86.2%", "weight": "10", "score": "9",
    }  # fmt: skip
    assert table.untaken == ("来源",)
    assert '["甲", "乙"]' in rows[2].cells
    assert table.origin(rows[0], "score").column == "score"


def test_keys_that_differ_by_blanks_only_keep_their_cells(tmp_path):
    path = write(tmp_path / "表.jsonl", jsonl({"name": "合格率", "target": "95%", "佐证 材料": "甲", "佐证  材料": "乙"}))
    (row,) = filled_tables(path)[0][0].rows
    assert row.cells == ("合格率", "95%", "甲", "乙")


def test_a_line_of_more_keys_than_a_table_has_columns_is_cut(tmp_path):
    more = {f"列{number}": "1" for number in range(3 * from_jsonl.MAX_KEYS)}
    path = write(tmp_path / "表.jsonl", jsonl({"name": "合格率", "target": "95%", **more}))
    (table,) = filled_tables(path)[0]
    assert len(table.headings) == from_jsonl.MAX_KEYS
    assert [row.get("target") for row in table.rows] == ["95%"]


def test_json_lines_with_chinese_headings_and_a_map(tmp_path):
    path = write(
        tmp_path / "表.jsonl", jsonl({"三级指标": "合格率", "要求": "≥95%", "实际完成值": "96%", "分值": 10, "得分": 10})
    )
    tables, problems = filled_tables(path, columns={"target": "要求"})
    assert not problems
    assert dict(next(iter(tables[0].rows)).fields) == {
        "name": "合格率", "target": "≥95%", "actual": "96%", "weight": "10", "score": "10",
    }  # fmt: skip
    assert [t.by_map for t in tables[0].taken if t.meaning == "target"] == [True]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ('{"name": "合格率",}', "json-broken", "应是一个带双引号的键|应是带双引号的键"),
        ("[1, 2]", "json-broken", "一行应是一个"),
        ('{"name": "甲", "name": "乙"}', "json-key-twice", "`name`"),
        ("[" * 5000, "json-broken", "层次太深"),
        ('{"name": "\\ud800"}', "json-broken", "引号"),
        ("合格率,95%", "json-broken", "应是一个值"),
    ],
)
def test_a_bad_line_is_kept_and_told(tmp_path, line, code, says):
    path = write(tmp_path / "表.jsonl", jsonl({"name": "合格率", "target": "95%"}, line, {"name": "数量", "target": "5家"}))
    tables, problems = filled_tables(path)
    assert [(d.code, d.place.line, d.severity) for d in problems] == [(code, 2, Severity.ERROR)]
    assert any(words in problems[0].zh() for words in says.split("|"))
    rows = list(tables[0].rows)
    assert [(row.number, row.kind) for row in rows] == [(1, "indicator"), (2, "other"), (3, "indicator")]
    assert rows[1].cells == (line,)


def test_keys_of_later_lines_are_columns_too_and_lines_are_read_one_by_one(tmp_path, monkeypatch):
    path = write(
        tmp_path / "表.jsonl", jsonl({"name": "合格率", "target": "95%"}, "", {"name": "数量", "target": "5家", "score": 1})
    )
    tables, _ = filled_tables(path)
    assert tables[0].headings == ("name", "target", "score")
    assert [(row.number, len(row.cells)) for row in tables[0].rows] == [(1, 3), (3, 3)]
    read = []
    original = from_jsonl._record

    def counted(line):
        read.append(line)
        return original(line)

    monkeypatch.setattr(from_jsonl, "_record", counted)
    next(iter(tables[0].rows))
    assert len(read) == 1


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("没有.csv", None, "file-missing", "没有.csv"),
        ("空.csv", b" \n", "file-empty", "空.csv"),
        ("空.jsonl", b"\n\n", "file-empty", "空.jsonl"),
        ("假.csv", b"PK\x03\x04rest", "content-mismatch", "Excel工作簿或压缩文件"),
        ("旧.xls", b"x", "old-excel", ".xls"),
        ("图.png", b"x", "format-unknown", ".png"),
        ("二进制.csv", "项目".encode() + b"\0\0\0", "content-mismatch", "不是文本"),
        ("页.xlsx", b"<html><table></table></html>", "content-mismatch", "网页"),
        ("无表.jsonl", b'{"a": 1}\n', "layout-not-understood", "没有认出`a`"),
        ("坏行.jsonl", b"{\n", "json-broken", "JSON"),
    ],
)
def test_files_that_are_no_tables(tmp_path, name, content, code, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    tables, problems = filled_tables(tmp_path / name)
    assert tables == ()
    assert problems[0].code == code
    assert says in problems[0].zh()


def test_a_folder_is_no_table_and_the_formats_are_named(tmp_path):
    assert [d.code for d in filled_tables(tmp_path)[1]] == ["file-is-folder"]
    write(tmp_path / "图.png", "x")
    shown_formats = filled_tables(tmp_path / "图.png")[1][0].help_zh()
    assert all(suffix in shown_formats for suffix in (".csv", ".xlsx", ".docx", ".jsonl"))
    assert set(shown_formats.split("：")[1].split()) == set(door.formats())


def test_what_the_map_names_must_be_there(tmp_path):
    path = write(tmp_path / "表.csv", LIST + "甲,验收合格率,≥95,%,96,10,10\n")
    _, problems = filled_tables(path, columns={"actual": "实际完成值"})
    assert not problems
    _, problems = filled_tables(path, columns={"actual": "实际完成直"})
    assert [d.code for d in problems] == ["mapped-heading-missing"]
    assert "`实际完成直`" in problems[0].zh()
    assert all(f"`{heading}`" in problems[0].zh() for heading in LIST.strip().split(","))
    assert problems[0].help_zh() == "是否应为`实际完成值`"
    tables, problems = filled_tables(path, columns={"actuals": "实际完成值"})  # type: ignore[dict-item]
    assert (tables, [d.code for d in problems]) == ((), ["map-unknown"])
    assert "是否应为`actual`" in problems[0].help_zh()


def test_columns_of_a_text_file_go_by_their_headings_and_those_of_a_sheet_by_letters():
    drawn = "三级指标|指标值|完成值|分值|得分\n合格率|95%|96%|10|10"
    (text,), _ = tables_of(grid_of(drawn, letters=False), {})
    (sheet,), _ = tables_of(grid_of(drawn), {})
    assert text.origin(list(text.rows)[1], "score").column == "得分"
    assert sheet.origin(list(sheet.rows)[1], "score").column == "E"


def test_a_hidden_sheet_waits_until_no_visible_one_has_a_table():
    drawn = "三级指标|指标值|完成值|分值|得分\n合格率|95%|96%|10|10"
    hidden = attrs.evolve(grid_of(drawn), sheet="旧", hidden=True)
    seen = attrs.evolve(grid_of(drawn), sheet="新")
    notes = attrs.evolve(grid_of("填写说明\n请如实填写"), sheet="说明")
    assert [t.sheet for t in door._of_grids((hidden, notes, seen), {}, named=False)[0]] == ["新"]
    tables, problems = door._of_grids((hidden, notes), {}, named=False)
    assert [t.sheet for t in tables] == ["旧"]
    assert not problems
    assert [d.code for d in door._of_grids((notes,), {}, named=False)[1]] == ["layout-not-understood"]


@pytest.mark.parametrize(
    "junk", ["", "|||", "甲", "甲|乙\n丙|丁", "指标值|指标值|指标值", "\n\n一级指标|二级指标\n", "得分|得分|三级指标|完成值"]
)
@pytest.mark.parametrize("large", [False, True])
def test_any_grid_gives_tables_or_a_diagnostic(junk, large):
    tables, problems = tables_of(grid_of(junk, large=large), {})
    assert tables or problems
    for problem in problems:
        assert problem.zh()
        assert problem.en()
