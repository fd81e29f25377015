"""26 U.S.C. § 6103(h)(2): the Department of Justice in a tax matter.

In a matter involving tax administration a return or return information "shall be open" to
officers and employees of the Department of Justice who are personally and directly engaged in
it, solely for their use in it, if the taxpayer or the item is tied to the matter in one of three
ways. The form is that of (h)(3): referral by the Secretary, or a written request.
"""

from duly.law.node import All, Holds, OneOf, Some
from duly.law.provision import AnyOf, Effect, Provision, Question, Reading, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import h_3, shared
from duly.law.usc.t26.s6103 import h_facts as h
from duly.law.usc.t26.s6103.state_parts import (
    DERIVED,
    PRIMARY,
    accounted,
    any_item,
    authority,
    need,
    only_use,
)

CITE = "26 USC 6103(h)(2)"

MATTER = (
    need(
        "h2.tax",
        "The matter involves tax administration.",
        "26 USC 6103(h)(2), (b)(4)",
        OneOf(f.proceeding, "tax_administration"),
        words="In a matter involving tax administration",
        unmet="The matter does not involve tax administration.",
        step="A nontax criminal matter goes under (i).",
    ),
    authority("h2.a6"),
    any_item("h2.item", CITE, "a return or return information"),
    need(
        "h2.doj",
        "The recipient is an officer or employee of the Department of Justice.",
        CITE,
        All(OneOf(f.department, "doj"), OneOf(f.recipient_employment, "employee_of_agency")),
        words="officers and employees of the Department of Justice (including United States "
        "attorneys)",
        unmet="The recipient is not an officer or employee of the Department of Justice.",
        step="Name a recipient in the Department of Justice.",
    ),
    need(
        "h2.engaged",
        "The recipient is named, and is personally and directly engaged in the matter.",
        CITE,
        All(Holds(f.recipient_named), OneOf(f.recipient_role, "case_personnel")),
        words="personally and directly engaged in",
        unmet="Nobody who is personally and directly engaged in the matter is named.",
        step="Name the attorney or employee who works on the matter.",
    ),
    need(
        "h2.stage",
        "It is before a grand jury, or in preparation or investigation for a grand jury or court.",
        CITE,
        OneOf(
            h.stage,
            "grand_jury_proceeding",
            "preparation_for_grand_jury_or_court",
            "investigation_that_may_lead_there",
        ),
        words="before a Federal grand jury or any Federal or State court",
        unmet="The matter is neither before a grand jury nor one that may come to a grand jury or "
        "court.",
        step="State the proceeding, preparation or investigation.",
    ),
    only_use(
        "h2.solely",
        CITE,
        "The item is solely for their use in the tax matter.",
        "tax_administration",
        words="solely for their use in",
    ),
)

LINK = AnyOf(
    id="h2.link",
    says="The taxpayer or the item is tied to the matter in one of the three ways.",
    cite=f"{CITE}(A)-(C)",
    mark=PRIMARY,
    unmet="Neither the taxpayer nor the item is tied to the matter in one of the three ways.",
    next_step="State how the taxpayer or the item is tied to the matter.",
    parts=(
        need(
            "h2.A",
            "The taxpayer is or may be a party, or the proceeding arose from the taxpayer's "
            "liability.",
            f"{CITE}(A)",
            Some(OneOf(h.party, "is_party", "may_be_party"), Holds(h.liability)),
            words="the taxpayer is or may be a party to the proceeding",
            unmet="The taxpayer is and may be no party, and the taxpayer's liability is not at "
            "the origin.",
        ),
        need(
            "h2.B",
            "The treatment of an item on the return is or may be related to an issue.",
            f"{CITE}(B)",
            All(OneOf(f.item, "return"), Holds(h.item_may_relate)),
            words="the treatment of an item reflected on such return is or may be related",
            unmet="No treatment of an item on a return that is asked for is related to an issue.",
            mark=DERIVED,
            question="Q17.h2",
        ),
        need(
            "h2.C",
            "The item relates to a dealing between a party and the taxpayer that may affect an "
            "issue.",
            f"{CITE}(C)",
            Holds(h.transaction_may_relate),
            words="relates or may relate to a transactional relationship",
            unmet="No dealing between a party and the taxpayer affects an issue.",
        ),
    ),
)

Q17 = Question(
    id="Q17.h2",
    asks="Does (h)(2)(B), worded like (h)(4)(B), reach returns only, or all return information?",
    operate_on="A",
    mark=DERIVED,
    readings=(
        Reading(
            "A",
            "Returns only: the words are those of (h)(4)(B).",
            "our reading, after In re United States (NorCal Tea Party Patriots), 6th Cir. 15-3793",
            DERIVED,
        ),
        Reading(
            "B",
            "Return information too.",
            "the other reading of (h)(4)(B)",
            DERIVED,
            overrides=(("h2.B", Holds(h.item_may_relate)),),
        ),
    ),
)

HERE = Provision(
    cite=CITE,
    title="The Department of Justice in a tax matter",
    says="Opens an item to the Justice Department's officers and employees who work on a tax "
    "matter, solely for their use in it.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(*MATTER, LINK, h_3.form("h2.form"), shared.safeguards("h2.p4")),
    effects=(
        Effect("h2.effect", 'The item "shall be open".', CITE, PRIMARY),
        Effect(
            "h2.motion",
            'Where there is a referral and no request that meets (h)(3)(B), the Secretary "may" '
            "disclose on the Secretary's own motion and is not directed to: a named person "
            "decides.",
            "26 USC 6103(h)(3)(A)",
            PRIMARY,
        ),
        Effect(
            "h2.end",
            "On completion of use the Department returns the item, makes it undisclosable, or "
            "keeps the safeguards going.",
            "26 USC 6103(p)(4)(F)(ii)",
            PRIMARY,
        ),
        accounted("h2.log"),
    ),
    questions=(Q17,),
    notes=("Use in the tax proceeding itself is decided under (h)(4).",),
)
