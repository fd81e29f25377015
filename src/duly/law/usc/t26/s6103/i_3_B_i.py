"""26 U.S.C. § 6103(i)(3)(B)(i): the custodian warns of danger of death or physical injury.

Where there is "imminent danger of death or physical injury to any individual" the Secretary
"may" disclose return information, though not the return itself, as far as needed to apprise
officers of a Federal or State law enforcement agency. The bar of (i)(6) does not reach this
clause. No court signs anything here.
"""

from duly.law.node import OneOf
from duly.law.provision import Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared

PRIMARY = Mark.PRIMARY
CITE = "26 USC 6103(i)(3)(B)(i)"

HERE = Provision(
    cite=CITE,
    title="Warning of imminent danger of death or physical injury",
    says="Lets the custodian apprise officers of a Federal or State law enforcement agency of an "
    "imminent danger of death or physical injury.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        e.found(
            "i3B.i.danger",
            CITE,
            a.emergency_danger,
            "The danger of death or physical injury to an individual is imminent.",
            "There is no imminent danger of death or physical injury.",
            "an imminent danger of death or physical injury to any individual",
        ),
        Element(
            id="i3B.i.x",
            says="The item is return information, not a return.",
            cite=f"{CITE}; IRM 9.3.1 (older text)",
            mark=PRIMARY,
            words="the Secretary may disclose return information",
            holds=OneOf(f.item, *e.IDENTITY, *e.FROM_OTHERS, "taxpayer_return_information"),
            unmet="The item is a return, or nothing that § 6103 protects.",
            next_step="Give the information that the officers need, not the return.",
        ),
        e.agency(
            "i3B.i.agency",
            CITE,
            "any Federal or State law enforcement agency",
            "federal_law_enforcement",
            "state_law_enforcement",
        ),
        Element(
            id="i3B.i.officer",
            says="The recipient is an officer or employee of such an agency.",
            cite=CITE,
            mark=PRIMARY,
            words="appropriate officers or employees",
            holds=OneOf(
                f.recipient_employment,
                "employee_of_agency",
                "employee_of_other_agency",
                "state_employee",
            ),
            unmet="The recipient is no officer or employee of a Federal or State agency.",
            next_step="Name an officer of a Federal or State law enforcement agency.",
        ),
        shared.recipient_named("i3B.i.recip", CITE),
        e.found(
            "i3B.i.extent",
            CITE,
            a.emergency_danger_extent,
            "No more is disclosed than is needed to apprise the officers.",
            "More would be disclosed than is needed to apprise the officers.",
            "to the extent necessary to apprise appropriate officers or employees",
        ),
        e.solely("i3B.i.use", CITE, "", "emergency_response"),
        shared.safeguards("i3B.i.cond.p4"),
    ),
    effects=(
        e.discretion("i3B.i", CITE),
        e.logged("i3B.i"),
        e.ended("i3B.i"),
        Effect(
            "i3B.i.end.state",
            "A State recipient returns the item on completion of use, or makes it undisclosable "
            "and reports in writing how.",
            "26 USC 6103(p)(4)(F)(i)",
            PRIMARY,
        ),
    ),
    notes=(
        "Local agencies stand outside the words; (7)(A)(ii) names them, this clause not. (derived)",
        (
            "No court is asked here: an order, whoever signs it, stands in for no element. "
            "(i)(6) lists (3)(A) and (C), not this clause. (primary)"
        ),
    ),
)
