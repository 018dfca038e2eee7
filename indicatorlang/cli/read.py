"""`indicatorlang read`: what one target says, or many."""

from __future__ import annotations

import decimal
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import WholeNumber, option
from indicatorlang.cli.options import format_option, lang_option
from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import pattern
from indicatorlang.pipeline import read, reading_json, reading_line, reading_text

_YEAR = pattern(r"([0-9]{4})(?:\.0)?(?:年度?)?", re.ASCII)
_BESIDE = ("name", "op", "unit", "level2")


@bilingual.command(
    "read",
    zh="读懂一条指标值。",
    en="Read one target, or many as JSON Lines.",
    more_zh='不给 TEXT 时从标准输入读，一行一个 {"id","name","op","target","unit","year","level2"}，id 和 target 以外可省；'
    '每行输出 {"id","reading"}。',
    more_en='Without TEXT it reads standard input, one {"id","name","op","target","unit","year","level2"} a line, all but id and target '
    'optional, and writes {"id","reading"} lines.',
)
@click.argument("text", required=False)
@option("--name", default="", metavar="TEXT", zh="指标名称。", en="Name of the indicator.")
@option("--op", default="", metavar="TEXT", zh="“指标性质”栏所写的，如 ≥。", en="What stands in the operator column, e.g. >=.")
@option("--unit", default="", metavar="TEXT", zh="“度量单位”栏所写的。", en="What stands in the unit column.")
@option("--year", type=WholeNumber(), metavar="YEAR", zh="没写年份的日期属于哪一年。", en="Year of dates that state none.")
@option("--level2", default="", metavar="TEXT", zh="所属二级指标。", en="The heading above it.")
@format_option("text", "json")
@lang_option()
def command(text: str | None, name: str, op: str, unit: str, year: int | None, level2: str, form: str, lang: Lang) -> int:
    """Read one text, or every line of standard input."""
    if text is not None:
        reading = read(text, name, op=op, unit=unit, year=year, level2=level2)
        running.write(reading_json(reading, lang) if form == "json" else reading_text(reading, lang), None, lang)
        return running.DONE
    status = running.DONE
    for number, row in _rows():
        if row is None:
            where, said = ("标准输入", "错误：这一行不是带 target 的 JSON 对象") if lang == "zh" else (
                "standard input", "error: this line is not a JSON object with a target"
            )  # fmt: skip
            print(f"{where}:{number}: {said}", file=sys.stderr)
            status = running.NOT_WHOLLY
            continue
        beside = {key: _text(row.get(key)) for key in _BESIDE}
        year_said = _text(row.get("year")).strip()
        of_year = _YEAR.fullmatch(year_said)
        year_known = int(of_year[1]) if of_year else None
        found = read(_text(row["target"]), beside.pop("name"), year=year_known, **beside)
        running.write(reading_line(row.get("id"), found, lang), None, lang)
    return status


def _rows() -> Iterator[tuple[int, dict[str, Any] | None]]:
    """The objects of standard input with their line numbers; None for a line that is not one. Empty lines are passed over."""
    for number, raw in enumerate(sys.stdin.buffer, 1):
        if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        try:
            row = json.loads(
                raw.decode("utf-8-sig" if number == 1 else "utf-8"), parse_float=decimal.Decimal, parse_constant=_refuse
            )
        except (ValueError, RecursionError):
            row = None
        wanted = (
            isinstance(row, dict)
            and "target" in row
            and not any(isinstance(row.get(k), dict | list) for k in (*_BESIDE, "target"))
        )
        yield number, row if wanted else None


def _refuse(constant: str) -> None:
    """NaN and infinities are no JSON."""
    raise ValueError(constant)


def _text(value: object) -> str:
    """A value of a row as text: numbers as written, nothing for null."""
    return format(value, "f") if isinstance(value, decimal.Decimal) and value.is_finite() else "" if value is None else str(value)
