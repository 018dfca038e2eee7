"""The layout of ruleset files, case by case: what goes in, what comes out, what is told. Cases are in `conformance/formatting/`."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import indicatorlang as il
from indicatorlang.pipeline.formatting import format_text
from indicatorlang.pipeline.formatting_files import diff, format_file, write_file
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.comments import Comment, comments
from indicatorlang.syntax.yaml.layout.spelling import reads_back_plain

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests/conformance/formatting"
KEYS = {"name", "in", "out", "told", "fix", "canonical"}


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
            assert set(case) <= KEYS, (path, case["name"])
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


@pytest.mark.parametrize("case", cases())
def test_a_text_is_laid_out_as_the_case_says(case: dict[str, Any]) -> None:
    options = {"fix": "fix" in case, "canonical": "canonical" in case}
    formatted = format_text(case["in"], **options)
    assert formatted.text == case.get("out", case["in"])
    assert formatted.changed == ("out" in case)
    told = [f"{found.code}@{found.place.line}" if found.place.line else found.code for found in formatted.diagnostics]
    assert told == case.get("told", [])
    again = format_text(formatted.text, **options)
    assert again.text == formatted.text


def test_every_file_that_ships_is_laid_out_already() -> None:
    shipped = sorted((ROOT / "rulesets").glob("*.yaml"))
    assert len(shipped) >= 5
    for path in shipped:
        assert diff(format_file(path), path.name) == ""


# Comments


def test_comments_are_found_with_their_places() -> None:
    text = '# 一\n甲: "a # b"  # 二\n乙: c#d\n丙: |  # 三\n  # 正文\n丁: [1, #四\n  2]\n'
    assert comments(text) == (
        Comment(1, 1, "# 一", True),
        Comment(2, 13, "# 二", False),
        Comment(4, 7, "# 三", False),
        Comment(6, 8, "#四", False),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲: 完成 #3楼\n乙: 1 # 注", ["# 注"]),
        ("甲: {计量单位: 家，口径: 累计数} # 注", ["# 注"]),
        ('甲: "乙\n丙: "a # b" # 注\n', ["# 注"]),
        ("甲: 1\n甲: '# 正文'  # 注\n", ["# 注"]),
        ("\ufeff# 注\n甲: 1", ["# 注"]),
        ("甲: 1\r\n# 注\r\n", ["# 注"]),
        ("%YAML 1.2\n--- # 注\n甲: 1", ["# 注"]),
        ("甲: >-\n  a\n  # b\n # 注\n", ["# 注"]),
        ("# 注", ["# 注"]),
        ("", []),
    ],
)
def test_comments_are_found_in_files_with_mistakes_too(text: str, found: list[str]) -> None:
    assert [comment.text for comment in comments(text)] == found


# Writing texts


@pytest.mark.parametrize("text", ["甲", "500 家", "a:b", "完成#3楼", "-1", "90%以上", "「甲」 >= 1"])
def test_a_text_that_reads_back_needs_no_quotes(text: str) -> None:
    assert reads_back_plain(text)


@pytest.mark.parametrize("text", ["", " 甲", "甲 ", ">= 1", "a: b", "a #b", "*a", "[1]", "a\nb", "- a", "? a", "a:", "# a"])
def test_a_text_that_does_not_is_kept_in_quotes(text: str) -> None:
    assert not reads_back_plain(text)


@pytest.mark.parametrize("text", ["a, b", "{a", "a]", "甲: 乙"])
def test_between_brackets_more_has_to_be_quoted(text: str) -> None:
    assert not reads_back_plain(text, flow=True)


@pytest.mark.parametrize("text", ["甲\t乙", "甲\n乙", 'a"b\\', "\x07", "\u2028", "　甲", "\U0001f600", "\x85\xa0"])
def test_what_cannot_be_written_as_it_is_is_escaped_and_reads_back(text: str) -> None:
    written = "甲: " + yaml.dump(text, allow_unicode=False, default_style='"', width=10_000)
    formatted = format_text(written)
    assert parse_yaml(formatted.text)[0] == parse_yaml(written)[0]
    assert [found.code for found in formatted.diagnostics] == []


# Python


def test_the_function_of_the_package() -> None:
    assert il.format_ruleset("项目名称:   读书角\n") == "项目名称: 读书角\n"
    assert il.format_ruleset("项目名称：读书角\n", fix=True) == "项目名称: 读书角\n"
    ruleset = "项目名称: 读书角\n预算年度: 2026\n指标:\n- {三级指标: 开放数, 指标值: 不少于12个}\n"
    assert "判定: 开放数 >= 12 个" in il.format_ruleset(ruleset, canonical=True)


@pytest.mark.parametrize(("text", "code"), [("项目名称：读书角\n", "yaml-full-width-colon"), ("", "ruleset-unreadable")])
def test_it_raises_for_what_cannot_be_read(text: str, code: str) -> None:
    with pytest.raises(il.RulesetError) as raised:
        il.format_ruleset(text)
    assert raised.value.diagnostics[0].code == code


# Files


def test_a_file_is_written_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_bytes(b"\xef\xbb\xbf\xe7\x94\xb2:  1\r\n")
    path.chmod(0o640)
    formatted = format_file(path)
    assert formatted.changed
    assert write_file(path, formatted.text) is None
    assert path.read_bytes() == "甲: 1\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["甲.yaml"]
    assert not format_file(path).changed


def test_a_link_goes_on_pointing_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_text("甲:  1\n", encoding="utf-8")
    link = tmp_path / "乙.yaml"
    link.symlink_to("甲.yaml")
    assert write_file(link, "甲: 1\n") is None
    assert link.is_symlink()
    assert (tmp_path / "甲.yaml").read_text(encoding="utf-8") == "甲: 1\n"


def test_a_file_that_cannot_be_written_is_told_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("甲:  1\n", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    wrong = write_file(path, "甲: 1\n")
    assert wrong is not None
    assert (wrong.code, wrong.zh().endswith("没有权限，原文件没有改动")) == ("file-not-written", True)
    assert path.read_text(encoding="utf-8") == "甲:  1\n"
    assert os.listdir(tmp_path) == ["甲.yaml"]


def test_a_file_already_in_order_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("甲: 1\n", encoding="utf-8")
    before = path.stat().st_mtime_ns
    subprocess.run([sys.executable, "-m", "indicatorlang", "fmt", str(path)], cwd=ROOT, check=True)
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("甲: 1", "-甲: 1\n\\ No newline at end of file\n+甲: 1\n"),
        ("甲:  1\n乙: 2\n", "-甲:  1\n+甲: 1\n 乙: 2\n"),
    ],
)
def test_a_diff_shows_what_changes(given: str, shown: str) -> None:
    assert diff(format_text(given), "甲.yaml").endswith(shown)
