"""`indicatorlang explain`: everything about some rows."""

from __future__ import annotations

from typing import Any

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.options import evaluation_options, format_option, output_options
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline import explanation_report


@bilingual.command(
    "explain",
    zh="说明某几项指标的结果是怎么来的。",
    en="Explain how results came about.",
    more_zh="INDICATOR 是指标的序号或名称。列出用到的每一个数和它的出处。",
    more_en="INDICATOR is the id or the name of an indicator. Every value used is listed with its source.",
)
@click.argument("ruleset")
@click.argument("indicator", nargs=-1, required=True)
@evaluation_options()
@format_option("text", "json")
@output_options()
def command(
    ruleset: str, indicator: tuple[str, ...], form: Any, output: str | None, exit_zero: bool, lang: Lang, **options: Any
) -> int:  # fmt: skip
    """Evaluate, keep the rows asked for, print what stands behind them."""
    run = running.evaluate((ruleset,), options, lang)
    run = running.narrowed(run, indicator)
    running.show(run.diagnostics, lang)
    if any(assessment.results for assessment in run.assessments):
        running.write(explanation_report(run.assessments, form, lang, run.found, run.several), output, lang)
    return running.status(run, exit_zero)
