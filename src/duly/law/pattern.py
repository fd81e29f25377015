r"""Portable patterns: what a text must look like, the same in every engine.

Regular expressions differ between engines (``\s``, ``\d``, ``.``, ``$`` and case folding all
mean different things in Python, DuckDB, Spark and Z3), so a pattern here is a small tree of
explicit characters, sequences, alternatives and counted repeats, always matched against the
whole text, and rendered for each engine.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of inclusive ranges, such as ``Chars(("A", "Z"), ("a", "z"))``."""

    ranges: tuple[tuple[str, str], ...]

    def __init__(self, *ranges: tuple[str, str]) -> None:
        _need_one(ranges)
        for low, high in ranges:
            if len(low) != 1 or len(high) != 1 or low > high:
                raise ValueError("a range is two single characters in order")
        object.__setattr__(self, "ranges", ranges)


@dataclass(frozen=True, slots=True)
class Literal:
    """Exactly this text."""

    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple["Pattern", ...]

    def __init__(self, *parts: "Pattern") -> None:
        _need_one(parts)
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts."""

    parts: tuple["Pattern", ...]

    def __init__(self, *parts: "Pattern") -> None:
        _need_one(parts)
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True)
class Repeat:
    """``part`` at least ``low`` and, unless ``high`` is None, at most ``high`` times."""

    part: "Pattern"
    low: int
    high: int | None = None

    def __post_init__(self) -> None:
        """RE2 refuses counts above 1,000; Z3 reads a loop of (0, 0) as unbounded."""
        if not 0 <= self.low <= 1000 or (self.high is not None and not 1 <= self.high <= 1000):
            raise ValueError("counts lie between 0 and 1,000, the upper one at least 1")
        if self.high is not None and self.high < self.low:
            raise ValueError("the upper count is below the lower one")


def _need_one(parts: tuple[object, ...]) -> None:
    if not parts:
        raise ValueError("a pattern needs at least one part: engines differ on an empty one")


Pattern = Chars | Literal | Sequence | Either | Repeat


@cache
def regex(pattern: Pattern) -> str:
    r"""Render the pattern as text that Python, RE2 (DuckDB) and Java (Spark) read alike.

    Every character outside ASCII letters and digits is written as an escape that all three
    know (``\x{…}`` is not known to Python, so non-ASCII characters stand as themselves).
    The caller anchors it.
    """
    match pattern:
        case Chars(ranges):
            return _class(ranges)
        case Literal(text):
            return "".join(_escape(character) for character in text)
        case Sequence(parts):
            return "".join(_group(part) for part in parts)
        case Either(parts):
            # One class where that says the same: a repeated alternative costs Java one stack
            # frame per character, so that a text of a few thousand would end the query.
            merged = _one_character(pattern)
            if merged is not None:
                return _class(merged)
            return "(?:" + "|".join(regex(part) for part in parts) + ")"
        case Repeat(part, low, high):
            count = {(0, None): "*", (1, None): "+", (0, 1): "?"}.get(
                (low, high), f"{{{low},{'' if high is None else high}}}"
            )
            return _group(part) + count


def anchored(pattern: Pattern) -> str:
    r"""Render for a search that must cover the whole text.

    ``\z`` is the end of the text in RE2 and Java; Python's own spelling is ``fullmatch``.
    """
    return rf"\A(?:{regex(pattern)})\z"


@cache
def opening(pattern: Pattern) -> "tuple[Pattern, Chars] | None":
    """Split a form that ends in "any of these, as many as you like".

    Where every character of the form is one of those that may follow, a text has the form
    exactly if it begins with the first pattern and consists of the second's characters alone.
    An engine tests the beginning without reading on, and the characters once for all forms of
    one text. None where the form is not of this kind.
    """
    if not isinstance(pattern, Sequence) or not isinstance(pattern.parts[-1], Repeat):
        return None
    tail = pattern.parts[-1]
    allowed = _spans(tail.part)
    if tail.high is not None or _one_character(tail.part) is None:
        return None
    if not _within(pattern, allowed):
        return None
    head = list(pattern.parts[:-1]) + [tail.part] * tail.low
    last = head[-1]
    if isinstance(last, Repeat) and last.high is None and last.low and _one_character(last.part):
        head[-1] = Repeat(last.part, last.low, last.low)  # what follows is allowed anyway
    return Sequence(*head), Chars(*((chr(low), chr(high)) for low, high in allowed))


def _spans(pattern: Pattern) -> list[tuple[int, int]]:
    """The characters that occur in a pattern, as merged code point ranges."""

    def walk(part: Pattern) -> list[tuple[int, int]]:
        match part:
            case Chars(ranges):
                return [(ord(low), ord(high)) for low, high in ranges]
            case Literal(text):
                return [(ord(character), ord(character)) for character in text]
            case Sequence(parts) | Either(parts):
                return [span for inner in parts for span in walk(inner)]
            case Repeat(inner, _, _):
                return walk(inner)

    merged: list[tuple[int, int]] = []
    for low, high in sorted(walk(pattern)):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _within(pattern: Pattern, allowed: list[tuple[int, int]]) -> bool:
    return all(
        any(low <= first and last <= high for low, high in allowed)
        for first, last in _spans(pattern)
    )


@cache
def compiled(pattern: Pattern) -> "re.Pattern[str]":
    """Compile the pattern for Python; use ``fullmatch``."""
    return re.compile(regex(pattern))


def _one_character(pattern: Pattern) -> tuple[tuple[str, str], ...] | None:
    """The ranges of a pattern that is one character out of ranges, else None."""
    match pattern:
        case Chars(ranges):
            return ranges
        case Literal(text) if len(text) == 1:
            return ((text, text),)
        case Either(parts):
            found: list[tuple[str, str]] = []
            for part in parts:
                inner = _one_character(part)
                if inner is None:
                    return None
                found.extend(inner)
            return tuple(found)
        case _:
            return None


def _class(ranges: tuple[tuple[str, str], ...]) -> str:
    inner = "".join(
        _escape(low) if low == high else f"{_escape(low)}-{_escape(high)}" for low, high in ranges
    )
    return f"[{inner}]"


def _group(part: Pattern) -> str:
    rendered = regex(part)
    single = isinstance(part, Chars | Either) or (isinstance(part, Literal) and len(part.text) == 1)
    return rendered if single else f"(?:{rendered})"


def _escape(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character
    if character.isascii() and character.isprintable():
        return "\\" + character if character != " " else " "
    if ord(character) < 0x100:
        return f"\\x{ord(character):02x}"
    return character


# The building blocks that provisions share.
LETTER = Chars(
    ("A", "Z"),
    ("a", "z"),
    ("À", "Ö"),
    ("Ø", "ö"),
    ("ø", "ɏ"),  # Latin letters with marks
    ("Ͱ", "ӿ"),  # Greek and Cyrillic
    ("԰", "ᏼ"),  # Armenian to Cherokee: Hebrew, Arabic, Indic, Thai, Georgian, Ethiopic …
    ("Ḁ", "῿"),  # Latin and Greek extended
    ("぀", "鿿"),
    ("가", "힣"),  # Kana, Han, Hangul
)
DIGIT = Chars(("0", "9"))
VISIBLE = Chars(("!", "~"), ("¡", "῿"), ("‐", "⁞"), ("⁰", "퟿"), ("ﬀ", "\ufffd"))
SPACE = Literal(" ")
