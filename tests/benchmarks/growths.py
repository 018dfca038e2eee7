"""What may grow, made in any size: for each way one function that makes an input of that size and returns the work to be done on it.

The benchmark times the work in sizes of three decades; `tests/test_growth.py` counts the calls it makes in a size and its double.
Nothing here is random, so that both find the same work every time.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

import indicatorlang as il
from indicatorlang.diagnostics import Source
from indicatorlang.pipeline.reporting import report
from indicatorlang.pipeline.rules import Rules
from indicatorlang.pipeline.testing import run_tests, tests_report
from indicatorlang.syntax.from_text import parse_target
from tests.benchmarks.audit import written as audited_table

Work = Callable[[], object]
YEAR = 2019
END = dt.date(YEAR, 12, 31)


@attrs.frozen
class Growth:
    """One way in which work grows. `made` returns the work for a size, with everything made beforehand that is not to be measured;
    `sizes` are what the benchmark times, `counted` the smallest of the sizes in which calls are counted, nought where they grow with
    the square by nature."""

    title: str
    made: Callable[[int], Work]
    sizes: tuple[int, ...]
    counted: int


def _rows(count: int, *, each: bool = True) -> list[dict[str, str]]:
    """Indicators with a measure of their own, half of them missed by `_quarters`, or all on one."""
    return [
        {"id": f"{n}", "level1": "产出指标", "level2": f"第{n // 20}组", "name": f"指标{n}",
         "target": f"数量{n if each else 0} >= {100 + (n % 40 if each else n)} 家", "weight": "1"}
        for n in range(count)
    ]  # fmt: skip


def _mapping(count: int, *, each: bool = True, **more: Any) -> dict[str, Any]:
    """A ruleset of so many indicators."""
    measures = {f"数量{n}": {"unit": "家", "kind": "period"} for n in range(count if each else 1)}
    return {"ruleset": "增长", "year": str(YEAR), "measures": measures, "indicators": _rows(count, each=each)} | more


def _yaml(count: int, *, each: bool = True) -> str:
    """The same as the text of a file."""
    lines = ["ruleset: 增长", f"year: {YEAR}", "measures:"]
    lines += [f"  数量{n}: {{unit: 家, kind: period}}" for n in range(count if each else 1)]
    lines.append("indicators:")
    for row in _rows(count, each=each):
        lines += [f"  {'- ' if key == 'id' else '  '}{key}: {value}" for key, value in row.items()]
    return "\n".join(lines) + "\n"


def _one(target: str, **more: Any) -> Rules:
    """A ruleset of one indicator."""
    given = {"ruleset": "一项", "year": str(YEAR), "indicators": [{"id": "1", "name": "一项", "target": target, "weight": "100"}]}
    return il.load_ruleset(given | more)


def _quarters(count: int, value: int = 30) -> list[dict[str, str]]:
    """The actuals of that many measures, by quarter."""
    return [
        {"measure": f"数量{n}", "period": f"{YEAR}Q{q}", "value": str(value + n % 7)} for n in range(count) for q in range(1, 5)
    ]


def _evaluating(rules: Rules, rows: Any, **options: Any) -> Work:
    """Reading the rows, evaluating them, and explaining every result."""

    def work() -> object:
        done = rules.evaluate(il.load_actuals(rows), **options)
        return [result.explain() for result in done.results]

    return work


def loading(n: int) -> Work:
    text = _yaml(n)
    return lambda: il.loads_ruleset(text)


def loading_one_measure(n: int) -> Work:
    text = _yaml(n, each=False)
    return lambda: il.loads_ruleset(text)


def indicators(n: int) -> Work:
    return _evaluating(il.load_ruleset(_mapping(n)), _quarters(n))


def indicators_of_one_measure(n: int) -> Work:
    return _evaluating(il.load_ruleset(_mapping(n, each=False)), _quarters(1))


def measures_of_one_formula(n: int) -> Work:
    measures = {f"数量{i}": {"unit": "家", "kind": "period"} for i in range(n)}
    total = " + ".join(f"数量{i}" for i in range(n))
    return _evaluating(_one(f"{total} >= {n * 200} 家", measures=measures), _quarters(n))


def projects(n: int) -> Work:
    rules = il.load_ruleset(_mapping(5))
    rows = [{"project": f"项目{p}"} | row for p in range(n) for row in _quarters(5)]
    return lambda: rules.evaluate_projects(il.load_actuals(rows), as_of=END)


def _spanned(days: int, kind: str, target: str, value: Callable[[int], int], step: int = 1) -> Work:
    start = dt.date(2010, 1, 1)
    end = start + dt.timedelta(days=max(days - 1, 1) * step)
    measures = {"数量": {"unit": "家", "kind": kind}}
    rules = _one(target, measures=measures, year=None, period=f"{start}..{end}")
    rows = [{"measure": "数量", "period": str(start + dt.timedelta(days=d * step)), "value": str(value(d))} for d in range(days)]
    return _evaluating(rules, rows)


def days_of_a_period(n: int) -> Work:
    return _spanned(n, "period", f"数量 >= {n * 20} 家", lambda d: 10 + d % 7)


def days_running_total(n: int) -> Work:
    return _spanned(n, "ytd", f"数量 >= {n * 20} 家", lambda d: 10 * (d + 1))


def days_snapshot(n: int) -> Work:
    return _spanned(n, "snapshot", "数量 >= 2000 家", lambda d: 1000 + d % 7)


def days_each(n: int) -> Work:
    return _spanned(n, "period", "each day: 数量 >= 12 家", lambda d: 10 + d % 7)


def _long_span(years: int) -> dict[str, Any]:
    return {"year": None, "period": f"{2000}..{2000 + years - 1}", "measures": {"数量": {"unit": "家", "kind": "period"}}}


def quarters_of_a_span(n: int) -> Work:
    years = max(n // 4, 1)
    rows = [{"measure": "数量", "period": f"{2000 + q // 4}Q{q % 4 + 1}", "value": str(10 + q % 7)} for q in range(4 * years)]
    return _evaluating(_one("each quarter: 数量 >= 12 家", **_long_span(years)), rows)


def months_of_a_span(n: int) -> Work:
    years = max(n // 12, 1)
    rows = [
        {"measure": "数量", "period": f"{2000 + m // 12}-{m % 12 + 1:02}", "value": str(10 + m % 7)} for m in range(12 * years)
    ]
    return _evaluating(_one(f"数量 >= {n * 20} 家", **_long_span(years)), rows)


def reporting_units(n: int) -> Work:
    rules = _one(f"数量 >= {n * 200} 家", measures={"数量": {"unit": "家", "kind": "period"}})
    rows = [
        {"measure": "数量", "period": f"{YEAR}Q{q}", "value": str(20 + u % 7), "org": f"单位{u}"}
        for u in range(n)
        for q in range(1, 5)
    ]
    return _evaluating(rules, rows)


def reporting_units_weighed(n: int) -> Work:
    measures = {"人数": {"unit": "人", "kind": "period"}, "满意度": {"unit": "%", "kind": "period", "weight_by": "人数"}}
    rules = _one("满意度 >= 90%", measures=measures)
    rows = [
        {"measure": name, "period": f"{YEAR}", "value": value, "org": f"单位{u}"}
        for u in range(n)
        for name, value in (("人数", str(20 + u % 7)), ("满意度", f"{80 + u % 9}%"))
    ]
    return _evaluating(rules, rows)


def records(n: int) -> Work:
    cases = {"办件": {"date": "受理", "columns": {"受理": "date", "办结": "date"}}}
    measures = {"时限": {"records": "办件", "formula": "workdays(受理, 办结)"}}
    rules = _one("时限 <= 5 工作日 for 90% of 办件", records=cases, measures=measures)
    table = [
        {"受理": str(dt.date(YEAR, 1, 1) + dt.timedelta(days=r % 300)),
         "办结": str(dt.date(YEAR, 1, 3) + dt.timedelta(days=r % 300 + r % 9))}
        for r in range(n)
    ]  # fmt: skip
    return lambda: [r.explain() for r in rules.evaluate({}, records={"办件": table}).results]


def bad_rows(n: int) -> Work:
    rules = il.load_ruleset(_mapping(5))
    kinds = ("约500家", "abc", "1,2,3", "500吨", "十几")
    rows = [{"measure": f"数量{r % 5}", "period": f"{YEAR}Q{r % 4 + 1}", "value": kinds[r % 5]} for r in range(n)]
    return _evaluating(rules, rows)


def unknown_names(n: int) -> Work:
    rules = il.load_ruleset(_mapping(5))
    rows = [{"measure": f"未知数据{r}", "period": f"{YEAR}Q{r % 4 + 1}", "value": "5"} for r in range(n)]
    return _evaluating(rules, rows)


def bad_rows_of_a_csv_file(n: int) -> Work:
    rules = il.load_ruleset(_mapping(5))
    path = Path(tempfile.mkdtemp()) / "bad.csv"
    lines = (f"数量{r % 5},{YEAR}Q{r % 4 + 1},约{r}家" if r % 2 else f"数量{r % 5},{YEAR}Q{r % 4 + 1}" for r in range(n))
    path.write_text("measure,period,value\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return lambda: rules.evaluate(il.load_actuals(path))


def bad_indicators(n: int) -> Work:
    text = _yaml(n).replace(" 家\n", " 家 ≥\n")

    def work() -> object:
        try:
            il.loads_ruleset(text)
        except il.RulesetError as wrong:
            return [one.zh() for one in wrong.diagnostics]
        raise AssertionError("the targets should not be read")

    return work


def _targeted(target: str, measures: int = 8) -> Work:
    """Compiling one long target, evaluating and explaining it."""
    given = {f"数量{i}": {"unit": "家", "kind": "period"} for i in range(measures)}
    rows = _quarters(measures)
    return lambda: _evaluating(_one(target, measures=given), rows)()


def _parts(n: int) -> Iterator[str]:
    return (f"数量{i % 8} >= {100 + i} 家" for i in range(n))


def target_and(n: int) -> Work:
    return _targeted(" and ".join(_parts(n)))


def target_or(n: int) -> Work:
    return _targeted(" or ".join(_parts(n)))


def target_and_in_chinese(n: int) -> Work:
    return _targeted(" 且 ".join(_parts(n)))


def target_or_in_chinese(n: int) -> Work:
    return _targeted(" 或 ".join(_parts(n)))


def target_sum(n: int) -> Work:
    return _targeted(" + ".join(f"数量{i % 8}" for i in range(n)) + f" >= {n * 150} 家")


def target_product(n: int) -> Work:
    return _targeted(" + ".join(f"数量{i % 8} * {i % 5 + 1}" for i in range(n)) + f" >= {n * 150} 家")


def long_name(n: int) -> Work:
    name = "数" * n
    measures = {name: {"unit": "家", "kind": "period"}}
    rows = [{"measure": name, "period": f"{YEAR}", "value": "90"}]
    return lambda: _evaluating(_one(f"{name} >= 100 家", measures=measures), rows)()


def _garbage(shape: str) -> Callable[[int], Work]:
    def made(n: int) -> Work:
        text = (shape * n)[:n]

        def work() -> object:
            tree, found = parse_target(text, Source(text))
            return tree, [one.zh() for one in found]

        return work

    return made


def _reported(form: Any) -> Callable[[int], Work]:
    def made(n: int) -> Work:
        done = il.load_ruleset(_mapping(n)).evaluate(_quarters(n))
        return lambda: report([done], form)

    return made


def portfolio(n: int) -> Work:
    rules = il.load_ruleset(_mapping(5))
    rows = [{"project": f"项目{p}"} | row for p in range(n) for row in _quarters(5)]
    done = rules.evaluate_projects(il.load_actuals(rows), as_of=END)
    return lambda: report(done, "text", several=True)


def checking(n: int) -> Work:
    text = _yaml(n)
    return lambda: il.check_text(text)


def checking_one_measure(n: int) -> Work:
    text = _yaml(n, each=False)
    return lambda: il.check_text(text)


def formatting(n: int) -> Work:
    text = _yaml(n)
    return lambda: il.format_ruleset(text, canonical=True)


def testing(n: int) -> Work:
    text = _yaml(5) + "tests:\n"
    for t in range(n):
        text += f"  - name: 第{t}例\n    actuals: {{数量{t % 5}: {{2019: {90 + t % 30}}}}}\n"
        text += f"    expect: {{{t % 5}: {{verdict: {'met' if 90 + t % 30 >= 100 + t % 5 else 'missed'}}}}}\n"

    def work() -> object:
        run = run_tests(il.loads_ruleset(text))
        return tests_report([run], "text"), tests_report([run], "json")

    return work


def scoring(n: int) -> Work:
    rules = il.load_ruleset(_mapping(n))
    record = {f"数量{i}": 90 + i for i in range(n)}
    return lambda: rules.scorer()(record)


def auditing(n: int) -> Work:
    path = audited_table(Path(tempfile.mkdtemp()), n)
    return lambda: [row.finding for row in il.audit(path).rows()]


def auditing_json(n: int) -> Work:
    path = Path(tempfile.mkdtemp()) / "rows.jsonl"
    lines = (
        json.dumps({"id": i, "name": "覆盖率", "target": f"≥{90 + i % 9}%", "actual": "88%", "weight": 5, "score": 5})
        for i in range(n)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lambda: list(il.audit(path).rows())


DECADES = (10, 100, 1_000, 10_000)
ROWS = (2, 20, 200, 2_000)
"""Rows of a ruleset, which has at most five thousand."""
LETTERS = (4, 40, 400, 4_000)
"""A target has at most four thousand characters."""
LEVELS = (4, 20, 140)
"""A calculation nests at most 150 deep, and each sign of a chain is one deeper."""

LOADING = (
    Growth("loading, by indicators", loading, ROWS, 50),
    Growth("loading, by indicators of one measure", loading_one_measure, ROWS, 50),
    Growth("loading, by targets that cannot be read", bad_indicators, ROWS, 50),
    Growth("`check`, by indicators", checking, ROWS, 40),
    Growth("`check`, by indicators of one measure", checking_one_measure, ROWS, 300),
    Growth("`fmt --canonical`, by indicators", formatting, ROWS, 20),
    Growth("`test`, by cases", testing, ROWS, 20),
)
EVALUATING = (
    Growth("by indicators", indicators, ROWS, 40),
    Growth("by indicators of one measure", indicators_of_one_measure, ROWS, 100),
    Growth("by projects", projects, DECADES[:3], 20),
    Growth("by days", days_of_a_period, LETTERS, 60),
    Growth("by days, running totals", days_running_total, LETTERS, 60),
    Growth("by days, states", days_snapshot, LETTERS, 60),
    Growth("by days, each judged", days_each, LETTERS, 60),
    Growth("by quarters, each judged", quarters_of_a_span, LETTERS[:3], 40),
    Growth("by months", months_of_a_span, (12, 120, 1_200), 48),
    Growth("by reporting units", reporting_units, ROWS, 40),
    Growth("by reporting units that are weighed", reporting_units_weighed, ROWS, 40),
    Growth("by records", records, DECADES, 100),
    Growth("by values that cannot be read", bad_rows, DECADES, 100),
    Growth("by names that are unknown", unknown_names, DECADES, 100),
    Growth("by bad lines of a CSV file", bad_rows_of_a_csv_file, DECADES, 100),
    Growth("`scorer`, by indicators", scoring, ROWS, 50),
)
TARGETS = (
    Growth("parts of `and`", target_and, (2, 20, 200), 25),
    Growth("parts of `or`", target_or, (2, 20, 200), 25),
    Growth("parts of `且`", target_and_in_chinese, (2, 20, 200), 25),
    Growth("parts of `或`", target_or_in_chinese, (2, 20, 200), 25),
    Growth("addends, eight measures", target_sum, LEVELS, 50),
    Growth("products that are added, eight measures", target_product, LEVELS, 50),
    Growth("addends, a measure each", measures_of_one_formula, LEVELS, 0),
    Growth("characters of a name", long_name, LETTERS[:3], 1000),
    Growth("characters of `(`", _garbage("("), LETTERS, 500),
    Growth("characters of `a a a`", _garbage("a "), LETTERS, 1000),
    Growth("characters of `数量 >= 数量 >=`", _garbage("数量 >= "), LETTERS, 1000),
    Growth("characters of words", _garbage("各项工作有序推进，"), LETTERS, 1000),
)
REPORTS = (
    Growth("text report, by indicators", _reported("text"), ROWS, 40),
    Growth("JSON report, by indicators", _reported("json"), ROWS, 40),
    Growth("CSV report, by indicators", _reported("csv"), ROWS, 40),
    Growth("Markdown report, by indicators", _reported("markdown"), ROWS, 40),
    Growth("text report, by projects", portfolio, DECADES[:3], 20),
    Growth("`audit`, by rows", auditing, DECADES[:3], 100),
    Growth("`audit`, by lines of JSON", auditing_json, DECADES[:3], 50),
)
GROWTHS = (*LOADING, *EVALUATING, *TARGETS, *REPORTS)
