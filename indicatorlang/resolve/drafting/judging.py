"""A target as declared → the condition of the draft with its subject, and the measure it needs.

The target is read as everywhere (`resolve/wordings.py`). What the reading is sure of is written in the strict language; what can be
read in two ways is left as the authority wrote it; what nobody can read becomes a row that is judged by the three official levels,
which invents no number. Each of these is said in a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.scales import builtin_scales, scales_with
from indicatorlang.model.draft import DraftKind, DraftMeasure, FormRow, Note, Worded, asked, told
from indicatorlang.model.number import exact
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.drafting.demands import same_measure
from indicatorlang.resolve.drafting.doubts import doubts, unused
from indicatorlang.resolve.drafting.texts import in_quotes, placeholder
from indicatorlang.resolve.wording.around import Around
from indicatorlang.resolve.wordings import understood
from indicatorlang.syntax import tree
from indicatorlang.syntax.to_text import to_text

THREE_LEVELS, REACHED = "三档", "达成年度指标"
SPENT, APPROVED, EXECUTION = "全年执行数", "全年预算数", "预算执行率"
LAST_YEAR = "上年"
_BEFORE = {"同期": "上年同期"}
_SIMPLE = (tree.Comparison, tree.Within, tree.Is, tree.Done, tree.Growth, tree.Trend)
_RATES = pattern(r"(?:率|(?<![长宽高深厚])度|比例|占比|比重|百分比|指数|水平)(?:[（(].*)?$")
_RATE = pattern(r"率(?:[（(].*)?$")
_DONE = pattern(r"(?:已|按时|按期|如期|全部|全面)?(?:完成|完工|竣工|建成|上线|投用|验收)(?:率?100[%％])?")
_SIGNS = pattern(r"[≥≤><＞＜=＝≧≦⩾⩽]|定性|定量")
_QUALITATIVE = ("定性", "定性指标")
_LENGTHS = ("工作日", "个工作日", "小时", "分钟", "天", "日", "秒")
_RANKS = ("名", "位")
_PER = pattern(r"元(?:/|每)(?!年|月|季|日|天)")
_FREE_REMARKS = {"year-assumed", "date-from-name", "unit-taken", "operator-taken"}
"""What was taken from beside the text and shows in the target itself."""
_TO_CONFIRM = {"approximate-ignored", "money-assumed", "operators-differ", "units-differ"}
"""What was assumed and changes what is demanded."""
_EACH = pattern(r"[/每](?:日|天|周|月|季度|季)$")
_BARE = pattern(r"[0-9][0-9.,，]*")
_IN_BRACKETS = pattern(r"(?<=[\u3400-\u9fff])[（(][^（()）]*[)）]$")


@frozen
class Judged:
    """What a row demands. Without a condition the wording stands alone (`kept`), or nothing can be judged (`withheld`)."""

    reading: Reading
    condition: tree.Condition | None = None
    notes: tuple[Note, ...] = ()
    withheld: bool = False


def wording_of(row: FormRow) -> str:
    """The target as the form shows it: sign, value and unit of three columns put together, nothing else changed."""
    sign = row.op.strip() if _SIGNS.search(row.op) and row.op.strip() not in (*_QUALITATIVE, "定量", "定量指标") else ""
    value, unit = row.target.strip(), row.unit.strip()
    if sign and _SIGNS.search(value):
        sign = ""
    bare = re.fullmatch(r"[≥≤><＞＜=＝≧≦⩾⩽]*\s*[-0-9.,，*＊_＿Xx×]+", value) is not None
    return f"{sign}{value}{unit if bare and unit not in ('/', '-', '—', '无') else ''}"


def judged(row: FormRow, wording: str, year: int | None) -> Judged:
    """The condition that the row's target states, without a subject."""
    if row.candidates:
        either = "／".join(row.candidates[:8])
        note = asked(f"排版已散，指标值对不上号，可能是：{either}", f"the layout is lost; the value may be any of: {either}")
        return Judged(Reading("text"), notes=(note,), withheld=True)
    if placeholder(row.target) or placeholder(row.unit):
        note = asked("指标值还空着没填，填好后去掉行首的 #", "the value is still to be filled in; then remove the # signs")
        return Judged(Reading("none"), notes=(note,), withheld=True)
    # 1 under the unit 期/月 is 1期/月: so many in each period, which only the whole text says.
    each = _EACH.search(row.unit.strip()) is not None and _BARE.fullmatch(row.target.strip()) is not None
    target, unit = (f"{row.target.strip()}{row.unit.strip()}", "") if each else (row.target, row.unit)
    around = Around(name=row.name, op=row.op, unit=unit, year=year, level2=row.level2 or row.level1)
    found = understood(target, around)
    reading = found.reading
    if reading.kind == "none":
        note = asked("原表没有指标值，补上后去掉行首的 #", "the form states no target; add one and remove the # signs")
        return Judged(reading, notes=(note,), withheld=True)
    if found.condition is None:
        return Judged(reading, notes=_why_not(reading, wording))
    if row.op.strip() in _QUALITATIVE and isinstance(found.condition, tree.Growth) and found.condition.amount is None:
        note = asked(
            f"原表列为定性，暂由评价人按{THREE_LEVELS}评定；有数可考的，写明数据项和判定",
            "the form calls it qualitative; judged by the three levels for now; if there is a number write a measure and a target",
        )
        return Judged(reading, notes=(note,))
    if len(reading.by_any) > 1:
        days = tuple(day.isoformat() for day in reading.by_any)
        note = asked(
            f"期限有两种读法（{days[0]}、{days[1]}），判定没有替您选；确认后补写，如“判定: {row.name} 完成 不晚于 {days[1]}”",
            f"the deadline can be read in two ways ({days[0]}, {days[1]}), so no target is written; "
            f"add one when it is settled, such as `target: {row.name} done by {days[1]}`",
        )
        return Judged(reading, notes=(note,))
    node, notes = _plain_units(_against_last_year(found.condition, year))
    return Judged(reading, node, (*_remarks(reading, row.name), *notes, *doubts(row, node)))


def _why_not(reading: Reading, wording: str) -> tuple[Note, ...]:
    """Why no condition could be written, and what to write."""
    if reading.kind == "grades":
        steps = "，".join(f"{step.level}{step.value}{step.unit}" for step in reading.grades)
        return (
            asked(
                f"指标值分了等次（{steps}），没有说达到哪一等算完成，暂由评价人按三档评定；"
                "要按等次给分的，写明判定，并在“评分标准”里分档",
                f"the value lists grades ({steps}) without saying which one counts as met; judged by the three levels for now; "
                "write a target, and bands under `scoring`",
            ),
        )
    refused = reading.refused[:1]
    zh = "；".join([d.zh() + (f"（{d.help_zh()}）" if d.help_zh() else "") for d in refused]) or "指标值读不出要求"
    en = "; ".join([d.en() + (f" ({d.help_en()})" if d.help_en() else "") for d in refused]) or "the target is not understood"
    return (
        asked(
            f"{in_quotes(zh)}；暂由评价人按三档评定，确认后改写判定",
            f"{en}; judged by the three levels for now; write a target when it is settled",
        ),
    )


def _remarks(reading: Reading, name: str) -> tuple[Note, ...]:
    """What was assumed, and which words carry no condition."""
    parts = (reading, *(clause for clause in reading.clauses))
    assumed = dict.fromkeys(d for part in parts for d in part.assumed if d.code not in _FREE_REMARKS)
    notes = [(asked if d.code in _TO_CONFIRM else told)(in_quotes(d.zh()), d.en()) for d in assumed]
    rest = list(dict.fromkeys(word for part in parts if part.rest for word in unused(part.rest, name)))
    if rest:
        notes.append(told(f"原文中的“{'”“'.join(rest)}”没有写进判定", f"not part of the target: {', '.join(rest)}"))
    return tuple(notes)


def _against_last_year(node: tree.Condition, year: int | None) -> tree.Condition:
    """The condition with growth that names no baseline, or the year before by its number, held against last year."""
    match node:
        case tree.Growth(over=over) if over is None or (year is not None and over.text.rstrip("年度") == str(year - 1)):
            return attrs.evolve(node, over=tree.Name(LAST_YEAR))
        case tree.And(parts=parts) | tree.Or(parts=parts):
            return attrs.evolve(node, parts=tuple(_against_last_year(part, year) for part in parts))
        case tree.Not(part=part):
            return attrs.evolve(node, part=_against_last_year(part, year))
    return node


def _plain_units(node: tree.Condition) -> tuple[tree.Condition, tuple[Note, ...]]:
    """The condition with units without their other spellings: `60台（套）` is written 60 台."""
    if not isinstance(node, tree.Comparison) or not isinstance(node.bound, tree.Amount):
        return node, ()
    unit = node.bound.unit
    short = _IN_BRACKETS.sub("", unit)
    if short == unit:
        return node, ()
    note = told(f"计量单位“{unit}”写作“{short}”", f"the unit {unit} is written {short}")
    return attrs.evolve(node, bound=attrs.evolve(node.bound, unit=short)), (note,)


def about(node: tree.Condition, subject: str) -> tree.Condition:
    """The condition with its subject, wherever it has none."""
    match node:
        case tree.And(parts=parts) | tree.Or(parts=parts):
            return attrs.evolve(node, parts=tuple(about(part, subject) for part in parts))
        case tree.Not(part=part):
            return attrs.evolve(node, part=about(part, subject))
    return attrs.evolve(node, subject=tree.Name(subject)) if node.subject is None else node


def written(node: tree.Condition) -> Worded:
    """The condition in both languages."""
    return Worded(to_text(node, "zh"), to_text(node, "en"))


def by_three_levels(subject: str) -> tuple[tree.Condition, DraftMeasure]:
    """What stands in for a demand without a number: the official levels, the best of which is asked for."""
    return tree.Is(tree.Name(subject), tree.Name(REACHED)), DraftMeasure(subject, scale=THREE_LEVELS)


def level_words(node: tree.Condition) -> tuple[str, ...]:
    """The level words that a condition names."""
    found = []
    for part in tree.walk(node):
        if isinstance(part, tree.Is):
            found.append(part.level.text)
        elif isinstance(part, tree.Comparison) and isinstance(part.bound, tree.Name):
            found.append(part.bound.text)
    return tuple(found)


def measure_for(subject: str, node: tree.Condition, judged: Judged, row: FormRow) -> tuple[DraftMeasure, tuple[Note, ...]] | None:
    """The measure that a condition needs, and what is asked about it; None when no one measure can carry it."""
    words = level_words(node)
    parts = [part for part in tree.walk(node) if isinstance(part, _SIMPLE)]
    if words:
        scales = {scale.name for word in words for scale in scales_with(word, builtin_scales().values())}
        return (DraftMeasure(subject, scale=scales.pop()), ()) if len(scales) == 1 and len(parts) == 1 else None
    if all(isinstance(part, tree.Done) for part in parts):
        return DraftMeasure(subject, kind="done_date"), _about_done(judged.reading)
    units = list(dict.fromkeys(part.unit for part in _amounts(node) if part.unit))
    growth = [part for part in parts if isinstance(part, tree.Growth | tree.Trend)]
    if growth:
        unit = row.unit.strip() if row.unit.strip() not in ("%", "％", "/", "-", "—", "百分点") else ""
        unit = "%" if "百分点" in units or (not unit and _RATE.search(row.name)) else unit
        about_unit = () if unit else _about_unit("", subject, stated=False)
        return DraftMeasure(subject, unit=unit, kind=_kind((row.name, judged.reading.rest), unit, node)), (
            _baseline(subject, growth),
            *about_unit,
        )
    if len(parts) > 1 and (len(units) > 1 or not same_measure(node, judged.reading)):
        return None
    units = ["%" if unit == "成" else unit for unit in units]
    unit = next((unit for unit in units if unit != "百分点"), "%" if _RATE.search(row.name) and _nought(node) else "")
    return DraftMeasure(subject, unit=unit, kind=_kind((row.name, judged.reading.rest), unit, node)), _about_unit(
        unit, subject, stated=bool(units)
    )


def _amounts(node: tree.Condition) -> list[tree.Amount]:
    """The amounts that are compared with, tolerances left out."""
    aside = [part.tolerance for part in tree.walk(node) if isinstance(part, tree.Comparison)]
    return [part for part in tree.walk(node) if isinstance(part, tree.Amount) and not any(part is other for other in aside)]


def _nought(node: tree.Condition) -> bool:
    return all(exact(amount.number) == 0 for amount in _amounts(node))


def _kind(names: Sequence[str], unit: str, node: tree.Condition) -> DraftKind:
    """Stocks, rates and lengths of time are reported as they stand, what is counted or spent as it adds up."""
    if any(getattr(part, "suffixes", tree.NO_SUFFIX).every for part in tree.walk(node)):
        return ""
    limit = isinstance(node, tree.Comparison) and node.op in ("<", "<=")
    within = limit and (unit in _LENGTHS or unit in _RANKS)
    price = _PER.search(unit) is not None
    as_it_stands = within or price or unit in ("%", "％", "‰") or any(_RATES.search(name) for name in names)
    return "snapshot" if as_it_stands else "ytd"


def _baseline(subject: str, growth: Sequence[tree.Growth | tree.Trend]) -> Note:
    """What there must be to compare with."""
    over = next((part.over.text for part in growth if isinstance(part, tree.Growth) and part.over is not None), "")
    if over != LAST_YEAR:
        return asked(
            f"要与{_BEFORE.get(over, over or '上一期')}比，以前各期的数也要填报",
            f"compared with {over or 'the period before'}: the values of earlier periods must be reported too",
        )
    return asked(
        f"要与上年比，上年数随本年数一起填报，或登记为“基期值: {{{LAST_YEAR}: {{{subject}: 填上年数和单位}}}}”",
        f"compared with last year: report last year's value too, or register it as "
        f"`baselines: {{{LAST_YEAR}: {{{subject}: VALUE UNIT}}}}`",
    )


def _about_done(reading: Reading) -> tuple[Note, ...]:
    """A state without a number and without a date is asked about; 完成 says itself what is meant."""
    if reading.kind != "done" or reading.by is not None or _DONE.fullmatch(reading.level):
        return ()
    return (
        asked(
            "没有可以核对的数，按做到没有计，做到时填日期；能定出数的，宜改写判定",
            "nothing to count: met or not, the date is reported; better a target with a number if there is one",
        ),
    )


def _about_unit(unit: str, subject: str, *, stated: bool) -> tuple[Note, ...]:
    if unit and not stated:
        return (asked("指标值没有写计量单位，实际值按百分数填报", "the target states no unit; actuals are reported in per cent"),)
    if unit in ("工作日", "个工作日"):
        return (
            asked(
                "暂填一个天数；要逐件核对的，另设台账（日期列、起止两列），"
                f'把{subject}写成“计算公式: "workdays(起始日期, 办结日期)"”',
                "one number of days is reported for now; to check case by case declare `records` with two dates and "
                'compute the measure, `formula: "workdays(received, done)"`',
            ),
        )
    if not unit:
        return (
            asked("数据项没有计量单位，请补；比率的实际值带上%号", "the measure has no unit; add one, and write rates with %"),
        )
    return ()
