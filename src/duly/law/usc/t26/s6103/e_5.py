"""26 U.S.C. § 6103(e)(5): the title 11 case of an individual.

Where section 1398 applies, the debtor's returns for the year in which the case commenced and
before "shall, upon written request, be open" to the trustee, and the returns of the estate to
the debtor. In an involuntary case the trustee waits for the order for relief, unless the court
finds disclosure appropriate for deciding on it.
"""

from duly.law.node import All, Holds, Not, OneOf, Some
from duly.law.provision import AnyOf, Element, Provision, Words
from duly.law.usc.t26.s6103 import interest_facts as e
from duly.law.usc.t26.s6103 import interest_parts as parts
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import PRIMARY, exempt, need

CITE = "26 USC 6103(e)(5)"
TRUSTEE = OneOf(e.role, "individual_case_trustee")

HERE = Provision(
    cite=CITE,
    title="Title 11 case of an individual",
    says="Directs the custodian to open the debtor's returns to the trustee, and the estate's "
    "returns to the debtor.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        shared.written("e5.written", CITE, "upon written request"),
        parts.recipient("e5.recip"),
        parts.identity("e5.identity"),
        parts.the_return("e5.item", CITE, "any return of the debtor"),
        parts.proved(
            "e5.case",
            "Section 1398 applies to the case.",
            "26 USC 6103(e)(5)(A), (B)",
            e.case_1398,
            words="any case to which section 1398 applies",
            unmet="Section 1398 does not apply to the case.",
            step="A trustee in another title 11 case may ask under (e)(4).",
        ),
        AnyOf(
            id="e5.who",
            says="The trustee asks for a return of the debtor, or the debtor for one of the "
            "estate.",
            cite="26 USC 6103(e)(5)(A), (B)",
            mark=PRIMARY,
            unmet="The paragraph does not open this return to the person asking.",
            next_step="Record interest_role, interest_return_of and the year in the custodian "
            "file.",
            parts=(
                need(
                    "e5.A",
                    "The trustee asks for a return of the debtor for the year in which the case "
                    "commenced or a preceding one.",
                    "26 USC 6103(e)(5)(A)",
                    All(
                        TRUSTEE,
                        OneOf(e.return_of, "individual", "joint"),
                        Holds(e.year_of_case_or_before),
                    ),
                    words="the taxable year in which the case commenced or any preceding",
                    unmet="Not the trustee, or not such a return of the debtor.",
                ),
                need(
                    "e5.B",
                    "The debtor asks for a return of the estate.",
                    "26 USC 6103(e)(5)(B)",
                    All(OneOf(e.role, "debtor"), OneOf(e.return_of, "bankruptcy_estate")),
                    words="Any return of an estate",
                    unmet="Not the debtor, or not a return of the estate.",
                ),
            ),
        ),
        Element(
            id="e5.C",
            says="The case is voluntary, the order for relief is entered, or the court has found "
            "disclosure appropriate.",
            cite="26 USC 6103(e)(5)(C)",
            mark=PRIMARY,
            words="until the order for relief has been entered",
            holds=Some(
                Not(Holds(e.involuntary)), Holds(e.relief_ordered), Holds(e.court_finds_fit)
            ),
            applies=TRUSTEE,
            unmet="The case is involuntary and the order for relief has not been entered.",
            next_step="Wait for the order for relief, or for a finding of the court.",
            next_unknown="Look at the docket; record interest_involuntary and "
            "interest_relief_ordered in the custodian file.",
        ),
        parts.own_use("e5.use"),
        parts.schedules("e5.e10"),
    ),
    effects=(*parts.effects("e5", CITE), exempt("e5.log")),
)
