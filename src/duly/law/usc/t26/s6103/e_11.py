"""26 U.S.C. § 6103(e)(11): what became of a complaint about unauthorised disclosure.

The Secretary "may" tell a person who reported a violation of sections 7213, 7213A or 7214 on
the person's own return or return information, or that person's designee, whether an
investigation was opened and whether it is closed, whether it substantiated the violation, and
whether action was taken.
"""

from duly.law.node import All, Holds, OneOf, OnlyAmong
from duly.law.provision import Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103 import interest_parts as parts
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import DERIVED, discretion, exempt, need

CITE = "26 USC 6103(e)(11)"

HERE = Provision(
    cite=CITE,
    title="Status of an investigation, for the person who complained",
    says="Permits the custodian to tell a person who reported a violation on the own return or "
    "return information what became of it.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        need(
            "e11.recip",
            "The recipient is named, and is the person who complained or that person's designee.",
            CITE,
            All(Holds(f.recipient_named), OneOf(f.recipient_employment, "taxpayer", "designee")),
            words="such person (or such person’s designee)",
            unmet="No recipient is named, or the recipient is neither the person nor the designee.",
            step="Name the person who complained, or the designee.",
        ),
        parts.identity("e11.identity"),
        parts.proved(
            "e11.complaint",
            "The person gave information that indicates a violation on the own return or return "
            "information.",
            CITE,
            e.complaint_made,
            words="provides to the Secretary information indicating a violation",
            unmet="The person gave no such information.",
            step="Only the person who gave the information may be told.",
        ),
        need(
            "e11.item",
            "The item is the custodian's own record of the investigation.",
            CITE,
            OneOf(f.item, "custodian_record"),
            mark=DERIVED,
            unmet="The item is not the custodian's record of the investigation.",
            step="Ask for the record of the investigation only.",
        ),
        need(
            "e11.scope",
            "Only its status, whether it substantiated the violation, and any action taken are "
            "asked for.",
            "26 USC 6103(e)(11)(A)-(C)",
            OnlyAmong(e.complaint_asks, "opened_or_closed", "substantiated", "action_taken"),
            words="whether it is open or closed",
            unmet="More is asked for than the paragraph lets be told.",
            step="Ask only for what (A), (B) and (C) name.",
        ),
        parts.own_use("e11.use"),
    ),
    effects=(discretion("e11.effect", CITE), exempt("e11.log")),
)
