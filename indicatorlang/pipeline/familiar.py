"""Deliveries of a form that came before: decided at once, evaluated when somebody asks for more.

A service evaluates the same ruleset on one delivery after another that differ in their values alone. What is told apart are the *form* of a
delivery, everything but the values, and the values. A form that comes again gets a plan (`engine.familiar`); what the plan
cannot decide, and every delivery of another form, is evaluated as a whole. What was handed in is kept as it was, so that evidence and reasons
are those of the same values when they are asked for.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Literal

from indicatorlang.engine.delivered.cells import is_blank, is_not_applicable
from indicatorlang.engine.familiar.beside import BESIDE, TEXTS
from indicatorlang.engine.plan import Plan
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, RawActuals
from indicatorlang.model.assessment import Assessment
from indicatorlang.pipeline.loading import load_actuals
from indicatorlang.readers.headings import MEANING, fold
from indicatorlang.readers.plain import plain

if TYPE_CHECKING:
    from indicatorlang.engine.familiar.deciding import Form

FORMS = 64
"""So many forms have a plan, for each date and spelling."""
MET = 4096
"""So many forms that came but once are remembered."""
OPTIONS = 64
"""So many dates and spellings are told apart."""
LARGEST = 5000
"""Longer deliveries are evaluated."""
_IMMUTABLE = frozenset((str, int, float, bool, Decimal, dt.date, type(None)))
_WORDS = frozenset((str, type(None)))
_OPTIONS = frozenset((str, int, dt.date, dt.datetime, Kind, type(None)))


@frozen
class Delivery:
    """A delivery taken apart. `form` can be compared; `raw` makes the whole of it again."""

    form: tuple[Any, ...]
    values: tuple[Any, ...]
    raw: Callable[[], RawActuals]


class Familiar:
    """The plans of a ruleset for the forms of its deliveries. Nothing of it is part of the ruleset: it is not compared, and a pickle leaves it
    behind. What is remembered never changes, so that threads may share it."""

    def __init__(self) -> None:
        self._options: dict[tuple[Any, ...], _Forms] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Familiar, ()

    def evaluate(
        self,
        plan: Plan,
        actuals: object,
        options: tuple[Any, ...],
        settled: Callable[[], tuple[dt.date | None, Literal["percent", "fraction"] | None, Kind | None]],
        whole: Callable[[object], Assessment],
    ) -> Assessment:
        """What `whole` makes of `actuals`. `options` are date, percent and kind as they were handed in, `settled` reads them."""
        delivery = taken_apart(actuals) if _OPTIONS.issuperset(map(type, (options[0][1], *options[1:]))) else None
        if delivery is None:
            return whole(actuals)
        forms = self._options.get(options)
        if forms is None:
            forms = _Forms(plan, options[0][1] is None, settled)
            if len(self._options) < OPTIONS:
                self._options[options] = forms
        return forms.evaluate(delivery, actuals, whole)


class _Forms:
    """The plans for one date and spelling."""

    def __init__(self, plan: Plan, assumed: bool, settled: Callable[[], tuple[Any, Any, Any]]) -> None:
        self._plan, self._assumed, self._settled = plan, assumed, settled
        self._met: set[int] = set()
        self._forms: dict[tuple[Any, ...], Form | None] = {}

    def evaluate(self, delivery: Delivery, actuals: object, whole: Callable[[object], Assessment]) -> Assessment:
        """What the delivery comes to."""
        form: Form | _Forms | None = self._forms.get(delivery.form, self)
        if isinstance(form, _Forms):
            return self._first(delivery, actuals, whole)
        if form is None:
            return whole(actuals)
        decided = form.decide(delivery.values)
        if decided is not None:
            from indicatorlang.engine.familiar.results import familiar_assessment

            return familiar_assessment(form, decided, self._assumed, functools.partial(_evaluated, whole, delivery.raw))
        made = whole(actuals)
        if made.as_of == form.day:
            form.learn(delivery.values, made.results, _says_something)
        return made

    def _first(self, delivery: Delivery, actuals: object, whole: Callable[[object], Assessment]) -> Assessment:
        """A delivery of a form without a plan; it gets one when it comes again."""
        made, key = whole(actuals), hash(delivery.form)
        if key not in self._met:
            if len(self._met) < MET:
                self._met.add(key)
        elif len(self._forms) < FORMS:
            self._forms[delivery.form] = self._planned(delivery, made)
        return made

    def _planned(self, delivery: Delivery, made: Assessment) -> Form | None:
        """The plan of a form; None when there is none, or when it does not say what evaluation said of this very delivery."""
        from indicatorlang.engine.familiar.forms import form_of  # it looks at much that only a service needs

        raw = delivery.raw()
        _, percent, kind = self._settled()
        if len(raw.rows) != len(delivery.values) or raw.surveys or raw.records:
            return None
        if any(row.value != (plain(value) or "").strip() for row, value in zip(raw.rows, delivery.values, strict=True)):
            return None
        form = form_of(self._plan, made.as_of, percent, kind, raw.rows)
        if form is None:
            return None
        form.learn(delivery.values, made.results, _says_something)
        decided = form.decide(delivery.values)
        if decided is None:
            return form
        told = tuple(result.verdict for result in made), tuple(result.score for result in made)
        same = told == (decided.verdicts, decided.scores) and (not decided.summed or decided.total == made.score)
        return form if same else None


def _evaluated(whole: Callable[[object], Assessment], raw: Callable[[], RawActuals]) -> Assessment:
    return whole(raw())


def _says_something(value: object) -> bool:
    """Whether a word of a delivery is one, or a day: what is blank or not applicable may change the date of evaluation."""
    return type(value) is dt.date or (type(value) is str and not is_blank(value) and not is_not_applicable(value))


def taken_apart(actuals: object) -> Delivery | None:
    """Form and values of a delivery; None for one that is for evaluation."""
    if isinstance(actuals, RawActuals):
        return _loaded(actuals)
    if type(actuals) is dict:
        return _by_measure(actuals)
    if type(actuals) is list or type(actuals) is tuple:
        return _rows(actuals)
    return None


_ROW = attrgetter("value", "subject", "period", "from_heading", "path", "project", "extra", "trouble")


def _loaded(raw: RawActuals) -> Delivery | None:
    """Actuals that were loaded before."""
    if raw.surveys or raw.records or not 0 < len(raw.rows) <= LARGEST:
        return None
    values, subjects, periods, headed, paths, projects, extras, troubles = zip(*map(_ROW, raw.rows), strict=True)
    if projects.count(projects[0]) != len(projects) or any(paths) or troubles.count(None) != len(troubles):
        return None
    beside = tuple(map(_told, extras)) if any(extras) else ()
    if None in beside:
        return None
    return Delivery(("loaded", subjects, periods, headed, beside), values, functools.partial(_same, raw))


def _told(extra: Mapping[str, str]) -> tuple[str | None, str | None] | None:
    """What is beside a value, but for texts that play no part; None when more is."""
    return (extra.get("unit"), extra.get("kind")) if BESIDE.issuperset(extra) else None


def _same(raw: RawActuals) -> RawActuals:
    return raw


def _by_measure(actuals: dict[Any, Any]) -> Delivery | None:
    """`{measure: {period: value}}`, or `{measure: value}`."""
    values: list[Any] = []
    heads: list[Any] = []
    for name, below in actuals.items():
        heads.append(name)
        if type(below) is dict:
            heads.append(tuple(below))
            values += below.values()
        else:
            heads.append(None)
            values.append(below)
    names = {type(name) for part in heads for name in (part if type(part) is tuple else (part,))}
    if not 0 < len(values) <= LARGEST or not _WORDS.issuperset(names) or not _IMMUTABLE.issuperset(map(type, values)):
        return None
    kept = tuple(values)
    return Delivery(("measures", *heads), kept, functools.partial(_of_measures, tuple(heads), kept))


def _of_measures(heads: Sequence[Any], values: Sequence[Any]) -> RawActuals:
    told: dict[str, Any] = {}
    given = iter(values)
    for name, periods in zip(heads[::2], heads[1::2], strict=True):
        told[name] = next(given) if periods is None else {period: next(given) for period in periods}
    return load_actuals(told)


def _rows(actuals: Sequence[Any]) -> Delivery | None:
    """A list of rows with the same headings."""
    if not 0 < len(actuals) <= LARGEST or type(actuals[0]) is not dict:
        return None
    headings = tuple(actuals[0])
    at = _value_at(headings)
    if at is None:
        return None
    take = itemgetter(*headings)
    try:
        cells = [take(row) for row in actuals if type(row) is dict and len(row) == len(headings)]
    except KeyError:
        return None
    if len(cells) != len(actuals):
        return None
    columns = list(zip(*cells, strict=True))
    place, texts, project = at
    values = columns[place]
    if not _IMMUTABLE.issuperset(map(type, values)):
        return None
    heads: list[Any] = []
    for number, column in enumerate(columns):
        if number == place:
            continue
        if not _WORDS.issuperset(map(type, column)) or (number == project and column.count(column[0]) != len(column)):
            return None
        if number not in texts and number != project:
            heads.append(column)
    return Delivery(("rows", headings, *heads), values, functools.partial(_of_rows, headings, cells))


def _of_rows(headings: Sequence[str], cells: Sequence[tuple[Any, ...]]) -> RawActuals:
    return load_actuals([dict(zip(headings, row, strict=True)) for row in cells])


@functools.lru_cache(maxsize=256)
def _value_at(headings: tuple[Any, ...]) -> tuple[int, frozenset[int], int | None] | None:
    """Which column holds the values, which hold texts that play no part, and which the project; None where values have no column of their own."""
    if len(headings) < 2 or not all(type(heading) is str for heading in headings):
        return None
    meanings = [MEANING.get(fold(heading)) for heading in headings]
    if meanings.count("value") != 1 or meanings.count("project") + meanings.count("project_name") > 1:
        return None
    project = next((n for n, meaning in enumerate(meanings) if meaning in ("project", "project_name")), None)
    return meanings.index("value"), frozenset(n for n, meaning in enumerate(meanings) if meaning in TEXTS), project
