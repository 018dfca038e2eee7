"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from indicatorlang.cli.bilingual import Word, language_of, option
from indicatorlang.diagnostics import Lang

F = TypeVar("F", bound=Callable[..., Any])
KINDS = Word("period", "ytd", "snapshot", also={"本期数": "period", "累计数": "ytd", "时点数": "snapshot"})


def stacked(*decorators: Callable[[Any], Any]) -> Callable[[F], F]:
    """Several decorators as one, the first of them outermost."""

    def apply(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return apply


def _or_of_the_program(context: click.Context, _param: click.Parameter, wanted: str | None) -> Lang:
    return "en" if (wanted or language_of(context)) == "en" else "zh"


def lang_option() -> Callable[[F], F]:
    """`--lang`."""
    return stacked(
        option(
            "--lang", type=Word("zh", "en"), callback=_or_of_the_program,
            zh="输出语言，默认 zh；可用环境变量 INDICATORLANG_LANG 改。", en="Language of the output; INDICATORLANG_LANG sets the default.",
        )
    )  # fmt: skip


def format_option(*words: str) -> Callable[[F], F]:
    """`--format`, one of the words; `text` unless stated."""
    return stacked(
        option(
            "--format", "form", type=Word(*words), default="text",
            zh="输出格式，默认 text。", en="Format of the output; text unless stated.",
        )
    )  # fmt: skip


def _named_files(context: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in given:
        name, equals, path = text.partition("=")
        if not (name.strip() and equals and path):
            said = f"`{text}`要写成 台账名=文件" if language_of(context) == "zh" else f"write NAME=FILE instead of `{text}`"
            raise click.BadParameter(said, context, param)
        found[name.strip()] = path
    return found


def _mapped_columns(context: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """`--map 完成值=本年实绩` as column and heading."""
    from indicatorlang.pipeline.audit_reports import filled_column

    found: dict[str, str] = {}
    zh = language_of(context) == "zh"
    for text in given:
        word, equals, heading = text.partition("=")
        column = filled_column(word)
        if not (word.strip() and equals and heading.strip()):
            said = f"`{text}`要写成 列=表头" if zh else f"write column=header instead of `{text}`"
            raise click.BadParameter(said, context, param)
        if column is None:
            said = (
                f"没有叫`{word.strip()}`的列，可以写指标名称、指标值、完成值、分值、得分、度量单位、评分标准等"
                if zh
                else f"there is no column `{word.strip()}`; there are name, target, actual, weight, score, unit, rule and others"
            )
            raise click.BadParameter(said, context, param)
        if found.get(column, heading.strip()) != heading.strip():
            said = (
                f"`{word.strip()}`指定了两个不同的表头：`{found[column]}`和`{heading.strip()}`"
                if zh
                else f"`{word.strip()}` is given two headers, `{found[column]}` and `{heading.strip()}`"
            )
            raise click.BadParameter(said, context, param)
        found[column] = heading.strip()
    return found


def map_option(example_zh: str = "指标值=年度目标", example_en: str = "target=Goal") -> Callable[[F], F]:
    """`--map`: which heading a column of a form has; the examples are for its help."""
    return stacked(
        option(
            "--map", "columns", multiple=True, metavar="COLUMN=HEADER", callback=_mapped_columns,
            zh=f"指定某一列的表头，如 --map {example_zh}；可多次给出。", en=f"Name the header of a column, e.g. --map {example_en}; may be repeated.",
        )
    )  # fmt: skip


def evaluation_options() -> Callable[[F], F]:
    """How to evaluate: which actuals, at what date, by which rules."""
    return stacked(
        option(
            "--actuals", "-a", multiple=True, metavar="FILE",
            zh="填报数据，可多次给出：CSV、XLSX、Parquet、JSON、YAML。", en="Actuals: CSV, XLSX, Parquet, JSON or YAML; may be repeated.",
        ),
        option(
            "--records", multiple=True, metavar="NAME=FILE", callback=_named_files,
            zh="台账，一行一件，可多次给出。", en="Event records, one row a case; may be repeated.",
        ),
        option(
            "--as-of", metavar="DATE|PERIOD",
            zh="评价时点，如 2019-09-30、2019Q3；不写则取最近一期填报的期末。",
            en="Date of evaluation, e.g. 2019-09-30 or 2019Q3; else the end of the last reported period.",
        ),
        option("--profile", metavar="NAME", zh="评分办法，如 mof-2020、strict。", en="Scoring rules, e.g. mof-2020 or strict."),
        option(
            "--percent", type=Word("percent", "fraction"),
            zh="没写百分号的百分数怎么读：95（percent）还是 0.95（fraction）。", en="How bare percentages are written: 95 (percent) or 0.95 (fraction).",
        ),
        option(
            "--kind", type=KINDS,
            zh="没有注明口径的数按本期数、累计数还是时点数读。", en="How values that state no kind are read.",
        ),
        option("--sheet", metavar="NAME", zh="工作簿里的表名。", en="Sheet of a workbook."),
        option("--encoding", metavar="NAME", zh="文本文件的编码，如 gb18030、big5。", en="Encoding of text files, e.g. gb18030 or big5."),
        option("--project", metavar="NAME", zh="只评价这一个项目（编码或名称）。", en="Evaluate this project only (code or name)."),
        option(
            "--combine", is_flag=True,
            zh="把填报数据里的几个项目合并成一个来评价：绝对数相加，相对数按资金加权。",
            en="Evaluate all projects of the actuals as one: absolute values add up, relative ones are weighted by money.",
        ),
        option("--final", is_flag=True, zh="未填报的按0分定案，不再暂计。", en="Count rows without data as 0 for good."),
    )  # fmt: skip


def output_options(
    zero_zh: str = "有未达标或未填报时退出码也是0。",
    zero_en: str = "Exit 0 even when a due indicator is missed or has no data.",
) -> Callable[[F], F]:
    """Where to, and whether findings change the exit code; the two texts say which findings."""
    return stacked(
        option(
            "--output", "-o", metavar="FILE", zh="写入文件，不写则输出到屏幕。", en="Write to this file instead of the screen."
        ),
        option(
            "--exit-zero",
            is_flag=True,
            zh=zero_zh,
            en=zero_en,
        ),
        lang_option(),
    )
