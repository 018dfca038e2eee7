"""Filled-in tables, row by row: what a typed 完成值 says when it is held against its target."""
