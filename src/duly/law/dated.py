"""Values that the law changes from a date on: amounts, rates, numbers."""

from dataclasses import dataclass

from duly.law.fact import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """``value`` from day ``since`` (days since 1970-01-01) on; None ends the table there."""

    since: int
    value: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Dated:
    """One dated table, its entries in rising order of date.

    Before the first entry, and from an entry whose value is None on, no value is in force;
    a comparison with it is unknown, never a verdict.
    """

    name: str
    kind: Kind
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        """Refuse entries out of order: a look-up would silently take the wrong one."""
        starts = [entry.since for entry in self.entries]
        if starts != sorted(set(starts)):
            raise ValueError(f"{self.name}: entries must rise by date")

    def on(self, day: int) -> int | None:
        """Return the value in force on a day, or None where none is."""
        value = None
        for entry in self.entries:
            if entry.since <= day:
                value = entry.value
        return value
