"""The same data as a ruleset and a table of actuals for the product."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.reference.facts import (
    Condition,
    EachCase,
    Entry,
    Every,
    Finished,
    Grown,
    Measure,
    Opposite,
    Project,
    Recurring,
    Row,
    Some,
    Within,
    Word,
)

TABLE = "台账"


def decimal(number: Fraction) -> str:
    """A number that terminates, in decimals."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
        if places > 30:
            raise ValueError(f"{number} does not terminate")
    digits = str(abs(number * 10**places).numerator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return ("-" if number < 0 else "") + text


def amount(number: Fraction, unit: str) -> str:
    """A quantity as it stands in a target."""
    return decimal(number) + ("" if unit in ("", "%", "‰") else " ") + unit


def condition(target: Condition) -> str:
    """A condition in the language."""
    match target:
        case Every(parts):
            return " and ".join(_inner(part) for part in parts)
        case Some(parts):
            return " or ".join(_inner(part) for part in parts)
        case Opposite(part):
            return f"not {_inner(part)}"
        case Word():
            return f"{target.measure} {target.op} {target.level}{_by(target.by)}"
        case Grown():
            sign = "falls" if target.falls else "grows"
            by_much = "" if target.rate is None else f" {target.op} {decimal(target.rate)}{' 百分点' if target.points else '%'}"
            return f"{target.measure} {sign}{by_much} over 上年{_by(target.by)}"
        case Recurring():
            each = {1: "month", 3: "quarter"}[target.months]
            return f"{target.measure} {target.op} {amount(target.bound, target.unit)} every {each}"
        case EachCase():
            share = "" if target.share == 1 else f" for {decimal(target.share * 100)}% of {TABLE}"
            return f"{target.measure} <= {target.limit} {target.unit}{share}"
        case Finished():
            return f"{target.measure} done{_by(target.by)}"
        case Within():
            left, right = "[" if target.low_closed else "(", "]" if target.high_closed else ")"
            ends = f"{left}{amount(target.low, target.unit)}, {amount(target.high, target.unit)}{right}"
            return f"{target.measure} in {ends}{_by(target.by)}"
    steps = [*target.steps, (target.by, target.bound)] if target.steps else [(target.by, target.bound)]
    return f"{target.measure} {target.op} " + ", ".join(f"{amount(bound, target.unit)}{_by(day)}" for day, bound in steps)


def _inner(part: Condition) -> str:
    return f"({condition(part)})" if isinstance(part, Every | Some) else condition(part)


def _by(day: Any) -> str:
    return "" if day is None else f" by {day.isoformat()}"


def ruleset(project: Project) -> dict[str, Any]:
    """The project as the mapping of a ruleset."""
    made: dict[str, Any] = {"ruleset": "样例", "year": str(project.year), "profile": project.profile}
    made["measures"] = {m.name: _measure(m) for m in project.measures}
    made["indicators"] = [_row(row) for row in project.rows]
    based = {m.name: amount(m.baseline, m.unit) for m in project.measures if m.baseline is not None}
    if based:
        made["baselines"] = {"上年": based}
    if project.scales:
        made["scales"] = {
            name: {word: decimal(share) for word, share in levels}
            if any(share is not None for _, share in levels)
            else [word for word, _ in levels]
            for name, levels in project.scales
        }
    if project.budget is not None:
        made["funds"] = {"initial": amount(project.budget, "万元")}
    timed = {row.target.measure: row.target.unit for row in project.rows if isinstance(row.target, EachCase)}
    if timed:
        made["records"] = {TABLE: {"date": "起", "columns": {"起": "date", "止": "date"}}}
        for name, unit in timed.items():
            function = "workdays" if unit == "工作日" else "days"
            made["measures"][name] = {"records": TABLE, "formula": f"{function}(起, 止)"}
    return made


def _measure(measure: Measure) -> dict[str, Any]:
    if measure.formula is not None:
        made: dict[str, Any] = {"formula": f"{measure.formula[0]} / {measure.formula[1]}"}
    elif measure.scale is not None:
        made = {"scale": measure.scale}
    elif measure.kind == "done_date":
        made = {"kind": "done_date"}
    else:
        made = {"kind": measure.kind} | ({"unit": measure.unit} if measure.unit else {})
    names = {1: "month", 3: "quarter", 6: "half", 12: "year"}
    made |= {"aggregate": measure.aggregate} if measure.aggregate else {}
    made |= {"missing": measure.missing} if measure.missing != "no_data" else {}
    made |= {"frequency": names[measure.frequency]} if measure.frequency else {}
    made |= {"direction": measure.direction} if measure.direction else {}
    made |= {"bounded": "yes"} if measure.bounded else {}
    made |= {"no_cases": measure.no_cases} if measure.no_cases != "not_applicable" else {}
    return made


def _row(row: Row) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": row.id,
        "level1": row.level1,
        "name": f"第{row.id}项",
        "target": condition(row.target),
        "weight": decimal(row.weight),
    }
    made |= {"scoring": row.scoring} if row.scoring else {}
    made |= {"equal": row.equal} if row.equal else {}
    made |= {"late": decimal(row.late)} if row.late is not None else {}
    made |= {"veto": {"effect": row.veto, "on": list(row.veto_on)}} if row.veto else {}
    made |= {"when": condition(row.when)} if row.when else {}
    made |= {"milestone_weights": [decimal(w) for w in row.milestone_weights]} if row.milestone_weights else {}
    return made


def actuals(project: Project) -> list[dict[str, str]]:
    """The entries as rows of a long table; a deduction stands beside the first value of its row's measure."""
    rows = [_entry(project, entry) for entry in project.entries]
    for row in project.rows:
        if row.deduct is not None:
            rows.append({"指标": row.id, "期间": "", "实际值": "", "扣分": decimal(row.deduct)})
    return rows


def records(project: Project) -> dict[str, list[dict[str, str]]]:
    """The cases as rows of a table."""
    rows = [{"起": start.isoformat(), "止": "" if end is None else end.isoformat()} for start, end in project.cases]
    return {TABLE: rows} if any(isinstance(row.target, EachCase) for row in project.rows) else {}


def _entry(project: Project, entry: Entry) -> dict[str, str]:
    units = {m.name: m.unit for m in project.measures}
    made = {"指标": entry.measure, "期间": entry.period.name if entry.period else ""}
    match entry.value:
        case None:
            made["实际值"] = ""
        case "n/a":
            made |= {"实际值": "不适用", "备注": "本年没有任务"}
        case "bad":
            made["实际值"] = "约5"
        case str():
            made["实际值"] = entry.value
        case _:
            made["实际值"] = decimal(entry.value) + (entry.unit or units.get(entry.measure, "万元"))
    made |= {"口径": entry.kind} if entry.kind else {}
    made |= {"填报日期": entry.filed.isoformat()} if entry.filed else {}
    return made
