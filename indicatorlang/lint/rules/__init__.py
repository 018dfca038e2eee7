"""The rules, one file each, named for its code."""
