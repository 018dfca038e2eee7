"""YAML text → a tree that knows where every character stands; `syntax/from_yaml.py` is the door."""
