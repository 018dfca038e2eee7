"""Tables that people filled in: files and their layouts → rows that know what each of their cells is."""
