"""From rows to the project: points, vetoes, grades, and what is lacking for a better one."""
