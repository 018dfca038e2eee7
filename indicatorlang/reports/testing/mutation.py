"""Wrong changes that no test noticed, for a terminal: the place, the change, and a case that would notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indicatorlang.diagnostics import Lang
from indicatorlang.model.coverage import percent_text
from indicatorlang.model.mutation import MutantOutcome, MutationRun
from indicatorlang.reports.testing.words import written_case


def mutation_lines(run: MutationRun, lang: Lang) -> Iterator[str]:
    """The whole report on one ruleset: the numbers, then everything that survived."""
    killed, survived, same = (run.count(fate) for fate in ("killed", "survived", "equivalent"))
    score = percent_text(run.score)
    if lang == "zh":
        left = (f"；意思不变、不计的{same}处" if same else "") + (f"；另有{run.cut}处没有试" if run.cut else "")
        yield f"试改：改了{killed + survived}处，用例发现{killed}处（{score}%），没有发现{survived}处{left}"
    else:
        left = (f"; {same} mean the same and are left out" if same else "") + (
            f"; {run.cut} more were not tried" if run.cut else ""
        )
        yield f"mutation: {killed} of {killed + survived} changes noticed ({score}%), {survived} survived{left}"
    for group in _by_case(run.survivors):
        yield from _survivors(group, lang)


def _by_case(survivors: Iterable[MutantOutcome]) -> Iterable[list[MutantOutcome]]:
    """Those that one case would notice together, in the order of the first of them; those without a case each alone."""
    groups: dict[object, list[MutantOutcome]] = {}
    for number, one in enumerate(survivors):
        groups.setdefault(number if one.suggestion is None else repr(one.suggestion), []).append(one)
    return groups.values()


def _survivors(outcomes: list[MutantOutcome], lang: Lang) -> Iterator[str]:
    """Changes that one case would notice, and that case."""
    outcome = outcomes[0]
    for one in outcomes:
        where = one.place.label(lang)
        row = ("指标" if lang == "zh" else "indicator ") if one.mutant.label == one.mutant.spot.row else ""
        yield f"  {f'{where}: ' if where else ''}{row}{one.mutant.sentence(lang)}"
    if outcome.suggestion is not None:
        for line in written_case(outcome.suggestion, lang, title(outcome, lang, len(outcomes))).splitlines():
            yield f"      {line}"
    elif lang == "zh":
        yield "      没有找到能发现它的现成用例"
    else:
        yield "      no ready-made case was found that notices it"


def title(outcome: MutantOutcome, lang: Lang, several: int = 1) -> str:
    """The name of a suggested case, which may notice several changes."""
    rows = outcome.mutant.rows[0]
    if several > 1:
        first = outcome.mutant.change
        return (
            f"指标{rows}：核对“{first[0]}”等{several}处"
            if lang == "zh"
            else f"indicator {rows}: {first[1]}, and {several - 1} more"
        )
    return f"指标{rows}：核对“{outcome.mutant.change[0]}”" if lang == "zh" else f"indicator {rows}: {outcome.mutant.change[1]}"
