"""Whether more or less of a thing is better, told from its name."""
