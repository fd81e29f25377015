"""26 U.S.C. § 6103(i)(7)(B): the intelligence side asks about terrorism.

On a written request, with specific reasons, of a presidential appointee at Justice or the
Treasury, or of the Director of the Secret Service, who is responsible for intelligence on
terrorism, the Secretary "may" disclose return information other than taxpayer return
information to officers "personally and directly engaged" in that intelligence work, solely for
their use in it. No court signs anything here: an order stands in for no element.
"""

from duly.law.node import Holds, Not, OneOf
from duly.law.provision import Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import court_readings as r
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.i_2_readings import Q4

PRIMARY = Mark.PRIMARY
CITE = "26 USC 6103(i)(7)(B)"
CL_I, CL_II, CL_III = f"{CITE}(i)", f"{CITE}(ii)", f"{CITE}(iii)"

REQUESTER = (
    Element(
        id="i7B.who",
        says="A presidential appointee at Justice or the Treasury, or the Director of the Secret "
        "Service, made the request.",
        cite=f"{CL_III}(I)",
        mark=PRIMARY,
        words="appointed by the President with the advice and consent of the Senate",
        holds=OneOf(
            a.intelligence_requester,
            "justice_appointee",
            "treasury_appointee",
            "secret_service_director",
        ),
        unmet="The person who asks holds no office that the clause names.",
        next_step="Have an official whom the clause names ask.",
        next_unknown=a.intelligence_requester.how,
    ),
    e.found(
        "i7B.responsible",
        f"{CL_III}(II)",
        a.intelligence_responsible,
        "That official is responsible for intelligence on terrorism.",
        "That official is not responsible for intelligence on terrorism.",
        "responsible for the collection and analysis of intelligence and counterintelligence "
        "information",
    ),
    Element(
        id="i7B.nodel",
        says="The official signed, not a delegate.",
        cite=f"{CL_II}(I); compare (i)(7)(A)",
        mark=Mark.DERIVED,
        words="is made by an individual described in clause (iii)",
        holds=Not(Holds(f.signer_delegated)),
        unmet="A delegate signed; (B), unlike (A), has no words for delegates.",
        unknown="It is not stated whether the official or a delegate signed.",
        next_step="Have the official sign.",
    ),
)

HERE = Provision(
    cite=CITE,
    title="Request for intelligence about terrorism",
    says="Lets the custodian disclose return information other than taxpayer return information, "
    "on a written request with specific reasons, to officers in intelligence work on terrorism.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        e.authority("i7B.a6"),
        e.received("i7B.recv", CL_I, "upon receipt by the Secretary of a written request"),
        shared.written("i7B.writing", CL_I, "a written request"),
        *REQUESTER,
        *e.reason("i7B.II", f"{CL_II}(II)"),
        e.other_than_taxpayer(
            "i7B.item",
            f"{CL_I}, (iv)",
            "return information (other than taxpayer return information)",
        ),
        e.found(
            "i7B.matter",
            CL_I,
            a.terror_matter,
            "The matter concerns a terrorist incident, threat or activity.",
            "The matter concerns no terrorist incident, threat or activity.",
            "any terrorist incident, threat, or activity",
        ),
        e.agency(
            "i7B.agency",
            CL_I,
            "the Department of Justice, the Department of the Treasury, and other Federal "
            "intelligence agencies",
            "justice_or_treasury",
            "federal_intelligence",
        ),
        e.employed("i7B.officer", CL_I, "those officers and employees"),
        e.engaged("i7B.engaged", CL_I),
        e.solely(
            "i7B.solely",
            CL_I,
            "solely for the use of such officers and employees",
            *r.TERROR_USES,
            question="Q6",
        ),
        shared.safeguards("i7B.cond.p4"),
    ),
    bars=(shared.bar_i6("i7B.bar.i6"),),
    effects=(e.discretion("i7B", CL_I), e.logged("i7B"), e.ended("i7B")),
    questions=(
        r.asked_of(Q4, {"i2.recip.engaged": "i7B.engaged"}),
        r.mixed_use("i7B.solely", *r.TERROR_USES),
    ),
    notes=(
        "No court is asked here: an order, whoever signs it, stands in for no element. (derived)",
    ),
)
