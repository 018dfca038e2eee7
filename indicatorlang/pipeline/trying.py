"""Cases that are made up and tried on one row of a ruleset: those that reach something, those that tell two rulesets apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from indicatorlang.diagnostics import ActualsError, RulesetError, errors
from indicatorlang.engine.from_model import plan as plan_of
from indicatorlang.engine.trying.cases import cases
from indicatorlang.model.assessment import Assessment
from indicatorlang.model.expected import TOTAL, Absent, Each, Exactly, Expectation, RowExpected, TestCase, Words
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.number import decimal_text
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.verdict import VERDICT_WORDS, Verdict
from indicatorlang.pipeline.rules import Rules

MOST = 200
"""So many cases are tried for a row."""
DECIDED = (Verdict.MET, Verdict.MISSED)


def alone(rules: Rules, rows: Iterable[str], ruleset: Ruleset | None = None) -> Rules:
    """Rules of some rows only, by their ids; they do not work out what would have met a target."""
    whole = rules.ruleset if ruleset is None else ruleset
    wanted = set(rows)
    left = attrs.evolve(whole, indicators=tuple(row for row in whole.indicators if row.id in wanted))
    plan = plan_of(left)
    later = tuple((day, attrs.evolve(phase, needs=False)) for day, phase in plan.later)
    return attrs.evolve(rules, ruleset=left, plan=attrs.evolve(plan, needs=False, later=later))


def tried(
    rules: Rules, rows: Iterable[Indicator], days: Iterable[dt.date] = (), through: frozenset[str] = frozenset()
) -> Iterator[tuple[TestCase, Assessment]]:
    """Made-up cases for a row in its versions, each with what it comes to on rules; those that cannot be used are left out."""
    for number, case in enumerate(cases(rows, rules.ruleset, days, through)):
        if number >= MOST:
            return
        assessment = assessed(rules, case)
        if assessment is not None and not errors(assessment.diagnostics):
            yield case, assessment


def assessed(rules: Rules, case: TestCase) -> Assessment | None:
    """What a case comes to; None when it cannot be used."""
    try:
        return rules.evaluate(case.actuals or {}, records=case.records, as_of=case.as_of, final=case.final)
    except (ActualsError, RulesetError):
        return None


def with_result(case: TestCase, assessment: Assessment, row: str, *, steps: bool = False) -> TestCase:
    """The case with what it comes to as what it expects: verdict and points of a row, with `steps` the verdicts of its milestones;
    and its veto, where that took effect."""
    result = assessment[row]
    fields = [_verdict(result.verdict)]
    if result.score is not None:
        fields.append(Expectation("score", Exactly(result.score), decimal_text(result.score), words=("得分", "score")))
    elif result.verdict in DECIDED:
        fields.append(Expectation("score", Absent(), "无", words=("得分", "score"), english="none"))
    decided = [step for step in result.milestones if step.verdict in DECIDED] if steps else []
    if decided:
        named = tuple((step.by.isoformat(), (_verdict(step.verdict),)) for step in decided)
        zh, en = (
            "{" + ", ".join(f"{step.by.isoformat()}: {VERDICT_WORDS[step.verdict][lang]}" for step in decided) + "}"
            for lang in ("zh", "en")
        )
        fields.append(Expectation("milestones", Each(named), zh, words=("节点", "milestones"), english=en))
    expected = [RowExpected(result.id, result.id, tuple(fields))]
    if any(veto.indicator == row for veto in assessment.vetoes):
        told = Expectation("vetoes", Words((row,), whole=False), f"[{row}]", words=("一票否决", "vetoes"))
        expected.append(RowExpected(TOTAL, "合计", (told,)))
    return attrs.evolve(case, expect=tuple(expected))


def _verdict(verdict: Verdict) -> Expectation:
    word = str(verdict)
    return Expectation("verdict", Exactly(word), VERDICT_WORDS[verdict]["zh"], words=("结论", "verdict"), english=word)
