"""`indicatorlang new`: the files that something new begins with."""

from __future__ import annotations

from pathlib import Path

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import WholeNumber, Word, language_of, option
from indicatorlang.cli.options import lang_option
from indicatorlang.diagnostics import Lang, errors, system_reason
from indicatorlang.lazily import pattern
from indicatorlang.pipeline.starting import KINDS, Started, start

_COLON = pattern(r"\s*[:：]\s*")


def _rows(context: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`--indicator 开放数: 不少于12个` as name and wording."""
    found = []
    for text in given:
        name, *wording = _COLON.split(text.strip(), maxsplit=1)
        if not (name and wording and wording[0]):
            zh = language_of(context) == "zh"
            said = f"`{text}`要写成“名称: 指标值”" if zh else f"write `name: wording` instead of `{text}`"
            raise click.BadParameter(said, context, param)
        found.append((name, wording[0]))
    return tuple(found)


@bilingual.command(
    "new",
    zh="新建规则文件、评分办法、评分方式等，带注释和用例。",
    en="Start a ruleset, a profile, a scoring method or another part from a template, with its cases.",
    more_zh="KIND 是"
    + "、".join(f"{name}（{kind.word}）" for name, kind in KINDS.items())
    + "。写好以后说明下一步做什么；已有的文件不会覆盖。规则文件可以直接答出各项指标，如 --indicator '开放数: 不少于12个'；不答的，得到一份带说明的样板。"
    "规则文件以外的都属于程序本身，-o 写源代码的文件夹。",
    more_en=f"KIND is one of {', '.join(KINDS)}. What to do next is said at the end; files that exist are never written over. The rows of a "
    "ruleset may be told, as in --indicator 'Satisfaction: >= 90%'; without them it is a template that explains itself. All but rulesets are parts of "
    "the program: give -o the folder of its sources.",
)
@click.argument("kind", type=Word(*KINDS, also={kind.word: name for name, kind in KINDS.items()}))
@click.argument("name")
@option(
    "--output",
    "-o",
    "folder",
    metavar="FOLDER",
    default=".",
    zh="写入哪个文件夹，默认当前文件夹。",
    en="Folder to write to; the current one unless stated.",
)
@option(
    "--name",
    "title",
    metavar="NAME",
    default="",
    zh="项目名称，或办法、方式的中文名称；不写就用 NAME。",
    en="Name of the project, or the Chinese name of a part; else NAME.",
)
@option("--year", type=WholeNumber(), metavar="YEAR", zh="预算年度，如 2026。", en="Budget year, e.g. 2026.")
@option(
    "--indicator",
    "rows",
    multiple=True,
    metavar="NAME:TARGET",
    callback=_rows,
    zh="一项指标，写“名称: 指标值”；可多次给出。",
    en="An indicator, as `name: wording`; may be repeated.",
)
@lang_option()
def command(
    kind: str, name: str, folder: str, title: str, year: int | None, rows: tuple[tuple[str, str], ...], lang: Lang
) -> int:
    """Fill in, write, say what to do next."""
    if kind != "ruleset" and (year is not None or rows):
        said = "--year 和 --indicator 只用于规则文件" if lang == "zh" else "--year and --indicator are for rulesets only"
        raise click.UsageError(said, click.get_current_context())
    started = start(kind, name, folder, title=title, year=year, rows=rows, lang=lang)
    running.show(started.diagnostics, lang)
    for path, text in started.files.items():
        _write(path, text, lang)
    running.write(_told(started, lang), None, lang)
    return running.NOT_WHOLLY if errors(started.diagnostics) else running.DONE


def _write(path: Path, text: str, lang: Lang) -> None:
    """One file; one that has come into being since is left alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as wrong:
        raise click.FileError(str(path), system_reason(wrong.errno, wrong.strerror or str(wrong), lang)) from None


def _told(started: Started, lang: Lang) -> str:
    """What was written, and the next steps."""
    written = [f"已写入 {path.as_posix()}" if lang == "zh" else f"written: {path.as_posix()}" for path in started.files]
    steps = [f"  {number}. {step.of(lang)}" for number, step in enumerate(started.steps, 1)]
    return "\n".join([*written, "接下来：" if lang == "zh" else "next:", *steps, ""])
