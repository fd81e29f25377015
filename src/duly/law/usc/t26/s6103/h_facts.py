"""What decides on disclosure within the tax administration and to court (26 U.S.C. § 6103(h))."""

from duly.law.usc.t26.s6103.state_parts import judged, recorded, stated

# --- (h)(1) -----------------------------------------------------------------------------------
duty = judged(
    "treasury_duty_requires",
    "whether the recipient's official duties require the item for tax administration",
    "h1.duty",
)

# --- (h)(2) and (h)(3) --------------------------------------------------------------------------
stage = stated(
    "tax_case_stage",
    "before what body the matter is or may come",
    "grand_jury_proceeding",
    "preparation_for_grand_jury_or_court",
    "investigation_that_may_lead_there",
    "other",
)
item_may_relate = stated(
    "tax_case_item_may_relate",
    "whether the treatment of an item on the return is or may be related to an issue",
)
transaction_may_relate = stated(
    "tax_case_transaction_may_relate",
    "whether the item relates or may relate to a transactional relationship between a person who "
    "is or may be a party and the taxpayer that affects or may affect an issue",
)
referred = recorded(
    "tax_case_referred", "whether the Secretary referred the case to the Department of Justice"
)
chapter_76 = recorded(
    "tax_case_chapter_76",
    "whether subchapter B of chapter 76 authorises the proceeding",
)

# --- (h)(2) and (h)(4) --------------------------------------------------------------------------
party = stated(
    "tax_case_party",
    "whether the taxpayer is a party to the proceeding",
    "is_party",
    "may_be_party",
    "not_party",
)
liability = stated(
    "tax_case_liability",
    "whether the proceeding arose from determining or collecting the taxpayer's liability",
)

# --- (h)(4) -------------------------------------------------------------------------------------
forum = stated(
    "tax_case_forum",
    "before what kind of court or agency the proceeding is",
    "federal_court",
    "federal_agency",
    "state_court",
    "state_agency",
    "other",
)
item_direct = judged(
    "tax_case_item_direct",
    "whether the treatment of an item on the return is directly related to resolving an issue",
    "h4.B",
)
transaction_direct = judged(
    "tax_case_transaction_direct",
    "whether the item directly relates to a transactional relationship between a party and the "
    "taxpayer that directly affects resolving an issue",
    "h4.C",
)
