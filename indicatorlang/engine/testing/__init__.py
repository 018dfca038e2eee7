"""Expectations of tests held against results: what every field is, whether it is as wanted, and samples for properties."""
