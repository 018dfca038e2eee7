"""One table of cases as a frame: its distinct combinations, and what each project's cases come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.engine.cases.bind import matched_columns, project_column
from indicatorlang.engine.cases.table import CaseTable
from indicatorlang.engine.columns.cases.answers import (
    INSIDE,
    KNOWN,
    MET,
    MISSED,
    ODD,
    OPEN,
    OUTSIDE,
    Answers,
    Asker,
    is_each,
)
from indicatorlang.engine.columns.cases.questions import Question
from indicatorlang.engine.columns.exact import LIMIT
from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.scaling import LARGEST, SCALE, is_exact, number_of, scaled
from indicatorlang.engine.delivered.cells import NO_DATA as BLANKS
from indicatorlang.engine.delivered.cells import NOT_APPLICABLE, NOTHING
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.projects import MANY_SPELLINGS
from indicatorlang.engine.problems.actuals_problems import NOWHERE
from indicatorlang.model.actual import RecordTable
from indicatorlang.model.formula import CaseCondition, Column, OverCases
from indicatorlang.model.indicator import Condition
from indicatorlang.model.ruleset import Records, Ruleset

_EMPTY = sorted(BLANKS | NOT_APPLICABLE | {NOTHING})
MOST = 200_000
"""So many combinations are handed to the row engine; the projects of cases with rarer ones are for rows."""
_EPOCH = dt.date(1970, 1, 1).toordinal()
NO_DAY = -(10**9)
UNSURE = 2
ONE = "1"


class CasesByRows(Exception):
    """Only rows can tell what the cases of a table come to."""


@attrs.frozen
class CaseFrame:
    """A table as it was handed in: a lazy frame of the engine, and how a value that is no text would be written."""

    frame: Any
    shown: Callable[[object], str | None]


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


class TableOnColumns:
    """Reads one table. `number` tells its columns from those of others."""

    def __init__(
        self,
        declared: Records,
        given: CaseFrame,
        ruleset: Ruleset,
        engine: Engine,
        number: int,
        questions: Sequence[Question],
    ) -> None:
        self.declared, self.given, self.ruleset, self.engine, self.nw = declared, given, ruleset, engine, engine.nw
        self.number, self.questions = number, questions
        names = given.frame.collect_schema().names()
        schema = given.frame.collect_schema()
        headings = tuple(" ".join(str(name).split()) for name in names)
        if len({folded(heading).lower() for heading in headings}) < len(headings) or not all(headings):
            raise CasesByRows
        record = RecordTable(headings, (), ())
        columns, self.lacking, _ = matched_columns(declared, record)
        at = project_column(record, declared)
        if at is None or declared.date in self.lacking:
            raise CasesByRows
        self.project = names[at]
        self.columns = {name: names[index] for name, index in columns.items()}
        self.types = {name: schema[column] for name, column in self.columns.items()}
        self.keys = {name: f"indicatorlang_k{index}" for index, name in enumerate(self.columns)}
        found = dict.fromkeys(added_up(question) for question in questions)
        numbers = [name for name in found if name is not None and self._is_number(name)]
        self.values = {name: f"indicatorlang_v{index}" for index, name in enumerate(numbers)}
        self.cases = self._cases()

    def _is_number(self, name: str) -> bool:
        type_ = self.types.get(name)
        return type_ is not None and (type_ == self.nw.String or type_.is_numeric())

    def _cases(self) -> Any:
        """Project, a key for each declared column, and whether there is anything at all (`there`); without rows that are empty."""
        nw, frame = self.nw, self.given.frame
        days = {self.keys[name]: self.columns[name] for name, type_ in self.types.items() if type_ == nw.Date}
        if days:
            frame = self.engine.day_numbers(frame, days)
        for name, value in self.values.items():
            frame = frame.with_columns(self._scaled(name).alias(value))
        # A float counts as the number of four decimals next to it only where it is the very float of that number.
        for name, value in self.values.items():
            if self.types[name].is_float():
                same = is_exact(nw.col(value), nw.col(self.columns[name]))
                frame = frame.with_columns(nw.when(same).then(nw.col(value)).alias(value))
        keys = []
        sure: Any = None
        empty: Any = None
        for name, type_ in self.types.items():
            column, key = nw.col(self.columns[name]), self.keys[name]
            if type_ == nw.Date:
                keys.append(nw.col(key).fill_null(NO_DAY).alias(key))
                filled, blank = ~column.is_null(), column.is_null()
            elif type_ == nw.String:
                text = column.fill_null("")
                keys.append(text.alias(key))
                filled = ~text.str.contains(MANY_SPELLINGS) & ~text.str.to_lowercase().is_in(_EMPTY)
                blank = text == ""
            else:
                _reader(type_, nw)
                keys.append(column.cast(nw.String).fill_null("").alias(key))
                filled, blank = ~column.is_null(), column.is_null()
            sure = filled if sure is None else sure | filled
            empty = blank if empty is None else empty & blank
        project = nw.col(self.project)
        project = project if frame.collect_schema()[self.project] == nw.String else project.cast(nw.String)
        if sure is None:
            return frame.select(project.alias("project")).head(0).with_columns(nw.lit(1).alias("there"))
        unsure = nw.when(sure).then(nw.lit(1)).otherwise(nw.lit(UNSURE)).cast(nw.Int64)
        values = [nw.col(value) for value in self.values.values()]
        return frame.filter(~empty).select(project.fill_null("").alias("project"), *keys, *values, unsure.alias("there"))

    def _scaled(self, name: str) -> Any:
        """The plain numbers of a column as whole ten thousandths; null for all others."""
        type_ = self.types[name]
        return scaled(self.nw, number_of(self.nw, self.nw.col(self.columns[name]), type_), type_)

    def strangers(self) -> list[str]:
        """The names of projects that may mean a project which is written differently; raises for cases that name none: they are
        cases of every project."""
        nw = self.nw
        project = nw.col("project")
        strange = self.cases.filter(project.str.contains(MANY_SPELLINGS) | (project == ""))
        found = [text for text, _ in self.engine.rows(strange.group_by("project").agg(nw.len().alias("n")))]
        if not all(text.strip() for text in found):
            raise CasesByRows
        return found

    def summed(self, conditions: Sequence[Condition], percent: Literal["percent", "fraction"] | None) -> Iterator[Summed]:
        """What the cases of each project come to, for every question."""
        groups: dict[tuple[tuple[str, ...], str | None], list[Question]] = {}
        for question in self.questions:
            own = tuple(name for name in question.columns(self.ruleset) if name in self.columns)
            value = added_up(question)
            groups.setdefault((own, value if value in self.values else None), []).append(question)
        for index, ((columns, value), asked) in enumerate(groups.items()):
            yield from self._of_group(f"c{self.number}_{index}_", columns, asked, conditions, percent, value)

    def _of_group(
        self,
        prefix: str,
        columns: Sequence[str],
        questions: Sequence[Question],
        conditions: Sequence[Condition],
        percent: Literal["percent", "fraction"] | None,
        value: str | None,
    ) -> Iterator[Summed]:
        """The same for questions about the same columns. `value`: a column of numbers that are only added up or put in order, so that plain
        ones need not be told apart: the row engine is asked what 1 is worth."""
        nw, engine = self.nw, self.engine
        keys = [self.keys[name] for name in columns]
        cases, limit, largest = self.cases, LARGEST, 0
        if value is not None:
            ((most_cases, largest),) = engine.rows(
                cases.group_by("project")
                .agg(nw.len().alias("n"), nw.col(self.values[value]).abs().max().alias("v"))
                .select(nw.col("n").max(), nw.col("v").max())
            )
            largest = largest or 0
        while True:
            if value is not None:
                cases = self._alike(value, limit)
            found = self._distinct(cases, keys)
            told = [tuple(self._text(name, key) for name, key in zip(columns, row, strict=False)) for row in found]
            rows = [int(row[-1]) for row in found]
            table = CaseTable(self.declared, (), NOWHERE, self.lacking, (), {}, percent or self.ruleset.percent)
            asker = Asker(self.ruleset, table, told, columns, rows)
            most = LIMIT // max(sum(rows), 1) if value is None else LIMIT // max(most_cases or 1, 1)
            answers = [asker.answers(question, most if value is None else most // SCALE) for question in questions]
            if value is None:
                break
            marked = [row[columns.index(value)] == ONE for row in found]
            worth = max([1, *(abs(n) for a in answers for n, one in zip(a.numbers, marked, strict=True) if one)])
            if min(largest, limit) * worth <= most:
                break
            limit = most // worth
        doubts = asker.in_doubt(conditions)
        small: dict[str, Sequence[Any]] = {key: [row[n] for row in found] for n, key in enumerate(keys)}
        small["here"] = [1] * len(found)
        for n, answer in enumerate(answers):
            small |= {f"code{n}": answer.codes, f"number{n}": answer.numbers}
            if value is not None:
                # Counted in ten thousandths: what one is worth stands beside the plain numbers, which are these already.
                small[f"worth{n}"] = [number if one else 0 for number, one in zip(answer.numbers, marked, strict=True)]
                small[f"number{n}"] = [number * SCALE for number in answer.numbers]
                answers[n] = attrs.evolve(answer, under=answer.under * SCALE)
        small |= {f"doubt{n}": codes for n, codes in enumerate(doubts.values())}
        days = {self.keys[name] for name, type_ in self.types.items() if type_ == nw.Date}
        types = {name: nw.String if name in keys and name not in days else nw.Int64 for name in small}
        scaled = [] if value is None else [self.values[value]]
        names = ["project", "there", *scaled, *(name for name in small if name not in keys)]
        if keys:
            joined = cases.join(engine.table(small, types), on=keys, how="left").select(*names)
        else:
            given = [nw.lit(small[name][0] if found else 0).cast(nw.Int64).alias(name) for name in names[2:]]
            joined = cases.with_columns(*given).select(*names)
        unknown = nw.col("here").is_null() | (nw.col("there") == UNSURE)
        codes = [nw.when(unknown).then(ODD).otherwise(nw.col(f"code{n}")).alias(f"code{n}") for n in range(len(questions))]
        joined = joined.with_columns(*codes)
        if value is not None:
            plain = nw.col(self.values[value])
            numbers = {f"number{n}": nw.col(f"worth{n}") for n in range(len(questions))}
            joined = joined.with_columns(
                *(
                    nw.when((worth != 0) & ~plain.is_null()).then(plain * worth).otherwise(nw.col(name)).alias(name)
                    for name, worth in numbers.items()
                )
            )
        makes = [make for n, question in enumerate(questions) for make in _makes(nw, n, question, prefix)]
        for n in range(len(doubts)):
            makes += [
                (nw.col(f"doubt{n}") == size).cast(nw.Int64).sum().cast(nw.Int64).alias(f"{prefix}{name}{n}")
                for name, size in (("inside", INSIDE), ("outside", OUTSIDE))
            ]
        frame = joined.group_by("project").agg(*makes)
        for n, question in enumerate(questions):
            percentile = question.asked.percent if isinstance(question.asked, OverCases) else None
            if percentile is not None:
                frame = self._with_rank(frame, joined, n, percentile, f"{prefix}{n}_rank")
        odd = nw.lit(False)
        for n in range(len(doubts)):
            odd = odd | ((nw.col(f"{prefix}inside{n}") > 0) & (nw.col(f"{prefix}outside{n}") == 0))
        worst = [nw.col(f"{prefix}{n}_worst") for n in range(len(questions))]
        for each in worst:
            odd = odd | (each == ODD)
        frame = engine.kept(frame.with_columns(odd.alias(f"{prefix}odd")))
        stats = self._stats(frame)
        for n, question in enumerate(questions):
            yield Summed(
                question,
                frame,
                f"{prefix}{n}_",
                frozenset(answers[n].codes),
                {name.removeprefix(f"{prefix}{n}_"): size for name, size in stats.items() if name.startswith(f"{prefix}{n}_")},
                answers[n],
            )

    def _alike(self, value: str, limit: int) -> Any:
        """The cases, the plain numbers of a column up to a limit all with the key of 1, and without a value beyond it."""
        nw, key = self.nw, self.keys[value]
        scaled = nw.col(self.values[value])
        plain = (scaled <= limit) & (scaled >= -limit)
        return self.cases.with_columns(
            nw.when(plain).then(nw.lit(ONE)).otherwise(nw.col(key)).alias(key),
            nw.when(plain).then(scaled).alias(self.values[value]),
        )

    def _distinct(self, cases: Any, keys: Sequence[str]) -> list[tuple[Any, ...]]:
        """The combinations of keys with the number of cases of each, the most frequent where they are too many."""
        nw, engine = self.nw, self.engine
        if not keys:
            ((count,),) = engine.rows(cases.select(nw.len().alias("rows")))
            return [(count,)] if count else []
        made = engine.kept(cases.group_by(*keys).agg(nw.len().alias("rows")).select(*keys, "rows"))
        ((count,),) = engine.rows(made.select(nw.len().alias("n")))
        if count > MOST:
            made = made.sort("rows", *keys, descending=[True, *(False for _ in keys)]).head(MOST)
        return sorted(engine.rows(made))

    def _text(self, name: str, key: Any) -> str:
        """A key as rows would read the cell."""
        type_ = self.types[name]
        if type_ == self.nw.Date:
            return "" if key == NO_DAY else dt.date.fromordinal(key + _EPOCH).isoformat()
        if type_ == self.nw.String:
            return str(key).strip()
        shown = self.given.shown(_reader(type_, self.nw)(key)) if key else ""
        if shown is None:
            raise CasesByRows
        return shown.strip()

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

    def _stats(self, frame: Any) -> dict[str, int]:
        nw = self.nw
        names = [name for name in frame.collect_schema().names() if name != "project" and not name.endswith("odd")]
        ends = [
            *(nw.col(name).max().alias(f"{name}_high") for name in names),
            *(nw.col(name).min().alias(f"{name}_low") for name in names),
        ]
        (row,) = self.engine.rows(frame.select(*ends))
        highs, lows = row[: len(names)], row[len(names) :]
        return {name: max(abs(high or 0), abs(low or 0)) for name, high, low in zip(names, highs, lows, strict=True)}


def added_up(question: Question) -> str | None:
    """The column whose numbers are all that a question takes from a case, where it adds them up or puts them in order."""
    asked = question.asked
    if not isinstance(asked, OverCases) or not isinstance(asked.of, Column) or asked.of.kind != "number":
        return None
    unit = asked.of.unit or asked.unit
    return None if unit is not None and unit.is_percent else asked.of.name


def _makes(nw: Any, n: int, question: Question, prefix: str) -> Iterator[Any]:
    """What is counted and added up for one question, by project."""
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


def _reader(type_: Any, nw: Any) -> Callable[[str], object]:
    """How a value is made of the text of its key; raises for types that only rows read."""
    if type_.is_integer():
        return int
    if type_.is_float():
        return float
    if type_ == nw.Boolean:
        return lambda text: text == "true"
    if type_.is_decimal():
        return Decimal
    if type_ == nw.Datetime and type_.time_zone is None:
        return dt.datetime.fromisoformat
    raise CasesByRows
