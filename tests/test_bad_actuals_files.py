"""Files of actuals that are wrong: each has beside it exactly what is said about it, and what is delivered all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.readers.actuals import read_actuals

FOLDER = Path(__file__).parent / "corpus" / "bad" / "actuals"
CASES = sorted(FOLDER.glob("*.expected.yaml"))
FACTS = {"code", "severity", "line", "column", "words"}


def expected(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        found = yaml.load(file, yaml.BaseLoader)
    assert isinstance(found, dict)
    assert set(found) <= {"diagnostics", "values", "encoding"}
    assert all(set(fact) <= FACTS for fact in found["diagnostics"])
    return found


def place_of(found: Diagnostic, wanted: dict[str, Any]) -> dict[str, str]:
    """Code, severity and as much of the place as the case states."""
    facts = {"code": found.code, "severity": str(found.severity), "line": found.place.line, "column": found.place.column}
    return {name: str(fact) for name, fact in facts.items() if name in wanted}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name.removesuffix(".expected.yaml"))
def test_a_bad_file_is_answered_with_its_mistakes(case):
    wanted = expected(case)
    path = case.with_name(case.name.removesuffix(".expected.yaml"))
    actuals, found = read_actuals(path, encoding=wanted.get("encoding"))
    facts = [{"severity": "error"} | {k: v for k, v in fact.items() if k != "words"} for fact in wanted["diagnostics"]]
    assert [place_of(d, fact) for d, fact in zip(found, facts, strict=False)] == facts, [d.render() for d in found]
    assert len(found) == len(facts)
    for diagnostic, fact in zip(found, wanted["diagnostics"], strict=True):
        assert diagnostic.place.file == str(path)
        text = diagnostic.render("zh")
        assert [word for word in fact["words"] if word not in text] == [], text
    if wanted["values"] == "nothing":
        assert actuals is None
    else:
        assert actuals is not None
        assert [f"{row.subject} | {row.period or ''} | {row.value}" for row in actuals.rows] == wanted["values"]


def test_every_bad_file_has_its_answer_and_every_answer_its_file():
    files = {path.name for path in FOLDER.iterdir() if not path.name.endswith(".expected.yaml")}
    assert files == {path.name.removesuffix(".expected.yaml") for path in CASES}
    assert len(files) >= 18
