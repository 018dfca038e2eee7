"""The rows of the form: what decides each, what was changed of it, and how much it weighs."""
