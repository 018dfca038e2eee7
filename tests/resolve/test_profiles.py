"""Profiles: those that are shipped, changes to them, and the proof that bands cover the scale."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import pytest

from indicatorlang.diagnostics import errors
from indicatorlang.resolve import profiles
from indicatorlang.resolve.fields import Found
from indicatorlang.resolve.from_python import from_python
from indicatorlang.resolve.profiles import known_profiles, profile_of

load_profile: Any = profiles.load_profile


def _changed(**changes):
    found = Found()
    return profile_of(from_python({"name": "mof-2020", **changes}), found), [problem.code for problem in found.diagnostics]


@pytest.mark.parametrize("name", known_profiles())
def test_a_shipped_profile_loads_without_a_word(name):
    profile, told = load_profile(name)
    assert told == ()
    assert profile.name == name
    assert profile.title_zh != profile.title_en != ""


@pytest.mark.parametrize("name", known_profiles())
def test_every_total_has_exactly_one_grade(name):
    profile, _ = load_profile(name)
    lows = [grade.low for grade in profile.grades]
    assert lows[-1] == 0
    assert all(better > worse for better, worse in itertools.pairwise(lows))
    assert profile.grade(Fraction(100)) == profile.grades[0]
    assert profile.grade(Fraction(0)) == profile.grades[-1]


def test_the_nationwide_rules():
    profile, _ = load_profile("mof-2020")
    assert [(grade.name, grade.english, grade.low) for grade in profile.grades] == [
        ("优", "excellent", 90),
        ("良", "good", 80),
        ("中", "fair", 60),
        ("差", "poor", 0),
    ]
    assert (profile.scoring.method, profile.equal, profile.less_is_better) == ("proportional", "reach", "linear")
    assert (profile.late, profile.one_level_below, profile.budget_weight) == (Fraction(3, 5), Fraction(3, 5), 10)
    assert (profile.places, profile.explain_above, profile.pace) == (2, Fraction(13, 10), (60, 80, 120))
    assert profile.three_levels[0][1:] == (Fraction(4, 5), 1)


def test_the_strict_rules():
    profile, _ = load_profile("strict")
    assert (profile.scoring.method, profile.equal, profile.late, profile.strict_boundary) == ("pass_fail", "exact", 0, "zero")


def test_a_ruleset_changes_parts_and_leaves_the_rest():
    profile, told = _changed(
        late="0.5",
        舍入={"小数位数": 1},
        bounds={"以下": "exclusive"},
        grades=[{"name": "合格", "from": 60}, {"name": "不合格", "from": 0}],
    )
    assert told == []
    assert (profile.late, profile.places, profile.exclusive) == (Fraction(1, 2), 1, ("以下",))
    assert profile.own_bounds, "nobody may say that the nationwide rules read `以下` so"
    assert [grade.name for grade in profile.grades] == ["合格", "不合格"]
    assert profile.pace == (60, 80, 120)
    assert load_profile("mof-2020")[0].late == Fraction(3, 5)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"grades": []}, ["bands-broken"]),
        ({"grades": [{"name": "优", "from": 90}]}, ["bands-broken"]),
        ({"grades": [{"name": "优", "from": 90}, {"name": "差", "from": 90}, {"name": "末", "from": 0}]}, ["bands-broken"]),
        ({"grades": [{"name": "优", "from": 90, "to": 100}, {"name": "差", "from": 0, "to": 89}]}, ["bands-broken"]),
        ({"grades": [{"name": "优", "from": 90, "to": 100}, {"name": "差", "from": 0, "to": 90}]}, []),
        ({"pace": {"red_below": 80, "yellow_below": 60, "green_below": 120}}, ["bands-broken"]),
        ({"rounding": {"mode": "half_even", "places": 4, "when": "total"}}, []),
        ({"rounding": {"mode": "half_odd"}}, ["not-a-choice"]),
        ({"rounding": {"places": 3}}, ["not-a-choice"]),
        ({"rounding": {"places": 5}}, ["not-a-number"]),
        ({"late": "1.5"}, ["not-a-number"]),
        ({"lates": "0.5"}, ["unknown-key"]),
        ({"scoring": "bands"}, ["scoring-setting-missing"]),
        ({"scoring": "扣分项"}, ["scoring-setting-missing"]),
        ({"scoring": {"method": "bonus", "add": 1}}, ["scoring-unfit"]),
        ({"scoring": [{"from": "90%", "points": 9}, {"points": 0}]}, ["scoring-points-in-profile"]),
        ({"scoring": [{"from": "90%", "fraction": 1}, {"fraction": 0}]}, []),
        ({"scoring": [{"from": "90%", "fraction": 1}, {"from": "80%", "fraction": "0.8"}]}, ["scoring-bands-broken"]),
        ({"floor": "60%", "cap": "0.95", "evidence_deduct": "0.3"}, []),
        ({"floor": "60"}, ["not-a-share"]),
        ({"over_achievement": {"explain_above": 1.3, "deduct": {"above": 1.5, "slope": 0.1, "max": 0.2}}}, []),
        ({"over_achievement": {"deduct": {"above": 1.5}}}, ["missing-key"]),
        ({"grade_on": "exact", "bonus_above": "yes"}, []),
        ({"bounds": {"以下": "exclusive", "以内": "inclusive"}}, []),
        ({"bounds": {"以下": "不含本数"}}, []),
        ({"bounds": {"以下": "without"}}, ["not-a-choice"]),
        ({"bounds": {"以下以下": "exclusive"}}, ["bound-word"]),
        ({"bounds": {"及以下": "exclusive"}}, ["bound-word"]),
        ({"bounds": {"低于": "inclusive"}}, ["bound-word"]),
    ],
)
def test_changes_are_proved_when_loaded(changes, codes):
    assert _changed(**changes)[1] == codes


@pytest.mark.parametrize(
    ("word", "zh", "help_zh"),
    [
        ("以下的", "`界限用语`里的`以下的`不是表示界限的词", "是不是`以下`？"),
        (
            "及以下",
            "`及以下`本身就含本数，不能在`界限用语`里另作规定",
            "可以规定的词：`以上`、`以下`、`以内`、`之上`、`之下`、`之内`、`内`",
        ),
        (
            "低于",
            "`低于`本身就不含本数，不能在`界限用语`里另作规定",
            "可以规定的词：`以上`、`以下`、`以内`、`之上`、`之下`、`之内`、`内`",
        ),
    ],
)
def test_only_words_that_leave_their_number_open_are_settled(word, zh, help_zh):
    found = Found()
    profile = profile_of(from_python({"name": "mof-2020", "界限用语": {word: "exclusive"}}), found)
    [problem] = found.diagnostics
    assert (problem.zh(), problem.help_zh(), profile.exclusive) == (zh, help_zh, ())


def test_bounds_of_a_ruleset_are_its_own_unless_it_gives_the_rules_a_title():
    found = Found()
    titled = {"name": "mof-2020", "title": {"zh": "某区细则", "en": "a district"}, "bounds": {"以下": "exclusive"}}
    profile = profile_of(from_python(titled), found)
    assert (profile.exclusive, profile.own_bounds, profile.title_zh) == (("以下",), False, "某区细则")
    unchanged = profile_of(from_python({"name": "mof-2020", "bounds": {"以下": "inclusive", "以內": "inclusive"}}), found)
    assert (unchanged.exclusive, unchanged.own_bounds, found.diagnostics) == ((), False, [])


def test_an_unknown_profile_lists_the_known_ones():
    profile, [problem] = load_profile("../secrets")
    assert profile is None
    assert problem.known == known_profiles()
    found = Found()
    assert profile_of(None, found, "strict").name == "strict"
    assert profile_of(None, found).name == "mof-2020"
    assert errors(found.diagnostics) == []


def test_limits_that_rise_are_told_to_rise_and_steps_to_be_more_than_nought():
    found = Found()
    pace = {"red_below": "80", "yellow_below": "60", "green_below": "120"}
    profile_of(from_python({"name": "mof-2020", "pace": pace}), found)
    steps = {"method": "steps", "step": "0 百分点", "deduct": "1", "partial": "ceil"}
    profile_of(from_python({"name": "mof-2020", "scoring": steps}), found)
    first, second = found.diagnostics[:2]
    assert (first.zh(), first.en()) == (
        "进度灯应当从小到大排列，`60`的位置不对",
        "`pace` goes from low to high, but `60` does not",
    )
    assert (second.zh(), second.en()) == (
        "`step`应当是大于0、带单位的数，写的却是`0 百分点`",
        "`step` is a number above 0 with its unit, not `0 百分点`",
    )
