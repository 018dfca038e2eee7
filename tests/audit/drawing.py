"""Draws a table of `tables/` as offices send it: each layout as a grid with merged cells, and each grid as a file.

A layout says which columns stand in which order under which headings, and what stands above and below. `draw` answers with the file and with
where each row of the content came to stand, so that a test can ask whether it is still there after reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import attrs
import docx
import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.audit.content import Content, Line


@attrs.frozen
class Placed:
    """Where a row of the content stands in the file. `sheet` is None where the format has none."""

    key: str
    sheet: str | None
    number: int


@attrs.frozen
class Drawn:
    """A file, its rows of content in order, and the numbers of all rows that are not blank (sheet, number)."""

    path: Path
    placed: tuple[Placed, ...]
    filled: tuple[tuple[str | None, int], ...]


@attrs.define
class Page:
    """A grid being drawn: rows of cells, merged stretches (first row, first column, last row, last column), all from 0."""

    width: int
    rows: list[list[str]] = attrs.field(factory=list)
    merged: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    keys: dict[str, int] = attrs.field(factory=dict)
    bold: set[int] = attrs.field(factory=set)

    def add(self, *cells: str | tuple[str, int], key: str = "", bold: bool = False) -> int:
        """One row; a cell with a number is merged over so many columns."""
        row: list[str] = []
        index = len(self.rows)
        for cell in cells:
            text, span = cell if isinstance(cell, tuple) else (cell, 1)
            if span > 1:
                self.merged.append((index, len(row), index, len(row) + span - 1))
            row += [text, *[""] * (span - 1)]
        row += [""] * (self.width - len(row))
        assert len(row) == self.width, row
        self.rows.append(row)
        if key:
            self.keys[key] = index
        if bold:
            self.bold.add(index)
        return index

    def down(self, first: int, last: int, column: int, until: int | None = None) -> None:
        """Merges a column (or columns up to `until`) from one row down to another."""
        end = column if until is None else until
        self.merged = [m for m in self.merged if not (first <= m[0] <= last and column <= m[1] <= end)]
        if last > first or end > column:
            self.merged.append((first, column, last, end))

    def take(self, other: Page, gap: int = 0) -> None:
        """Puts another page below this one."""
        self.width = max(self.width, other.width)
        for row in self.rows:
            row += [""] * (self.width - len(row))
        self.rows += [[""] * self.width for _ in range(gap)]
        start = len(self.rows)
        self.rows += [[*row, *[""] * (self.width - len(row))] for row in other.rows]
        self.merged += [(a + start, b, c + start, d) for a, b, c, d in other.merged]
        self.keys |= {key: row + start for key, row in other.keys.items()}
        self.bold |= {row + start for row in other.bold}


@attrs.frozen
class Layout:
    """Columns (meaning, heading) of the indicator rows and of the money block, and how target and unit are written.

    `fused`: operator, target and unit stand in one cell. `side`: words in a merged column at the left. `top` and `tail` draw what is above and
    below. `plain`: a list with its headings in the first row and nothing around it.
    """

    columns: tuple[tuple[str, str], ...]
    money: tuple[tuple[str, str], ...] = ()
    fused: bool = False
    plain: bool = False
    side: str = ""
    merge_levels: bool = True
    over: tuple[tuple[str, int], ...] = ()
    total: str = "总分"
    top: str = "mof"
    reasons_below: bool = False

    @property
    def has_reasons(self) -> bool:
        return any(meaning == "reason" for meaning, _ in self.columns)

    @property
    def width(self) -> int:
        return len(self.columns) + bool(self.side)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((m, h.replace("\\n", "\n")) for m, _, h in (part.strip().partition("=") for part in text.split("|")))


LEVELS = "l1=一级指标 | l2=二级指标 | name=三级指标"
MOF_MONEY = "initial=年初预算数 | budget=全年预算数 | spent=全年执行数 | weight=分值 | rate=执行率 | score=得分"

LAYOUTS: Mapping[str, Layout] = {
    "mof": Layout(
        _pairs(f"{LEVELS} | target=年度指标值 | actual=实际完成值 | weight=分值 | score=得分 | reason=偏差原因分析及改进措施"),
        _pairs(MOF_MONEY), fused=True, side="绩效指标",
    ),
    "langfang": Layout(
        _pairs(f"{LEVELS} | target=年度指标值 | actual=全年完成值 | weight=分值 | score=得分 | reason=未完成原因及拟采取的改进措施"),
        _pairs(MOF_MONEY), fused=True, top="langfang", total="总  分",
    ),
    "sichuan": Layout(
        _pairs(f"{LEVELS} | op=指标性质 | target=指标值 | unit=度量单位 | actual=完成值 | weight=权重 | score=得分 | reason=未完成原因分析"),
        _pairs("initial=年初预算 | budget=调整后预算数 | spent=预算执行数 | rate=预算执行率 | weight=权重 | score=得分 | reason=原因"),
        total="合计", top="sichuan",
    ),
    "hubei": Layout(
        _pairs(f"{LEVELS} | weight=分值 | target=年初目标值(A) | actual=实际完成值(B) | score=得分"),
        _pairs("budget=预算数(A) | spent=执行数(B) | rate=执行率(B/A) | score=得分\\n(20分*执行率)"),
        fused=True, side="年度绩效目标（80分）", top="hubei", reasons_below=True,
    ),
    "hubei-bare": Layout(
        _pairs(f"{LEVELS} | target=年初目标值(A) | actual=实际完成值(B) | score=得分"),
        _pairs("budget=预算数(A) | spent=执行数(B) | rate=执行率(B/A) | score=得分\\n(20分*执行率)"),
        fused=True, side="年度绩效目标（80分）", top="hubei", reasons_below=True,
    ),
    "department": Layout(
        _pairs(f"{LEVELS} | weight=分值 | target=年度指标值 | actual=实际完成值 | score=得分 | reason=未完成原因分析"),
        _pairs(MOF_MONEY), fused=True, top="department",
    ),
    "pidu": Layout(
        _pairs(f"{LEVELS} | op=指标性质 | target=指标值 | unit=度量单位 | weight=权重 | actual=自评完成值 | score=自评得分"
               " | review_actual=复核完成值 | review_score=复核得分 | deviation=偏差 | note=备注"),
        top="pidu",
    ),
    "two-row": Layout(
        _pairs(f"{LEVELS} | target=年度指标值 | actual=实际完成值 | weight=分值 | score=得分 | reason=偏差原因分析及改进措施"),
        fused=True, over=(("绩效指标", 3), ("完成情况", 2), ("自评", 2), ("", 1)), top="langfang", total="合计",
    ),
    "footnoted": Layout(
        _pairs("l1=一级指标 | l2=二级指标 | name=三级指标（具体内容） | target=年度指标值（含单位） | actual=全年实际完成值"
               " | weight=分值（分） | score=得分（分）① | reason=偏差原因分析及改进措施②（100字以内）"),
        _pairs("initial=年初预算数（A） | budget=全年预算数（B） | spent=全年执行数（C） | weight=分值（分） | rate=执行率（%） | score=得分（分）①"),
        fused=True, side="绩 效 指 标",
    ),
    "anhui": Layout(
        _pairs("l1=findex | l2=sindex | name=name | target=indexval | actual=actualvalue | weight=actualweight | score=score | remark=kpi_remark"),
        fused=True, plain=True,
    ),
    "hefei": Layout(
        _pairs("l1=findex | l2=sindex | name=name | target=targetvalue | actual=indexval | forecast=completeanalyscon | reason=deviationanalysis"
               " | chance=completeanalysis"),
        fused=True, plain=True,
    ),
    "ministry": Layout(
        _pairs("year=fiscal_year | code=pro_code | project=pro_name | l1=kpi_lv1 | l2=kpi_lv2 | name=kpi_lv3 | op=computesign | target=kpi_val"
               " | unit=meterunit | actual=ind_comp | weight=ind_weight | score=eval_score | rule=kpi_evalstd | reason=devi_analy"),
        plain=True,
    ),
    "plain": Layout(
        _pairs(f"id=序号 | {LEVELS} | op=指标性质 | target=指标值 | unit=计量单位 | actual=实际完成值 | weight=分值 | score=得分"
               " | rule=评分标准 | reason=偏差原因"),
        plain=True,
    ),
    "unscored": Layout(
        _pairs(f"id=序号 | {LEVELS} | op=指标性质 | target=指标值 | unit=计量单位 | actual=实际完成值 | weight=分值 | reason=偏差原因"),
        plain=True,
    ),
    "long": Layout(
        _pairs(f"project=项目名称 | id=序号 | {LEVELS} | op=指标性质 | target=指标值 | unit=计量单位 | actual=实际完成值 | weight=分值"
               " | score=得分 | reason=偏差原因"),
        plain=True,
    ),
}  # fmt: skip


def page_of(content: Content, name: str | None = None) -> Page:
    """The content drawn in a layout (its own unless another is named)."""
    layout = LAYOUTS[name or content.layout]
    page = Page(max(layout.width, 7) if not layout.plain else layout.width)
    if layout.plain:
        _plain(page, layout, content)
        return page
    for part in parts_of(content, name):
        page.take(part)
    return page


def parts_of(content: Content, name: str | None = None) -> tuple[Page, ...]:
    """The parts of a form: what is above, the money block, the indicators with what is below."""
    layout = LAYOUTS[name or content.layout]
    width = max(layout.width, 7)
    head, money, rows = Page(width), Page(width), Page(width)
    _TOPS[layout.top](head, content)
    if content.money and layout.money:
        _money(money, layout, content)
    _indicators(rows, layout, content)
    _below(rows, layout, content)
    return tuple(page for page in (head, money, rows) if page.rows)


def _plain(page: Page, layout: Layout, content: Content) -> None:
    page.add(*(heading for _, heading in layout.columns), bold=True)
    for number, line in enumerate(content.rows, start=1):
        fixed = {
            "id": str(number),
            "year": content.facts.get("year", ""),
            "code": "000731",
            "project": content.facts.get("project", ""),
        }
        page.add(*(_cell(line, meaning, layout) or fixed.get(meaning, "") for meaning, _ in layout.columns), key=line.key)


def _cell(line: Line, meaning: str, layout: Layout) -> str:
    if meaning == "target" and layout.fused:
        return fused(line)
    return line.cell("reason" if meaning == "remark" else meaning)


def fused(line: Line) -> str:
    """Operator, target and unit in one cell, as most forms have it."""
    op, target, unit = line.cell("op"), line.cell("target"), line.cell("unit")
    return f"{'' if op == '定性' else op}{target}{unit}"


def _top_mof(page: Page, content: Content) -> None:
    facts, width = content.facts, page.width
    page.add((f"项目支出绩效自评表\n（{facts['year']}年度）", width), bold=True)
    page.add(("项目名称", 2), (facts.get("project", ""), width - 2))
    page.add(("主管部门", 2), (facts.get("department", ""), 3), "实施单位", (facts.get("agency", ""), width - 6))


def _top_langfang(page: Page, content: Content) -> None:
    facts, width = content.facts, page.width
    page.add(("附件2", width))
    page.add((f"{facts['year']}年度项目支出绩效自评表", width), bold=True)
    page.add((f"填报单位：{facts.get('agency', '')}　　　　金额单位：{content.money_unit}", width))
    page.add(("项目名称", 2), (facts.get("project", ""), 3), "主管部门", (facts.get("department", ""), width - 6))


def _top_sichuan(page: Page, content: Content) -> None:
    facts, width = content.facts, page.width
    page.add(("510000_0013zp", width))
    page.add((f"项目支出绩效自评表（{facts['year']}年度）", width), bold=True)
    page.add((f"金额单位：{content.money_unit}", width))
    page.add(("项目名称", 2), (facts.get("project", ""), width - 2))
    page.add(
        ("主管部门及代码", 2), (f"{facts.get('department', '')}（318）", 3), ("实施单位", 2), (facts.get("agency", ""), width - 7)
    )


def _top_hubei(page: Page, content: Content) -> None:
    facts, width = content.facts, page.width
    page.add((f"{facts['year']}年度项目自评表", width), bold=True)
    page.add((f"单位名称：{facts.get('agency', '')}　　　填报日期：{int(facts['year']) + 1}年3月10日", width))
    page.add(("项目名称", 2), (facts.get("project", ""), width - 2))
    page.add(("主管部门", 2), (facts.get("department", ""), 2), "项目实施单位", (facts.get("agency", ""), width - 5))
    page.add(("项目类别", 2), ("1、部门预算项目☑　2、市直专项□　3、省对下转移支付项目□", width - 2))


def _top_department(page: Page, content: Content) -> None:
    facts, width = content.facts, page.width
    page.add((f"部门整体支出绩效自评表（{facts['year']}年度）", width), bold=True)
    page.add(("部门名称", 2), (facts.get("department", ""), width - 2))


def _top_pidu(page: Page, content: Content) -> None:
    facts, width = content.facts, page.width
    page.add((f"{facts['year']}年{facts.get('project', '')}项目绩效自评复核表", width), bold=True)
    page.add((f"项目单位：{facts.get('agency', '')}　　复核人：甲　　复核日期：{int(facts['year']) + 1}年5月", width))


_TOPS: Mapping[str, Callable[[Page, Content], None]] = {
    "mof": _top_mof,
    "langfang": _top_langfang,
    "sichuan": _top_sichuan,
    "hubei": _top_hubei,
    "department": _top_department,
    "pidu": _top_pidu,
}


def _money(page: Page, layout: Layout, content: Content) -> None:
    spare = page.width - len(layout.money)
    words = f"预算执行情况（{content.money_unit}）" if layout.top in ("sichuan", "hubei") else f"项目资金（{content.money_unit}）"
    side = 2 if spare >= 3 else 1
    label = spare - side
    first = page.add((words, side), *([("", label)] if label else []), *(heading for _, heading in layout.money), bold=True)
    for line in content.money:
        cells = [line.cell(meaning) for meaning, _ in layout.money]
        page.add(("", side), *([(line.cell("label"), label)] if label else []), *cells, key=line.key)
    page.down(first, len(page.rows) - 1, 0, side - 1)
    if content.goal:
        top = page.add("年度总体目标", ("预期目标", 3), ("实际完成情况", page.width - 4))
        page.add("", (content.goal, 3), (content.done, page.width - 4))
        page.down(top, top + 1, 0)


def _indicators(page: Page, layout: Layout, content: Content) -> None:
    side = int(bool(layout.side))
    spare = page.width - layout.width
    lead = [layout.side] if side else []
    first = len(page.rows)
    if layout.over:
        top = page.add(*((text, span) for text, span in layout.over), bold=True)
        page.rows[top][-1] = layout.columns[-1][1]
        page.add(*(heading for _, heading in layout.columns[:-1]), "", bold=True)
        page.down(top, top + 1, page.width - 1)
    else:
        page.add(*lead, *(heading for _, heading in layout.columns[:-1]), (layout.columns[-1][1], 1 + spare), bold=True)
    begun = len(page.rows)
    above: Mapping[str, str] = {}
    starts = {"l1": begun, "l2": begun}
    for line in content.rows:
        cells = [_cell(line, meaning, layout) for meaning, _ in layout.columns]
        row = len(page.rows)
        for level in ("l1", "l2"):
            fresh = line.cell(level) != above.get(level) or line.cell("l1") != above.get("l1") or not layout.merge_levels
            if fresh:
                if row > starts[level]:
                    page.down(starts[level], row - 1, _at(layout, level))
                starts[level] = row
            else:
                cells[_at(layout, level) - side] = ""
        page.add(*([""] if side else []), *cells[:-1], (cells[-1], 1 + spare), key=line.key)
        above = line.cells
    for level in ("l1", "l2"):
        page.down(starts[level], len(page.rows) - 1, _at(layout, level))
    if side:
        page.down(first, len(page.rows) - 1, 0)
    if content.total:
        _total(page, layout, content.total)


def _at(layout: Layout, meaning: str) -> int:
    return int(bool(layout.side)) + [m for m, _ in layout.columns].index(meaning)


def _total(page: Page, layout: Layout, total: tuple[str, str]) -> None:
    meanings = [meaning for meaning, _ in layout.columns]
    cells = ["" for _ in range(page.width)]
    if "weight" in meanings:
        cells[_at(layout, "weight")] = total[0]
    cells[_at(layout, "score")] = total[1]
    words = min(_at(layout, meaning) for meaning in ("weight", "score") if meaning in meanings)
    page.add((layout.total, words), *cells[words:])


def _below(page: Page, layout: Layout, content: Content) -> None:
    width = page.width
    if layout.reasons_below:
        reasons = "；".join(reason for line in content.lines if (reason := line.cell("reason").rstrip("。")))
        page.add(("偏差大或目标未完成原因分析", 2), (reasons or "无", width - 2))
        page.add(("改进措施及结果应用方案", 2), ("加强预算编制与项目实施的衔接。", width - 2))
        page.add(("备注：1.预算执行情况口径：预算数为调整后财政资金总额（包括上年结余结转）。", width))
        page.add(("2.定量指标，正向指标（≥）得分＝权重×B/A，反向指标（≤）得分＝权重×A/B，得分不得突破权重总额。", width))
        page.add(("3.定性指标按80%—100%、50%—80%、0—50%三档记分。", width))
    if layout.top == "sichuan":
        page.add(("评价结论", 2), ("项目总体执行良好。", width - 2))
        page.add(("存在问题", 2), ("个别指标未完成。", width - 2))
        page.add(("改进措施", 2), ("细化实施计划。", width - 2))
        page.add((f"项目负责人：甲　　财务负责人：乙　　填报时间：{int(content.facts['year']) + 1}年2月", width))
    for note in content.notes:
        page.add((note, width))


def draw(
    content: Content, folder: Path, layout: str | None = None, container: str | None = None, name: str | None = None
) -> Drawn:
    """Writes the content as a file of its own container (or the one named) in its own layout (or the one named)."""
    layout, container = layout or content.layout, container or content.container
    stem = folder / (name or f"{content.name}-{layout}-{container}")
    if layout == "jsonl" or container == "jsonl":
        return _jsonl(content, stem.with_suffix(".jsonl"))
    if container == "docx-split":
        return _docx(parts_of(content, layout), content.title, stem.with_suffix(".docx"))
    return draw_page(page_of(content, layout), stem, container, content.facts.get("project", "自评表"))


def draw_page(page: Page, stem: Path, container: str, title: str = "自评表") -> Drawn:
    """Writes a page as a file of a format."""
    if container == "xlsx":
        return workbook(((title[:20], page),), stem.with_suffix(".xlsx"))
    if container == "docx":
        return _docx((page,), title, stem.with_suffix(".docx"))
    if container == "md":
        return _md(page, title, stem.with_suffix(".md"))
    return _csv(page, container, stem.with_suffix(".csv"))


_ENCODINGS = {"csv": ("utf-8", ","), "csv-bom": ("utf-8-sig", ","), "csv-gb18030": ("gb18030", ","), "csv-semicolon": ("gb18030", ";"),
              "csv-tabs": ("utf-8", "\t")}  # fmt: skip


def _csv(page: Page, container: str, path: Path) -> Drawn:
    encoding, separator = _ENCODINGS[container]
    numbers: list[int] = []
    line, lines = 1, []
    for row in page.rows:
        numbers.append(line)
        text = separator.join(_quoted(cell, separator) for cell in row)
        lines.append(text)
        line += 1 + text.count("\n")
    path.write_bytes(("\r\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n").encode(encoding))
    return _drawn(path, page, None, lambda row: numbers[row])


def _quoted(cell: str, separator: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if any(mark in cell for mark in (separator, '"', "\n")) else cell


def _md(page: Page, title: str, path: Path) -> Drawn:
    lines = [f"# {title}", ""]
    numbers: list[int] = []
    for index, row in enumerate(page.rows):
        if index == 1:
            lines.append("|" + " --- |" * page.width)
        numbers.append(len(lines) + 1)
        lines.append("| " + " | ".join(cell.replace("\n", "<br>").replace("|", "\\|") for cell in row) + " |")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    drawn = _drawn(path, page, None, lambda row: numbers[row])
    return attrs.evolve(drawn, filled=((None, 1), *drawn.filled))


def _drawn(path: Path, page: Page, sheet: str | None, number: Callable[[int], int]) -> Drawn:
    placed = tuple(Placed(key, sheet, number(row)) for key, row in page.keys.items())
    return Drawn(path, placed, tuple((sheet, number(i)) for i, row in enumerate(page.rows) if any(row)))


def _jsonl(content: Content, path: Path) -> Drawn:
    """One object a line, by the keys of `audit`; lines of money first."""
    lines = [_json(_record(line, ("id", "initial", "budget", "spent", "weight", "rate", "score"), "")) for line in content.money]
    keys = ("id", "name", "op", "target", "unit", "actual", "weight", "score", "l2", "rule")
    lines += [_json(_record(line, keys, str(number))) for number, line in enumerate(content.rows, start=1)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    filled = tuple((None, number) for number in range(1, len(lines) + 1))
    return Drawn(path, tuple(Placed(line.key, None, i) for i, line in enumerate(content.lines, start=1)), filled)


def _record(line: Line, keys: Sequence[str], number: str) -> Mapping[str, object]:
    record: dict[str, object] = {{"l2": "level2"}.get(key, key): line.cell(key) or None for key in keys}
    record["id"] = line.cell("id") or number
    for key in ("initial", "budget", "spent", "weight", "score"):
        if key in record and re.fullmatch(r"[0-9]+(\.[0-9]+)?", line.cell(key)):
            record[key] = _Number(line.cell(key))
    return record


class _Number(str):
    """A number whose digits go into JSON as they are."""


def _json(record: Mapping[str, object]) -> str:
    parts = (f"{json.dumps(k)}: {v if isinstance(v, _Number) else json.dumps(v, ensure_ascii=False)}" for k, v in record.items())
    return "{" + ", ".join(parts) + "}"


def workbook(sheets: Sequence[tuple[str, Page]], path: Path, hidden: Sequence[str] = ()) -> Drawn:
    """An XLSX file: cells really merged, typed numbers with their number formats, fonts and borders as offices have them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    placed: list[Placed] = []
    filled: list[tuple[str | None, int]] = []
    for name, page in sheets:
        sheet = book.create_sheet(name)
        _fill(sheet, page)
        if name in hidden:
            sheet.sheet_state = "hidden"
        part = _drawn(path, page, name, lambda row: row + 1)
        placed += part.placed
        filled += part.filled
    book.save(path)
    return Drawn(path, tuple(placed), tuple(filled))


_LINE = Side(style="thin")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BODY, _HEAD = Font(name="仿宋_GB2312", size=11), Font(name="黑体", size=12, bold=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _fill(sheet: Worksheet, page: Page) -> None:
    for number, row in enumerate(page.rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.font, cell.border, cell.alignment = (_HEAD if number - 1 in page.bold else _BODY), _BORDER, _MIDDLE
            if text:
                _put(cell, text)
    for top, left, bottom, right in page.merged:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)


def _put(cell: Cell, text: str) -> None:
    """Types a number as a number with the decimals it was typed with, and a percentage as one; all else is text."""
    found = re.fullmatch(r"(-?[0-9]{1,9})(\.[0-9]{1,6})?(%?)", text)
    if not found or (text[0] == "0" and len(found[1]) > 1):
        cell.value, cell.data_type = text, "s"
        return
    decimals = "." + "0" * (len(found[2]) - 1) if found[2] else ""
    value = float(found[1] + (found[2] or ""))
    cell.value = round(value / 100, 10) if found[3] else (value if found[2] else int(found[1]))
    cell.number_format = "0" + decimals + found[3]


def _docx(pages: Sequence[Page], title: str, path: Path) -> Drawn:
    document = docx.Document()
    document.add_paragraph(title)
    placed: list[Placed] = []
    filled: list[tuple[str | None, int]] = [(None, 1)]
    above = 1
    for page in pages:
        table = document.add_table(rows=len(page.rows), cols=page.width)
        table.style = "Table Grid"
        grid = [row.cells for row in table.rows]
        for top, left, bottom, right in page.merged:
            grid[top][left].merge(grid[bottom][right])
        for row, texts in enumerate(page.rows):
            for column, text in enumerate(texts):
                if text:
                    grid[row][column].text = text
        document.add_paragraph("")
        part = _drawn(path, page, None, lambda row, above=above: above + row + 1)
        placed += part.placed
        filled += part.filled
        above += len(page.rows)
    document.save(str(path))
    return Drawn(path, tuple(placed), tuple(filled))
