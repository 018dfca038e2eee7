"""The whole walk, one short function a step: text → tree → model → plan → assessment.

Everything a caller can do stands here; the command line and `import indicatorlang` only hand it on. Stages return values and
diagnostics; this is the one place that turns errors into exceptions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

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
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.from_model import plan as plan_of
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.problems import NoSuchRow, RecordsNotEvaluated, SeveralProjects, UnknownDate
from indicatorlang.engine.sharing import share
from indicatorlang.engine.sharing_problems import NoSuchProject, UnknownWord
from indicatorlang.model.actual import KIND_WORDS, Kind, Origin, RawActuals, RecordTable, kind_of
from indicatorlang.model.assessment import Assessment, IndicatorResult, Verdict
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.reading import Reading
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.readers.actuals import from_python, read_actuals
from indicatorlang.readers.formats import OriginOf
from indicatorlang.readers.records import read_records
from indicatorlang.reports import json as json_report
from indicatorlang.reports.portfolio import portfolio_markdown, portfolio_text
from indicatorlang.reports.reading import read_report
from indicatorlang.reports.tables import csv_report, markdown_report
from indicatorlang.reports.text import rows_text, text_report
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
FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
AsOf = str | int | dt.date


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

    def __call__(self, actual: object, *, as_of: AsOf | None = None) -> IndicatorResult:
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
        as_of: AsOf | None = None,
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
        projects = projects_in(raw, self.ruleset)
        if project is None and len(projects) > 1:
            raise ActualsError(SeveralProjects(projects=projects))
        if project is not None and projects and not self._is_one_of(project, projects):
            raise ActualsError(NoSuchProject(project=project, projects=projects))
        return self._assess(raw, project or (projects[0] if projects else None), records, as_of, profile, percent, kind, final)

    def _is_one_of(self, project: str, projects: Sequence[str]) -> bool:
        """Whether the rows name the project; code and name of the ruleset mean the same one."""
        known = {folded(name) for name in projects}
        own = {folded(name) for name in (self.ruleset.code, self.ruleset.name) if name}
        return folded(project) in known or (folded(project) in own and bool(own & known))

    def evaluate_projects(self, actuals: object, **options: Any) -> tuple[Assessment, ...]:
        """Evaluate every distinct project of the actuals once, in the order they appear; options as for `evaluate`."""
        raw = load_actuals(actuals)
        return tuple(self.evaluate(raw, project=project, **options) for project in projects_in(raw, self.ruleset) or (None,))

    def _assess(
        self,
        raw: RawActuals,
        project: str | None,
        records: Mapping[str, object] | None,
        as_of: AsOf | None,
        profile: str | None,
        percent: PercentSpelling | None,
        kind: Kind | str | None,
        final: bool,
    ) -> Assessment:
        rules = self.with_profile(profile)
        day = _day(as_of, rules.ruleset)
        known = kind if isinstance(kind, Kind) or kind is None else kind_of(kind)
        if (kind is not None and known is None) or known is Kind.DONE_DATE:
            allowed = tuple(words[0] for meant, words in KIND_WORDS.items() if meant is not Kind.DONE_DATE)
            raise ActualsError(UnknownWord(option="kind", got=str(kind), allowed=allowed))
        if percent is not None and percent not in get_args(PercentSpelling):
            raise ActualsError(UnknownWord(option="percent", got=str(percent), allowed=get_args(PercentSpelling)))
        book, more = bind(rules.ruleset, raw, percent=percent, kind=known, project=project)
        unread = tuple(RecordsNotEvaluated(records=name) for name in (records or {}))
        assessment = assess(
            rules.plan, book, as_of=day, final=final, found=(*raw.diagnostics, *more, *unread), project=project, files=raw.files
        )
        return attrs.evolve(assessment, reporter=json_report.report)


def _day(as_of: AsOf | None, ruleset: Ruleset) -> dt.date | None:
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
    except UnicodeDecodeError:
        raise RulesetError(RulesetUnreadable(path=str(path), reason="not-utf8")) from None
    except FileNotFoundError:
        raise RulesetError(RulesetUnreadable(path=str(path), reason="missing")) from None
    except IsADirectoryError:
        raise RulesetError(RulesetUnreadable(path=str(path), reason="folder")) from None
    except (OSError, ValueError):
        raise RulesetError(RulesetUnreadable(path=str(path), reason="unreadable")) from None


def ruleset_files(paths: Iterable[str]) -> tuple[tuple[Path, ...], Diagnostics]:
    """Files as named; of a folder the YAML files in it, sorted, those in folders below left out; and folders that hold none."""
    files: list[Path] = []
    found: list[Diagnostic] = []
    for path in map(Path, paths):
        if not path.is_dir():
            files.append(path)
            continue
        try:
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in (".yaml", ".yml") and not p.is_dir())
        except OSError:
            found.append(RulesetUnreadable(path=str(path), reason="unreadable"))
            continue
        files += inside
        if not inside:
            found.append(RulesetUnreadable(path=str(path), reason="nothing-in-folder"))
    return tuple(files), tuple(found)


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


def share_actuals(
    rules: Sequence[Rules], raw: RawActuals, project: str | None = None, *, several: bool | None = None
) -> tuple[list[tuple[Rules, RawActuals, str | None]], Diagnostics]:
    """What to evaluate on what: rulesets, their rows, and the project these are about; and what belongs to none.

    One ruleset is evaluated once for every project of the actuals; of several (`several`, when some did not load) each takes
    the rows that are its own. `project` leaves one of them. What was found while reading is among the diagnostics returned
    unless there is but one part, which keeps it.
    """
    if several if several is not None else len(rules) > 1:
        parts, strays = share([one.ruleset for one in rules], raw)
        shared = list(zip(rules, parts, strict=True))
        if project is not None:
            shared = [(one, part) for one, part in shared if folded(project) in {folded(one.ruleset.code), folded(one.name)}]
            names = tuple(one.ruleset.code or one.name for one in rules)
            strays = () if shared else (NoSuchProject(project=project, projects=names),)
        return [(one, part, None) for one, part in shared], (*raw.diagnostics, *strays)
    (one,) = rules
    projects = (project,) if project is not None else projects_in(raw, one.ruleset) or (None,)
    if len(projects) == 1:
        return [(one, raw, projects[0])], ()
    bare = attrs.evolve(raw, diagnostics=())
    return [(one, bare, name) for name in projects], raw.diagnostics


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
            return (portfolio_markdown(assessments, found, lang) if several else "") + markdown_report(assessments, lang)
    head = portfolio_text(assessments, found, lang) if several else ""
    return head + "\n".join(text_report(assessment, lang) for assessment in assessments)


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


def narrow(assessment: Assessment, wanted: Sequence[str]) -> tuple[Assessment, Diagnostics]:
    """The assessment with only the rows asked for, by id or name, in that order; and a diagnostic for each that is none."""
    chosen: dict[str, IndicatorResult] = {}
    found: list[Diagnostic] = []
    for key in wanted:
        try:
            result = assessment[key]
            chosen.setdefault(result.id, result)
        except KeyError:
            found.append(NoSuchRow(wanted=key, rows=tuple(f"{r.id} {r.name}" for r in assessment.results)))
    return attrs.evolve(assessment, results=tuple(chosen.values())), tuple(found)


def explanation_report(
    assessments: Sequence[Assessment],
    form: Literal["text", "json"] = "text",
    lang: Lang = "zh",
    found: Diagnostics = (),
    several: bool = False,
) -> str:
    """The explanations of the rows of narrowed assessments with every value they stand on."""
    if form == "json":
        return report(assessments, "json", lang, found, several)
    return "\n".join(rows_text(assessment, lang, titled=several) for assessment in assessments)


def reading_json(reading: Reading, lang: Lang = "zh") -> str:
    """A reading as JSON."""
    return json_report.dumps(reading.to_dict(lang)) + "\n"


def reading_line(row_id: object, reading: Reading, lang: Lang = "zh") -> str:
    """`{"id", "reading"}` as one line, as `read` answers JSON Lines. The id returns as it came."""
    return json_report.dumps({"id": row_id, "reading": reading.to_dict(lang)}, None) + "\n"


def reading_text(reading: Reading, lang: Lang = "zh") -> str:
    """A reading for people: the canonical form, then what was assumed and what was left over."""
    return read_report(reading, lang)


__all__ = [
    "FORMATS",
    "Assessment",
    "RawActuals",
    "RecordTable",
    "Rule",
    "Rules",
    "Verdict",
    "compile",
    "explanation_report",
    "load_actuals",
    "load_records",
    "load_ruleset",
    "loads_ruleset",
    "merge_actuals",
    "narrow",
    "parse",
    "read",
    "reading_json",
    "reading_line",
    "reading_text",
    "report",
    "ruleset_files",
    "share_actuals",
    "template",
]
