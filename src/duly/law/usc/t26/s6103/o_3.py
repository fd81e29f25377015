"""26 U.S.C. § 6103(o)(3): the tax on the use of certain highway vehicles (section 4481).

Returns and return information on that tax "shall be open" to officers and employees of United
States Customs and Border Protection whose official duties require it "for purposes of
administering such section". It serves that section, and no other work of the agency.
"""

from duly.law.node import Holds, OneOf
from duly.law.provision import Effect, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103 import work_facts as w
from duly.law.usc.t26.s6103.interest_parts import proved
from duly.law.usc.t26.s6103.state_parts import (
    PRIMARY,
    accounted,
    any_item,
    authority,
    need,
    only_use,
)

CITE = "26 USC 6103(o)(3)"

HERE = Provision(
    cite=CITE,
    title="Tax on the use of highway vehicles, for Customs and Border Protection",
    says="Opens data on the tax of section 4481 to officers and employees of Customs and Border "
    "Protection who administer that section.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        authority("o3.auth"),
        shared.recipient_named("o3.recip", CITE),
        any_item("o3.item", CITE, "Returns and return information"),
        need(
            "o3.tax",
            "It relates to the tax imposed by section 4481.",
            CITE,
            OneOf(w.tax, "section_4481"),
            words="with respect to taxes imposed by section 4481",
            unmet="It does not relate to the tax imposed by section 4481.",
            step="Record excise_tax in the custodian file; other taxes are outside (o)(3).",
        ),
        need(
            "o3.agency",
            "The requester is United States Customs and Border Protection.",
            CITE,
            Holds(w.border_protection),
            words="United States Customs and Border Protection",
            unmet="The requester is not United States Customs and Border Protection.",
            step="No other agency, of the same department or not, has a part in (o)(3).",
        ),
        need(
            "o3.employee",
            "The recipient is an officer or employee of that agency.",
            CITE,
            OneOf(f.recipient_employment, "employee_of_agency"),
            words="officers and employees of United States Customs and Border Protection",
            unmet="The recipient is not an officer or employee of that agency.",
            step="Name a recipient employed by the agency itself.",
        ),
        proved(
            "o3.duties",
            "The recipient's official duties require the item for administering section 4481.",
            CITE,
            w.duties_4481,
            words="for purposes of administering such section",
            unmet="The recipient's duties do not require the item for administering section 4481.",
            step="Name an officer or employee who administers section 4481.",
            person="Whether the recipient's duties require the item for section 4481.",
        ),
        only_use(
            "o3.use",
            CITE,
            "It is used only for administering section 4481.",
            "tax_administration",
            words="for purposes of administering such section",
        ),
        shared.safeguards("o3.cond.p4"),
    ),
    effects=(
        Effect("o3.effect", 'The item "shall be open".', CITE, PRIMARY),
        accounted("o3.log"),
        Effect(
            "o3.end",
            "On completion of use: return it, make it undisclosable, or keep the safeguards going.",
            "26 USC 6103(p)(4)(F)(ii)",
            PRIMARY,
        ),
    ),
)
