"""Text and YAML to one syntax tree, and back."""
