"""What the tests of a ruleset may refer to: its rows, measures, scales and grades. Known while loading, and again for files of cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.library.scales import builtin_scales
from indicatorlang.model.indicator import Indicator, Measure
from indicatorlang.model.period import Period
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Scale
from indicatorlang.resolve import problems
from indicatorlang.resolve.fields import Found, near, short
from indicatorlang.syntax.yaml.tree import Scalar


@frozen
class Ground:
    """The names that tests use, and where to note what is wrong with them."""

    found: Found
    rows: Sequence[Indicator]
    span: Period
    measures: Mapping[str, Measure]
    scales: Mapping[str, Scale]
    grades: tuple[str, ...]

    def add(self, problem: Diagnostic) -> None:
        """Note a diagnostic."""
        self.found.add(problem)

    def rows_named(self, text: str) -> list[Indicator]:
        """Rows go by their id, else by the path of their headings and the name, else by the name alone."""
        for by in (
            [row for row in self.rows if row.id == text],
            [row for row in self.rows if text in ("/".join(row.path), f"{row.level1}/{row.name}")],
        ):
            if by:
                return by
        return [row for row in self.rows if row.name == text]

    def row(self, key: Scalar) -> Indicator | None:
        """The row that a key names; reported where there is none, or more than one."""
        text = key.text.strip()
        named = self.rows_named(text)
        if len(named) > 1:
            candidates = tuple(short(row.id) for row in named)
            self.add(problems.AmbiguousRow(name=short(text), candidates=candidates, place=key.place))
        elif not named:
            known = [word for row in self.rows for word in (row.id, row.name)]
            self.add(problems.UnknownRow(name=short(text), near=near(text, known), place=key.place))
        return named[0] if len(named) == 1 else None

    def every_scale(self) -> Iterator[Scale]:
        """The scales of the ruleset and of its measures, then the built-in ones."""
        yield from self.scales.values()
        yield from (scale for measure in self.measures.values() for scale in (measure.scale, measure.survey) if scale is not None)
        yield from builtin_scales().values()


def ground_of(ruleset: Ruleset) -> Ground:
    """The ground of a ruleset that is loaded, with nothing found yet."""
    grades = tuple(grade.name for grade in ruleset.profile.grades)
    found = Found(units=dict(ruleset.units))
    return Ground(found, ruleset.indicators, ruleset.span, ruleset.measures, ruleset.scales, grades)
