"""Seeded rulesets over a table of cases, and such tables, for columns and rows to agree on; with all the ways in which cells are not plain."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

import indicatorlang as il
from indicatorlang.pipeline.frames import told
from tests.parity.comparing import HEADINGS, Result

TABLE = "办件记录"
COLUMNS = {"受理日期": "date", "办结日期": "date", "费用": "number", "合格率": "number", "类型": "text"}
EACH = {
    "时效": ("workdays(受理日期, 办结日期)", "工作日", 6),
    "天数": ("days(受理日期, 办结日期)", "天", 12),
    "用时": ("hours(受理日期, 办结日期)", "小时", 200),
    "收费": ("费用", "元", 300),
    "比值": ("费用 / 2", "", 150),
    "合格": ("合格率", "%", 95),
    "拖延": ("days(受理日期, 办结日期) - 2 天", "天", 9),
}
FILTERS = (
    "类型 is 投诉",
    "not 类型 is 投诉",
    "费用 > 120 元",
    "时效 <= 2 工作日",
    "类型 is 登记 and 时效 <= 3 工作日",
    "类型 is 登记 or 费用 <= 50 元",
    "时效 in [1 工作日, 4 工作日]",
    "合格率 >= 90%",
    "办结日期 <= 2019-07-01",
    "受理日期 != 2019-05-06",
)
Case = dict[str, Any]


def rules_of(seed: int) -> il.Rules:
    """A ruleset that loads and that columns take."""
    rnd = random.Random(seed)
    while True:
        try:
            made = il.load_ruleset(_ruleset(rnd))
            made.evaluate_frame(_frame([]), as_of="2019-12-31")
        except il.RulesetError:
            continue
        return made


def _ruleset(rnd: random.Random) -> dict[str, Any]:
    measures: dict[str, Any] = {"甲": {"unit": "件", "kind": "period"}, "件数": {"records": TABLE}}
    for name, (formula, unit, _) in EACH.items():
        measures[name] = {"records": TABLE, "formula": formula} | ({"unit": unit} if unit else {})
        if rnd.random() < 0.2:
            measures[name]["no_cases"] = "met"
        if rnd.random() < 0.15 and unit != "%":
            measures[name]["aggregate"] = rnd.choice(["mean", "max", "min", "sum"])
        if unit == "%" and rnd.random() < 0.4:
            measures[name]["percent"] = rnd.choice(["percent", "fraction"])
    measures["计数"] = {"records": TABLE, "formula": f"count({rnd.choice(FILTERS)})"}
    measures["占比"] = {
        "records": TABLE,
        "formula": f"share({rnd.choice(FILTERS)})",
        "no_cases": rnd.choice(["met", "not_applicable"]),
    }
    rows = []
    for number in range(rnd.randint(3, 7)):
        row = {
            "id": str(number),
            "name": f"指标{number}",
            "target": _condition(rnd),
            "weight": rnd.choice(["10", "7.5", "33.33"]),
        }
        if rnd.random() < 0.15:
            row["scoring"] = "pass_fail"
        rows.append(row)
    declared: dict[str, Any] = {"columns": COLUMNS} | ({"date": "受理日期"} if rnd.random() < 0.9 else {})
    told_more = {"percent": rnd.choice(["percent", "fraction"])} if rnd.random() < 0.3 else {}
    base = {"ruleset": "办件", "year": "2019", "profile": rnd.choice(["mof-2020", "hubei-reciprocal", "strict"])}
    return base | told_more | {"measures": measures, "records": {TABLE: declared}, "indicators": rows}


def _condition(rnd: random.Random, depth: int = 0) -> str:
    if depth < 2 and rnd.random() < 0.2:
        return "(" + rnd.choice([" and ", " or "]).join(_condition(rnd, depth + 1) for _ in range(2)) + ")"
    if depth < 2 and rnd.random() < 0.06:
        return f"not ({_condition(rnd, depth + 1)})"
    name = rnd.choice(list(EACH))
    _, unit, many = EACH[name]
    operator = rnd.choice(["<=", "<=", ">=", "<", ">", "=="])
    number = rnd.choice([many, rnd.randint(0, many), 0])
    suffix = rnd.choice(["", "", "", " by 2019-06", " by 2019-09-30"])
    form = rnd.random()
    if form < 0.25:
        part = rnd.choice(["", "", f" for {rnd.choice([50, 80, 95, 100])}% of {TABLE}"])
        if rnd.random() < 0.2:
            ends = sorted([rnd.randint(0, many), many])
            return f"{name} in [{ends[0]} {unit}, {ends[1]} {unit}]{part}{suffix}"
        return f"{name} {operator} {number} {unit}{part}{suffix}"
    if form < 0.6:
        function = rnd.choice(["mean", "max", "min", "sum", "percentile"])
        subject = f"percentile({name}, {rnd.choice([50, 90, 95, 100])})" if function == "percentile" else f"{function}({name})"
        return f"{subject} {operator} {number} {unit}{suffix}"
    if form < 0.7:
        return f"{rnd.choice(['计数', '件数'])} {operator} {rnd.randint(0, 9)} 件{suffix}"
    if form < 0.8:
        subject = rnd.choice(["占比", f"share({rnd.choice(FILTERS)})"])
        return f"{subject} {operator} {rnd.choice([20, 50, 90, 100])}%{suffix}"
    if form < 0.9:
        return f"{rnd.choice(['计数 / 件数', '计数 / 甲', '件数 / 甲'])} {operator} {rnd.choice([20, 50, 90])}%{suffix}"
    return f"count({rnd.choice(FILTERS)}) {operator} {rnd.randint(0, 6)} 件{suffix}"


def projects_of(seed: int, many: int) -> list[tuple[Any, ...]]:
    """The actuals that name the projects."""
    rnd = random.Random(seed)
    return [(f"P{n:03}", "甲", f"2019Q{q}", float(rnd.choice([0, 1, 3, 8])), "", "") for n in range(many) for q in (1, 2, 3, 4)]


def cases_of(seed: int, projects: int, *, plain: bool = False) -> list[Case]:
    """Cases, most of them plain."""
    rnd = random.Random(seed)
    share = rnd.choice([1, 100, 100])
    made: list[Case] = []
    for number in range(projects + 2):
        odd = 0.0 if plain or rnd.random() < 0.7 else 0.2
        for _ in range(rnd.choice([0, 1, 3, 8])):
            made.append(_case(rnd, f"P{number:03}", odd, share))
    rnd.shuffle(made)
    return made


def _case(rnd: random.Random, project: str, odd: float, share: int) -> Case:
    start = dt.date(2019, 1, 1) + dt.timedelta(rnd.randrange(-3, 368))
    end: dt.date | None = start + dt.timedelta(rnd.choice([0, 1, 2, 3, 4, 6, 9, 14]))
    if rnd.random() < 0.08:
        end = None
    case: Case = {
        "项目编码": project,
        "受理日期": start.isoformat(),
        "办结日期": end.isoformat() if end is not None else "",
        "费用": str(rnd.choice([0, 20, 120.5, 300])),
        "合格率": str(round(rnd.choice([0.5, 0.9, 0.95, 1]) * share, 2)),
        "类型": rnd.choice(["投诉", "登记", "变更", " 登记"]),
    }
    if rnd.random() < odd:
        column = rnd.choice(list(COLUMNS))
        strange = {
            "date": [
                "2019年3月5日",
                "2019-02-30",
                "-",
                " 2019-06-03 ",
                "2019-05-06 08:30",
                "2019-05",
                "不适用",
                "",
                "2031-02-03",
            ],
            "number": ["12元", "0.3万元", "约5", "", "无", "1/3", "-7", "95%", "0.123456789012", "1e5", "3 天"],
            "text": ["", "-", "无"],
        }[COLUMNS[column]]
        case[column] = rnd.choice(strange)
        if rnd.random() < 0.1:
            case |= dict.fromkeys(COLUMNS, rnd.choice(["", "-"]))
    return case


def typed(cases: Sequence[Case]) -> Any:
    """A frame of cases whose days are days and whose numbers are numbers."""
    import polars as pl

    days = ("受理日期", "办结日期")
    text = _cases(cases)
    return text.with_columns(
        *(pl.col(name).str.strip_chars().str.to_date(strict=False) for name in days),
        *(pl.col(name).str.to_decimal(scale=4).cast(pl.Float64, strict=False) for name in ("费用", "合格率")),
    )


def _cases(cases: Sequence[Case]) -> Any:
    import polars as pl

    names = ["项目编码", *COLUMNS]
    return pl.DataFrame([[case[name] for name in names] for case in cases], schema=dict.fromkeys(names, pl.String), orient="row")


def _frame(rows: Sequence[tuple[Any, ...]]) -> Any:
    import polars as pl

    return pl.DataFrame(rows, schema=dict.fromkeys(HEADINGS, pl.String) | {"value": pl.Float64}, orient="row")


def by_rows(rules: il.Rules, rows: Sequence[tuple[Any, ...]], cases: Any, **options: Any) -> Result:
    """What the row engine says."""
    assessments = rules.evaluate_projects(_frame(rows), records={TABLE: cases}, **options)
    return {each[:2]: each[2:] for assessment in assessments for each in told(assessment)}


def by_columns(rules: il.Rules, rows: Sequence[tuple[Any, ...]], cases: Any, engine: str, **options: Any) -> Result:
    """What the columns of one engine say; the cases stand in that engine, too."""
    frame = _frame(rows)
    if engine == "polars":
        made = rules.evaluate_frame(frame, records={TABLE: cases}, **options).rows()
    elif engine == "lazy":
        made = rules.evaluate_frame(frame.lazy(), records={TABLE: cases.lazy()}, **options).collect().rows()
    elif engine == "pandas":
        frame = rules.evaluate_frame(frame.to_pandas(), records={TABLE: cases.to_pandas()}, **options)
        made = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    elif engine == "pyarrow":
        arrow = rules.evaluate_frame(frame.to_arrow(), records={TABLE: cases.to_arrow()}, **options)
        made = zip(*arrow.to_pydict().values(), strict=True)
    elif engine == "duckdb":
        import duckdb

        home = duckdb.connect()
        given = home.from_arrow(cases.to_arrow())
        made = rules.evaluate_frame(home.from_arrow(frame.to_arrow()), records={TABLE: given}, **options).fetchall()
    else:
        made = _by_spark(rules, rows, cases, options)
    return {tuple(each[:2]): tuple(each[2:]) for each in made}


def _by_spark(rules: il.Rules, rows: Sequence[tuple[Any, ...]], cases: Any, options: dict[str, Any]) -> Any:
    from tests.parity.comparing import _spark

    home = _spark(rows)
    given = home.sparkSession.createDataFrame(cases.to_arrow())
    return [tuple(row) for row in rules.evaluate_frame(home, records={TABLE: given}, **options).collect()]


def options_of(seed: int) -> dict[str, Any]:
    """A date, and how bare percentages are meant."""
    rnd = random.Random(seed)
    day = rnd.choice([dt.date(2019, 12, 31), dt.date(2019, 12, 31), dt.date(2019, 9, 30), dt.date(2019, 6, 12)])
    return {"as_of": day, "percent": rnd.choice([None, None, "percent", "fraction"])}


def differences(seed: int, projects: int, engines: Sequence[str]) -> tuple[int, list[str]]:
    """How many results were compared, and where they differ: on texts and on typed columns."""
    rules, rows, options = rules_of(seed), projects_of(seed, projects), options_of(seed)
    compared, found = 0, []
    cases = cases_of(seed, projects)
    for kind, given in (("texts", _cases(cases)), ("typed", typed(cases))):
        wanted = by_rows(rules, rows, given, **options)
        for engine in engines:
            got = by_columns(rules, rows, given, engine, **options)
            compared += len(wanted)
            found += [
                f"seed {seed}, {kind}, {engine}, {key}: rows {wanted.get(key)}, columns {got.get(key)}"
                for key in sorted(wanted.keys() | got.keys())
                if wanted.get(key) != got.get(key)
            ]
    return compared, found
