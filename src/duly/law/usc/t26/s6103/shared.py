"""Elements that several provisions of 26 U.S.C. § 6103 ask in the same words.

Each function makes one element with the id and the citation of the provision that asks it.
"""

from datetime import date

from duly.law.fact import days
from duly.law.node import Holds, Not
from duly.law.provision import Element, Mark
from duly.law.usc.t26.s6103 import facts as f

SOURCE = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title26-section6103"
TEXT_READ = "statute mirror, snapshot of 20 April 2023; later amendments not checked"
SINCE = days(date(2023, 4, 20))
"""Since when the law as encoded is known: the day of the text that was read."""


def written(id_: str, cite: str, words: str = "") -> Element:
    """The request is in writing."""
    return Element(
        id=id_,
        says="The request is in writing.",
        cite=cite,
        mark=Mark.PRIMARY,
        words=words,
        holds=Holds(f.written),
        unmet="The request is not in writing.",
        unknown="It is not stated whether the request is in writing.",
        next_step="Send the request in writing.",
    )


def recipient_named(id_: str, cite: str) -> Element:
    """Somebody is named who is to receive the item: nothing leaves for an unknown recipient."""
    return Element(
        id=id_,
        says="The recipient is named.",
        cite=cite,
        mark=Mark.DERIVED,
        holds=Holds(f.recipient_named),
        unmet="No recipient is named.",
        unknown="It is not stated who is to receive the item.",
        next_step="Name the person who is to receive the item.",
    )


def safeguards(id_: str) -> Element:
    """The (p)(4) safeguards, a condition of receipt for the agencies that the paragraph lists."""
    return Element(
        id=id_,
        says="The recipient agency meets the safeguards, a condition of receipt.",
        cite="26 USC 6103(p)(4)",
        mark=Mark.PRIMARY,
        words="as a condition for receiving returns or return information",
        holds=Holds(f.safeguards_met),
        unmet="The recipient agency does not meet the safeguards of (p)(4).",
        unknown="It is not known whether the recipient agency meets the safeguards of (p)(4).",
        next_step="Refer the agency to the Office of Safeguards; nothing leaves until it complies.",
        next_unknown="Ask the Office of Safeguards; record the status in the custodian file.",
    )


def bar_i6(id_: str, cite: str = "26 USC 6103(i)(6)") -> Element:
    """The bar over (i)(1), (2), (3)(A) and (C), (5), (7) and (8); (d) and (h)(4) have its like."""
    return Element(
        id=id_,
        says="No determination that an informant would be identified or a tax investigation "
        "seriously impaired.",
        cite=cite,
        mark=Mark.PRIMARY,
        holds=Not(Holds(f.i6_determination)),
        unmet="The Secretary has determined that disclosure would identify a confidential "
        "informant or seriously impair a tax investigation.",
        unknown="Nobody has recorded whether the Secretary made such a determination.",
        next_step="Do not disclose while the determination stands.",
    )


def no_impairment(id_: str, cite: str) -> Element:
    """The bar of (c) and (e)(7): serious impairment of Federal tax administration."""
    return Element(
        id=id_,
        says="No determination that disclosure would seriously impair Federal tax administration.",
        cite=cite,
        mark=Mark.PRIMARY,
        words="would seriously impair Federal tax administration",
        holds=Not(Holds(f.impairment_determination)),
        unmet="The Secretary has determined that disclosure would seriously impair Federal tax "
        "administration.",
        unknown="Nobody has recorded whether disclosure would seriously impair Federal tax "
        "administration.",
        next_step="Do not disclose while the determination stands.",
        next_unknown="Ask for the determination; record it in the custodian file.",
    )
