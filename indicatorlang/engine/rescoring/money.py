"""The money block: its lines read, and the score for budget execution.

The rate is what was spent over the budget, exact; nothing is computed from a printed rate while both amounts are there.
"""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.problems.budget_problems import BudgetExceeded
from indicatorlang.engine.rescoring import money_problems as problems
from indicatorlang.lazily import pattern
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.filled import FilledRow, FilledTable
from indicatorlang.model.points import is_blank, plain, read_points, read_rate
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.rescored import Computed, MoneyLine
from indicatorlang.model.unit import PLAIN, Unit
from indicatorlang.model.verdict import Verdict

ONE = Fraction(1)
TEN_THOUSAND = 10_000
MAX_LENGTH = 60
_UNIT = pattern(r"[(（\[【]?(?:单位)?\s*[:：]?\s*((?:百|千|万|亿|千万|百万)?元)\s*[)）\]】]?")
_IN_HEADING = pattern(r"[(（]\s*(?:单位\s*[:：]?\s*)?((?:百|千|万|亿|千万|百万)?元)\s*[)）]")
_TOTAL = pattern(r"总额|总计|合计|总金额|资金总量|总数|总预算")
_AMONG = pattern(r"^(?:其中|含)[:：]?")
_BELOW = pattern(r"一般公共预算|政府性基金|国有资本经营|专项债|一般债")
"""Sources of a source: 财政拨款 is made up of these, the total is not."""


def money_line(row: FilledRow, table: FilledTable) -> MoneyLine:
    """A line of the money block. An amount without a unit is in that of its heading, its row, or the block; without any it stays a
    bare number. A cell that is no amount leaves its field empty."""
    label = "".join(plain(row.get("label")).split())
    total = not label or bool(_TOTAL.search(label))
    rate, weight, score = read_rate(row.get("rate")), read_points(row.get("weight"), percent=True), read_points(row.get("score"))
    return MoneyLine(
        row,
        label,
        _amount(row, "initial", table),
        _amount(row, "budget", table),
        _amount(row, "spent", table),
        rate=None if rate is None else rate[0],
        weight=None if weight is None else weight.value,
        score=None if score is None else score.value,
        is_total=total,
        is_part=not total and not (_AMONG.match(label) and _BELOW.search(label)),
    )


def _amount(row: FilledRow, column: problems.Column, table: FilledTable) -> Quantity | None:
    return read_money(row.get(column), _unit_for(row, column, table))


def _unit_for(row: FilledRow, column: problems.Column, table: FilledTable) -> Unit:
    """The unit of a bare amount: what stands nearest says it."""
    index = row.at.get(column)
    headings = [t.heading for t in (*table.money_taken, *table.taken) if t.meaning == column and index in (None, t.column)]
    for text in headings:
        if found := _IN_HEADING.search(text):
            return parse_unit(found[1]).unit
    for text in (row.get("unit"), table.facts.get("money_unit", "")):
        if found := _UNIT.fullmatch(text.strip()):
            return parse_unit(found[1]).unit
    return PLAIN


def read_money(text: str, unit: Unit = PLAIN) -> Quantity | None:
    """`43.2万元`, `1,843,294.00元`, `￥3,000`; a bare number is in `unit`. None for a blank cell and for what is no sum of money.

    >>> read_money("43.2万元").base, read_money("1,843,294.00元").number, read_money("—")
    (Fraction(432000, 1), Fraction(1843294, 1), None)
    """
    typed = plain(text).lstrip("￥¥").strip()
    if not typed or is_blank(typed) or len(typed) > MAX_LENGTH:
        return None
    found = parse_quantity(typed)
    if found is None:
        return None
    if found.unit == PLAIN:
        return Quantity(found.number, unit, found.places)
    if found.unit.is_ratio and found.unit.factor > 1:  # 43.2万 of the unit's own kind
        yuan = parse_unit(f"{found.unit.text}元")
        return Quantity(found.number, yuan.unit, found.places) if yuan.known else None
    return found if found.unit.is_money else None


def rescore_money(line: MoneyLine, profile: Profile, weight: Fraction | None = None) -> Computed:
    """What a line of money comes to: the rate of execution, at most the whole, times the points. `weight` is that of the budget row;
    without it the line's own, else the profile's. Nothing of nothing is not applicable."""
    points = next(w for w in (weight, line.weight, profile.budget_weight) if w is not None)
    rate, told = _rate(line)
    if rate is None and told:
        return Computed(profile=profile.name, of="money", refused=told[0])
    if rate is None:
        return Computed(Verdict.NOT_APPLICABLE, profile=profile.name, of="money")
    exact = min(rate, ONE) * points
    remarks = (*told, *((BudgetExceeded(rate=rate),) if rate > 1 else ()))
    return Computed(score=profile.rounded(exact), exact=exact, profile=profile.name, of="money", rate=rate, remarks=remarks)


def _rate(line: MoneyLine) -> tuple[Fraction | None, tuple[Diagnostic, ...]]:
    """The rate with what is to be said of it; without a rate why there is none, or nothing when there was nothing to spend."""
    unread = _unread(line)
    if unread is not None:
        return None, (unread,)
    budget, told = _budget(line)
    spent = line.spent
    if budget is None or spent is None:
        missing: problems.Column = "budget" if budget is None else "spent"
        if line.rate is None:
            return None, (problems.MoneyMissing(column=missing),)
        return line.rate, (problems.RateAsPrinted(rate=plain(line.row.get("rate")), column=missing),)
    if not spent.unit.fits(budget.unit):
        return None, (problems.MoneyUnitsDiffer(budget=budget.shown(), spent=spent.shown()),)
    amounts: tuple[tuple[problems.Column, Quantity], ...] = (("budget", budget), ("spent", spent))
    below = next(((column, amount) for column, amount in amounts if amount.number < 0), None)
    if below is not None:
        return None, (problems.MoneyNegative(column=below[0], amount=below[1].shown()),)
    if budget.number == 0:
        return None, () if spent.number == 0 else (problems.SpentWithoutBudget(spent=spent.shown()),)
    rate = spent.base / budget.base
    if _scale_is_doubtful(rate) and not all("元" in line.row.get(column) for column in ("budget", "spent")):
        return None, (problems.MoneyScaleDoubtful(budget=budget.shown(), spent=spent.shown()),)
    return rate, told


def _scale_is_doubtful(rate: Fraction) -> bool:
    """Whether the rate would be an ordinary one if 元 and 万元 had been mixed up; a very small rate may be true, but hardly that small."""
    return any(Fraction(1, 2) <= mixed <= Fraction(6, 5) for mixed in (rate / TEN_THOUSAND, rate * TEN_THOUSAND))


def _budget(line: MoneyLine) -> tuple[Quantity | None, tuple[Diagnostic, ...]]:
    """The adjusted budget; without it the initial one, unless the printed rate shows that another was meant."""
    if line.budget is not None:
        return line.budget, ()
    initial, spent = line.initial, line.spent
    if initial is None or spent is None or not initial.number or not initial.unit.fits(spent.unit):
        return None, ()
    printed = read_rate(line.row.get("rate"))
    if printed is not None and abs(printed[0] - spent.base / initial.base) * 100 * 10 ** printed[1] > 1:
        return None, ()
    return initial, (problems.InitialBudgetTaken(amount=initial.shown()),)


def _unread(line: MoneyLine) -> problems.MoneyUnread | None:
    """A cell of the two amounts that says something, and no sum of money."""
    columns: tuple[tuple[problems.Column, Quantity | None], ...] = (("budget", line.budget), ("spent", line.spent))
    for column, amount in columns:
        text = line.row.get(column)
        if amount is None and not is_blank(text):
            return problems.MoneyUnread(column=column, text=" ".join(text.replace("`", "'").split())[:MAX_LENGTH])
    return None
