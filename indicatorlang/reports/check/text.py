"""What `check` found, for a terminal: file by file, each remark with its line and a caret, and what all come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from indicatorlang.diagnostics import SEVERITY_WORDS, Lang, caret_lines
from indicatorlang.model.checked import CheckedFile, Remark, RulePage
from indicatorlang.reports.check.words import summary_lines

MOST_OF_A_CODE = 20
"""So many remarks of one code are told of a file; of the others only how many they are."""


def check_text_report(files: Sequence[CheckedFile], lang: Lang = "zh", *, everything: bool = False) -> str:
    """All files, those without a remark left out, and their sum. `everything` tells every remark of a code."""
    lines: list[str] = []
    for file in files:
        own = list(_file(file, lang, everything))
        lines += [*own, ""] if own else []
    return "\n".join([*lines, *summary_lines(files, lang)]) + "\n"


def _file(file: CheckedFile, lang: Lang, everything: bool) -> Iterator[str]:
    for said in file.fixed:
        where = said.place.label(lang)
        yield f"{where}: 已改好[{said.code}]：{said.zh()}" if lang == "zh" else f"{where}: mended[{said.code}]: {said.en()}"
    every, told = Counter(remark.code for remark in file.remarks), Counter[str]()
    for remark in file.remarks:
        told[remark.code] += 1
        if everything or told[remark.code] <= MOST_OF_A_CODE:
            yield from _remark(remark, lang)
        elif told[remark.code] == every[remark.code]:
            more = every[remark.code] - MOST_OF_A_CODE
            yield (
                f"{file.file}: [{remark.code}] 其余{more}处从略，用 --all 列出"
                if lang == "zh"
                else f"{file.file}: [{remark.code}] {more} more, --all lists them"
            )
    if not file.loads and file.readable:
        yield from _not_loaded(file, lang)


def _remark(remark: Remark, lang: Lang) -> Iterator[str]:
    said = remark.said
    where = said.place.label(lang)
    colon, helps = ("：", "改法") if lang == "zh" else (": ", "help")
    yield f"{where + ': ' if where else ''}{SEVERITY_WORDS[remark.severity][lang]}[{said.code}]{colon}{said.message(lang)}"
    if said.place.snippet is not None and said.place.column is not None:
        yield from ("  " + line for line in caret_lines(said.place.snippet, said.place.column, said.place.length))
    if said.help(lang):
        yield f"  {helps}{colon}{said.help(lang)}"


def _not_loaded(file: CheckedFile, lang: Lang) -> Iterator[str]:
    if lang == "zh":
        yield f"{file.file}: 先改好以上错误，再检查写得是否妥当"
        if file.traps:
            yield f"  其中{file.traps}处可以用 indicatorlang fmt --fix 改好"
    else:
        yield f"{file.file}: advice follows when these errors are mended"
        if file.traps:
            yield f"  indicatorlang fmt --fix mends {file.traps} of them"


def rule_text(page: RulePage, lang: Lang = "zh") -> str:
    """The page of one rule, and how to switch it."""
    word, code = SEVERITY_WORDS[page.severity][lang], page.code
    if lang == "zh":
        lines = [
            f"{code} {page.of('title', lang)}（{word}）",
            "",
            f"为什么：{page.of('why', lang)}",
            f"例：{page.of('example', lang)}",
            f"改法：{page.of('instead', lang)}",
            "",
            "不要这条提示：",
            f"  这一次　　　　indicatorlang check --ignore {code} …",
            f"  一行或一项　　在行末或上一行写 # indicatorlang: 忽略 {code}",
            f"  一个文件　　　写 # indicatorlang: 本文件忽略 {code}",
            f"  一套评分办法　在评分办法里写 建议: {{{code}: 不提示}}，也可以写提示、警告、错误",
        ]
    else:
        lines = [
            f"{code} {page.of('title', lang)} ({word})",
            "",
            f"Why: {page.of('why', lang)}",
            f"Example: {page.of('example', lang)}",
            f"Instead: {page.of('instead', lang)}",
            "",
            "To be rid of it:",
            f"  this time     indicatorlang check --ignore {code} ...",
            f"  a line, a row # indicatorlang: ignore {code}   at its end or on the line above",
            f"  a file        # indicatorlang: ignore-file {code}",
            f"  a profile     advice: {{{code}: off}}   or info, warning, error",
        ]
    return "\n".join(lines) + "\n"


def rules_text(pages: Sequence[RulePage], lang: Lang = "zh") -> str:
    """All rules, a line each."""
    width = max((len(SEVERITY_WORDS[page.severity][lang]) for page in pages), default=0)
    lines = [f"{page.code}  {SEVERITY_WORDS[page.severity][lang]:<{width}}  {page.of('title', lang)}" for page in pages]
    how = "看其中一条：indicatorlang check --rule 代号" if lang == "zh" else "one of them: indicatorlang check --rule CODE"
    return "\n".join([*lines, "", how]) + "\n"
