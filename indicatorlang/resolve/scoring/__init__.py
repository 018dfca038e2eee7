"""How a row earns its points: the section, the tables and the sentences that say so."""
