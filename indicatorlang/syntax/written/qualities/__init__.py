"""Texts without numbers: degrees, states, classes that have an order; `quality.py` is the door."""
