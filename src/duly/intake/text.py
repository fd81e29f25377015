"""Text is made plain once, here; every later step may compare it as it stands.

What is done, in this order: invisible characters removed, control characters turned into
spaces, NFKC, runs of space made one, ends stripped, nothing left means ``None``. A text that
was broken before it reached us (a character that no file should hold) is not repaired: it
raises ``Unreadable``, because a guess could turn one person into another.
"""

import re
import unicodedata
from datetime import date

from duly.law.fact import FIRST_DAY, LAST_CHARACTER, LAST_DAY, day, days

FIRST_DATE, LAST_DATE = day(FIRST_DAY), day(LAST_DAY)

TRUE_WORDS = frozenset({"yes", "y", "true", "1"})
FALSE_WORDS = frozenset({"no", "n", "false", "0"})

# NUL, surrogates, the replacement mark of an earlier failed conversion, non-characters, and
# what lies above the last character that every back end agrees on.
_BROKEN = re.compile(
    "[\x00\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff\U0001fffe\U0001ffff\U0002fffe-\U0010ffff]"
)
# Characters with no width that Unicode files under marks or letters, not under formats (Cf).
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f"
_FORMATS = "".join(
    re.escape(chr(code))
    for code in range(0x80, ord(LAST_CHARACTER))
    if unicodedata.category(chr(code)) == "Cf"
)
_REMOVED = re.compile(f"[{_INVISIBLE}{_FORMATS}]")
# Controls, separators of lines and paragraphs, and the blank Braille cell that looks like one.
_SPACES = re.compile("[\x01-\x20\x7f-\x9f\u2028\u2029\u2800]+|\\s+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = re.compile(r"[0-9 .\-\u2010-\u2015\u2212]+")
_WHOLE = re.compile(r"[0-9]{1,15}")
_MONEY = re.compile(r"\$? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,13})(?:\.([0-9]{2}))?")
_NOT_DIGITS = re.compile(r"[^0-9]")


class Unreadable(ValueError):  # noqa: N818 - said of a cell, as in "this cell is unreadable"
    """A cell cannot be read; the text says why and what to do, never the value."""


def plain(text: str) -> str | None:
    """Normalise one text; ``None`` if nothing is left. Raises Unreadable."""
    if _BROKEN.search(text):
        raise Unreadable(
            "holds characters that are not text, as after a failed conversion. "
            "Type the text again and save the file as UTF-8."
        )
    text = unicodedata.normalize("NFKC", _REMOVED.sub("", text))
    # NFKC makes spaces (from no-break spaces) and bare accents: both are settled only after it.
    return _SPACES.sub(" ", _REMOVED.sub("", text)).strip(" ") or None


def is_plain(text: str) -> bool:
    """Whether ``plain`` would return this text unchanged, told quickly for common texts.

    True is a promise; False means only that ``plain`` has to look.
    """
    return (
        text.isascii()
        and text.isprintable()
        and "  " not in text
        and text[:1] > " "
        and text[-1:] != " "
    )


def word(text: str) -> str:
    """Spell a choice as the law does: lower case, underscores for spaces and hyphens."""
    return text.casefold().replace(" ", "_").replace("-", "_")


def flag(text: str) -> bool:
    """Read a yes or no. Raises Unreadable."""
    spoken = text.casefold()
    if spoken in TRUE_WORDS:
        return True
    if spoken in FALSE_WORDS:
        return False
    raise Unreadable("is neither yes nor no. Write yes or no, or leave it blank if not known.")


def calendar_date(text: str) -> date:
    """Read a date written YYYY-MM-DD, from 1900-01-01 to 2200-01-01. Raises Unreadable."""
    if not _DATE.fullmatch(text):
        raise Unreadable("is not a date in the form YYYY-MM-DD, for example 2025-03-31.")
    try:
        read = date.fromisoformat(text)
    except ValueError:
        raise Unreadable(
            "is a date that does not exist. Correct the month or the day (YYYY-MM-DD)."
        ) from None
    if not in_range(read):
        raise Unreadable("is a date outside 1900-01-01 to 2200-01-01. Correct the year.")
    return read


def in_range(read: date) -> bool:
    """Whether a date lies where the law's back ends agree on it."""
    return FIRST_DAY <= days(read) <= LAST_DAY


def nine_digits(text: str) -> str:
    """Read a taxpayer identification number: its nine digits. Raises Unreadable.

    Hyphens, full stops and spaces between the digits are dropped.
    """
    digits = _NOT_DIGITS.sub("", text)
    if not _DIGITS.fullmatch(text):
        raise Unreadable("holds something other than digits and hyphens. Write nine digits.")
    if len(digits) != 9:
        raise Unreadable(
            "does not have nine digits. Write all nine; if a spreadsheet dropped zeros at the "
            "start, format the column as text."
        )
    return digits


def whole_number(text: str) -> int:
    """Read a whole number, zero or more. Raises Unreadable."""
    if not _WHOLE.fullmatch(text):
        raise Unreadable("is not a whole number. Write digits only.")
    return int(text)


def amount(text: str) -> int:
    """Read an amount of US dollars: its integer cents. Raises Unreadable."""
    found = _MONEY.fullmatch(text)
    if found is None:
        raise Unreadable("is not an amount of dollars and cents. Write for example 1,234.50.")
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)
