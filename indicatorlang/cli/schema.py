"""`indicatorlang schema`: what an editor needs to complete and check rulesets."""

from __future__ import annotations

import json

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import option
from indicatorlang.cli.options import lang_option
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline import ruleset_schema


@bilingual.command(
    "schema",
    zh="输出规则文件的JSON Schema，供编辑器提示和检查。",
    en="Write the JSON Schema of ruleset files, for editors.",
    more_zh="写入文件后，在规则文件第一行写 # yaml-language-server: $schema=文件名。",
    more_en="Write it to a file and name that in the first line of a ruleset: # yaml-language-server: $schema=FILE.",
)
@option("--output", "-o", metavar="FILE", zh="写入文件，不写则输出到屏幕。", en="File to write; else the screen.")
@lang_option()
def command(output: str | None, lang: Lang) -> int:
    """Print or write."""
    running.write(json.dumps(ruleset_schema(), ensure_ascii=False, indent=2) + "\n", output, lang)
    return running.DONE
