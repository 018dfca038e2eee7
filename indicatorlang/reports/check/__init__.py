"""What `check` found, as text, JSON, annotations of a pull request, and SARIF."""
