"""26 U.S.C. § 6103(d)(1): State tax agencies.

Returns and return information about listed taxes "shall be open" to a State agency that
administers State tax laws, for that purpose and no further than it needs, on the written
request of its head, and only to representatives whom the request designates. The State's
chief executive is never one of them. Paragraphs (d)(4) and (p)(8)(A) add conditions on the
State.
"""

from duly.law.node import All, Holds, Not, OneOf, OnlyAmong
from duly.law.provision import AllOf, AnyOf, Effect, Element, Provision, Words
from duly.law.usc.t26.s6103 import d_facts as d
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import (
    DERIVED,
    PRIMARY,
    accounted,
    any_item,
    authority,
    need,
    only_use,
)

CITE = "26 USC 6103(d)(1)"

AGENCY = (
    authority("d.a6"),
    need(
        "d.1",
        "The agency is charged by State law with administering State tax laws.",
        CITE,
        All(OneOf(d.agency_kind, "tax_agency", "regional_tax_agency"), Holds(d.tax_charge)),
        words="charged under the laws of such State with responsibility for the administration "
        "of State tax laws",
        unmet="The agency does not administer State tax laws.",
        step="Have the State's tax agency ask; (d) opens nothing to other State agencies.",
    ),
    any_item("d.item", CITE, "Returns and return information"),
    need(
        "d.2",
        "The item relates to taxes that the paragraph lists.",
        CITE,
        OnlyAmong(d.taxes, *d.LISTED_TAXES),
        words="with respect to taxes imposed by chapters 1, 2, 6, 11, 12, 21, 23, 24, 31, 32, "
        "44, 51, and 52 and subchapter D of chapter 36",
        unmet="The item relates to a tax that the paragraph does not list.",
        step="Ask only for items about the taxes listed.",
    ),
    AllOf(
        id="d.3",
        says="The purpose is the administration of State tax laws, and no more is asked for.",
        cite=CITE,
        mark=PRIMARY,
        parts=(
            only_use(
                "d.3.use",
                CITE,
                "The item is used only in administering State tax laws.",
                "state_tax_administration",
                words="for the purpose of, and only to the extent necessary in, the "
                "administration of such laws",
            ),
            need(
                "d.3.need",
                "No more is asked for than is necessary.",
                CITE,
                Holds(d.necessary),
                words="only to the extent necessary",
                unmet="More is asked for than is necessary in administering the State tax laws.",
                step="Ask for no more than is needed.",
                person="How much the administration of the State tax laws needs.",
            ),
        ),
    ),
    Element(
        id="d.10",
        says="A regional agency uses it only for its member municipalities' tax on income or "
        "wages.",
        cite="26 USC 6103(d)(6)",
        mark=PRIMARY,
        words="relating to the imposition of a tax on income or wages",
        holds=Holds(d.municipal_tax),
        applies=OneOf(d.agency_kind, "regional_tax_agency"),
        unmet="The regional agency asks for something else than its members' tax on income or "
        "wages.",
        next_step="Ask only for what the members' tax on income or wages needs.",
    ),
)

REQUEST = AllOf(
    id="d.4",
    says="The head of the agency asks in writing.",
    cite=CITE,
    mark=PRIMARY,
    parts=(
        shared.written("d.4.writing", CITE, "only upon written request"),
        need(
            "d.4.head",
            "The head of the agency made the request.",
            CITE,
            OneOf(f.signer_office, "agency_head"),
            words="by the head of such agency, body, or commission",
            unmet="The signer is not the head of the agency.",
            step="Have the head of the agency sign.",
        ),
        need(
            "d.4.nodel",
            "The head signed, not a delegate.",
            CITE,
            Not(Holds(f.signer_delegated)),
            mark=DERIVED,
            unmet="A delegate signed; the paragraph has no words for delegates.",
            step="Have the head of the agency sign.",
        ),
    ),
)

RECIPIENT = (
    AllOf(
        id="d.5",
        says="The request designates the recipient.",
        cite=CITE,
        mark=PRIMARY,
        parts=(
            shared.recipient_named("d.5.named", CITE),
            need(
                "d.5.designated",
                "The request designates the recipient as representative.",
                CITE,
                Holds(d.designated),
                words="designated in such written request as the individuals who are to inspect "
                "or to receive",
                unmet="The request does not designate the recipient.",
                step="Have the head of the agency designate the recipient in the request.",
            ),
        ),
    ),
    AllOf(
        id="d.6",
        says="The recipient may be a representative.",
        cite=CITE,
        mark=PRIMARY,
        parts=(
            need(
                "d.6.governor",
                "The recipient is not the State's chief executive.",
                CITE,
                Not(Holds(d.governor)),
                words="shall not include any individual who is the chief executive officer of "
                "such State",
                unmet="The recipient is the State's chief executive officer.",
                step="Designate an employee of the agency.",
            ),
            AnyOf(
                id="d.6.status",
                says="The recipient is an employee or legal representative of the agency, or a "
                "person described in (n).",
                cite=CITE,
                mark=PRIMARY,
                unmet="The recipient is neither an employee nor a legal representative of the "
                "agency nor a person described in (n).",
                next_step="Designate an employee of the agency.",
                parts=(
                    need(
                        "d.6.employee",
                        "An employee of the agency.",
                        CITE,
                        OneOf(f.recipient_employment, "employee_of_agency"),
                        unmet="Not an employee of the agency.",
                    ),
                    need(
                        "d.6.legal",
                        "The agency's legal representative.",
                        CITE,
                        Holds(d.legal_representative),
                        unmet="Not the agency's legal representative.",
                    ),
                    need(
                        "d.6.n",
                        "A contractor described in (n).",
                        CITE,
                        All(
                            OneOf(f.recipient_employment, "contractor"),
                            Holds(d.contractor_services),
                        ),
                        words="a person described in subsection (n)",
                        unmet="Not a contractor described in (n).",
                    ),
                ),
            ),
            Element(
                id="d.6.p9",
                says="The agency has certified the contractor's safeguards.",
                cite="26 USC 6103(p)(9)",
                mark=PRIMARY,
                words="no return or return information shall be disclosed to any contractor",
                holds=Holds(d.contractor_certified),
                applies=OneOf(f.recipient_employment, "contractor"),
                unmet="The agency has not certified the contractor's safeguards.",
                next_step="Send the contractor's certificate, or designate an employee.",
            ),
        ),
    ),
)

STATE = (
    AnyOf(
        id="d.8",
        says="The State's death-information contract is in effect, or none is asked of it.",
        cite="26 USC 6103(d)(4)",
        mark=PRIMARY,
        unmet="The State has no death-information contract in effect and is not excepted.",
        next_step="Nothing leaves until the State has a contract in effect.",
        parts=(
            need(
                "d.8.contract",
                "A contract with the Secretary of Health and Human Services is in effect.",
                "26 USC 6103(d)(4)(A), (B)",
                Holds(d.death_contract),
                words="during any period during which a contract meeting the requirements of "
                "subparagraph (B) is not in effect",
                unmet="No contract is in effect.",
            ),
            need(
                "d.8.exception",
                "The State furnished no death information under a contract on 1 July 1993.",
                "26 USC 6103(d)(4)(C)",
                Holds(d.death_exception),
                words="any State which on July 1, 1993 , was not, pursuant to a contract, "
                "furnishing",
                unmet="The State is not excepted.",
            ),
        ),
    ),
    Element(
        id="d.9",
        says="State law protects Federal return data that taxpayers must attach to State returns.",
        cite="26 USC 6103(p)(8)(A)",
        mark=PRIMARY,
        words="unless such State adopts provisions of law which protect the confidentiality",
        holds=Holds(d.attachment_protected),
        applies=Holds(d.attachment_required),
        unmet="The State makes taxpayers attach Federal return data and does not protect them.",
        next_step="Nothing leaves until the State protects such data by law.",
    ),
    shared.safeguards("d.p4"),
)

HERE = Provision(
    cite=CITE,
    title="State tax agencies",
    says="Opens returns and return information about listed taxes to a State agency that "
    "administers State tax laws, on the written request of its head.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(*AGENCY, REQUEST, *RECIPIENT, *STATE),
    bars=(shared.bar_i6("d.7", CITE),),
    effects=(
        Effect("d.effect", 'When every element holds, the item "shall be open".', CITE, PRIMARY),
        Effect(
            "d.10.members",
            "A regional agency may not pass anything on to its member municipalities.",
            "26 USC 6103(d)(6)",
            PRIMARY,
        ),
        Effect(
            "d.end",
            "On completion of use the agency returns the item, or makes it undisclosable and "
            "reports in writing how.",
            "26 USC 6103(p)(4)(F)(i)",
            PRIMARY,
        ),
        accounted("d.log"),
    ),
    notes=(
        (
            "A municipality or regional agency that counts as a State under (b)(5) is a tax "
            "agency or regional tax agency here; whether it counts is told by 26 USC 6103(b)(5)."
        ),
        (
            "(d)(5) ended on 31 December 2007; (d)(3) (the amount recovered, for a payment under "
            "section 7624) is not encoded."
        ),
    ),
)
