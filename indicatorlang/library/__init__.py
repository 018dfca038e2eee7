"""The words that the language can say: functions, scoring, aggregation, calendars, units."""
