"""The reference says what the code says: its tables are made from the code, and its words are the code's words."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import indicatorlang as il
from indicatorlang.model import rescored
from indicatorlang.model.actual import KIND_WORDS
from indicatorlang.model.verdict import COLOUR_WORDS, VERDICT_WORDS
from indicatorlang.resolve.keys import SECTIONS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SCRIPT = DOCS / "reference" / "_generate.py"


@pytest.fixture(scope="module")
def generate():
    """The generator as a module."""
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        yield importlib.import_module("_generate")
    finally:
        sys.path.remove(str(SCRIPT.parent))


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, without header and rule."""
    text = (DOCS / page).read_text(encoding="utf-8")
    below = re.split(rf"^#+ {re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table is not None
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table[0].splitlines()[2:]]


def test_the_generated_regions_are_what_the_code_says(generate):
    assert generate.stale() == [], "run python docs/reference/_generate.py"


def test_the_generator_sees_a_stale_region(generate):
    page = "a\n<!-- generated: verdicts en -->\nold\n<!-- /generated -->\nb\n"
    filled = generate.filled(page)
    assert "| `met` | 达标 | met |" in filled
    assert "old" not in filled
    assert generate.filled(filled) == filled
    with pytest.raises(KeyError):
        generate.filled(page.replace("verdicts", "nothing"))


def test_the_generator_checks_without_writing():
    run = subprocess.run([sys.executable, str(SCRIPT), "--check"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert (run.returncode, run.stdout) == (0, "")


def test_every_region_is_closed():
    for page in DOCS.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert text.count("<!-- generated: ") == text.count("<!-- /generated -->"), page


def test_the_page_of_diagnostics_has_every_code_once(generate):
    import _diagnostics

    headings = re.findall(r"^### (\S+)$", (DOCS / "reference" / "diagnostics.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(cls.code for cls in _diagnostics.every_class())


def test_every_public_name_has_its_entry_and_else_only_what_is_handed_out():
    headings = re.findall(r"^### (\S+)$", (DOCS / "reference" / "python.md").read_text(encoding="utf-8"), re.MULTILINE)
    handed_out = {name for name in headings if name not in il.__all__}
    assert sorted(headings) == sorted((set(il.__all__) - {"__version__"}) | handed_out)
    assert all(hasattr(rescored, name) for name in handed_out)


@pytest.mark.parametrize(("page", "lang"), [("reference/ruleset.md", "en"), ("zh/ruleset.md", "zh")])
def test_every_section_of_a_ruleset_has_its_table(page, lang):
    text = (DOCS / page).read_text(encoding="utf-8")
    assert [where for where in SECTIONS if f"<!-- generated: keys {where} {lang} -->" not in text] == []


# The glossary


def words_of(heading: str) -> list[tuple[str, str]]:
    return [(cells[0], cells[1]) for cells in rows("glossary.md", heading)]


def test_the_glossary_has_the_words_of_the_code():
    assert words_of("Verdicts · 结论") == [(f"`{v}`", words["zh"]) for v, words in VERDICT_WORDS.items()]
    assert words_of("Colours · 进度灯") == [(f"`{c}`", words["zh"]) for c, words in COLOUR_WORDS.items()]
    assert words_of("Kinds · 口径") == [(f"`{k}`", f"`{words[0]}`") for k, words in KIND_WORDS.items()]


def test_the_glossary_has_one_word_for_one_thing():
    pairs = [pair for part in ("The parts of a form · 表里的东西", "Results · 结果") for pair in words_of(part)]
    for column in (0, 1):
        words = [pair[column] for pair in pairs]
        assert sorted(words) == sorted(set(words))


def test_reports_use_the_words_of_the_glossary():
    rules = il.load_ruleset(ROOT / "rulesets" / "smart-micro-markets.yaml")
    actuals = {"新建微菜场数量": {"2019-03": 0, "2019-06": 156, "2019-09": 270}}
    assessment = rules.evaluate(actuals, as_of="2019-09-30")
    text = "".join(row.explain().text for row in assessment)
    for word in ("得分", "分值", "达标条件", "未达标"):
        assert word in text
    chinese = {pair[1] for pair in words_of("Results · 结果")} | {words["zh"] for words in VERDICT_WORDS.values()}
    assert {"得分", "达标条件", "未达标"} <= chinese


# What a target can say


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("reference/language.md", "What a target can say"),
        ("zh/language.md", "判定能写什么"),
    ],
)
def test_what_a_target_can_say_is_evaluated(page, heading):
    for _, example in rows(page, heading):
        target = example.strip("`")
        text = f"""
ruleset: a
year: 2019
records: {{发布记录: {{date: 获取日期, columns: {{获取日期: date, 发布时效: number}}}}}}
measures: {{发布时效: {{records: 发布记录, formula: 发布时效, unit: 工作日}}}}
baselines: {{上年: {{产品数: 12 个}}}}
indicators:
  - {{id: 1, name: 甲, target: "{target}", weight: 100}}
"""
        rules = il.loads_ruleset(text)
        result = rules.evaluate({}, as_of="2019-12-31")["1"]
        assert result.verdict == "no_data", target


# The JSON


@pytest.fixture(scope="module")
def drawn():
    rules = il.load_ruleset(ROOT / "rulesets" / "smart-micro-markets.yaml")
    return rules.evaluate(
        il.load_actuals(ROOT / "examples" / "01_smart_micro_markets" / "actuals.csv"), as_of="2019-09-30"
    ).to_dict()


def fields(heading: str) -> list[str]:
    return [name for cells in rows("reference/json.md", heading) for name in re.findall(r"`([a-z_0-9]+)`", cells[0])]


def test_the_page_on_json_has_the_fields_of_an_assessment_in_order(drawn):
    assert fields("Assessment") == list(drawn)


def test_the_page_on_json_has_the_fields_of_a_result(drawn):
    optional = {"org", "filled_by", "filled_on"}
    for row in drawn["results"]:
        assert set(row) - optional == set(fields("Result"))


def test_the_page_on_json_has_the_inner_fields(drawn):
    described = {cells[0]: set(re.findall(r"`(\w+)`", cells[1])) for cells in rows("reference/json.md", "Result")}
    row = next(row for row in drawn["results"] if row["id"] == "5")
    assert described["`actual`"] == set(row["actual"])
    assert described["`pace`"] == set(row["pace"])
    assert described["`needed`"] == set(row["needed"][0])
    assert described["`explanation`"] == set(row["explanation"])


def test_the_page_on_json_has_the_fields_of_a_diagnostic():
    with pytest.raises(il.RulesetError) as raised:
        il.loads_ruleset("ruleset: a\nruleset: b\n")
    assert fields("Diagnostic") == list(raised.value.diagnostics[0].to_dict())
