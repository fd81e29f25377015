"""What an unauthorised disclosure may cost: ranges of 26 U.S.C. §§ 7213, 7213A and 7431.

Exposure, never a verdict. Statutory damages are counted in whole cents under each reading of
what an act is (Q11); actual and punitive damages, costs and fees cannot be counted here. What
is criminal is text, not a number to multiply. The two years of § 7431(d) are calendar years.
"""

from dataclasses import dataclass
from datetime import date

from duly.law.fact import FIRST_DAY, LAST_DAY, day, days
from duly.law.provision import Mark

STATUTORY_CENTS = 100_000
"""$1,000 "for each act of unauthorized inspection or disclosure" (§ 7431(c)(1)(A))."""
CLOCK_YEARS = 2
MOST_DAYS = 731
FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """How much was disclosed: acts, the recipients of each, and records of taxpayers.

    A file of 300 people sent once to two recipients is one act, two recipients and 300 records;
    sent twice, it is two acts and 600 records.
    """

    acts: int
    recipients: int
    records: int

    def __post_init__(self) -> None:
        """Refuse counts that describe nothing: negative ones, or records without an act."""
        counts = (self.acts, self.recipients, self.records)
        if min(counts) < 0:
            raise ValueError("a count of acts, recipients or records is negative")
        if len({count == 0 for count in counts}) > 1:
            raise ValueError("acts, recipients and records are all zero or none of them is")
        if self.acts > self.records:
            raise ValueError("there are more acts than records; each act is on one record at least")


@dataclass(frozen=True, slots=True)
class Damages:
    """Statutory damages under one way of counting acts."""

    id: str
    says: str
    held_by: str
    mark: Mark
    acts: int
    cents: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """Statutory damages under each reading, and the range between them."""

    readings: tuple[Damages, ...]
    ceiling: Damages

    @property
    def least(self) -> int:
        """The least that a reading comes to, in cents."""
        return min(reading.cents for reading in self.readings)

    @property
    def most(self) -> int:
        """The most that a reading comes to, in cents."""
        return max(reading.cents for reading in self.readings)


def statutory_damages(scale: Scale) -> Exposure:
    """Statutory damages under each reading of Q11: A once for each act, B for each record.

    The ceiling counts every record again for every recipient. No reading that we know holds
    that; it bounds what could be argued.
    """
    return Exposure(
        readings=(
            _damages(
                "A",
                "One act for each disclosure, however many receive it.",
                "9th Cir. (holding read at descrybe.ai; name and citation unverified)",
                Mark.PRIMARY,
                scale.acts,
            ),
            _damages(
                "B",
                "One act for each record of a taxpayer.",
                "open",
                Mark.DERIVED,
                scale.records,
            ),
        ),
        ceiling=_damages(
            "ceiling",
            "One act for each record and each recipient.",
            "nobody that we know; an upper bound",
            Mark.DERIVED,
            scale.records * scale.recipients,
        ),
    )


def _damages(id_: str, says: str, held_by: str, mark: Mark, acts: int) -> Damages:
    return Damages(id_, says, held_by, mark, acts, acts * STATUTORY_CENTS)


# --- how many, in August 2025 -------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Estimate:
    """One account of how many disclosures were unauthorised."""

    id: str
    records: int
    says: str
    held_by: str
    mark: Mark


AUGUST_2025 = (
    Estimate(
        "A",
        2_350,
        "Under 5 % of 47,289: addresses that may have been incomplete or insufficient (press: "
        "about 2,350; no more than 2,364).",
        "Romo declaration, 11 Feb 2026",
        Mark.SECONDARY,
    ),
    Estimate(
        "B",
        42_695,
        "Every record sent through TIN matching, where no address was confirmed.",
        "Kollar-Kotelly, J., D.D.C. 1:25-cv-00457, 26 Feb 2026",
        Mark.SECONDARY,
    ),
)
"""Q10, the two accounts of August 2025. Report both."""


# --- what is criminal ---------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Range:
    """The range of one offence, upon conviction: up to so much fine, so many years, or both."""

    cite: str
    says: str
    fine_cents: int
    years: int
    felony: bool
    dismissal: str
    mark: Mark = Mark.PRIMARY


FEDERAL_DISMISSAL = "An officer or employee of the United States is dismissed upon conviction."
FELONY_CENTS, FELONY_YEARS = 500_000, 5

CRIMINAL = (
    Range(
        "26 USC 7213(a)(1)",
        "Wilful disclosure by Federal employees and (n) persons, former ones too.",
        FELONY_CENTS,
        FELONY_YEARS,
        felony=True,
        dismissal=FEDERAL_DISMISSAL,
    ),
    Range(
        "26 USC 7213(a)(2)",
        "Wilful disclosure by State employees and other listed recipients.",
        FELONY_CENTS,
        FELONY_YEARS,
        felony=True,
        dismissal="",
    ),
    Range(
        "26 USC 7213(a)(3)",
        "Wilful printing or publishing of what was disclosed without authority.",
        FELONY_CENTS,
        FELONY_YEARS,
        felony=True,
        dismissal="",
    ),
    Range(
        "26 USC 7213(a)(4)",
        "Offering something of value for return information, and receiving it.",
        FELONY_CENTS,
        FELONY_YEARS,
        felony=True,
        dismissal="",
    ),
    Range(
        "26 USC 7213A",
        "Wilful inspection without authority.",
        100_000,
        1,
        felony=False,
        dismissal=FEDERAL_DISMISSAL,
    ),
)
"""Each with the costs of prosecution besides."""


# --- the two years ------------------------------------------------------------------------------
def clock_ends_on(discovered_on: int) -> int:
    """Last of the two years in which the taxpayer may sue, both as days since 1970-01-01.

    It is the same day of the calendar two years after the discovery (§ 7431(d)). From
    29 February it is 28 February, as two years later there is no 29th: the earlier day, which
    a taxpayer can rely on (derived). A weekend or holiday does not move it here.
    """
    if not FIRST_DAY <= discovered_on <= LAST_DAY - MOST_DAYS:
        raise ValueError("the day of discovery is outside the dates that the law is applied to")
    found = day(discovered_on)
    leap = (found.month, found.day) == (FEBRUARY, 29)
    return days(date(found.year + CLOCK_YEARS, found.month, 28 if leap else found.day))
