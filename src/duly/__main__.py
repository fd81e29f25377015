"""``python -m duly`` is the command line."""

from duly.cli.app import main

if __name__ == "__main__":
    main()
