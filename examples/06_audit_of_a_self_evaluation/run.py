"""复核一张填好的自评表：各列认作什么，哪些得分与本行对不上，写出复核工作簿和网页。"""

from collections import Counter
from pathlib import Path

import indicatorlang as il

HERE = Path(__file__).resolve().parent

found = il.audit(HERE / "self-evaluation.xlsx")
rows = list(found.rows())

print("结论：", "、".join(f"{finding}{n}行" for finding, n in Counter(row.finding for row in rows if row.finding).items()))
for row in rows:
    if row.finding is not None and row.finding.is_difference:
        print(f"  第{row.row.number}行　{row.finding}　{row.explain().headline}")
for table in found.summary().tables:
    for advice in table.advice:
        print(f"  全表　[{advice.code}]　{advice.message()}")

print()
print(next(row for row in rows if row.row.get("name") == "更新任务完成时间").explain().text)

found.write(HERE / "review.xlsx")
found.write(HERE / "review.html")
