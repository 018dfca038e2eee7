"""Explanations of re-scored rows, whole: what a reviewer reads of every kind of finding, compared to the letter.

`golden/audit/scenes.yaml` says what was typed, the texts beside it how it is told. After a change that was meant, run this file
with UPDATE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from indicatorlang.diagnostics import display_width
from indicatorlang.model.rescored import Finding
from indicatorlang.pipeline.auditing import audit_tables
from tests.filled import table_of

GOLDEN = Path(__file__).resolve().parent / "golden" / "audit"
SCENES = yaml.load((GOLDEN / "scenes.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
LABELS = {"要求", "完成", "计分", "表内", "复核意见", "可能原因", "另请注意", "按以下理解", "偏差原因（填报单位填写）"}
NAMES = re.compile(r"mof-2020|hubei-reciprocal")


def row_of(scene):
    """The row of a scene as answered; another row gives the column its precision."""
    places = int(scene.get("places", "2"))
    beside = {"name": "另一项", "target": "≥1项", "actual": "1项", "weight": "1", "score": "1." + "0" * places if places else "1"}
    beside |= {"reason": ""} if "reason" in scene["row"] else {}
    rows = [scene["row"], beside, *([scene["beside"]] if "beside" in scene else [])]
    return next(audit_tables([table_of(rows)], profile=scene.get("profile")).rows())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene["scene"])
def test_a_row_is_told(scene, lang):
    told = row_of(scene).explain(lang)
    text = f"{told.headline}\n{'-' * 20}\n{told.text}\n"
    path = GOLDEN / f"{scene['scene']}.{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_finding_is_told_in_a_scene():
    assert {finding for scene in SCENES for finding in row_of(scene).findings} == set(Finding)


def test_a_headline_fits_a_table_cell():
    for scene in SCENES:
        assert 0 < display_width(row_of(scene).explain().headline) <= 80, scene["scene"]


def test_every_line_of_a_chinese_text_has_one_of_the_labels():
    for scene in SCENES:
        lines = row_of(scene).explain().text.splitlines()
        for line in lines[1:]:
            label, _, rest = line.partition("：")
            assert label in LABELS, line
            assert rest.strip("。"), line
            assert not re.search(r"[。；，]{2}|：。|（）|“”|“[^“”]*“", line), line


def test_no_word_of_the_program_is_in_a_chinese_text_and_nobody_is_blamed():
    for scene in SCENES:
        told = row_of(scene).explain()
        assert re.findall(r"[A-Za-z_]{3,}", NAMES.sub("", told.text + told.headline)) == [], told.text
        assert "错误" not in told.text + told.headline


def test_a_difference_asks_for_its_ground():
    asked = (Finding.HIGH, Finding.LOW, Finding.FULL_THOUGH_MISSED, Finding.CUT_THOUGH_MET)
    for scene in SCENES:
        row = row_of(scene)
        assert ("请说明评分依据" in row.explain().text) == bool(set(row.findings) & set(asked)), scene["scene"]
