"""Re-scored tables for people and programs: one format a file, each written row by row so that a table of any length passes through."""
