"""Targets: from their trees to conditions."""
