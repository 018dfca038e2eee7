"""`indicatorlang template`: the workbook to send out."""

from __future__ import annotations

import click

from indicatorlang.cli import running
from indicatorlang.cli.options import lang_option
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline import load_ruleset, template


@click.command(short_help="生成填报表。Write the workbook to fill in.")
@click.argument("ruleset", type=click.Path())
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="F.xlsx 或 F.csv；不写则把CSV输出到屏幕。F.xlsx or F.csv.")
@lang_option()
def command(ruleset: str, output: str | None, lang: Lang) -> int:
    """按规则文件生成填报表，填好后 eval 直接读取。Write the form to send out; `eval` reads it back without options."""
    rules = load_ruleset(ruleset)
    running.show(rules.diagnostics, lang)
    text = template(rules, output)
    if text is not None:
        running.write(text, None)
    return running.DONE
