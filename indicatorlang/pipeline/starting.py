"""A name → the files that something new begins with, filled in from `grammar/templates/`. The table of kinds says what goes where.

A ruleset is made from a template that explains itself, or, where its rows are told, drafted as from a form and given tests that hold.
Everything else stands in the sources, and its files go to where the sources keep them.
"""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Literal

from indicatorlang import resources
from indicatorlang.diagnostics import Diagnostic, IndicatorlangError, Lang
from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.lookup import calendars
from indicatorlang.model.draft import Worded
from indicatorlang.pipeline.answering import Answered, Answers, answered
from indicatorlang.pipeline.drafting import file_stem
from indicatorlang.pipeline.rules import loads_ruleset
from indicatorlang.pipeline.starting_problems import CodeTaken, FileIsThere, NameUnfit
from indicatorlang.reports.draft.scalars import inside, scalar
from indicatorlang.resolve.drafting.drafts import FIRST_YEAR
from indicatorlang.resolve.drafting.problems import NotAFormYear

Named = Literal["file", "module", "rule"]
LAST_YEAR = 2100
_YAML_END = pattern(r"\.ya?ml$", re.IGNORECASE)
_RULE = pattern(r"l(\d{3})_([a-z][a-z0-9_]*)")


@frozen
class StartKind:
    """Something that can be begun: its Chinese word, which files it has (template and place), and what to do with them.

    `named` says what its name must be fit for. Places and steps name `{stem}`, `{code}` and the files by `{file}` and `{cases}`. In templates
    `<lang>` is the language of the author.
    """

    word: str
    files: tuple[tuple[str, str], ...]
    steps: tuple[Worded, ...]
    named: Named = "file"
    in_sources: bool = True


_GENERATE = Worded(
    "python docs/reference/_generate.py　更新参考页里的表",
    "python docs/reference/_generate.py   brings the tables of the reference up to date",
)
_WITHHELD = Worded(
    "有的指标值不能确定怎样判定，已写成注释：改写清楚以后去掉“#”",
    "what some wordings demand is not certain; those rows are comments: make them clear and take the `#` away",
)
_CONTRIBUTE = Worded(
    "这些文件属于程序本身，要放在源代码的文件夹里才起作用，见 docs/contributing.md",
    "these files are parts of the program and take effect inside its sources only; see docs/contributing.md",
)


def _cases(runs: str) -> Worded:
    return Worded(f"pytest {runs}　运行用例", f"pytest {runs}   runs the cases")


KINDS: Mapping[str, StartKind] = MappingProxyType(
    {
        "ruleset": StartKind(
            "规则文件",
            (("ruleset.<lang>.yaml", "{stem}.yaml"),),
            (
                Worded("打开{file}，改成自己的指标；“#”后面的是说明", "open {file} and make the rows your own; what follows `#` explains"),
                Worded("indicatorlang check {file}　检查写法", "indicatorlang check {file}   checks it"),
                Worded("indicatorlang test {file}　运行自测", "indicatorlang test {file}   runs its tests"),
                Worded(
                    "indicatorlang template {file} -o 填报表.xlsx　生成下发填报的表格",
                    "indicatorlang template {file} -o form.xlsx   makes the form to send out",
                ),
                Worded(
                    "indicatorlang eval {file} --actuals 填报表.xlsx　填好后评价",
                    "indicatorlang eval {file} --actuals form.xlsx   evaluates it once it is filled in",
                ),
            ),
            in_sources=False,
        ),
        "profile": StartKind(
            "评分办法",
            (
                ("profile.<lang>.yaml", "rulesets/profiles/{stem}.yaml"),
                ("profile.cases.yaml", "tests/conformance/profiles/{stem}.yaml"),
            ),
            (
                Worded("打开{file}，逐项写明依据；改了哪一项，就在{cases}里加一个用例", "open {file}; for each line you change add a case to {cases}"),
                _cases("tests/test_conformance_profiles.py -k {stem}"),
                Worded("规则文件里写“评分办法: {stem}”", "a ruleset asks for it with `profile: {stem}`"),
                _GENERATE,
            ),
        ),
        "scoring-method": StartKind(
            "评分方式",
            (
                ("scoring-method.py.txt", "indicatorlang/library/scoring/{stem}.py"),
                ("scoring-method.cases.yaml", "tests/conformance/scoring/{stem}.yaml"),
            ),
            (
                Worded(
                    "打开{file}，写出怎样计分；每种情形在{cases}里有一个用例",
                    "open {file} and say what a row earns; each case of it has a line in {cases}",
                ),
                _cases("tests/test_conformance_library.py tests/test_parts.py -k {stem}"),
                Worded("规则文件里写“评分标准: {stem}”", "a ruleset asks for it with `scoring: {stem}`"),
                _GENERATE,
            ),
            named="module",
        ),
        "lint-rule": StartKind(
            "检查规则",
            (
                ("lint-rule.py.txt", "indicatorlang/lint/rules/{stem}.py"),
                ("lint-rule.cases.yaml", "tests/lint/rules/{code}.yaml"),
            ),
            (
                Worded("打开{file}，写出为什么、例和改法，再写怎样找出来", "open {file}: say why, an example and what to write instead, then how to find it"),
                Worded("在{cases}里写会提出的和不该提出的用例", "write cases that fire and cases that must not in {cases}"),
                _cases("tests/lint"),
                _GENERATE,
            ),
            named="rule",
        ),
        "reader": StartKind(
            "文件格式",
            (("reader.py.txt", "indicatorlang/readers/from_{stem}.py"), ("reader.cases.py.txt", "tests/readers/test_from_{stem}.py")),
            (
                Worded(
                    "打开{file}，写出文件是什么样子、后缀是什么、怎样分成行和格",
                    "open {file}: say what such files look like, how their names end and how they come apart into rows and cells",
                ),
                _cases("{cases}"),
                _GENERATE,
            ),
            named="module",
        ),
        "command": StartKind(
            "命令",
            (("command.py.txt", "indicatorlang/cli/{stem}.py"), ("command.cases.yaml", "tests/cli/{stem}.yaml")),
            (
                Worded("打开{file}，写出命令做什么；在{cases}里写用例", "open {file} and say what the command does; write its cases in {cases}"),
                _cases("tests/test_cli.py -k {stem}"),
                _GENERATE,
            ),
            named="module",
        ),
    }
)  # fmt: skip
"""Everything that `new` can begin, by its English name."""


@frozen
class Started:
    """The files to be written, by their places, and what to do next."""

    files: Mapping[Path, str]
    steps: tuple[Worded, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def start(
    kind: str,
    name: str,
    folder: str | Path = ".",
    *,
    title: str = "",
    year: int | None = None,
    rows: tuple[tuple[str, str], ...] = (),
    lang: Lang = "zh",
) -> Started:
    """The files of something new below `folder`; nothing is written. `kind` is one of `KINDS`.

    `title` is its name for readers, else `name`. `year` and `rows` (name and wording) are for a ruleset; without a year it is the last one whose
    working days are known, without rows the template's. Raises `IndicatorlangError` when the name is unfit or a file is there already,
    `RulesetError` or `ActualsError` when no ruleset can be made of the answers.
    """
    what = KINDS[kind]
    stem = _stem(name, what.named)
    called = " ".join(title.split()) or " ".join(_YAML_END.sub("", name).split())
    code = stem[:4] if what.named == "rule" else ""
    paths = [Path(folder, place.format(stem=stem, code=code)) for _, place in what.files]
    _refuse_to_overwrite(paths, code)
    found: tuple[Diagnostic, ...] = ()
    first: tuple[Worded, ...] = ()
    if kind == "ruleset":
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise IndicatorlangError(NotAFormYear(text=str(year)))
        made = _ruleset(Answers(called, year or _last_known_year(), rows), lang)
        texts, found = [made.text], made.diagnostics
        first = (_WITHHELD,) if made.withheld else ()
    else:
        texts = [_filled(template, _values(stem, called, what.named), lang) for template, _ in what.files]
    shown = {"stem": stem, "code": code, "file": _typed(paths[0]), "cases": _typed(paths[-1])}
    outside = what.in_sources and not Path(folder, "indicatorlang", "catalogue.py").is_file()
    steps = (*first, *((_CONTRIBUTE,) if outside else ()), *what.steps)
    told = tuple(Worded(step.zh.format_map(shown), step.en.format_map(shown)) for step in steps)
    return Started(MappingProxyType(dict(zip(paths, texts, strict=True))), told, found)


def _typed(path: Path) -> str:
    """A path as it is typed into a command."""
    text = path.as_posix()
    return f'"{text}"' if " " in text else text


def _stem(name: str, named: Named) -> str:
    """The name of the file, without its end. Raises `IndicatorlangError` when there is none."""
    shown = " ".join(name.replace("`", "'").split())[:60]
    if named == "file":
        stem = file_stem(_YAML_END.sub("", name))
        fit = bool(stem)
    else:
        stem = re.sub(r"[-\s]+", "_", name.strip().removesuffix(".py").lower())
        fit = re.fullmatch(r"[a-z][a-z0-9_]{0,59}", stem) is not None and not keyword.iskeyword(stem)
        if fit and named == "rule":
            fit = _RULE.fullmatch(stem) is not None
    if not fit:
        raise IndicatorlangError(NameUnfit(name=shown, wanted=named))
    return stem


def _refuse_to_overwrite(paths: list[Path], code: str) -> None:
    there = [path for path in paths if path.exists() or path.is_symlink()]
    if there:
        raise IndicatorlangError(FileIsThere(path=there[0].as_posix()))
    same = sorted(paths[0].parent.glob(f"{code}_*.py")) if code else []
    if same:
        raise IndicatorlangError(CodeTaken(rule=code.upper(), path=same[0].as_posix()))


def _values(stem: str, called: str, named: Named) -> dict[str, str]:
    """What the templates of parts and profiles name."""
    rule = _RULE.fullmatch(stem)
    return {
        "name": inside(stem) if named == "file" else stem,
        "title": inside(called),
        "word": json.dumps(called, ensure_ascii=False),
        "code": stem[:4].upper() if rule else "",
        "class": "".join(word.capitalize() for word in rule[2].split("_")) if rule else "",
    }


def _ruleset(answers: Answers, lang: Lang) -> Answered:
    """A ruleset that loads. Raises `RulesetError` when it does not, `ActualsError` when none can be made of the answers."""
    if answers.rows:
        made = answered(answers, lang)
    else:
        made = Answered(_filled("ruleset.<lang>.yaml", {"project": scalar(answers.project), "year": str(answers.year)}, lang))
    loads_ruleset(made.text)
    return made


def _filled(template: str, values: Mapping[str, str], lang: Lang) -> str:
    return Template(resources.text("grammar", "templates/" + template.replace("<lang>", lang))).substitute(values)


def _last_known_year() -> int:
    """The last year whose working days have been announced: there is no clock to ask for the current one."""
    return max(part.last.year for part in calendars().values())
