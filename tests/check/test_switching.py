"""Who decides how severe a remark is: rules, profiles, options, as data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import indicatorlang as il
from indicatorlang.lint.codes import known_codes
from indicatorlang.lint.parts import rules
from indicatorlang.model.checked import Switch
from indicatorlang.pipeline.checking_files import check_text
from indicatorlang.pipeline.switching import SWITCH_WORDS
from indicatorlang.resolve.keys.choices import SWITCHES
from indicatorlang.resolve.profiles import known_profiles, load_profile

PAGE = yaml.load(Path(__file__).with_name("switching.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
ROOT = Path(__file__).resolve().parents[2]
BOTH = {"L188", "count-ratio"}


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in PAGE["cases"]])
def test_the_last_who_has_a_say_decides(case):
    text = PAGE["ruleset"].replace("PROFILE", case.get("profile", "{}"))
    options = {name: case[name] for name in ("select", "ignore", "severity") if name in case}
    checked = check_text(text, **options)
    said = [f"{remark.code} {remark.severity}" for remark in checked.remarks if remark.code in BOTH]
    assert sorted(said) == sorted(case["said"])
    assert {remark.code for remark in checked.remarks} <= set(case.get("select", [])) or "select" not in case


def test_a_section_changes_only_what_it_says():
    own = check_text(PAGE["ruleset"].replace("PROFILE", "{L188: 提示}"))
    assert [remark.severity for remark in own.remarks if remark.code == "L188"] == [il.Severity.INFO]
    profile = il.loads_ruleset(PAGE["ruleset"].replace("PROFILE", "{L188: 提示, l132: error, L130: 不提示}")).ruleset.profile
    assert profile.advice == (("L130", "off"), ("L132", "error"), ("L188", "info"))
    assert hash(profile) == hash(profile)


def test_profiles_switch_rules_that_there_are():
    for name in known_profiles():
        profile, _ = load_profile(name)
        assert profile is not None
        assert {code for code, _ in profile.advice} <= known_codes()


def test_every_word_of_a_switch_is_understood():
    assert set(SWITCHES) == set(Switch.__args__) == set(SWITCH_WORDS.values())


@pytest.mark.parametrize("code", ["L999", "l1", "", "分值", "unknown-key"])
def test_a_code_that_nothing_has_is_refused(code):
    with pytest.raises(il.IndicatorlangError) as raised:
        check_text("", select=[code])
    assert raised.value.diagnostics[0].code == "no-such-rule"


def test_which_codes_there_are_does_not_depend_on_what_was_done_before():
    program = "import sys\nfrom indicatorlang.lint.codes import known_codes\n{}\nprint(sorted(known_codes()))"
    later = "import indicatorlang.resolve.from_syntax, indicatorlang.pipeline.drafting, indicatorlang.pipeline.auditing"
    runs = [
        subprocess.run([sys.executable, "-c", program.format(first)], cwd=ROOT, capture_output=True, text=True, check=True)
        for first in ("import indicatorlang.resolve.from_syntax", later)
    ]
    assert runs[0].stdout == runs[1].stdout


def test_errors_of_loading_have_no_switch():
    assert not {"unknown-key", "missing-key", "ruleset-unreadable"} & known_codes()
    assert set(rules()) < known_codes()
    checked = check_text("项目名称: 甲\n", select=["L188"], ignore=["L188"])
    assert {remark.code for remark in checked.remarks} == {"missing-key", "no-span"}
