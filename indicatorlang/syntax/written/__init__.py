"""What officials write, taken apart: pieces, groups, conditions, grades, qualities, vocabulary; `syntax/from_target.py` is the door."""
