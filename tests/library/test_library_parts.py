"""What every part says about itself, and that its phrases can be filled in."""

from __future__ import annotations

import inspect
import re
import string
from fractions import Fraction
from pathlib import Path

import pytest

from indicatorlang import catalogue
from indicatorlang.library import functions, lookup
from indicatorlang.library.parts import AggregationPart, FunctionPart, ScoringPart, Words
from indicatorlang.library.scales import THREE_LEVELS, builtin_scales, scales_with
from indicatorlang.resolve import keys
from indicatorlang.resolve.keys import choices
from indicatorlang.resolve.keys import scoring as scoring_keys

AGGREGATIONS: dict[str, AggregationPart] = dict(catalogue.parts("indicatorlang.library.aggregation"))
SCORING: dict[str, ScoringPart] = dict(catalogue.parts("indicatorlang.library.scoring"))
FUNCTIONS: dict[str, FunctionPart] = dict(catalogue.parts("indicatorlang.library.functions"))
ALL = [*AGGREGATIONS.items(), *SCORING.items(), *FUNCTIONS.items()]
FIELDS = {"a", "t", "b", "l", "h", "w", "f", "score"} | {
    *("x", "size", "band", "part", "low", "high", "from", "to"),
    *("step", "deduct", "add", "short", "over", "steps", "side", "lost", "earned"),
}
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(("file", "part"), ALL)
def test_a_part_is_named_like_its_file_and_summed_up_in_both_languages(file, part):
    assert part.name == file
    assert HAN.search(part.summary.zh)
    assert part.summary.en
    assert not HAN.search(part.summary.en)


def test_a_method_chosen_elsewhere_has_the_same_words_there():
    words = next(key.choices for key in keys.SECTIONS["profile"] if key.name == "less_is_better")
    assert set(words) == {"linear", "reciprocal"}
    assert all(set(SCORING[name].spellings) <= set(said) for name, said in words.items())


def test_settings_of_one_name_are_one_key():
    settings = [setting for part in SCORING.values() for setting in part.settings]
    assert len({setting.name for setting in settings}) > 6
    for setting in settings:
        same = [other for other in settings if other.name == setting.name]
        assert {(other.chinese, other.shape, tuple(other.choices)) for other in same} == {
            (setting.chinese, setting.shape, tuple(setting.choices))
        }
    for part in SCORING.values():
        assert {setting.name for setting in part.settings} - {"of"} <= set(part.signature)
        assert bool(part.takes) is bool(part.word)


def test_a_ruleset_may_say_the_words_of_the_parts():
    for parts, written in ((AGGREGATIONS, choices.AGGREGATES), (SCORING, scoring_keys.WORDS)):
        chosen = {name: part.word for name, part in parts.items() if part.word}
        assert len(chosen) > 4
        assert {name: word for name, word in chosen.items() if word not in written.get(name, ())} == {}


def test_every_file_of_a_function_is_found_under_all_its_names():
    files = {path.stem for path in Path(functions.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == set(FUNCTIONS)
    assert {"sum", "workdays", "percentile"} <= files
    for part in FUNCTIONS.values():
        assert all(lookup.functions()[name] is part for name in (part.name, *part.aliases))


def test_no_word_means_two_parts():
    for parts in (AGGREGATIONS, SCORING):
        words = [part.word for part in parts.values() if part.word]
        assert len(set(words)) == len(words)
    names = [name for part in FUNCTIONS.values() for name in (part.name, *part.aliases)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("part", FUNCTIONS.values(), ids=str)
def test_a_function_of_one_measure_names_its_aggregation(part):
    assert part.aggregation is None or part.aggregation in AGGREGATIONS
    assert part.kinds_of(9) == part.kinds[-1]
    assert len(part.kinds) <= (part.arity[1] or 99)


@pytest.mark.parametrize("part", SCORING.values(), ids=str)
def test_a_scoring_method_says_its_arguments(part):
    assert part.signature == tuple(inspect.signature(part.kernel).parameters)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("part", SCORING.values(), ids=str)
def test_every_phrase_can_be_filled_in(part, lang):
    assert part.phrases
    for words in part.phrases.values():
        used = {name for _, name, _, _ in string.Formatter().parse(words.said(lang)) if name}
        assert used <= FIELDS
        assert words.filled(lang, **{name: f"<{name}>" for name in FIELDS}).count("<") == words.said(lang).count("{")


def test_a_phrase_reads_like_the_model_explanation():
    line = SCORING["proportional"].phrases["proportional"].filled("zh", a="270", t="300", w="15", f="0.9", score="13.50")
    assert line == "未达到指标值，按完成比例计分，270÷300×15＝13.50分"
    line = SCORING["proportional"].phrases["proportional"].filled("en", a="270", t="300", w="15", f="0.9", score="13.50")
    assert line == "proportional: 270/300 = 0.9; 0.9 x 15 = 13.50"
    line = SCORING["linear"].phrases["linear"].filled("zh", a="12", t="10", w="15", f="0.8", score="12.00")
    assert line == "超过指标值，按超出比例扣分，[1−(12−10)÷10]×15＝12.00分"


def test_words_are_said_in_the_language_asked_for():
    assert (Words("甲", "a").said("zh"), Words("甲", "a").said("en")) == ("甲", "a")
    with pytest.raises(KeyError):
        Words("{a}", "{a}").filled("zh")


def test_a_level_word_stands_in_one_built_in_scale():
    scales = builtin_scales()
    words = [word for scale in scales.values() for level in scale.levels for word in (level.name, *level.words)]
    assert len(words) == len(set(words))
    assert all(len(scales_with(word, scales.values())) == 1 for word in words)


def test_a_built_in_scale_has_levels_and_only_the_official_one_has_bands():
    for name, scale in builtin_scales().items():
        assert (scale.name, scale.builtin) == (name, True)
        assert len(scale.levels) >= 2
        assert scale.has_bands is (name == THREE_LEVELS)
        assert not scale.has_shares
        assert not scale.has_points


def test_the_bands_of_the_three_levels_meet_without_gap():
    first, second, third = builtin_scales()[THREE_LEVELS].levels
    assert (first.high, first.low) == (Fraction(1), second.high)
    assert (second.low, third.low) == (third.high, Fraction(0))


def test_a_profile_may_divide_the_three_levels_otherwise():
    bands = (
        ("达成年度指标", Fraction(4, 5), Fraction(1)),
        ("部分达成年度指标并具有一定效果", Fraction(1, 2), Fraction(4, 5)),
        ("未达成年度指标且效果较差", Fraction(0), Fraction(1, 2)),
    )
    levels = builtin_scales(bands)[THREE_LEVELS].levels
    assert [(level.low, level.high) for level in levels] == [(low, high) for _, low, high in bands]
    assert levels[1].words == builtin_scales()[THREE_LEVELS].levels[1].words
