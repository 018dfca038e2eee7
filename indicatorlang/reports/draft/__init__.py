"""Drafts → text of a ruleset."""
