"""`indicatorlang check`: what is wrong or unwise in rulesets and filled-in tables."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import WholeNumber, language_of, option
from indicatorlang.cli.options import format_option, map_option, output_options
from indicatorlang.diagnostics import IndicatorlangError, Lang, Severity
from indicatorlang.pipeline.check_reports import (
    CHECK_FORMATS,
    CheckFormat,
    check_report,
    differences,
    rule_report,
    rules_report,
    shown,
)
from indicatorlang.pipeline.checking_files import STDIN, CheckedFile, check_paths, write_mended
from indicatorlang.pipeline.loading import decoded_ruleset
from indicatorlang.pipeline.switching import SWITCH_WORDS, Switch, Switches, known_code, rule_page, switches


def _codes(context: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Codes with commas between them, in one option or several."""
    return tuple(_code(word, context, param) for text in given for word in text.replace("，", ",").split(",") if word.strip())


def _code(word: str, context: click.Context, param: click.Parameter) -> str:
    try:
        return known_code(word)
    except IndicatorlangError as wrong:
        lang = language_of(context)
        said = wrong.diagnostics[0]
        between = "，" if lang == "zh" else "; "
        raise click.BadParameter(f"{said.message(lang)}{between}{said.help(lang)}", context, param) from None


def _severities(context: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, Switch]:
    """`L130=error` as code and severity."""
    found: dict[str, Switch] = {}
    for text in given:
        for part in text.replace("，", ",").split(","):
            word, equals, severity = part.partition("=")
            switch = SWITCH_WORDS.get(severity.strip().lower())
            if not equals or switch is None:
                zh = language_of(context) == "zh"
                said = (
                    f"`{part}`要写成 代号=off、info、warning 或 error"
                    if zh
                    else f"write CODE=off, info, warning or error instead of `{part}`"
                )
                raise click.BadParameter(said, context, param)
            found[_code(word, context, param)] = switch
    return found


@bilingual.command(
    "check",
    zh="检查规则文件和填好的表：写错的，和写得不妥当的。",
    en="Check rulesets and filled-in tables: what is wrong, and what is unwise.",
    more_zh="FILE 是规则文件、放规则文件的文件夹，或填好的表（CSV、XLSX、DOCX、JSON Lines）；- 从标准输入读规则文件。不要某一条，用 --ignore，"
    "或在文件里写 # indicatorlang: 忽略 L108。退出码：0 没有错误；1 有错误（--strict 时警告也算）；2 有文件读不了，其余照常检查。",
    more_en="FILE is a ruleset, a folder of rulesets, or a filled-in table (CSV, XLSX, DOCX, JSON Lines); - reads a ruleset from standard input. To be rid "
    "of a rule use --ignore, or write # indicatorlang: ignore L108 into the file. Exit status: 0 no errors; 1 errors (with --strict warnings "
    "too); 2 a file could not be read (the rest is checked all the same).",
)
@click.argument("file", nargs=-1)
@option("--fix", is_flag=True, zh="不用人拿主意的，直接在文件里改好。", en="Mend in the files what needs nobody's decision.")
@option("--diff", is_flag=True, zh="只显示 --fix 会改什么，不写文件。", en="Only show what --fix would change; write nothing.")
@option("--select", multiple=True, metavar="CODE,…", callback=_codes, zh="只用这几条规则。", en="Ask these rules only.")
@option("--ignore", multiple=True, metavar="CODE,…", callback=_codes, zh="不用这几条规则。", en="Leave these rules out.")
@option(
    "--severity",
    multiple=True,
    metavar="CODE=…",
    callback=_severities,
    zh="某条规则算 error、warning、info 还是 off。",
    en="Count a rule as error, warning, info or off.",
)
@option("--strict", is_flag=True, zh="有警告时退出码也是1。", en="Exit 1 for warnings too.")
@option("--verbose", "-v", is_flag=True, zh="读入时的说明也列出。", en="List what reading the file remarks as well.")
@option("--all", "everything", is_flag=True, zh="同一条规则的提示全部列出。", en="List every remark of a rule, however many.")
@option("--rule", metavar="CODE", zh="说明一条规则。", en="Explain one rule.")
@option("--rules", is_flag=True, zh="列出全部规则。", en="List all rules.")
@option("--profile", metavar="NAME", zh="评分办法，如 mof-2020、strict。", en="Scoring rules, e.g. mof-2020 or strict.")
@map_option("完成值=本年实绩", "actual=Result")
@option("--sheet", metavar="NAME", zh="只读工作簿里的这一张表。", en="Read this sheet of a workbook only.")
@option("--encoding", metavar="NAME", zh="文本文件的编码，如 gb18030、big5。", en="Encoding of text files, e.g. gb18030 or big5.")
@option(
    "--year",
    type=WholeNumber(),
    metavar="YEAR",
    zh="表中没写年份的日期属于哪一年。",
    en="Year of dates in a table that state none.",
)
@format_option(*CHECK_FORMATS)
@output_options("有错误时退出码也是0。", "Exit 0 even when there are errors.")
def command(
    file: tuple[str, ...], form: CheckFormat, output: str | None, lang: Lang, rule: str | None, rules: bool,
    fix: bool, diff: bool, strict: bool, exit_zero: bool, verbose: bool, everything: bool, profile: str | None, **asked: Any,
) -> int:  # fmt: skip
    """Read, ask the rules, mend when asked to, print."""
    if rule is not None or rules:
        running.write(rule_report(rule_page(rule), form, lang) if rule is not None else rules_report(form, lang), output, lang)
        return running.DONE
    _refuse(file, fix and not diff, diff, form, lang)
    wanted = _switches(asked)
    tables = {name: asked[name] for name in ("columns", "sheet", "encoding", "year")}
    stdin = decoded_ruleset(sys.stdin.buffer.read(), STDIN) if STDIN in file else None
    checked = list(check_paths(file, profile=profile, known=wanted, fix=fix or diff, stdin=stdin, tables=tables))
    unwritten = [wrong for one in checked if fix and not diff and one.changed and (wrong := write_mended(one)) is not None]
    running.show(unwritten, lang)
    visible = shown(checked, verbose=verbose)
    if diff:
        running.write(differences(checked), output, lang)
    else:
        running.write(check_report(visible, form, lang, everything=everything), output, lang)
    return running.NOT_WHOLLY if unwritten else _status(checked, strict, exit_zero)


def _switches(asked: dict[str, Any]) -> Switches:
    return switches(asked["select"] or None, asked["ignore"], asked["severity"])


def _refuse(files: Sequence[str], write: bool, diff: bool, form: str, lang: Lang) -> None:
    """What does not go together."""
    context = click.get_current_context()
    if not files:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if write and STDIN in files:
        said = "从标准输入读的不能用 --fix 改，可用 --diff" if lang == "zh" else "--fix cannot mend standard input; use --diff"
        raise click.UsageError(said, context)
    if diff and form != "text":
        said = "--diff 只有一种格式，不能与 --format 同用" if lang == "zh" else "--diff has one format only and takes no --format"
        raise click.UsageError(said, context)


def _status(checked: Sequence[CheckedFile], strict: bool, exit_zero: bool) -> int:
    """2 when a file could not be read, 1 for errors (and warnings when `strict`), else 0."""
    if not all(one.readable for one in checked):
        return running.NOT_WHOLLY
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    bad = any(one.count(severity) for one in checked for severity in counted)
    return running.FINDINGS if bad and not exit_zero else running.DONE
