"""26 U.S.C. § 6103(o)(2): taxes on wagering (chapter 35).

"Notwithstanding any other provision of this section", returns and return information on
wagering taxes are open "only" to the persons and for the purposes that section 4424 prescribes:
a disclosure "may be made in connection with the administration or civil or criminal
enforcement of any tax imposed by this title".
"""

from duly.law.node import OneOf
from duly.law.provision import Effect, Provision, Words
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103 import work_facts as w
from duly.law.usc.t26.s6103.state_parts import (
    PRIMARY,
    accounted,
    any_item,
    authority,
    discretion,
    need,
    only_use,
)

CITE = "26 USC 6103(o)(2)"

HERE = Provision(
    cite=CITE,
    title="Taxes on wagering",
    says="Permits the custodian to disclose data on wagering taxes, but only for the "
    "administration or enforcement of a tax imposed by title 26.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        authority("o2.auth"),
        shared.recipient_named("o2.recip", CITE),
        any_item("o2.item", CITE, "Returns and return information"),
        need(
            "o2.tax",
            "It relates to a tax on wagering.",
            CITE,
            OneOf(w.tax, "chapter_35"),
            words="with respect to taxes imposed by chapter 35",
            unmet="It does not relate to a tax on wagering.",
            step="Record excise_tax in the custodian file; other taxes are outside (o)(2).",
        ),
        only_use(
            "o2.use",
            "26 USC 6103(o)(2); 26 USC 4424(b)",
            "It is used only in connection with the administration or enforcement of a tax "
            "imposed by title 26.",
            "tax_administration",
            words="the administration or civil or criminal enforcement of any tax",
        ),
    ),
    effects=(
        discretion("o2.effect", "26 USC 4424(b)"),
        Effect(
            "o2.redisclosure",
            "No officer or employee of the United States may pass it on except in connection with "
            "the administration or enforcement of title 26.",
            "26 USC 4424(b)(1)",
            PRIMARY,
        ),
        Effect(
            "o2.evidence",
            "It may not be used in a criminal prosecution for an offence before the enactment of "
            "section 4424.",
            "26 USC 4424(b)(2)",
            PRIMARY,
        ),
        accounted("o2.log"),
    ),
    notes=(
        "Inspection by committees of Congress (26 USC 4424(d)) is not encoded.",
        (
            "The paragraph closes every other door of the section to data on wagering taxes; the "
            "other provisions do not ask to which tax an item relates."
        ),
    ),
)
