"""What would have met a target, or still can; and how it would be entered."""
