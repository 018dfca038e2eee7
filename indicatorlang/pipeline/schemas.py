"""The JSON Schema of what a file may hold, as `indicatorlang schema` hands it out."""

from indicatorlang.resolve.json_schema import SchemaOf
from indicatorlang.resolve.json_schema import json_schema as schema_of

__all__ = ["SchemaOf", "schema_of"]
