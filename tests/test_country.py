"""`eval --frame` beyond what a command line shows: batches, types of columns, files of any shape, what is held and what is left behind."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.cli.main import main
from indicatorlang.pipeline import batches, country
from indicatorlang.pipeline.country import Asked, evaluate_files
from indicatorlang.readers import bulk, bulk_text
from indicatorlang.readers.actuals import read_actuals
from indicatorlang.readers.bulk import open_bulk
from tests.test_cli import Screen

TEXT = """
ruleset: 甲
code: "007"
year: 2019
measures:
  数量: {unit: 家, kind: period}
  件数: {unit: 件, kind: period}
indicators:
  - {id: 1, name: 数量达到, target: 数量 >= 500 家, weight: 60}
  - {id: 2, name: 件数达到, target: 件数 >= 40 件, weight: 40}
"""
RULES = il.loads_ruleset(TEXT)
AS_OF = "2019-12-31"


def long_table(projects: int) -> pl.DataFrame:
    """Four quarters of two measures; the quarters of a project stand far apart, and some values are text."""
    rows = [
        (f"P{n:03}", measure, f"2019Q{q}", "约9" if (n, q) == (3, 2) else f"{(n * 7 + q) % 20 * times}.5")
        for q in (1, 2, 3, 4)
        for measure, times in (("数量", 9), ("件数", 1))
        for n in range(projects)
    ]
    return pl.DataFrame(rows, schema=["project", "measure", "period", "value"], orient="row")


def asked(folder: Path, **options: Any) -> Asked:
    return Asked(str(folder / "in"), str(folder / "out.parquet"), as_of=AS_OF, **options)


def written(folder: Path, *tables: pl.DataFrame, suffix: str = "parquet") -> Path:
    (folder / "in").mkdir()
    for number, table in enumerate(tables):
        path = folder / "in" / f"{number}.{suffix}"
        table.write_parquet(path) if suffix == "parquet" else table.write_csv(path)
    return folder


def errors_of(folder: Path, **options: Any) -> list[str]:
    return [found.zh() for found in evaluate_files(RULES, asked(folder, **options)).found]


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_batches_give_what_the_whole_gives_and_hold_no_more_than_they_should(suffix, engine, tmp_path, monkeypatch):
    table = long_table(40)
    folder = written(tmp_path, table[:100], table[100:], suffix=suffix)
    seen: list[int] = []
    real = country.evaluate_frame

    def watched(rules: Any, frame: Any, *told: Any, **options: Any) -> Any:
        seen.append(frame.select(pl.len()).collect().item() if engine == "polars" else len(frame.fetchall()))
        return real(rules, frame, *told, **options)

    monkeypatch.setattr(country, "evaluate_frame", watched)
    monkeypatch.setattr(country, "ROWS_A_BATCH", 50)
    monkeypatch.setattr(bulk, "ROWS", 30)
    monkeypatch.setattr(bulk_text, "BLOCK", 500)
    monkeypatch.setattr(batches, "MERGED", 2)
    shares: list[float] = []
    told = evaluate_files(RULES, asked(folder, engine=engine), shares.append)
    assert told.found == []
    assert (told.rows, told.projects, told.results, told.by_rows, told.first_by_rows) == (320, 40, 80, 1, ["P003"])
    # A batch ends with the project that fills it, and a project has eight rows.
    assert sum(seen) == 320
    assert max(seen) <= 50 + 8
    assert len(seen) == 7
    found = pl.read_parquet(folder / "out.parquet")
    assert found.rows() == sorted(real_results(table))
    assert sorted(shares) == shares
    assert shares[-1] == 1
    assert sorted(path.name for path in folder.iterdir()) == ["in", "out.parquet"]


def real_results(table: pl.DataFrame) -> list[Any]:
    return [tuple(row) for row in RULES.evaluate_frame(table, as_of=AS_OF).rows()]


def test_a_text_of_any_shape_is_split_as_every_csv_file_is(tmp_path):
    cell = st.text(st.sampled_from('甲乙a1"; \t，'), max_size=3)
    row = st.lists(cell, min_size=3, max_size=5)

    @given(
        st.lists(row, max_size=6),
        st.sampled_from([";", "\t"]),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from([4, 20, 1 << 20]),
    )
    def check(rows: list[list[str]], separator: str, end: str, block: int) -> None:
        path = tmp_path / "a.csv"
        lines = [["项目编码", "指标", "期间", "实际值"], *rows]
        path.write_text(end.join(separator.join(cells) for cells in lines) + end, encoding="utf-8", newline="")
        wanted, _ = read_actuals(path)
        opened, problems = open_bulk(str(path))
        assert problems == ()
        before, bulk_text.BLOCK = bulk_text.BLOCK, block
        try:
            pieces = [piece for piece, _ in opened.pieces()]
        finally:
            bulk_text.BLOCK = before
        got = [tuple((text or "").strip() for text in one) for piece in pieces for one in piece.rows()]
        # A row without a name is told of and left out by the reader; here it stays for the engine.
        got = [(name, project, value, period) for project, name, period, value in got if name]
        assert got == [(r.subject, r.project or "", r.value, r.period or "") for r in wanted.rows]

    check()


@pytest.mark.parametrize(
    ("tables", "wanted"),
    [
        ([pl.DataFrame({"project": [7], "measure": ["数量"], "period": ["2019"], "value": [500]})], [("7", "数量", "2019", 500)]),
        (
            [
                pl.DataFrame({"项目编码": ["A"], "指标": ["数量"], "期间": ["2019"], "实际值": [500.25]}),
                pl.DataFrame({"value": [3], "period": [2019], "measure": ["数量"], "project": ["B"]}),
            ],
            [("A", "数量", "2019", "500.25"), ("B", "数量", "2019", "3")],
        ),
        (
            [
                pl.DataFrame(
                    {"project": ["A"], "measure": ["数量"], "period": [dt.date(2019, 12, 31)], "value": [True], "unit": ["家"]},
                    schema_overrides={"measure": pl.Categorical},
                ),
                pl.DataFrame({"project": ["B"], "measure": ["数量"], "period": [dt.datetime(2019, 6, 30)], "value": ["3 家"]}),
            ],
            [("A", "数量", "2019-12-31", "是", "家"), ("B", "数量", "2019-06-30", "3 家", None)],
        ),
    ],
)
def test_files_are_read_alike_whatever_their_columns_are_called_and_hold(tables, wanted, tmp_path):
    written(tmp_path, *tables)
    opened, problems = open_bulk(str(tmp_path / "in"))
    assert problems == ()
    order = ["project", "measure", "period", "value", *(["unit"] if len(wanted[0]) > 4 else [])]
    assert [row for piece, _ in opened.pieces() for row in piece.select(order).rows()] == wanted


def test_what_is_no_single_value_is_told(tmp_path):
    table = pl.DataFrame({"project": ["A"], "measure": ["数量"], "period": ["2019"], "value": [[1, 2]]})
    assert errors_of(written(tmp_path, table)) == ["`value`列的类型是`List(Int64)`，不是单个的数或文字"]


def test_a_file_that_breaks_off_later_is_told_and_nothing_is_written(tmp_path):
    folder = written(tmp_path, long_table(300))
    path = folder / "in" / "0.parquet"
    data = bytearray(path.read_bytes())
    data[4:200] = os.urandom(196)
    path.write_bytes(data)
    assert errors_of(folder) == [f"`{path}`已损坏，或者不是完整的Parquet文件"]
    assert [p.name for p in folder.iterdir()] == ["in"]


def test_big5_is_not_taken_for_gb18030(tmp_path):
    (tmp_path / "in").mkdir()
    text = "項目編碼,指標,期間,實際值\n" + "裏恒粧嫺銹墻碁\n" * 3
    (tmp_path / "in" / "a.csv").write_bytes(text.encode("big5", "ignore") + "裏".encode("big5hkscs"))
    opened, problems = open_bulk(str(tmp_path / "in"))
    assert opened is None
    assert [p.code for p in problems] in (["encoding-doubtful"], ["text-undecodable"])


def test_many_wrong_rows_are_counted_and_the_first_are_told(tmp_path):
    (tmp_path / "in").mkdir()
    lines = ["project,measure,period,value", *["A,数量,2019,500"] * 3, *["A,数量"] * 30]
    (tmp_path / "in" / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    found = evaluate_files(RULES, asked(tmp_path)).found
    assert [f.code for f in found] == ["wrong-cell-count"] * 20 + ["more-rows-like-this"]
    assert [f.place.line for f in found[:2]] == [5, 6]
    assert found[-1].en() == "10 more rows could not be read either"


def test_results_that_cannot_be_put_in_their_place_are_told_without_a_traceback(tmp_path, monkeypatch, capsys):
    folder = written(tmp_path, long_table(3))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(country.os, "replace", full)
    (folder / "a.yaml").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(
            [
                "eval",
                str(folder / "a.yaml"),
                "--frame",
                str(folder / "in"),
                "-o",
                str(folder / "o.csv"),
                "--as-of",
                AS_OF,
                "--lang",
                "en",
            ]
        )
    assert ended.value.code == 2
    assert "error: cannot write" in capsys.readouterr().err
    assert sorted(p.name for p in folder.iterdir()) == ["a.yaml", "in"]


def test_a_full_disk_is_told_whichever_library_found_it(tmp_path, monkeypatch):
    folder = written(tmp_path, long_table(3))

    def full(*_: object, **__: object) -> None:
        raise pl.exceptions.ComputeError("parquet: underlying IO error: No space left on device (os error 28)")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(OSError, match="No space left") as told:
        evaluate_files(RULES, asked(folder))
    assert told.value.errno == 28
    assert [p.name for p in folder.iterdir()] == ["in"]


@pytest.mark.parametrize(
    ("missing", "options", "said"),
    [
        ("polars", {}, "pip install 'indicatorlang[columnar]'"),
        ("narwhals", {}, "pip install 'indicatorlang[columnar]'"),
        ("duckdb", {"engine": "duckdb"}, "pip install 'indicatorlang[duckdb]'"),
    ],
)
def test_a_library_that_is_not_there_is_asked_for(missing, options, said, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, missing, None)
    (found,) = evaluate_files(RULES, asked(tmp_path, **options)).found
    assert found.code == "extra-missing"
    assert said in found.help_en()


@pytest.mark.parametrize(("terminal", "quiet", "shown"), [(True, False, True), (True, True, False), (False, False, False)])
def test_progress_shows_to_somebody_who_watches(terminal, quiet, shown, tmp_path, monkeypatch):
    folder = written(tmp_path, long_table(3))
    (folder / "a.yaml").write_text(TEXT, encoding="utf-8")
    streams = [Screen(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    words = ["eval", str(folder / "a.yaml"), "--frame", str(folder / "in"), "-o", str(folder / "o.csv"), "--as-of", AS_OF]
    with monkeypatch.context() as patched:
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            stream.terminal = terminal
            patched.setattr(sys, name, stream)
        with pytest.raises(SystemExit):
            main([*words, "--quiet"] if quiet else words)
    out, err = (stream.detach().getvalue().decode("utf-8") for stream in streams)
    assert ("测算" in err and "100%" in err) is shown
    assert bool(out) is not quiet
