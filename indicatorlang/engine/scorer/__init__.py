"""The hot path: one record of aggregated values → verdicts and points, without evidence and explanations."""
