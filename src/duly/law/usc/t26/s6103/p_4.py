"""26 U.S.C. § 6103(p)(4): safeguards, "as a condition for receiving" what is disclosed.

A recipient that the paragraph lists must keep records of requests and disclosures, store the
information in a secure place, restrict access, provide the further safeguards that the
Secretary prescribes, report on its procedures and, "upon completion of use", return the
information or make it undisclosable. Here it is a classifier over evidence: what nobody has
recorded is not shown. The controls of Publication 1075 stand for (D); see ``p_4_controls.py``.
"""

from duly.law.node import All, Holds, Node, Not, OneOf
from duly.law.provision import AllOf, Effect, Element, Mark, Part, Provision, Words
from duly.law.usc.t26.s6103 import p_facts as p
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.p_4_controls import CEASE, CONTROLS

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED


def _duty(
    letter: str, says: str, holds: Node, unmet: str, next_step: str, *, words: str = ""
) -> Element:
    """One of (A) to (E), which cease for what is part of a public record."""
    return Element(
        id=f"p4.{letter}",
        says=says,
        cite=f"26 USC 6103(p)(4)({letter})",
        mark=PRIMARY,
        words=words,
        holds=holds,
        applies=Not(CEASE),
        unmet=unmet,
        next_step=next_step,
        next_unknown="Ask the recipient for the evidence; record it in the custodian file.",
    )


DUTIES: tuple[Part, ...] = (
    _duty(
        "A",
        "It keeps a permanent system of standardized records of requests, reasons, dates, and "
        "disclosures by or to it.",
        Holds(p.safeguard_records),
        "It keeps no such records.",
        "Have the recipient keep a ledger of requests and disclosures.",
        words="a permanent system of standardized records with respect to any request",
    ),
    _duty(
        "B",
        "It stores the information in a secure area or place.",
        Holds(p.safeguard_storage),
        "The place where it stores the information is not secure.",
        "Have the recipient secure the place and attest to it.",
        words="a secure area or place",
    ),
    _duty(
        "C",
        "Access is only for those whose duties require it and to whom disclosure may be made.",
        Holds(p.safeguard_access),
        "Others than those whose duties require it have access.",
        "Have the recipient restrict access, matter by matter.",
        words="only to persons whose duties or responsibilities require access",
    ),
    AllOf(
        id="p4.D",
        says="It provides the other safeguards that the Secretary prescribes.",
        cite="26 USC 6103(p)(4)(D)",
        mark=PRIMARY,
        words="such other safeguards which the Secretary determines",
        parts=CONTROLS,
    ),
    _duty(
        "E",
        "It has furnished the report on its procedures.",
        Holds(p.safeguard_report),
        "It has not furnished the report on its procedures.",
        "Have the recipient furnish the report.",
        words="furnish a report to the Secretary",
    ),
)


def _completion(
    clause: str, says: str, recipient: str, disposals: tuple[str, ...], unmet: str, words: str
) -> Element:
    """What a kind of recipient must do once it has no more use for the information."""
    return Element(
        id=f"p4.F.{clause}",
        says=says,
        cite=f"26 USC 6103(p)(4)(F)({clause})",
        mark=PRIMARY,
        words=words,
        holds=OneOf(p.safeguard_disposal, *disposals),
        applies=All(OneOf(p.safeguard_recipient, recipient), Holds(p.safeguard_use_completed)),
        unmet=unmet,
        next_step="Have the recipient return or destroy the information and certify how.",
        next_unknown="Ask whether use is completed and what became of the information; record "
        "it in the custodian file.",
    )


COMPLETION = (
    _completion(
        "i",
        "On completion of use, a recipient of the State type returned the information, or made "
        "it undisclosable and reported in writing how.",
        "state_type",
        ("returned", "undisclosable_and_reported"),
        "Use is completed, and the information was neither returned nor made undisclosable with "
        "a written report.",
        "furnish a written report to the Secretary describing such manner",
    ),
    _completion(
        "ii",
        "On completion of use, a recipient of the Federal type returned the information, made it "
        "undisclosable, or keeps the safeguards going.",
        "federal_type",
        ("returned", "undisclosable_and_reported", "undisclosable", "kept_under_safeguards"),
        "Use is completed, and the information was neither returned nor made undisclosable nor "
        "kept under the safeguards.",
        "otherwise make such returns or return information undisclosable",
    ),
)

REFUSAL = Element(
    id="p4.refuse",
    says="The Secretary has not determined that the recipient fails the safeguards.",
    cite="26 USC 6103(p)(4)",
    mark=PRIMARY,
    words="has failed to, or does not, meet the requirements of this paragraph",
    holds=Not(Holds(p.safeguard_failure_determined)),
    unmet="The Secretary has determined that the recipient fails the safeguards.",
    unknown="It is not recorded whether the Secretary has made such a determination.",
    next_step="Disclose nothing to it until the Secretary determines that it complies.",
    next_unknown="Ask the Office of Safeguards; record the answer in the custodian file.",
)

HERE = Provision(
    cite="26 USC 6103(p)(4)",
    title="Safeguards, a condition of receipt",
    says="Tells whether the evidence shows that a recipient meets the safeguards.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SAFEGUARDS MET", not_met="NOT MET", unknown="NOT SHOWN"),
    elements=(*DUTIES, *COMPLETION, REFUSAL),
    effects=(
        Effect(
            "p4.refuse.effect",
            "After any review under (p)(7) the Secretary may refuse further disclosure until the "
            "requirements are met.",
            "26 USC 6103(p)(4)",
            PRIMARY,
        ),
        Effect(
            "p5",
            "The Secretary reports each year on safeguards and deficiencies to the tax committees.",
            "26 USC 6103(p)(5)",
            PRIMARY,
        ),
        Effect(
            "p6", "The Comptroller General may audit the safeguards.", "26 USC 6103(p)(6)", PRIMARY
        ),
        Effect(
            "p7",
            "An agency under (d) can have a determination of failure reviewed.",
            "26 USC 6103(p)(7)",
            PRIMARY,
        ),
    ),
    notes=(
        (
            "p4.pub: (A) to (E) cease for information that was made part of the public record of "
            "a judicial or administrative proceeding."
        ),
        (
            "State type are recipients under (d), (i)(3)(B)(i), (k)(10), (l)(6)-(9), (16) and the "
            "other persons listed in (F)(i); Federal type those under (h)(2), (h)(5), (i)(1), (2), "
            "(3), (5), (7), (j), (o) and others listed in (F)(ii). A few stand in both lists. The "
            "agents of an agency that receives an address under (m)(2) are bound by the paragraph "
            "but stand in neither."
        ),
        "Whether a recipient must meet the safeguards at all is for the provision it asks under.",
    ),
)
