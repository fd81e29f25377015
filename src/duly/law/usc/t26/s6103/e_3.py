"""26 U.S.C. § 6103(e)(3): the return of a decedent.

It "shall, upon written request, be open" to the administrator, executor or trustee of the
estate, and to an heir, next of kin, beneficiary or donee whom the Secretary finds to have a
material interest.
"""

from duly.law.node import All, Holds, OneOf
from duly.law.provision import AnyOf, Provision, Words
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103 import interest_parts as parts
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import PRIMARY, exempt, need

CITE = "26 USC 6103(e)(3)"

HERE = Provision(
    cite=CITE,
    title="Return of a person who has died",
    says="Directs the custodian to open a decedent's return to the fiduciary of the estate, and "
    "to heirs and donees with a material interest.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        shared.written("e3.written", CITE, "upon written request"),
        parts.recipient("e3.recip"),
        parts.identity("e3.identity"),
        parts.the_return("e3.item", CITE, "The return of a decedent"),
        need(
            "e3.decedent",
            "It is the return of a person who has died.",
            CITE,
            OneOf(e.return_of, "decedent"),
            words="The return of a decedent",
            unmet="It is not the return of a person who has died.",
            step="Ask for proof of death; record interest_return_of in the custodian file.",
        ),
        AnyOf(
            id="e3.who",
            says="The person asking is one whom the paragraph names.",
            cite="26 USC 6103(e)(3)(A), (B)",
            mark=PRIMARY,
            unmet="The person asking is none of those whom the paragraph names.",
            next_step="Ask for proof of the interest; record interest_role and any finding in the "
            "custodian file.",
            parts=(
                need(
                    "e3.A",
                    "The administrator, executor or trustee of the estate.",
                    "26 USC 6103(e)(3)(A)",
                    OneOf(e.role, "estate_fiduciary"),
                    words="the administrator, executor, or trustee of his estate",
                    unmet="Not the administrator, executor or trustee of the estate.",
                ),
                need(
                    "e3.B",
                    "An heir, next of kin, beneficiary or donee whom the Secretary finds to have a "
                    "material interest.",
                    "26 USC 6103(e)(3)(B)",
                    All(OneOf(e.role, "heir_or_beneficiary", "donee"), Holds(e.finding)),
                    words="has a material interest which will be affected",
                    unmet="Not an heir, beneficiary or donee found to have a material interest.",
                ),
            ),
        ),
        parts.own_use("e3.use"),
    ),
    effects=(*parts.effects("e3", CITE), exempt("e3.log")),
)
