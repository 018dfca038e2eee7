"""The reports of `check` have the shape that those who read them expect: our own JSON, GitHub's commands, SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from indicatorlang.lint.parts import rules
from indicatorlang.pipeline.check_reports import check_report, differences, rules_report, shown
from indicatorlang.pipeline.checking_files import check, check_text

TEXT = (
    "项目名称: 河东街道图书角\n预算年度: 2026\n数据项:\n  数: {计量单位: 个}\n"
    "  𠮷𠮷: {计量单位: 件}  # 由信访窗口填报\n  走访户数: {计量单位: 户}\n"
    "指标: [{三级指标: 数, 判定: 数 >= 1 个, 分值: 100}]\n# indicatorlang: 忽略 L180\n"
)
NAME = "规则/图书 角.yaml"
CODES = ["L188", "L179"]
SARIF = json.loads(Path(__file__).with_name("sarif-essentials.json").read_text(encoding="utf-8"))


@pytest.fixture
def checked():
    return (check_text(TEXT, NAME, select=CODES),)


def sarif_of(files, lang="zh"):
    found = json.loads(check_report(files, "sarif", lang))
    jsonschema.validate(found, SARIF)
    (run,) = found["runs"]
    rules_there = run["tool"]["driver"]["rules"]
    assert all(rules_there[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    return run


def test_sarif_has_every_rule_with_help_in_both_languages(checked):
    run = sarif_of(checked)
    there = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in there] == list(rules())
    for rule in there:
        assert re.search("[\u4e00-\u9fff]", rule["help"]["text"])
        assert "**" in rule["help"]["markdown"]
        assert "Why: " in rule["help"]["markdown"]
        assert "改法：" in rule["help"]["markdown"]
    assert there[0]["help"]["text"] != sarif_of(checked, "en")["tool"]["driver"]["rules"][0]["help"]["text"]


def test_sarif_counts_columns_in_utf16(checked):
    results = sarif_of(checked)["results"]
    assert [r["ruleId"] for r in results] == ["L188", "L188", "L179"]
    places = [r["locations"][0]["physicalLocation"] for r in results]
    assert {p["artifactLocation"]["uri"] for p in places} == {"%E8%A7%84%E5%88%99/%E5%9B%BE%E4%B9%A6%20%E8%A7%92.yaml"}
    assert places[0]["region"] == {"startLine": 5, "startColumn": 3, "endLine": 5, "endColumn": 7}
    assert places[1]["region"] == {"startLine": 6, "startColumn": 3, "endLine": 6, "endColumn": 7}


def test_fixes_in_sarif_do_what_fix_does(checked):
    """Applied as its readers apply them, in UTF-16, the replacements give the text that `--fix` gives."""
    units = [line.encode("utf-16-le") for line in TEXT.splitlines(keepends=True)]
    changes = [
        c for r in sarif_of(checked)["results"] for f in r.get("fixes", []) for c in f["artifactChanges"][0]["replacements"]
    ]
    for change in sorted(changes, key=lambda c: -c["deletedRegion"]["startLine"]):
        region, new = change["deletedRegion"], change["insertedContent"]["text"].encode("utf-16-le")
        first, last = region["startLine"] - 1, region["endLine"] - 1
        behind = units[last][2 * (region["endColumn"] - 1) :] if last < len(units) else b""
        units[first : last + 1] = [units[first][: 2 * (region["startColumn"] - 1)] + new + behind]
    assert b"".join(units).decode("utf-16-le") == check_text(TEXT, NAME, select=CODES, fix=True).text


def test_a_table_in_sarif_has_its_rows_where_they_are_lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = "三级指标,指标值,完成值,分值,得分\n数量,≥12个,12,60,60\n质量,≥90%,95%,40,40\n合计,,,100,99\n"
    Path("a.csv").write_text(rows, encoding="utf-8")
    run = sarif_of(check(["a.csv", Path("b.csv")], select=["L151"]))
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert run["artifacts"] == []
    told = {r["ruleId"]: r for r in run["results"]}
    assert told["L151"]["locations"][0]["physicalLocation"]["region"] == {"startLine": 4}
    assert told["file-missing"]["level"] == "error"


def test_what_is_found_in_reading_stands_among_the_rules_of_sarif():
    run = sarif_of((check_text("项目名称: 甲\n预算年度: 2026\n指标：\n", "a.yaml"),))
    (result,) = run["results"]
    assert result["ruleIndex"] == len(rules())
    assert result["level"] == "error"


def test_an_absolute_place_is_told_as_one():
    run = sarif_of((check_text(TEXT, "/甲/a.yaml", select=CODES),))
    assert run["artifacts"][0]["location"] == {"uri": "file:///%E7%94%B2/a.yaml"}


def test_json_says_everything(checked):
    found = json.loads(check_report(checked, "json"))
    assert list(found) == ["schema", "engine", "files", "summary"]
    assert found["schema"] == "indicatorlang/check/1"
    (file,) = found["files"]
    assert set(file) == {"file", "kind", "readable", "loads", "targets", "errors", "warnings", "infos", "ignored", "hidden", "fixed", "remarks"}  # fmt: skip
    first = file["remarks"][0]
    assert first == {
        "code": "L188", "severity": "warning", "message": "数据项`𠮷𠮷`没有一项指标用到", "help": "不用就删去；本来要用的，写进判定或计算公式",
        "file": NAME, "sheet": None, "line": 5, "column": 3, "length": 2, "title": "登记了却没有指标用到的数据项", "advice": True,
        "edits": [{"line": 5, "column": 1, "length": len("  𠮷𠮷: {计量单位: 件}  # 由信访窗口填报\n"), "text": ""}],
    }  # fmt: skip
    assert found["summary"] == {
        "files": 1, "targets": 1, "errors": 0, "warnings": 3, "infos": 0, "fixable": 3, "fixed": 0, "ignored": 0, "hidden": 0, "not_loaded": 0,
    }  # fmt: skip
    mended = json.loads(check_report((check_text(TEXT, NAME, select=CODES, fix=True),), "json"))
    assert [one["code"] for one in mended["files"][0]["fixed"]] == ["L188", "L188", "L179"]
    assert mended["files"][0]["remarks"] == []


def test_every_field_of_the_json_is_in_the_reference(checked):
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    told = set(
        re.findall(r"`(\w+)`", page.split("## Check\n")[1].split("\n## ")[0] + page.split("## Diagnostic\n")[1].split("\n## ")[0])
    )
    found = json.loads(check_report(checked, "json"))
    file, remark = found["files"][0], found["files"][0]["remarks"][0]
    rules_there = json.loads(rules_report("json"))
    for names in (found, file, remark, found["summary"], remark["edits"][0], rules_there, rules_there["rules"][0]):
        assert set(names) - told == set()


def test_github_escapes_what_would_end_a_command(tmp_path):
    text = TEXT.replace("走访户数", '"走访,户:数%"')
    lines = check_report((check_text(text, "a,b:c.yaml", select=["L188"]),), "github", "en").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(
        "::warning file=a%2Cb%3Ac.yaml,line=6,col=4,title=L188 a measure that no indicator needs,endColumn="
    )
    assert "::no indicator uses the measure `走访,户:数%25`%0Aleave it out" in lines[1]
    assert check_report((), "github") == ""


def test_notes_of_reading_are_counted_and_not_shown():
    measures = "数据项:\n  图书角数: {计量单位: 个}\n  居委会数: {计量单位: 家}\n"
    row = "{序号: 1, 三级指标: 覆盖面, 判定: 图书角数 / 居委会数 >= 0.8, 分值: 100}"
    text = f"项目名称: 甲\n预算年度: 2026\n{measures}指标: [{row}]\n"
    files = (check_text(text, select=["count-ratio"]),)
    (quiet,), (full,) = shown(files), shown(files, verbose=True)
    assert ([r.code for r in quiet.remarks], quiet.hidden) == ([], 1)
    assert ([r.code for r in full.remarks], full.hidden) == (["count-ratio"], 0)


def test_many_remarks_of_a_code_are_cut_in_a_text():
    measures = "".join(f"  备用{n}: {{计量单位: 件}}\n" for n in range(25))
    text = f"项目名称: 甲\n预算年度: 2026\n数据项:\n  数: {{计量单位: 个}}\n{measures}指标: [{{三级指标: 数, 判定: 数 >= 1 个, 分值: 100}}]\n"
    files = (check_text(text, "a.yaml", select=["L188"]),)
    told = check_report(files, "text")
    assert told.count("警告[L188]") == 20
    assert "a.yaml: [L188] 其余5处从略，用 --all 列出\n" in told
    assert check_report(files, "text", everything=True).count("警告[L188]") == 25


def test_differences_can_be_applied(checked):
    mended = (check_text(TEXT, NAME, select=CODES, fix=True),)
    lines = differences(mended).splitlines()
    assert lines[:2] == [f"--- {NAME}", f"+++ {NAME}"]
    assert [line[1:] for line in lines[2:] if line[0] == "-"] == [TEXT.splitlines()[n] for n in (4, 5, 7)]
    assert differences(checked) == ""


def test_the_list_of_rules_in_json_has_every_page():
    found = json.loads(rules_report("json", "en"))
    assert found["schema"] == "indicatorlang/rules/1"
    assert [rule["code"] for rule in found["rules"]] == list(rules())
    assert all(set(rule) == {"code", "severity", "title", "why", "example", "instead"} for rule in found["rules"])
