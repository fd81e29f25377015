"""26 U.S.C. § 6103(l): purposes other than tax administration.

Twenty-two paragraphs name each a recipient and a purpose, mostly the running of one benefit or
insurance programme. No paragraph names immigration enforcement. Recipient, purpose, holder, use
and writing are decided here; each paragraph's own conditions (which items, whose request, whose
approval) are summarised only, and a person must check them against its text.
"""

from dataclasses import replace

from duly.law.node import All, Holds, Not, OneOf, OnlyAmong, Some
from duly.law.provision import Effect, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import l_facts as x
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.l_purposes import PURPOSE
from duly.law.usc.t26.s6103.state_parts import (
    DERIVED,
    PRIMARY,
    any_item,
    authority,
    discretion,
    need,
)

CITE = "26 USC 6103(l)"
BENEFITS = (
    "social_security_act",
    "railroad_retirement_act",
    "benefit_programme",
    "federal_retirement",
    "medicare_secondary_payer",
    "student_aid",
    "dc_retirement",
    "health_coverage_credit",
    "medicare_discount_card",
    "medicare_premium",
    "health_insurance_exchange",
)
SUPPORT, OFFSET = ("child_support",), ("refund_offset",)
NO_PURPOSE = ("immigration_enforcement", "other")
OTHERS = tuple(
    purpose for purpose in x.PURPOSES if purpose not in {*BENEFITS, *SUPPORT, *OFFSET, *NO_PURPOSE}
)
# (4)(B), (9) and (18) have no words about a request; all other paragraphs ask for a written one.
UNWRITTEN = Some(
    OneOf(x.purpose, "alcohol_laws", "health_coverage_credit"),
    All(OneOf(x.purpose, "personnel_or_practice_matter"), OneOf(x.recipient, "treasury_officer")),
)

HERE = Provision(
    cite=CITE,
    title="Purposes other than tax administration",
    says="Tells whether a paragraph of (l) names the recipient and the purpose; what the "
    "paragraph itself further asks, a person checks.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        PURPOSE,
        authority("l.a6"),
        any_item("l.item", CITE),
        shared.recipient_named("l.recip", CITE),
        need(
            "l.use",
            "The item is used only for the paragraph's purpose.",
            CITE,
            Some(
                All(OneOf(x.purpose, *BENEFITS), OnlyAmong(f.uses, "benefit_screening")),
                All(OneOf(x.purpose, *SUPPORT), OnlyAmong(f.uses, "child_support")),
                All(OneOf(x.purpose, *OFFSET), OnlyAmong(f.uses, "debt_collection")),
                All(OneOf(x.purpose, *OTHERS), OnlyAmong(f.uses, "other_program")),
            ),
            mark=DERIVED,
            unmet="A use is intended that the paragraph does not name.",
            step="Ask under a provision that covers that use, if there is one.",
        ),
        replace(shared.written("l.writing", CITE, "upon written request"), applies=Not(UNWRITTEN)),
        replace(
            shared.safeguards("l.p4"),
            applies=Not(OneOf(x.purpose, "personnel_or_practice_matter")),
        ),
        need(
            "l.conditions",
            "A person has checked the paragraph's own conditions and found them met.",
            CITE,
            Holds(x.conditions),
            mark=DERIVED,
            unmet="A person has found that the paragraph's own conditions are not met.",
            step="Read the paragraph: whose request, which items, whose approval, how far.",
            person="Whether the paragraph's own conditions are met.",
        ),
    ),
    effects=(
        discretion("l.effect", CITE),
        Effect(
            "l.shall",
            "Paragraphs (7), (8), (11), (12), (13), (16), (17), (19), (20), (21) and (22) say "
            '"shall": there nobody may refuse once a person has found the conditions met.',
            CITE,
            PRIMARY,
        ),
        Effect(
            "l.end.state",
            "On completion of use, recipients under (6), (7), (8), (9) and (16), and persons other "
            "than Federal agencies under (10), (13), (18), (19) and (20), return the item, or "
            "make it undisclosable and report how.",
            "26 USC 6103(p)(4)(F)(i)",
            PRIMARY,
        ),
        Effect(
            "l.end.federal",
            "Federal agencies under (1), (2), (3), (5), (10) to (15), (17) and (22), and entities "
            "under (21), return it, make it undisclosable, or keep the safeguards going.",
            "26 USC 6103(p)(4)(F)(ii)",
            PRIMARY,
        ),
        Effect(
            "l.log",
            "An accounting is not required under (1), (4)(B), (5), (7) to (12), (13)(D)(iv) to "
            "(vi) and (14) to (18), and is required under the others; duly records all.",
            "26 USC 6103(p)(3)(A)",
            PRIMARY,
        ),
    ),
    notes=(
        (
            "The paragraphs are summarised: which items, which request and which approval each "
            "asks for is not encoded; l.conditions stays unknown until a person has checked them."
        ),
        (
            "That no paragraph covers immigration enforcement was seen in the text of 20 April "
            "2023; later amendments were not checked."
        ),
        "(15) takes its terms from those of reports under 31 U.S.C. § 5313, which were not read.",
    ),
)
