"""`indicatorlang eval`: rulesets and actuals → scores, reasons, what would have met the target."""

from __future__ import annotations

from typing import Any

import click

from indicatorlang.cli import running
from indicatorlang.cli.options import evaluation_options, output_options
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline import report


@click.command(name="eval", short_help="测算得分并说明原因。Evaluate rulesets on actuals.")
@click.argument("ruleset", nargs=-1, required=True, type=click.Path())
@evaluation_options()
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl", "csv", "markdown"]), default="text", show_default=True,
    help="输出格式。Format of the output.",
)  # fmt: skip
@output_options()
def command(
    ruleset: tuple[str, ...], actuals: tuple[str, ...], sheet: str | None, encoding: str | None, project: str | None, form: Any,
    output: str | None, exit_zero: bool, lang: Lang, **options: Any,
) -> int:  # fmt: skip
    """测算一个或多个项目（规则文件或文件夹）。Evaluate one or several rulesets, or a folder of them.

    退出码：0 无未达标；1 有到期未达标或未填报；2 有规则或数据不能测算。
    """
    rules, bad_rules = running.load_all(ruleset, lang)
    raw, bad_files = running.read_all(actuals, sheet, encoding, lang)
    assessments, bad = running.evaluate_all(rules, raw, project, options, lang)
    for assessment in assessments:
        running.show(assessment.diagnostics, lang)
    if assessments:
        several = len(running.ruleset_files(ruleset)) > 1 or len(assessments) > 1
        running.write(report(assessments, form, lang, several=several), output)
    return running.status(assessments, bad_rules or bad_files or bad, exit_zero)
