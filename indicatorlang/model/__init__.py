"""The nouns: units, quantities, periods, indicators, actuals, assessments."""
