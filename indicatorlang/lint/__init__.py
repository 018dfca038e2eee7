"""Advice: what is correct to write but unwise, in rulesets, in targets, and in tables that people filled in. One file a rule."""

from indicatorlang.lint.parts import contradictions, is_a_form, table_rules, tables_advice

__all__ = ["contradictions", "is_a_form", "table_rules", "tables_advice"]
