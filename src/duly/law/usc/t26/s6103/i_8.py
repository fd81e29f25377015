"""26 U.S.C. § 6103(i)(8): the Comptroller General audits.

On a written request of the Comptroller General, returns and return information "shall be open"
to officers of the Government Accountability Office for an audit of the tax and related agencies
under 31 U.S.C. § 713, for an audit of safeguards under (p)(6), or, where another agency's own
data do not suffice, for an audit of that agency's program. The Joint Committee on Taxation must
be notified and may disapprove within 30 days. No court signs anything here.
"""

from duly.law.node import All, Compare, Holds, Not, OneOf, PlusDays, Value
from duly.law.provision import AllOf, AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import court_facts as c
from duly.law.usc.t26.s6103 import court_readings as r
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.i_2_readings import Q9

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
CITE = "26 USC 6103(i)(8)"
A, B, C = f"{CITE}(A)", f"{CITE}(B)", f"{CITE}(C)"
COMMITTEE_DAYS = 30

AUDIT = AnyOf(
    id="i8.audit",
    says="The audit is one for which the custodian's records are open.",
    cite=f"{A}, (B)(ii)",
    mark=PRIMARY,
    unmet="The audit is none for which the custodian's records are open.",
    next_step="State the audit and under which clause it is made.",
    parts=(
        Element(
            id="i8.A.i",
            says="An audit of the IRS, ATF, the Justice Department or the Tax and Trade Bureau "
            "that 31 U.S.C. § 713 may require.",
            cite=f"{A}(i)",
            mark=PRIMARY,
            words="which may be required by section 713 of title 31",
            holds=OneOf(c.gao_audit, "section_713"),
            unmet="Not such an audit.",
        ),
        Element(
            id="i8.A.ii",
            says="An audit of procedures and safeguards under (p)(6).",
            cite=f"{A}(ii)",
            mark=PRIMARY,
            words="any audit authorized by subsection (p)(6)",
            holds=OneOf(c.gao_audit, "safeguards"),
            unmet="Not such an audit.",
        ),
        Element(
            id="i8.B.ii",
            says="An audit of another agency's program, whose own data the Comptroller General has "
            "found insufficient, and the item is of a type that (l) or (m) gives that program.",
            cite=f"{B}(ii)",
            mark=PRIMARY,
            words="are not sufficient for purposes of making an audit of any program or activity",
            holds=All(
                OneOf(c.gao_audit, "other_agency_program"),
                Holds(c.gao_insufficient),
                Holds(c.gao_type_l_m),
            ),
            unmet="Not such an audit, or its own data suffice, or the type is another.",
        ),
    ),
)

COMMITTEE = AllOf(
    id="i8.C",
    says="The Joint Committee on Taxation was notified and has not disapproved.",
    cite=C,
    mark=PRIMARY,
    parts=(
        Element(
            id="i8.C.i",
            says="The Joint Committee has been notified in writing, and its 30 days have passed.",
            cite=f"{C}(i), (ii)",
            mark=DERIVED,
            words="within the 30-day period beginning on the day",
            holds=Compare(
                PlusDays(Value(c.gao_committee_notified_on), COMMITTEE_DAYS),
                "<=",
                Value(f.as_of),
            ),
            unmet="The 30 days in which the Joint Committee may disapprove have not passed.",
            unknown="It is not recorded when the Joint Committee received notice of the audit.",
            next_step="Wait until the 30 days have passed.",
            next_unknown=c.gao_committee_notified_on.how,
        ),
        Element(
            id="i8.C.ii",
            says="The Joint Committee has not disapproved the audit.",
            cite=f"{C}(ii)",
            mark=PRIMARY,
            words="disapproves such audit by a vote of at least two-thirds of its members",
            holds=Not(Holds(c.gao_committee_disapproved)),
            unmet="The Joint Committee has disapproved the audit.",
            next_step="Do not disclose for this audit.",
            next_unknown=c.gao_committee_disapproved.how,
        ),
    ),
)

HERE = Provision(
    cite=CITE,
    title="Audits by the Comptroller General",
    says="Opens returns and return information to the Government Accountability Office for the "
    "audits that the paragraph names, unless the Joint Committee on Taxation disapproves.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        e.authority("i8.a6"),
        shared.written("i8.writing", A, "upon written request"),
        Element(
            id="i8.who",
            says="The Comptroller General of the United States made the request.",
            cite=A,
            mark=PRIMARY,
            words="by the Comptroller General of the United States",
            holds=Holds(c.gao_request),
            unmet="The Comptroller General did not make the request.",
            next_step="Have the Comptroller General ask in writing.",
        ),
        Element(
            id="i8.item",
            says="The item is a return or return information.",
            cite=A,
            mark=PRIMARY,
            words="returns and return information shall be open",
            holds=OneOf(f.item, *e.PROTECTED),
            unmet="The item is neither a return nor return information; § 6103 does not protect "
            "it.",
            next_step="Ask for it outside § 6103.",
        ),
        AUDIT,
        e.found(
            "i8.extent",
            A,
            c.gao_necessary,
            "The item is needed in making the audit.",
            "The item is not needed in making the audit.",
            "for the purpose of, and to the extent necessary in, making",
        ),
        COMMITTEE,
        Element(
            id="i8.recip",
            says="The recipient is an officer or employee of the Government Accountability Office.",
            cite=A,
            mark=PRIMARY,
            words="officers and employees of the Government Accountability Office",
            holds=Holds(c.gao_recipient),
            unmet="The recipient is no officer or employee of the Government Accountability "
            "Office.",
            next_step="Name a recipient at the Government Accountability Office.",
        ),
        shared.recipient_named("i8.recip.named", A),
        e.solely(
            "i8.use", A, "for the purpose of, and to the extent necessary in, making", "audit"
        ),
        shared.safeguards("i8.cond.p4"),
    ),
    bars=(shared.bar_i6("i8.bar.i6"),),
    effects=(
        Effect("i8.effect", 'The item "shall be open".', A, PRIMARY),
        Effect(
            "i8.redisclosure",
            "Nothing that can identify a taxpayer goes on to anyone but officers of the same "
            "office whose duties require it, except as the law expressly provides.",
            A,
            PRIMARY,
        ),
        Effect(
            "i8.B.iii",
            "After an audit of another agency the Comptroller General notifies the Joint Committee "
            "in writing within 90 days of completion.",
            f"{B}(iii)",
            PRIMARY,
        ),
        Effect(
            "i8.log",
            "An accounting is kept, except for audits under (p)(6), of which the Comptroller "
            "General keeps the records.",
            "26 USC 6103(p)(3)(A), (p)(6)(B)",
            PRIMARY,
        ),
        e.ended("i8"),
    ),
    questions=(r.asked_of(Q9, {"i2.cond.p4": "i8.cond.p4"}),),
    notes=(
        (
            "(B)(i), what another agency holds and shows the Government Accountability Office, is "
            "not decided here: that agency is the custodian. (primary)"
        ),
        (
            "The text does not say that one must wait for the 30 days; it says that nothing may be "
            "open if the Committee disapproves within them. Waiting is duly's rule. (derived)"
        ),
        "No court is asked here: an order, whoever signs it, stands in for no element. (derived)",
    ),
)
