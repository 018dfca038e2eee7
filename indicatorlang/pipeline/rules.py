"""Rulesets and single targets, ready to evaluate: tree → model → plan, then actuals → assessment."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from indicatorlang.diagnostics import ActualsError, Lang, RulesetError, Source, TargetSyntaxError, errors
from indicatorlang.engine.assess import assess, date_of
from indicatorlang.engine.bind import bind
from indicatorlang.engine.cases.bind import bind_records
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.projects import is_among
from indicatorlang.engine.from_model import plan as plan_of
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.problems.evaluation_problems import SeveralProjects, UnknownDate
from indicatorlang.engine.problems.joining_problems import CombineNamesOne
from indicatorlang.engine.problems.sharing_problems import NoSuchProject, UnknownWord
from indicatorlang.engine.sharing import share
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import KIND_WORDS, Kind, RawActuals, RecordTable, kind_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.pipeline.case_tables import misnamed, own_rows, projects_with, remarks_of, tables_for, tables_of_each
from indicatorlang.pipeline.familiar import Familiar
from indicatorlang.pipeline.loading import Diagnostics, load_actuals, read_ruleset_text
from indicatorlang.resolve.file_problems import RulesetUnreadable
from indicatorlang.resolve.from_syntax import from_python as tree_of
from indicatorlang.resolve.from_syntax import resolve_ruleset, resolve_single
from indicatorlang.resolve.profiles import load_profile
from indicatorlang.syntax.from_text import parse_target
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.tree import Node, Scalar

if TYPE_CHECKING:
    from indicatorlang.pipeline.scoring import Scorer

PercentSpelling = Literal["percent", "fraction"]
AsOf = str | int | dt.date


@frozen
class Rule:
    """One target, compiled: immutable, picklable, shareable between threads."""

    ruleset: Ruleset
    text: str = attrs.field(repr=False, eq=False, default="")

    @functools.cached_property
    def rules(self) -> Rules:
        """The ruleset of the one target. Its plan is made by the first evaluation: of targets that are compiled, many are only read."""
        return Rules(self.ruleset, plan_of(self.ruleset), Scalar(self.text), self.text)

    def __call__(self, actual: object, *, as_of: AsOf | None = None) -> IndicatorResult:
        """The result for one actual: a single value, or a mapping of measures to values.

        A value may be text with a unit (`"87%"`), a number, a date or a level. Raises `ActualsError` for several bare values
        where the target needs several measures by name.
        """
        indicator = self.indicator
        names = self.rules.plan.inputs[indicator.id]
        known = self.ruleset.measures
        reported = [name for name in names if name in known and known[name].formula is None]
        given = actual if isinstance(actual, Mapping) else {reported[0] if len(reported) == 1 else indicator.name: actual}
        when = as_of if as_of is not None else self.ruleset.span.end
        return self.rules.evaluate(given, as_of=when)[indicator.id]

    @property
    def indicator(self) -> Indicator:
        """The indicator the target became."""
        return self.ruleset.indicators[0]

    @property
    def canonical(self) -> str:
        """The target in its canonical spelling."""
        return self.indicator.canonical


@frozen
class Rules:
    """A ruleset ready to evaluate: immutable, picklable, shareable between threads."""

    ruleset: Ruleset
    plan: Plan = attrs.field(repr=False)
    origin: Node = attrs.field(repr=False, eq=False)
    text: str = attrs.field(repr=False, eq=False, default="")
    _familiar: Familiar = attrs.field(init=False, repr=False, eq=False, factory=Familiar)

    @property
    def name(self) -> str:
        """The project's name."""
        return self.ruleset.name

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The rows, in the order of the form."""
        return self.ruleset.indicators

    @property
    def diagnostics(self) -> Diagnostics:
        """Warnings and remarks of loading."""
        return self.ruleset.remarks

    def with_profile(self, profile: str | None) -> Rules:
        """The same ruleset under the scoring rules of another authority. Raises `RulesetError` for an unknown one."""
        if profile is None or load_profile(profile)[0] == self.ruleset.profile:
            return self
        return _ready(self.origin, self.text, self.ruleset.file, profile)

    def evaluate(
        self,
        actuals: object = None,
        *,
        records: Mapping[str, object] | None = None,
        as_of: AsOf | None = None,
        profile: str | None = None,
        percent: PercentSpelling | None = None,
        kind: Kind | str | None = None,
        final: bool = False,
        project: str | None = None,
        combine: bool = False,
    ) -> Assessment:
        """Evaluate one project; with `combine` all projects of the actuals as one, each of them like a reporting unit.

        `actuals` is what `load_actuals` returned, or anything it takes. `as_of` is a date or a period (its last day); without
        it the end of the last reported period shorter than the span, never today. `percent` and `kind` say how bare percentages
        and values without 口径 are meant; `final` makes a row without data a real 0. Raises `ActualsError` when the actuals are
        unreadable as a whole or hold several projects and none is named, `RulesetError` for an unknown profile.
        `records` are the tables of cases by name, each a file, a list of mappings, a data frame, or what `load_records` returned.
        """
        given = actuals if actuals is not None else {}
        whole = partial(self._evaluate, records=records, as_of=as_of, profile=profile, percent=percent, kind=kind, final=final)
        if records or profile is not None or final or project is not None or combine:
            return whole(given, project=project, combine=combine)
        options = ((type(as_of), as_of), percent, kind)
        settled = partial(_settled, as_of, percent, kind, self.ruleset)
        return self._familiar.evaluate(self.plan, given, options, settled, whole)

    def _evaluate(
        self,
        actuals: object,
        *,
        records: Mapping[str, object] | None,
        as_of: AsOf | None,
        profile: str | None,
        percent: PercentSpelling | None,
        kind: Kind | str | None,
        final: bool,
        project: str | None = None,
        combine: bool = False,
    ) -> Assessment:
        """The whole assessment, with evidence and reasons."""
        raw = load_actuals(actuals)
        tables = tables_for(records, raw, self.ruleset)
        projects = projects_with(raw, tables, self.ruleset)
        if combine and project is not None:
            raise ActualsError(CombineNamesOne())
        if combine and len(projects) > 1:
            whole = self._assess(raw, None, tables, as_of, profile, percent, kind, final, combine=True)
            return attrs.evolve(whole, combined=projects)
        if project is None and len(projects) > 1:
            raise ActualsError(SeveralProjects(projects=projects))
        if project is not None and projects and not is_among(project, projects, raw, self.ruleset):
            raise ActualsError(NoSuchProject(project=project, projects=projects))
        return self._assess(raw, project or (projects[0] if projects else None), tables, as_of, profile, percent, kind, final)

    def scorer(self, *, as_of: AsOf | None = None, percent: PercentSpelling | None = None) -> Scorer:
        """A function from one record of aggregated values to verdicts and points: the hot path of services.

        A record maps the names of measures to values: numbers in the measure's unit, percentages as `percent` says (`percent`: 87 is 87%,
        `fraction`: 0.87 is), names of levels, days. Without `as_of` everything is due. What it answers is what `evaluate` answers for
        the same values. Raises `ActualsError` for a date or a spelling of percentages that is none.
        """
        from indicatorlang.pipeline.scoring import Scorer

        known_percent(percent)
        return Scorer(self.plan, self.evaluate, day_of(as_of, self.ruleset), percent)

    def evaluate_projects(self, actuals: object, **options: Any) -> tuple[Assessment, ...]:
        """Evaluate every distinct project of the actuals once, in the order they appear; options as for `evaluate`."""
        return tuple(each_project(self, actuals, **options))

    def evaluate_frame(
        self,
        frame: object,
        *,
        records: Mapping[str, object] | None = None,
        as_of: AsOf | None = None,
        percent: PercentSpelling | None = None,
        kind: Kind | str | None = None,
        totals: bool = False,
        unsupported: Literal["refuse", "rows"] = "refuse",
    ) -> Any:
        """Evaluate every project of a long table; the result is a frame of the same kind, lazy where `frame` is.

        `frame` is a Polars, pandas or PyArrow table, a DuckDB relation or a PySpark DataFrame with the columns project, measure,
        period, value and, where there are, unit and kind, by any heading that a table of actuals may have. The result has one row a
        project and indicator: project, indicator (the id), verdict, score (points), fraction (0 to 1) and gap (in the unit of
        the target); with `totals` also total (points) and grade of the project, the grade null while a row is open. Every number is the
        float nearest to the exact one, which `evaluate` gives. Without `as_of` every project has a date of its own, so that all are
        evaluated by rows; projects whose data is not plain always are.
        `records` are the tables of cases by name: frames (of any engine) with a column project, or whatever `evaluate` takes.

        Raises `RulesetError` with a `not-on-columns` for every row of the ruleset that columns cannot do, unless `unsupported`
        is `rows`: then every project is evaluated as by `evaluate`. Raises `ActualsError` for a frame without the columns.
        """
        from indicatorlang.pipeline.frames import evaluate_frame

        known = known_kind(kind)
        known_percent(percent)
        day = day_of(as_of, self.ruleset)
        return evaluate_frame(
            self, frame, day, percent=percent, kind=known, records=records, totals=totals, unsupported=unsupported
        )

    def _assess(
        self,
        raw: RawActuals,
        project: str | None,
        tables: Mapping[str, RecordTable],
        as_of: AsOf | None,
        profile: str | None,
        percent: PercentSpelling | None,
        kind: Kind | str | None,
        final: bool,
        combine: bool = False,
    ) -> Assessment:
        rules = self.with_profile(profile)
        day = day_of(as_of, rules.ruleset)
        known = known_kind(kind)
        known_percent(percent)
        book, more = bind(rules.ruleset, raw, percent=percent, kind=known, project=project, combine=combine)
        cases, unfit = bind_records(rules.ruleset, tables, None if combine else project, percent)
        book = attrs.evolve(book, tables=cases)
        found = (*raw.diagnostics, *more, *remarks_of(tables), *misnamed(raw, tables, rules.ruleset), *unfit)
        assessment = assess(rules.plan, book, as_of=day, final=final, found=found, project=project, files=raw.files)
        return attrs.evolve(assessment, reporter=_report)


def _report(assessment: Assessment, form: Literal["dict", "json"], lang: Lang = "zh") -> Any:
    """What `Assessment.to_dict` and `to_json` hand on."""
    from indicatorlang.reports.json import report

    return report(assessment, form, lang)


def each_project(rules: Rules, actuals: object, **options: Any) -> Iterator[Assessment]:
    """The same as `Rules.evaluate_projects`, one after the other, for those who need not hold all of them."""
    raw = load_actuals(actuals)
    tables = tables_for(options.get("records"), raw, rules.ruleset)
    projects = projects_with(raw, tables, rules.ruleset) or (None,)
    own = tables_of_each(tables, projects, rules.ruleset)
    for project, records in zip(projects, own, strict=True):
        yield rules.evaluate(raw, project=project, **options | {"records": records})


def known_kind(kind: Kind | str | None) -> Kind | None:
    """The kind that a word of the caller names. Raises `ActualsError` for one that names none."""
    known = kind if isinstance(kind, Kind) or kind is None else kind_of(kind)
    if (kind is not None and known is None) or known is Kind.DONE_DATE:
        allowed = tuple(words[0] for meant, words in KIND_WORDS.items() if meant is not Kind.DONE_DATE)
        raise ActualsError(UnknownWord(option="kind", got=str(kind), allowed=allowed))
    return known


def _settled(
    as_of: AsOf | None, percent: PercentSpelling | None, kind: Kind | str | None, ruleset: Ruleset
) -> tuple[dt.date | None, PercentSpelling | None, Kind | None]:
    """Date, percent and kind as `evaluate` was told."""
    return day_of(as_of, ruleset), percent, known_kind(kind)


def known_percent(percent: str | None) -> None:
    """Raises `ActualsError` for a word that says nothing of percentages."""
    if percent is not None and percent not in get_args(PercentSpelling):
        raise ActualsError(UnknownWord(option="percent", got=str(percent), allowed=get_args(PercentSpelling)))


def day_of(as_of: AsOf | None, ruleset: Ruleset) -> dt.date | None:
    """The date of evaluation: a day, or the last day of a period; a year may be a number. Raises `ActualsError`."""
    if isinstance(as_of, dt.datetime):
        return as_of.date()
    if isinstance(as_of, int):
        as_of = str(as_of)
    if as_of is not None and not isinstance(as_of, str | dt.date):
        raise ActualsError(UnknownDate(text=str(as_of)))
    day, found = date_of(as_of, ruleset.span)
    if found:
        raise ActualsError(*found)
    return day


def compile(
    target: str,
    *,
    weight: object = 100,
    name: str | None = None,
    measure: str | None = None,
    unit: str | None = None,
    direction: str | None = None,
    profile: str | None = None,
    year: int | None = None,
) -> Rule:
    """Compile one target. Raises `TargetSyntaxError` for a text that is not strict and `RulesetError` for one that has no
    sense (unknown units, a profile that does not exist)."""
    written = format(weight, ".15g") if isinstance(weight, float) else str(weight)
    ruleset, found = resolve_single(
        target, weight=written, name=name, measure=measure, unit=unit, direction=direction, profile=profile, year=year
    )
    bad = errors(found)
    if ruleset is None or bad:
        parsed, syntax = parse_target(target, Source(target))
        raise TargetSyntaxError(*errors(syntax)) if parsed is None and errors(syntax) else RulesetError(*bad)
    return Rule(ruleset, target)


def load_ruleset(source: str | Path | Mapping[str, Any]) -> Rules:
    """A ruleset from a file or a mapping. Raises `RulesetError` with every diagnostic, and for a file that cannot be read."""
    if isinstance(source, Mapping):
        return _ready(tree_of(source), "", None)
    return loads_ruleset(read_ruleset_text(Path(source)), str(source))


def loads_ruleset(text: str, file: str | None = None) -> Rules:
    """A ruleset from its YAML text; `file` is only shown. Raises `RulesetError` with every diagnostic."""
    root, found = parse_yaml(text, file)
    if root is None and not found:
        raise RulesetError(RulesetUnreadable(path=file or "-", reason="empty"))
    if root is None or errors(found):
        raise RulesetError(*found)
    rules = _ready(root, text, file)
    return (
        rules if not found else attrs.evolve(rules, ruleset=attrs.evolve(rules.ruleset, remarks=(*found, *rules.ruleset.remarks)))
    )


def _ready(root: Node, text: str, file: str | None, profile: str | None = None) -> Rules:
    ruleset, found = resolve_ruleset(root, text=text, file=file, profile=profile)
    if ruleset is None or errors(found):
        raise RulesetError(*found)
    ruleset = attrs.evolve(ruleset, digest=ruleset.digest or "sha256:" + hashlib.sha256(text.encode()).hexdigest())
    return Rules(ruleset, plan_of(ruleset), root, text)


def share_actuals(
    rules: Sequence[Rules],
    raw: RawActuals,
    project: str | None = None,
    *,
    several: bool | None = None,
    combine: bool = False,
    tables: Mapping[str, RecordTable] | None = None,
) -> tuple[list[tuple[Rules, RawActuals, str | None]], Diagnostics]:
    """What to evaluate on what: rulesets, their rows, and the project these are about; and what belongs to none.

    One ruleset is evaluated once for every project of the actuals; of several (`several`, when some did not load) each takes
    the rows that are its own. `project` leaves one of them. What was found while reading is among the diagnostics returned
    unless there is but one part, which keeps it. `tables` are looked at for projects where the actuals name none. With
    `combine` one ruleset is evaluated once, on all of them.
    """
    if several is None:
        several = len(rules) > 1
    if combine:
        return ([], (CombineNamesOne(rulesets=len(rules)),)) if several else ([(rules[0], raw, project)], ())
    if several:
        parts, strays = share([one.ruleset for one in rules], raw)
        shared = [
            (one, attrs.evolve(part, records=tuple((name, own_rows(table, one.ruleset)) for name, table in raw.records)))
            for one, part in zip(rules, parts, strict=True)
        ]
        if project is not None:
            shared = [(one, part) for one, part in shared if folded(project) in {folded(one.ruleset.code), folded(one.name)}]
            names = tuple(one.ruleset.code or one.name for one in rules)
            strays = () if shared else (NoSuchProject(project=project, projects=names),)
        return [(one, part, None) for one, part in shared], (*raw.diagnostics, *strays)
    (one,) = rules
    known = tables_for(tables, raw, one.ruleset)
    projects = (project,) if project is not None else projects_with(raw, known, one.ruleset) or (None,)
    if len(projects) == 1:
        return [(one, raw, projects[0])], ()
    bare = attrs.evolve(raw, diagnostics=())
    return [(one, bare, name) for name in projects], raw.diagnostics
