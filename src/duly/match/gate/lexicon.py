"""Finding phrases of the lexicons in folded words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from duly.match.gate.pub28 import DIRECTIONALS, SUFFIXES, UNITS
from duly.match.gate.tables import toml

Kind = Literal[
    "strong", "weak", "nonsense", "institution", "loose", "mock", "establishment", "beside"
]
"""Which lexicon a phrase stands in."""

_LEXICON: Final = toml("lexicon.toml")
_PLACEHOLDER: Final = _LEXICON["placeholder"]
_GLUE: Final = frozenset(_PLACEHOLDER["glue"])
STREETS: Final = frozenset(_PLACEHOLDER["streets"])
"""Placeholder words that are real names of streets."""
OTHER_SCRIPTS: Final = tuple(_LEXICON["other_scripts"]["phrases"])
"""Placeholders in other scripts, as NFKC and casefold write them."""


class Phrases:
    """Phrases of one or several kinds, found in folded words."""

    def __init__(self, sources: Sequence[tuple[Kind, Sequence[str]]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
        for kind, phrases in sources:
            for phrase in phrases:
                words = tuple(phrase.split())
                self._by_first.setdefault(words[0], []).append((words, kind))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))  # stable: strong before weak
        self.triggers = frozenset(
            _rare(words) for options in self._by_first.values() for words, _ in options
        )
        """One word of each phrase: text without any of them needs no search."""

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Kind]]:
        """Return the phrases in ``words`` as (start, end, kind), the longest at each place."""
        if self.triggers.isdisjoint(words):
            return []
        spans: list[tuple[int, int, Kind]] = []
        i = 0
        while i < len(words):
            for phrase, kind in self._by_first.get(words[i], ()):
                end = i + len(phrase)
                if tuple(words[i:end]) == phrase:
                    spans.append((i, end, kind))
                    i = end
                    break
            else:
                i += 1
        return spans


def _rare(words: Sequence[str]) -> str:
    """Return a word of the phrase that few addresses have: no directional, suffix or short word."""
    for word in words:
        if len(word) > 3 and word not in SUFFIXES and word not in DIRECTIONALS:
            return word
    return max(
        words, key=lambda word: (word not in SUFFIXES and word not in DIRECTIONALS, len(word))
    )


_MAIN: Final = Phrases(
    (
        ("strong", _PLACEHOLDER["strong"]),
        ("weak", _PLACEHOLDER["weak"]),
        ("nonsense", _PLACEHOLDER["nonsense"]),
        ("institution", _LEXICON["institution"]["phrases"]),
    )
)
LOOSE: Final = Phrases([("loose", _PLACEHOLDER["loose"])])
"""What people write instead of an address; counts only where no street line stands."""
MOCK: Final = Phrases(
    [
        ("mock", [*_PLACEHOLDER["mock"], *_PLACEHOLDER["strong"]]),
        ("nonsense", _PLACEHOLDER["nonsense"]),
    ]
)
"""Names that no street has."""
ESTABLISHMENTS: Final = Phrases([("establishment", _LEXICON["institution"]["establishments"])])
"""Hospitals, shelters, schools and the like; counts only outside a street line."""
ORGANISATIONS: Final = Phrases(
    [
        ("establishment", _LEXICON["institution"]["establishments"]),
        ("establishment", _LEXICON["institution"]["organisations"]),
    ]
)
"""Establishments, and general words for organisations; counts only before a house number."""
BESIDE: Final = Phrases([("beside", _LEXICON["beside"]["phrases"])])
"""Words that put the person beside the house that follows."""
TRIGGERS: Final = _MAIN.triggers | LOOSE.triggers | MOCK.triggers | ORGANISATIONS.triggers
"""One word of each phrase but those of ``BESIDE``: text without any of them needs no search."""
find: Final = _MAIN.find


def has(words: Sequence[str], kind: Kind) -> bool:
    """Tell whether a phrase of the given kind stands in ``words``."""
    return any(k == kind for _, _, k in find(words))


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


def is_nonsense(words: Sequence[str], spans: Sequence[tuple[int, int, Kind]]) -> bool:
    """Tell whether keyboard runs make up all of ``words``, in which ``spans`` were found."""
    if " ".join(words) in STREETS:
        return False
    at = 0
    for start, end, kind in spans:
        if start != at or kind != "nonsense":
            return False
        at = end
    return at == len(words) and at > 0


def says_nothing(words: Sequence[str]) -> bool:
    """Tell whether a city is none: placeholder words, or words such as CITY and STATE alone."""
    return bool(all_empty(words)) or _GLUE.issuperset(words)


_VOWELS: Final = frozenset("AEIOUY")


def is_mash(word: str) -> bool:
    """Tell whether a word is none: one letter over and over, or four letters without a vowel."""
    if len(word) < 3 or not word.isalpha():
        return False
    return len(set(word)) == 1 or (len(word) > 3 and _VOWELS.isdisjoint(word))
