"""`indicatorlang explain`: everything about some rows."""

from __future__ import annotations

from typing import Any

import click

from indicatorlang.cli import running
from indicatorlang.cli.options import evaluation_options, output_options
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline import Assessment, explain_rows


@click.command(short_help="逐步说明一项结果。Explain results step by step.")
@click.argument("ruleset", type=click.Path())
@click.argument("indicator", nargs=-1, required=True)
@evaluation_options()
@output_options()
def command(
    ruleset: str, indicator: tuple[str, ...], actuals: tuple[str, ...], sheet: str | None, encoding: str | None, project: str | None,
    output: str | None, exit_zero: bool, lang: Lang, **options: Any,
) -> int:  # fmt: skip
    """说明一项或几项指标（按序号或名称）的结果，列出用到的每个数。Explain rows, by id or name, with every value used."""
    rules, bad_rules = running.load_all((ruleset,), lang)
    raw, bad_files = running.read_all(actuals, sheet, encoding, lang)
    assessments, bad = running.evaluate_all(rules, raw, project, options, lang)
    shown: list[Assessment] = []
    for assessment in assessments:
        running.show(assessment.diagnostics, lang)
        text, chosen = explain_rows(assessment, indicator, lang)
        running.write(text, output)
        shown.append(chosen)
    return running.status(shown, bad_rules or bad_files or bad, exit_zero)
