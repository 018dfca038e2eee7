"""What the cases of each project come to: every distinct case is asked of the row engine, and its answer joined, counted and added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.engine.cases.table import CaseTable
from indicatorlang.engine.columns.cases.answers import INSIDE, KNOWN, MET, MISSED, ODD, OPEN, OUTSIDE, Answers, Asker, is_each
from indicatorlang.engine.columns.cases.questions import Question
from indicatorlang.engine.columns.cases.tables import ONE, UNSURE, TableOnColumns
from indicatorlang.engine.columns.exact import LIMIT
from indicatorlang.engine.columns.scaling import LARGEST, SCALE
from indicatorlang.engine.problems.actuals_problems import NOWHERE
from indicatorlang.model.formula import CaseCondition, OverCases
from indicatorlang.model.indicator import Condition

Percent = Literal["percent", "fraction"] | None


@attrs.frozen
class Summed:
    """What the cases of each project came to under one question, as columns of `frame` (one row a project) that begin with `prefix`.
    `codes` are those that occur, `most` the greatest size in each column. `under` and `unit` are those of `answers.Answers`."""

    question: Question
    frame: Any
    prefix: str
    codes: frozenset[int]
    most: Mapping[str, int]
    answers: Answers

    def name(self, column: str) -> str:
        """The name of a column."""
        return self.prefix + column


def sums_of(table: TableOnColumns, conditions: Sequence[Condition], percent: Percent) -> Iterator[Summed]:
    """What the cases of each project come to, for every question."""
    groups: dict[tuple[tuple[str, ...], str | None], list[Question]] = {}
    for question in table.questions:
        own = tuple(name for name in question.columns(table.ruleset) if name in table.columns)
        value = question.added_up
        groups.setdefault((own, value if value in table.values else None), []).append(question)
    for index, ((columns, value), questions) in enumerate(groups.items()):
        group = _Group(table, f"c{table.number}_{index}_", columns, questions, conditions, percent, value)
        yield from group.summed()


@attrs.frozen
class _Told:
    """What the row engine said: the combinations (their keys, then how many cases have them), the answers to each question, which
    combinations have the key of 1, and how bare percentages look by column. `cases` have these keys."""

    cases: Any
    found: Sequence[tuple[Any, ...]]
    answers: Sequence[Answers]
    ones: Sequence[bool]
    doubts: Mapping[str, Sequence[int]]


@attrs.frozen
class _Group:
    """Questions about the same columns. `value`: a column of numbers that are only added up or put in order, so that plain ones need not be told
    apart: the row engine is asked what 1 is worth."""

    table: TableOnColumns
    prefix: str
    columns: Sequence[str]
    questions: Sequence[Question]
    conditions: Sequence[Condition]
    percent: Percent
    value: str | None

    @property
    def nw(self) -> Any:
        """The library of expressions."""
        return self.table.nw

    @property
    def keys(self) -> list[str]:
        """The keys of the columns."""
        return [self.table.keys[name] for name in self.columns]

    def summed(self) -> Iterator[Summed]:
        """Everything, for each of the questions."""
        told = self._told_plainly() if self.value is None else self._told_by_ones(self.value)
        frame = self._added(self._joined(told), len(told.doubts))
        sizes = self._sizes(frame)
        for n, (question, answers) in enumerate(zip(self.questions, told.answers, strict=True)):
            own = f"{self.prefix}{n}_"
            most = {name.removeprefix(own): size for name, size in sizes.items() if name.startswith(own)}
            yield Summed(question, frame, own, frozenset(answers.codes), most, answers)

    # Asking

    def _told_plainly(self) -> _Told:
        found, asker = self._asked(self.table.cases)
        answers = self._answers(asker, LIMIT // max(sum(int(row[-1]) for row in found), 1))
        return _Told(self.table.cases, found, answers, [False] * len(found), asker.in_doubt(self.conditions))

    def _told_by_ones(self, value: str) -> _Told:
        """The same where plain numbers have the key of 1; numbers are counted in ten thousandths. The limit of plain ones is lowered until
        what they are worth can be added up."""
        nw = self.nw
        ((cases_of_one, largest),) = self.table.engine.rows(
            self.table.cases.group_by("project")
            .agg(nw.len().alias("n"), nw.col(self.table.values[value]).abs().max().alias("v"))
            .select(nw.col("n").max(), nw.col("v").max())
        )
        most, limit = LIMIT // max(cases_of_one or 1, 1), LARGEST
        while True:
            cases = self.table.alike(value, limit)
            found, asker = self._asked(cases)
            answers = self._answers(asker, most // SCALE)
            ones = [row[self.columns.index(value)] == ONE for row in found]
            worth = max([1, *(abs(n) for a in answers for n, one in zip(a.numbers, ones, strict=True) if one)])
            if min(largest or 0, limit) * worth <= most:
                break
            limit = most // worth
        finer = [attrs.evolve(answer, under=answer.under * SCALE) for answer in answers]
        return _Told(cases, found, finer, ones, asker.in_doubt(self.conditions))

    def _asked(self, cases: Any) -> tuple[list[tuple[Any, ...]], Asker]:
        """The combinations of the cases, and who asks about them."""
        table, columns = self.table, self.columns
        found = table.distinct(cases, self.keys)
        texts = [tuple(table.text(name, key) for name, key in zip(columns, row, strict=False)) for row in found]
        empty = CaseTable(table.declared, (), NOWHERE, table.lacking, (), {}, self.percent or table.ruleset.percent)
        return found, Asker(table.ruleset, empty, texts, columns, [int(row[-1]) for row in found])

    def _answers(self, asker: Asker, most: int) -> list[Answers]:
        return [asker.answers(question, most) for question in self.questions]

    # Joining

    def _joined(self, told: _Told) -> Any:
        """Each case with its project, and the code and number of every question."""
        nw, keys, told_of = self.nw, self.keys, self._columns(told)
        values = [] if self.value is None else [self.table.values[self.value]]
        names = ["project", "there", *values, *(name for name in told_of if name not in keys)]
        if keys:
            days = {self.table.keys[name] for name, type_ in self.table.types.items() if type_ == nw.Date}
            types = {name: nw.String if name in keys and name not in days else nw.Int64 for name in told_of}
            joined = told.cases.join(self.table.engine.table(told_of, types), on=keys, how="left").select(*names)
        else:
            given = [nw.lit(told_of[name][0] if told.found else 0).cast(nw.Int64).alias(name) for name in names[2:]]
            joined = told.cases.with_columns(*given).select(*names)
        unknown = nw.col("here").is_null() | (nw.col("there") == UNSURE)
        numbers = range(len(self.questions))
        joined = joined.with_columns(
            *(nw.when(unknown).then(ODD).otherwise(nw.col(f"code{n}")).alias(f"code{n}") for n in numbers)
        )
        for value in values:
            plain = nw.col(value)
            worth = {n: nw.col(f"worth{n}") for n in numbers}
            own = {n: nw.when((worth[n] != 0) & ~plain.is_null()).then(plain * worth[n]) for n in numbers}
            joined = joined.with_columns(*(own[n].otherwise(nw.col(f"number{n}")).alias(f"number{n}") for n in numbers))
        return joined

    def _columns(self, told: _Told) -> dict[str, Sequence[Any]]:
        """The small table that is joined: keys, codes and numbers of each combination, and what its doubts are."""
        made: dict[str, Sequence[Any]] = {key: [row[n] for row in told.found] for n, key in enumerate(self.keys)}
        made["here"] = [1] * len(told.found)
        for n, answers in enumerate(told.answers):
            made |= {f"code{n}": answers.codes, f"number{n}": answers.numbers}
            if self.value is not None:
                # What one is worth stands beside the plain numbers, which are ten thousandths already.
                made[f"worth{n}"] = [number if one else 0 for number, one in zip(answers.numbers, told.ones, strict=True)]
                made[f"number{n}"] = [number * SCALE for number in answers.numbers]
        return made | {f"doubt{n}": codes for n, codes in enumerate(told.doubts.values())}

    # Adding up

    def _added(self, joined: Any, doubts: int) -> Any:
        """One row a project, kept by the engine."""
        nw, prefix = self.nw, self.prefix
        makes = [make for n, question in enumerate(self.questions) for make in self._makes(n, question)]
        for n in range(doubts):
            makes += [
                (nw.col(f"doubt{n}") == size).cast(nw.Int64).sum().cast(nw.Int64).alias(f"{prefix}{name}{n}")
                for name, size in (("inside", INSIDE), ("outside", OUTSIDE))
            ]
        frame = joined.group_by("project").agg(*makes)
        for n, question in enumerate(self.questions):
            percentile = question.asked.percent if isinstance(question.asked, OverCases) else None
            if percentile is not None:
                frame = self._with_rank(frame, joined, n, percentile, f"{prefix}{n}_rank")
        odd = nw.lit(False)
        for n in range(doubts):
            odd = odd | ((nw.col(f"{prefix}inside{n}") > 0) & (nw.col(f"{prefix}outside{n}") == 0))
        for n in range(len(self.questions)):
            odd = odd | (nw.col(f"{prefix}{n}_worst") == ODD)
        return self.table.engine.kept(frame.with_columns(odd.alias(f"{prefix}odd")))

    def _makes(self, n: int, question: Question) -> Iterator[Any]:
        """What is counted and added up for one question, by project."""
        nw, prefix = self.nw, self.prefix
        code, number = nw.col(f"code{n}"), nw.col(f"number{n}")

        def count(wanted: int, name: str) -> Any:
            return (code == wanted).cast(nw.Int64).sum().cast(nw.Int64).alias(f"{prefix}{n}_{name}")

        yield code.max().alias(f"{prefix}{n}_worst")
        asked = question.asked
        if is_each(question) or (isinstance(asked, OverCases) and (asked.of is None or isinstance(asked.of, CaseCondition))):
            yield count(MET, "met")
            yield count(MISSED, "missed")
            return
        known = nw.when(code == KNOWN).then(number)
        yield count(KNOWN, "n")
        function = asked.function if isinstance(asked, OverCases) else ""
        if function in ("sum", "mean"):
            yield known.sum().cast(nw.Int64).alias(f"{prefix}{n}_sum")
        if function in ("min", "max"):
            yield (known.min() if function == "min" else known.max()).alias(f"{prefix}{n}_{function}")
        if function == "max":
            yield nw.when(code == OPEN).then(number).max().alias(f"{prefix}{n}_open")

    def _with_rank(self, frame: Any, joined: Any, n: int, percent: Fraction, name: str) -> Any:
        """The frame with the nearest rank beside: the least number up to which there are at least so many of them."""
        nw = self.nw
        counts = joined.filter(nw.col(f"code{n}") == KNOWN).group_by("project", f"number{n}").agg(nw.len().alias("rows"))
        counts = counts.with_columns(
            nw.col("rows").cast(nw.Int64).cum_sum().over("project", order_by=f"number{n}").alias("up_to"),
            nw.col("rows").cast(nw.Int64).sum().over("project").alias("all"),
        )
        enough = nw.col("up_to") * (100 * percent.denominator) >= nw.col("all") * percent.numerator
        ranks = counts.filter(enough).group_by("project").agg(nw.col(f"number{n}").min().alias(name))
        names = [*frame.collect_schema().names(), name]
        return frame.join(ranks, on="project", how="left").select(*names)

    def _sizes(self, frame: Any) -> dict[str, int]:
        """The greatest size in each column."""
        nw = self.nw
        names = [name for name in frame.collect_schema().names() if name != "project" and not name.endswith("odd")]
        ends = [
            *(nw.col(name).max().alias(f"{name}_high") for name in names),
            *(nw.col(name).min().alias(f"{name}_low") for name in names),
        ]
        (row,) = self.table.engine.rows(frame.select(*ends))
        highs, lows = row[: len(names)], row[len(names) :]
        return {name: max(abs(high or 0), abs(low or 0)) for name, high, low in zip(names, highs, lows, strict=True)}
