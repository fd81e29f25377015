"""26 U.S.C. § 6103(i)(7)(C): a court opens returns in a terrorism matter.

A Federal district court judge or magistrate judge may order, on an application that one of the
named Justice Department officials authorised, that any return or return information of
specified periods be open to officers of a Federal law enforcement or intelligence agency
"personally and directly engaged" in the matter, "only to the extent necessary as provided in
such order". If another court or officer signs, the subparagraph never opens.
"""

from duly.law.provision import AllOf, Effect, Mark, Provision, Words
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import court_facts as c
from duly.law.usc.t26.s6103 import court_readings as r
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.i_2_readings import Q4, Q9

PRIMARY = Mark.PRIMARY
CITE = "26 USC 6103(i)(7)(C)"
CL_I, CL_II = f"{CITE}(i)", f"{CITE}(ii)"
USES = (*r.TERROR_USES, *r.TERROR_PROCEEDINGS)

HERE = Provision(
    cite=CITE,
    title="Court order in a terrorism matter",
    says="Opens to Federal officers engaged against terrorism what an order of a Federal district "
    "court judge or magistrate judge opens, and nothing beyond the order.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        *e.order("i7C", CL_I, "(i)(7)(C)(ii)", "paragraph_7_C", *e.LAWYERS),
        AllOf(
            id="i7C.findings",
            says="The judge made the determinations that the subparagraph asks for.",
            cite=CL_II,
            mark=PRIMARY,
            words="if he determines on the basis of the facts submitted by the applicant",
            parts=(
                e.finding(
                    "i7C.f1",
                    f"{CL_II}(I)",
                    c.court_finding_relevant_to_terrorism,
                    "There is reasonable cause to believe that the item may be relevant to a "
                    "terrorist incident, threat or activity.",
                    "may be relevant to a matter relating to such terrorist incident, threat, or "
                    "activity",
                ),
                e.finding(
                    "i7C.f2",
                    f"{CL_II}(II)",
                    c.court_finding_exclusive_terrorism,
                    "It is sought exclusively for a Federal investigation, analysis or proceeding "
                    "concerning terrorism.",
                    "is sought exclusively for use in a Federal investigation, analysis, or "
                    "proceeding",
                ),
            ),
        ),
        *e.scope("i7C", CL_I),
        e.found(
            "i7C.matter",
            CL_I,
            a.terror_matter,
            "The matter concerns a terrorist incident, threat or activity.",
            "The matter concerns no terrorist incident, threat or activity.",
            "any terrorist incident, threat, or activity",
        ),
        e.agency(
            "i7C.agency",
            CL_I,
            "any Federal law enforcement agency or Federal intelligence agency",
            "federal_law_enforcement",
            "federal_intelligence",
        ),
        e.employed(
            "i7C.officer", CL_I, "officers and employees of any Federal law enforcement agency"
        ),
        e.engaged("i7C.engaged", CL_I),
        e.solely(
            "i7C.solely",
            CL_I,
            "solely for the use of such officers and employees in the investigation, response, or "
            "analysis",
            *USES,
            question="Q6",
        ),
        shared.safeguards("i7C.cond.p4"),
    ),
    bars=(shared.bar_i6("i7C.bar.i6"),),
    effects=(
        Effect(
            "i7C.effect",
            'The item "shall … be open", to the extent that the order provides.',
            CL_I,
            PRIMARY,
        ),
        e.logged("i7C"),
        e.ended("i7C"),
    ),
    questions=(
        r.asked_of(Q4, {"i2.recip.engaged": "i7C.engaged"}),
        r.mixed_use("i7C.solely", *USES),
        r.asked_of(Q9, {"i2.cond.p4": "i7C.cond.p4"}),
    ),
    notes=(
        (
            "If the wrong court signs, this never opens: i7C.court is not met, whatever else "
            "holds. (primary for the words, derived for which judges fall outside them)"
        ),
        (
            "The text lets the item be used in judicial, administrative and grand jury proceedings "
            "about the terrorist incident. Only criminal ones are allowed here; disclosure in "
            "court is (i)(4)(A). (derived)"
        ),
    ),
)
