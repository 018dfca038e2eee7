"""How severe each remark is: by its rule, by the scoring rules in force, by the options of a command, the later ones stronger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

import attrs

from indicatorlang.diagnostics import Diagnostic, IndicatorlangError, Severity
from indicatorlang.lazily import frozen
from indicatorlang.lint.codes import known_codes, near_code
from indicatorlang.lint.parts import Rule, rules
from indicatorlang.model.checked import Remark, RulePage
from indicatorlang.model.checked import Switch as Switch
from indicatorlang.model.profile import Profile
from indicatorlang.pipeline.checking_problems import NoSuchRule
from indicatorlang.resolve.advice_section import code_of
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.keys.choices import SWITCHES

SWITCH_WORDS: Mapping[str, Switch] = {word: switch for switch in get_args(Switch) for word in (switch, *SWITCHES[switch])}
"""How each switch may be written."""


def known_code(text: str) -> str:
    """The code that a text names. Raises `IndicatorlangError` when there is none."""
    code = code_of(text)
    if code not in known_codes():
        raise IndicatorlangError(NoSuchRule(word=short(text), near=near_code(code or text.strip())))
    return code


@frozen
class Switches:
    """What whoever calls wants of the rules: `select` these and no others (None: all), `ignore` none of these, and how severe some are."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Switch] = attrs.field(factory=dict)

    def remark(self, said: Diagnostic, profile: Profile | None) -> Remark | None:
        """A diagnostic as it is shown; None when it is switched off. An error of loading always stays what it is."""
        rule = rules().get(said.code)
        title = ("", "") if rule is None else (rule.page("zh").title, rule.page("en").title)
        if rule is None and said.severity is Severity.ERROR:
            return Remark(said, Severity.ERROR)
        if said.code in self.ignore or (self.select is not None and said.code not in self.select):
            return None
        own: Mapping[str, str] = dict(profile.advice) if profile is not None else {}
        switch = self.severity.get(said.code) or own.get(said.code) or str(said.severity)
        return None if switch == "off" else Remark(said, Severity(switch), title)


def switches(
    select: Iterable[str] | None = None, ignore: Iterable[str] = (), severity: Mapping[str, Switch] | None = None
) -> Switches:
    """The same from codes as typed. Raises `IndicatorlangError` for a code that nothing has."""
    return Switches(
        None if select is None else frozenset(known_code(code) for code in select),
        frozenset(known_code(code) for code in ignore),
        {known_code(code): switch for code, switch in (severity or {}).items()},
    )


def rule_page(code: str) -> RulePage:
    """The page of a rule. Raises `IndicatorlangError` when there is no rule of that code."""
    rule = rules().get(code_of(code))
    if rule is None:
        known = sorted(rules())
        word = code.strip()
        near = near_code(code_of(word) or word)
        raise IndicatorlangError(NoSuchRule(word=short(code), near=near if near in known else ""))
    return _page(rule)


def rule_pages() -> tuple[RulePage, ...]:
    """The pages of all rules, by code."""
    return tuple(_page(rule) for rule in rules().values())


def _page(rule: Rule) -> RulePage:
    zh, en = rule.page("zh"), rule.page("en")
    pairs = [(getattr(zh, part), getattr(en, part)) for part in ("title", "why", "example", "instead")]
    return RulePage(rule.code, rule.severity, *pairs)
