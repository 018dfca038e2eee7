"""A form → the draft of its ruleset: the span, the rows with their measures, the money, the points, and what is to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.draft import Draft, DraftMeasure, DraftRow, Form, Money, Note, asked, told
from indicatorlang.model.number import decimal_text, exact
from indicatorlang.model.period import Period
from indicatorlang.resolve.drafting.judging import APPROVED, EXECUTION, SPENT
from indicatorlang.resolve.drafting.problems import NotAFormYear, NothingToDraft, YearsDiffer, YearUnknown
from indicatorlang.resolve.drafting.rows import drafted_rows
from indicatorlang.resolve.drafting.texts import in_quotes, is_blank, points, years_in
from indicatorlang.resolve.drafting.trying import money_faults, profile_faults
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.problems import TooMany
from indicatorlang.resolve.row.indicators import MAX_INDICATORS
from indicatorlang.resolve.sections import span_of

_HUNDRED = Fraction(100)
_BUDGET_POINTS = Fraction(10)
FIRST_YEAR = 1900
_NO_SUM = ("", "无", "/", "—", "-", "0", "0.00")


@frozen
class _Span:
    """The span of a draft: as a year where it is one, else as a period."""

    period: Period
    notes: tuple[Note, ...] = ()

    @property
    def year(self) -> int | None:
        first, last = self.period.start, self.period.end
        return first.year if first.year == last.year else None

    @property
    def whole_year(self) -> bool:
        first, last = self.period.start, self.period.end
        return first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def draft_of(
    form: Form, *, year: str | None = None, profile: str | None = None, name: str = ""
) -> tuple[Draft | None, tuple[Diagnostic, ...]]:
    """The draft of one form. `year` and `profile` are what the caller says; `name` stands in for a project that has none."""
    place = Place(form.file or None, form.sheet or None)
    project = form.project or name
    if not form.rows:
        return None, (NothingToDraft(project=short(project), why="blank", place=place),)
    span, wrong = _span(form, year, project)
    if span is None:
        return None, tuple(problem.at(place) for problem in wrong)
    wrong = profile_faults(profile, span.period.text) if profile is not None else ()
    if len(form.rows) > MAX_INDICATORS:
        wrong = (*wrong, TooMany(key="indicators", count=len(form.rows), limit=MAX_INDICATORS, place=place))
    if wrong:
        return None, wrong
    drafted = drafted_rows(form.rows, span.period.text, span.year)
    if all(row.withheld for row in drafted.rows):
        return None, (NothingToDraft(project=short(project), why="open", place=place),)
    rows, weighed = _weighed(drafted.rows)
    funds, sources, about_money = _funds(form.money, span.period.text)
    own_row = any(row.name == EXECUTION and not row.withheld for row in rows)
    budget, about_budget = _budget(rows, form, bool(funds or sources) and not own_row)
    unnamed = (
        ()
        if form.project
        else (asked("原表没有项目名称，用的是文件名", "the form has no project name; the file's name stands here"),)
    )
    return Draft(
        project,
        rows,
        drafted.measures,
        _about_measures(drafted.measures),
        str(span.year) if span.whole_year else "",
        "" if span.whole_year else span.period.text,
        form.code,
        form.department,
        form.agency,
        profile or "mof-2020",
        form.goal,
        form.remark,
        funds,
        sources,
        budget,
        head=(*_head(form, profile), *unnamed, *span.notes),
        notes=(*form.notes, *about_money, *weighed, *about_budget),
        file=form.file,
    ), ()


def _head(form: Form, profile: str | None) -> tuple[Note, ...]:
    source = form.file.replace("\\", "/").rpartition("/")[2]
    sheet = f"“{form.sheet}”" if form.sheet else ""
    notes = [
        told(
            f"草稿，由{source}{sheet}导入。指标名称和指标值照抄原表；判定、数据项、口径和等级是拟定的，标“待确认”的逐条核对后删去注释。",
            f"A draft, imported from {source}{f' [{form.sheet}]' if form.sheet else ''}. Names and wordings are the form's; "
            "targets, measures, kinds and scales are proposals. Settle what asks to be confirmed, then delete the comments.",
        )
    ]
    if profile is None:
        notes.append(told("原表没有写评分办法，按通行的 mof-2020。", "The form names no scoring rules; mof-2020 is used."))
    return tuple(notes)


# The span


def _span(form: Form, wanted: str | None, project: str) -> tuple[_Span | None, tuple[Diagnostic, ...]]:
    """What the caller says, else what the form says, else the only year that its texts name."""
    if wanted is not None:
        return _spelled(wanted, ())
    if form.year:
        found, _ = _spelled(form.year, ())
        years = years_in(form.year)
        if found is not None:
            return found, ()
        if len(years) == 1:
            return _spelled(years[0], ())
    if form.period:
        period = span_of(form.period)
        if period is not None and _may_be_of_a_form(period):
            return _Span(period), ()
    texts = " ".join([form.project, form.goal, *(f"{row.name} {row.target}" for row in form.rows)])
    years = years_in(texts)
    if len(years) == 1:
        note = asked(
            f"原表没有写预算年度，表中只出现{years[0]}年，按{years[0]}年",
            f"the form states no year; {years[0]} is the only one it names",
        )
        return _spelled(years[0], (note,))
    shown = short(project)
    return None, (YearsDiffer(project=shown, years=years) if years else YearUnknown(project=shown),)


def _spelled(text: str, notes: tuple[Note, ...]) -> tuple[_Span | None, tuple[Diagnostic, ...]]:
    period = span_of(re.sub(r"年度", "年", text.strip())) if len(text) <= 60 else None
    if period is None or not _may_be_of_a_form(period):
        return None, (NotAFormYear(text=short(text)),)
    return _Span(period, notes), ()


def _may_be_of_a_form(period: Period) -> bool:
    """Whether a span runs forwards in years of our time: `0731` in a column that slipped is the end of a project's code."""
    return period.start.year >= FIRST_YEAR and period.start <= period.end


# Measures and points


def _about_measures(measures: Sequence[DraftMeasure]) -> tuple[Note, ...]:
    """What is asked about the measures, once for all alike: whether their values add up or stand as they are, and what rates are of."""
    open_ones = [one for one in measures if not one.settled and not one.formula and one.name not in (SPENT, APPROVED)]
    kinds = {one.kind if one.unit not in ("%", "％") else "rate" for one in open_ones if one.kind in ("ytd", "snapshot")}
    notes = {
        "ytd": asked(
            "口径写“累计数”的填年初以来的累计；逐期分别填报的，改为本期数",
            "`ytd` counts from the start of the year; make it `period` where periods are reported one by one",
        ),
        "snapshot": asked(
            "口径写“时点数”的填期末当时的数；逐期发生的，改为本期数或累计数",
            "`snapshot` is the value at the end of a period; make it `period` or `ytd` where it adds up",
        ),
        "rate": asked(
            "计量单位是%的直接填比率；知道分子、分母的，宜改写计算公式",
            "rates are reported as such; a formula of their two parts is better",
        ),
    }
    return tuple(note for kind, note in notes.items() if kind in kinds)


def _weighed(rows: Sequence[DraftRow]) -> tuple[tuple[DraftRow, ...], tuple[Note, ...]]:
    """The rows with points for all or for none, and what is to be said of them."""
    given = [row for row in rows if row.weight]
    if not given:
        note = told(
            "原表没有分值，由程序平均分配，报告里会注明。",
            "The form gives no points; they are spread evenly, as the report says.",
        )
        return tuple(rows), (note,)
    counted = [row for row in rows if not row.withheld]
    missing = asked("没有分值，暂按0分", "no points; 0 for now")
    whole = tuple(row if row.weight else attrs.evolve(row, weight="0", notes=(missing, *row.notes)) for row in rows)
    lost = sum((exact(row.weight) or Fraction(0) for row in rows if row.withheld), Fraction(0))
    notes = []
    if lost and counted:
        text = decimal_text(lost)
        notes.append(
            asked(f"注释掉的指标共{text}分，没有计入总分", f"rows that are commented out carry {text} points, not counted")
        )
    return whole, tuple(notes)


def _budget(rows: Sequence[DraftRow], form: Form, brings: bool) -> tuple[str, tuple[Note, ...]]:
    """The points of the row 预算执行率 that the money brings along, and whether all points make a hundred."""
    total = sum((exact(row.weight) or Fraction(0) for row in rows if row.weight), Fraction(0))
    said = points(form.budget_weight) if form.budget_weight else None
    if not total:
        return (said or "" if brings else ""), ()
    notes: list[Note] = []
    budget = ""
    if brings:
        if said is None and total == _HUNDRED:
            budget = "0"
            notes.append(
                asked(
                    "各指标分值合计已是100，预算执行率行不占分；要占10分的，改这里并下调指标分值",
                    "the rows carry 100 points already, so budget execution carries none; change both if it should",
                )
            )
        else:
            budget = said or decimal_text(_BUDGET_POINTS)
        total += exact(budget) or Fraction(0)
    if total != _HUNDRED:
        text = decimal_text(total)
        notes.append(asked(f"分值合计{text}，不是100，请核对", f"the points add up to {text}, not 100; check them"))
    return budget, tuple(notes)


# The money


def _funds(
    money: Sequence[Money], span: str
) -> tuple[tuple[tuple[Literal["initial", "budget"], str], ...], tuple[tuple[str, str], ...], tuple[Note, ...]]:
    """The section of money: totals and sources, as far as their unit is known and the loader takes them."""
    stated = [part for part in money if _sum(part.initial) or _sum(part.budget)]
    if not stated:
        return (), (), ()
    if any(not part.unit and not _has_unit(part) for part in stated):
        shown = "；".join(f"{part.label or '总额'} {part.budget or part.initial}" for part in stated[:6])
        return (
            (),
            (),
            (asked(f"资金没有写单位，没有采用：{shown}", f"the unit of the money is not stated, so it is not used: {shown}"),),
        )
    total = next((part for part in stated if part.total), stated[0] if len(stated) == 1 else None)
    pairs: tuple[tuple[Literal["initial", "budget"], str], ...] = ()
    if total is not None:
        both: tuple[tuple[Literal["initial", "budget"], str], ...] = (("initial", total.initial), ("budget", total.budget))
        pairs = tuple((key, _amount(text, total.unit)) for key, text in both if _sum(text))
    parts = [part for part in stated if part is not total and part.label]
    sources = tuple({part.label: _amount(part.budget or part.initial, part.unit) for part in parts}.items())
    section: dict[str, Any] = {**dict(pairs), **({"sources": dict(sources)} if sources else {})}
    faults = money_faults(section, span)
    if faults:
        zh, en = faults[0].zh(), faults[0].en()
        return (), (), (asked(f"资金没有采用：{in_quotes(zh)}", f"the money is not used: {en}"),)
    return pairs, sources, ()


def _sum(text: str) -> bool:
    return text.strip() not in _NO_SUM and not is_blank(text)


def _has_unit(part: Money) -> bool:
    return all(text.strip().endswith("元") for text in (part.initial, part.budget) if _sum(text))


def _amount(text: str, unit: str) -> str:
    text = text.strip()
    return text if text.endswith("元") else f"{text} {unit}"
