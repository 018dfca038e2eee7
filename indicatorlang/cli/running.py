"""What `eval` and `explain` do alike: load, evaluate, print, choose the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from indicatorlang.diagnostics import ActualsError, Diagnostic, Lang, RulesetError, Severity
from indicatorlang.pipeline import Assessment, RawActuals, Rules, Verdict, load_actuals, load_ruleset, merge_actuals, rows_for

DONE, FINDINGS, NOT_WHOLLY = 0, 1, 2


def show(diagnostics: Iterable[Diagnostic], lang: Lang) -> None:
    """Print diagnostics to standard error."""
    for diagnostic in diagnostics:
        print(diagnostic.render(lang), file=sys.stderr)


def read_all(paths: Sequence[str], sheet: str | None, encoding: str | None, lang: Lang) -> tuple[RawActuals, bool]:
    """The actuals of all files; the second value tells whether a file could not be read (its reasons are printed)."""
    read, failed = [], False
    for path in paths:
        try:
            read.append(load_actuals(path, sheet=sheet, encoding=encoding))
        except ActualsError as wrong:
            show(wrong.diagnostics, lang)
            failed = True
    return merge_actuals(read), failed


def ruleset_files(paths: Sequence[str]) -> list[Path]:
    """Files as named; of a folder the YAML files in it, sorted, those in folders below left out."""
    files: list[Path] = []
    for path in map(Path, paths):
        files += sorted(p for p in path.iterdir() if p.suffix in (".yaml", ".yml")) if path.is_dir() else [path]
    return files


def load_all(paths: Sequence[str], lang: Lang) -> tuple[list[Rules], bool]:
    """Every ruleset that loads; a bad one is reported and does not stop the others."""
    rules, failed = [], False
    for path in ruleset_files(paths):
        try:
            rules.append(load_ruleset(path))
        except RulesetError as wrong:
            show(wrong.diagnostics, lang)
            failed = True
    return rules, failed


def evaluate_all(
    rules: Sequence[Rules], raw: RawActuals, project: str | None, options: dict[str, Any], lang: Lang
) -> tuple[list[Assessment], bool]:
    """With one ruleset every project of the actuals is evaluated; with several each takes the rows that are its own."""
    found: list[Assessment] = []
    failed = False
    for one in rules:
        try:
            if len(rules) > 1:
                found.append(one.evaluate(rows_for(one, raw), **options))
            elif project is not None:
                found.append(one.evaluate(raw, project=project, **options))
            else:
                found += one.evaluate_projects(raw, **options)
        except (ActualsError, RulesetError) as wrong:
            show(wrong.diagnostics, lang)
            failed = True
    return found, failed


def write(text: str, output: str | None) -> None:
    """Print, or write to a file in UTF-8."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        Path(output).write_bytes(text.encode("utf-8"))
    except OSError as wrong:
        raise click.FileError(output, wrong.strerror or str(wrong)) from None


def status(assessments: Sequence[Assessment], failed: bool, exit_zero: bool) -> int:
    """2 when something could not be evaluated, 1 when a due row is missed or has no data, else 0."""
    if failed or any(d.severity is Severity.ERROR for a in assessments for d in a.diagnostics):
        return NOT_WHOLLY
    open_rows = any(r.verdict in (Verdict.MISSED, Verdict.NO_DATA) for a in assessments for r in a.results)
    return FINDINGS if open_rows and not exit_zero else DONE
