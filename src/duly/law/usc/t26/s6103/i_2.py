"""26 U.S.C. § 6103(i)(2): a Federal agency asks, without a court order.

On a written request of the head of a Federal agency, its Inspector General, or one of the
named Justice Department officials, the Secretary "shall disclose" return information other
than taxpayer return information to officers of that agency who are "personally and directly
engaged" in a nontax criminal matter, "solely" for their use in it. The request must set forth
the taxpayer's name and address, the taxable periods, the statutory authority and the specific
reason. For this paragraph alone a taxpayer's identity, address included, does not count as
taxpayer return information. Every element is applied to every taxpayer on a list.
"""

from duly.law import forms
from duly.law.node import TRUE, All, Holds, Matches, Not, OneOf
from duly.law.provision import AllOf, AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t8 import s1253
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.i_2_matter import MATTER
from duly.law.usc.t26.s6103.i_2_readings import QUESTIONS

PRIMARY, DERIVED, SECONDARY = Mark.PRIMARY, Mark.DERIVED, Mark.SECONDARY

HEADS = ("agency_head", "inspector_general")
JUSTICE = (
    "attorney_general",
    "deputy_attorney_general",
    "associate_attorney_general",
    "assistant_attorney_general",
    "fbi_director",
    "dea_administrator",
    "united_states_attorney",
    "special_prosecutor",
    "strike_force_attorney_in_charge",
)

REQUESTER = (
    Element(
        id="a.6",
        says="Disclosure is asked under an authority in title 26.",
        cite="26 USC 6103(a)",
        mark=DERIVED,
        words="except as authorized by this title",
        holds=OneOf(f.authority_kind, "title_26"),
        unmet="An agreement, routine use, subpoena or executive order does not by itself "
        "authorise disclosure.",
        unknown="It is not stated under what authority disclosure is asked.",
        next_step="Name the provision of title 26 that is relied on.",
    ),
    AnyOf(
        id="i2.item",
        says="The item is return information other than taxpayer return information.",
        cite="26 USC 6103(i)(2)(A)",
        mark=PRIMARY,
        words="return information (other than taxpayer return information)",
        unmet="The item asked for is outside (i)(2): a return, what the taxpayer furnished, or "
        "nothing that § 6103 protects.",
        next_step="Returns and taxpayer return information can be reached only by a court "
        "order under (i)(1).",
        parts=(
            Element(
                id="i2.C",
                says="It is taxpayer identity (name, mailing address or number), which for "
                "(i)(2) alone does not count as taxpayer return information.",
                cite="26 USC 6103(i)(2)(C), (b)(6)",
                mark=PRIMARY,
                holds=OneOf(f.item, "mailing_address", "name", "tin"),
                question="Q2",
                unmet="It is not taxpayer identity.",
            ),
            Element(
                id="i2.item.other",
                says="It came from someone other than the taxpayer (payer reports, summoned "
                "records, the custodian's own).",
                cite="26 USC 6103(b)(2), (b)(3)",
                mark=PRIMARY,
                holds=OneOf(
                    f.item, "third_party_information", "summoned_record", "custodian_record"
                ),
                question="Q16",
                unmet="It did not come from somebody other than the taxpayer.",
            ),
        ),
    ),
    Element(
        id="i2.recv",
        says="The custodian has received the request.",
        cite="26 USC 6103(i)(2)(A)",
        mark=PRIMARY,
        words="upon receipt by the Secretary of a request",
        holds=Holds(f.received),
        unmet="No request has been received.",
        unknown="It is not recorded that the custodian has received the request.",
        next_step="Wait for the request itself; a call or an e-mail about it is not one.",
    ),
    shared.written("i2.B.writing", "26 USC 6103(i)(2)(B)", "in writing"),
    Element(
        id="b.fed",
        says="The requester is a Federal agency.",
        cite="26 USC 6103(b)(9); 5 USC 551(1)",
        mark=PRIMARY,
        holds=Holds(f.federal_agency),
        unmet="The requester is not a Federal agency.",
        unknown="It is not stated whether the requester is a Federal agency.",
        next_step="State and local agencies have no part in (i)(2); see (d) for tax agencies.",
    ),
    AnyOf(
        id="i2.who",
        says="An official whom the law names made the request.",
        cite="26 USC 6103(i)(2)(A)",
        mark=PRIMARY,
        words="the head of any Federal agency or the Inspector General thereof",
        unmet="The signer holds none of the offices that the law names.",
        unknown="It is not settled that the signer holds an office that the law names.",
        next_step="Have the head of the agency or its Inspector General sign; for the Justice "
        "Department, one of the officials named in (i)(2)(A).",
        parts=(
            Element(
                id="i2.who.head",
                says="The head of the agency, or its Inspector General.",
                cite="26 USC 6103(i)(2)(A)",
                mark=PRIMARY,
                holds=OneOf(f.signer_office, *HEADS),
                unmet="Not the head of the agency or its Inspector General.",
            ),
            Element(
                id="i2.who.doj",
                says="For the Justice Department, an official named in the paragraph.",
                cite="26 USC 6103(i)(2)(A)",
                mark=PRIMARY,
                holds=All(OneOf(f.department, "doj"), OneOf(f.signer_office, *JUSTICE)),
                unmet="Not one of the Justice Department officials named.",
            ),
            Element(
                id="b.fed.component",
                says="The chief of a component, accepted as head by a recorded legal opinion.",
                cite="26 USC 6103(b)(9); 5 USC 551(1)",
                mark=Mark.UNVERIFIED,
                holds=All(
                    OneOf(f.signer_office, "component_head"), Holds(f.component_head_opinion)
                ),
                question="Q3",
                unmet="Not the chief of a component with a recorded legal opinion.",
            ),
        ),
    ),
    Element(
        id="i2.who.nodel",
        says="The named official signed, not a delegate.",
        cite="26 USC 6103(i)(2)(A); compare (i)(7)(A)",
        mark=DERIVED,
        holds=Not(Holds(f.signer_delegated)),
        unmet="A delegate signed; (i)(2), unlike (i)(7), has no words for delegates.",
        unknown="It is not stated whether the named official or a delegate signed.",
        next_step="Have the named official sign.",
    ),
)

SETS_FORTH = (
    Element(
        id="i2.B.i.name",
        says="The request sets forth the taxpayer's name.",
        cite="26 USC 6103(i)(2)(B)(i)",
        mark=PRIMARY,
        words="the name and address of the taxpayer",
        holds=Matches(f.taxpayer_name, forms.NAME, forms.NAME_SAYS),
        unmet="The request gives no name for the taxpayer.",
        next_step="Add the taxpayer's name.",
    ),
    AllOf(
        id="i2.B.i.address",
        says="The request sets forth the taxpayer's address.",
        cite="26 USC 6103(i)(2)(B)(i)",
        mark=PRIMARY,
        words="the name and address of the taxpayer",
        question="Q1",
        parts=(
            Element(
                id="i2.addr.present",
                says="There is an address, not a blank, a placeholder or a bare ZIP code.",
                cite="26 USC 6103(i)(2)(B)(i)",
                mark=SECONDARY,
                holds=Holds(f.address_present),
                unmet="The request gives no address: it is blank, a placeholder, or digits only.",
                next_step="Give the taxpayer's address: number, street, city, State and ZIP.",
            ),
            Element(
                id="i2.addr.complete",
                says="It is complete: number and street (or box or route), city, State and ZIP.",
                cite="26 USC 6103(i)(2)(B)(i)",
                mark=DERIVED,
                holds=Holds(f.address_complete),
                question="Q1",
                unmet="The address is not complete: number, street, city, State or ZIP is missing.",
                next_unknown="Have a person look; record yes or no for i2.addr.complete in the "
                "answers file.",
                unknown="Whether the address is complete cannot be told by machine.",
                next_step="Give the missing part of the address.",
                person="Whether a foreign or contradictory address is complete.",
            ),
            Element(
                id="i2.addr.locates",
                says="It names a place, not only an institution.",
                cite="26 USC 6103(i)(2)(B)(i)",
                mark=DERIVED,
                holds=Holds(f.address_locates),
                question="Q1",
                unmet="What stands for the address names no place; a facility's name alone does "
                "not.",
                next_unknown="Have a person look; record yes or no for i2.addr.locates in the "
                "answers file.",
                unknown="Whether the address names a place cannot be told by machine.",
                next_step="Give the street address.",
            ),
            Element(
                id="i2.addr.taxpayers",
                says="The custodian compared it with its own record, and it is this taxpayer's.",
                cite="26 USC 6103(i)(2)(B)(i)",
                mark=SECONDARY,
                holds=OneOf(f.address_comparison, "agrees"),
                question="Q1",
                unmet="The custodian's record shows that this is not the address of this taxpayer.",
                unknown="The address has not been confirmed: no comparison with the custodian's "
                "own record of this one taxpayer.",
                next_step="Do not disclose; the requester may send a corrected request.",
                next_unknown="Compare it with the custodian's roster (--roster) or record a "
                "comparison made by hand (--comparisons).",
            ),
        ),
    ),
    Element(
        id="i2.B.ii.period",
        says="The request sets forth the taxable periods.",
        cite="26 USC 6103(i)(2)(B)(ii)",
        mark=PRIMARY,
        words="the taxable period or periods to which such return information relates",
        holds=Matches(f.periods, forms.PERIODS, forms.PERIODS_SAYS),
        unmet="The request states no taxable period.",
        next_step="State the taxable periods, for example 2022; 2023.",
    ),
    Element(
        id="i2.B.iii.auth",
        says="The request sets forth the statutory authority of the matter.",
        cite="26 USC 6103(i)(2)(B)(iii)",
        mark=PRIMARY,
        words="the statutory authority under which the proceeding or investigation",
        holds=Matches(f.statute, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
        unmet="The request states no statutory authority.",
        next_step="Cite the statute under which the matter is conducted.",
    ),
    AllOf(
        id="i2.B.iv.reason",
        says="The request sets forth the specific reason why the item is or may be relevant.",
        cite="26 USC 6103(i)(2)(B)(iv)",
        mark=PRIMARY,
        words="the specific reason or reasons why such disclosure is, or may be, relevant",
        parts=(
            Element(
                id="i2.B.iv.stated",
                says="A reason is stated.",
                cite="26 USC 6103(i)(2)(B)(iv)",
                mark=PRIMARY,
                holds=All(
                    Matches(f.reason, forms.THREE_WORDS, forms.THREE_WORDS_SAYS),
                    Matches(f.reason, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
                ),
                unmet="The request states no reason.",
                next_step="State why the item is or may be relevant to this taxpayer's matter.",
            ),
            Element(
                id="i2.B.iv.specific",
                says="A person has found the reason specific.",
                cite="26 USC 6103(i)(2)(B)(iv)",
                mark=PRIMARY,
                words="specific reason",
                holds=Holds(f.reason_specific),
                unmet="A person has found the reason not specific.",
                unknown="Whether the reason is specific is for a person to say; nobody has yet.",
                next_step="Have the requester state why, for this taxpayer.",
                next_unknown="Read the reason; record yes or no for i2.B.iv.specific in the "
                "answers file.",
                person="Whether this reason is specific enough for this taxpayer.",
            ),
        ),
    ),
)

CONDITIONS = (
    Element(
        id="i2.scale",
        says="The scale of the list does not by itself show that the elements were not applied.",
        cite="26 USC 6103(i)(2)",
        mark=SECONDARY,
        holds=TRUE,
        question="Q5",
        unmet="One officer, matter or reason is copied to every row of a large list.",
        next_step="State officer, matter and reason for each taxpayer.",
    ),
    Element(
        id="i2.cond.p4",
        says="The recipient agency meets the safeguards, a condition of receipt.",
        cite="26 USC 6103(p)(4)",
        mark=PRIMARY,
        words="as a condition for receiving returns or return information",
        holds=Holds(f.safeguards_met),
        question="Q9",
        unmet="The recipient agency does not meet the safeguards of (p)(4).",
        unknown="It is not known whether the recipient agency meets the safeguards of (p)(4).",
        next_step="Refer the agency to the Office of Safeguards; nothing leaves until it complies.",
        next_unknown="Ask the Office of Safeguards; record the status in the custodian file.",
    ),
)

HERE = Provision(
    cite="26 USC 6103(i)(2)",
    title="Request of a Federal agency, without a court order, for a nontax criminal matter",
    says="Directs the custodian to disclose return information other than taxpayer return "
    "information, on a request that meets every element for this one taxpayer.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(*REQUESTER, *MATTER, *SETS_FORTH, *CONDITIONS, s1253.FIT),
    bars=(shared.bar_i6("i2.bar.i6"),),
    effects=(
        Effect(
            "i2.effect",
            'When every element holds, the Secretary "shall disclose".',
            "26 USC 6103(i)(2)(A)",
            PRIMARY,
        ),
        Effect(
            "i2.log",
            "The request, granted or refused, and any disclosure are recorded.",
            "26 USC 6103(p)(3)(A)",
            PRIMARY,
        ),
        *s1253.EFFECTS,
    ),
    questions=(*QUESTIONS, s1253.Q14),
)
