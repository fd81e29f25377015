"""Why a request was answered as it was: the codes, their answers, their sentences.

The sentences are for the custodian alone. The requester never sees one, because each says
something of the custodian's records.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Answer = Literal["one", "none", "ambiguous", "review", "mismatch"]

_TABLE: tuple[tuple[str, Answer, str], ...] = (
    (
        "unique",
        "one",
        (
            "Name and address are those of one person, nobody else on the roster could be meant,"
            " and the TIN or the date of birth is equal."
        ),
    ),
    (
        "unique_variant",
        "one",
        (
            "One person has this name and address but for one slip or one missing part, nobody else"
            " on the roster could be meant, and the TIN or the date of birth is equal."
        ),
    ),
    (
        "unique_by_name_and_address",
        "one",
        (
            "Name and address, but for one slip or missing part at most, are those of one person"
            " and nobody else on the roster could be meant; no second identifier was asked for."
        ),
    ),
    ("nobody", "none", "Nobody on the roster has this name at this address."),
    ("name_missing", "none", "The request lacks a first or a last name."),
    ("address_unusable", "none", "The request gives no complete address to compare."),
    ("namesakes", "ambiguous", "Several people on the roster have this name at this address."),
    (
        "rival",
        "ambiguous",
        (
            "One person has this name and address, but another at or near this address could be"
            " meant as well."
        ),
    ),
    (
        "several_could_be",
        "ambiguous",
        "Nobody has exactly this name and address, and several people come close.",
    ),
    ("po_box", "review", "The address is a post office box, which cannot show one person."),
    ("institution", "review", "The address is an institution, where many people may live."),
    (
        "shared_address",
        "review",
        "The address is an office, an organisation, a rented mailbox or care of somebody else.",
    ),
    ("crowded", "review", "More people are on file at this address than policy allows."),
    (
        "too_many_alike",
        "review",
        "More people share a part of this name and address than can be compared one by one.",
    ),
    (
        "error_above_bound",
        "review",
        (
            "One person fits, but matches of this kind were measured to be wrong more often than"
            " policy allows, or were not measured."
        ),
    ),
    ("tin_shared", "review", "Several people on the roster have the TIN of the request."),
    (
        "tin_of_another",
        "review",
        (
            "One person has this name and address, but the TIN is that of somebody else with a"
            " like name."
        ),
    ),
    (
        "tin_differs",
        "review",
        "One person has this name and address, but another TIN on file.",
    ),
    (
        "dob_differs",
        "review",
        "One person has this name and address, but another date of birth on file.",
    ),
    (
        "dependent_only",
        "review",
        "The person is known only as somebody's dependent, not as a taxpayer.",
    ),
    (
        "suffix_one_sided",
        "review",
        (
            "A suffix such as Jr or Sr stands on one side only, and no date of birth confirms the"
            " person."
        ),
    ),
    (
        "middle_absent",
        "review",
        (
            "No middle name can be compared, and a relative with the same initial or a like name is"
            " at the address."
        ),
    ),
    (
        "no_second_identifier",
        "review",
        "One person has this name and address, but no TIN or date of birth confirms it.",
    ),
    (
        "twin",
        "review",
        (
            "Only the date of birth confirms the person, and somebody with a like name at the"
            " address may share it."
        ),
    ),
    (
        "middle_conflict",
        "review",
        "Name and address are those of a person whose middle name is another.",
    ),
    (
        "suffix_conflict",
        "review",
        "Name and address are those of a person whose suffix is another.",
    ),
    ("address_variant", "review", "One person has this name at an address written otherwise."),
    (
        "nickname",
        "review",
        (
            "One person at this address has this last name and a first name of which the one given"
            " is a short form."
        ),
    ),
    ("spelling", "review", "One person at this address has a name that differs by one slip."),
    (
        "could_be",
        "review",
        (
            "One person at this address could be meant, but parts of the name or address are"
            " missing or in another order."
        ),
    ),
    (
        "tin_elsewhere",
        "review",
        (
            "The TIN is that of one person with this or a like name, who is not clearly at another"
            " address."
        ),
    ),
    (
        "tin_of_another_name",
        "mismatch",
        "The TIN is that of exactly one person, and that person has another name.",
    ),
    (
        "address_differs",
        "mismatch",
        (
            "TIN and name are those of exactly one person, and this address is none of theirs in"
            " the years kept."
        ),
    ),
)

MATCH_REASONS: Mapping[str, str] = MappingProxyType({code: text for code, _, text in _TABLE})
"""Reason code to a plain sentence for the custodian; never shown to the requester."""

ANSWER_OF_REASON: Mapping[str, Answer] = MappingProxyType({c: answer for c, answer, _ in _TABLE})
"""Reason code to the answer it always gives; one reason, one answer."""
