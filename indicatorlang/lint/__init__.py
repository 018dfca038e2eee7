"""Advice on rulesets that are correct but unwise."""
