"""`indicatorlang template`: the workbook to send out."""

from __future__ import annotations

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import option
from indicatorlang.cli.options import lang_option
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline import load_ruleset, template


@bilingual.command(
    "template",
    zh="生成下发填报的表格。",
    en="Write the form to fill in.",
    more_zh="列出要填的数、计量单位、口径和期间；填好后 eval 直接读取。",
    more_en="It lists what to fill in, units, kinds and periods; eval reads the filled form without options.",
)
@click.argument("ruleset")
@option(
    "--output",
    "-o",
    metavar="FILE.xlsx|FILE.csv",
    zh="写入文件，不写则把CSV输出到屏幕。",
    en="File to write; else CSV on the screen.",
)
@lang_option()
def command(ruleset: str, output: str | None, lang: Lang) -> int:
    """Load, write."""
    rules = load_ruleset(ruleset)
    running.show(rules.diagnostics, lang)
    text = template(rules, output)
    if text is not None:
        running.write(text, None, lang)
    return running.DONE
