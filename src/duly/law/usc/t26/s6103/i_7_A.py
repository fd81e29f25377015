"""26 U.S.C. § 6103(i)(7)(A): a law enforcement agency asks about terrorism.

On a written request of the head of a Federal law enforcement agency "(or his delegate)" that
gives specific reasons, the Secretary "may" disclose return information other than taxpayer
return information to officers "personally and directly engaged" in the response to or the
investigation of terrorism, solely for their use in it. Identity does not count as taxpayer
return information here. No court signs anything here: an order stands in for no element.
"""

from duly.law.node import All, Holds, Not, OneOf
from duly.law.provision import AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import court_readings as r
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.i_2_readings import Q3, Q4

PRIMARY = Mark.PRIMARY
CITE = "26 USC 6103(i)(7)(A)"
CL_I, CL_III = f"{CITE}(i)", f"{CITE}(iii)"

REQUESTER = (
    AnyOf(
        id="i7A.who",
        says="The head of a Federal law enforcement agency made the request, himself or by a "
        "delegate.",
        cite=f"{CL_III}(I)",
        mark=PRIMARY,
        words="the head of any Federal law enforcement agency (or his delegate)",
        unmet="The signer holds, or acts for, no office that the clause names.",
        next_step="Have the head of the agency, or his delegate, sign.",
        parts=(
            Element(
                id="i7A.who.head",
                says="The head of the agency, or the chief of the FBI or the DEA.",
                cite=f"{CL_III}(I)",
                mark=PRIMARY,
                holds=OneOf(f.signer_office, "agency_head", "fbi_director", "dea_administrator"),
                unmet="Not the head of a Federal law enforcement agency.",
            ),
            Element(
                id="i7A.who.component",
                says="The chief of another component, accepted as head by a recorded legal "
                "opinion.",
                cite=f"{CL_III}(I); 26 USC 6103(b)(9); 5 USC 551(1)",
                mark=Mark.UNVERIFIED,
                holds=All(
                    OneOf(f.signer_office, "component_head"), Holds(f.component_head_opinion)
                ),
                question="Q3",
                unmet="Not the chief of a component with a recorded legal opinion.",
            ),
        ),
    ),
    AnyOf(
        id="i7A.delegate",
        says="The head signed, or a delegate whose delegation is on record.",
        cite=f"{CL_III}(I)",
        mark=PRIMARY,
        words="(or his delegate)",
        unmet="A delegate signed, and no delegation is on record.",
        unknown="It is not known whether a delegate signed, or whether the delegation is on "
        "record.",
        next_step="Send the delegation.",
        parts=(
            Element(
                id="i7A.delegate.none",
                says="The head signed.",
                cite=f"{CL_III}(I)",
                mark=PRIMARY,
                holds=Not(Holds(f.signer_delegated)),
                unmet="A delegate signed.",
            ),
            Element(
                id="i7A.delegate.recorded",
                says="The delegation is on record.",
                cite=f"{CL_III}(I)",
                mark=Mark.DERIVED,
                holds=Holds(a.terror_delegation),
                unmet="No delegation is on record.",
            ),
        ),
    ),
    e.found(
        "i7A.involved",
        f"{CL_III}(I)",
        a.terror_requester_involved,
        "The requester is a Federal law enforcement agency involved in the response or "
        "investigation.",
        "The requester is no Federal law enforcement agency involved in it.",
        "involved in the response to or investigation of any terrorist incident, threat, or "
        "activity",
    ),
)

HERE = Provision(
    cite=CITE,
    title="Request of a law enforcement agency about terrorism",
    says="Lets the custodian disclose return information other than taxpayer return information, "
    "on a written request with specific reasons, to officers engaged against terrorism.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        e.authority("i7A.a6"),
        e.received("i7A.recv", CL_I, "upon receipt by the Secretary of a written request"),
        shared.written("i7A.writing", CL_I, "a written request"),
        *REQUESTER,
        *e.reason("i7A.II", f"{CL_III}(II)"),
        e.other_than_taxpayer(
            "i7A.item",
            f"{CL_I}, (v)",
            "return information (other than taxpayer return information)",
        ),
        e.found(
            "i7A.matter",
            CL_I,
            a.terror_matter,
            "The matter concerns a terrorist incident, threat or activity.",
            "The matter concerns no terrorist incident, threat or activity.",
            "any terrorist incident, threat, or activity",
        ),
        e.agency(
            "i7A.agency", CL_I, "any Federal law enforcement agency", "federal_law_enforcement"
        ),
        e.employed(
            "i7A.officer", CL_I, "officers and employees of any Federal law enforcement agency"
        ),
        e.engaged("i7A.engaged", CL_I),
        e.solely(
            "i7A.solely",
            f"{CITE}(iv)",
            "solely for the use of the officers and employees to whom such information is "
            "disclosed",
            *r.TERROR_USES,
            question="Q6",
        ),
        shared.safeguards("i7A.cond.p4"),
    ),
    bars=(shared.bar_i6("i7A.bar.i6"),),
    effects=(
        e.discretion("i7A", CL_I),
        Effect(
            "i7A.team",
            "The head of the agency may pass it on to officers of a State or local law enforcement "
            "agency of the same team who are personally and directly engaged.",
            f"{CITE}(ii)",
            PRIMARY,
        ),
        e.logged("i7A"),
        e.ended("i7A"),
    ),
    questions=(
        r.asked_of(Q3, {"b.fed.component": "i7A.who.component"}),
        r.asked_of(Q4, {"i2.recip.engaged": "i7A.engaged"}),
        r.mixed_use("i7A.solely", *r.TERROR_USES),
    ),
    notes=(
        "No court is asked here: an order, whoever signs it, stands in for no element. (derived)",
    ),
)
