"""Where a row stands on its way: plans, pace, forecasts, and what can still be reached."""
