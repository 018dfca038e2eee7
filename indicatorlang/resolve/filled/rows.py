"""One row of a filled-in table → a ruleset of one row, by the same passes as a whole file.

Nothing is resolved anew here: the columns of operator and unit come in through the seam of the tolerant reader, the 评分标准
through the reader of scoring rules. What a table adds to a ruleset is little: names that are no names, words of no scale, growth
whose actual is the growth itself. In long tables the same row comes again and again, so what was resolved last is kept.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, errors
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    Indicator,
    InRange,
    Threshold,
    conditions,
)
from indicatorlang.model.profile import Profile
from indicatorlang.model.reading import Reading
from indicatorlang.model.ruleset import BUDGET, BUDGET_ID, BUDGET_NAME, EXECUTED, Ruleset
from indicatorlang.model.scoring import Scoring
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.filled.default_rules import is_default, is_for_more, is_silent
from indicatorlang.resolve.filled.level_rules import level_rule
from indicatorlang.resolve.filled.own_rules import further_forms, in_general_words
from indicatorlang.resolve.filled.row_draft import Asked, RowDraft
from indicatorlang.resolve.filled.rule_fit import unfit
from indicatorlang.resolve.filled.rule_problems import (
    GradesWithoutPoints,
    OwnRuleUnread,
    StepTakenAsPoints,
    TargetNotJudged,
    TargetOfSeveral,
)
from indicatorlang.resolve.filled.standings import OwnRow
from indicatorlang.resolve.profiles import DEFAULT, load_profile
from indicatorlang.resolve.scoring.scoring_method_problems import ScoringUnit, StepReadTwoWays
from indicatorlang.resolve.value_problems import NotAChoice
from indicatorlang.resolve.wording.around import Around
from indicatorlang.resolve.wordings import Understood, understood
from indicatorlang.syntax import tree

RowRule = Literal["none", "default", "own", "unread"]
KEPT = 256
MAX_RULE = 500
MAX_TARGET = 60
MAX_WEIGHT = 1000
_ORDINARY_NAME = pattern(r"[一-鿿A-Za-z0-9（）()]{1,60}")
_FIT_ALL = {"proportional", "pass_fail"}
"""Methods of profiles that every kind of target can be scored by."""
_OTHERWISE = (BUDGET_NAME, BUDGET, EXECUTED, BUDGET_ID)
_PERCENT_STEP = pattern(r"(每[^，,；;。0-9]{1,8}?[0-9.]{1,8}\s?)[%％](?!\s*的?(?:权重|分值|满分|标准分))")
_SIGNS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "==": "＝", "!=": "≠"}
_POINTS_STEP = pattern(r"每[^，,；;。0-9]{1,8}?[0-9.一]{1,8}\s?个?百分点")
_COMPLETION_WORD = pattern(r"(?:完成率|完成比例)(?=[\s≥≧>＞<＜≤≦=＝0-9０-９为在达低高不超小])")


@frozen
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
    return resolve_asked(
        Asked(name.strip(), target.strip(), op.strip(), unit.strip(), level2.strip(), weight, rule.strip(), profile, year)
    )


def read_first(asked: Asked) -> ResolvedRow | None:
    """The row without its ruleset, for one that a reader of rulesets could add nothing to: its name is a name and nothing else, and
    it has a weight and no rule of its own. None for any other, which has to be resolved."""
    ordinary = _ORDINARY_NAME.fullmatch(asked.name) and asked.name not in _OTHERWISE and len(asked.target) <= MAX_TARGET
    if not ordinary or asked.weight is None or not 0 < asked.weight <= MAX_WEIGHT or len(asked.level2) > MAX_TARGET:
        return None
    silent = is_silent(asked.rule)
    if not silent and not is_default(asked.rule):
        return None
    reading = _understood(asked).reading
    if not silent and not _goes_by_default(asked.rule, reading):
        return None
    return ResolvedRow(reading, rule="none" if silent else "default", weight=asked.weight)


@functools.lru_cache(maxsize=16)
def _understood(asked: Asked) -> Understood:
    """What a target says; the rows of the last moment are remembered, for who reads one first may resolve it then."""
    return understood(asked.target, _around(asked))


def _around(asked: Asked) -> Around:
    profile, _ = load_profile(asked.profile)
    return Around(name=asked.name, op=asked.op, unit=asked.unit, year=asked.year, level2=asked.level2, profile=profile)


@functools.lru_cache(maxsize=KEPT)
def resolve_asked(asked: Asked) -> ResolvedRow:
    """The row as a ruleset of its own."""
    profile, told = load_profile(asked.profile)
    found = _of_one_half(_understood(asked))
    row = ResolvedRow(found.reading, weight=asked.weight)
    if profile is None:
        return attrs.evolve(row, refused=told[0])
    if found.reading.kind == "none":
        return row
    if found.condition is None:
        graded = _by_grades(row, RowDraft(asked, found, profile, _around(asked))) if found.reading.kind == "grades" else None
        return graded or attrs.evolve(row, refused=_why_unread(found.reading, asked))
    silent, default = is_silent(asked.rule), _goes_by_default(asked.rule, found.reading)
    draft = RowDraft(asked, found, profile, _around(asked))
    if silent or default:
        made, problems = draft.resolved()
        return _settled(row, made, problems, "none" if silent else "default", draft.remarks)
    return _by_own_rule(row, draft)


def _of_one_half(found: Understood) -> Understood:
    """每半年1次: the language has no half years, but the actual of a row is what was reached in each of them."""
    reading = found.reading
    if found.condition is not None or reading.kind != "number" or reading.period != "half" or reading.value is None:
        return found
    return attrs.evolve(
        found, condition=tree.Comparison(None, reading.op or ">=", tree.Amount(reading.value, reading.unit or ""))
    )


def _by_grades(row: ResolvedRow, draft: RowDraft) -> ResolvedRow | None:
    """A row of grades (优100% 良90%) under a rule that says what each grade earns."""
    asked = draft.asked
    levels = (
        level_rule(asked.rule, row.reading, asked.name, asked.weight) if asked.weight and len(asked.rule) <= MAX_RULE else None
    )
    made, told = draft.by_levels(levels) if levels is not None else (None, ())
    if made is None or made.indicators[0].condition is None:
        return None
    return _settled(row, _quoting(made, asked.rule), told, "own", draft.remarks)


def _goes_by_default(rule: str, reading: Reading) -> bool:
    """Whether a rule only says what holds for such a target anyway."""
    return is_default(rule) and not (reading.op in ("<=", "<") and is_for_more(rule))


def under(row: ResolvedRow, now: Profile, other: Profile) -> ResolvedRow | None:
    """The same row under other rules than those of `now`; None where what it demands may depend on them, and for a row that states
    its own rule: then it is to be resolved anew."""
    ruleset, condition = row.ruleset, row.condition
    if ruleset is None or condition is None or row.rule not in ("none", "default"):
        return None
    words, others = ([word for word, _, _ in profile.three_levels] for profile in (now, other))
    if now.exclusive != other.exclusive or words != others or {now.scoring.method, other.scoring.method} - _FIT_ALL:
        return None
    if now.three_levels != other.three_levels and any(
        isinstance(part, AtLevel) and part.scale.levels[0].name in words for part in conditions(condition)
    ):
        return None
    if now.equal != other.equal and any(_may_be_equal(part) for part in conditions(condition)):
        return None
    return attrs.evolve(row, ruleset=attrs.evolve(ruleset, profile=other))


def _may_be_equal(part: Condition) -> bool:
    """Whether a demand may be one of `==`, which rules read differently: a level without a word before it is one."""
    match part:
        case Threshold(op=op):
            return op in ("==", "!=")
        case InRange() | DoneBy() | All() | AnyOf():
            return False
    return True


def _why_unread(reading: Reading, asked: Asked) -> Diagnostic | None:
    if reading.kind == "grades":
        return GradesWithoutPoints(text=short(asked.target))
    return (
        reading.refused[0] if reading.refused else None if reading.kind == "text" else TargetNotJudged(text=short(asked.target))
    )


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
        own = OwnRow(row.reading, draft.around, asked.weight)
        general = in_general_words(text, own)
        if _goes_by_default(general, row.reading):
            made, told = draft.resolved()
            return _settled(row, made, told, "default", remarks)
        levels = level_rule(text, row.reading, asked.name, asked.weight)
        if levels is not None:
            made, told = draft.by_levels(levels)
            if made is not None and made.indicators[0].condition is not None:
                return _settled(row, _quoting(made, text), told, "own", remarks)
        for said in (text, *([general] if general != text else []), *further_forms(general, own)):
            made, told, noted = _tried(draft, said)
            fits = made is not None and made.indicators[0].condition is not None
            why = unfit(made.indicators[0]) if fits and made is not None else None
            if fits and why is None:
                return _settled(row, _quoting(made, text), told, "own", (*remarks, *noted))
            if said == text:
                remarks = (*remarks, *noted)
                because = why or next((p for p in errors(told) if not isinstance(p, NotAChoice)), None)
    plain, problems = draft.resolved()
    unread = OwnRuleUnread(text=short(asked.rule), because=() if because is None else (because,))
    if plain is not None:
        stated = tuple(attrs.evolve(i, scoring=Scoring(text=asked.rule)) for i in plain.indicators)
        plain = attrs.evolve(plain, indicators=stated)  # a rule without a method: nobody may score by another one
    return _settled(row, plain, problems, "unread", (*draft.remarks, unread))


def _tried(
    draft: RowDraft, text: str | Mapping[str, object]
) -> tuple[Ruleset | None, tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The row under a rule, with what was told of it and what had to be assumed."""
    made, told = draft.resolved(text)
    if made is None and isinstance(text, str):
        if any(isinstance(problem, StepReadTwoWays) for problem in told):
            assumed = StepTakenAsPoints(text=short(draft.asked.rule))
            return *draft.resolved(_PERCENT_STEP.sub(r"\1个百分点", text)), (assumed,)
        if _POINTS_STEP.match(text) and any(isinstance(problem, ScoringUnit) for problem in told):
            return *draft.resolved(f"完成率{text}"), ()  # 百分点 of a number of things are those of its completion
    return made, told, ()


def _quoting(ruleset: Ruleset | None, text: str) -> Ruleset | None:
    """The ruleset with its rule as it was typed."""
    if ruleset is None:
        return None
    indicators = tuple(
        attrs.evolve(one, scoring=attrs.evolve(one.scoring, text=text)) if one.scoring is not None else one
        for one in ruleset.indicators
    )
    return attrs.evolve(ruleset, indicators=indicators)
