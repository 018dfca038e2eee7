"""Written numbers → comparisons and ranges: the operator and the unit are found, in the text or beside it, and what was assumed is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import define
from indicatorlang.library.units import parse_unit
from indicatorlang.model.comparison import Op, Stated
from indicatorlang.model.number import decimal_text, exact
from indicatorlang.model.profile import Profile
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.resolve.wording import problems
from indicatorlang.resolve.wording import refusal_problems as refusals
from indicatorlang.resolve.wording.beside import Beside
from indicatorlang.resolve.wording.quantities import around, in_decimals, plain_unit, same_unit
from indicatorlang.resolve.wording.stated import operator_beside, stated, told_of
from indicatorlang.resolve.wording.subjects import counted_from_an_event, own_subject
from indicatorlang.syntax import tree
from indicatorlang.syntax.written.tree import LOWER, UPPER, WrittenClause, WrittenNumber, WrittenOperator

_ONE = ("一", "满", "超")


@define
class Amounts:
    """Reads the numbers of one text; collects what had to be assumed and words that found no use after all."""

    name: str
    level2: str
    beside: Beside
    text: str
    profile: Profile | None = None
    stated: list[Stated] = attrs.field(factory=list)
    assumed: list[Diagnostic] = attrs.field(factory=list)
    refused: list[Diagnostic] = attrs.field(factory=list)
    unused: list[str] = attrs.field(factory=list)
    several: bool = False
    """Whether the text says several things, each of its own subject."""
    period_said: bool = False
    """Whether the unit says already per what: 元/(人·月)."""

    def read(self, clause: WrittenClause) -> tuple[Reading, tree.Condition | None] | None:
        """Reading and condition of a clause with a number; None when what it says contradicts itself."""
        self._left_over(clause)
        if clause.tolerance is not None:
            return self._about(clause, clause.tolerance)
        if clause.number is None:
            return None
        number = in_decimals(clause.number)
        if clause.high is not None:
            low, high = same_unit(number, in_decimals(clause.high))
            return self._range(clause, low, high, self.unit_of(low, clause))
        unit = self.unit_of(number, clause)
        op = self._operator(clause, number.number, unit)
        if op is None:
            return None
        if clause.approximate:
            self.assumed.append(problems.ApproximateIgnored(word=clause.approximate, amount=number.number + unit))
        reading = Reading("number", op=op, value=number.number, unit=unit)
        return reading, tree.Comparison(None, op, tree.Amount(number.number, unit))

    def _left_over(self, clause: WrittenClause) -> None:
        """Words of growth and of a baseline that turned out to say nothing about growth."""
        if clause.growth is not None:
            self.unused.append(self.text[clause.growth.span.start : clause.growth.span.end])
        if clause.baseline:
            self.unused.append(clause.baseline)

    # Ranges

    def _range(
        self, clause: WrittenClause, low: WrittenNumber, high: WrittenNumber, unit: str
    ) -> tuple[Reading, tree.Condition | None] | None:
        ends = exact(low.number), exact(high.number)
        differ = bool(high.unit and low.unit and high.unit != low.unit)
        if differ or ends[0] is None or ends[1] is None or ends[0] > ends[1]:
            first, second = (end.number + (end.unit or high.unit) for end in (low, high))
            self.refused.append(refusals.RangeUnclear(low=first, high=second, units=differ))
            return None
        reading = Reading(
            "range",
            low=low.number,
            high=high.number,
            low_closed=clause.low_closed,
            high_closed=clause.high_closed,
            unit=unit,
        )
        for end in clause.ends:
            self._say(stated((end,), end.op, self.text, self.profile))
        low_end, high_end = tree.Amount(low.number, unit), tree.Amount(high.number, unit)
        return reading, tree.Within(None, low_end, high_end, clause.low_closed, clause.high_closed)

    def _about(self, clause: WrittenClause, tolerance: WrittenNumber) -> tuple[Reading, tree.Condition | None] | None:
        """100±5, 100万元±5%; ±5% alone lies about nought. 90%±5% can mean two things and is not read."""
        number = clause.number
        if number is None:
            unit = self.unit_of(tolerance, clause)
            ends = around("0", unit, tolerance.number, unit)
        else:
            tolerance = attrs.evolve(tolerance, unit=plain_unit(tolerance.unit))
            share = tolerance.unit == "%" or not tolerance.unit
            unit = self.unit_of(number if number.unit or share else tolerance, clause)
            ends = None if tolerance.unit == unit == "%" else around(number.number, unit, tolerance.number, tolerance.unit)
        if ends is None:
            self._unfit(number, tolerance, unit)
            return None
        reading = Reading("range", low=ends[0], high=ends[1], low_closed=True, high_closed=True, unit=unit)
        if number is None:
            return reading, tree.Within(None, tree.Amount(ends[0], unit), tree.Amount(ends[1], unit))
        said = tree.Amount(tolerance.number, tolerance.unit)
        return reading, tree.Comparison(None, "==", tree.Amount(number.number, unit), said)

    def _unfit(self, number: WrittenNumber | None, tolerance: WrittenNumber, unit: str) -> None:
        middle, by = exact(number.number if number else "0"), exact(tolerance.number)
        if number is not None and middle is not None and by is not None and tolerance.unit == unit == "%":
            points = decimal_text(middle - by), decimal_text(middle + by)
            share = decimal_text(middle - middle * by / 100), decimal_text(middle + middle * by / 100)
            said = refusals.ToleranceUnclear(number=number.number, tolerance=tolerance.number, points=points, share=share)
            self.refused.append(said)
        else:
            amount = (number.number if number else "") + unit
            self.refused.append(refusals.ToleranceUnfit(amount=amount, tolerance=tolerance.number + tolerance.unit))

    # The operator

    def _operator(self, clause: WrittenClause, value: str, unit: str) -> Op | None:
        """Stated in the text, in its column, in the name; else by what the name measures. None when statements contradict."""
        column = operator_beside(self.beside.column_op, self.beside.column_words, self.profile)
        named = operator_beside(self.beside.name_op, self.beside.name_words, self.profile)
        taken = self._taken(clause.operators)
        if clause.operators and taken is None:
            one = clause.operators[0]
            other = next((found for found in clause.operators if found.op != one.op), one)
            contrary = refusals.ContraryComparisons(one=one.phrase, other=other.phrase, amount=value + unit)
            self.refused.append(contrary)
        if clause.operators:
            if taken is not None:
                self._say(stated(clause.operators, taken, self.text, self.profile))
            if taken is not None and column is not None and taken not in (column.op, self.beside.column_op):
                said = "".join(op.phrase for op in clause.operators)
                self.assumed.append(problems.OperatorsDiffer(taken=said, left=self.beside.column_words))
            return taken
        if column is not None:
            return self._from_beside(column, self.beside.column_words, "column")
        if named is not None:
            return self._from_beside(named, self.beside.name_words, "name")
        amount = value + unit
        if exact(value) == 0:
            self.assumed.append(problems.OperatorAssumed(amount=amount, op="<=", named=False))
            return "<="
        if clause.growth is not None and not clause.baseline and clause.growth.change in ("up", "down"):
            changed = self.text[clause.growth.span.start : clause.growth.span.end]  # 缩短2个工作日
            self.assumed.append(problems.OperatorAssumed(amount=amount, op=">=", word=changed, named=False))
            return ">="
        lasting = any(parse_unit(unit).unit.fits(parse_unit(own).unit) for own in ("天", "个月"))
        if clause.number is not None and lasting and counted_from_an_event(self.text, clause.number):
            self.assumed.append(problems.OperatorAssumed(amount=amount, op="<=", named=False))
            return "<="
        own = own_subject(self.text, clause) if self.several or not self.name else ""
        told = told_direction(own or self.name, (self.level2,), parse_unit(unit).unit, exact(value))
        op: Op = ">=" if told.direction == "higher" else "<="
        assumed = problems.OperatorAssumed(amount=amount, op=op, word=told.word, named=bool(self.name), heading=told.heading)
        self.assumed.append(assumed)
        return op

    def _from_beside(self, found: WrittenOperator, words: str, where: Literal["column", "name"]) -> Op:
        self.assumed.append(problems.OperatorTaken(op=found.op, words=words, where=where))
        self._say(stated((found,), found.op, words, self.profile, where))
        return found.op

    def _say(self, said: Stated | None) -> None:
        if said is not None:
            self.stated.append(said)
            self.assumed += told_of(said)

    def _taken(self, operators: Sequence[WrittenOperator]) -> Op | None:
        """One operator of several: ≥≥ is one, ≥95%以上 too; > beside 以上 is the sign; ≤ beside 以上 is none."""
        ops = {found.op for found in operators}
        if not ops:
            return None
        if len(ops) > 1:
            ops.discard("==")
        if len(ops) == 1:
            return next(iter(ops))
        if not (ops <= set(LOWER) or ops <= set(UPPER)):
            return None
        taken = next((found for found in operators if not found.word), operators[0])
        left = next(found for found in operators if found.op != taken.op)
        self.assumed.append(problems.OperatorsDiffer(taken=taken.phrase, left=left.phrase))
        return taken.op

    # The unit

    def unit_of(self, number: WrittenNumber, clause: WrittenClause | None) -> str:
        """The unit as written, in the text or beside it; with what the number is counted for (每亩300)."""
        unit = self._per(self._beside(plain_unit(number.unit)), clause)
        found = parse_unit(unit)
        if unit and not found.known:
            self.assumed.append(problems.UnitUnknown(unit=unit))
        return unit

    def _beside(self, unit: str) -> str:
        """元 beside a column 元/月/人 is said more fully there; 28.8万元 beside a column % stays as written."""
        for other, where in ((self.beside.column_unit, "column"), (self.beside.name_unit, "name")):
            if not other or other == unit:
                continue
            whole = parse_unit(unit + other)
            counted = whole.known and whole.unit.dimension == parse_unit(other).unit.dimension
            multiplied = unit in ("万", "亿", "千", "百万", "千万") and (whole.unit.is_money or counted)
            full = unit + other if multiplied else other
            fuller = not unit or multiplied or other.startswith(f"{unit}/") or (unit.startswith("/") and other.endswith(unit))
            if fuller:
                self.assumed.append(problems.UnitTaken(unit=full, where="column" if where == "column" else "name"))
                return full
            if where == "column" and parse_unit(unit).unit.dimension != parse_unit(other).unit.dimension:
                self.assumed.append(problems.UnitsDiffer(taken=unit, left=other))
        return unit

    def _per(self, unit: str, clause: WrittenClause | None) -> str:
        if clause is None or not clause.per:
            return unit
        noun = clause.per.removeprefix("每").removeprefix("均").strip()
        if unit and any(sign in noun for sign in _ONE):
            # 每服役一年4500元: for what is said too fully to be a unit.
            self.unused.append(clause.per)
            return unit
        if clause.per.startswith("均") and unit and parse_unit(unit).known and not parse_unit(unit).unit.is_money:
            return f"{unit}/{noun}" if "/" not in unit and not parse_unit(unit).unit.is_ratio else unit
        if not unit:
            unit = "元"
            said = clause.per + (clause.number.number if clause.number else "")
            self.assumed.append(problems.MoneyAssumed(text=said, unit=f"元/{noun}"))
        if not parse_unit(unit).unit.is_money:
            self.unused.append(clause.per)
            return unit
        month = {"month": "月", "day": "天", "year": "年"}.get(clause.period or "")
        self.period_said = month is not None
        return f"{unit}/({noun}·{month})" if month else f"{unit}/{noun}"
