"""Tables as hundreds of hands fill them in: no score that follows from its row is called into question, and none is made up."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import indicatorlang as il
from indicatorlang.model.rescored import Finding

FOLDER = Path(__file__).resolve().parent / "corpus" / "good" / "filled"
ANSWERED = {"rows_1": 590, "rows_2": 212, "rows_3": 88}
"""So many rows of a file come to a score or a range. A change that leaves fewer has lost something."""
FOUND_AS_MEANT = {"rows_1": 597, "rows_2": 214, "rows_3": 90}
NO_DIFFERENCE = ("一致", "取整差异")


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    """Every file of the corpus, audited without its truths: by file, pairs of a row's truth and what was found."""
    folder = tmp_path_factory.mktemp("filled")
    return {path.stem: _audited(path, folder) for path in sorted(FOLDER.glob("*.jsonl"))}


def _audited(path, folder):
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    bare = folder / path.name
    rows = [json.dumps({k: v for k, v in row.items() if k != "truth"}, ensure_ascii=False) for row in given]
    bare.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = list(il.audit(bare).rows())
    assert [row.id for row in found] == [row["id"] for row in given]
    return list(zip(given, found, strict=True))


def _pairs(audited, kind):
    return [(row, found) for stem, pairs in audited.items() if stem.startswith(kind) for row, found in pairs]


def _says(row, found):
    """How a row is named when it fails."""
    told = " | ".join(
        str(row.get(key, "")) for key in ("id", "name", "op", "target", "unit", "actual", "weight", "score", "rule")
    )
    return f"{told} => {found.computed.score} {found.computed.low}..{found.computed.high} {found.finding}, is {row['truth']}"


def _answered(found):
    return found.computed.score is not None or found.computed.is_range


def test_no_score_is_questioned_that_follows_from_its_row(audited):
    questioned = [
        _says(row, found)
        for row, found in _pairs(audited, "rows")
        if _answered(found) and row["truth"]["finding"] in NO_DIFFERENCE and found.finding not in NO_DIFFERENCE
    ]
    assert questioned == []


def test_no_score_is_misread(audited):
    assert [_says(row, found) for row, found in _pairs(audited, "rows") if not _is_right(row["truth"], found.computed)] == []


def _is_right(truth, computed):
    """Whether a score is that of the truth, or within its range; one that is not given is not wrong."""
    if computed.score is None and not computed.is_range:
        return True
    if truth.get("unanswerable"):
        return False
    if "score" in truth:
        return computed.score == Fraction(truth["score"])
    low, high = map(Fraction, truth["range"])
    return (computed.low, computed.high) == (low, high) if computed.is_range else low <= computed.score <= high


@pytest.mark.parametrize("stem", sorted(ANSWERED))
def test_as_much_is_answered_as_ever(audited, stem):
    answered = [row for row, found in audited[stem] if _answered(found)]
    as_meant = [row for row, found in audited[stem] if str(found.finding) == row["truth"]["finding"]]
    assert len(answered) >= ANSWERED[stem]
    assert len(as_meant) >= FOUND_AS_MEANT[stem]


def test_every_score_that_does_not_follow_is_found(audited):
    differ = [
        (row, found)
        for row, found in _pairs(audited, "rows")
        if Finding(row["truth"]["finding"]).is_difference and not row["truth"].get("unanswerable")
    ]
    assert len(differ) > 60
    assert [_says(row, found) for row, found in differ if not found.finding.is_difference and _answered(found)] == []


def test_lines_of_money_come_to_their_rate_and_score(audited):
    lines = _pairs(audited, "money")
    assert len(lines) == 200
    for row, found in lines:
        truth, computed = row["truth"], found.computed
        if "rate" in truth:
            assert abs(computed.rate - Fraction(truth["rate"])) < Fraction(1, 10**5), _says(row, found)
        if "score" in truth:
            assert computed.score == Fraction(truth["score"]), _says(row, found)
        assert (None if found.finding is None else str(found.finding)) in truth["finding_any"], _says(row, found)
        told = any(remark.code == "rate-differs" for remark in found.remarks)
        assert told == (truth.get("rate_ok") is False), _says(row, found)
