"""Taxable periods as a request, a consent or an order writes them, and which covers which."""

import re

_SPAN = re.compile(r"(\d{4})(?:Q([1-4]))?(?:-(\d{4})(?:Q([1-4]))?)?", re.ASCII)
MOST_YEARS = 200
"""A span longer than this is a slip of the pen, not a list of periods."""


def quarters(text: str) -> frozenset[int] | None:
    """The quarters that a text of periods names (``2022``, ``2022Q1``, ``2021-2023; 2025``).

    A quarter is a whole number that counts from year 0. None where the text is not of this
    form or a span runs backwards: nothing is guessed.
    """
    found: set[int] = set()
    for part in re.split(r"[;,]", text):
        span = _SPAN.fullmatch(part.strip(" "))
        if span is None:
            return None
        first = 4 * int(span[1]) + (int(span[2]) - 1 if span[2] else 0)
        if span[3]:
            last = 4 * int(span[3]) + (int(span[4]) - 1 if span[4] else 3)
        else:
            last = first if span[2] else first + 3
        if last < first or last - first > 4 * MOST_YEARS:
            return None
        found.update(range(first, last + 1))
    return frozenset(found)


def within(asked: str | None, granted: str | None) -> bool | None:
    """Tell whether every period asked for is among those granted; None where it cannot be told."""
    one, two = quarters(asked or ""), quarters(granted or "")
    return None if one is None or two is None else one <= two
