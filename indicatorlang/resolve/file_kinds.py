"""What a file describes, told from its top keys alone."""

from __future__ import annotations

from indicatorlang.resolve.keys import key_of
from indicatorlang.syntax.yaml.tree import Mapping, Node


def is_profile(root: Node) -> bool:
    """Whether a file describes scoring rules and no project: it has their keys, and neither a project's name nor indicators."""
    if not isinstance(root, Mapping):
        return False
    keys = [entry.key.text.strip() for entry in root]
    of_project = [key for text in keys if (key := key_of("ruleset", text)) is not None]
    of_profile = [key for text in keys if key_of("profile", text) is not None]
    return len(of_profile) > len(of_project) and not any(key.name in ("ruleset", "indicators") for key in of_project)
