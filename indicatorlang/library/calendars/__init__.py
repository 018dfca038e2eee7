"""The calendars of working days, one a file."""
