"""A ruleset on columns: many projects at once, by the same exact plan as on rows.

What the texts of a table mean (names, periods, kinds, units, overlaps, blanks) is never decided here a second time. The distinct
texts and the distinct *shapes* (which periods a project reported for a measure) are few, so each of them is handed to the row engine
once (`shapes`), and columns only add, compare and divide whole numbers by what it answered. A project whose data holds anything
that cannot be told from texts and shapes is evaluated by the row engine altogether.
"""
