"""Model → plan → assessment. Binds what was delivered, measures it at a date, judges, scores, adds up, and can say why."""
