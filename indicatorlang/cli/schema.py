"""`indicatorlang schema`: what an editor needs to complete and check rulesets and profiles."""

from __future__ import annotations

import json

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import Word, option
from indicatorlang.cli.options import lang_option
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline.schemas import SchemaOf, schema_of


@bilingual.command(
    "schema",
    zh="输出规则文件或评分办法文件的JSON Schema，供编辑器提示和检查。",
    en="Write the JSON Schema of ruleset files or of profiles, for editors.",
    more_zh="KIND 是 ruleset（规则文件，不写就是它）或 profile（评分办法）。写入文件后，在要编辑的文件第一行写 "
    "# yaml-language-server: $schema=文件名。",
    more_en="KIND is ruleset (unless stated) or profile. Write it to a file and name that in the first line of what you edit: "
    "# yaml-language-server: $schema=FILE.",
)
@click.argument(
    "of",
    metavar="[KIND]",
    default="ruleset",
    type=Word("ruleset", "profile", also={"规则文件": "ruleset", "评分办法": "profile"}),
)
@option("--output", "-o", metavar="FILE", zh="写入文件，不写则输出到屏幕。", en="File to write; else the screen.")
@lang_option()
def command(of: SchemaOf, output: str | None, lang: Lang) -> int:
    """Print or write."""
    running.write(json.dumps(schema_of(of), ensure_ascii=False, indent=2) + "\n", output, lang)
    return running.DONE
