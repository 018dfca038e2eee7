"""Forms → drafts: what is written loads, can be sent out, and is evaluated; what is not certain is never written as if it were."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from indicatorlang.diagnostics import ActualsError, errors
from indicatorlang.model.actual import kind_of
from indicatorlang.model.draft import Draft, DraftMeasure, DraftRow, Worded
from indicatorlang.model.verdict import Verdict
from indicatorlang.pipeline import load_actuals, loads_ruleset, template
from indicatorlang.pipeline.drafting import Drafts, draft, draft_names, draft_text
from indicatorlang.reports.draft.scalars import comment
from indicatorlang.reports.draft.words import KEYS, KINDS
from indicatorlang.reports.draft.yaml import draft_yaml
from indicatorlang.resolve.keys import key_of
from tests.drafting import build, filled

FOLDER = Path(__file__).parent / "corpus" / "good" / "forms"
GOLDEN = Path(__file__).parent / "golden" / "drafts"
FORMS = [pytest.param(path, id=path.stem) for path in sorted(FOLDER.glob("*.yaml"))]


def drafted(path: Path, tmp_path: Path) -> tuple[Drafts, Any]:
    page = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    options = page["options"]
    found = draft(
        build(page, tmp_path),
        columns=options.get("map"),
        year=options.get("year"),
        profile=options.get("profile"),
        sheet=options.get("sheet"),
    )
    return found, page.get("lang", "zh")


@pytest.mark.parametrize("path", FORMS)
def test_the_draft_of_a_form_is_the_one_on_file(path, tmp_path):
    found, lang = drafted(path, tmp_path)
    texts = [draft_text(one, lang) for one in found.drafts]
    said = "".join(f"# {d.code} {d.place.line or ''}: {d.message(lang)}\n" for d in found.diagnostics)
    assert said + "\n----\n".join(texts) == (GOLDEN / f"{path.stem}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FORMS)
def test_a_draft_loads_and_names_its_rows_as_the_form_does(path, tmp_path):
    found, lang = drafted(path, tmp_path)
    for one in found.drafts:
        rules = loads_ruleset(draft_text(one, lang))
        rows = [row for row in rules.ruleset.indicators if not row.is_budget]
        kept = [row for row in one.rows if not row.withheld]
        assert [(row.id, row.name, row.wording) for row in rows] == [(row.id, row.name, row.wording) for row in kept]
        assert rules.ruleset.name == one.name
        assert not errors(rules.ruleset.remarks)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", FORMS)
def test_a_draft_is_evaluated_with_its_own_workbook(path, lang, tmp_path):
    """Unfilled it has no data; filled in, every row has a verdict, and nothing is wrong with any."""
    found, _ = drafted(path, tmp_path)
    for number, one in enumerate(found.drafts):
        rules = loads_ruleset(draft_text(one, lang))
        book = tmp_path / f"{number}.xlsx"
        template(rules, book)
        empty = rules.evaluate(load_actuals(book), as_of=rules.ruleset.span.end)
        assert {result.verdict for result in empty.results} == {Verdict.NO_DATA}
        full = rules.evaluate(load_actuals(filled(rules.ruleset)), as_of=rules.ruleset.span.end)
        assert {result.verdict for result in full.results} <= {Verdict.MET, Verdict.MISSED}
        assert errors(full.diagnostics) == []


@pytest.mark.parametrize("path", FORMS)
def test_every_row_of_the_form_is_in_the_draft_or_told(path, tmp_path):
    """Rows that are not drafted are named in a diagnostic; rows that cannot be judged stand in a comment."""
    found, lang = drafted(path, tmp_path)
    for one in found.drafts:
        text = draft_text(one, lang)
        for row in one.rows:
            assert re.sub(r'["\\]', "", row.name) in re.sub(r'["\\]', "", text)
        assert text.count("# - ") == sum(row.withheld for row in one.rows)


def test_drafting_twice_gives_the_same_text(tmp_path):
    path = FOLDER / "10_money_block.yaml"
    first, second = (draft_text(drafted(path, tmp_path)[0].drafts[0]) for _ in range(2))
    assert first == second


def test_files_of_several_drafts_never_share_a_name(tmp_path):
    found, _ = drafted(FOLDER / "08_years.yaml", tmp_path)
    assert draft_names(found.drafts) == ("河湖巡查.yaml", "河湖巡查-2.yaml")
    assert [one.year for one in found.drafts] == ["2023", "2024"]


BROKEN = yaml.load((FOLDER.parents[1] / "bad" / "forms.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in BROKEN])
def test_what_cannot_be_drafted_says_why(case, tmp_path):
    options = case.get("options", {})
    with pytest.raises(ActualsError) as raised:
        draft(build(case, tmp_path), columns=options.get("map"), year=options.get("year"), profile=options.get("profile"))
    told = raised.value.diagnostics
    assert [d.code for d in told] == case["codes"]
    for word in case["zh"]:
        assert word in "".join(d.zh() + d.help_zh() for d in told)
    for word in case["en"]:
        assert word in "".join(d.en() + d.help_en() for d in told)


def test_points_for_levels_that_a_form_words_are_the_points_given(tmp_path):
    """较健全 earns the points that the form says, not those of one step below."""
    found, _ = drafted(FOLDER / "24_whole_declaration.yaml", tmp_path)
    rules = loads_ruleset(draft_text(found.drafts[0]))
    for level, points in {"健全": 10, "较健全": 6, "基本健全": 3, "不健全": 0}.items():
        (row,) = [
            one for one in rules.evaluate({"养护长效机制": {"2024": level}}, as_of="2024").results if one.name == "养护长效机制"
        ]
        assert row.score == points


def test_subtotals_and_money_never_become_indicators():
    """Neither in a draft on file nor in a comment of one."""
    for path in GOLDEN.glob("*.txt"):
        names = re.findall(r"(?:三级指标|name): (.*)", path.read_text(encoding="utf-8"))
        assert [name for name in names if re.search("小计|合计|总分|资金总额|财政拨款", name)] == []


def test_the_date_of_a_run_changes_nothing(tmp_path):
    """A draft has no clock: its text does not name today."""
    found, _ = drafted(FOLDER / "01_plain_list.yaml", tmp_path)
    assert str(dt.date.today().year) not in draft_text(found.drafts[0]).replace("2024", "")


def test_the_words_that_a_draft_writes_are_those_that_are_read():
    for where, names in {
        "ruleset": "ruleset code department agency year period goal profile funds weights measures indicators note",
        "funds": "initial budget sources",
        "measure": "unit kind formula scale evidence help",
        "indicator": "id level1 level2 name wording target weight scoring note",
    }.items():
        for name in names.split():
            key = key_of(where, KEYS[name])
            assert key is not None
            assert key.name == name
    assert all(kind_of(word) == kind for kind, word in KINDS.items())


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30).map(str.strip).filter(bool))
@settings(max_examples=150)
def test_any_text_of_a_form_is_read_back_as_it_was_written(text):
    """Names, wordings and remarks come back to the letter, whatever YAML would make of them."""
    row = DraftRow("1", text, text, Worded("取数 完成", "取数 done"), remark=text)
    one = Draft(text, (row,), (DraftMeasure("取数", kind="done_date"),), year="2024", goal=text, sources=())
    for lang in ("zh", "en"):
        rules = loads_ruleset(draft_yaml(one, lang)).ruleset
        (read,) = rules.indicators
        assert (rules.name, rules.goal, read.name, read.wording, read.note) == (text,) * 5


@given(st.text(min_size=0, max_size=40))
def test_any_text_makes_a_comment_that_yaml_passes_over(text):
    assert all(line.startswith("# ") and line.isprintable() for line in comment(text, 40))
