"""26 U.S.C. § 6103(h)(4): use in a judicial or administrative tax proceeding.

A return or return information "may be disclosed" in a Federal or State proceeding that pertains
to tax administration, but only if the taxpayer is a party or the taxpayer's liability is at its
origin (A), or an item on the return (B) or a dealing between a party and the taxpayer (C) directly
bears on an issue, or as far as a court orders it for a criminal defendant (D). A case about
removal, a licence or a civil fine pertains to no tax and fails at the first element.
"""

from duly.law.node import All, Holds, OneOf, Some
from duly.law.provision import AnyOf, Effect, Mark, Provision, Question, Reading, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import h_facts as h
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import (
    PRIMARY,
    any_item,
    authority,
    discretion,
    exempt,
    need,
    only_use,
)

CITE = "26 USC 6103(h)(4)"

PROCEEDING = (
    need(
        "h4.0",
        "The proceeding pertains to tax administration.",
        "26 USC 6103(h)(4), (b)(4)",
        OneOf(f.proceeding, "tax_administration"),
        words="proceeding pertaining to tax administration",
        unmet="The proceeding does not pertain to tax administration; a case about removal, a "
        "licence or a civil fine does not.",
        step="Do not disclose in this proceeding; a subpoena changes nothing.",
    ),
    need(
        "h4.forum",
        "It is a Federal or State judicial or administrative proceeding.",
        CITE,
        OneOf(h.forum, "federal_court", "federal_agency", "state_court", "state_agency"),
        words="a Federal or State judicial or administrative proceeding",
        unmet="It is not a Federal or State judicial or administrative proceeding.",
        step="State the court or agency before which the proceeding is.",
    ),
    authority("h4.a6"),
    any_item("h4.item", CITE, "A return or return information"),
    shared.recipient_named("h4.recip", CITE),
    only_use(
        "h4.use",
        CITE,
        "The item is used only in the proceeding.",
        "use_in_court",
        words="may be disclosed in a Federal or State judicial or administrative proceeding",
    ),
)

LINK = AnyOf(
    id="h4.link",
    says="The taxpayer or the item is tied to the proceeding in one of the four ways.",
    cite=f"{CITE}(A)-(D)",
    mark=PRIMARY,
    unmet="Neither the taxpayer nor the item is tied to the proceeding in one of the four ways.",
    next_step="State how the taxpayer or the item is tied to the proceeding.",
    parts=(
        need(
            "h4.A",
            "The taxpayer is a party, or the proceeding arose from the taxpayer's liability.",
            f"{CITE}(A)",
            Some(OneOf(h.party, "is_party"), Holds(h.liability)),
            words="if the taxpayer is a party to the proceeding",
            unmet="The taxpayer is no party, and the taxpayer's liability is not at the origin.",
        ),
        need(
            "h4.B",
            "The treatment of an item on the return directly relates to resolving an issue.",
            f"{CITE}(B)",
            All(OneOf(f.item, "return"), Holds(h.item_direct)),
            words="the treatment of an item reflected on such return is directly related",
            unmet="No treatment of an item on a return that is asked for directly relates to an "
            "issue.",
            person="Whether the treatment of an item directly relates to resolving an issue.",
            question="Q17",
        ),
        need(
            "h4.C",
            "The item directly relates to a dealing between a party and the taxpayer that "
            "directly affects an issue.",
            f"{CITE}(C)",
            Holds(h.transaction_direct),
            words="directly relates to a transactional relationship",
            unmet="No dealing between a party and the taxpayer directly affects an issue.",
            person="Whether a dealing between a party and the taxpayer directly affects an issue.",
        ),
        need(
            "h4.D",
            "A court ordered it under 18 U.S.C. § 3500 or Rule 16.",
            f"{CITE}(D)",
            Holds(f.discovery_order),
            words="to the extent required by order of a court",
            unmet="No court ordered it under 18 U.S.C. § 3500 or Rule 16.",
            person="Whether the court's order requires this item.",
        ),
    ),
)

BAR = AnyOf(
    id="h4.bar",
    says="No determination about an informant or a tax investigation bars (A), (B) or (C).",
    cite=CITE,
    mark=PRIMARY,
    words="shall not be disclosed as provided in subparagraph (A), (B), or (C)",
    unmet="The Secretary has determined that disclosure would identify a confidential informant "
    "or seriously impair a tax investigation, and no court order under (D) requires it.",
    next_step="Do not disclose while the determination stands.",
    parts=(
        shared.bar_i6("h4.bar.none", CITE),
        need(
            "h4.bar.D",
            "A court's order under (D) requires the item; the bar does not reach (D).",
            f"{CITE}(D)",
            Holds(f.discovery_order),
            unmet="No court's order under (D) requires the item.",
        ),
    ),
)

Q17 = Question(
    id="Q17",
    asks="Does (h)(4)(B) reach returns only, or all return information?",
    operate_on="A",
    mark=Mark.UNVERIFIED,
    readings=(
        Reading(
            "A",
            "Returns only.",
            "In re United States (NorCal Tea Party Patriots), No. 15-3793 (6th Cir. 22 Mar 2016)",
            PRIMARY,
        ),
        Reading(
            "B",
            "Return information too.",
            "elsewhere; not settled",
            Mark.UNVERIFIED,
            overrides=(("h4.B", Holds(h.item_direct)),),
        ),
    ),
)

HERE = Provision(
    cite=CITE,
    title="Judicial and administrative tax proceedings",
    says="Permits disclosure in a Federal or State proceeding that pertains to tax administration, "
    "where the taxpayer or the item is tied to it.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(*PROCEEDING, LINK),
    bars=(BAR,),
    effects=(
        discretion("h4.effect", CITE),
        Effect(
            "h4.D.extent",
            "Under (D) only as far as the court's order requires.",
            f"{CITE}(D)",
            PRIMARY,
        ),
        Effect(
            "h4.x",
            "An immigration removal, licensing or civil-fine case is no tax proceeding.",
            "26 USC 6103(b)(4), (h)(4)",
            Mark.DERIVED,
        ),
        exempt("h4.log"),
    ),
    questions=(Q17,),
    notes=(
        (
            "In the Sixth Circuit reading A of Q17 is settled (NorCal Tea Party Patriots): there a "
            "case shown as SPLIT is refused. duly has no forum of its own for that circuit."
        ),
    ),
)
