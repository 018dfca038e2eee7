"""What `eval` and `explain` do alike: load, evaluate, print, choose the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import click

from indicatorlang.diagnostics import ActualsError, Diagnostic, Lang, RulesetError, Severity, errors, system_reason
from indicatorlang.lazily import frozen, pattern
from indicatorlang.pipeline import (
    Assessment,
    RawActuals,
    RecordTable,
    Rules,
    Verdict,
    load_actuals,
    load_records,
    load_ruleset,
    merge_actuals,
    narrow,
    ruleset_files,
    share_actuals,
    share_records,
)

DONE, FINDINGS, NOT_WHOLLY = 0, 1, 2
LONG_WORD = pattern(r"`([^`\n]{120,})`")
MANY = 20
"""From so many projects on, a progress bar shows on a terminal."""


@frozen
class Run:
    """What came of one command line. `found` are the diagnostics that belong to no single project; `several` tells that the
    result is a portfolio."""

    assessments: tuple[Assessment, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    several: bool = False

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """All, those of no single project first."""
        yield from self.found
        for assessment in self.assessments:
            yield from assessment.diagnostics


def show(diagnostics: Iterable[Diagnostic], lang: Lang) -> None:
    """Print diagnostics to standard error, each once; a warning is left out when an error says the same of the same place.
    Very long words of the user are cut: they would fill the screen."""
    found = list(diagnostics)
    said = {(d.place, d.message(lang)) for d in errors(found)}
    once = [d for d in found if d.severity is Severity.ERROR or (d.place, d.message(lang)) not in said]
    for text in dict.fromkeys(diagnostic.render(lang) for diagnostic in once):
        print(_cut(text), file=sys.stderr)


def show_of_projects(wrong: Sequence[tuple[str, Diagnostic]], projects: int, lang: Lang) -> None:
    """Print what is wrong with the values of single projects, whose rows have no place in a file."""
    if not wrong:
        return
    said = (
        f"数据不能用的项目{projects:,}个，其中："
        if lang == "zh"
        else f"projects with values that cannot be used: {projects:,}, among them"
    )
    print(said, file=sys.stderr)
    for name, diagnostic in wrong:
        print(_cut(f"  {name}{'：' if lang == 'zh' else ': '}{diagnostic.message(lang)}"), file=sys.stderr)


def _cut(text: str) -> str:
    return LONG_WORD.sub(lambda word: f"`{word[1][:60]}…{word[1][-20:]}`", text)


def evaluate(paths: Sequence[str], options: Mapping[str, Any], lang: Lang) -> Run:
    """Evaluate the rulesets of files and folders on the actuals named by the options.

    With one ruleset every project of the actuals is evaluated; with several each takes the rows that are its own. What cannot
    be read does not stop the rest, unless nothing that was named could be read.
    """
    chosen = dict(options)
    sheet, encoding, project = (chosen.pop(key) for key in ("sheet", "encoding", "project"))
    named: Sequence[str] = chosen.pop("actuals")
    files, found = ruleset_files(paths)
    rules, more = _loaded(files)
    raw, unread = _read(named, sheet, encoding)
    tables, no_tables = _records(chosen.pop("records"), encoding)
    found = (*found, *more, *unread, *no_tables)
    several = len(files) > 1
    if not rules or (named and raw is None):
        return Run((), found, several)
    given, unknown = share_records(rules, tables, several)
    own_tables = {id(one): own for one, own in zip(rules, given, strict=True)}
    shared, strays = share_actuals(rules, raw or RawActuals(), project, several=several, combine=chosen["combine"], tables=tables)
    assessments: list[Assessment] = []
    failed: list[Diagnostic] = []
    with _progress(shared, lang) as steps:
        for one, part, own in steps:
            try:
                assessments.append(one.evaluate(part, project=own, records=own_tables[id(one)], **chosen))
            except (ActualsError, RulesetError) as wrong:
                failed += [diagnostic for diagnostic in wrong.diagnostics if diagnostic not in failed]
    return Run(tuple(assessments), (*found, *unknown, *strays, *failed), several or len(assessments) > 1)


def _loaded(files: Sequence[Path]) -> tuple[list[Rules], tuple[Diagnostic, ...]]:
    """Every ruleset that loads, and what is wrong with the others."""
    rules: list[Rules] = []
    found: list[Diagnostic] = []
    for path in files:
        try:
            rules.append(load_ruleset(path))
        except RulesetError as wrong:
            found += wrong.diagnostics
    return rules, tuple(found)


def _read(paths: Sequence[str], sheet: str | None, encoding: str | None) -> tuple[RawActuals | None, tuple[Diagnostic, ...]]:
    """The actuals of all files that can be read, None when there are none, and what is wrong with the others.

    A file of which nothing but mistakes was read counts as one that cannot be read.
    """
    read: list[RawActuals] = []
    found: list[Diagnostic] = []
    for path in paths:
        try:
            raw = load_actuals(path, sheet=sheet, encoding=encoding)
        except ActualsError as wrong:
            found += wrong.diagnostics
            continue
        if errors(raw.diagnostics) and not (raw.rows or raw.surveys):
            found += raw.diagnostics
        else:
            read.append(raw)
    return merge_actuals(read) if read else None, tuple(found)


def _records(named: Mapping[str, str], encoding: str | None) -> tuple[dict[str, RecordTable], tuple[Diagnostic, ...]]:
    tables: dict[str, RecordTable] = {}
    found: list[Diagnostic] = []
    for name, path in named.items():
        try:
            tables[name] = load_records(path, encoding=encoding, name=name)
        except ActualsError as wrong:
            found += wrong.diagnostics
    return tables, tuple(found)


@contextmanager
def _progress(steps: Sequence[Any], lang: Lang) -> Iterator[Iterable[Any]]:
    """The steps, with a bar for long work when somebody watches."""
    if len(steps) < MANY or not sys.stderr.isatty():
        yield steps
        return
    with click.progressbar(steps, label="测算" if lang == "zh" else "evaluating", file=sys.stderr) as bar:
        yield bar


def narrowed(run: Run, wanted: Sequence[str]) -> Run:
    """Only the rows asked for; a row that does not exist is an error and the others stay."""
    kept, found = [], list(run.found)
    for assessment in run.assessments:
        chosen, problems = narrow(assessment, wanted)
        kept.append(chosen)
        found += [problem for problem in problems if problem not in found]
    return attrs.evolve(run, assessments=tuple(kept), found=tuple(found))


def write(text: str, output: str | None, lang: Lang, *, byte_order_mark: bool = False) -> None:
    """Print, or write to a file in UTF-8. With `byte_order_mark` a file starts with one: without it Excel takes CSV for GBK."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        Path(output).write_bytes((b"\xef\xbb\xbf" if byte_order_mark else b"") + text.encode("utf-8", "backslashreplace"))
    except OSError as wrong:
        raise click.FileError(output, system_reason(wrong.errno, wrong.strerror or str(wrong), lang)) from None


def stream(pieces: Iterable[str], output: str | None, lang: Lang, *, byte_order_mark: bool = False) -> None:
    """The same as `write` for a text that comes piece by piece; a file is opened before the first piece is asked for."""
    if output is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    try:
        with Path(output).open(
            "w", encoding="utf-8-sig" if byte_order_mark else "utf-8", errors="backslashreplace", newline=""
        ) as out:
            out.writelines(pieces)
    except OSError as wrong:
        raise click.FileError(output, system_reason(wrong.errno, wrong.strerror or str(wrong), lang)) from None


def status(run: Run, exit_zero: bool) -> int:
    """2 when something could not be evaluated, 1 when a due row is missed or has no data, else 0."""
    if any(diagnostic.severity is Severity.ERROR for diagnostic in run.diagnostics):
        return NOT_WHOLLY
    rows = [result.verdict for assessment in run.assessments for result in assessment.results]
    if Verdict.INVALID in rows:
        return NOT_WHOLLY
    return FINDINGS if (Verdict.MISSED in rows or Verdict.NO_DATA in rows) and not exit_zero else DONE
