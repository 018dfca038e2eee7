"""Deliveries of a form that was met before: verdicts and points at once, everything else when it is asked for."""
