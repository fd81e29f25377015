"""What 26 U.S.C. § 6103(k)(6), (n) and (o) ask: disclosure in the work of tax administration."""

from duly.law.usc.t26.s6103.state_parts import judged, recorded, stated

# --- (k)(6): investigative disclosure -----------------------------------------------------------
discloser = recorded(
    "investigative_discloser",
    "who discloses",
    "internal_revenue_employee",
    "tigta_employee",
    "other",
)
duty = recorded(
    "investigative_duty",
    "which official duty the disclosure is connected with",
    "audit",
    "collection",
    "tax_investigation",
    "internal_revenue_offence",
    "other",
)
necessary = judged(
    "investigative_necessary",
    "whether the disclosure is necessary in obtaining the information sought",
    "k6.2.necessary",
)
unavailable = judged(
    "investigative_unavailable",
    "whether the information sought is not otherwise reasonably available",
    "k6.2.unavailable",
)
subject = recorded(
    "investigative_subject",
    "what the information sought is about",
    "determination_of_tax",
    "liability_for_tax",
    "amount_to_be_collected",
    "enforcement_of_title_26",
    "other",
)
regulation = judged(
    "investigative_regulation_met",
    "whether the situation and the conditions are those of 26 CFR 301.6103(k)(6)-1",
    "k6.4",
)
whistleblower = recorded(
    "investigative_whistleblower",
    "whether the recipient gives information for a purpose of section 7623(a) and would be told "
    "under (k)(13)(A)",
)

# --- (n): services ------------------------------------------------------------------------------
service = recorded(
    "service_kind",
    "which service the recipient provides",
    "processing",
    "storage",
    "transmission",
    "reproduction",
    "programming",
    "maintenance",
    "repair",
    "testing",
    "procurement",
    "other_service",
    "none",
)
service_need = judged(
    "service_need",
    "whether no more is disclosed than the service needs",
    "n.2.need",
)
service_purpose = recorded(
    "service_for_tax_administration",
    "whether the service is provided for purposes of tax administration",
)
service_regulation = recorded(
    "service_regulation_met",
    "whether the contract meets the regulation, 26 CFR 301.6103(n)-1",
)

# --- (o): certain excise taxes ------------------------------------------------------------------
tax = recorded(
    "excise_tax",
    "to which tax the item relates",
    "subtitle_e",
    "chapter_35",
    "section_4481",
    "other",
)
duties_e = judged(
    "excise_duties_subtitle_e",
    "whether the recipient's official duties require the item",
    "o1.duties",
)
duties_4481 = judged(
    "excise_duties_4481",
    "whether the recipient's official duties require the item for administering section 4481",
    "o3.duties",
)
section_625 = stated(
    "excise_section_625",
    "whether the collection is an action or proceeding under section 625 of the American Jobs "
    "Creation Act of 2004, or in preparation for one",
)
border_protection = stated(
    "excise_border_protection",
    "whether the requesting agency is United States Customs and Border Protection",
)
