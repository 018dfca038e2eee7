"""What expressions come to: measures, formulas, cases, baselines and growth."""
