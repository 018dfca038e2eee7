"""`indicatorlang eval`: rulesets and actuals → scores, reasons, what would have met the target."""

from __future__ import annotations

from typing import Any

import click

from indicatorlang.cli import bilingual, framing, running
from indicatorlang.cli.options import evaluation_options, format_option, output_options
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline import FORMATS, report


@bilingual.command(
    "eval",
    zh="测算得分并说明原因。",
    en="Evaluate rulesets on actuals.",
    more_zh="RULESET 是规则文件，或放规则文件的文件夹；有几个时另附汇总。退出码：0 没有未达标；1 有到期未达标或未填报；2 有规则或数据不能用，"
    "其余照常测算。项目很多时用 --frame 读一个文件夹，一次测算所有项目。",
    more_en="RULESET is a file or a folder of files; several give a summary besides. Exit status: 0 nothing missed; 1 something due is missed "
    "or has no data; 2 a ruleset or a value could not be used (the rest is evaluated all the same). "
    "For very many projects --frame reads a folder and evaluates all of them.",
)
@click.argument("ruleset", nargs=-1, required=True)
@evaluation_options()
@framing.frame_options()
@format_option(*FORMATS)
@output_options()
def command(ruleset: tuple[str, ...], form: Any, output: str | None, exit_zero: bool, lang: Lang, **options: Any) -> int:
    """Evaluate, print diagnostics, print the report."""
    framing.misplaced(options["frame"], form, output, options, ruleset, lang)
    if options["frame"] is not None and output is not None:
        return framing.evaluate(ruleset[0], output, options, exit_zero, lang)
    options = {name: value for name, value in options.items() if name != "frame" and name not in framing.ONLY_FRAMES}
    run = running.evaluate(ruleset, options, lang)
    running.show(run.diagnostics, lang)
    if run.assessments or run.several:
        text = report(run.assessments, form, lang, found=run.found, several=run.several)
        running.write(text, output, lang, byte_order_mark=form == "csv")
    return running.status(run, exit_zero)
