"""The law book in docs/ is what the law as encoded says today."""

from pathlib import Path

from duly.law.book import book
from duly.law.index import PROVISIONS

FOLDER = Path(__file__).parents[2] / "docs" / "law-book"


def test_every_chapter_is_the_generated_one_and_no_other_stands_beside_it():
    """Run ``make book`` after a change of the law."""
    chapters = book(PROVISIONS)
    assert {path.name for path in FOLDER.iterdir()} == set(chapters)
    stale = [n for n, text in chapters.items() if (FOLDER / n).read_text("utf-8") != text]
    assert stale == []
