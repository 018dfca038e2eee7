"""`indicatorlang test`: do rulesets keep the promises of their own tests?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from indicatorlang.cli import bilingual, running
from indicatorlang.cli.amounts import Count, Percent
from indicatorlang.cli.bilingual import option
from indicatorlang.cli.options import format_option, output_options
from indicatorlang.diagnostics import Diagnostic, Lang, RulesetError, errors
from indicatorlang.pipeline import Rules, load_ruleset, ruleset_files
from indicatorlang.pipeline.examining import Examination, examined, shortfalls
from indicatorlang.pipeline.testing import TEST_FORMATS, NoCaseSelected, run_tests, tests_report


@bilingual.command(
    "test",
    zh="运行规则文件的自测。",
    en="Run the rulesets' own tests.",
    more_zh="RULESET 是规则文件，或放规则文件的文件夹。用例写在规则文件的“自测”里，或写在用例文件里。退出码：0 全部通过，或没有自测；"
    "1 有不通过的，或覆盖、试改没有达到要求；2 有规则文件或用例文件不能用，其余照常运行。",
    more_en="RULESET is a file or a folder of files. Cases stand in the `tests` of a ruleset, or in files of cases. Exit status: 0 all "
    "pass, or there are none; 1 some fail, or --coverage-min or --mutation-min is not reached; 2 a ruleset or a file of cases could "
    "not be used (the rest is run all the same).",
)
@click.argument("ruleset", nargs=-1, required=True)
@option(
    "--cases", multiple=True, metavar="FILE",
    zh="另外的用例文件，可多次给出：CSV、XLSX、YAML。", en="Further files of cases: CSV, XLSX or YAML; may be repeated.",
)  # fmt: skip
@option("-k", "only", metavar="TEXT", zh="只运行名称里有这些字的用例。", en="Run only the cases in whose name this text stands.")
@option(
    "--coverage",
    is_flag=True,
    zh="列出用例看到了什么、没有看到什么，并给出可以补的用例。",
    en="Tell what the cases see and what they do not, with cases to add.",
)
@option(
    "--coverage-min",
    type=Percent(),
    metavar="PERCENT",
    zh="每个规则文件的覆盖不到这个百分数时退出码为1。",
    en="Exit 1 when the coverage of a ruleset is below so many per cent.",
)
@option(
    "--mutate",
    is_flag=True,
    zh="试着一处一处改错规则，看用例能不能发现。",
    en="Change the rules wrongly in one place at a time: do the cases notice?",
)
@option(
    "--mutate-limit",
    type=Count(),
    metavar="N",
    zh="每个规则文件最多试改几处，均匀选取。",
    en="Try at most so many changes of a ruleset, spread evenly.",
)
@option(
    "--mutation-min", type=Percent(), metavar="PERCENT",
    zh="发现的不到这个百分数时退出码为1；不给则没有发现的只列出。", en="Exit 1 when fewer per cent of the changes are noticed; else survivors are only listed.",
)  # fmt: skip
@format_option(*TEST_FORMATS)
@output_options("有不通过的用例时退出码也是0。", "Exit 0 even when a case fails.")
def command(
    ruleset: tuple[str, ...],
    cases: tuple[str, ...],
    only: str | None,
    form: Any,
    output: str | None,
    exit_zero: bool,
    lang: Lang,
    mutate_limit: int | None,
    **asked: Any,
) -> int:
    """Load, run, print diagnostics, print the report."""
    rules, found = _loaded(ruleset)
    examination = Examination(limit=mutate_limit, **asked)
    runs = [run_tests(one, cases=[Path(path) for path in cases], only=only) for one in rules]
    runs = [examined(one, run, examination) for one, run in zip(rules, runs, strict=True)]
    if only is not None and runs and not any(run.outcomes for run in runs):
        found = (*found, NoCaseSelected(text=only))
    wrong = [*found, *(said for run in runs for said in run.diagnostics)]
    short = [said for run in runs for said in shortfalls(run, examination)]
    running.show([*wrong, *short], lang)
    if runs or form != "text":
        running.write(tests_report(runs, form, lang, found), output, lang)
    if errors(wrong):
        return running.NOT_WHOLLY
    return running.FINDINGS if (short or any(run.failed for run in runs)) and not exit_zero else running.DONE


def _loaded(named: Sequence[str]) -> tuple[list[Rules], tuple[Diagnostic, ...]]:
    """Every ruleset that loads, and what is wrong with the others."""
    files, found = ruleset_files(named)
    rules: list[Rules] = []
    for path in files:
        try:
            rules.append(load_ruleset(path))
        except RulesetError as wrong:
            found = (*found, *wrong.diagnostics)
    return rules, found
