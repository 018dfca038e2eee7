"""How the counts of a survey become a number: their weighted score, or the share of a level and those above it."""

from __future__ import annotations

from typing import Literal

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.units import parse_unit
from indicatorlang.model.scale import Level, Scale
from indicatorlang.model.unit import Unit
from indicatorlang.resolve import survey_problems as problems
from indicatorlang.resolve.fields import Fields, Found, a_text, near, short
from indicatorlang.resolve.keys.choices import SURVEY_VALUE
from indicatorlang.syntax.yaml.tree import Mapping, Scalar

_WITH_LEVEL = pattern(
    r"(?P<level>.+?)(?:及以上|以上)(?:的?(?:人数)?(?:占比|比例|比率))?|share of (?P<english>.+?)(?: or better)?"
)


@frozen
class SurveyValue:
    """`score`, or `share` of the answers at `level` or better; the unit the measure has when it says none."""

    how: Literal["score", "share"]
    level: Level | None = None
    unit: Unit | None = None


def read_survey_value(fields: Fields, survey: Scale | None, unit: Unit | None) -> SurveyValue | None:
    """What `survey_value` says; None without it, or when it makes no sense (that has been told)."""
    node, found = fields.node("survey_value"), fields.found
    if node is None:
        return None
    name, place = short(fields.text("survey")), fields.at("survey_value")
    if survey is None:
        if "survey" not in fields:
            found.add(problems.SurveyValueAlone(key=short(fields.label("survey_value")), place=place))
        return None
    word, level = _written(node, fields, found)
    if word is None:
        return None
    how = next((key for key, words in SURVEY_VALUE.items() if word.text.strip() in words), None)
    if how is None and level is None and (match := _WITH_LEVEL.fullmatch(word.text.strip())) is not None:
        how, level = "share", Scalar(match["level"] or match["english"], word.source)
    if how == "score" and level is None:
        return SurveyValue("score")
    known = tuple(each.name for each in survey.levels)
    if how != "share" or level is None:
        told = problems.SurveyValueUnclear(text=short(word.text), level=known[min(1, len(known) - 1)], place=word.place)
        found.add(told)
        return None
    from_level = survey.find(level.text.strip())
    if from_level is None:
        wrong = short(level.text)
        found.add(problems.SurveyLevelUnknown(level=wrong, scale=name, near=near(wrong, known), known=known, place=level.place))
        return None
    if unit is not None and not unit.is_ratio:
        found.add(problems.SurveyShareUnit(unit=unit.text, place=fields.at("unit")))
    return SurveyValue("share", from_level, parse_unit("%").unit)


def _written(node: object, fields: Fields, found: Found) -> tuple[Scalar | None, Scalar | None]:
    """The word for how, and the level that stands beside it: `{占比: 满意}`, or a word alone."""
    if isinstance(node, Mapping) and len(node.entries) == 1:
        entry = node.entries[0]
        return entry.key, a_text(entry.value, entry.key.text, found)
    return fields.scalar("survey_value"), None
