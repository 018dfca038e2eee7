"""A folded text → its pieces: numbers, dates, signs, phrases. `scanner.py` asks each file in turn what begins at a place."""
