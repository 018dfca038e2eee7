"""The tests of a ruleset, read: what each case delivers, what must come out, each value typed before anything runs."""
