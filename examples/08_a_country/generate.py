"""虚构一个国家：五份规则各有许多项目，一行一个数，按种子生成，同一个种子每次都一样。

    python generate.py --projects 100000 --seed 2019 --folder country --format parquet

每份规则一个文件夹（如 `country/service-hall`），台账另放一个文件夹（如 `country/foreign-trade-registration-办件记录`），每一万个项目一个文件。
地名、数都是虚构的。故意有空着的、更正过的、带单位写的、写错单位的，还有“约3家”这样读不成数的。
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path

HEADER = ("项目编码", "项目名称", "指标", "期间", "实际值", "单位", "佐证材料", "评定得分", "填报日期")
QUARTERS = ("2019Q1", "2019Q2", "2019Q3", "2019Q4")
A_FILE = 10_000
"""一个文件放这么多项目。"""
FIRST = "青云白石金竹清溪龙泉凤山长乐永安东湖西岭南浦北川双桥古渡"
LAST = ("县", "区", "市")
THREE = ("达成年度指标", "部分达成年度指标并具有一定效果", "未达成年度指标且效果较差")


class Project:
    """一个项目的行。`luck` 是它做得怎么样，1 是正好。"""

    def __init__(self, stem: str, number: int, seed: int) -> None:
        self.rnd = random.Random(f"{seed} {stem} {number}")
        place = "".join(self.rnd.choice(FIRST) for _ in range(2)) + self.rnd.choice(LAST)
        # 编码以零开头的也有，表格软件爱把零去掉。
        self.code, self.name = f"{number % 31:02}{number:07}", f"{place}{number}号项目"
        self.luck = self.rnd.choice((1, 1, 1, 1.02, 0.98, 0.95, 0.9, 0.7))
        self.rows: list[tuple[str, ...]] = []
        self.cases: dict[str, list[tuple[str, ...]]] = {}

    def say(self, measure: str, period: str, value: object, unit: str = "", evidence: str = "", score: object = "") -> None:
        """一行。一百行里空一行，两百行里更正一行，三百行里有一行写得不规整。"""
        text, chance = str(value), self.rnd.random()
        filed = "2020-01-10" if chance < 0.015 else ""
        if chance < 0.01:
            text = ""
        elif chance < 0.015 and text.isdigit():
            self.rows.append(
                (self.code, self.name, measure, period, str(int(text) + 1), unit, evidence, str(score), "2020-01-05")
            )
        elif chance < 0.018 and text.isdigit():
            text, unit = self.rnd.choice(((f"{text}{unit}", ""), (f"约{text}", unit), (text, "万" + unit)))
        self.rows.append((self.code, self.name, measure, period, text, unit, evidence, str(score), filed))

    def ytd(self, measure: str, whole: float, unit: str, *, steady: bool = False) -> list[int]:
        """到各季度末的累计数，全年约 `whole`。"""
        end = whole * (1 if steady else self.luck)
        parts = [round(end * share) for share in (0.25, 0.5, 0.75, 1)]
        for period, value in zip(QUARTERS, parts, strict=True):
            self.say(measure, period, value, unit)
        return parts

    def of(self, measure: str, wholes: list[int], share: float, unit: str) -> list[int]:
        """一个数里面的一部分，每期约占 `share`。"""
        parts = [min(whole, round(whole * share * min(1, self.luck + 0.02))) for whole in wholes]
        for period, value in zip(QUARTERS, parts, strict=True):
            self.say(measure, period, value, unit)
        return parts

    def each(self, measure: str, about: int, unit: str, periods: tuple[str, ...] = QUARTERS) -> list[int]:
        """各期的本期数。"""
        values = [round(about * self.rnd.uniform(0.9, 1.1)) for _ in periods]
        for period, value in zip(periods, values, strict=True):
            self.say(measure, period, value, unit)
        return values

    def level(self, measure: str, levels: tuple[str, ...], score: tuple[int, ...] | None = None) -> None:
        """年末评定的等级，附佐证材料。"""
        at = self.rnd.choices(range(len(levels)), (8, 2, 1, 1, 1)[: len(levels)])[0]
        said = "" if self.rnd.random() < 0.02 else "评价工作组评定表"
        self.say(measure, "2019Q4", levels[at], "", said, "" if score is None else score[at])

    def day(self, measure: str, day: dt.date) -> None:
        """完成日期。"""
        late = 0 if self.luck >= 1 else self.rnd.choice((0, 10, 40))
        self.say(measure, "2019Q4", "未完成" if self.rnd.random() < 0.03 else (day + dt.timedelta(late)).isoformat())

    def money(self, budget: int, unit: str = "元") -> list[int]:
        """全年执行数和全年预算数。"""
        self.say("全年预算数", "2019", budget, unit)
        return self.ytd("全年执行数", budget, unit)

    def case(self, table: str, *cells: str) -> None:
        """台账里的一行。"""
        self.cases.setdefault(table, []).append((self.code, *cells))


def micro_markets(p: Project) -> None:
    p.say("布点覆盖区数", "2019Q4", round(15 * p.luck), "区")
    p.day("实施方案", dt.date(2019, 3, 25))
    for period, value in zip(QUARTERS, (0, 150, 300, 500), strict=True):
        p.say("新建微菜场数量", period, round(value * p.luck), "家")
    p.level("购菜便利化", THREE, (14, 10, 5))
    p.level("市民知晓度", ("很满意", "满意", "较满意", "一般", "不满意"))
    p.level("市民满意度", ("很满意", "满意", "较满意", "一般", "不满意"))
    p.ytd("全年执行数", 400, "万元")


def service_hall(p: Project) -> None:
    p.of("专款专用支出数", p.money(300_000), 1, "元")
    p.level("项目制度健全性", ("健全", "较健全", "不健全"))
    p.level("资金使用合规性", ("合规", "基本合规", "不合规"))
    p.ytd("流失资产原值", p.rnd.choice((0, 0, 0, 1860)), "元", steady=True)
    p.say("固定资产原值", "2019Q4", 1_860_000, "元")
    for done, planned, times in (("实际培训次数", "计划培训次数", 12), ("实际检查次数", "计划检查次数", 16)):
        p.of(done, p.ytd(planned, times, "次", steady=True), 1, "次")
    p.ytd("投诉件数", p.rnd.choice((0, 2, 3, 6)), "件", steady=True)
    p.ytd("服务人次", 30_000, "人次", steady=True)
    p.of("及时处理投诉件数", p.ytd("应处理投诉件数", p.rnd.choice((0, 2, 8)), "件", steady=True), 1, "件")
    p.of("满意评价份数", p.ytd("有效评价份数", 2000, "份", steady=True), 0.96, "份")
    p.of("认可问卷份数", p.ytd("有效问卷份数", 500, "份", steady=True), 0.97, "份")


def prepaid_cards(p: Project) -> None:
    p.ytd("全年执行数", 1_843_294, "元")
    p.ytd("已接入领域数", 5, "个")
    p.of("已对接经营者数", p.ytd("应对接经营者数", 1200, "家", steady=True), 0.92, "家")
    p.day("监管和查询功能", dt.date(2019, 11, 20))
    p.day("升级平台上线", dt.date(2019, 12, 26))
    p.day("社会监督渠道", dt.date(2019, 9, 16))
    p.each("业务笔数", 3500, "笔", tuple(f"2019-{month:02}" for month in range(1, 13)))
    p.ytd("宣传渠道数", 2, "个")


def foreign_trade(p: Project) -> None:
    p.money(195_000)
    p.level("执行规范性", ("规范", "较规范", "不规范"))
    p.level("长效管理机制", ("完善", "较完善", "不完善"))
    handled = p.each("办结件数", 5500, "件")
    p.of("达标件数", handled, 1, "件")
    p.of("数据协同件数", handled, 1, "件")
    for _ in range(12):
        begun = dt.date(2019, 1, 2) + dt.timedelta(p.rnd.randrange(350))
        p.case(
            "办件记录",
            begun.isoformat(),
            (begun + dt.timedelta(p.rnd.choice((0, 1, 1, 2) if p.luck >= 1 else (0, 1, 1, 1, 7)))).isoformat(),
            "备案登记",
        )


def investment(p: Project) -> None:
    p.of("专款专用支出数", p.money(275_000), 1, "元")
    for measure, levels in (("财务制度健全性", "健全"), ("资金使用合规性", "合规"), ("长效管理制度建设", "完善")):
        p.level(measure, (levels, f"基本{levels}" if levels == "合规" else f"较{levels}", f"不{levels}"))
    p.say("产品数", "2018", 12, "个")
    p.ytd("产品数", 13, "个")
    p.say("引用比例", "2018", "4.1%")
    published = p.each("信息发布条数", 2400, "条")
    p.of("被引用条数", published, 0.05, "条")
    p.of("安全发布条数", published, 1, "条")
    p.of("第三方信息发布条数", p.ytd("合同约定发布条数", 1200, "条", steady=True), 1, "条")
    p.of("抽查网站数", p.each("目标网站数", 60, "个"), 0.35, "个")
    fetched = p.of("准确抓取网页数", p.each("抽查网页数", 400, "个"), 0.97, "个")
    p.of("准确推送网页数", fetched, 0.97, "个")
    p.day("等保三级测评", dt.date(2019, 11, 8))
    p.of("满意份数", p.ytd("有效问卷份数", 300, "份", steady=True), 0.93, "份")
    for _ in range(12):
        got = dt.date(2019, 1, 2) + dt.timedelta(p.rnd.randrange(350))
        p.case(
            "发布记录",
            got.isoformat(),
            (got + dt.timedelta(p.rnd.choice((0, 1, 2, 2) if p.luck >= 1 else (1, 2, 3, 3, 9)))).isoformat(),
            "招商信息",
        )
    for n in range(365):
        day = dt.date(2019, 1, 1) + dt.timedelta(n)
        kinds = ("增量备份", *(("全库备份",) if day.weekday() == 6 else ()), *(("全量备份",) if day.day == 28 else ()))
        for kind in kinds:
            if p.luck >= 1 or p.rnd.random() > 0.002:
                p.case("备份记录", day.isoformat(), kind)


MAKERS: dict[str, Callable[[Project], None]] = {
    "foreign-trade-registration": foreign_trade,
    "investment-promotion-platform": investment,
    "prepaid-card-system": prepaid_cards,
    "service-hall": service_hall,
    "smart-micro-markets": micro_markets,
}
CASES = {
    "foreign-trade-registration": {"办件记录": ("项目编码", "受理日期", "办结日期", "事项")},
    "investment-promotion-platform": {
        "发布记录": ("项目编码", "获取日期", "发布日期", "标题"),
        "备份记录": ("项目编码", "备份日期", "种类"),
    },
}


def projects(stem: str, first: int, count: int, seed: int) -> Iterator[Project]:
    """一份规则的项目，从第 `first` 个起。"""
    for number in range(first, first + count):
        project = Project(stem, number, seed)
        MAKERS[stem](project)
        yield project


def write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """一个文件，CSV 或 Parquet，全部是文字。"""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([header, *rows])
        return
    import polars as pl

    pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row").write_parquet(path)


def generate(folder: Path, count: int, seed: int = 2019, form: str = "parquet") -> None:
    """全部文件。"""
    for stem in MAKERS:
        for first in range(0, count, A_FILE):
            made = list(projects(stem, first, min(A_FILE, count - first), seed))
            name = f"part-{first // A_FILE:03}.{form}"
            write(folder / stem / name, HEADER, [row for project in made for row in project.rows])
            for table, header in CASES.get(stem, {}).items():
                write(
                    folder / f"{stem}-{table}" / name, header, [row for project in made for row in project.cases.get(table, ())]
                )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--projects", type=int, default=1000)
    options.add_argument("--seed", type=int, default=2019)
    options.add_argument("--folder", type=Path, default=Path("country"))
    options.add_argument("--format", choices=("parquet", "csv"), default="parquet")
    chosen = options.parse_args()
    generate(chosen.folder, chosen.projects, chosen.seed, chosen.format)
