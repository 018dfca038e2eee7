"""What officials write, taken apart: `pieces/`, then the conditions they make; texts of words alone; `syntax/from_target.py` is the door."""
