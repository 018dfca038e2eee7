"""What tests of a ruleset should see, one kind of thing a file: the items of a row, and which of them a result has reached."""
