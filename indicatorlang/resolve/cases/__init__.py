"""What is computed for each case of a table, and the conditions on cases."""
