"""由申报表到评价结果：导入成草稿，看待确认的几处，改定，生成填报表，填上数，评价。"""

import subprocess
import sys
from pathlib import Path

import openpyxl

import indicatorlang as il

HERE = Path(__file__).resolve().parent

found = il.draft(HERE / "declaration.xlsx")
((name, text),) = found.texts().items()
(draft,) = found.drafts
print(f"{draft.name}：指标{len(draft.rows)}项，待确认{draft.questions}处")
for line in text.splitlines():
    if line.lstrip().startswith("# 待确认"):
        print(" ", line.strip())

# 核对以后改定：方向填反的改过来，空着的指标值补上，去掉行首的 #。
text = text.replace("单位面积养护成本 >= 7.5", "单位面积养护成本 <= 7.5")
before, mark, after = text.partition("  # - 序号: 8")
text = before + (mark + after).replace("  # ", "  ").replace("指标值: ≥**%", "指标值: ≥90%\n    判定: 游客满意度 >= 90%")
text = text.replace("\n\n指标:", '\n  游客满意度: {计量单位: "%", 口径: 时点数}\n\n指标:')
rules = il.loads_ruleset(text)

# 下发的填报表，这里替填报单位填上全年的数。
(HERE / name).write_text(text, encoding="utf-8")
subprocess.run([sys.executable, "-m", "indicatorlang", "template", HERE / name, "-o", HERE / "actuals.xlsx"], check=True)
book = openpyxl.load_workbook(HERE / "actuals.xlsx")
sheet = book["数据填报"]
year = {
    "全年执行数": 304,
    "养护公园数量": 11,
    "改造座椅": 80,
    "更换路灯": 45,
    "绿化养护合格率": 93,
    "改造完成时间": "2024-10-20",
    "单位面积养护成本": 7.2,
    "公园环境面貌": "达成年度指标",
    "养护长效机制": "较健全",
    "游客满意度": 92.5,
}
for row in sheet.iter_rows(min_row=5):
    if row[1].value in year:
        row[8].value = year[row[1].value]
# 三档指标的评定得分由评价人填在“偏差原因”表里。
for row in book["偏差原因"].iter_rows():
    if row[1].value == "公园环境面貌":
        row[5].value = 9
book.save(HERE / "actuals.xlsx")

print()
assessment = rules.evaluate(il.load_actuals(HERE / "actuals.xlsx"), as_of="2024")
print(f"得分 {float(assessment.score):.2f}，{assessment.grade.name}")
for result in assessment.results:
    print(f"  {result.name}　{result.explain().headline}")
print()
print(assessment["7"].explain().text)
