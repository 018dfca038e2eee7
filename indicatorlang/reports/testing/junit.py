"""The report on tests as JUnit XML, as build servers read it: a suite for every ruleset, a testcase for every case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from indicatorlang.diagnostics import Diagnostic, Lang, errors
from indicatorlang.lazily import pattern
from indicatorlang.model.tested import CaseOutcome, TestRun
from indicatorlang.reports.testing.words import difference, promise, ready_case, row_label

_NOT_XML = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tests_junit(runs: Sequence[TestRun], found: Iterable[Diagnostic] = (), lang: Lang = "zh") -> str:
    """All runs; what could not be read or loaded is a suite of its own whose cases are errors."""
    wrong = errors(found)
    cases, failed = sum(len(run.outcomes) for run in runs), sum(run.failed for run in runs)
    bad = len(wrong) + sum(len(errors(run.diagnostics)) for run in runs)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="indicatorlang test" tests="{cases + bad}" failures="{failed}" errors="{bad}" time="0">')
    for run in runs:
        lines += _suite(run, lang)
    if wrong:
        name = "读取文件" if lang == "zh" else "reading"
        lines.append(_suite_head(name, None, len(wrong), 0, len(wrong)))
        lines += [line for one in wrong for line in _error(one, name, lang)]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suite_head(name: str, file: str | None, tests: int, failures: int, bad: int) -> str:
    where = f" file={_attribute(file)}" if file else ""
    return (
        f'  <testsuite name={_attribute(name)}{where} tests="{tests}" failures="{failures}" errors="{bad}" skipped="0" time="0">'
    )


def _suite(run: TestRun, lang: Lang) -> Iterator[str]:
    bad = errors(run.diagnostics)
    ruleset = run.ruleset
    yield _suite_head(ruleset.name, ruleset.file, len(run.outcomes) + len(bad), run.failed, len(bad))
    for outcome in run.outcomes:
        yield from _case(outcome, ruleset.name, lang)
    for one in bad:
        yield from _error(one, ruleset.name, lang)
    yield "  </testsuite>"


def _case(outcome: CaseOutcome, suite: str, lang: Lang) -> Iterator[str]:
    place = outcome.case.place
    where = f" file={_attribute(place.file)}" if place.file else ""
    where += f' line="{place.line}"' if place.line is not None else ""
    head = f'    <testcase classname={_attribute(suite)} name={_attribute(outcome.case.full_name)}{where} time="0"'
    if outcome.passed:
        yield head + "/>"
        return
    lines = list(_told(outcome, lang))
    first = next(iter(lines), "")
    yield head + ">"
    yield f'      <failure message={_attribute(first)} type="mismatch">{_text(chr(10).join(lines))}</failure>'
    yield "    </testcase>"


def _told(outcome: CaseOutcome, lang: Lang) -> Iterator[str]:
    """Every difference in a line, then why, then the counterexample as a test."""
    if outcome.counterexample is not None:
        yield promise(outcome.counterexample, lang)
    for one in outcome.mismatches:
        yield (
            f"{row_label(one, lang)} {difference(one, lang)}"
            if lang == "en"
            else f"{row_label(one, lang)}：{difference(one, lang)}"
        )
    for said in outcome.diagnostics:
        yield said.message(lang)
    for why in dict.fromkeys(one.explanation[0 if lang == "zh" else 1] for one in outcome.mismatches):
        yield from ("", why) if why else ()
    if outcome.counterexample is not None:
        yield from ("", ready_case(outcome, lang))


def _error(said: Diagnostic, suite: str, lang: Lang) -> Iterator[str]:
    name = said.place.label(lang) or said.code
    yield f'    <testcase classname={_attribute(suite)} name={_attribute(name)} time="0">'
    yield f"      <error message={_attribute(said.message(lang))} type={_attribute(said.code)}>{_text(said.render(lang))}</error>"
    yield "    </testcase>"


def _attribute(text: str | None) -> str:
    """In quotes; line breaks kept as references, which a parser would else turn into blanks."""
    return quoteattr(_NOT_XML.sub("\ufffd", text or ""), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
