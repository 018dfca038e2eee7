"""The scoring methods, one a file."""
