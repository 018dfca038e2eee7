"""Small wrong changes of a resolved ruleset, one kind a file, found by folder."""
