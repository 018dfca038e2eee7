"""Turns of English that are more than a phrase of `grammar/words.en.yaml`; `turns.py` is the door."""
