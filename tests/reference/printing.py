"""The same data as a ruleset and a table of actuals for the product."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.reference.facts import (
    Bands,
    Beside,
    Compared,
    Condition,
    EachCase,
    Entry,
    Every,
    Finished,
    Grown,
    Line,
    Measure,
    Opposite,
    OverCases,
    Project,
    Recurring,
    Rounding,
    Row,
    Some,
    Steps,
    Trend,
    Within,
    Word,
)

TABLE = "台账"
PERIODS = {1: "month", 3: "quarter"}


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
            return f"{target.measure} {target.op} {amount(target.bound, target.unit)} every {PERIODS[target.months]}"
        case EachCase():
            share = "" if target.share == 1 else f" for {decimal(target.share * 100)}% of {TABLE}"
            return f"{target.measure} <= {target.limit} {target.unit}{share}"
        case Trend():
            return f"{target.measure} {'rises' if target.rises else 'drops'} each {PERIODS[target.months]}"
        case OverCases():
            each = f" every {target.each}" if target.each else ""
            return f"{_over(target)} {target.op} {amount(target.bound, target.unit)}{each}"
        case Finished():
            return f"{target.measure} done{_by(target.by)}"
        case Within():
            left, right = "[" if target.low_closed else "(", "]" if target.high_closed else ")"
            ends = f"{left}{amount(target.low, target.unit)}, {amount(target.high, target.unit)}{right}"
            return f"{target.measure} in {ends}{_by(target.by)}"
    steps = [*target.steps, (target.by, target.bound)] if target.steps else [(target.by, target.bound)]
    return f"{target.measure} {target.op} " + ", ".join(f"{amount(bound, target.unit)}{_by(day)}" for day, bound in steps)


def _over(target: OverCases) -> str:
    match target.function:
        case "cases":
            return f"count({TABLE})"
        case "mean":
            return f"mean({target.measure})"
        case "percentile":
            return f"percentile({target.measure}, {target.limit})"
    return f"{target.function}({target.measure} <= {target.limit} {target.time})"


def _inner(part: Condition) -> str:
    return f"({condition(part)})" if isinstance(part, Every | Some) else condition(part)


def _by(day: Any) -> str:
    return "" if day is None else f" by {day.isoformat()}"


def ruleset(project: Project) -> dict[str, Any]:
    """The project as the mapping of a ruleset."""
    made: dict[str, Any] = {"ruleset": "样例", "year": str(project.year), "profile": _profile(project)}
    made["measures"] = {m.name: _measure(m) for m in project.measures}
    made["indicators"] = [_row(row) for row in project.rows]
    based = {m.name: amount(m.baseline, m.unit) for m in project.measures if m.baseline is not None}
    before = {m.name: amount(m.previous, m.unit) for m in project.measures if m.previous is not None}
    if based or before:
        made["baselines"] = ({"上年": based} if based else {}) | ({"上期": before} if before else {})
    if project.scales:
        made["scales"] = {
            name: {word: decimal(share) for word, share in levels}
            if any(share is not None for _, share in levels)
            else [word for word, _ in levels]
            for name, levels in project.scales
            if name != "三档"
        }
    if project.budget is not None:
        made["funds"] = {"initial": amount(project.budget, "万元")}
    timed = {row.target.measure: row.target.unit for row in project.rows if isinstance(row.target, EachCase)}
    timed |= {row.target.measure: row.target.time for row in project.rows if isinstance(row.target, OverCases)}
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
    made |= {"weight_by": measure.weight_by} if measure.weight_by else {}
    made |= {"missing": measure.missing} if measure.missing != "no_data" else {}
    made |= {"frequency": names[measure.frequency]} if measure.frequency else {}
    made |= {"direction": measure.direction} if measure.direction else {}
    made |= {"bounded": "yes"} if measure.bounded else {}
    made |= {"no_cases": measure.no_cases} if measure.no_cases != "not_applicable" else {}
    return made


def _row(row: Row) -> dict[str, Any]:
    made: dict[str, Any] = {"id": row.id, "level1": row.level1, "name": f"第{row.id}项"}
    if row.items:
        made["items"] = [{"name": i.name, "target": condition(i.target), "weight": decimal(i.weight)} for i in row.items]
    elif row.beside is not None and row.beside.bare and isinstance(row.target, Compared):
        made["measure"] = row.target.measure
    else:
        made["target"] = condition(row.target)
    if not row.items and row.beside is None:
        made["weight"] = decimal(row.weight)
    made |= {"scoring": scoring} if (scoring := _scoring(row)) else {}
    made |= {"equal": row.equal} if row.equal else {}
    made |= {"late": decimal(row.late)} if row.late is not None else {}
    made |= {"veto": {"effect": row.veto, "on": list(row.veto_on)}} if row.veto else {}
    made |= {"when": condition(row.when)} if row.when else {}
    made |= {"milestone_weights": [decimal(w) for w in row.milestone_weights]} if row.milestone_weights else {}
    if row.changes:
        made["adjusted"] = [
            {"approved": change.approved.isoformat()}
            | ({"target": condition(change.target)} if change.target else {})
            | ({"weight": decimal(change.weight)} if change.weight is not None else {})
            for change in row.changes
        ]
    return made


def _profile(project: Project) -> Any:
    changed: dict[str, Any] = {}
    if project.rounding != Rounding():
        rounding = project.rounding
        changed["rounding"] = {"places": str(rounding.places), "mode": rounding.mode, "when": rounding.when}
    changed |= {"grade_on": project.grade_on} if project.grade_on != "displayed" else {}
    changed |= {"bonus_above": "yes"} if project.bonus_above else {}
    return {"name": project.profile, **changed} if changed else project.profile


def _scoring(row: Row) -> Any:
    """The section `scoring`."""
    made: dict[str, Any] = {"method": row.scoring} if row.scoring else {}
    unit = "%" if isinstance(row.target, EachCase) else getattr(row.target, "unit", "")
    match row.method:
        case Bands(limits, rest):
            more = not isinstance(row.target, Compared) or row.target.op in (">=", ">")
            names = ("from", "above") if more else ("to", "below")
            bands = [{names[not closed]: amount(at, unit), "fraction": decimal(share)} for at, closed, share in limits]
            made = {"method": "bands", "bands": [*bands, {"fraction": decimal(rest)}]}
        case Line(points):
            made = {"method": "piecewise", "anchors": [{"at": amount(at, unit), "fraction": decimal(f)} for at, f in points]}
        case Steps():
            step = amount(row.method.step, " 百分点" if row.method.unit == "%" else row.method.unit)
            made = {"method": "steps", "step": step, "deduct": decimal(row.method.deduct)}
            made |= {"partial": row.method.partial} if row.method.partial else {}
            made |= {"most": decimal(row.method.most)} if row.method.most is not None else {}
    if row.beside is not None:
        made = _beside(row.beside, unit)
    made |= {"floor": decimal(row.floor)} if row.floor is not None else {}
    made |= {"cap": decimal(row.cap)} if row.cap is not None else {}
    return made


def _beside(beside: Beside, unit: str) -> dict[str, Any]:
    made = {"method": beside.kind, "add" if beside.kind == "bonus" else "deduct": decimal(beside.points)}
    made |= {"step": amount(beside.step, unit)} if beside.step is not None else {}
    made |= {"partial": beside.partial} if beside.partial else {}
    return made | ({"most": decimal(beside.most)} if beside.most is not None else {})


def actuals(project: Project) -> list[dict[str, str]]:
    """The entries as rows of a long table; a deduction stands beside the first value of its row's measure."""
    rows = [_entry(project, entry) for entry in project.entries]
    for row in project.rows:
        if row.deduct is not None:
            rows.append({"指标": row.id, "期间": "", "实际值": "", "扣分": decimal(row.deduct)})
    rows += [{"指标": "全年预算数", "期间": "", "实际值": f"{decimal(sum_)}万元", "填报单位": org} for org, sum_ in project.money]
    return rows


def records(project: Project) -> dict[str, list[dict[str, str]]]:
    """The cases as rows of a table."""
    rows = [{"起": start.isoformat(), "止": "" if end is None else end.isoformat()} for start, end in project.cases]
    return {TABLE: rows} if any(isinstance(row.target, EachCase | OverCases) for row in project.rows) else {}


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
    made |= {"填报单位": entry.org} if entry.org else {}
    made |= {"评定得分": decimal(entry.points)} if entry.points is not None else {}
    return made
