"""Rules about whole filled-in tables, one file each, named for its code."""
