"""What the reports of `check` say alike: numbers of findings, and how many of each severity there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicatorlang.diagnostics import SEVERITY_WORDS, Lang, Severity
from indicatorlang.lazily import frozen
from indicatorlang.model.checked import CheckedFile


@frozen
class Counts:
    """What all files come to."""

    files: int
    targets: int
    by_severity: dict[Severity, int]
    fixable: int
    fixed: int
    ignored: int
    hidden: int
    not_loaded: int

    @property
    def found(self) -> int:
        """All remarks."""
        return sum(self.by_severity.values())


def counts(files: Sequence[CheckedFile]) -> Counts:
    """The same, added up."""
    return Counts(
        len(files),
        sum(file.targets for file in files),
        {severity: sum(file.count(severity) for file in files) for severity in Severity},
        sum(remark.fixable for file in files for remark in file.remarks if not file.is_table),
        sum(len(file.fixed) for file in files),
        sum(file.ignored for file in files),
        sum(file.hidden for file in files),
        sum(not file.loads for file in files),
    )


def number_of(severity: Severity, count: int, lang: Lang) -> str:
    """`警告3处`, `3 warnings`."""
    word = SEVERITY_WORDS[severity][lang]
    return f"{word}{count}处" if lang == "zh" else f"{count} {word}{'' if count == 1 else 's'}"


def summary_lines(files: Sequence[CheckedFile], lang: Lang) -> Iterable[str]:
    """What all files come to, in one line, and what is not shown."""
    found = counts(files)
    each = [number_of(severity, count, lang) for severity, count in found.by_severity.items() if count]
    if lang == "zh":
        rows = f"、指标{found.targets}项" if found.targets else ""
        said = "、".join(each) if each else "没有发现问题"
        yield f"检查{found.files}个文件{rows}：{said}。"
        rest = [
            f"已改好{found.fixed}处" if found.fixed else "",
            f"其中{found.fixable}处可以用 --fix 自动改好" if found.fixable else "",
            f"按注释忽略{found.ignored}处" if found.ignored else "",
            f"另有读入时的说明{found.hidden}条没有列出，用 --verbose 列出" if found.hidden else "",
        ]
        if any(rest):
            yield "；".join(part for part in rest if part) + "。"
        return
    rows = f", {found.targets} indicator{'' if found.targets == 1 else 's'}" if found.targets else ""
    yield f"{found.files} file{'' if found.files == 1 else 's'}{rows}: {', '.join(each) if each else 'nothing found'}"
    rest = [
        f"{found.fixed} mended" if found.fixed else "",
        f"--fix can mend {found.fixable} of them" if found.fixable else "",
        f"{found.ignored} ignored by comments" if found.ignored else "",
        f"{found.hidden} remarks of reading not listed, --verbose lists them" if found.hidden else "",
    ]
    if any(rest):
        yield "; ".join(part for part in rest if part)
