"""What the paragraphs of 26 U.S.C. § 7213(a), and § 7213A, ask in the same words.

Each function makes one element with the id and the citation of the paragraph that asks it.
"""

from datetime import date

from duly.law.fact import days
from duly.law.node import Holds, Node, Not, OneOf
from duly.law.provision import Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.a import PROTECTED_KINDS
from duly.law.usc.t26.s7213 import facts as s

TEXT_READ = "statute mirror, snapshot of 20 April 2023; later amendments not checked"
SINCE = days(date(2023, 4, 20))
EXPOSURE = Words(met="MAY APPLY", not_met="DOES NOT APPLY", unknown="OPEN")
"""A sanction answers what somebody is exposed to, never what somebody did."""
RECORD_IT = "Record it in the incident file and have counsel look."
NOTHING_HERE = "Look at the other sanctions; this one does not reach the act."
FELONY = (
    "Felony: a fine of up to $5,000, imprisonment of up to five years, or both, with the costs of "
    "prosecution."
)


def element(id_: str, cite: str, says: str, holds: Node, unmet: str, words: str = "") -> Element:
    """One condition of a sanction, read in the text."""
    return Element(
        id=id_,
        says=says,
        cite=cite,
        mark=Mark.PRIMARY,
        words=words,
        holds=holds,
        unmet=unmet,
        next_step=NOTHING_HERE,
        next_unknown=RECORD_IT,
    )


def item(id_: str, cite: str) -> Element:
    """What was disclosed or inspected is protected by § 6103."""
    return element(
        f"{id_}.item",
        cite,
        "It was a return or return information.",
        OneOf(f.item, *PROTECTED_KINDS),
        "It was neither a return nor return information.",
        "any return or return information (as defined in section 6103(b))"
        if cite.startswith("26 USC 7213(")
        else "any return or return information",
    )


def wilful(id_: str, cite: str, words: str) -> Element:
    """The act is alleged to have been wilful."""
    return element(
        f"{id_}.wilful",
        cite,
        "It is alleged or found to have been wilful.",
        OneOf(s.breach_fault, "wilful"),
        "It is not alleged to have been wilful.",
        words,
    )


def unauthorized(id_: str, cite: str, words: str = "except as authorized in this title") -> Element:
    """Nothing in title 26 authorised the act."""
    return element(
        f"{id_}.unauthorised",
        cite,
        "Title 26 did not authorise it.",
        Not(Holds(s.breach_authorized)),
        "Title 26 authorised it.",
        words,
    )


def act(id_: str, cite: str, says: str, unmet: str, *acts: str) -> Element:
    """What was done is what the paragraph names."""
    return element(f"{id_}.act", cite, says, OneOf(s.breach_act, *acts), unmet)


def caution(id_: str, cite: str) -> Effect:
    """Exposure is no verdict."""
    return Effect(
        f"{id_}.caution",
        "This shows what somebody is exposed to; guilt is for a court alone.",
        cite,
        Mark.DERIVED,
    )


def offence(
    cite: str,
    title: str,
    says: str,
    elements: tuple[Element, ...],
    effects: tuple[Effect, ...],
    notes: tuple[str, ...] = (),
) -> Provision:
    """One paragraph of § 7213(a) as a classifier of exposure."""
    return Provision(
        cite=cite,
        title=title,
        says=says,
        source="https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title26-section7213",
        text_read=TEXT_READ,
        since=SINCE,
        words=EXPOSURE,
        elements=elements,
        effects=effects,
        notes=notes,
    )
