"""26 U.S.C. § 6103(g)(2): tax checks on people considered for Federal appointments.

The Secretary "may" tell the Executive Office of the President, the head of a Federal agency or
the Federal Bureau of Investigation four things about a person who is under consideration for an
appointment: returns filed, taxes unpaid or negligence penalties, criminal tax investigations,
and civil fraud penalties. Nothing else is open.
"""

from duly.law.node import All, Holds, OneOf, OnlyAmong
from duly.law.provision import Effect, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import g_facts as g
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import (
    DERIVED,
    PRIMARY,
    accounted,
    authority,
    discretion,
    need,
    only_use,
)

CITE = "26 USC 6103(g)(2)"

HERE = Provision(
    cite=CITE,
    title="Tax checks on candidates for Federal appointments",
    says="Permits four answers about a person under consideration for a Federal appointment.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        authority("g2.a6"),
        shared.written("g2.writing", CITE, "upon written request"),
        need(
            "g2.requester",
            "The President, the head of a Federal agency, or the FBI on their request asks.",
            CITE,
            OneOf(g.requester, "president", "agency_head", "fbi_on_their_request"),
            words="upon written request by the President or head of such agency",
            unmet="The requester is none of those whom the paragraph names.",
            step="Have the President or the head of the agency ask.",
        ),
        need(
            "g2.nominee",
            "The person is designated as under consideration for a Federal appointment.",
            CITE,
            Holds(g.under_consideration),
            words="designated as being under consideration for appointment to a position in the "
            "executive or judicial branch",
            unmet="The person is not under consideration for a Federal appointment.",
            step="State the position for which the person is considered.",
        ),
        need(
            "g2.item",
            "Only the four points that the paragraph lists are asked for.",
            f"{CITE}(A)-(D)",
            All(OneOf(f.item, "custodian_record"), OnlyAmong(g.points, *g.POINTS)),
            words="Such return information shall be limited to whether such individual",
            unmet="More is asked for than the four points that the paragraph lists.",
            step="Ask for the custodian's record on the listed points only.",
        ),
        need(
            "g2.recip",
            "The recipient is named and of a kind that the paragraph names.",
            CITE,
            All(
                Holds(f.recipient_named),
                OneOf(
                    g.appointment_recipient, "executive_office_representative", "agency_head", "fbi"
                ),
            ),
            words="to a duly authorized representative of the Executive Office of the President or "
            "to the head of any Federal agency",
            unmet="No recipient of a kind that the paragraph names is named.",
            step="Name a recipient whom the paragraph covers.",
        ),
        need(
            "g2.pay",
            "The recipient's basic pay reaches the executive schedule.",
            "26 USC 6103(g)(4)",
            Holds(g.pay),
            words="shall not be made to any employee whose annual rate of basic pay is less than",
            unmet="The recipient's basic pay is below that of positions under 5 USC 5316.",
            step="Name another recipient.",
        ),
        only_use(
            "g2.use",
            "26 USC 6103(g)(2), (3)",
            "The answers are only for the requester's own use in deciding on the appointment.",
            "appointment_check",
            mark=DERIVED,
        ),
    ),
    effects=(
        discretion("g2.effect", CITE),
        Effect(
            "g2.notice",
            "Within 3 days of the receipt of the request the Secretary notifies the person in "
            "writing.",
            CITE,
            PRIMARY,
        ),
        Effect(
            "g2.onward",
            "An employee who receives the answers may disclose them to nobody but the President "
            "or the head of the agency without their personal written direction.",
            "26 USC 6103(g)(3)",
            PRIMARY,
        ),
        accounted("g2.log"),
    ),
)
