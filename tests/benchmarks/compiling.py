"""What it costs to make a rule of a text: `compile` and `loads_ruleset` beside the grammar alone, PyYAML and other languages.

    python -m tests.benchmarks.compiling            print
    python -m tests.benchmarks.compiling --write    and fill the page

*Bare parse* is `Lark(...).parse` with the grammar files of this package, its own tree, nothing of ours run. No text is measured
twice: every turn makes a hundred new ones, with other names and numbers, so that nothing remembered between texts can help.
Whatever is compared is measured in the same turn on the same texts; figures are medians of the ratios of each turn.
"""

from __future__ import annotations

import importlib
import itertools
import statistics
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs
import yaml

import indicatorlang as il
from indicatorlang import resources
from indicatorlang.syntax.from_text import GRAMMAR_FILES
from tests.benchmarks.harness import Table, exponent, micros, seconds_each, show, times

MANY = 100
TURNS = 10
"""A walk over few texts is seldom interrupted by what else the machine does; so there are the more of them."""

SIZES = (10, 100, 1_000, 5_000)
"""Indicators of a file; 5,000 is the most that one may have."""

_DIGITS = "预算资金项目服务设备培训宣传检查维修绿化保洁巡安全环境施道路信息系统数据档案审批监测"


@attrs.frozen
class Text:
    """A target and the name of its row; `strict` is what the grammar can read of it when `text` is as officials write."""

    name: str
    text: str
    strict: str


def _name(n: int) -> str:
    """A name that no other number has."""
    n, digit = divmod(n, len(_DIGITS))
    return (_name(n) if n else "") + _DIGITS[digit]


def _strict(n: int, pattern: str) -> Text:
    """A target in which `*` stands for a name and `#` for a number that no other has; of dates there are fewer."""
    name = _name(n)
    date = f"{2000 + n % 50}-{1 + n % 12:02}"
    text = pattern.replace("*", name).replace("#", str(n)).replace("2019-12", date)
    return Text(name, text, text)


def _freely(n: int) -> Text:
    return Text(f"{_name(n)}完成率", f"{n % 90}.{n}%以上", f">= {n % 90}.{n}%")


KINDS: dict[str, Callable[[int], Text]] = {
    "预算执行率 >= 90%": lambda n: _strict(n, "*执行率 >= 9.#%"),
    "发布时效 <= 3 工作日": lambda n: _strict(n, "*时效 <= # 工作日"),
    "数量 == 500 家 by 2019-12": lambda n: _strict(n, "*数量 == # 家 by 2019-12"),
    "满意度 in [90%, 100%]": lambda n: _strict(n, "*满意度 in [9.#%, 100%]"),
    "平台升级 done by 2019-12-31": lambda n: _strict(n, "*升级 done by 2019-12-28"),
    "执行数 / 预算数 >= 90%": lambda n: _strict(n, "*执行数 / *预算数 >= 9.#%"),
    "执行率 >= 90% and 专款专用率 == 100%": lambda n: _strict(n, "*执行率 >= 9.#% and *专款专用率 == 100%"),
    "95%以上": _freely,
}


def bare() -> Callable[[str], object]:
    """The grammar's own parser, as lark makes it: its tree and no more."""
    from lark import Lark
    from lark.lark import PostLex

    grammar = "\n".join(resources.text("grammar", file) for file in GRAMMAR_FILES)

    class Keywords(PostLex):
        always_accept = tuple(line.split(".3:")[0] for line in grammar.splitlines() if ".3:" in line)

        def process(self, stream: Any) -> Any:
            return stream

    parser = Lark(
        grammar, parser="lalr", lexer="contextual", start=["target", "expression"], maybe_placeholders=False, postlex=Keywords()
    )
    return lambda text: parser.parse(text, start="target")


def engines() -> Iterator[tuple[str, Callable[[str], object]]]:
    """What the other languages do with an expression before they can run it; the engines are in the extra `bench`."""
    for name, module, make in (
        ("rule-engine", "rule_engine", lambda found: found.Rule),
        ("cel-expr-python", "cel_expr_python.cel", _cel),
        ("simpleeval", "simpleeval", lambda found: found.SimpleEval().parse),
    ):
        try:
            found = importlib.import_module(module)
        except ImportError:
            continue
        yield name, make(found)


def _cel(module: Any) -> Callable[[str], object]:
    names = ("rate", "spent", "budget", "earmarked")
    return module.NewEnv(variables=dict.fromkeys(names, module.Type.DOUBLE)).compile


COMPARABLE = {
    "预算执行率 >= 90%": "rate >= 0.9#",
    "执行数 / 预算数 >= 90%": "spent / budget >= 0.9#",
    "执行率 >= 90% and 专款专用率 == 100%": "rate >= 0.9# {and} earmarked == 1.0",
}
"""What other languages can say as well, in names that they admit."""


def _turns(
    works: Sequence[Callable[[Any], object]], items: Callable[[], Sequence[Sequence[Any]]], repeats: int
) -> list[list[float]]:
    """Seconds an item of each work, one list a turn; each work has items of its own, made anew for every turn."""
    return [[seconds_each(work, own, 1) for work, own in zip(works, items(), strict=True)] for _ in range(repeats)]


def _ratio(turns: Sequence[Sequence[float]], over: int, under: int) -> float:
    return statistics.median(turn[over] / turn[under] for turn in turns)


def one_target(repeats: int, many: int = MANY) -> list[Table]:
    """Compiling one text, by what it says."""
    numbers, parse = itertools.count(1), bare()
    others = list(engines())
    ratios, medians = [], []
    for kind, make in KINDS.items():
        works = [parse, il.parse, _compile, *(work for _, work in others)]
        if kind not in COMPARABLE:
            del works[3:]

        def items(make: Callable[[int], Text] = make, kind: str = kind) -> list[list[Any]]:
            texts = [make(n) for n in itertools.islice(numbers, many)]
            strict = [text.strict for text in texts]
            return [strict, strict, texts, *(_said(kind, name, len(texts), numbers) for name, _ in others if kind in COMPARABLE)]

        turns = _turns(works, items, repeats * TURNS)
        told = [_ratio(turns, n, 0) for n in range(1, len(works))]
        ratios.append((f"`{kind}`", *map(times, told), *["–"] * (2 + len(others) - len(told))))
        medians.append((f"`{kind}`", *(micros(statistics.median(turn[n] for turn in turns)) for n in range(len(works)))))
        medians[-1] += ("–",) * (3 + len(others) - len(works))
    names = tuple(f"{name}: its compile" for name, _ in others)
    return [
        Table(
            "Compiling one target, as a multiple of the bare parse of it:",
            ("target", "`parse`", "`compile`", *names),
            tuple(ratios),
        ),
        Table("Medians in microseconds:", ("target", "bare", "`parse`", "`compile`", *names), tuple(medians), page=False),
    ]


def _compile(text: Text) -> object:
    return il.compile(text.text, name=text.name)


def _said(kind: str, engine: str, many: int, numbers: Iterator[int]) -> list[str]:
    """The same demand, so many times and each time another number, for another language."""
    pattern = COMPARABLE[kind].format_map({"and": "&&" if engine.startswith("cel") else "and"})
    return [pattern.replace("#", str(n)) for n in itertools.islice(numbers, many)]


def ruleset(texts: Sequence[Text]) -> str:
    """A file of such rows under headings, with the measure of every second one declared."""
    lines = ["ruleset: 测速", "year: 2019", "profile: mof-2020", "measures:"]
    for text in texts[::2]:
        lines.append(f"  {text.name}件数: {{unit: 件, kind: ytd, help: 每季度末累计办结的件数}}")
    lines.append("indicators:")
    for n, text in enumerate(texts):
        target = f"{text.name}件数 >= {n + 100} 件" if n % 2 == 0 else text.text
        lines += [
            f"  - id: {n + 1}",
            f"    level1: {('产出指标', '效益指标', '满意度指标')[n % 3]}",
            f"    level2: {('数量指标', '质量指标', '时效指标', '成本指标')[n % 4]}",
            f"    name: {text.name}任务",
            f"    target: {target}",
            "    weight: 1",
        ]
    return "\n".join(lines) + "\n"


def _targets(file: str) -> list[str]:
    return [line[12:] for line in file.splitlines() if line.startswith("    target: ")]


def _loaded(loader: type) -> Callable[[str], object]:
    return lambda text: yaml.load(text, Loader=loader)


def loading(repeats: int, sizes: Sequence[int] = SIZES) -> list[Table]:
    """Loading files of more and more indicators."""
    numbers, parse = itertools.count(1), bare()
    kinds = [make for kind, make in KINDS.items() if kind != "95%以上"]
    works: list[Callable[[Any], object]] = [lambda texts: [parse(text) for text in texts], il.loads_ruleset]
    works += [_loaded(yaml.SafeLoader)]
    with_c = hasattr(yaml, "CSafeLoader")
    works += [_loaded(yaml.CSafeLoader)] if with_c else []
    ratios, medians, grown = [], [], []
    for size in sizes:

        def items(size: int = size) -> list[list[Any]]:
            # Small files are measured several at a time.
            count = max(1, 200 // size)
            files = [ruleset([kinds[n % len(kinds)](n) for n in itertools.islice(numbers, size)]) for _ in range(count)]
            return [[_targets(file) for file in files], *[files] * (len(works) - 1)]

        turns = _turns(works, items, max(3, repeats * 10 // size) if size > 100 else repeats)
        told = [_ratio(turns, n, 0) for n in range(1, len(works))]
        seconds = [statistics.median(turn[n] for turn in turns) for n in range(len(works))]
        grown.append((size, seconds[1]))
        ratios.append((f"{size:,}", *map(times, told)))
        medians.append((f"{size:,}", *(f"{each * 1e3:.2f}" for each in seconds)))
    headings = ("`loads_ruleset`", "PyYAML in Python alone", *["PyYAML with the C library alone"] * with_c)
    power = exponent(grown)
    title = "Loading a file, as a multiple of the bare parse of all its targets; "
    return [
        Table(f"{title}the time grows with the power {power:.2f} of the indicators:", ("indicators", *headings), tuple(ratios)),
        Table("Medians in milliseconds a file:", ("indicators", "bare parse", *headings), tuple(medians), page=False),
    ]


def tables(repeats: int) -> list[Table]:
    """Everything this benchmark measures."""
    return [*one_target(repeats), *loading(repeats)]


if __name__ == "__main__":
    show("compiling", tables)
