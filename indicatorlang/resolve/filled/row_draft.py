"""A row of a table as the mapping of a ruleset of one row, and what makes it one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.library.scales import builtin_scales, scales_with
from indicatorlang.model.comparison import MIRRORED, Op
from indicatorlang.model.profile import Profile
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scoring import Band
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.filled.level_rules import OWN_SCALE, LevelRule
from indicatorlang.resolve.filled.rule_problems import GrowthTakenAsRate
from indicatorlang.resolve.from_python import from_python
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.resolve.tolerance import FreeReading, Unread, as_read
from indicatorlang.resolve.wording.around import NOTHING_AROUND, Around
from indicatorlang.resolve.wordings import Understood
from indicatorlang.syntax import tree

MAX_NAME = 120
NO_NAME = "本项指标"
START = "起点"
BELOW = ("部分达到", "未达到")
"""The levels below a word that stands in no scale."""
_ANY_YEAR = 2000


@frozen
class Asked:
    """What is typed in a row."""

    name: str
    target: str
    op: str
    unit: str
    level2: str
    weight: Fraction | None
    rule: str
    profile: str
    year: int | None


@frozen
class RowDraft:
    """The row as the mapping of a ruleset; what the tolerant reader has found is handed on as it is."""

    asked: Asked
    found: Understood
    profile: Profile
    around: Around = NOTHING_AROUND
    scale: Sequence[str] = ()
    """The words of its own rule, best first."""

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What is to be said of it besides what resolving says."""
        if self.is_growth:
            return (GrowthTakenAsRate(text=short(self.asked.target)),)
        return ()

    @property
    def is_growth(self) -> bool:
        """Whether it demands growth over something that the table does not have: then its actual is the growth."""
        return isinstance(self.found.condition, tree.Growth)

    @property
    def name(self) -> str:
        """The row's name, fit to be that of a measure."""
        words = " ".join("".join(sign if sign.isprintable() else " " for sign in self.asked.name).split())
        return words[:MAX_NAME] or NO_NAME

    def by_levels(self, rule: LevelRule) -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
        """The ruleset under a rule that says what each degree earns: its words are the scale of the row."""
        words = [worth.word for worth in rule.worths]
        condition = tree.Is(None, tree.Name(words[rule.at]), suffixes=tree.Suffixes(on=tree.Name(OWN_SCALE)))
        draft = attrs.evolve(self, found=attrs.evolve(self.found, condition=condition), scale=words)
        bands = [{"level": worth.word, "fraction": f"{worth.high}"} for worth in rule.worths]
        made, told = draft.resolved({"method": "分档", "bands": bands})
        return (made if made is None or not rule.is_open else _opened(made, rule)), told

    def resolved(self, rule: str | Mapping[str, object] = "") -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
        """The ruleset under a rule of its own, or without."""
        condition = self.condition
        span, undated = self._span(condition)
        row: dict[str, object] = {"name": self.name, "wording": self.asked.target}
        row["weight"] = self.asked.weight if self.asked.weight is not None else 0
        if self.asked.level2:
            row["level2"] = " ".join(self.asked.level2.split())[:MAX_NAME]
        if rule:
            row["scoring"] = rule
        file: dict[str, object] = {"ruleset": self.name, "period": span, "indicators": [row]}
        subject = self._subject(condition)
        if self.scale:
            file["scales"] = {OWN_SCALE: list(self.scale)}
        elif isinstance(condition, tree.Is) and condition.suffixes.on is None:
            words = condition.level.text
            if not scales_with(words, builtin_scales(self.profile.three_levels).values()):
                file["scales"] = {f"{words[:20]}程度": [words, *BELOW]}
        if self.is_growth and isinstance(condition, tree.Comparison):
            unit = condition.bound.unit if isinstance(condition.bound, tree.Amount) else "%"
            file["measures"] = {subject: {"unit": unit}}
            if _falls(condition):
                file["baselines"] = {START: {subject: f"0{unit}" if unit == "%" else f"0 {unit}"}}
        made, told = resolve_ruleset(from_python(file), profile=self.asked.profile, tolerant=self._read)
        if made is not None and undated:
            made = attrs.evolve(made, undated=True)
        return made, told

    def _read(self, text: str, around: Around) -> FreeReading | Unread:
        """The answer of the tolerant reader, given once for all."""
        if self.is_growth or self.scale:
            return as_read(attrs.evolve(self.found, condition=self.condition, strict=False))
        return as_read(self.found)

    @property
    def condition(self) -> tree.Condition | None:
        """What was found; of growth the rate alone."""
        condition = self.found.condition
        if not isinstance(condition, tree.Growth):
            return condition
        down = condition.direction == "falls"
        amount = condition.amount or tree.Amount("0", "%")
        sign: Op = condition.op or (">" if condition.amount is None else ">=")
        if down and amount.number.strip("0."):
            amount = attrs.evolve(amount, number=amount.number[1:] if amount.number.startswith("-") else f"-{amount.number}")
        return tree.Comparison(condition.subject, MIRRORED[sign] if down else sign, amount, suffixes=condition.suffixes)

    def _subject(self, condition: tree.Condition | None) -> str:
        subject = getattr(condition, "subject", None)
        return subject.text if isinstance(subject, tree.Name) else self.name

    def _span(self, condition: tree.Condition | None) -> tuple[str, bool]:
        """The year of the row, stretched to the days that its target names; whether it is only a stand-in."""
        years = {day.year for day in self._days()}
        years |= {int(part.text[:4]) for part in tree.walk(condition) if isinstance(part, tree.Day)} if condition else set()
        if self.asked.year is not None:
            years.add(self.asked.year)
        low, high = min(years, default=_ANY_YEAR), max(years, default=_ANY_YEAR)
        return (str(low) if low == high else f"{low}-01..{high}-12"), not years

    def _days(self) -> tuple[dt.date, ...]:
        readings = (self.found.reading, *self.found.reading.clauses)
        return tuple(day for one in readings for day in (*one.by_any, *((one.by,) if one.by is not None else ())))


def _opened(ruleset: Ruleset, rule: LevelRule) -> Ruleset:
    """The ruleset with the least that each of its bands may give."""
    scoring = ruleset.indicators[0].scoring
    bands = scoring.get("bands") if scoring is not None else None
    if scoring is None or not isinstance(bands, tuple):
        return ruleset
    opened = tuple(
        attrs.evolve(band, least=worth.low) for band, worth in zip(bands, rule.worths, strict=True) if isinstance(band, Band)
    )
    settings = tuple((name, opened if name == "bands" else value) for name, value in scoring.settings)
    indicators = tuple(attrs.evolve(one, scoring=attrs.evolve(scoring, settings=settings)) for one in ruleset.indicators)
    return attrs.evolve(ruleset, indicators=indicators)


def _falls(condition: tree.Comparison) -> bool:
    return isinstance(condition.bound, tree.Amount) and condition.bound.number.startswith("-")
