"""Write the law book: one page per provision, generated from the law as encoded."""

import sys
from pathlib import Path

from duly.law.book import book
from duly.law.index import PROVISIONS


def main(folder: str) -> int:
    """Write every chapter into the folder; return a process exit code."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in book(PROVISIONS).items():
        (target / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
