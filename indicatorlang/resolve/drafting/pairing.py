"""Names and values that lost their table → pairs, as far as they are certain; what is not certain stays open.

Five kinds of evidence, each sound by itself: one line of the text held both; what they say admits no other partner; all rows stand
one behind the other; every way to give each name one fitting value gives this name the same one; all that is known so far keeps the
order of the text, so the rest does too. Where names and values are not equally many only the first two hold.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.lazily import frozen
from indicatorlang.model.number import exact
from indicatorlang.resolve.drafting.fitting import Value, affine, fits, proof
from indicatorlang.resolve.drafting.texts import without_date

_WITNESSES = 3
_MANY = 40


@frozen
class Cell:
    """A name or a value, and where it comes in the text; two that stood directly behind one another have orders that follow."""

    text: str
    order: int
    value: Value | None = None


def paired(names: Sequence[Cell], values: Sequence[Cell], narrative: str) -> dict[int, int]:
    """For each name (its place in `names`) the place of its value, only where that is certain."""
    if max(len(names), len(values)) > _MANY:
        return {}
    sure = _told(names, values, narrative)
    if len(names) != len(values):
        return sure
    sure |= _dated(names, values, sure)
    sure |= _alternating(names, values, sure)
    before = -1
    while len(sure) != before:
        before = len(sure)
        sure |= _adjacent(names, values, sure)
        sure |= _only_way(names, values, sure)
        sure |= _in_order(names, values, sure)
    return sure


def _left(cells: Sequence[Cell], used: Sequence[int]) -> list[int]:
    return [index for index in range(len(cells)) if index not in used]


def _value(cell: Cell) -> Value:
    if cell.value is None:
        raise TypeError("a name has no value")
    return cell.value


def _told(names: Sequence[Cell], values: Sequence[Cell], narrative: str) -> dict[int, int]:
    """Pairs that their own words prove."""
    texts = [name.text for name in names]
    read = [_value(value) for value in values]
    found: dict[int, int] = {}
    for index, name in enumerate(texts):
        proven = {value.text for value in read if fits(name, value, texts) and proof(name, value, texts, read, narrative)}
        if len(proven) == 1:
            free = [at for at, value in enumerate(read) if value.text in proven and at not in found.values()]
            if free:
                found[index] = free[0]
    return found


def _dated(names: Sequence[Cell], values: Sequence[Cell], sure: dict[int, int]) -> dict[int, int]:
    """Names that differ only in their dates, each directly followed by an amount of one unit, the amounts rising with the order."""
    groups: dict[str, list[int]] = {}
    for index in _left(names, list(sure)):
        stem = without_date(names[index].text)
        if stem != names[index].text:
            groups.setdefault(stem, []).append(index)
    found: dict[int, int] = {}
    for group in groups.values():
        after = {index: _after(names[index], values, sure) for index in group}
        pairs = [(index, at) for index, at in after.items() if at is not None and _value(values[at]).kind == "count"]
        units = {_value(values[at]).reading.unit for _, at in pairs}
        if len(group) < 2 or len(pairs) < len(group) or len(units) != 1:
            continue
        ordered = sorted(pairs, key=lambda pair: month_of(names[pair[0]].text))
        amounts = [_amount(_value(values[at])) for _, at in ordered]
        if all(x < y for x, y in itertools.pairwise(amounts)):
            found |= dict(pairs)
    return found


def _alternating(names: Sequence[Cell], values: Sequence[Cell], sure: dict[int, int]) -> dict[int, int]:
    """All of them, when every name is directly followed by its value from first to last, as rows that were read one by one are,
    what is certain already agrees, and each fits."""
    pairs = [
        (index, next((at for at, v in enumerate(values) if v.order == name.order + 1), None)) for index, name in enumerate(names)
    ]
    found = {index: at for index, at in pairs if at is not None}
    texts = [name.text for name in names]
    if len(found) < max(len(names), _WITNESSES + 1) or len(set(found.values())) < len(found) or not sure:
        return {}
    agree = all(values[found[index]].text == values[at].text for index, at in sure.items())
    return found if agree and all(fits(texts[index], _value(values[at]), texts) for index, at in found.items()) else {}


def month_of(name: str) -> tuple[int, ...]:
    """The numbers of the date in front of a name, which put names that differ in nothing else in order."""
    digits = "".join(sign if sign.isdigit() else " " for sign in name[: len(name) - len(without_date(name))])
    return tuple(int(part) for part in digits.split())


def _amount(value: Value) -> Fraction:
    return exact(value.reading.value or "") or Fraction(0)


def _after(name: Cell, values: Sequence[Cell], sure: dict[int, int]) -> int | None:
    """The value that stands directly behind a name."""
    return next((at for at, value in enumerate(values) if value.order == name.order + 1 and at not in sure.values()), None)


def _adjacent(names: Sequence[Cell], values: Sequence[Cell], sure: dict[int, int]) -> dict[int, int]:
    """A degree word directly behind the only name left of which such a word is usually said."""
    left_names, left_values = _left(names, list(sure)), _left(values, list(sure.values()))
    for index in left_names:
        at = _after(names[index], values, sure)
        if at is None or not affine(names[index].text, _value(values[at])):
            continue
        alike = [other for other in left_names if affine(names[other].text, _value(values[at]))]
        rivals = [v for v in left_values if v != at and affine(names[index].text, _value(values[v]))]
        if alike == [index] and not rivals:
            return {index: at}
    return {}


def _only_way(names: Sequence[Cell], values: Sequence[Cell], sure: dict[int, int]) -> dict[int, int]:
    """Names that get the same text in every way to give all names a fitting value."""
    left_names, left_values = _left(names, list(sure)), _left(values, list(sure.values()))
    texts = [names[index].text for index in left_names]
    may = {index: [at for at in left_values if fits(names[index].text, _value(values[at]), texts)] for index in left_names}
    whole = _matching(may, {})
    if whole is None:
        return {}
    found: dict[int, int] = {}
    for index in left_names:
        own = values[whole[index]].text
        others = {at for at in may[index] if values[at].text != own}
        if not any(_matching(may, {index: at}) is not None for at in others):
            found[index] = whole[index]
    return found


def _matching(may: dict[int, list[int]], fixed: dict[int, int]) -> dict[int, int] | None:
    """One way to give every name a value of its own, with those that are fixed; None when there is none."""
    holder: dict[int, int] = {}

    def place(index: int, seen: set[int]) -> bool:
        for at in [fixed[index]] if index in fixed else may[index]:
            if at in seen:
                continue
            seen.add(at)
            if at not in holder or place(holder[at], seen):
                holder[at] = index
                return True
        return False

    if not all(place(index, set()) for index in may):
        return None
    return {index: at for at, index in holder.items()}


def _in_order(names: Sequence[Cell], values: Sequence[Cell], sure: dict[int, int]) -> dict[int, int]:
    """All others by their order, when at least three that are certain keep it, none breaks it, and they outnumber the others."""
    by_text = sorted(range(len(names)), key=lambda index: names[index].order)
    ranked = sorted(range(len(values)), key=lambda at: values[at].order)
    kept = [values[ranked[rank]].text == values[sure[index]].text for rank, index in enumerate(by_text) if index in sure]
    if len(kept) < max(_WITNESSES, len(names) - len(kept)) or not all(kept):
        return {}
    texts = [names[index].text for index in _left(names, list(sure))]
    pairs = list(zip(by_text, ranked, strict=True))
    if not all(fits(names[index].text, _value(values[at]), texts) for index, at in pairs if index not in sure):
        return {}
    return dict(pairs)
