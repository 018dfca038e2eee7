"""`indicatorlang fmt`: ruleset files in their canonical layout."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.bilingual import option
from indicatorlang.cli.options import output_options
from indicatorlang.diagnostics import Diagnostic, Lang, errors
from indicatorlang.lazily import frozen
from indicatorlang.pipeline import ruleset_files
from indicatorlang.pipeline.formatting import Formatted
from indicatorlang.pipeline.formatting_files import diff, format_bytes, format_file, write_file

STANDARD_INPUT = "-"


@frozen
class _Asked:
    check: bool
    diff: bool
    fix: bool
    canonical: bool

    @property
    def only_looks(self) -> bool:
        return self.check or self.diff


@bilingual.command(
    "fmt",
    zh="整理规则文件的格式，含义和注释不变。",
    en="Put rulesets into their canonical layout, comments kept, meaning unchanged.",
    more_zh="RULESET 是规则文件，或放规则文件的文件夹，直接改写原文件；写 - 时从标准输入读、写到标准输出。写入前会重新读一遍，"
    "含义有变就不写。退出码：0 完成；1 用了 --check 或 --diff 而有文件需要整理；2 有文件读不了，其余照常整理。",
    more_en="RULESET is a file or a folder of files, rewritten in place; - reads standard input and writes standard output. Every file is "
    "read again first and left alone if its meaning would change. Exit status: 0 done; 1 with --check or --diff when a file would change; "
    "2 a file could not be read (the others are done all the same).",
)
@click.argument("ruleset", nargs=-1, required=True)
@option("--check", is_flag=True, zh="只检查，不改写，列出需要整理的文件。", en="Write nothing; list the files that would change.")
@option("--diff", "show", is_flag=True, zh="只列出会有哪些改动，不改写。", en="Write nothing; show what would change.")
@option(
    "--fix",
    is_flag=True,
    zh="先改正读不了的行：冒号、逗号是全角的，内容缺引号的，缩进用了全角空格的，等等。",
    en="First mend lines that YAML cannot read as meant: full-width colons and commas, missing quotes, wide indents and others.",
)
@option(
    "--canonical",
    is_flag=True,
    zh="指标值没有判定的，按理解补上判定；判定是随手写的，改成规范写法，原文留作注释。指标值不改。",
    en="Add a target where a wording has none, and rewrite free targets in the strict language, the original as a comment; "
    "wordings stay.",
)
@output_options("有文件需要整理时退出码也是0。", "Exit 0 even when a file would change.")
def command(
    ruleset: tuple[str, ...],
    check: bool,
    show: bool,
    fix: bool,
    canonical: bool,
    output: str | None,
    exit_zero: bool,
    lang: Lang,
) -> int:
    """Read, lay out, write or show, tell."""
    asked = _Asked(check, show, fix, canonical)
    if STANDARD_INPUT in ruleset:
        if len(ruleset) > 1:
            raise click.UsageError("- 要单独写" if lang == "zh" else "- stands alone", click.get_current_context())
        return _standard_input(asked, output, exit_zero, lang)
    paths, found = ruleset_files(ruleset)
    if output is not None and not asked.only_looks and len(paths) != 1:
        said = "-o 只用于一个文件" if lang == "zh" else "-o takes one file"
        raise click.UsageError(said, click.get_current_context())
    return _files(paths, found, asked, output, exit_zero, lang)


def _standard_input(asked: _Asked, output: str | None, exit_zero: bool, lang: Lang) -> int:
    """One text from standard input; nothing is printed when it cannot be laid out."""
    data = sys.stdin.buffer.read()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")  # the line ends are those of the text
    formatted = format_bytes(data, STANDARD_INPUT, canonical=asked.canonical, fix=asked.fix)
    running.show(formatted.diagnostics, lang)
    _hint([formatted], asked, lang)
    if formatted.laid_out and not asked.only_looks:
        running.write(formatted.text, output, lang)
    elif asked.diff:
        running.write(diff(formatted, STANDARD_INPUT), output, lang)
    return _status([formatted], formatted.diagnostics, asked, exit_zero)


def _files(
    paths: Sequence[Path],
    found: Sequence[Diagnostic],
    asked: _Asked,
    output: str | None,
    exit_zero: bool,
    lang: Lang,
) -> int:
    told = list(found)
    every: list[Formatted] = []
    lines: list[str] = []
    for path in paths:
        formatted = format_file(path, canonical=asked.canonical, fix=asked.fix)
        every.append(formatted)
        told += formatted.diagnostics
        if asked.diff:
            lines.append(diff(formatted, path.as_posix()))
        elif output is not None and not asked.only_looks:
            if formatted.laid_out:
                running.write(formatted.text, output, lang)
        elif formatted.changed:
            wrong = None if asked.only_looks else write_file(path, formatted.text)
            told += [] if wrong is None else [wrong]
            lines += [] if wrong is not None else [_line(path, asked, lang)]
    running.show(told, lang)
    _hint(every, asked, lang)
    if lines:
        running.write("".join(lines), output if asked.only_looks else None, lang)
    return _status(every, told, asked, exit_zero)


def _hint(every: Sequence[Formatted], asked: _Asked, lang: Lang) -> None:
    """Says that `--fix` would help, when it would."""
    lines = sum(each.mendable for each in every)
    if lines and not asked.fix:
        said = f"其中{lines}行可以加 --fix 自动改正" if lang == "zh" else f"--fix would mend {lines} of these lines"
        print(said, file=sys.stderr)


def _line(path: Path, asked: _Asked, lang: Lang) -> str:
    if lang == "zh":
        return f"{'需要整理' if asked.only_looks else '已整理'} {path.as_posix()}\n"
    return f"{'would change' if asked.only_looks else 'rewritten'}: {path.as_posix()}\n"


def _status(every: Sequence[Formatted], told: Sequence[Diagnostic], asked: _Asked, exit_zero: bool) -> int:
    """2 when something could not be laid out, 1 when something would change and nothing was to be written, else 0."""
    if errors(told):
        return running.NOT_WHOLLY
    return running.FINDINGS if asked.only_looks and any(each.changed for each in every) and not exit_zero else running.DONE
