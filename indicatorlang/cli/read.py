"""`indicatorlang read`: what one target says, or many."""

from __future__ import annotations

import json
import sys

import click

from indicatorlang.cli import running
from indicatorlang.cli.options import lang_option
from indicatorlang.diagnostics import Lang
from indicatorlang.pipeline import read, reading_json, reading_text


@click.command(short_help="读一条指标值。Read one target, or many as JSON Lines.")
@click.argument("text", required=False)
@click.option("--name", default="", help="指标名称。Name of the indicator.")
@click.option("--op", default="", help="指标性质列。The operator column.")
@click.option("--unit", default="", help="度量单位列。The unit column.")
@click.option("--year", type=int, help="没写年份的日期属于哪年。Year of dates without one.")
@click.option("--level2", default="", help="二级指标。The heading above it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@lang_option()
def command(text: str | None, name: str, op: str, unit: str, year: int | None, level2: str, form: str, lang: Lang) -> int:
    """按原文读出要求，读不懂就说读不懂。Without TEXT, JSON Lines are read from standard input.

    每行 {"id","name","op","target","unit","year","level2"}，除 id 和 target 外可省；输出 {"id","reading"}。
    """
    if text is not None:
        reading = read(text, name, op=op, unit=unit, year=year, level2=level2)
        running.write(reading_json(reading, lang) if form == "json" else reading_text(reading, lang), None)
        return running.DONE
    status = running.DONE
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_float=str, parse_int=str)
            if not isinstance(row, dict) or "target" not in row:
                raise ValueError("no target")
        except ValueError:
            said = f"标准输入:{number}: 错误：这一行不是带 target 的 JSON 对象" if lang == "zh" else (
                f"standard input:{number}: error: this line is not a JSON object with a target"
            )  # fmt: skip
            print(said, file=sys.stderr)
            status = running.NOT_WHOLLY
            continue
        year_text = str(row.get("year") or "")
        reading = read(
            str(row["target"] or ""),
            str(row.get("name") or ""),
            op=str(row.get("op") or ""),
            unit=str(row.get("unit") or ""),
            year=int(year_text) if year_text.isdigit() else None,
            level2=str(row.get("level2") or ""),
        )
        running.write(reading_json(reading, lang, row.get("id")), None)
    return status
