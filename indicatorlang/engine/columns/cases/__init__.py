"""Tables of cases on columns.

What a case comes to depends on what its cells say, and on nothing else. The distinct texts of the cells that a question is about are few (days
repeat), so each combination of them is handed to the row engine once (`answers`); the answers are joined to the cases, and columns only
count and add up by project (`tables`). What that comes to is a value like any other (`values`).
"""
