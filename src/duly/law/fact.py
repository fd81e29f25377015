"""Facts: what the law must be told, with type and the meaning of absence.

A fact that is missing is never assumed. Each fact declares what its absence means:
``UNKNOWN`` (nobody has said) or ``NONE`` (the thing itself is absent: the request sets
forth no address). Confusing the two is how a missing fact comes to allow something.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EPOCH = date(1970, 1, 1)
# Dates outside this range are data errors, not law; the bound keeps every back end exact.
FIRST_DAY, LAST_DAY = -25_567, 84_006  # 1900-01-01 and 2200-01-01
# Text the back ends agree on: no surrogates, and nothing above the solver's last character.
LAST_CHARACTER = "\U0002ffff"

Value = bool | int | str | None
"""A fact's value as the law sees it: dates are days since 1970-01-01, money is integer
cents, a set of choices is an integer with one bit per choice, ``None`` is absence."""

Case = Mapping[str, Value]
"""The facts of one case, by name."""


class Kind(StrEnum):
    """The type of a fact."""

    FLAG = "flag"
    TEXT = "text"
    NUMBER = "number"
    CENTS = "cents"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "set of choices"


class Absence(StrEnum):
    """What a missing value means."""

    UNKNOWN = "unknown"
    NONE = "none"


class Source(StrEnum):
    """Who can supply a fact."""

    REQUEST = "the request"
    CUSTODIAN = "the custodian's own records"
    PERSON = "a person's judgement"
    GATE = "the address gate"
    RUN = "the run itself"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the law asks about.

    ``says`` completes "It is not known …" (for example "whether the matter is open").
    ``how`` tells a person what to do to supply it. ``choices`` lists the allowed words of a
    choice or a set of choices, in the order of their bits.
    """

    name: str
    kind: Kind
    says: str
    source: Source = Source.REQUEST
    absent: Absence = Absence.UNKNOWN
    choices: tuple[str, ...] = ()
    how: str = ""

    def __post_init__(self) -> None:
        """Refuse a fact that no back end could treat alike."""
        needs_choices = self.kind in {Kind.CHOICE, Kind.CHOICES}
        if needs_choices != bool(self.choices) or len(set(self.choices)) != len(self.choices):
            raise ValueError(f"fact {self.name}: choices do not fit kind {self.kind}")
        if self.kind is Kind.CHOICES and len(self.choices) > 30:
            raise ValueError(f"fact {self.name}: more than 30 choices do not fit one integer")
        if not self.name.replace("_", "a").isalnum() or not self.name.islower():
            raise ValueError(f"fact {self.name}: a name is lower case letters and underscores")


def days(day: date) -> int:
    """Days since 1970-01-01, the law's form of a date."""
    return (day - EPOCH).days


def day(number: int) -> date:
    """Turn days since 1970-01-01 back into a date."""
    return EPOCH + timedelta(days=number)


def bits(fact: Fact, chosen: "set[str] | frozenset[str]") -> int:
    """Encode a set of choices as the integer that every back end reads."""
    unknown = chosen - set(fact.choices)
    if unknown:
        raise ValueError(f"fact {fact.name}: {len(unknown)} word(s) are not among its choices")
    return sum(1 << place for place, word in enumerate(fact.choices) if word in chosen)


def chosen(fact: Fact, value: int) -> frozenset[str]:
    """Decode the integer of a set of choices."""
    return frozenset(word for place, word in enumerate(fact.choices) if value >> place & 1)
