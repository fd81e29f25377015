"""26 U.S.C. § 6103(i)(7)(D): the Secretary applies to a court in a terrorism matter.

The Secretary may authorise an application to a Federal district court judge or magistrate judge
for the order of (C), and what the order opens "may be disclosed only to the extent necessary to
apprise the head" of the Federal law enforcement agency that investigates or responds. If
another court or officer signs, the subparagraph never opens.
"""

from duly.law.node import OneOf
from duly.law.provision import Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import court_facts as c
from duly.law.usc.t26.s6103 import court_readings as r
from duly.law.usc.t26.s6103 import shared

PRIMARY = Mark.PRIMARY
CITE = "26 USC 6103(i)(7)(D)"
CL_I, CL_II = f"{CITE}(i)", f"{CITE}(ii)"

HERE = Provision(
    cite=CITE,
    title="Court order on the Secretary's own application in a terrorism matter",
    says="Lets the custodian apprise the head of the responsible Federal law enforcement agency "
    "of what a Federal judge has opened on the Secretary's own application.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        *e.order("i7D", CL_I, "(i)(7)(D)(i)", "paragraph_7_D", "secretary_of_the_treasury"),
        e.finding(
            "i7D.f1",
            f"{CL_I}; (i)(7)(C)(ii)(I)",
            c.court_finding_relevant_to_terrorism,
            "There is reasonable cause to believe that the item may be relevant to a terrorist "
            "incident, threat or activity.",
            "that the requirements of subparagraph (C)(ii)(I) are met",
        ),
        *e.scope("i7D", f"{CL_I}; (i)(7)(C)(i)"),
        Element(
            id="i7D.head",
            says="It goes to the head of the Federal law enforcement agency that investigates or "
            "responds.",
            cite=f"{CL_II}(I)",
            mark=PRIMARY,
            words="the head of the appropriate Federal law enforcement agency responsible for "
            "investigating or responding",
            holds=OneOf(a.apprise_told, "head_of_responsible_agency"),
            unmet="It would go to somebody other than the head of that agency.",
            next_step="Address it to the head of the responsible agency.",
            next_unknown=a.apprise_told.how,
        ),
        shared.recipient_named("i7D.recip", f"{CL_II}(I)"),
        e.found(
            "i7D.extent",
            f"{CL_II}(I)",
            a.terror_order_extent,
            "No more is disclosed than is needed to apprise that head.",
            "More would be disclosed than is needed to apprise that head.",
            "only to the extent necessary to apprise the head",
        ),
        e.solely(
            "i7D.solely",
            f"{CL_II}(II)",
            "solely for use in a Federal investigation, analysis, or proceeding",
            *r.TERROR_USES,
            *r.TERROR_PROCEEDINGS,
            question="Q6",
        ),
        shared.safeguards("i7D.cond.p4"),
    ),
    bars=(shared.bar_i6("i7D.bar.i6"),),
    effects=(
        e.discretion("i7D", f"{CL_II}(I)"),
        Effect(
            "i7D.pass",
            "The head of the agency may pass it on to officers and employees of that agency, as "
            "far as needed to investigate or respond.",
            CL_II,
            PRIMARY,
        ),
        e.logged("i7D"),
        e.ended("i7D"),
    ),
    questions=(r.mixed_use("i7D.solely", *r.TERROR_USES, *r.TERROR_PROCEEDINGS),),
    notes=(
        (
            "If the wrong court signs, this never opens: i7D.court is not met, whatever else "
            "holds. (primary for the words, derived for which judges fall outside them)"
        ),
        "The determination of (C)(ii)(II), exclusive use, is not asked for here. (primary)",
    ),
)
