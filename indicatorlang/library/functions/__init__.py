"""The functions of formulas, one a file."""
