"""The command line as its users meet it: what goes where, in which language, with which exit status. Cases are in `cli/`."""

from __future__ import annotations

import csv
import decimal
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from indicatorlang.cli.main import command_names, main

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(__file__).parent / "cli"
MARKETS = str(ROOT / "rulesets" / "smart-micro-markets.yaml")
MARKETS_ACTUALS = str(ROOT / "examples" / "01_smart_micro_markets" / "actuals.csv")
GIVEN = {"name", "run", "env", "stdin", "stdin_long", "stdin_bytes"}
EXPECTED = {"exit", "out", "out_is", "out_starts", "not_out", "err", "err_is", "err_at_most", "writes", "ids", "json", "lines"}


def loaded() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        page = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        assert set(page) <= {"files", "bytes", "long", "cases"}, path
        for case in page["cases"]:
            assert set(case) <= GIVEN | EXPECTED, (path, case["name"])
            assert "exit" in case
            found.append(pytest.param(page, case, id=f"{path.stem}: {case['name']}"))
    return found


@attrs.frozen
class Ran:
    """What one command line came to."""

    status: int
    out: str
    err: str


class Screen(io.TextIOWrapper):
    """A stream that is a terminal, or not."""

    terminal = False

    def isatty(self) -> bool:
        return self.terminal


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, stdin: bytes = b"", terminal: bool = False) -> Ran:
    """Run a command line in this process. An exception other than the exit fails the test: it would be a traceback."""
    streams = [Screen(io.BytesIO(content), encoding="ascii", write_through=True) for content in (stdin, b"", b"")]
    with monkeypatch.context() as patched:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            stream.terminal = terminal
            patched.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as exited:
            main(arguments)
    out, err = (stream.detach().getvalue().decode("utf-8") for stream in streams[1:])
    assert isinstance(exited.value.code, int)
    return Ran(exited.value.code, out, err)


def long_text(said: dict[str, str]) -> str:
    return said.get("before", "") + said["text"] * int(said["times"]) + said.get("after", "")


def lay_out(page: dict[str, Any], folder: Path) -> None:
    contents = {name: text.encode("utf-8") for name, text in page.get("files", {}).items()}
    contents |= {name: bytes.fromhex(text) for name, text in page.get("bytes", {}).items()}
    contents |= {name: long_text(said).encode("utf-8") for name, said in page.get("long", {}).items()}
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def in_order(words: list[str], text: str) -> list[str]:
    """The words that do not stand in the text behind the ones before them."""
    at, missing = 0, []
    for word in words:
        found = text.find(word, at)
        if found < 0:
            missing.append(word)
        else:
            at = found + len(word)
    return missing


@pytest.fixture(autouse=True)
def _outside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INDICATORLANG_LANG", raising=False)


@pytest.mark.parametrize(("page", "case"), loaded())
def test_a_command_line_answers_as_the_case_says(page, case, tmp_path, monkeypatch):
    lay_out(page, tmp_path)
    for name, value in case.get("env", {}).items():
        monkeypatch.setenv(name, value)
    stdin = bytes.fromhex(case["stdin_bytes"]) if "stdin_bytes" in case else case.get("stdin", "").encode("utf-8")
    if "stdin_long" in case:
        stdin = long_text(case["stdin_long"]).encode("utf-8")
    ran = run(monkeypatch, *case["run"], stdin=stdin)
    assert ran.status == int(case["exit"]), ran
    assert in_order(case.get("out", []), ran.out) == [], ran.out
    assert [word for word in case.get("err", []) if word not in ran.err] == [], ran.err
    assert [word for word in case.get("not_out", []) if word in ran.out] == []
    assert ran.out == case.get("out_is", ran.out)
    assert ran.err == case.get("err_is", ran.err)
    assert ran.out.startswith(case.get("out_starts", ""))
    assert len(ran.err) <= int(case.get("err_at_most", len(ran.err)))
    for name, words in case.get("writes", {}).items():
        assert in_order(words, (tmp_path / name).read_bytes().decode("utf-8")) == []
    if "ids" in case:
        assert [result["id"] for result in json.loads(ran.out)["results"]] == case["ids"]
    if "json" in case:
        assert json.loads(ran.out) == case["json"]
    if "lines" in case:
        shown = ran.out.splitlines()
        assert [line[: len(start)] for line, start in zip(shown, case["lines"], strict=True)] == case["lines"]


@pytest.mark.parametrize("command", command_names())
@pytest.mark.parametrize(("lang", "not_said"), [("zh", r"Usage|Options|Show "), ("en", "[\u4e00-\u9fff]")])
def test_every_command_has_help_in_one_language(command, lang, not_said, monkeypatch):
    ran = run(monkeypatch, command, "--lang", lang, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert command in ran.out
    assert re.findall(not_said, ran.out) == []


def exact(text: str) -> Any:
    """JSON with its numbers as they are printed."""
    return json.loads(text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)


def test_json_of_one_project_has_what_was_worked_out_by_hand(monkeypatch):
    ran = run(monkeypatch, "eval", MARKETS, "-a", MARKETS_ACTUALS, "--as-of", "2019Q3", "--format", "json")
    assert ran.status == 1
    found = exact(ran.out)
    assert {key: str(found[key]) for key in ("score", "raw_score", "max_score", "weight")} == {
        "score": "28.5", "raw_score": "28.5", "max_score": "30", "weight": "100",
    }  # fmt: skip
    assert re.search(r'^  "score": 28\.5,$', ran.out, re.MULTILINE)
    assert (found["grade"], found["provisional"], found["as_of"], found["as_of_assumed"]) == (None, False, "2019-09-30", False)
    rows = {row["id"]: row for row in found["results"]}
    assert {key: str(rows[key]["score"]) for key in ("2", "3", "4", "5")} == {"2": "5", "3": "10", "4": "13.5", "5": "None"}
    missed = rows["4"]
    assert (missed["verdict"], str(missed["fraction"]), missed["gap"]) == ("missed", "0.9", {"value": "30", "unit": "家"})
    wanted = {"way": 1, "measure": "新建微菜场数量", "period": "2019Q3", "kind": "ytd", "op": ">=", "value": "300", "unit": "家"}
    assert [{key: need[key] for key in wanted} for need in missed["needed"]] == [wanted]
    (source,) = [value["source"] for value in missed["actual"]["inputs"] if value["value"] == "270"]
    assert source == {"file": MARKETS_ACTUALS, "sheet": None, "row": 10, "column": "实际值"}
    assert rows["5"]["pace"] == {"colour": "yellow", "index": 90, "expected": {"value": "300", "unit": "家"}}
    assert found["ruleset"]["digest"] == "sha256:" + hashlib.sha256(Path(MARKETS).read_bytes()).hexdigest()


def test_a_diagnostic_in_json_says_where(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_text(
        "ruleset: 甲\nyear: 2019\nindicators: [{name: 数, target: 数 >= 1 家, weight: 1}]\n", encoding="utf-8"
    )
    (tmp_path / "a.csv").write_text("指标,期间,实际值\n数,2019-12,约5家\n数,2019-11\n", encoding="utf-8")
    ran = run(monkeypatch, "eval", "a.yaml", "-a", "a.csv", "--format", "json")
    assert ran.status == 2
    found = json.loads(ran.out)["diagnostics"]
    assert all({"code", "severity", "message", "help", "file", "line", "column"} <= set(d) for d in found)
    (ragged,) = [d for d in found if d["code"] == "wrong-cell-count"]
    assert (ragged["severity"], ragged["file"], ragged["line"], ragged["column"]) == ("error", "a.csv", 3, 1)
    assert ragged["help"]


def test_a_portfolio_in_json_holds_all_and_what_belongs_to_none(tmp_path, monkeypatch):
    for name in ("甲", "乙"):
        text = f"ruleset: {name}\nyear: 2019\nindicators: [{{id: 1, name: 数, target: 数 >= 8 家, weight: 100}}]\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("ruleset: [", encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        "项目名称,指标,期间,实际值,口径\n甲,数,2019,8,累计数\n乙,数,2019,7,累计数\n丙,数,2019,7,累计数\n", encoding="utf-8"
    )
    ran = run(monkeypatch, "eval", "甲.yaml", "乙.yaml", "bad.yaml", "-a", "a.csv", "--format", "json")
    assert ran.status == 2
    found = exact(ran.out)
    assert found["schema"] == "indicatorlang/portfolio/1"
    assert [(a["ruleset"]["name"], str(a["score"])) for a in found["assessments"]] == [("甲", "100"), ("乙", "87.5")]
    summary = found["summary"]
    assert {key: summary[key] for key in ("projects", "verdicts", "grades", "without_grade")} == {
        "projects": 2,
        "verdicts": {"met": 1, "missed": 1},
        "grades": {"优": 1, "良": 1},
        "without_grade": 0,
    }
    sums = ("score", "max_score", "weight", "mean_score", "funds", "weighed", "without_funds")
    assert [str(summary[key]) for key in sums] == ["187.5", "200", "200", "None", "None", "0", "2"]
    assert [(line["ruleset"], str(line["score"]), line["grade"]) for line in summary["worst_first"]] == [
        ("乙", "87.5", "良"),
        ("甲", "100", "优"),
    ]
    assert [(d["code"], d["file"], d["line"]) for d in found["diagnostics"]] == [
        ("yaml-bracket-open", "bad.yaml", 1),
        ("actual-of-unknown-project", "a.csv", 4),
    ]


def test_json_lines_are_one_assessment_each(tmp_path, monkeypatch):
    ran = run(monkeypatch, "eval", MARKETS, MARKETS, "-a", MARKETS_ACTUALS, "--format", "jsonl")
    lines = ran.out.splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["indicatorlang/assessment/1"] * 2


@pytest.fixture
def hostile(tmp_path):
    """Names and reasons that try to be more than text."""
    (tmp_path / "a.yaml").write_text(
        "ruleset: '=1+1|甲'\nyear: 2019\nmeasures: {数: {unit: 家, kind: ytd}}\nindicators:\n"
        "  - {id: '@1', level1: '+产出', name: '-名|称*_`<b>', wording: '=8', target: 数 >= 8 家, weight: 100}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text('指标,期间,实际值,偏差原因\n数,2019-12,7,"=HYPERLINK(""x""),\n第二行"\n', encoding="utf-8")
    return "a.yaml", "-a", "a.csv"


def test_csv_opens_as_a_table_and_runs_nothing(hostile, monkeypatch):
    ran = run(monkeypatch, "eval", *hostile, "--format", "csv")
    heading, row = csv.reader(io.StringIO(ran.out, newline=""))
    cells = dict(zip(heading, row, strict=True))
    assert heading[:5] == ["项目名称", "评价时点", "序号", "一级指标", "二级指标"]
    assert (cells["实际完成值"], cells["结论"], cells["分值"], cells["得分"], cells["差额"]) == (
        "7家",
        "未达标",
        "100.00",
        "87.50",
        "1家",
    )
    assert cells["偏差原因"] == '\'=HYPERLINK("x"),\n第二行'
    assert [cell for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert (cells["项目名称"], cells["序号"], cells["一级指标"], cells["指标值"]) == ("'=1+1|甲", "'@1", "'+产出", "'=8")


def test_a_csv_file_is_marked_as_utf8_for_spreadsheets_and_the_screen_is_not(hostile, tmp_path, monkeypatch):
    shown = run(monkeypatch, "eval", *hostile, "--format", "csv")
    run(monkeypatch, "eval", *hostile, "--format", "csv", "-o", "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbf" + shown.out.encode("utf-8")


def test_a_markdown_table_cannot_be_broken(hostile, monkeypatch):
    ran = run(monkeypatch, "eval", *hostile, "--format", "markdown")
    table = [line for line in ran.out.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {14}
    assert r"-名\|称\*\_\`\<b>" in table[2]
    assert '=HYPERLINK("x"), 第二行' in table[2]


def shell(*command: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run([sys.executable, *command], capture_output=True, env=env, timeout=120, **options)


def test_the_module_is_the_program(tmp_path):
    arguments = ("eval", MARKETS, "-a", MARKETS_ACTUALS, "--as-of", "2019-09-30")
    module = shell("-m", "indicatorlang", *arguments)
    # What the installed script does; hatchling writes it from `project.scripts`.
    script = shell("-c", "import sys; from indicatorlang.cli.main import main; sys.exit(main())", *arguments)
    assert (module.returncode, module.stdout, module.stderr) == (script.returncode, script.stdout, script.stderr)
    assert module.returncode == 1
    assert "得分 28.50／30.00" in module.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("ruleset", "status"),
    [
        (MARKETS, 1),
        # What is told of mistakes: their order, what is proposed instead, the sentences of the parser's stops.
        (str(ROOT / "tests" / "corpus" / "bad" / "rulesets" / "expectations.yaml"), 2),
        (str(ROOT / "tests" / "corpus" / "bad" / "rulesets" / "begun-strictly.yaml"), 2),
    ],
)
def test_nothing_depends_on_locale_time_zone_or_hash_order(ruleset, status):
    arguments = ("-m", "indicatorlang", "eval", ruleset, "-a", MARKETS_ACTUALS, "--format", "json")
    worlds: list[dict[str, str]] = [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
        {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242", "COLUMNS": "20"},
    ]
    first, second = (shell(*arguments, env=world) for world in worlds)
    assert first.returncode == second.returncode == status
    assert first.stdout == second.stdout
    assert first.stderr == second.stderr


def test_a_reader_that_goes_away_is_no_accident():
    pipe = f'"{sys.executable}" -m indicatorlang eval "{MARKETS}" -a "{MARKETS_ACTUALS}" --format json | head -c 1'
    ran = subprocess.run(["sh", "-c", pipe], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120)
    assert ran.stdout == b"{"
    assert b"Traceback" not in ran.stderr
    assert b"Exception" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is only to be had on Linux")
def test_a_full_disk_is_told():
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "indicatorlang", "read", "95%以上"],
            stdout=full, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120,
        )  # fmt: skip
    assert (ran.returncode, ran.stderr.decode("utf-8")) == (2, "错误：结果写不出去：磁盘已满\n")


def test_long_work_shows_its_progress_only_on_a_terminal(tmp_path, monkeypatch):
    rows = "".join(f"{number:03},数,2019-12,8\n" for number in range(25))
    (tmp_path / "a.csv").write_text(f"项目编码,指标,期间,实际值\n{rows}", encoding="utf-8")
    text = "ruleset: 甲\nyear: 2019\nmeasures: {数: {unit: 家, kind: ytd}}\nindicators: [{name: 数, target: 数 >= 8 家, weight: 1}]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    arguments = ("eval", "a.yaml", "-a", "a.csv", "--as-of", "2019", "--format", "csv")
    quiet = run(monkeypatch, *arguments)
    assert (quiet.status, quiet.err) == (0, "")
    assert len(quiet.out.splitlines()) == 26
    watched = run(monkeypatch, *arguments, terminal=True)
    assert watched.out == quiet.out
    assert "测算" in watched.err
    assert "100%" in watched.err
