"""Forms → drafts: what is written loads, can be sent out, and is evaluated; what is not certain is never written as if it were."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicatorlang.diagnostics import ActualsError, errors
from indicatorlang.model.verdict import Verdict
from indicatorlang.pipeline import load_actuals, loads_ruleset, template
from indicatorlang.pipeline.drafting import Drafts, draft, draft_names, draft_text
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
        draft(build(case, tmp_path), columns=options.get("map"), year=options.get("year"))
    told = raised.value.diagnostics
    assert [d.code for d in told] == case["codes"]
    for word in case["zh"]:
        assert word in "".join(d.zh() + d.help_zh() for d in told)
    for word in case["en"]:
        assert word in "".join(d.en() + d.help_en() for d in told)


def test_the_date_of_a_run_changes_nothing(tmp_path):
    """A draft has no clock: its text does not name today."""
    found, _ = drafted(FOLDER / "01_plain_list.yaml", tmp_path)
    assert str(dt.date.today().year) not in draft_text(found.drafts[0]).replace("2024", "")
