"""Files → actuals, records: everything stays text, every value knows its file, sheet, row and column. Nothing is judged here."""
