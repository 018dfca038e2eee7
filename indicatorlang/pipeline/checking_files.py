"""The walk of `check` over files: rulesets and filled-in tables alike, each to what is wrong or unwise in it, and mended on demand."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic, Place, RulesetError, errors
from indicatorlang.lazily import frozen
from indicatorlang.lint.doubles import said_twice
from indicatorlang.lint.ignoring import SELF, ignores, silenced
from indicatorlang.model.checked import CheckedFile as CheckedFile
from indicatorlang.model.checked import Remark, Switch
from indicatorlang.model.filled import FilledColumn, FilledTable
from indicatorlang.model.profile import Profile
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.pipeline.audited_rows import profile_named
from indicatorlang.pipeline.auditing import Audit, audit_tables
from indicatorlang.pipeline.checking import advice_on_ruleset, advice_on_table, in_order
from indicatorlang.pipeline.formatting_files import not_written, write_file
from indicatorlang.pipeline.formatting_problems import FileNotWritten
from indicatorlang.pipeline.loading import read_ruleset_text, ruleset_files
from indicatorlang.pipeline.switching import Switches, switches
from indicatorlang.readers.filled.door import filled_tables, formats
from indicatorlang.resolve.file_kinds import is_profile
from indicatorlang.resolve.file_problems import RulesetUnreadable
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.resolve.profiles import DEFAULT, read_profile
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.problems import YamlTrap
from indicatorlang.syntax.yaml.tree import Node

STDIN = "-"
MENDINGS = 20
"""So many times a file is read again after mending; far more than rules need that make room for one another."""


@frozen
class Look:
    """A text as it was read: the ruleset, None when it does not load; everything that is said of it, and what is left of that when
    comments and switches have had their say. `is_profile`: these are scoring rules and no ruleset, and nothing is wrong with them."""

    text: str
    file: str
    ruleset: Ruleset | None
    said: tuple[Diagnostic, ...] = ()
    remarks: tuple[Remark, ...] = ()
    ignored: int = 0
    readable: bool = True
    is_profile: bool = False

    @property
    def checked(self) -> CheckedFile:
        """The same for those who asked."""
        targets = 0 if self.ruleset is None else sum(not row.is_budget for row in self.ruleset.indicators)
        return CheckedFile(
            self.file,
            self.remarks,
            self.ruleset is not None or self.is_profile,
            self.readable,
            self.ignored,
            targets=targets,
            traps=sum(isinstance(one, YamlTrap) for one in self.said),
            text=self.text,
            original=self.text,
        )


def look_at(text: str, file: str, profile: str | None, known: Switches) -> Look:
    """Read a text, and when it loads ask every rule about it."""
    root, told = parse_yaml(text, file)
    if root is None and not told:
        empty = RulesetUnreadable(path=file, reason="empty", place=Place(file))
        return Look(text, file, None, (empty,), _remarks((empty,), None, known), readable=False)
    if root is None or errors(told):
        return Look(text, file, None, told, _remarks(told, None, known))
    if is_profile(root):
        read, found = read_profile(root, Path(file).stem)
        told = in_order((*told, *found))
        return Look(text, file, None, told, _remarks(told, None, known), is_profile=read is not None)
    ruleset, found = resolve_ruleset(root, text=text, file=file, profile=profile)
    if ruleset is None or errors(found):
        told = (*told, *found)
        return Look(text, file, None, told, _remarks(told, None, known))
    ruleset = attrs.evolve(ruleset, remarks=(*told, *found))
    said = in_order((*ruleset.remarks, *advice_on_ruleset(ruleset, root, text)))
    left, ignored = _left(text, root, said)
    return Look(text, file, ruleset, said, _remarks(left, ruleset.profile, known), ignored)


def _left(text: str, root: Node, said: tuple[Diagnostic, ...]) -> tuple[tuple[Diagnostic, ...], int]:
    """What no comment silences. That a comment silences nothing is told at the comment, which cannot silence that by itself."""
    found = ignores(text, root)
    others, ignored = silenced([one for one in said if one.code != SELF], found)
    own, more = silenced([one for one in said if one.code == SELF], tuple(one for one in found if one.first is None))
    return in_order((*others, *own)), ignored + more


def _remarks(said: Sequence[Diagnostic], profile: Profile | None, known: Switches) -> tuple[Remark, ...]:
    remarks = [remark for one in said if (remark := known.remark(one, profile)) is not None]
    twice = said_twice(remark.said for remark in remarks)
    return tuple(remark for remark in remarks if remark.said not in twice)


def check(
    source: str | Path | Sequence[str | Path],
    *,
    profile: str | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    severity: Mapping[str, Switch] | None = None,
    fix: bool = False,
    columns: Mapping[FilledColumn, str] | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    year: int | None = None,
) -> tuple[CheckedFile, ...]:
    """What is wrong or unwise in one or several files, in the order named: rulesets, folders of rulesets, filled-in tables.

    `profile` names scoring rules that set a ruleset's own aside, `select` the only rules to ask, `ignore` rules to leave out, `severity`
    makes a rule an `error`, a `warning`, an `info`, or `off`. With `fix` each file comes back mended in its `text`, as far as that
    needs nobody's decision; nothing is written. The other arguments are those of `audit`, for tables. A file that cannot be read is
    told as one that is not `readable`; raises `RulesetError` for an unknown profile and `IndicatorlangError` for an unknown code.
    """
    paths = [source] if isinstance(source, str | Path) else list(source)
    tables = {"columns": columns, "sheet": sheet, "encoding": encoding, "year": year}
    known = switches(select, ignore, severity)
    return tuple(check_paths(paths, profile=profile, known=known, fix=fix, tables=tables))


def check_text(
    text: str,
    file: str | None = None,
    *,
    profile: str | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    severity: Mapping[str, Switch] | None = None,
    fix: bool = False,
) -> CheckedFile:
    """The same for the text of a ruleset; `file` is only shown."""
    if profile is not None:
        profile_named(profile)
    return checked_text(text, file or STDIN, profile, switches(select, ignore, severity), fix)


def checked_text(text: str, file: str, profile: str | None, known: Switches, fix: bool = False) -> CheckedFile:
    """What is wrong or unwise in the text of a ruleset; with `fix` after everything that can be mended without asking was mended."""
    from indicatorlang.pipeline.mending import mended

    look = look_at(text, file, profile, known)
    if not fix:
        return look.checked
    after, fixed = mended(look, profile, known)
    return attrs.evolve(after.checked, fixed=fixed, original=text)


def check_paths(
    paths: Sequence[str | Path],
    *,
    profile: str | None = None,
    known: Switches | None = None,
    fix: bool = False,
    stdin: str | None = None,
    tables: Mapping[str, Any] | None = None,
) -> Iterator[CheckedFile]:
    """Files one by one, as `check` tells of them; `-` is `stdin`, where that is given. `tables` are the arguments for tables by name."""
    if profile is not None:
        profile_named(profile)
    wanted = known or Switches()
    for path in paths:
        name = os.fspath(path)
        if name == STDIN and stdin is not None:
            yield checked_text(stdin, STDIN, profile, wanted, fix)
        elif Path(name).suffix.lower() in formats() and not Path(name).is_dir():
            yield _table(name, profile, wanted, dict(tables or {}))
        else:
            yield from _rulesets(name, profile, wanted, fix)


def write_mended(file: CheckedFile) -> FileNotWritten | None:
    """Put the mended text of a ruleset in the place of its file's, all of it or nothing; a byte order mark stays."""
    path = Path(file.file)
    try:
        marked = path.read_bytes().startswith(codecs.BOM_UTF8)
    except OSError as wrong:
        return not_written(path, wrong)
    return write_file(path, ("\ufeff" if marked else "") + file.text)


def _rulesets(name: str, profile: str | None, known: Switches, fix: bool) -> Iterator[CheckedFile]:
    files, found = ruleset_files([name])
    for one in found:
        yield CheckedFile(name, _remarks((one,), None, known), loads=False, readable=False)
    for path in files:
        try:
            text = read_ruleset_text(path)
        except RulesetError as wrong:
            yield CheckedFile(str(path), _remarks(wrong.diagnostics, None, known), loads=False, readable=False)
            continue
        yield checked_text(text, str(path), profile, known, fix)


def _table(name: str, profile: str | None, known: Switches, options: dict[str, Any]) -> CheckedFile:
    year = options.pop("year", None)
    read, told = filled_tables(name, **options)
    audited = audit_tables(read, profile=profile, year=year)
    said: list[Diagnostic] = [*told]
    targets = 0
    for index, table in enumerate(read):
        said += advice_on_table(table, audited.facts_of(index), _rows(audited, index), year)
        targets += _targets(table, audited, index)
    remarks = _remarks(_by_row(said, read), profile_named(profile or DEFAULT), known)
    broken = bool(errors(told))
    return CheckedFile(name, remarks, loads=bool(read), readable=not broken, targets=targets, is_table=True)


def _rows(audited: Audit, index: int) -> Any:
    """The rows as they are scored again, when a rule asks for them."""
    return lambda: audited.rows_of(index)


def _targets(table: FilledTable, audited: Audit, index: int) -> int:
    return sum(project.rows for project in audited.facts_of(index).projects)


def _by_row(said: Sequence[Diagnostic], tables: Sequence[FilledTable]) -> tuple[Diagnostic, ...]:
    """By the table and the row it is about; what is about a table as a whole comes first."""
    order = {table.sheet: number for number, table in reversed(list(enumerate(tables)))}
    return tuple(sorted(dict.fromkeys(said), key=lambda d: (order.get(d.place.sheet, -1), d.place.line or 0, d.code)))
