"""Filled-in tables scored again: a row's own figures, held against the score that was printed beside them."""
