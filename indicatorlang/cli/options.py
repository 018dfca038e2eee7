"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _stacked(*decorators: Callable[[Any], Any]) -> Callable[[F], F]:
    def apply(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return apply


def lang_option() -> Callable[[F], F]:
    """`--lang`."""
    return _stacked(
        click.option(
            "--lang", type=click.Choice(["zh", "en"]), default="zh", envvar="INDICATORLANG_LANG", show_default=True,
            help="输出语言。Language of the output.",
        )
    )  # fmt: skip


def evaluation_options() -> Callable[[F], F]:
    """How to evaluate: which actuals, at what date, by which rules."""
    return _stacked(
        click.option("--actuals", "-a", multiple=True, type=click.Path(), help="填报数据，可多次。Actuals: CSV, XLSX, Parquet, JSON, YAML."),
        click.option("--as-of", help="评价时点：日期或期间。Date or period of evaluation, e.g. 2019Q3."),
        click.option("--profile", help="评分办法。Scoring rules, e.g. mof-2020, strict."),
        click.option(
            "--percent", type=click.Choice(["percent", "fraction"]), help="百分数写法。How bare percentages are written: 95 or 0.95."
        ),
        click.option("--kind", help="未注明口径的按此计：本期数、累计数、时点数。Kind of values that state none."),
        click.option("--sheet", help="工作表名。Sheet of a workbook."),
        click.option("--encoding", help="文本文件编码。Encoding of text files."),
        click.option("--project", help="只评价这个项目。Only this project of the actuals."),
        click.option("--final", is_flag=True, help="未填报按0分计，不再暂计。Rows without data count 0 for good."),
    )


def output_options() -> Callable[[F], F]:
    """Where to, and whether findings change the exit code."""
    return _stacked(
        click.option("--output", "-o", type=click.Path(dir_okay=False), help="写入文件。Write to this file."),
        click.option("--exit-zero", is_flag=True, help="有未达标也返回0。Exit 0 even with findings."),
        lang_option(),
    )
