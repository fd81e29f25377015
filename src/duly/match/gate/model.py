"""What the gate says of an address: its class, the reasons, its parts and three facts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class GateClass(StrEnum):
    """The kind of thing that stands in the address field of a request."""

    OK = "ok"
    OK_RURAL = "ok_rural"
    OK_MILITARY = "ok_military"
    PO_BOX = "po_box"
    INSTITUTION = "institution"
    FOREIGN = "foreign"
    PLACEHOLDER = "placeholder"
    ZIP_ONLY = "zip_only"
    NO_NUMBER = "no_number"
    NO_STREET = "no_street"
    MISSING_CITY_STATE = "missing_city_state"
    ZIP_CONFLICT = "zip_conflict"
    GARBAGE = "garbage"
    BLANK = "blank"


class Facts(NamedTuple):
    """Three facts for the law; None where a machine cannot tell."""

    present: bool | None
    complete: bool | None
    locates: bool | None


FACTS: Final[Mapping[GateClass, Facts]] = MappingProxyType(
    {
        GateClass.OK: Facts(present=True, complete=True, locates=True),
        GateClass.OK_RURAL: Facts(present=True, complete=True, locates=True),
        GateClass.OK_MILITARY: Facts(present=True, complete=True, locates=True),
        # A PO box is an address in law; that it cannot show one person is a question for matching.
        GateClass.PO_BOX: Facts(present=True, complete=True, locates=True),
        GateClass.INSTITUTION: Facts(present=True, complete=False, locates=False),
        GateClass.FOREIGN: Facts(present=True, complete=None, locates=None),
        GateClass.PLACEHOLDER: Facts(present=False, complete=False, locates=False),
        GateClass.ZIP_ONLY: Facts(present=False, complete=False, locates=False),
        GateClass.NO_NUMBER: Facts(present=True, complete=False, locates=True),
        GateClass.NO_STREET: Facts(present=True, complete=False, locates=True),
        GateClass.MISSING_CITY_STATE: Facts(present=True, complete=False, locates=True),
        GateClass.ZIP_CONFLICT: Facts(present=True, complete=None, locates=True),
        GateClass.GARBAGE: Facts(present=False, complete=False, locates=False),
        GateClass.BLANK: Facts(present=False, complete=False, locates=False),
    }
)
"""The one table from class to facts; ``FACTS_BY_REASON`` holds its one exception."""

FACTS_BY_REASON: Final[Mapping[str, Facts]] = MappingProxyType(
    # A jail's full street address is more than "a name without building location", so it locates;
    # matching still reviews it, because many people share the line.
    {"institution_with_street": Facts(present=True, complete=True, locates=True)}
)
"""Facts that a reason code, first in ``reasons``, sets in place of its class's row."""

REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "blank": "Nothing stands in the address field.",
        "punctuation_only": "Only punctuation marks stand in the address field.",
        "placeholder_word": "Words that say there is no address stand in its place.",
        "placeholder_city": "Words that say nothing stand in place of the city.",
        "nonsense_words": "Keyboard runs or words without meaning stand in place of an address.",
        "digits_only": "Only digits that are no ZIP Code stand in the address field.",
        "no_address_element": "The words name no street, city or State.",
        "symbols_only": "Only symbols stand in the address field.",
        "too_long": "The text is far longer than an address can be.",
        "number_zero": "The house number is zero.",
        "number_too_long": "The house number has more digits than house numbers have.",
        "numeric_street": "A bare number stands in place of a street name.",
        "bare_zip": "Only a ZIP Code stands in the address field.",
        "no_house_number": "The house number is missing.",
        "beside_house": "The words put the person beside a house, not in it.",
        "block_only": "A block of houses is named, not a house.",
        "no_street_name": "The street name is missing.",
        "no_box_number": "The box number is missing.",
        "general_delivery": "General Delivery names a post office, not a street or a box.",
        "no_city": "The city is missing or cannot be told from the street.",
        "no_state": "The State is missing.",
        "no_zip": "The ZIP Code is missing.",
        "zip_not_issued": "The ZIP Code is not in the table of issued ZIP Codes.",
        "zip_state_conflict": "The ZIP Code does not lie in the State.",
        "zip_retired": "The ZIP Code is no longer in use.",
        "zip_single_customer": "The ZIP Code belongs to one organisation.",
        "government_zip": "The ZIP Code belongs to a government office.",
        "city_not_for_zip": "The city is not among the names in use for the ZIP Code.",
        "city_misspelt": "The city is one or two letters off a name in use for the ZIP Code.",
        "zip_zero_restored": "The ZIP Code had lost its leading zero; the State confirms it.",
        "no_suffix": "The street has no type word such as Street or Avenue.",
        "words_before_number": "Other words stand before the house number.",
        "words_after_street": "Other words stand between the street and the city.",
        "care_of": "The address is care of somebody else.",
        "unit_not_stated": "A unit is named but not its number.",
        "private_mailbox": "The unit is a rented mailbox.",
        "po_box": "The address is a post office box.",
        "box_beside_street": "A box number stands beside the street address.",
        "rural_route": "The address is a rural or highway contract route with a box.",
        "military": "The address is a military or diplomatic post office.",
        "institution_name": "The address names a jail, a detention facility or a public office.",
        "establishment_name": "The address names an establishment such as a hospital or a shelter.",
        "institution_name_only": "The facility or office is named without a street address.",
        "institution_with_street": "The facility or office is given with its full street address.",
        "foreign_place": "The address names a country or region outside the United States.",
        "foreign_postcode": "The postal code has the form of another country.",
        "foreign_script": "The address is written in another script.",
    }
)
"""Reason code -> one plain sentence for people. No sentence holds anything from a record."""


_BOX_LINES: Final = ("RR ", "HC ", "PSC ", "UNIT ", "CMR ", "OMC ", "UMR ")


class Parts(NamedTuple):
    """Standardised parts of one address; the empty string where a part is missing.

    Spellings follow Publication 28: ``suffix`` ``ST``, directionals ``N`` ... ``SW``, ``unit`` as
    designator and identifier (``APT 4B``), ``po_box`` the box number alone. A rural, contract route
    or military line has its route in ``street`` (``RR 2``, ``PSC 3``) and its box in ``number``.
    """

    number: str = ""
    predirectional: str = ""
    street: str = ""
    suffix: str = ""
    postdirectional: str = ""
    unit: str = ""
    po_box: str = ""
    city: str = ""
    state: str = ""
    zip5: str = ""

    @property
    def line_key(self) -> str:
        """Delivery line without unit, and ZIP: ``123 N MAIN ST|62701``.

        Empty unless number and street (or box) and ZIP are all there, so that two incomplete
        addresses never agree. A street line goes before a box that stands beside it.
        """
        return self.keys()[0]

    @property
    def key(self) -> str:
        """Like ``line_key``, with the unit: ``123 N MAIN ST #4B|62701``.

        Apartment, suite, unit, room and ``#`` are one in the key, because people use them for one
        another; building and floor keep their name.
        """
        return self.keys()[1]

    def keys(self) -> tuple[str, str]:
        """Return ``line_key`` and ``key`` at once."""
        if not self.zip5:
            return "", ""
        if self.street and self.number:
            if not self.suffix and self.street.startswith(_BOX_LINES):
                line = f"{self.street} BOX {self.number}"
            else:
                line = self.number
                for part in (self.predirectional, self.street, self.suffix, self.postdirectional):
                    if part:
                        line += f" {part}"
        elif self.po_box:
            line = f"PO BOX {self.po_box}"
        else:
            return "", ""
        line_key = f"{line}|{self.zip5}"
        if not self.unit:
            return line_key, line_key
        return line_key, f"{line} #{unit_in_key(self.unit)}|{self.zip5}"


_SAME_DESIGNATORS: Final = frozenset(
    {"APT", "STE", "UNIT", "RM", "#", "SPC", "LOT", "TRLR", "PMB", "BOX"}
)


def unit_in_key(unit: str) -> str:
    """Return a standard unit as the key has it: ``APT 4B`` and ``# 4B`` are ``4B``."""
    return "".join([word for word in unit.split() if word not in _SAME_DESIGNATORS])


class Gate(NamedTuple):
    """The gate's answer for one address.

    ``reasons`` are codes of ``REASONS``, the decisive one first; an accepted address may carry
    codes that only inform. The three facts follow from ``FACTS``.
    """

    cls: GateClass
    reasons: tuple[str, ...] = ()
    parts: Parts = Parts()

    @property
    def facts(self) -> Facts:
        """All three facts at once."""
        if self.reasons:
            special = FACTS_BY_REASON.get(self.reasons[0])
            if special is not None:
                return special
        return FACTS[self.cls]

    @property
    def present(self) -> bool | None:
        """Whether anything but a placeholder, a bare ZIP Code or nonsense was supplied."""
        return self.facts.present

    @property
    def complete(self) -> bool | None:
        """Whether street (or box), number, city, State and ZIP Code are all there."""
        return self.facts.complete

    @property
    def locates(self) -> bool | None:
        """Whether it is more than the name of an institution without a building's location."""
        return self.facts.locates
