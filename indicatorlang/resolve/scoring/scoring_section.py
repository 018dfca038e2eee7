"""`评分标准` of a row or of a profile: one word, a section, a list of bands, or a sentence as officials write it.

What a method may say stands in its own file (`library/scoring`); nothing here knows a method by name. Whether the method and its
units fit the row it stands in is asked afterwards (`scoring_fit`), when the target is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from indicatorlang.library.parts import ScoringPart
from indicatorlang.library.settings import Setting
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.number import MAX_DIGITS, exact
from indicatorlang.model.scoring import Above, Amount, Anchor, Band, Scoring, SettingValue
from indicatorlang.resolve import value_problems
from indicatorlang.resolve.fields import Fields, Found, a_choice, a_quantity, a_text, read_fields, short, shown
from indicatorlang.resolve.keys import key_of
from indicatorlang.resolve.keys.scoring import METHODS, SCORING_POINT, WORDS
from indicatorlang.resolve.scoring import scoring_method_problems as faults
from indicatorlang.resolve.scoring import scoring_table_problems, scoring_text
from indicatorlang.resolve.scoring.scoring_tables import joined, prove_anchors, prove_bands
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar
from indicatorlang.syntax.yaml.tree import Sequence as Items

AT = next(key for key in SCORING_POINT if key.name == "at")
_OF_TARGET = (("指标值的", ""), ("目标值的", ""), ("", " of target"), ("", " of the target"))


def read_scoring(node: Node | None, label: str, found: Found) -> Scoring | None:
    """The scoring that stands under a key; None, with the error told, when it cannot be used."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return _of_text(node, label, found)
    if isinstance(node, Items):
        shape = "anchors" if _has_points(node.items) else "bands"
        part = next(one for one in METHODS.values() if any(setting.shape == shape for setting in one.settings))
        return _of_list(part, node, label, found)
    fields = read_fields(node, "scoring", found, label)
    return None if fields is None else _of_section(fields, found)


def _of_text(scalar: Scalar, label: str, found: Found) -> Scoring | None:
    text = scalar.text.strip()
    word = next((name for name, words in WORDS.items() if text in words or text.lower() in words), None)
    if word is not None:
        return _alone(METHODS[word], scalar, found)
    if not scoring_text.is_sentence(text):
        a_choice(scalar, label, WORDS, found)
        return None
    read = scoring_text.read(text)
    if isinstance(read, scoring_text.NotRead):
        found.add(faults.ScoringUnread(text=short(text), rest=short(read.rest), why=read.why, place=scalar.place))
        return None
    before = len(found.diagnostics)
    for name, value in read.settings:
        bands = [item for item in value if isinstance(item, Band)] if isinstance(value, tuple) else []
        if bands:
            prove_bands(bands, [scalar.place] * len(bands), found)
            others = tuple((other, kept) for other, kept in read.settings if other != name)
            read = attrs.evolve(read, settings=((name, joined(bands)), *others))
    return read if len(found.diagnostics) == before else None


def _alone(part: ScoringPart[object], scalar: Scalar, found: Found) -> Scoring | None:
    """A method named by one word: it must need no settings."""
    missing = [setting for setting in part.settings if setting.required]
    for setting in missing[:1]:
        found.add(_missing(part, setting).at(scalar.place))
    return None if missing else Scoring(part.name, text=scalar.text.strip())


def _missing(part: ScoringPart[object], setting: Setting) -> faults.SettingMissing:
    words = tuple(setting.choices.values()) if setting.open else ()
    return faults.SettingMissing(
        method=part.word,
        english=part.name,
        key_zh=setting.chinese,
        key_en=setting.name,
        choices_zh=tuple(said[1] for said in words),
        choices_en=tuple(said[0] for said in words),
    )


def _has_points(nodes: Sequence[Node]) -> bool:
    """Whether a list is one of named points, and not of bands."""
    first = nodes[0] if nodes else None
    return isinstance(first, Mapping) and any(key_of("scoring_point", e.key.text.strip()) == AT for e in first.entries)


def _of_list(part: ScoringPart[object], node: Items, label: str, found: Found) -> Scoring | None:
    """A list stands for the only list setting of its method."""
    setting = next(one for one in part.settings if one.shape in ("bands", "anchors"))
    entry = Entry(Scalar(label), node)
    fields = Fields("scoring", node.place, {setting.name: entry}, found)
    return _settled(part, fields, found)


def _of_section(fields: Fields, found: Found) -> Scoring | None:
    if "method" in fields:
        word = fields.choice("method")
        if word is None:
            return None
        return _settled(METHODS[word], fields, found)
    own = [name for name in fields.entries if any(part.setting(name) for part in METHODS.values())]
    fitting = [part for part in METHODS.values() if own and all(part.setting(name) for name in own) and not part.outside]
    if own and not fitting:
        fitting = [part for part in METHODS.values() if part.setting(own[0])]
    return _settled(fitting[0] if fitting else None, fields, found)


def _settled(part: ScoringPart[object] | None, fields: Fields, found: Found) -> Scoring | None:
    """The method with its settings; foreign ones and missing ones are told."""
    before = len(found.diagnostics)
    settings: list[tuple[str, SettingValue]] = []
    for name in fields.entries:
        owners = sorted((one for one in METHODS.values() if one.setting(name)), key=lambda one: bool(one.outside))
        setting = None if part is None else part.setting(name)
        if part is not None and owners and setting is None:
            found.add(
                faults.SettingForeign(
                    key=fields.label(name),
                    method=part.word,
                    english=part.name,
                    owner=owners[0].word,
                    owner_english=owners[0].name,
                    place=fields.entries[name].key.place,
                )
            )
        elif setting is not None:
            value = _value(setting, fields, found)
            if value is not None:
                settings.append((name, value))
    have = {name for name, _ in settings}
    for setting in part.settings if part is not None else ():
        if setting.required and setting.name not in fields and not (setting.open and _whole(dict(settings), have)):
            assert part is not None  # its settings are being looked at
            place = fields.at("method") if "method" in fields else fields.place
            found.add(_missing(part, setting).at(place))
    scoring = Scoring(
        "" if part is None else part.name,
        tuple(settings),
        _share(fields, "floor", found),
        _share(fields, "cap", found),
        _share(fields, "evidence_deduct", found),
        read_above(fields, "target_set_low", found),
    )
    return scoring if len(found.diagnostics) == before else None


def _whole(settings: dict[str, SettingValue], have: set[str]) -> bool:
    """Whether a step is one single thing (1家, 1次, 1天, 1档), which nobody does in part; or there are no steps."""
    step = settings.get("step")
    if "step" not in have:
        return True
    if not isinstance(step, Amount) or step.quantity is None or step.quantity.number != 1:
        return False
    unit = step.quantity.unit
    return unit.is_count or unit.dimension == (("workday", 1),) or (unit.dimension == (("time", 1),) and unit.factor == 24)


def _value(setting: Setting, fields: Fields, found: Found) -> SettingValue | None:
    match setting.shape:
        case "amount":
            return _amount(fields, setting.name, found)
        case "points":
            return fields.number(setting.name)
        case "choice":
            return fields.choice(setting.name)
        case "bands":
            return _bands(fields, setting.name, found)
    return _anchors(fields, setting.name, found)


def _amount(fields: Fields, name: str, found: Found) -> Amount | None:
    """`1 百分点`, or `指标值的1%`."""
    scalar = fields.scalar(name)
    if scalar is None:
        return None
    text = scalar.text.strip()
    for head, tail in _OF_TARGET:
        inner = text[len(head) : len(text) - len(tail)]
        quantity = parse_quantity(inner) if text.startswith(head) and text.endswith(tail) and (head or tail) else None
        if quantity is not None and quantity.unit.is_ratio and quantity.number > 0:
            return Amount(share=quantity.base)
    quantity = a_quantity(scalar, fields.label(name), found)
    if quantity is not None and quantity.number <= 0:
        found.add(value_problems.NotAQuantity(key=fields.label(name), value=short(text), positive=True, place=scalar.place))
        return None
    return None if quantity is None else Amount(quantity)


def a_share(text: str) -> Fraction | None:
    """A number from 0 to 1: `0.8`, `80%`, `2/3`."""
    number = exact(text) if len(text) <= 3 * MAX_DIGITS else None
    if number is None:
        quantity = parse_quantity(text) if len(text) <= 3 * MAX_DIGITS else None
        number = quantity.base if quantity is not None and quantity.unit.is_ratio else None
    return number if number is not None and 0 <= number <= 1 else None


def _share(fields: Fields, name: str, found: Found) -> Fraction | None:
    scalar = fields.scalar(name)
    if scalar is None:
        return None
    share = a_share(scalar.text.strip())
    if share is None:
        found.add(scoring_table_problems.NotAShare(key=fields.label(name), value=short(scalar.text), place=scalar.place))
    return share


share_of = _share


def read_above(fields: Fields, name: str, found: Found) -> Above | None:
    """What a target set too low costs."""
    node = fields.node(name)
    section = None if node is None else read_fields(node, "over_deduct", found, fields.label(name))
    if section is None:
        return None
    above, slope = section.number("above"), section.number("slope")
    most = _share(section, "max", found)
    return None if above is None or slope is None else Above(above, slope, Fraction(1) if most is None else most)


def _worth(row: Fields, what: str, found: Found) -> tuple[Fraction | None, Fraction | None] | None:
    """The fraction or the points of a band or of a point."""
    if ("fraction" in row) == ("points" in row):
        found.add(
            scoring_table_problems.TableBroken(fault="both" if "fraction" in row else "neither", spot=what, place=row.place)
        )
        return None
    share, points = _share(row, "fraction", found), row.number("points")
    return None if share is None and points is None else (share, points)


def _bands(fields: Fields, name: str, found: Found) -> tuple[Band, ...] | None:
    rows = [(node, read_fields(node, "scoring_band", found)) for node in fields.items(name)]
    before, bands, places = len(found.diagnostics), [], []
    for node, row in rows:
        band = None if row is None else _band(row, shown(node), found)
        if band is not None:
            bands.append(band)
            places.append(node.place)
    if len(found.diagnostics) == before:
        prove_bands(bands, places, found, fields.at(name))
    return joined(bands) if len(found.diagnostics) == before else None


def _band(row: Fields, what: str, found: Found) -> Band | None:
    ends = {key: row.quantity(key) for key in ("from", "above", "to", "below") if key in row}
    levels = tuple(_levels(row, found))
    worth = _worth(row, _label(row, what), found)
    if worth is None or None in ends.values():
        return None
    for one, other in (("from", "above"), ("to", "below")):
        if one in ends and other in ends:
            found.add(scoring_table_problems.TableBroken(fault="overlap", spot=row.label(other), place=row.at(other)))
    low, high = ends.get("from", ends.get("above")), ends.get("to", ends.get("below"))
    return Band(low, high, "above" not in ends, "to" in ends, worth[0], worth[1], levels)


def _label(row: Fields, what: str) -> str:
    said = [f"{row.label(key)} {shown(entry.value)}" for key, entry in row.entries.items() if key not in ("fraction", "points")]
    return short("，".join(said)) or what


def _levels(row: Fields, found: Found) -> list[str]:
    node = row.node("level")
    if node is None:
        return []
    nodes = node.items if isinstance(node, Items) else (node,)
    texts = [a_text(item, row.label("level"), found) for item in nodes]
    return [text.text.strip() for text in texts if text is not None]


def _anchors(fields: Fields, name: str, found: Found) -> tuple[Anchor, ...] | None:
    before, anchors, places = len(found.diagnostics), [], []
    for node in fields.items(name):
        row = read_fields(node, "scoring_point", found)
        at = None if row is None else row.quantity("at")
        worth = None if row is None else _worth(row, _label(row, shown(node)), found)
        if row is not None and at is not None and worth is not None:
            anchors.append(Anchor(at, worth[0], worth[1], row.text("name")))
            places.append(node.place)
    if len(found.diagnostics) == before:
        prove_anchors(anchors, places, found, fields.at(name))
    return tuple(anchors) if len(found.diagnostics) == before else None
