"""What a typed cell says of growth: a rise counts up, a fall counts down, 持平 is nought, 翻一番 a hundred per cent."""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.lazily import pattern
from indicatorlang.model.number import decimal_text
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.filled.figures import Figure, Figures, mirrored
from indicatorlang.resolve.filled.typed import Typed
from indicatorlang.syntax.written.tree import Change, WrittenNumber

_LESS = pattern(r"减收|减产|下滑|回落|萎缩|缩减|降幅|减幅|跌")
_IN_PERCENT: dict[Change, int] = {"same": 0, "double": 100, "fourfold": 300}


def grown(cell: Typed, found: Figures, target: Reading) -> Figures:
    """The figures as rates of growth: the number behind 增长 is the rate itself, behind 下降 its negative. Without a figure the
    words that are a rate by themselves."""
    figures = tuple(_as_rate(figure, target) for figure in found.found)
    if any(figure.change is not None and figure.role != "part" for figure in figures):
        figures = tuple(
            attrs.evolve(figure, role="reached" if figure.role in ("difference", "earlier") else figure.role)
            if figure.change is not None
            else figure
            for figure in figures
        )
    if not figures:
        said = [change for change in found.changes if change in _IN_PERCENT]
        if len(said) == 1 and len(found.changes) == 1:
            number = str(_IN_PERCENT[said[0]])
            figures = (Figure(WrittenNumber(number, "%"), Fraction(number), "reached", cell.shown),)
    return attrs.evolve(found, found=figures)


def _as_rate(figure: Figure, target: Reading) -> Figure:
    if figure.unit == "倍" and figure.change == "up":
        value = figure.value * 100
        return attrs.evolve(figure, written=WrittenNumber(decimal_text(value), "%"), value=value)
    if figure.role == "rate":
        return attrs.evolve(figure, role="difference")  # 完成率100% is no growth
    if figure.change is None and _LESS.search(figure.lead):
        figure = attrs.evolve(figure, change="down")
    if figure.change != "down" or figure.value < 0:
        return figure
    number = figure.written.number
    turned = attrs.evolve(figure.written, number=f"-{number}" if figure.value else number)
    bound = mirrored(figure.bound) if figure.bound is not None and figure.bound != "!=" else figure.bound
    return attrs.evolve(figure, written=turned, value=-figure.value, bound=bound)
