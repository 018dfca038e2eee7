"""The canonical layout of a YAML text: the same tree, the same comments, every blank where it belongs.

The printer is our own because writers of YAML lose comments, quote what needs no quotes, and know nothing of the width of Han
characters. It works from the tree with positions and never looks at what a key means: whoever calls it may bring the entries
into another order, give texts another wording and add entries; comments follow what they stood at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from indicatorlang.syntax.yaml import tree
from indicatorlang.syntax.yaml.comments import Comment
from indicatorlang.syntax.yaml.layout.anchors import anchored
from indicatorlang.syntax.yaml.layout.printer import Printer

_NO_NOTES: Mapping[int, str] = MappingProxyType({})


def laid_out(
    root: tree.Mapping | tree.Sequence, found: Sequence[Comment], lines: Sequence[str], notes: Mapping[int, str] = _NO_NOTES
) -> str:
    """The text of a tree. `lines` are those of the file it was read from, without their ends, `found` the comments in them.

    Nodes keep the positions they were read with; a text that differs from its source is spelt anew, a node without source is
    new. `notes` are comments to add behind entries, by the identity (`id`) of their key.
    """
    return Printer(anchored(root, found, lines, notes), lines, notes).document(root)
