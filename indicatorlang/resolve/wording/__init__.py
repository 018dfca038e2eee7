"""What is written in a target and beside it → its meaning; `resolve/wordings.py` is the door."""
