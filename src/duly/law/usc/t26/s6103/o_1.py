"""26 U.S.C. § 6103(o)(1): taxes on alcohol, tobacco and firearms (subtitle E).

Returns and return information on taxes imposed by subtitle E "shall be open" to officers and
employees of a Federal agency whose official duties require it. They may be used in an action
under section 625 of the American Jobs Creation Act of 2004 for unpaid assessments under it.
"""

from duly.law.node import All, Holds, OneOf, OnlyAmong
from duly.law.provision import AnyOf, Effect, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103 import work_facts as w
from duly.law.usc.t26.s6103.interest_parts import proved
from duly.law.usc.t26.s6103.state_parts import (
    DERIVED,
    PRIMARY,
    accounted,
    any_item,
    authority,
    need,
)

CITE = "26 USC 6103(o)(1)"

HERE = Provision(
    cite=CITE,
    title="Taxes on alcohol, tobacco and firearms",
    says="Opens returns and return information on taxes imposed by subtitle E to officers and "
    "employees of a Federal agency whose duties require it.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        authority("o1.auth"),
        shared.recipient_named("o1.recip", CITE),
        any_item("o1.item", CITE, "Returns and return information"),
        need(
            "o1.tax",
            "It relates to a tax imposed by subtitle E.",
            "26 USC 6103(o)(1)(A)",
            OneOf(w.tax, "subtitle_e"),
            words="with respect to taxes imposed by subtitle E",
            unmet="It does not relate to a tax imposed by subtitle E.",
            step="Record excise_tax in the custodian file; other taxes are outside (o)(1).",
        ),
        need(
            "o1.agency",
            "The requester is a Federal agency.",
            "26 USC 6103(o)(1)(A)",
            Holds(f.federal_agency),
            words="a Federal agency",
            unmet="The requester is not a Federal agency.",
            step="Ask under a provision that covers the requester, if there is one.",
        ),
        need(
            "o1.employee",
            "The recipient is an officer or employee of that agency.",
            "26 USC 6103(o)(1)(A)",
            OneOf(f.recipient_employment, "employee_of_agency"),
            words="officers and employees of a Federal agency",
            unmet="The recipient is not an officer or employee of that agency.",
            step="Name a recipient employed by the requesting agency itself.",
        ),
        proved(
            "o1.duties",
            "The recipient's official duties require the item.",
            "26 USC 6103(o)(1)(A)",
            w.duties_e,
            words="whose official duties require such inspection or disclosure",
            unmet="The recipient's official duties do not require the item.",
            step="Name an officer or employee whose duties require it.",
            person="Whether the recipient's duties require the item.",
        ),
        AnyOf(
            id="o1.use",
            says="It is used for the duties that require it, or in an action under section 625.",
            cite="26 USC 6103(o)(1)(A), (B)",
            mark=DERIVED,
            unmet="A use is intended beyond the administration of these taxes and actions under "
            "section 625.",
            next_step="State only uses that the duties require.",
            parts=(
                need(
                    "o1.use.duties",
                    "It is used to administer or enforce the internal revenue laws.",
                    "26 USC 6103(o)(1)(A)",
                    OnlyAmong(f.uses, "tax_administration"),
                    mark=DERIVED,
                    unmet="Another use is intended.",
                ),
                need(
                    "o1.use.B",
                    "It is used also, or only, in an action under section 625 for the collection "
                    "of an unpaid assessment or penalty.",
                    "26 USC 6103(o)(1)(B)",
                    All(
                        OnlyAmong(f.uses, "tax_administration", "debt_collection"),
                        Holds(w.section_625),
                    ),
                    words="for the collection of any unpaid assessment or penalty",
                    unmet="No action under section 625, or another use is intended.",
                ),
            ),
        ),
        shared.safeguards("o1.cond.p4"),
    ),
    effects=(
        Effect("o1.effect", 'The item "shall be open".', "26 USC 6103(o)(1)(A)", PRIMARY),
        accounted("o1.log"),
        Effect(
            "o1.end",
            "On completion of use: return it, make it undisclosable, or keep the safeguards going.",
            "26 USC 6103(p)(4)(F)(ii)",
            PRIMARY,
        ),
    ),
    notes=(
        (
            "The text limits the use by the recipient's duties only. duly allows only the uses "
            "that it can name, tax administration and actions under section 625: stricter."
        ),
    ),
)
