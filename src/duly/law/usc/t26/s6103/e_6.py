"""26 U.S.C. § 6103(e)(6): attorney in fact.

A return that the subsection opens to a person "shall, upon written request, also be open" to
the attorney in fact whom that person has authorised in writing, under the same conditions.
"""

from duly.law.node import OneOf
from duly.law.provision import Provision, Words
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103 import interest_parts as parts
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import exempt, need

CITE = "26 USC 6103(e)(6)"

HERE = Provision(
    cite=CITE,
    title="Attorney in fact",
    says="Directs the custodian to open a return to the attorney in fact of a person to whom the "
    "subsection opens it.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        shared.written("e6.written", CITE, "upon written request"),
        parts.recipient("e6.recip"),
        parts.identity("e6.identity"),
        parts.the_return("e6.item", CITE, "Any return to which this subsection applies"),
        need(
            "e6.who",
            "The person asking is the attorney in fact.",
            CITE,
            OneOf(e.role, "attorney_in_fact"),
            words="the attorney in fact",
            unmet="The person asking is no attorney in fact.",
            step="Ask for the power of attorney; record interest_role in the custodian file.",
        ),
        parts.proved(
            "e6.power",
            "The attorney in fact is authorised in writing to inspect or receive it.",
            CITE,
            e.power_in_writing,
            words="duly authorized in writing",
            unmet="No writing authorises the attorney in fact to inspect or receive it.",
            step="Ask for a power of attorney that covers this return.",
        ),
        parts.proved(
            "e6.principal",
            "The subsection opens the return to the person represented, every condition met.",
            CITE,
            e.principal_entitled,
            words="subject to the conditions provided in such paragraphs",
            unmet="The subsection does not open the return to the person represented.",
            step="Ask for a return that the subsection opens to the person represented.",
        ),
        parts.own_use("e6.use"),
        parts.schedules("e6.e10"),
    ),
    effects=(*parts.effects("e6", CITE), exempt("e6.log")),
    notes=("The use is that of the person represented, on whose behalf the attorney acts.",),
)
