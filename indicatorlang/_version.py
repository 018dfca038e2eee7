"""The version of the package, in one place; read by the build, by `--version` and by every JSON result as `engine`."""

__version__ = "0.1.0"
