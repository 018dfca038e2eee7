"""What re-scoring a filled-in table costs: rows in a second beside a script of the kind offices write, and memory as tables grow.

python -m tests.benchmarks.audit [--repeats N] [--write]

The tables are made up from a fixed seed: one row in five is missed, one in ten has a score that does not follow from its row.
"""

from __future__ import annotations

import csv
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from tests.benchmarks.harness import ROOT, Table, exponent, show, times

ROWS = (1_000, 10_000, 100_000)
ONCE = 100_000
"""Tables of so many rows are audited once and not several times."""
FULL = 10_000
"""By so many rows everything that is remembered has been filled: memory is told as a multiple of theirs."""
FORMS = ("csv", "json", "xlsx")
HEADINGS = ("项目名称", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
ROWS_OF_A_PROJECT = 20
SUBJECTS = ("培训", "宣传", "巡查", "维修", "走访", "检测", "演出", "展览", "体检", "评审")
PLACES = ("东河", "南坪", "西岭", "北桥", "中街", "新村", "古渡", "高台", "平湖", "长林")
COUNTS = (("场次", "场"), ("人次", "人次"), ("户数", "户"), ("设备数", "台"), ("点位数", "个"))
RATES = ("完成率", "合格率", "满意度", "覆盖率", "及时率")
WORDS = (("制度健全性", "健全", ("健全", "较健全")), ("社会效益", "效果明显", ("效果明显", "效果显著")))
OFFICE = """
import csv, sys
sys.path.insert(0, {root!r})
from tests.benchmarks.office_reader import office_read
import re
number = re.compile(r"[0-9]+(?:[.][0-9]+)?")
answered = 0
with open({path!r}, encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):
        said, found = office_read(row["年度指标值"]), number.search(row["实际完成值"])
        if said is None or found is None or said[0] != "number":
            continue
        target, actual, weight = float(said[2]), float(found[0]), float(row["分值"])
        more = said[1] in (">=", ">", "==")
        met = actual >= target if more else actual <= target
        score = weight if met else round(weight * (actual / target if more else max(0, 2 - actual / target)), 2)
        answered += 1
        print(row["三级指标"], score, row["得分"], score == float(row["得分"]))
"""
OURS = """
import sys
sys.path.insert(0, {root!r})
from indicatorlang.cli.main import main
main(["audit", {path!r}, "--exit-zero", "--format", {form!r}, "-o", {path!r} + ".out"])
"""
MEASURED = """
import json, resource, subprocess, sys
subprocess.run([sys.executable, "-c", sys.argv[1]], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


@attrs.frozen
class Run:
    """One run of a program: seconds of the processor, which others on the machine disturb less than the clock, and the most memory it
    held, in kilobytes."""

    seconds: float
    memory: int


def rows(count: int, seed: int = 20190630) -> Iterator[tuple[str, ...]]:
    """Made-up rows of a long self-evaluation table, the same ones for the same seed."""
    random_ = random.Random(seed)
    for number in range(count):
        if number % ROWS_OF_A_PROJECT == 0:
            place, subject = random_.choice(PLACES), random_.choice(SUBJECTS)
            project = f"{place}{subject}项目{number // ROWS_OF_A_PROJECT + 1}"
        weight = random_.choice((4, 5, 5, 6))
        yield (project, *_row(random_, place + subject, weight), "")


def _row(random_: random.Random, about: str, weight: int) -> tuple[str, ...]:
    """One row: levels, name, target, actual, weight, score."""
    shape = random_.random()
    if shape < 0.1:
        name, target, actuals = random_.choice(WORDS)
        return ("效益指标", "社会效益指标", about + name, target, random_.choice(actuals), str(weight), str(weight))
    missed, wrong = random_.random() < 0.2, random_.random() < 0.1
    if shape < 0.5:
        what, unit = random_.choice(COUNTS)
        target = random_.randrange(10, 900)
        actual = random_.randrange(target // 2, target) if missed else target + random_.randrange(3)
        texts = ("产出指标", "数量指标", about + what, f"≥{target}{unit}", f"{actual}{unit}")
    else:
        target = random_.randrange(70, 100)
        actual = random_.randrange(40, target) if missed else random_.randrange(target, 101)
        name = about + random_.choice(RATES)
        written = random_.choice((f"≥{target}%", f"{target}%以上", f"不低于{target}%"))
        texts = ("效益指标", "服务对象满意度指标", name, written, f"{actual}%")
    cents = (200 * weight * min(actual, target) + target) // (2 * target)
    points = f"{cents // 100}.{cents % 100:02d}" if cents % 100 else str(cents // 100)
    return (*texts, str(weight), str(weight - 1) if wrong else points)


def written(folder: Path, count: int) -> Path:
    """A table of so many rows as a CSV file."""
    path = folder / f"table-{count}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(rows(count))
    return path


def measured(program: str, **facts: str) -> Run:
    """One run of a program in a process of its own."""
    text = program.format(root=str(ROOT), **facts)
    done = subprocess.run([sys.executable, "-c", MEASURED, text], capture_output=True, text=True, check=True)
    seconds, memory = json.loads(done.stdout)
    return Run(seconds, memory)


def median(runs: Sequence[Run]) -> Run:
    """The middle of some runs."""
    return Run(statistics.median(run.seconds for run in runs), int(statistics.median(run.memory for run in runs)))


def by_length(counts: Sequence[int], repeats: int) -> list[Table]:
    """Time and memory for tables of growing length, by our command in every form and by the script."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {count: str(written(Path(folder), count)) for count in counts}
        often = {count: repeats if count < ONCE else 1 for count in counts}
        ours = {
            (form, n): median([measured(OURS, path=path, form=form) for _ in range(often[n])])
            for form in FORMS
            for n, path in paths.items()
        }
        script = {n: median([measured(OFFICE, path=path) for _ in range(often[n])]) for n, path in paths.items()}
    full = next((n for n in counts if n >= FULL), counts[0])
    said = (f"{n:,}" for n in counts)
    ratios = tuple(
        (
            text,
            *(times(ours[form, n].seconds / script[n].seconds) for form in FORMS),
            *(times(ours[form, n].memory / ours[form, full].memory) for form in FORMS),
        )
        for n, text in zip(counts, said, strict=True)
    )
    medians = tuple(
        (
            f"{n:,}",
            *(f"{n / ours[form, n].seconds:.0f}" for form in FORMS),
            *(f"{ours[form, n].memory / 1024:.0f}" for form in FORMS),
            f"{n / script[n].seconds:.0f}",
        )
        for n in counts
    )
    grown = ""
    if len(counts) > 1:
        powers = (exponent([(n, ours[form, n].seconds) for n in counts[-2:]]) for form in FORMS)
        shown = ", ".join(f"{power:.2f} ({form})" for power, form in zip(powers, FORMS, strict=True))
        grown = f"; from {counts[-2]:,} rows on the time grows with this power of the rows: {shown}"
    return [
        Table(
            f"Auditing a CSV file, the whole process, start included{grown}:",
            ("rows", *(f"{form}: time ÷ script" for form in FORMS), *(f"{form}: memory ÷ {full:,} rows" for form in FORMS)),
            ratios,
        ),
        Table(
            "The same, medians; rows a second, and the most memory in MB:",
            ("rows", *(f"{form}, rows/s" for form in FORMS), *(f"{form}, MB" for form in FORMS), "script, rows/s"),
            medians,
            page=False,
        ),
    ]


def tables(repeats: int) -> list[Table]:
    """All of them."""
    return by_length(ROWS, min(repeats, 3))


if __name__ == "__main__":
    show("audit", tables)
