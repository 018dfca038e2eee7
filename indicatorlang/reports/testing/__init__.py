"""Reports on tests: which cases pass, and what came out otherwise in the others."""
