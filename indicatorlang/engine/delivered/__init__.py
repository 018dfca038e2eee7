"""How delivered text becomes values: one file a question (which name, which cell, which period, which of two readings)."""
