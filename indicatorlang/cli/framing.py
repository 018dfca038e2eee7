"""`eval --frame`: the projects of a country, from files to a file; what is printed is the summary."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from indicatorlang.cli import running
from indicatorlang.cli.bilingual import Word, option
from indicatorlang.cli.options import F, stacked
from indicatorlang.diagnostics import Lang, RulesetError, errors, system_reason
from indicatorlang.pipeline import Rules, Verdict, load_ruleset, ruleset_files

if TYPE_CHECKING:
    from indicatorlang.pipeline.country import Told

ONLY_FRAMES = {"engine": "--engine", "totals": "--totals", "by_rows": "--by-rows", "overwrite": "--overwrite", "quiet": "--quiet"}
NOT_WITH_FRAMES = {"actuals": "--actuals", "sheet": "--sheet", "project": "--project", "combine": "--combine", "final": "--final"}
STEPS = 1000


def frame_options() -> Callable[[F], F]:
    """`--frame` and what goes with it."""
    return stacked(
        option(
            "--frame", metavar="FOLDER|FILE|PATTERN",
            zh="很多项目的填报数据：放Parquet或CSV的文件夹，一行一个数，有项目编码列；结果写入 -o 的Parquet或CSV。",
            en="Actuals of many projects: a folder of Parquet or CSV, one value a row, with a column of projects; results go to -o, Parquet or CSV.",
        ),
        option("--engine", type=Word("polars", "duckdb"), zh="--frame 用什么计算，默认 polars。", en="What --frame computes with; polars unless stated."),
        option("--totals", is_flag=True, zh="--frame 的结果另附各项目的总分和等级。", en="With --frame: also the total and the grade of each project."),
        option("--by-rows", is_flag=True, zh="--frame 不能按列计算时逐个项目测算。", en="With --frame: project by project where columns cannot."),
        option("--overwrite", is_flag=True, zh="--frame 的结果文件已经存在时覆盖它。", en="With --frame: replace the results when they are there already."),
        option("--quiet", is_flag=True, zh="--frame 不显示进度和汇总。", en="With --frame: show no progress and no summary."),
    )  # fmt: skip


def misplaced(
    frame: str | None, form: str, output: str | None, options: Mapping[str, Any], rulesets: Sequence[str], lang: Lang
) -> None:
    """Complain about options that do not go together."""
    zh = lang == "zh"
    said = ""
    if frame is None:
        alone = next((word for name, word in ONLY_FRAMES.items() if options[name]), None)
        said = "" if alone is None else f"{alone} 要和 --frame 一起用" if zh else f"{alone} goes with --frame"
    else:
        other = next((word for name, word in NOT_WITH_FRAMES.items() if options[name]), None)
        other = "--format" if other is None and form != "text" else other
        if other is not None:
            said = f"{other} 不能和 --frame 一起用" if zh else f"{other} does not go with --frame"
        elif output is None:
            said = "--frame 要用 -o 写明结果文件，如 -o 结果.parquet" if zh else "--frame needs -o, e.g. -o results.parquet"
        elif len(rulesets) > 1:
            said = "--frame 一次用一个规则文件" if zh else "--frame takes one ruleset at a time"
    if said:
        raise click.UsageError(said, click.get_current_context())


def evaluate(ruleset: str, output: str, options: Mapping[str, Any], exit_zero: bool, lang: Lang) -> int:
    """Evaluate, write the results, print the summary."""
    from indicatorlang.pipeline.country import Asked, evaluate_files

    rules = _rules(ruleset, options["profile"], lang)
    if rules is None:
        return running.NOT_WHOLLY
    asked = Asked(
        frame=options["frame"],
        output=output,
        engine=options["engine"] or "polars",
        lang=lang,
        **{name: options[name] for name in ("as_of", "percent", "kind", "records", "encoding", "totals", "by_rows", "overwrite")},
    )
    try:
        with _progress(options["quiet"], lang) as progress:
            told = evaluate_files(rules, asked, progress)
    except OSError as wrong:
        raise click.FileError(output, system_reason(wrong.errno, wrong.strerror or str(wrong), lang)) from None
    running.show(told.found, lang)
    if told.done:
        running.show_of_projects(told.wrong, told.wrong_projects, lang)
        if not options["quiet"]:
            sys.stdout.write("".join(f"{line}\n" for line in _summary(rules, told, output, lang)))
    return _status(told, exit_zero)


def _rules(path: str, profile: str | None, lang: Lang) -> Rules | None:
    """The ruleset; None, and what is wrong with it is printed, when it is none."""
    files, found = ruleset_files([path])
    try:
        if len(files) == 1:
            rules = load_ruleset(files[0]).with_profile(profile)
            running.show(rules.diagnostics, lang)
            return rules
    except RulesetError as wrong:
        found = (*found, *wrong.diagnostics)
    running.show(found, lang)
    if not found:
        said = "--frame 一次用一个规则文件" if lang == "zh" else "--frame takes one ruleset at a time"
        raise click.UsageError(said, click.get_current_context())
    return None


@contextmanager
def _progress(quiet: bool, lang: Lang) -> Iterator[Callable[[float], None]]:
    """Shows which share is done, when somebody watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda share: None
        return
    with click.progressbar(length=STEPS, label="测算" if lang == "zh" else "evaluating", file=sys.stderr) as bar:
        yield lambda share: bar.update(max(0, round(share * STEPS) - bar.pos))


def _summary(rules: Rules, told: Told, output: str, lang: Lang) -> Iterator[str]:
    """How many projects and rows there were, the verdicts of each indicator, and which projects went by rows."""
    from indicatorlang.pipeline.country import NAMED
    from indicatorlang.pipeline.country_results import verdict_words

    zh = lang == "zh"
    if zh:
        yield f"项目{told.projects:,}个，数据{told.rows:,}行；结果{told.results:,}行，写入`{output}`"
    else:
        yield f"{told.projects:,} projects, {told.rows:,} rows; {told.results:,} results written to `{output}`"
    words = verdict_words(lang)
    for indicator in rules.indicators:
        counts = [(words[str(verdict)], told.verdicts[indicator.id, str(verdict)]) for verdict in Verdict]
        said = [f"{word}{count:,}" if zh else f"{word} {count:,}" for word, count in counts if count]
        if said:
            yield (
                f"  {indicator.id}　{indicator.name}：{'，'.join(said)}"
                if zh
                else f"  {indicator.id}  {indicator.name}: {', '.join(said)}"
            )
    if told.by_rows:
        named = ("、" if zh else ", ").join(told.first_by_rows)
        more = told.by_rows > NAMED
        if zh:
            yield f"逐个项目测算的{told.by_rows:,}个：{named}{'等' if more else ''}"
        else:
            yield f"evaluated by rows, {told.by_rows:,}: {named}{' and others' if more else ''}"


def _status(told: Told, exit_zero: bool) -> int:
    """As for several projects: 2 when something could not be evaluated, 1 when something due is missed or has no data."""
    verdicts = {verdict for (_, verdict), count in told.verdicts.items() if count}
    if not told.done or errors(told.found) or told.wrong_projects or str(Verdict.INVALID) in verdicts:
        return running.NOT_WHOLLY
    missed = bool(verdicts & {str(Verdict.MISSED), str(Verdict.NO_DATA)})
    return running.FINDINGS if missed and not exit_zero else running.DONE
