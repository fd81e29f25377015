"""When an order stands: its effective dates and the changes of its status since."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

STANDING = frozenset({"in_force", "unknown"})
"""Statuses under which an order restrains: where nobody knows, it is assumed to stand."""


class Period(NamedTuple):
    """From ``since`` on, up to but not including ``until``."""

    since: date
    until: date | None

    def covers(self, on: date) -> bool:
        """Tell whether a day lies in the period."""
        return self.since <= on and (self.until is None or on < self.until)


def periods(
    effective_from: date | None, effective_to: date | None, changes: Sequence[tuple[date, str]]
) -> tuple[Period, ...]:
    """The periods in which the order stands; without ``effective_from`` there are none.

    It stands from its effective date until a change says otherwise, and never from
    ``effective_to`` on.
    """
    if effective_from is None:
        return ()
    steps: list[tuple[date | None, str]] = [(effective_from, "in_force"), *changes, (None, "")]
    found = []
    for (since, status), (following, _) in pairwise(steps):
        ends = [day for day in (following, effective_to) if day is not None]
        until = min(ends, default=None)
        if since is not None and status in STANDING and (until is None or since < until):
            found.append(Period(since, until))
    return tuple(found)
