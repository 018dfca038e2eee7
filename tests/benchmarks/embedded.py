"""What a verdict costs inside a service: `rules.scorer()` beside hand-written Python and other rule engines, on the same records.

    python -m tests.benchmarks.embedded            print
    python -m tests.benchmarks.embedded --write    and fill the page

Twenty indicators: eleven comparisons, five ranges, two levels, two deadlines; a record holds a number, a word or a day for each. Three sets of
records have none, three in ten and all of their indicators missed. The engines are in the extra `bench`; one that is not installed is left
out. They answer yes or no for each rule, and the scorer a verdict and points: all must agree before anything is timed.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import attrs

import indicatorlang as il
from tests.benchmarks.harness import Table, micros, seconds_each, show, times

Record = dict[str, Any]
Kind = Literal["number", "range", "level", "day"]
LEVELS = ("很满意", "满意", "较满意", "一般", "不满意")
GOOD = frozenset(LEVELS[:2])
DAY = dt.date(2019, 11, 30)
SHARES = (0, 30, 100)
MANY = 100


@attrs.frozen
class Target:
    """One indicator. `low` and `high` are the ends of what meets it; `name` is what engines call it that know no Chinese names."""

    name: str
    measure: str
    kind: Kind
    unit: str = ""
    op: str = ""
    low: Any = None
    high: Any = None

    @property
    def text(self) -> str:
        """The target in the language."""
        match self.kind:
            case "number":
                return f"{self.measure} {self.op} {self.low if self.low is not None else self.high} {self.unit}"
            case "range":
                return f"{self.measure} in [{self.low} {self.unit}, {self.high} {self.unit}]"
            case "level":
                return f"{self.measure} is 满意"
        return f"{self.measure} done by {self.high}"


def targets() -> tuple[Target, ...]:
    """The twenty indicators."""
    numbers = [(">=", 90, "%"), (">=", 500, "家"), ("<=", 30, "天"), (">", 80.5, "%"), ("<", 12, "万元"), (">=", 0.5, "公里")]
    made: list[Target] = []
    for n in range(20):
        name, measure = f"m{n}", f"指标{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[n]}"
        if n in (8, 18):
            made.append(Target(name, measure, "level", low="满意"))
        elif n in (9, 19):
            made.append(Target(name, measure, "day", high=DAY))
        elif n % 10 in (6, 7) or n == 5:
            made.append(Target(name, measure, "range", "人", low=10, high=40))
        else:
            op, bound, unit = numbers[n % 6]
            low, high = (bound, None) if op[0] == ">" else (None, bound)
            made.append(Target(name, measure, "number", unit, op, low, high))
    return tuple(made)


def rules() -> il.Rules:
    """The ruleset of the twenty."""
    measures = {
        each.measure: {"scale": "评价"} if each.kind == "level" else {"unit": each.unit}
        for each in targets()
        if each.kind != "day"
    }
    rows = [{"id": each.name, "name": each.measure, "target": each.text, "weight": "5"} for each in targets()]
    return il.load_ruleset(
        {"ruleset": "二十项指标", "year": "2019", "measures": measures, "scales": {"评价": list(LEVELS)}, "indicators": rows}
    )


def records(missed: int, count: int = MANY, seed: int = 7) -> list[Record]:
    """Records in which so many per cent of the indicators are missed."""
    chance = random.Random(seed)
    return [{each.measure: _value(each, chance.randrange(100) < missed, chance) for each in targets()} for _ in range(count)]


def _value(target: Target, missed: bool, chance: random.Random) -> Any:
    match target.kind:
        case "level":
            return chance.choice(LEVELS[2:] if missed else LEVELS[:2])
        case "day":
            return target.high + dt.timedelta(chance.randint(1, 30) if missed else -chance.randint(0, 60))
        case "range":
            return chance.randint(41, 70) if missed else chance.randint(10, 40)
    bound = target.low if target.low is not None else target.high
    above = missed == (target.low is None)
    value = bound * (1 + chance.randint(1, 90) / 100) if above else bound * chance.randint(1, 99) / 100
    return round(value, 2) if chance.random() < 0.5 or bound < 10 else int(value) + above


Answer = Callable[[Record], Sequence[bool]]


def by_lambdas() -> Answer:
    """Twenty lambdas that return a bool, as services have them."""
    made = [eval(f"lambda r: {_python(each)}", {"GOOD": GOOD, "DAY": DAY}) for each in targets()]
    return lambda record: [each(record) for each in made]


def _python(target: Target) -> str:
    field = f"r[{target.measure!r}]"
    match target.kind:
        case "level":
            return f"{field} in GOOD"
        case "day":
            return f"{field} <= DAY"
        case "range":
            return f"{target.low} <= {field} <= {target.high}"
    return f"{field} {target.op} {target.low if target.low is not None else target.high}"


def by_hand() -> Callable[[Record], tuple[list[str], list[Fraction], Fraction]]:
    """Hand-written Python that does the same work: verdict and points of each row, exact and rounded half up, and their sum."""

    def points(share: Fraction) -> Fraction:
        over = share * 500
        return Fraction((2 * over.numerator + over.denominator) // (2 * over.denominator), 100)

    def exact(value: float) -> Fraction:
        return Fraction(value) if isinstance(value, int) else Fraction(str(value))

    full, steps = Fraction(5), {level: Fraction(3) if n == 2 else Fraction(0) for n, level in enumerate(LEVELS)}
    bounds = {
        each.measure: (exact(each.low) if each.low else None, exact(each.high) if each.high else None)
        for each in targets()
        if each.unit
    }

    def score(record: Record) -> tuple[list[str], list[Fraction], Fraction]:
        verdicts, scores = [], []
        for each in targets_once:
            value = record[each.measure]
            if each.kind == "level":
                met, earned = value in GOOD, steps[value]
            elif each.kind == "day":
                met, earned = value <= each.high, Fraction(3)
            else:
                low, high = bounds[each.measure]
                number = exact(value)
                above = low is None or (number > low if each.op == ">" else number >= low)
                below = high is None or (number < high if each.op == "<" else number <= high)
                met = above and below
                if not above and low is not None:
                    earned = points(number / low)
                elif not below and high is not None:
                    earned = points(max(Fraction(0), 2 - number / high))
            verdicts.append("met" if met else "missed")
            scores.append(full if met else earned)
        return verdicts, scores, sum(scores, Fraction(0))

    targets_once = targets()
    return score


@attrs.frozen
class Engine:
    """Another engine: what answers, and the record as it wants it (made before anything is timed)."""

    name: str
    answer: Answer
    given: Callable[[Record], Record]


def engines() -> Iterator[Engine]:
    """The other engines that are installed."""
    for name, module, make, day in (
        ("rule-engine", "rule_engine", _rule_engine, _moment),
        ("zen-engine", "zen", _zen, dt.date.isoformat),
        ("cel-expr-python", "cel_expr_python.cel", _cel, dt.date.isoformat),
        ("simpleeval", "simpleeval", _simpleeval, dt.date.isoformat),
        ("json-logic (qubit)", "json_logic", _json_logic, dt.date.isoformat),
    ):
        try:
            found = importlib.import_module(module)
        except ImportError:
            continue
        yield Engine(name, make(found), functools.partial(_given, day=day))


def _given(record: Record, day: Callable[[dt.date], Any]) -> Record:
    """The record with names in Latin letters, for engines that know no others, and days as the engine has them."""
    names = {each.measure: each.name for each in targets()}
    return {names[key]: day(value) if isinstance(value, dt.date) else value for key, value in record.items()}


def _moment(day: dt.date) -> dt.datetime:
    tz = importlib.import_module("dateutil.tz")  # comes with the only engine that asks for it
    return dt.datetime.combine(day, dt.time(), tz.tzlocal())


def _expression(
    target: Target, and_: str, texts: Callable[[Sequence[str]], str], day: Callable[[str], str] = '"{}"'.format
) -> str:
    match target.kind:
        case "level":
            return f"{target.name} in {texts(LEVELS[:2])}"
        case "day":
            return f"{target.name} <= {day(str(target.high))}"
        case "range":
            return f"{target.name} >= {target.low} {and_} {target.name} <= {target.high}"
    return f"{target.name} {target.op} {target.low if target.low is not None else target.high}"


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


def _rule_engine(module: Any) -> Answer:
    texts = [_expression(each, "and", _listed, lambda day: f'd"{day}"') for each in targets()]
    made = [module.Rule(text) for text in texts]
    return lambda record: [each.matches(record) for each in made]


def _zen(module: Any) -> Answer:
    texts = [_expression(each, "and", _listed, lambda day: f'd("{day}")') for each in targets()]
    made = [module.compile_expression(f"d({text.replace(' <=', ') <=')}" if "d(" in text else text) for text in texts]
    return lambda record: [each.evaluate(record) for each in made]


def _cel(module: Any) -> Answer:
    kinds = {"level": module.Type.STRING, "day": module.Type.STRING}
    env = module.NewEnv(variables={each.name: kinds.get(each.kind, module.Type.DOUBLE) for each in targets()})
    made = [env.compile(_floats(_expression(each, "&&", _listed), each)) for each in targets()]
    return lambda record: [each.eval(data=record).plain_value() for each in made]


def _floats(text: str, target: Target) -> str:
    """Literals as the engine's type of numbers."""
    return text if not target.unit else " ".join(f"{word}.0" if word.isdigit() else word for word in text.split(" "))


def _simpleeval(module: Any) -> Answer:
    evaluator = module.EvalWithCompoundTypes()
    made = [(text, evaluator.parse(text)) for text in (_expression(each, "and", _listed) for each in targets())]

    def answer(record: Record) -> Sequence[bool]:
        evaluator.names = record
        return [evaluator.eval(text, previously_parsed=parsed) for text, parsed in made]

    return answer


def _json_logic(module: Any) -> Answer:
    made: list[Mapping[str, Any]] = []
    for each in targets():
        value = {"var": each.name}
        match each.kind:
            case "level":
                made.append({"in": [value, list(LEVELS[:2])]})
            case "day":
                made.append({"<=": [value, each.high.isoformat()]})
            case "range":
                made.append({"<=": [each.low, value, each.high]})
            case _:
                made.append({each.op: [value, each.low if each.low is not None else each.high]})
    return lambda record: [module.jsonLogic(rule, record) for rule in made]


def tables(repeats: int = 15, many: int = MANY) -> list[Table]:
    """Ratios to the lambdas, and the times beside them, of the fastest of `repeats` turns: what remains when nothing else disturbs."""
    scorer = rules().scorer(percent="percent")
    lambdas, hand, others = by_lambdas(), by_hand(), list(engines())

    def graded(record: Record) -> object:
        row = scorer(record)
        return row.total, row.grade

    def with_gaps(record: Record) -> object:
        row = scorer(record)
        return row.verdicts, row.scores, row.gaps

    work: list[tuple[str, Callable[[Record], object], Callable[[Record], Record]]] = [
        ("twenty lambdas, yes or no each", lambdas, _same),
        ("`scorer`: verdict and points of each", scorer, _same),
        ("`scorer`, with score and grade of the whole", graded, _same),
        ("`scorer`, with the gap of each", with_gaps, _same),
        ("`scorer`, with an `IndicatorResult` of each", lambda record: scorer(record).results, _same),
        ("Python by hand: verdict and points of each, exact, and their sum", hand, _same),
        *((each.name + ", yes or no each", each.answer, each.given) for each in others),
    ]
    ratios: dict[str, list[str]] = {name: [] for name, _, _ in work}
    spent: dict[str, list[str]] = {name: [] for name, _, _ in work}
    for share in SHARES:
        rows = records(share, many)
        _agree(rows[:200], scorer, lambdas, hand, others)
        handed = [[given(record) for record in rows] for _, _, given in work]
        turns = [[seconds_each(work[n][1], handed[n], 1) for n in range(len(work))] for _ in range(repeats)]
        for n, (name, _, _) in enumerate(work):
            fastest = min(turn[n] for turn in turns)
            ratios[name].append(times(fastest / min(turn[0] for turn in turns)))
            spent[name].append(micros(fastest))
    headings = ("twenty indicators, one record", *(f"{share}% missed" for share in SHARES))
    return [
        Table(
            "One record, as a multiple of twenty lambdas that answer yes or no:",
            headings,
            tuple((name, *of) for name, of in ratios.items()),
        ),
        Table("Microseconds:", headings, tuple((name, *of) for name, of in spent.items()), page=False),
    ]


def _same(record: Record) -> Record:
    return record


def _agree(rows: Sequence[Record], scorer: Any, lambdas: Answer, hand: Any, others: Sequence[Engine]) -> None:
    for record in rows:
        row = scorer(record)
        met = [verdict == "met" for verdict in row.verdicts]
        verdicts, scores, total = hand(record)
        assert list(lambdas(record)) == met, record
        assert (verdicts, scores, total) == (list(row.verdicts), list(row.scores), row.total), record
        for each in others:
            assert list(each.answer(each.given(record))) == met, (each.name, record)


if __name__ == "__main__":
    show("embedded", tables)
