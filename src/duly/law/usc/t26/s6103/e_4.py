"""26 U.S.C. § 6103(e)(4): trustee in a title 11 case, and receiver.

A return of the debtor, or of a person substantially all of whose property a receiver holds,
"shall, upon written request, be open" to the trustee or receiver, "but only if the Secretary
finds" a material interest in the fiduciary capacity.
"""

from duly.law.node import All, Holds, OneOf
from duly.law.provision import AnyOf, Provision, Words
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103 import interest_parts as parts
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import PRIMARY, exempt, need

CITE = "26 USC 6103(e)(4)"

HERE = Provision(
    cite=CITE,
    title="Trustee in a title 11 case, and receiver",
    says="Directs the custodian to open a return to a trustee in bankruptcy or a receiver with a "
    "material interest.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        shared.written("e4.written", CITE, "upon written request"),
        parts.recipient("e4.recip"),
        parts.identity("e4.identity"),
        parts.the_return("e4.item", CITE, "such return or returns for prior years"),
        AnyOf(
            id="e4.who",
            says="The person asking is the trustee or receiver of the person whose return it is.",
            cite="26 USC 6103(e)(4)(A), (B)",
            mark=PRIMARY,
            unmet="The person asking is not the trustee or receiver of the person whose return "
            "it is.",
            next_step="Ask for the appointment; record interest_role in the custodian file.",
            parts=(
                need(
                    "e4.A",
                    "The trustee in a title 11 case whose debtor is that person.",
                    "26 USC 6103(e)(4)(A)",
                    OneOf(e.role, "title_11_trustee"),
                    words="there is a trustee in a title 11 case",
                    unmet="Not the trustee in a title 11 case of that person.",
                ),
                need(
                    "e4.B",
                    "A receiver who holds substantially all property of that person.",
                    "26 USC 6103(e)(4)(B)",
                    All(OneOf(e.role, "receiver"), Holds(e.substantially_all)),
                    words="substantially all of the property of the person",
                    unmet="Not a receiver who holds substantially all property of that person.",
                ),
            ),
        ),
        parts.proved(
            "e4.finding",
            "The Secretary has found a material interest in the fiduciary capacity.",
            CITE,
            e.finding,
            words="in his fiduciary capacity, has a material interest",
            unmet="The Secretary has found no material interest.",
            step="Without the finding the return stays closed.",
        ),
        parts.own_use("e4.use"),
        parts.schedules("e4.e10"),
    ),
    effects=(*parts.effects("e4", CITE), exempt("e4.log")),
)
