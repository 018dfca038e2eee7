"""`python -m indicatorlang`."""

from indicatorlang.cli.main import main

if __name__ == "__main__":
    main()
