"""`python -m indicatorlang`, and the command `indicatorlang`."""

import gc
import sys

from indicatorlang._version import __version__


def main() -> None:
    """Run the command line. The version is told before anything that takes time to load."""
    if sys.argv[1:] == ["--version"]:
        print(f"indicatorlang {__version__}")
        return
    # A command makes much that it keeps and little that refers to itself: looking for that as often as Python does by default
    # costs a tenth of a short run.
    gc.set_threshold(100_000)
    from indicatorlang.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
