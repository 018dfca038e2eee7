"""What `new` writes works as it stands: rulesets evaluate and pass their tests, parts of the program pass their cases in its sources."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

import indicatorlang as il
from indicatorlang import resources
from indicatorlang.cli.main import main
from indicatorlang.diagnostics import IndicatorlangError
from indicatorlang.model.verdict import VERDICT_WORDS, Verdict
from indicatorlang.pipeline.checking import advice_on_ruleset
from indicatorlang.pipeline.starting import KINDS, start
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.syntax.from_yaml import parse_yaml

ROOT = Path(__file__).resolve().parents[1]
PARTS = {
    "profile": "sample-city",
    "scoring-method": "half_share",
    "lint-rule": "l999_strives_for",
    "reader": "strokes",
    "command": "count",
}
TOLD = (("社区阅读角开放数", "不少于12个"), ("读者满意度", "90%以上"), ("验收", "11月底前完成"), ("采购支出", "不超过60万元"))


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as exited:
        main(arguments)
    assert isinstance(exited.value.code, int)
    return exited.value.code


def text_of(kind: str, name: str, folder: Path, **options) -> str:
    """The first file of what is begun."""
    return next(iter(start(kind, name, folder, **options).files.values()))


# Rulesets


def held(text: str) -> il.Rules:
    """The ruleset, all of whose own tests hold."""
    rules = il.loads_ruleset(text)
    assert rules.ruleset.tests
    for case in rules.ruleset.tests:
        assessment = rules.evaluate(case.actuals or {}, as_of=case.as_of)
        assert [d.render() for d in assessment.diagnostics if d.severity == "error"] == []
        assert case.expect
        for row, expected in case.expect.items():
            said = {**expected}
            verdict = said.pop("结论", None) or VERDICT_WORDS[Verdict(said.pop("verdict"))]["zh"]
            assert VERDICT_WORDS[assessment[row].verdict]["zh"] == verdict, (case.name, row)
            for key in ("得分", "score"):
                if key in said:
                    assert assessment[row].score == Fraction(said[key]), (case.name, row)
    return rules


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_of_a_ruleset_holds_its_tests(tmp_path, lang):
    rules = held(text_of("ruleset", "图书角", tmp_path, lang=lang))
    assert [d.render() for d in rules.diagnostics if d.severity != "info"] == []
    assert rules.name == "图书角"
    assert sum(row.weight for row in rules.ruleset.indicators) == 100


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_is_written_in_the_language_asked_for(tmp_path, lang):
    for kind in ("ruleset", "profile"):
        text = text_of(kind, "sample", tmp_path, lang=lang)
        comments = "".join(re.findall("#.*", text))
        assert bool(re.search("[\u4e00-\u9fff]", comments)) is (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rows_told_become_a_ruleset_that_holds_its_tests(tmp_path, lang):
    rules = held(text_of("ruleset", "图书角", tmp_path, title="社区图书角", year=2026, rows=TOLD, lang=lang))
    assert (rules.name, rules.ruleset.span.text) == ("社区图书角", "2026")
    assert [(row.name, row.wording, row.weight) for row in rules.ruleset.indicators] == [(*row, 25) for row in TOLD]
    met, empty = rules.ruleset.tests
    assert set(met.expect) == set(empty.expect) == {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("count", "weights"), [(1, ["100"]), (3, ["34", "33", "33"]), (7, ["15", "15", "14", "14", "14", "14", "14"])]
)
def test_points_add_up_to_a_hundred(tmp_path, count, weights):
    rows = tuple((f"培训{number}次数", "不少于5次") for number in range(count))
    rules = il.loads_ruleset(text_of("ruleset", "样例", tmp_path, rows=rows))
    assert [str(row.weight) for row in rules.ruleset.indicators] == weights


def test_a_year_not_told_is_the_last_one_whose_working_days_are_known(tmp_path):
    assert il.loads_ruleset(text_of("ruleset", "样例", tmp_path)).ruleset.span.text == "2026"


@pytest.mark.parametrize("answered", [(), ("--indicator", "读者满意度: 90%以上", "--indicator", "开放数：不少于12个")])
def test_a_new_ruleset_goes_through_the_workbook_and_its_tests(tmp_path, monkeypatch, capsys, answered):
    monkeypatch.chdir(tmp_path)
    assert run("new", "ruleset", "图书角", *answered) == 0
    assert run("check", "图书角.yaml", "--strict") == 0
    assert run("template", "图书角.yaml", "-o", "form.xlsx") == 0
    assert run("eval", "图书角.yaml", "--actuals", "form.xlsx", "--as-of", "2026-01-01") == 0
    assert run("test", "图书角.yaml") == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_rule_of_advice_has_a_word_to_say_of_the_template(tmp_path, lang):
    assert [d.render() for d in advice_on(text_of("ruleset", "样例", tmp_path, lang=lang))] == []


@pytest.mark.parametrize("rows", [TOLD, TOLD[:1], (*TOLD, ("制度", "健全"), ("投诉率", "低于万分之一"))])
def test_no_rule_of_advice_finds_an_error_in_the_rows_told(tmp_path, rows):
    advice = advice_on(text_of("ruleset", "样例", tmp_path, rows=rows))
    assert [d.render() for d in advice if d.severity == "error"] == []


def advice_on(text: str):
    """Everything that the rules say of a ruleset."""
    root, _ = parse_yaml(text, "r.yaml")
    ruleset, _ = resolve_ruleset(root, text=text, file="r.yaml")
    return advice_on_ruleset(ruleset, root, text)


ODD = [
    "甲: 乙",
    "完成 #3楼",
    '"引号"',
    "- 列",
    "{花括号}",
    "是",
    "2026",
    "a\tb",
    "*",
    "&",
    "换\n行",
    "表情🙂",
    "> 90%",
    "$project ${year}",
    "'",
    "\\",
]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("rows", [(), TOLD[:1]])
def test_odd_names_stay_what_they_are(tmp_path, name, rows):
    started = start("ruleset", "样例", tmp_path, title=name, rows=rows)
    assert held(next(iter(started.files.values()))).name == " ".join(name.split())


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("图书角", "图书角.yaml"),
        ("图书角.yaml", "图书角.yaml"),
        ("a/b", "a-b.yaml"),
        ("..\\..\\x", "x.yaml"),
        ("../../etc/x", "etc-x.yaml"),
        (" 年度 目标 ", "年度-目标.yaml"),
        ('a<b>c:"d|e?f*g', "a-b-c-d-e-f-g.yaml"),
        ("CON", "CON-1.yaml"),
        ("长" * 200, "长" * 60 + ".yaml"),
        ("a\x00b\x7fc", "a-b-c.yaml"),
    ],
)
def test_names_of_files_are_made_safe(tmp_path, name, file):
    (path,) = start("ruleset", name, tmp_path, title="样例").files
    assert path == tmp_path / file


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *[("ruleset", name) for name in ("", "///", "...", " ", ".yaml")],
        *[
            (kind, name)
            for kind in ("scoring-method", "command")
            for name in ("减半", "1a", "class", "a.b", "../a", "", "a" * 61)
        ],
        *[("lint-rule", name) for name in ("vague", "l12_a", "l1234_a", "l999", "l999_", "减半")],
        ("profile", "//"),
    ],
)
def test_a_name_that_will_not_do_is_told(tmp_path, kind, name):
    with pytest.raises(IndicatorlangError) as raised:
        start(kind, name, tmp_path)
    assert [d.code for d in raised.value.diagnostics] == ["name-unfit"]


@pytest.mark.parametrize("year", [0, 1899, 2101, 9999])
def test_a_year_that_is_none_is_told(tmp_path, year):
    with pytest.raises(IndicatorlangError) as raised:
        start("ruleset", "样例", tmp_path, year=year)
    assert [d.code for d in raised.value.diagnostics] == ["form-year-unread"]


# Nothing is ever written over


@pytest.mark.parametrize("kind", list(KINDS))
def test_no_file_is_written_over_and_none_written_beside_it(tmp_path, monkeypatch, capsys, kind):
    monkeypatch.chdir(tmp_path)
    name = PARTS.get(kind, "图书角")
    for path in start(kind, name).files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", encoding="utf-8")
        before = sorted(tmp_path.rglob("*.*"))
        assert run("new", kind, name) == 2
        assert f"`{path.as_posix()}`已经存在" in capsys.readouterr().err
        assert path.read_text(encoding="utf-8") == "mine"
        assert sorted(tmp_path.rglob("*.*")) == before
        path.unlink()


def test_a_code_belongs_to_one_rule(tmp_path):
    folder = tmp_path / "indicatorlang" / "lint" / "rules"
    folder.mkdir(parents=True)
    (folder / "l999_other.py").write_text("", encoding="utf-8")
    with pytest.raises(IndicatorlangError) as raised:
        start("lint-rule", "l999_strives_for", tmp_path)
    assert [d.code for d in raised.value.diagnostics] == ["rule-code-taken"]


# Parts of the program, in a copy of its sources


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    """A copy of the sources with one of every kind."""
    root = tmp_path_factory.mktemp("sources")
    skip = shutil.ignore_patterns("__pycache__", ".*_cache")
    for folder in ("indicatorlang", "grammar", "rulesets", "tests"):
        shutil.copytree(ROOT / folder, root / folder, ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", root)
    for kind, name in PARTS.items():
        started = start(kind, name, root, title="折半计分" if kind == "scoring-method" else "")
        assert not any("docs/contributing.md" in step.en for step in started.steps)
        for path, text in started.files.items():
            assert path.parent.is_dir(), "the sources keep such files elsewhere"
            path.write_text(text, encoding="utf-8")
    return root


def done(root: Path, *arguments: str) -> str:
    ran = subprocess.run([sys.executable, "-m", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.mark.parametrize(
    ("kind", "files", "least"),
    [
        ("profile", ["tests/test_conformance_profiles.py", "tests/test_parts.py", "tests/test_json_schema.py"], 5),
        ("scoring-method", ["tests/test_conformance_library.py", "tests/test_parts.py"], 7),
        ("lint-rule", ["tests/lint/test_rules.py"], 3),
        ("reader", ["tests/readers/test_from_strokes.py"], 4),
        ("command", ["tests/test_cli.py"], 6),
    ],
)
def test_a_new_part_passes_its_cases(sources, kind, files, least):
    word = "L999" if kind == "lint-rule" else PARTS[kind]
    told = done(sources, "pytest", "-q", "-p", "no:cacheprovider", *files, "-k", word)
    passed = re.search(r"(\d+) passed", told)
    assert passed is not None
    assert int(passed[1]) >= least, told


def test_the_sources_stay_in_good_order(sources):
    new = [
        str(path)
        for kind, name in PARTS.items()
        for path in start(kind, name, sources / "elsewhere").files
        if path.suffix == ".py"
    ]
    files = [str(sources / Path(path).relative_to(sources / "elsewhere")) for path in new]
    assert len(files) == 5
    done(sources, "ruff", "format", "--check", *files)
    done(sources, "ruff", "check", *files)
    parts = [file for file in files if "/tests/" not in file]
    assert len(parts) == 4
    done(sources, "mypy", "--strict", "--follow-imports=silent", "--cache-dir", str(ROOT / ".mypy_cache"), *parts)
    about = "half_share or l999_strives_for or from_strokes or cli.count or StrivesFor"
    assert "passed" in done(
        sources, "pytest", "-q", "-p", "no:cacheprovider", "tests/test_layers.py", "tests/test_diagnostics.py", "-k", about
    )


def test_a_new_method_scores(sources):
    path = sources / "indicatorlang" / "library" / "scoring" / "half_share.py"
    spec = importlib.util.spec_from_file_location("half_share", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (module.PART.name, module.PART.word) == ("half_share", "折半计分")
    program = (
        "import indicatorlang as il; "
        "rules = il.load_ruleset({'ruleset': '甲', 'year': 2026, 'measures': {'开放数': {'unit': '个', 'kind': 'ytd'}}, 'indicators': "
        "[{'id': 1, 'name': '开放数', 'target': '开放数 >= 12 个', 'weight': 100, 'scoring': '折半计分'}]}); "
        "row = rules.evaluate({'开放数': {'2026-12': 6}})['1']; print(row.score); print(row.explain('zh').text)"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=sources, capture_output=True, text=True, encoding="utf-8")
    assert ran.stdout.startswith("25\n"), ran.stderr
    assert "按完成比例的一半计分，得25.00分" in ran.stdout


def test_outside_the_sources_it_says_where_the_files_belong(tmp_path):
    for kind, name in PARTS.items():
        first = start(kind, name, tmp_path).steps[0]
        assert "docs/contributing.md" in first.zh
        assert "docs/contributing.md" in first.en
    assert "docs/contributing.md" not in start("ruleset", "甲", tmp_path).steps[0].zh


def test_a_path_with_blanks_can_be_typed_as_shown(tmp_path):
    steps = start("ruleset", "样例", tmp_path / "我的 文件").steps
    assert f'"{(tmp_path / "我的 文件" / "样例.yaml").as_posix()}"' in steps[1].zh


# The templates


def test_every_template_is_used_and_every_kind_has_its_templates():
    used = {name.replace("<lang>", lang) for kind in KINDS.values() for name, _ in kind.files for lang in ("zh", "en")}
    assert {path.name for path in (resources.folder("grammar") / "templates").iterdir()} - {"README.md"} == used


def test_the_templates_of_one_kind_say_the_same_in_both_languages(tmp_path):
    zh, en = (il.loads_ruleset(text_of("ruleset", "样例", tmp_path, lang=lang)).ruleset for lang in ("zh", "en"))
    assert [row.weight for row in zh.indicators] == [row.weight for row in en.indicators]
    assert [list(case.expect) for case in zh.tests] == [list(case.expect) for case in en.tests]
    profiles = [yaml.safe_load(text_of("profile", "sample", tmp_path, lang=lang)) for lang in ("zh", "en")]
    assert len(profiles[0]) == len(profiles[1])
