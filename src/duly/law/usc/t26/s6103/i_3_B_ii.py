"""26 U.S.C. § 6103(i)(3)(B)(ii): the custodian warns of flight from Federal prosecution.

Where the flight of an individual "from Federal prosecution" is imminent the Secretary "may"
disclose return information as far as needed to apprise officers of a Federal law enforcement
agency. A removal case is no prosecution. The bar of (i)(6) does not reach this clause. No court
signs anything here.
"""

from duly.law.node import OneOf
from duly.law.provision import Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared

CITE = "26 USC 6103(i)(3)(B)(ii)"

HERE = Provision(
    cite=CITE,
    title="Warning of imminent flight from Federal prosecution",
    says="Lets the custodian apprise officers of a Federal law enforcement agency of an "
    "individual's imminent flight from Federal prosecution.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        e.found(
            "i3B.ii.prosecution",
            CITE,
            a.emergency_prosecution,
            "It is Federal prosecution that the individual would flee.",
            "The individual would flee no Federal prosecution; removal, a State case or a civil "
            "case is none.",
            "from Federal prosecution",
        ),
        e.found(
            "i3B.ii.flight",
            CITE,
            a.emergency_flight,
            "The flight is imminent.",
            "The flight is not imminent.",
            "the imminent flight of any individual",
        ),
        Element(
            id="i3B.ii.item",
            says="The item is return information, not a return.",
            cite=CITE,
            mark=Mark.PRIMARY,
            words="the Secretary may disclose return information",
            holds=OneOf(f.item, *e.IDENTITY, *e.FROM_OTHERS, "taxpayer_return_information"),
            unmet="The item is a return, or nothing that § 6103 protects.",
            next_step="Give the information that the officers need, not the return.",
        ),
        e.agency(
            "i3B.ii.agency",
            CITE,
            "any Federal law enforcement agency",
            "federal_law_enforcement",
        ),
        e.employed("i3B.ii.officer", CITE, "appropriate officers or employees"),
        shared.recipient_named("i3B.ii.recip", CITE),
        e.found(
            "i3B.ii.extent",
            CITE,
            a.emergency_flight_extent,
            "No more is disclosed than is needed to apprise the officers.",
            "More would be disclosed than is needed to apprise the officers.",
            "to the extent necessary to apprise appropriate officers or employees",
        ),
        e.solely("i3B.ii.use", CITE, "", "locating_fugitive"),
        shared.safeguards("i3B.ii.cond.p4"),
    ),
    effects=(e.discretion("i3B.ii", CITE), e.logged("i3B.ii"), e.ended("i3B.ii")),
    notes=(
        (
            "No court is asked here: an order, whoever signs it, stands in for no element. "
            "(i)(6) lists (3)(A) and (C), not this clause. (primary)"
        ),
    ),
)
