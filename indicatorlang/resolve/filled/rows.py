"""One row of a filled-in table → a ruleset of one row, by the same passes as a whole file.

Nothing is resolved anew here: the columns of operator and unit come in through the seam of the tolerant reader, the 评分标准
through the reader of scoring rules. What a table adds to a ruleset is little: names that are no names, words of no scale, growth
whose actual is the growth itself. In long tables the same row comes again and again, so what was resolved last is kept.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, errors
from indicatorlang.model.indicator import (
    Condition,
    DoneBy,
    Indicator,
    InRange,
    Threshold,
)
from indicatorlang.model.number import decimal_text
from indicatorlang.model.reading import Reading
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scoring import Band, Scoring
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.filled.default_rules import is_default, is_silent
from indicatorlang.resolve.filled.row_draft import Asked, RowDraft
from indicatorlang.resolve.filled.rule_problems import (
    GradesWithoutPoints,
    OwnRuleUnread,
    StepsOtherWay,
    StepTakenAsPoints,
    TargetOfSeveral,
)
from indicatorlang.resolve.profiles import DEFAULT, load_profile
from indicatorlang.resolve.scoring.scoring_method_problems import ScoringUnit, StatedDiffers, StepReadTwoWays
from indicatorlang.resolve.scoring.scoring_text import way_of
from indicatorlang.resolve.value_problems import NotAChoice
from indicatorlang.resolve.wording.around import Around
from indicatorlang.resolve.wordings import understood

RowRule = Literal["none", "default", "own", "unread"]
KEPT = 4096
MAX_RULE = 500
_PERCENT_STEP = re.compile(r"(每[^，,；;。0-9]{1,8}?[0-9.]{1,8}\s?)[%％](?!\s*的?(?:权重|分值|满分|标准分))")
_SIGNS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "==": "＝", "!=": "≠"}
_POINTS_STEP = re.compile(r"每[^，,；;。0-9]{1,8}?[0-9.一]{1,8}\s?个?百分点")
_COMPLETION_WORD = re.compile(r"(?:完成率|完成比例)(?=[\s≥≧>＞<＜≤≦=＝0-9０-９为在达低高不超小])")


@attrs.frozen
class ResolvedRow:
    """What a row demands and how it is scored. `ruleset` has this row alone; None when the target cannot be judged (`refused` says
    why) or demands nothing. `rule` tells by what it is scored: it has no 评分标准 (`none`), one that repeats the profile (`default`),
    one of its `own` that was read, or one that was not (`unread`): then it is judged, and its points mean nothing. `weight` is None
    when the row has none; the ruleset then gives it none and only its verdict counts."""

    reading: Reading
    ruleset: Ruleset | None = None
    rule: RowRule = "none"
    weight: Fraction | None = None
    refused: Diagnostic | None = None
    remarks: tuple[Diagnostic, ...] = ()

    @property
    def indicator(self) -> Indicator | None:
        """The row of the ruleset."""
        return self.ruleset.indicators[0] if self.ruleset is not None else None

    @property
    def condition(self) -> Condition | None:
        """What the target demands."""
        return self.indicator.condition if self.indicator is not None else None


def resolve_row(
    *,
    name: str,
    target: str,
    op: str = "",
    unit: str = "",
    level2: str = "",
    weight: Fraction | None = None,
    rule: str = "",
    profile: str = DEFAULT,
    year: int | None = None,
) -> ResolvedRow:
    """The row of a table as a ruleset of its own. All texts are as typed; `weight` in points; `rule` is the 评分标准.

    A profile that does not exist refuses the row. Never raises.
    """
    key = Asked(name.strip(), target.strip(), op.strip(), unit.strip(), level2.strip(), weight, rule.strip(), profile, year)
    return _resolved(key)


@functools.lru_cache(maxsize=KEPT)
def _resolved(asked: Asked) -> ResolvedRow:
    profile, told = load_profile(asked.profile)
    around = Around(name=asked.name, op=asked.op, unit=asked.unit, year=asked.year, level2=asked.level2, profile=profile)
    found = understood(asked.target, around)
    row = ResolvedRow(found.reading, weight=asked.weight)
    if profile is None:
        return attrs.evolve(row, refused=told[0])
    if found.reading.kind == "none":
        return row
    if found.condition is None:
        return attrs.evolve(row, refused=_why_unread(found.reading, asked))
    silent, default = is_silent(asked.rule), is_default(asked.rule)
    draft = RowDraft(asked, found, profile)
    if silent or default:
        made, problems = draft.resolved()
        return _settled(row, made, problems, "none" if silent else "default", draft.remarks)
    return _by_own_rule(row, draft)


def _why_unread(reading: Reading, asked: Asked) -> Diagnostic | None:
    if reading.kind == "grades":
        return GradesWithoutPoints(text=short(asked.target))
    return reading.refused[0] if reading.refused else None


def _settled(
    row: ResolvedRow, made: Ruleset | None, problems: tuple[Diagnostic, ...], rule: RowRule, remarks: tuple[Diagnostic, ...]
) -> ResolvedRow:
    """The row with its ruleset, or with why there is none."""
    if made is None or made.indicators[0].condition is None:
        unread = made.indicators[0].unread if made is not None else None
        refused = unread or next(iter(errors(problems)), None)
        if len(row.reading.clauses) > 1:  # each is understood, and together they demand several things
            refused = TargetOfSeveral(clauses=tuple(short(_said(clause)) for clause in row.reading.clauses))
        return attrs.evolve(row, rule=rule, refused=refused, remarks=remarks)
    return attrs.evolve(row, ruleset=made, rule=rule, remarks=remarks)


def _said(clause: Reading) -> str:
    """One demand of several, in few signs."""
    value = f"{_SIGNS.get(clause.op or '', '')}{clause.value}{clause.unit or ''}" if clause.value is not None else ""
    return value or clause.level or (clause.by.isoformat() if clause.by is not None else "") or clause.canonical or clause.kind


# The row's own rule


def _by_own_rule(row: ResolvedRow, draft: RowDraft) -> ResolvedRow:
    """The row under the rule it states, if that is read and fits; else without it."""
    asked = draft.asked
    lines = (" ".join(line.split()) for line in asked.rule.splitlines())
    text = "；".join(line for line in lines if line) if len(asked.rule) <= MAX_RULE else ""
    told: tuple[Diagnostic, ...] = ()
    remarks = draft.remarks
    because: Diagnostic | None = None
    if text and asked.weight:
        if "完成率" in asked.name or "完成比例" in asked.name:  # then that is what the row measures, and no part of its target
            text = _COMPLETION_WORD.sub("", text)
        made, told = draft.resolved(text)
        if made is None and any(isinstance(problem, StepReadTwoWays) for problem in told):
            remarks = (*remarks, StepTakenAsPoints(text=short(asked.rule)))
            made, told = draft.resolved(_PERCENT_STEP.sub(r"\1个百分点", text))
        elif made is None and _POINTS_STEP.match(text) and any(isinstance(problem, ScoringUnit) for problem in told):
            made, told = draft.resolved(f"完成率{text}")  # 百分点 of a number of things are those of its completion
        if made is not None and made.indicators[0].condition is not None:
            because = _unfit(made.indicators[0])
            if because is None:
                return _settled(row, made, told, "own", remarks)
        elif made is None:
            because = next((p for p in errors(told) if not isinstance(p, NotAChoice)), None)
    plain, problems = draft.resolved()
    unread = OwnRuleUnread(text=short(asked.rule), because=() if because is None else (because,))
    if plain is not None:
        stated = tuple(attrs.evolve(i, scoring=Scoring(text=asked.rule)) for i in plain.indicators)
        plain = attrs.evolve(plain, indicators=stated)  # a rule without a method: nobody may score by another one
    return _settled(row, plain, problems, "unread", (*draft.remarks, unread))


def _unfit(indicator: Indicator) -> Diagnostic | None:
    """Why a rule that was read is none for this row: its points are not those of the row, or its steps go the other way."""
    scoring = indicator.scoring
    if scoring is None:
        return None
    points = scoring.point_rows()
    if points and max(points) != indicator.weight and not _begins_with_all(scoring):
        own = decimal_text(indicator.weight)
        return StatedDiffers(stated=decimal_text(max(points)), own=own, what="points")
    way = way_of(scoring.text)
    if way and not _goes(way, indicator.condition):
        return StepsOtherWay(text=short(scoring.text), target=short(indicator.canonical))
    return None


def _begins_with_all(scoring: Scoring) -> bool:
    """Whether the best band is all points of the row, whatever they are."""
    rows = [band for _, value in scoring.settings if isinstance(value, tuple) for band in value]
    return any(isinstance(band, Band) and band.fraction == 1 for band in rows)


def _goes(way: str, condition: Condition | None) -> bool:
    """Whether steps into that direction lead away from the target."""
    match condition:
        case Threshold(meaning=meaning):
            return way == "short" if meaning in (">=", ">") else way in ("high", "late") if meaning in ("<=", "<") else True
        case DoneBy():
            return way in ("late", "high")
        case InRange():
            return True
    return way == "short"
