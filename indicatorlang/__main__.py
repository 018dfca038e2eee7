"""`python -m indicatorlang`, and the command `indicatorlang`."""

import sys

from indicatorlang._version import __version__


def main() -> None:
    """Run the command line. The version is told before anything that takes time to load."""
    if sys.argv[1:] == ["--version"]:
        print(f"indicatorlang {__version__}")
        return
    from indicatorlang.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
