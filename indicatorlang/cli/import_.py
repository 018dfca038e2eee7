"""`indicatorlang import`: a draft ruleset from a declaration form or a table of indicators."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import option
from indicatorlang.cli.options import lang_option, map_option
from indicatorlang.diagnostics import Lang, errors, system_reason
from indicatorlang.pipeline.drafting import Draft, Drafts, draft, draft_names, draft_place, draft_text


@bilingual.command(
    "import",
    zh="由申报表或指标表生成规则草稿。",
    en="Draft a ruleset from a declaration form or a table of indicators.",
    more_zh="FORM 可以是 XLSX、DOCX、CSV、Markdown 表格或文本；各列按表头认定。指标名称和指标值照抄原表，拟定和存疑的都写成注释，拿不准的不替人选。"
    "一个项目一个文件：表里有几个项目的，-o 后面写文件夹；不写 -o 时依次输出，只供查看。",
    more_en="FORM is XLSX, DOCX, CSV, a Markdown table or a text; columns go by their headings. Names and wordings are the form's; what is proposed or "
    "doubtful is a comment, and nothing doubtful is decided. One project is one file: for several give -o a folder; without -o they are "
    "printed one after another, for looking only.",
)
@click.argument("form")
@option(
    "--output",
    "-o",
    metavar="FILE.yaml|FOLDER",
    zh="写入文件或文件夹，不写则输出到屏幕。",
    en="File or folder to write to; else the screen.",
)
@option("--force", is_flag=True, zh="文件已有时覆盖。", en="Write over files that exist.")
@map_option()
@option("--sheet", metavar="NAME", zh="只读工作簿里的这一张表。", en="Read this sheet of a workbook only.")
@option("--encoding", metavar="NAME", zh="文本文件的编码，如 gb18030、big5。", en="Encoding of text files, e.g. gb18030 or big5.")
@option(
    "--year",
    metavar="YEAR|SPAN",
    zh="预算年度或实施期，以此为准，如 2024、2024-03..2024-12。",
    en="Budget year or span, whatever the form says, e.g. 2024 or 2024-03..2024-12.",
)
@option("--profile", metavar="NAME", zh="评分办法，默认 mof-2020。", en="Scoring rules; mof-2020 unless stated.")
@lang_option()
def command(
    form: str, output: str | None, force: bool, columns: Any, sheet: str | None, encoding: str | None, year: str | None,
    profile: str | None, lang: Lang,
) -> int:  # fmt: skip
    """Read, draft, write."""
    found = draft(form, columns=columns, sheet=sheet, encoding=encoding, year=year, profile=profile)
    running.show(found.diagnostics, lang)
    if output is None:
        _print(found, lang)
    else:
        _write(found, form, output, force, lang)
    return running.NOT_WHOLLY if errors(found.diagnostics) else running.DONE


def _print(found: Drafts, lang: Lang) -> None:
    """The drafts one after another. Several are no ruleset file together, and the line above each says so."""
    several = len(found.drafts) > 1
    for number, (one, name) in enumerate(zip(found.drafts, draft_names(found.drafts), strict=True), 1):
        if several:
            said = (
                f"第{number}个项目，共{len(found.drafts)}个：{name}。连在一起只供查看，导入请用 -o 写明文件夹"
                if lang == "zh"
                else f"project {number} of {len(found.drafts)}: {name}. Together they are for looking only; give -o a folder"
            )
            running.write(f"{'' if number == 1 else chr(10)}# ===== {said} =====\n", None, lang)
        running.write(draft_text(one, lang), None, lang)
        _tell(one, None, lang)


def _write(found: Drafts, form: str, output: str, force: bool, lang: Lang) -> None:
    """One file a draft; files that exist stay unless they are to be written over, and the form itself always."""
    places = draft_place(found.drafts, output)
    if any(place.is_file() and place.samefile(form) for place in places):
        said = f"`{form}`是原表，不能写在它上面" if lang == "zh" else f"`{form}` is the form itself and is not written over"
        raise click.UsageError(said, click.get_current_context())
    there = [place for place in places if place.exists() and not force]
    if there:
        said = (
            f"`{there[0]}`已经存在；要覆盖的加 --force" if lang == "zh" else f"`{there[0]}` exists; add --force to write over it"
        )
        raise click.UsageError(said, click.get_current_context())
    try:
        if places[0] != Path(output):
            places[0].parent.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise click.FileError(output, system_reason(wrong.errno, wrong.strerror or str(wrong), lang)) from None
    for one, place in zip(found.drafts, places, strict=True):
        running.write(draft_text(one, lang), str(place), lang)
        _tell(one, place, lang)


def _tell(one: Draft, place: Path | None, lang: Lang) -> None:
    """What was drafted, in a line: how many indicators, how many still commented out, how much to confirm."""
    withheld = sum(row.withheld for row in one.rows)
    rows, questions = len(one.rows), one.questions
    if lang == "zh":
        left = f"，其中{withheld}项存疑，已注释掉" if withheld else ""
        where = f"，已写入{place}" if place is not None else ""
        print(f"{one.name}：指标{rows}项{left}；待确认{questions}处{where}", file=sys.stderr)
    else:
        left = f", {withheld} of them commented out" if withheld else ""
        where = f", written to {place}" if place is not None else ""
        print(f"{one.name}: {rows} indicators{left}; {questions} things to confirm{where}", file=sys.stderr)
