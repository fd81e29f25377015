"""26 U.S.C. § 6103(p)(9): contractors and other agents of an agency.

"No return or return information shall be disclosed to any contractor or other agent" of a
Federal, State or local agency unless the agency requires safeguards of the agent, reviews it
on site every three years (a shorter contract at its mid-point), submits the findings and
certifies compliance each year. This is a condition over other provisions; it opens nothing.
"""

from duly.law.node import Compare, Holds, Node, Not, Value
from duly.law.provision import Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import p_facts as p
from duly.law.usc.t26.s6103 import shared

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
REVIEWED = "Have the agency bring (p)(9) in order before its agent receives anything."


def _duty(
    letter: str,
    says: str,
    holds: Node,
    unmet: str,
    *,
    words: str = "",
    mark: Mark = PRIMARY,
) -> Element:
    """One duty of the agency; none binds disclosures under (n) for tax administration."""
    return Element(
        id=f"p9.{letter}",
        says=says,
        cite=f"26 USC 6103(p)(9)({letter[0]})",
        mark=mark,
        words=words,
        holds=holds,
        applies=Not(Holds(p.contractor_under_n)),
        unmet=unmet,
        next_step=REVIEWED,
        next_unknown="Ask the agency; record the answer in the custodian file.",
    )


HERE = Provision(
    cite="26 USC 6103(p)(9)",
    title="Contractors and other agents: safeguards, review, certificate",
    says="Tells whether a contractor or other agent of an agency may be a recipient at all.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="CLEARED", not_met="NOT CLEARED", unknown="NOT SHOWN"),
    elements=(
        _duty(
            "A",
            "The agency requires the contractor to provide safeguards.",
            Holds(p.contractor_requirements),
            "The agency does not require the contractor to provide safeguards.",
            words="has requirements in effect which require each such contractor or other agent",
        ),
        _duty(
            "B",
            "The agency has agreed to review the contractor on site every three years, or at the "
            "mid-point of a shorter contract.",
            Holds(p.contractor_review_agreed),
            "The agency has not agreed to review the contractor on site.",
            words="agrees to conduct an on-site review every 3 years",
        ),
        _duty(
            "B.due",
            "No on-site review is overdue.",
            Compare(Value(p.contractor_review_due_on), ">=", Value(f.as_of)),
            "An on-site review is overdue.",
            mark=DERIVED,
        ),
        _duty(
            "C",
            "The findings of the most recent review were submitted to the Secretary.",
            Holds(p.contractor_findings),
            "The findings of the most recent review were not submitted.",
            words="submits the findings of the most recent review",
        ),
        _duty(
            "D",
            "The agency has certified compliance for the most recent annual period.",
            Holds(p.contractor_certified),
            "The agency has not certified compliance for the most recent annual period.",
            words="certifies to the Secretary for the most recent annual period",
        ),
        _duty(
            "D.content",
            "The certificate gives the contractor's name and address, the contract and how long "
            "it runs.",
            Holds(p.contractor_certificate_complete),
            "The certificate leaves out the contractor, the contract or how long it runs.",
            words="the name and address of each contractor or other agent",
        ),
    ),
    notes=(
        (
            "(p)(9) does not apply to disclosures under (n) for purposes of Federal tax "
            "administration; then nothing is asked here."
        ),
    ),
)
