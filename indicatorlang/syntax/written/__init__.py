"""What officials write, taken apart: tokens, dates, qualities, vocabulary; `syntax/from_target.py` is the door."""
