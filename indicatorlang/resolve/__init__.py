"""From a syntax tree to the model: wordings, names, units, periods, types."""
