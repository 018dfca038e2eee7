"""The whole walk, one short function a step: text → tree → model → plan → assessment.

Everything a caller can do stands here; the command line and `import indicatorlang` only hand it on. Stages return values and
diagnostics; this is the one place that turns errors into exceptions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import (
    ActualsError,
    Diagnostic,
    Lang,
    RulesetError,
    Source,
    TargetSyntaxError,
    errors,
)
from indicatorlang.engine.assess import assess, date_of
from indicatorlang.engine.bind import bind, projects_in
from indicatorlang.engine.delivered.names import names_of
from indicatorlang.engine.from_model import plan as plan_of
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.problems import NoSuchRow, RecordsNotEvaluated, SeveralProjects
from indicatorlang.model.actual import Kind, Origin, RawActual, RawActuals, RecordTable, kind_of
from indicatorlang.model.assessment import Assessment, IndicatorResult, Verdict
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.reading import Reading
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.readers.actuals import from_python, read_actuals
from indicatorlang.readers.formats import OriginOf
from indicatorlang.readers.records import read_records
from indicatorlang.reports import json as json_report
from indicatorlang.reports.reading import read_report
from indicatorlang.reports.tables import csv_report, markdown_report
from indicatorlang.reports.text import steps_text, text_report
from indicatorlang.reports.workbook import csv_template, write_workbook
from indicatorlang.reports.workbook_problems import WorkbookEnding, WorkbookNotWritten
from indicatorlang.resolve.file_problems import RulesetUnreadable
from indicatorlang.resolve.from_syntax import from_python as tree_of
from indicatorlang.resolve.from_syntax import resolve_ruleset, resolve_single
from indicatorlang.resolve.wordings import read_target
from indicatorlang.syntax.from_text import parse_target
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.tree import Condition
from indicatorlang.syntax.yaml_tree import Mapping as YamlMapping
from indicatorlang.syntax.yaml_tree import Node, Scalar
from indicatorlang.syntax.yaml_tree import Sequence as YamlSequence

PercentSpelling = Literal["percent", "fraction"]
Diagnostics = tuple[Diagnostic, ...]
ReportFormat = Literal["text", "json", "jsonl", "csv", "markdown"]


def parse(text: str) -> Condition:
    """The syntax tree of a strict target.

    Raises `TargetSyntaxError` with position, snippet and help when the text is not strict.
    """
    tree, found = parse_target(text, Source(text))
    if tree is None or errors(found):
        raise TargetSyntaxError(*(errors(found) or found))
    return tree


def read(text: str, name: str = "", *, op: str = "", unit: str = "", year: int | None = None, level2: str = "") -> Reading:
    """What a target says as officials write it. Never raises: a text that is not understood is a reading of kind `text`.

    `name` is the indicator's name, `op` and `unit` what stands in columns of their own, `year` the year a date without one
    belongs to, `level2` the heading of the form above it.
    """
    return read_target(text, name=name, op=op, unit=unit, year=year, level2=level2)


@attrs.frozen
class Rule:
    """One target, compiled: immutable, picklable, shareable between threads."""

    rules: Rules

    def __call__(self, actual: object, *, as_of: str | dt.date | None = None) -> IndicatorResult:
        """The result for one actual: a single value, or a mapping of measures to values.

        A value may be text with a unit (`"87%"`), a number, a date or a level. Raises `ActualsError` for several bare values
        where the target needs several measures by name.
        """
        indicator = self.indicator
        names = self.rules.plan.inputs[indicator.id]
        known = self.rules.ruleset.measures
        reported = [name for name in names if name in known and known[name].formula is None]
        given = actual if isinstance(actual, Mapping) else {reported[0] if len(reported) == 1 else indicator.name: actual}
        when = as_of if as_of is not None else self.rules.ruleset.span.end
        return self.rules.evaluate(given, as_of=when)[indicator.id]

    @property
    def indicator(self) -> Indicator:
        """The indicator the target became."""
        return self.rules.ruleset.indicators[0]

    @property
    def canonical(self) -> str:
        """The target in its canonical spelling."""
        return self.indicator.canonical


@attrs.frozen
class Rules:
    """A ruleset ready to evaluate: immutable, picklable, shareable between threads."""

    ruleset: Ruleset
    plan: Plan = attrs.field(repr=False)
    origin: Node = attrs.field(repr=False, eq=False)
    text: str = attrs.field(repr=False, eq=False, default="")

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
        if profile is None or profile == self.ruleset.profile.name:
            return self
        return _ready(self.origin, self.text, self.ruleset.file, profile)

    def evaluate(
        self,
        actuals: object = None,
        *,
        records: Mapping[str, object] | None = None,
        as_of: str | dt.date | None = None,
        profile: str | None = None,
        percent: PercentSpelling | None = None,
        kind: Kind | str | None = None,
        final: bool = False,
        project: str | None = None,
    ) -> Assessment:
        """Evaluate one project.

        `actuals` is what `load_actuals` returned, or anything it takes. `as_of` is a date or a period (its last day); without
        it the end of the last reported period shorter than the span, never today. `percent` and `kind` say how bare percentages
        and values without 口径 are meant; `final` makes a row without data a real 0. Raises `ActualsError` when the actuals are
        unreadable as a whole or hold several projects and none is named, `RulesetError` for an unknown profile.
        """
        raw = load_actuals(actuals if actuals is not None else {})
        projects = projects_in(raw)
        if project is None and len(projects) > 1:
            raise ActualsError(SeveralProjects(projects=projects))
        return self._assess(raw, project or (projects[0] if projects else None), records, as_of, profile, percent, kind, final)

    def evaluate_projects(self, actuals: object, **options: Any) -> tuple[Assessment, ...]:
        """Evaluate every distinct project of the actuals once, in the order they appear; options as for `evaluate`."""
        raw = load_actuals(actuals)
        return tuple(self.evaluate(raw, project=project, **options) for project in projects_in(raw) or (None,))

    def _assess(
        self,
        raw: RawActuals,
        project: str | None,
        records: Mapping[str, object] | None,
        as_of: str | dt.date | None,
        profile: str | None,
        percent: PercentSpelling | None,
        kind: Kind | str | None,
        final: bool,
    ) -> Assessment:
        rules = self.with_profile(profile)
        day, found = date_of(as_of, rules.ruleset.span)
        if found:
            raise ActualsError(*found)
        known = kind if isinstance(kind, Kind) or kind is None else kind_of(kind)
        book, more = bind(rules.ruleset, raw, percent=percent, kind=known, project=project)
        unread = tuple(RecordsNotEvaluated(records=name) for name in (records or {}))
        assessment = assess(
            rules.plan, book, as_of=day, final=final, found=(*raw.diagnostics, *more, *unread), project=project, files=raw.files
        )
        return attrs.evolve(assessment, reporter=json_report.report)


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
    ruleset, found = resolve_single(
        target, weight=str(weight), name=name, measure=measure, unit=unit, direction=direction, profile=profile, year=year
    )
    bad = errors(found)
    if ruleset is None or bad:
        parsed, syntax = parse_target(target, Source(target))
        raise TargetSyntaxError(*errors(syntax)) if parsed is None and errors(syntax) else RulesetError(*bad)
    return Rule(Rules(ruleset, plan_of(ruleset), Scalar(target), target))


def load_ruleset(source: str | Path | Mapping[str, Any]) -> Rules:
    """A ruleset from a file or a mapping. Raises `RulesetError` with every diagnostic, and for a file that cannot be read."""
    if isinstance(source, Mapping):
        return _ready(tree_of(source), "", None)
    return loads_ruleset(read_ruleset_text(Path(source)), str(source))


def read_ruleset_text(path: Path) -> str:
    """The text of a ruleset file, UTF-8 with or without BOM. Raises `RulesetError` when it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        reason: Literal["missing", "unreadable", "not-utf8"] = "unreadable"
        if isinstance(wrong, UnicodeDecodeError):
            reason = "not-utf8"
        elif isinstance(wrong, FileNotFoundError):
            reason = "missing"
        raise RulesetError(RulesetUnreadable(path=str(path), reason=reason)) from None


def loads_ruleset(text: str, file: str | None = None) -> Rules:
    """A ruleset from its YAML text; `file` is only shown. Raises `RulesetError` with every diagnostic."""
    root, found = parse_yaml(text, file)
    if root is None or errors(found):
        raise RulesetError(*found)
    rules = _ready(root, text, file)
    return rules if not found else attrs.evolve(rules, ruleset=attrs.evolve(rules.ruleset, remarks=(*found, *rules.ruleset.remarks)))


def _ready(root: Node, text: str, file: str | None, profile: str | None = None) -> Rules:
    ruleset, found = resolve_ruleset(root, text=text, file=file, profile=profile)
    if ruleset is None or errors(found):
        raise RulesetError(*found)
    ruleset = attrs.evolve(ruleset, digest=ruleset.digest or "sha256:" + hashlib.sha256(text.encode()).hexdigest())
    return Rules(ruleset, plan_of(ruleset), root, text)


def load_actuals(source: object, *, sheet: str | None = None, encoding: str | None = None) -> RawActuals:
    """Actuals from a file (CSV, XLSX, Parquet, JSON, YAML), a mapping, a list of rows, or a data frame.

    Bad cells travel along and make their value invalid later; what makes the whole unreadable raises `ActualsError`.
    """
    if isinstance(source, RawActuals):
        return source
    if isinstance(source, str | Path):
        raw, found = read_actuals(source, sheet=sheet, encoding=encoding, yaml=_yaml_structures)
    else:
        raw, found = from_python(source)
    if raw is None:
        raise ActualsError(*found)
    return attrs.evolve(raw, diagnostics=(*raw.diagnostics, *found))


def load_records(source: str | Path, *, sheet: str | None = None, encoding: str | None = None) -> RecordTable:
    """Event records from a file, one row a case, all text. Raises `ActualsError` when it cannot be read."""
    table, found = read_records(source, sheet=sheet, encoding=encoding)
    if table is None or errors(found):
        raise ActualsError(*found)
    return table


def _yaml_structures(text: str, file: str) -> tuple[object, OriginOf | None, Diagnostics]:
    """YAML actuals as plain structures of texts, and where each value stands."""
    root, found = parse_yaml(text, file)
    if root is None:
        return None, None, found
    return plain(root), lambda path: _origin(root, path, file), found


def plain(node: Node) -> Any:
    """A positioned tree as mappings, lists and texts."""
    match node:
        case YamlMapping(entries=entries):
            return {entry.key.text: plain(entry.value) for entry in entries}
        case YamlSequence(items=items):
            return [plain(item) for item in items]
        case Scalar(text=text):
            return text
    raise TypeError(f"not a node: {node!r}")


def _origin(root: Node, path: Sequence[str | int], file: str) -> Origin:
    node: Node | None = root
    for key in path:
        if isinstance(node, YamlMapping):
            node = node.get(str(key))
        elif isinstance(node, YamlSequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
    line = node.place.line if node is not None else None
    return Origin(file, None, line, next((str(key) for key in reversed(path) if isinstance(key, str)), None))


def merge_actuals(files: Iterable[RawActuals]) -> RawActuals:
    """Actuals of several files as one."""
    merged = RawActuals()
    for raw in files:
        merged = merged.merged(raw)
    return merged


def rows_for(rules: Rules, raw: RawActuals) -> RawActuals:
    """The part of the actuals that belongs to one of several rulesets: rows of its project, and rows that name none but whose
    name it knows."""
    known = names_of(rules.ruleset)
    mine = (rules.ruleset.code, rules.ruleset.name)

    def belongs(row: RawActual) -> bool:
        if row.project:
            return row.project in mine
        match = known.find(row.subject, row.path)
        return match.measure is not None or match.indicator is not None or bool(match.candidates)

    rows = tuple(row for row in raw.rows if belongs(row))
    surveys = tuple(row for row in raw.surveys if row.project in (None, *mine))
    return attrs.evolve(raw, rows=rows, surveys=surveys)


def report(
    assessments: Sequence[Assessment], form: ReportFormat, lang: Lang = "zh", found: Diagnostics = (), several: bool = False
) -> str:
    """The assessments in one of the formats of `eval`, as text. `several` makes a portfolio even of one; `found` are the
    diagnostics that belong to no assessment."""
    match form:
        case "json" if several or len(assessments) != 1:
            return json_report.dumps(json_report.portfolio_dict(assessments, found, lang)) + "\n"
        case "json":
            return json_report.dumps(json_report.assessment_dict(assessments[0], lang)) + "\n"
        case "jsonl":
            return "".join(json_report.dumps(json_report.assessment_dict(a, lang), None) + "\n" for a in assessments)
        case "csv":
            return csv_report(assessments, lang)
        case "markdown":
            return markdown_report(assessments, lang)
    return "\n".join(text_report(assessment, lang) for assessment in assessments)


def template(rules: Rules, path: str | Path | None) -> str | None:
    """Write the workbook to fill in (`.xlsx`) or a long table (`.csv`); without a path the CSV text is returned.

    Raises `ActualsError` when the ending is neither, the workbook writer is not installed, or the file cannot be written.
    """
    if path is None:
        return csv_template(rules.ruleset)
    ending = Path(path).suffix.lower()
    if ending == ".csv":
        try:
            Path(path).write_bytes(csv_template(rules.ruleset).encode("utf-8-sig"))
        except OSError as wrong:
            raise ActualsError(WorkbookNotWritten(path=str(path), reason=wrong.strerror or str(wrong))) from None
        return None
    found = write_workbook(rules.ruleset, Path(path)) if ending == ".xlsx" else (WorkbookEnding(path=str(path), ending=ending),)
    if found:
        raise ActualsError(*found)
    return None


def explain_rows(assessment: Assessment, wanted: Sequence[str], lang: Lang = "zh") -> tuple[str, Assessment]:
    """The explanations of some rows with every step below them, and the assessment narrowed to these rows.

    Raises `ActualsError` naming the rows there are when one of `wanted` is none of them.
    """
    chosen: list[IndicatorResult] = []
    for key in wanted:
        try:
            chosen.append(assessment[key])
        except KeyError:
            raise ActualsError(NoSuchRow(wanted=key, rows=tuple(f"{r.id} {r.name}" for r in assessment.results))) from None
    text = "\n".join(steps_text(result, lang) for result in chosen)
    return text, attrs.evolve(assessment, results=tuple(chosen))


def reading_json(reading: Reading, lang: Lang = "zh", row_id: object = None) -> str:
    """A reading as one JSON line; with `row_id` wrapped as `{"id", "reading"}`, as `read` answers JSON Lines."""
    drawn = reading.to_dict(lang)
    return json_report.dumps(drawn if row_id is None else {"id": row_id, "reading": drawn}, None if row_id is not None else 2) + "\n"


def reading_text(reading: Reading, lang: Lang = "zh") -> str:
    """A reading for people: the canonical form, then what was assumed and what was left over."""
    return read_report(reading, lang)


__all__ = [
    "Assessment",
    "RawActuals",
    "Rule",
    "Rules",
    "Verdict",
    "compile",
    "explain_rows",
    "load_actuals",
    "load_records",
    "load_ruleset",
    "loads_ruleset",
    "merge_actuals",
    "parse",
    "read",
    "reading_json",
    "reading_text",
    "report",
    "rows_for",
    "template",
]
