"""The tables of the parser, worked out beforehand: lark needs a tenth of a second for them, reading them a hundredth.

`grammar/tables.json` is plain data, made of the grammar files by `python -m tests.prepared` and kept beside them. It
says which grammar and which version of lark it was made of, and is used for these only; for any other the parser is built from
the grammar as if there were no tables. A test holds every state of them against the grammar.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from indicatorlang import resources

if TYPE_CHECKING:
    from lark import Lark

FILE = "tables.json"


def made_of(grammar: str) -> dict[str, str]:
    """What tables depend on: the words of the grammar and the version of lark."""
    import lark

    return {"grammar": hashlib.sha256(grammar.encode()).hexdigest(), "lark": lark.__version__}


def parser_from_tables(grammar: str, **options: Any) -> Lark | None:
    """The parser as the tables have it; None when they were made of another grammar or by another lark. `options` are what no
    table holds: the transformer, and what stands between lexer and parser."""
    from lark import Lark

    try:
        stored = json.loads(resources.text("grammar", FILE))
    except FileNotFoundError:
        return None
    if stored["made_of"] != made_of(grammar):
        return None
    table = stored["data"]["parser"]["parser"]
    # JSON has no keys but texts; lark numbers tokens, states and what they share.
    table["tokens"], table["states"] = _numbered(table["tokens"]), _numbered(table["states"])
    table["states"] = {state: _numbered(actions) for state, actions in table["states"].items()}
    # The parsers that lark itself generates are loaded by this.
    load: Callable[..., Lark] = Lark._load_from_dict
    return load(stored["data"], _numbered(stored["memo"]), **options)


def _numbered(by_text: dict[str, Any]) -> dict[int, Any]:
    return {int(key): value for key, value in by_text.items()}


def tables_of(parser: Lark, grammar: str) -> str:
    """The text of the file for a parser built from the grammar."""
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    data, memo = parser.memo_serialize([TerminalDef, Rule])
    # These are code; who loads the tables hands them in again.
    data["options"] |= {"postlex": None, "transformer": None}
    stored = {"made_of": made_of(grammar), "data": data, "memo": memo}
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n"
