"""The scoring rules of an authority: from `rulesets/profiles/<name>.yaml`, with what a ruleset changes of them.

A name is looked up among the files that are there; nothing that a ruleset says is ever used as a path.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs

from indicatorlang import resources
from indicatorlang.diagnostics import Diagnostic, Place, errors
from indicatorlang.library.scales import THREE_LEVELS, builtin_scales
from indicatorlang.model.number import decimal_text
from indicatorlang.model.profile import Grade, Profile
from indicatorlang.model.scoring import Scoring
from indicatorlang.resolve.advice_section import read_advice
from indicatorlang.resolve.fields import Fields, Found, a_choice, a_text, near, pairs, read_fields, short
from indicatorlang.resolve.keys.choices import BOUND_WORDS
from indicatorlang.resolve.keys.scoring import METHODS
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.scoring.scoring_method_problems import MethodUnfit
from indicatorlang.resolve.scoring.scoring_problems import BandsBroken, BoundWord, ThreeLevelName
from indicatorlang.resolve.scoring.scoring_section import read_above, read_scoring, share_of
from indicatorlang.resolve.scoring.scoring_table_problems import PointsInProfile
from indicatorlang.resolve.value_problems import NotAChoice
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.tree import Node, Scalar

DEFAULT = "mof-2020"
_PLAIN = ("equal", "less_is_better", "strict_boundary")
_SHARES = ("late", "one_level_below")


@functools.cache
def known_profiles() -> tuple[str, ...]:
    """The names of the profiles that are there."""
    return tuple(sorted(path.stem for path in (resources.folder("rulesets") / "profiles").glob("*.yaml")))


@functools.cache
def profile_aliases() -> Mapping[str, str]:
    """Other names of profiles (`also` in their files): the name by which each is known."""
    found: dict[str, str] = {}
    for name in known_profiles():
        root, _ = parse_yaml(resources.text("rulesets", f"profiles/{name}.yaml"), f"{name}.yaml")
        fields = None if root is None else read_fields(root, "profile", Found())
        for item in () if fields is None else fields.items("also"):
            if isinstance(item, Scalar):
                found[item.text.strip()] = name
    return MappingProxyType(found)


@functools.cache
def load_profile(name: str = DEFAULT) -> tuple[Profile | None, tuple[Diagnostic, ...]]:
    """The profile of that name. None, with the diagnostics, when there is none or its file is wrong."""
    if name not in known_profiles():
        name = profile_aliases().get(name, name)
    if name not in known_profiles():
        return None, (
            UnknownReference(kind="profile", name=short(name), near=near(name, known_profiles()), known=known_profiles()),
        )
    file = f"{name}.yaml"
    root, told = parse_yaml(resources.text("rulesets", f"profiles/{file}"), file)
    if root is None or errors(told):
        return None, told
    profile, found = read_profile(root, name)
    return profile, (*told, *found)


def read_profile(root: Node, name: str) -> tuple[Profile | None, tuple[Diagnostic, ...]]:
    """The profile that a file of its own describes. None, with the diagnostics, when something is wrong with it."""
    found = Found()
    fields = read_fields(root, "profile", found)
    if fields is None or errors(found.diagnostics):
        return None, tuple(found.diagnostics)
    profile = _changed(Profile(name, name, name, ()), fields, found)
    _prove(profile, fields, found)
    return (None if errors(found.diagnostics) else profile), tuple(found.diagnostics)


def profile_of(node: Node | None, found: Found, instead: str | None = None) -> Profile:
    """The profile that a ruleset names, with its changes. `instead` is a name that sets the ruleset's own choice aside.

    With an error the default profile is returned, so that reading can go on to further mistakes.
    """
    if instead is not None:
        return _named(instead, Place(), found)
    if node is None:
        return _named(DEFAULT, Place(), found)
    if isinstance(node, Scalar):
        return _named(node.text.strip() or DEFAULT, node.place, found)
    fields = read_fields(node, "profile", found)
    if fields is None:
        return _named(DEFAULT, Place(), found)
    base = _named(fields.text("name", DEFAULT), fields.at("name"), found)
    profile = _changed(base, fields, found)
    _prove(profile, fields, found)
    return profile


def _named(name: str, place: Place, found: Found) -> Profile:
    profile, told = load_profile(name)
    for diagnostic in told:
        found.add(diagnostic.at(place) if diagnostic.place == Place() else diagnostic)
    if profile is not None:
        return profile
    default, _ = load_profile(DEFAULT)
    return default or Profile(DEFAULT, DEFAULT, DEFAULT, (Grade("差", "poor", Fraction(0)),))


def _changed(base: Profile, fields: Fields, found: Found) -> Profile:
    """The profile with everything that the section says."""
    new: dict[str, Any] = {}
    for name in _PLAIN:
        if name in fields:
            new[name] = fields.choice(name)
    for name in _SHARES:
        if name in fields:
            new[name] = fields.number(name, 1)
    for name in ("more_is_better", "range"):
        if name in fields:
            fields.choice(name)
    if "budget_weight" in fields:
        new["budget_weight"] = fields.number("budget_weight")
    if "scoring" in fields:
        new["scoring"] = _for_all(read_scoring(fields.node("scoring"), fields.label("scoring"), found), fields, found)
    for name, field in (("floor", "floor"), ("cap", "cap"), ("evidence_deduct", "evidence")):
        if name in fields:
            new[field] = share_of(fields, name, found)
    if "grade_on" in fields:
        new["grade_on"] = fields.choice("grade_on")
    if "bonus_above" in fields:
        new["bonus_above"] = fields.yes("bonus_above")
    if "also" in fields:
        texts = [a_text(item, fields.label("also"), found) for item in fields.items("also")]
        new["also"] = tuple(text.text.strip() for text in texts if text is not None)
    if "advice" in fields:
        new["advice"] = read_advice(base.advice, fields, found)
    new |= _titles(fields, found) | _numbers(fields, found) | _bands(fields, found)
    if "bounds" in fields:
        new["exclusive"] = _exclusive(base.exclusive, fields, found)
        new["own_bounds"] = bool(base.grades) and "title" not in fields and new["exclusive"] != base.exclusive
    return attrs.evolve(base, **{name: value for name, value in new.items() if value is not None})


def _exclusive(before: tuple[str, ...], fields: Fields, found: Found) -> tuple[str, ...]:
    """The words that are read without their number: those of the profile, as the section changes them."""
    from indicatorlang.syntax.written.vocabulary import folded, vocabulary

    known = vocabulary().conventional
    said: dict[str, str | None] = dict.fromkeys(before, "exclusive")
    for word, value in pairs(fields.node("bounds"), fields.label("bounds"), found, 50):
        phrase, choice = folded(word.text).strip(), _text_choice(word, value, found)
        if phrase in known:
            said[phrase] = choice
            continue
        firm = vocabulary().after.whole(phrase) or vocabulary().before.whole(phrase)
        near_word = "" if firm else near(phrase, known)
        told = BoundWord(word=short(word.text), near=near_word, known=known, firm=firm.inclusive if firm else None)
        found.add(told.at(word.place))
    return tuple(word for word, choice in said.items() if choice == "exclusive")


def _text_choice(word: Scalar, value: Node, found: Found) -> str | None:
    text = a_text(value, word.text, found)
    return None if text is None else a_choice(text, word.text, BOUND_WORDS, found)


def _for_all(scoring: Scoring | None, fields: Fields, found: Found) -> Scoring | None:
    """A scoring for all rows: shares of their points, and no row beside the weights."""
    part = None if scoring is None else METHODS.get(scoring.method)
    if scoring is None or part is None:
        return scoring
    if part.outside:
        told: Diagnostic = MethodUnfit(method=part.word, english=part.name, kind="unread", by_profile=True, everywhere=True)
    elif scoring.point_rows():
        told = PointsInProfile(method=part.word, english=part.name)
    else:
        return scoring
    found.add(told.at(fields.at("scoring")))
    return None


def _places(rounding: Fields, found: Found) -> int | None:
    places = rounding.number("places", 4)
    if places is None or places in (0, 1, 2, 4):
        return None if places is None else int(places)
    text = short(rounding.text("places"))
    allowed = ("0", "1", "2", "4")
    told = NotAChoice(key=rounding.label("places"), value=text, near="", allowed=allowed, allowed_zh=allowed)
    found.add(told.at(rounding.at("places")))
    return None


def _section(fields: Fields, name: str, found: Found) -> Fields | None:
    node, of = fields.node(name), fields.key(name).of
    return None if node is None or of is None else read_fields(node, of, found, fields.label(name))


def _titles(fields: Fields, found: Found) -> dict[str, Any]:
    title = _section(fields, "title", found)
    _section(fields, "authority", found)
    if title is None:
        return {}
    return {f"title_{lang}": title.text(lang) or None for lang in ("zh", "en")}


def _numbers(fields: Fields, found: Found) -> dict[str, Any]:
    new: dict[str, Any] = {}
    rounding = _section(fields, "rounding", found)
    if rounding is not None:
        new["mode"] = rounding.choice("mode") if "mode" in rounding else None
        new["when"] = rounding.choice("when") if "when" in rounding else None
        new["places"] = _places(rounding, found)
    over = _section(fields, "over_achievement", found)
    if over is not None:
        new["explain_above"] = over.number("explain_above")
        new["above"] = read_above(over, "deduct", found)
    pace = _section(fields, "pace", found)
    if pace is not None:
        limits = [pace.number(name) for name in ("red_below", "yellow_below", "green_below")]
        new["pace"] = tuple(limits) if None not in limits else None
        if "variant" in pace:
            new["blue"] = pace.choice("variant")
    return new


def _bands(fields: Fields, found: Found) -> dict[str, Any]:
    new: dict[str, Any] = {}
    if "grades" in fields:
        rows = [read_fields(item, "grade", found) for item in fields.items("grades")]
        new["grades"] = tuple(_grade(row) for row in rows if row is not None and {"name", "from"} <= set(row.entries))
        _tops([row for row in rows if row is not None], found)
    if "three_levels" in fields:
        levels = [read_fields(item, "band", found) for item in fields.items("three_levels")]
        new["three_levels"] = tuple(
            (row.text("name"), row.number("from", 1) or Fraction(0), row.number("to", 1) or Fraction(0))
            for row in levels
            if row is not None and {"name", "from", "to"} <= set(row.entries)
        )
    return new


def _grade(row: Fields) -> Grade:
    return Grade(row.text("name"), row.text("en") or row.text("name"), row.number("from", 100) or Fraction(0))


def _tops(rows: list[Fields], found: Found) -> None:
    """Where grades say their upper limit too: it must be where the better grade begins."""
    top = Fraction(100)
    for row in rows:
        low, high = row.number("from"), row.number("to")
        if high is not None and high != top:
            fault = BandsBroken(
                bands="grades", fault="gap" if high < top else "overlap", spot=decimal_text(high), place=row.at("to")
            )
            found.add(fault)
        top = low if low is not None else top


def _prove(profile: Profile, fields: Fields, found: Found) -> None:
    """The bands cover the scale from bottom to top, without a gap and without an overlap."""
    for key, faults in (("grades", _grade_faults), ("three_levels", _level_faults), ("pace", _pace_faults)):
        for fault in faults(profile):
            found.add(fault.at(fields.at(key)))


def _grade_faults(profile: Profile) -> list[Diagnostic]:
    lows = [grade.low for grade in profile.grades]
    if not lows:
        return [BandsBroken(bands="grades", fault="none")]
    told: list[Diagnostic] = []
    for better, worse in itertools.pairwise(lows):
        if worse == better:
            told.append(BandsBroken(bands="grades", fault="overlap", spot=decimal_text(worse)))
        elif worse > better:
            told.append(BandsBroken(bands="grades", fault="order", spot=decimal_text(worse)))
    if lows[-1] != 0:
        told.append(BandsBroken(bands="grades", fault="bottom", spot=decimal_text(lows[-1])))
    return told


def _level_faults(profile: Profile) -> list[Diagnostic]:
    bands = profile.three_levels
    if not bands:
        return []
    levels = builtin_scales()[THREE_LEVELS].levels
    known = tuple(level.name for level in levels)
    told: list[Diagnostic] = [ThreeLevelName(name=short(name), known=known) for name, _, _ in bands if name not in known]
    if bands[0][2] != 1:
        told.append(BandsBroken(bands="three_levels", fault="top", spot=decimal_text(bands[0][2])))
    for (_, low, _), (_, _, high) in itertools.pairwise(bands):
        if low != high:
            told.append(BandsBroken(bands="three_levels", fault="gap" if high < low else "overlap", spot=decimal_text(high)))
    if bands[-1][1] != 0:
        told.append(BandsBroken(bands="three_levels", fault="bottom", spot=decimal_text(bands[-1][1])))
    told += [BandsBroken(bands="three_levels", fault="order", spot=name) for name, low, high in bands if low >= high]
    return told


def _pace_faults(profile: Profile) -> list[Diagnostic]:
    red, yellow, green = profile.pace
    return [] if red < yellow < green else [BandsBroken(bands="pace", fault="order", spot=decimal_text(yellow))]
