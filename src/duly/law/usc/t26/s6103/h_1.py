"""26 U.S.C. § 6103(h)(1): the Treasury's own officers and employees.

Returns and return information "shall, without written request, be open" to officers and
employees of the Department of the Treasury whose official duties require it for tax
administration.
"""

from duly.law.node import All, Holds, OneOf
from duly.law.provision import Effect, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import h_facts as h
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import (
    PRIMARY,
    any_item,
    authority,
    exempt,
    need,
    only_use,
)

CITE = "26 USC 6103(h)(1)"

HERE = Provision(
    cite=CITE,
    title="Officers and employees of the Treasury, for tax administration",
    says="Opens an item to an officer or employee of the Treasury whose official duties require "
    "it for tax administration.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        authority("h1.a6"),
        any_item("h1.item", CITE, "Returns and return information"),
        shared.recipient_named("h1.recip", CITE),
        need(
            "h1.treasury",
            "The recipient is an officer or employee of the Department of the Treasury.",
            CITE,
            All(
                OneOf(f.department, "treasury"),
                OneOf(f.recipient_employment, "employee_of_agency"),
            ),
            words="officers and employees of the Department of the Treasury",
            unmet="The recipient is not an officer or employee of the Department of the Treasury.",
            step="Ask under a provision that covers the recipient, if there is one.",
        ),
        need(
            "h1.duty",
            "The recipient's official duties require the item.",
            CITE,
            Holds(h.duty),
            words="whose official duties require such inspection or disclosure",
            unmet="The recipient's official duties do not require the item.",
            step="Do not open it; looking without need is an offence under section 7213A.",
            person="Whether the recipient's duties require the item.",
        ),
        only_use(
            "h1.use",
            CITE,
            "The item is used only for tax administration.",
            "tax_administration",
            words="for tax administration purposes",
        ),
    ),
    effects=(
        Effect("h1.effect", 'The item "shall, without written request, be open".', CITE, PRIMARY),
        exempt("h1.log"),
    ),
    notes=("The limits on the former IRS Oversight Board in (h)(6) are not encoded.",),
)
