"""A few answers → a ruleset with tests: its rows are drafted as those of a form, its tests are what the ruleset itself comes to."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import ActualsError, Diagnostic, Lang
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import Need
from indicatorlang.model.draft import Form, FormRow, told
from indicatorlang.model.number import decimal_text
from indicatorlang.model.verdict import VERDICT_WORDS, Verdict
from indicatorlang.pipeline.rules import Rules, loads_ruleset
from indicatorlang.reports.draft.scalars import inside, key, scalar
from indicatorlang.reports.draft.yaml import draft_yaml
from indicatorlang.resolve.drafting.drafts import draft_of

_CENT = 100
_WORDS = {
    "zh": ("自测", "名称", "评价时点", "实际值", "应得", "结论", "得分"),
    "en": ("tests", "name", "as_of", "actuals", "expect", "verdict", "score"),
}
_MET = {"zh": "年末各项达标", "en": "everything met at the end"}
_NOTHING = {"zh": "没有填报的不得分", "en": "what is not reported earns nothing"}
_HEAD = told(
    "按所答的指标写成。判定、数据项、口径和分值是拟定的，标“待确认”的逐条核对后删去注释；末尾的自测随指标一起改。",
    "Made from the rows that were told. Targets, measures, kinds and points are proposals: settle what asks to be confirmed, then delete "
    "the comments. Change the tests at the end together with the rows.",
)
Given = dict[str, dict[str, str]]
"""Actuals by measure and period."""
Rows = list[tuple[str, Verdict, str]]
"""What must come out: the row's id, its verdict, its points (empty where they are not said)."""


@frozen
class Answers:
    """What somebody says of a new ruleset: the project, the budget year, and its rows by name and wording."""

    project: str
    year: int
    rows: tuple[tuple[str, str], ...] = ()


@frozen
class Answered:
    """The text of a ruleset, how many of its rows are comments because nobody can tell what they demand, and what was found."""

    text: str
    withheld: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


def answered(answers: Answers, lang: Lang) -> Answered:
    """The ruleset of the answers. Raises `ActualsError` when nothing can be drafted."""
    weights = _even(len(answers.rows))
    rows = tuple(
        FormRow(name, wording, weight=weight, id=str(number))
        for number, ((name, wording), weight) in enumerate(zip(answers.rows, weights, strict=True), 1)
    )
    draft, found = draft_of(Form(rows, project=answers.project, year=str(answers.year)), profile="mof-2020")
    if draft is None:
        raise ActualsError(*found)
    text = draft_yaml(attrs.evolve(draft, head=(_HEAD,)), lang)
    withheld = sum(row.withheld for row in draft.rows)
    return Answered(f"{text}\n{_tests(loads_ruleset(text), lang)}", withheld, found)


def _even(count: int) -> list[str]:
    """100 points for so many rows, whole as long as there are enough of them; the first rows take what is left over."""
    unit = 1 if count <= _CENT else _CENT
    share, left = divmod(_CENT * unit, count)
    return [decimal_text(Fraction(share + (number < left), unit)) for number in range(count)]


def _tests(rules: Rules, lang: Lang) -> str:
    """Two tests that hold: what meets every row that can be met, and nothing at all."""
    span = rules.ruleset.span
    end = span.end.isoformat()
    needs = {row.id: row.needed for row in rules.evaluate({}, as_of=span.start.isoformat())}
    # What would not meet its row, for want of a baseline or of a kind, is left out again: it would only raise questions.
    met = _met(rules, _entered(needs.values()), end)
    given = _entered(needs[row] for row in met)
    reached: Rows = [(row, Verdict.MET, "") for row in _met(rules, given, end)]
    empty: Rows = [(row.id, row.verdict, "0") for row in rules.evaluate({}, as_of=end) if row.verdict is Verdict.NO_DATA]
    cases = [(_MET[lang], given, reached), (_NOTHING[lang], {}, empty)]
    lines = [line for name, actuals, rows in cases if rows for line in _test(name, end, actuals, rows, lang)]
    return "\n".join([f"{_WORDS[lang][0]}:", *lines, ""]) if lines else ""


def _met(rules: Rules, given: Given, end: str) -> tuple[str, ...]:
    """The rows that such actuals meet."""
    return tuple(row.id for row in rules.evaluate(given, as_of=end) if row.verdict is Verdict.MET) if given else ()


def _entered(needs: Iterable[tuple[Need, ...]]) -> Given:
    """The actuals that somebody would type to meet these rows, by the first way of each."""
    given: Given = {}
    for of_row in needs:
        for need in of_row:
            if need.way == of_row[0].way:
                _enter(need, given)
    return given


def _enter(need: Need, given: Given) -> None:
    """The entry that somebody would type to meet the target."""
    if need.day is not None:
        given.setdefault(need.measure, {})[need.day.isoformat()[:7]] = need.day.isoformat()
    elif need.period is not None:
        value = need.level
        if need.quantity is not None:
            unit = need.quantity.unit.text
            value = f"{decimal_text(need.quantity.number)}{'' if unit in ('', '%', '‰') else ' '}{unit}"
        if value is not None:
            given.setdefault(need.measure, {})[need.period.text] = value


def _test(name: str, end: str, given: Given, rows: Rows, lang: Lang) -> list[str]:
    _, called, as_of, actuals, expect, verdict, score = _WORDS[lang]
    lines = [f"  - {called}: {scalar(name)}", f"    {as_of}: {end}"]
    entries = [
        f"      {key(measure)}: {{" + ", ".join(f"{period}: {inside(value)}" for period, value in periods.items()) + "}"
        for measure, periods in given.items()
    ]
    lines += [f"    {actuals}:", *entries] if entries else [f"    {actuals}: {{}}"]
    lines.append(f"    {expect}:")
    for row, came, points in rows:
        word = VERDICT_WORDS[came]["zh"] if lang == "zh" else str(came)
        earned = f", {score}: {points}" if points else ""
        lines.append(f"      {key(row)}: {{{verdict}: {word}{earned}}}")
    return lines
