"""Finding phrases of the lexicons in folded words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from duly.match.gate.pub28 import DIRECTIONALS, SUFFIXES, UNITS
from duly.match.gate.tables import toml

Kind = Literal["strong", "weak", "nonsense", "institution"]
"""Which lexicon a phrase stands in."""

_LEXICON: Final = toml("lexicon.toml")
_GLUE: Final = frozenset(_LEXICON["placeholder"]["glue"])
_SOURCES: Final[tuple[tuple[Kind, list[str]], ...]] = (
    ("strong", _LEXICON["placeholder"]["strong"]),
    ("weak", _LEXICON["placeholder"]["weak"]),
    ("nonsense", _LEXICON["placeholder"]["nonsense"]),
    ("institution", _LEXICON["institution"]["phrases"]),
)


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], Kind]]]:
    found: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    for kind, phrases in _SOURCES:
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, kind))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))  # stable: strong before weak
    return found


_PHRASES: Final = _by_first_word()
TRIGGERS: Final = frozenset(_PHRASES)
"""First words of all phrases: text without any of them needs no search."""


def find(words: Sequence[str]) -> list[tuple[int, int, Kind]]:
    """Return the phrases in ``words`` as (start, end, kind), the longest at each place."""
    spans: list[tuple[int, int, Kind]] = []
    i = 0
    while i < len(words):
        for phrase, kind in _PHRASES.get(words[i], ()):
            end = i + len(phrase)
            if tuple(words[i:end]) == phrase:
                spans.append((i, end, kind))
                i = end
                break
        else:
            i += 1
    return spans


def has(words: Sequence[str], kind: Kind) -> bool:
    """Tell whether a phrase of the given kind stands in ``words``."""
    return not TRIGGERS.isdisjoint(words) and any(k == kind for _, _, k in find(words))


def all_empty(words: Sequence[str]) -> Kind | None:
    """Return ``weak`` or ``nonsense`` if the words hold such phrases and nothing of their own.

    Numbers, suffixes, directionals and glue words do not count as something of their own.
    """
    spans = [span for span in find(words) if span[2] != "institution"]
    if not spans:
        return None
    inside = set[int]()
    for start, end, _ in spans:
        inside.update(range(start, end))
    rest: Iterable[str] = (word for i, word in enumerate(words) if i not in inside)
    if all(
        w in _GLUE or w in SUFFIXES or w in DIRECTIONALS or w in UNITS or w[0].isdigit()
        for w in rest
    ):
        return "weak" if any(kind == "weak" for _, _, kind in spans) else "nonsense"
    return None


_VOWELS: Final = frozenset("AEIOUY")


def is_mash(word: str) -> bool:
    """Tell whether a word is none: one letter over and over, or four letters without a vowel."""
    if len(word) < 3 or not word.isalpha():
        return False
    return len(set(word)) == 1 or (len(word) > 3 and _VOWELS.isdisjoint(word))
