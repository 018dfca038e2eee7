"""What tests have seen of a ruleset, for a terminal: a table by rows, then what is lacking with a case that would see it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from indicatorlang.diagnostics import Lang, display_width
from indicatorlang.model.coverage import Coverage, Reached, percent_text
from indicatorlang.reports.testing.words import written_case

MARKS = {"asserted": "●", "passed": "○", "unseen": "·", "impossible": "－"}
WIDEST = 40


def coverage_lines(coverage: Coverage, lang: Lang) -> Iterator[str]:
    """The whole report on one ruleset."""
    zh = lang == "zh"
    counted, share = len(coverage.counted), percent_text(coverage.share)
    if zh:
        yield f"覆盖：应见{counted}项，已核对{coverage.asserted}项（{share}%），经过但未核对{coverage.passed}项"
    else:
        yield f"coverage: {coverage.asserted} of {counted} asserted ({share}%), {coverage.passed} passed without an expectation"
    yield from _table(coverage, lang)
    yield from _grades(coverage, lang)
    for entry in coverage.entries:
        if entry.state == "impossible":
            yield f"  {_at(entry, lang)}{entry.sentence(lang)}"
    for key, group in groupby(coverage.lacking, key=lambda entry: (entry.item.row, entry.suggestion)):
        yield from _lacking(list(group), key[1] is not None, lang)


def _table(coverage: Coverage, lang: Lang) -> Iterator[str]:
    rows: list[tuple[str, str, str]] = []
    for row, group in groupby(coverage.entries, key=lambda entry: entry.item.row):
        entries = list(group)
        counted = [entry for entry in entries if entry.state != "impossible"]
        asserted = sum(entry.state == "asserted" for entry in counted)
        name = entries[0].item.name
        label = row if not name or name == row else f"{row} {name}"
        rows.append((_cut(label), f"{asserted}/{len(counted)}", "".join(MARKS[entry.state] for entry in entries)))
    wide = max((display_width(label) for label, _, _ in rows), default=0)
    if rows:
        legend = "● 已核对 ○ 经过但未核对 · 未见" if lang == "zh" else "● asserted ○ passed through · not seen"
        yield f"  {legend}"
    for label, told, marks in rows:
        yield f"  {label}{' ' * (wide - display_width(label))}  {told:>5}  {marks}"


def _cut(label: str) -> str:
    while display_width(label) > WIDEST:
        label = label.rstrip("…")[:-1] + "…"
    return label


def _grades(coverage: Coverage, lang: Lang) -> Iterator[str]:
    seen = [grade for grade, is_seen in coverage.grades if is_seen]
    unseen = [grade for grade, is_seen in coverage.grades if not is_seen]
    if not coverage.grades:
        return
    if lang == "zh":
        parts = [f"已见{'、'.join(seen)}" if seen else "", f"未见{'、'.join(unseen)}" if unseen else ""]
        yield f"  总分等级（不计入）：{'；'.join(part for part in parts if part)}"
    else:
        parts = [f"seen {', '.join(seen)}" if seen else "", f"not seen {', '.join(unseen)}" if unseen else ""]
        yield f"  grades of the total (not counted): {'; '.join(part for part in parts if part)}"


def _lacking(entries: list[Reached], ready: bool, lang: Lang) -> Iterator[str]:
    for entry in entries:
        yield f"  {_at(entry, lang)}{entry.sentence(lang)}"
    case = entries[0].suggestion
    if ready and case is not None:
        for line in written_case(case, lang, entries[0].item.named(lang)).splitlines():
            yield f"      {line}"
    elif lang == "zh":
        yield "      没有现成的用例：所需的数据较多，要自行编写"
    else:
        yield "      no ready-made case: it takes more data, and has to be written"


def _at(entry: Reached, lang: Lang) -> str:
    where = entry.place.label(lang)
    return f"{where}: " if where else ""
