"""26 U.S.C. § 6103(e)(2): the return of an individual who is legally incompetent.

Where an individual whom (e)(1) names is legally incompetent, the applicable return "shall, upon
written request, be open" to the committee, trustee or guardian of that individual's estate.
"""

from duly.law.node import OneOf
from duly.law.provision import Provision, Words
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103 import interest_parts as parts
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import exempt, need

CITE = "26 USC 6103(e)(2)"

HERE = Provision(
    cite=CITE,
    title="Guardian of an incompetent individual",
    says="Directs the custodian to open a return to the committee, trustee or guardian of an "
    "individual who could have asked for it.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        shared.written("e2.written", CITE, "upon written request"),
        parts.recipient("e2.recip"),
        parts.identity("e2.identity"),
        parts.the_return("e2.item", CITE, "the applicable return"),
        parts.proved(
            "e2.ward",
            "The individual is one to whom paragraph (1) opens this return.",
            CITE,
            e.principal_entitled,
            words="an individual described in paragraph (1)",
            unmet="Paragraph (1) does not open this return to the individual.",
            step="Ask for a return that paragraph (1) opens to the individual.",
        ),
        parts.proved(
            "e2.incompetent",
            "The individual is legally incompetent.",
            CITE,
            e.incompetent,
            words="legally incompetent",
            unmet="The individual is not legally incompetent.",
            step="The individual may ask under (e)(1), or give a power of attorney under (e)(6).",
        ),
        need(
            "e2.who",
            "The person asking is the committee, trustee or guardian of the individual's estate.",
            CITE,
            OneOf(e.role, "guardian"),
            words="the committee, trustee, or guardian of his estate",
            unmet="The person asking is not the committee, trustee or guardian of the estate.",
            step="Ask for the court's appointment; record interest_role in the custodian file.",
        ),
        parts.own_use("e2.use"),
        parts.schedules("e2.e10"),
    ),
    effects=(*parts.effects("e2", CITE), exempt("e2.log")),
)
