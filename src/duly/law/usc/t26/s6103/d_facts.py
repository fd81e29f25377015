"""What a request of a State agency under 26 U.S.C. § 6103(d), and the custodian, must state."""

from duly.law.usc.t26.s6103.state_parts import judged, recorded, stated

STATE_AGENCIES = (
    "tax_agency",
    "regional_tax_agency",
    "audit_agency",
    "police",
    "other",
)
LISTED_TAXES = (
    "chapter_1",
    "chapter_2",
    "chapter_6",
    "chapter_11",
    "chapter_12",
    "chapter_21",
    "chapter_23",
    "chapter_24",
    "chapter_31",
    "chapter_32",
    "chapter_44",
    "chapter_51",
    "chapter_52",
    "chapter_36_subchapter_d",
)

# --- the agency -----------------------------------------------------------------------------
agency_kind = stated("state_agency_kind", "what kind of State agency asks", *STATE_AGENCIES)
tax_charge = recorded(
    "state_tax_charge",
    "whether the laws of the State charge the agency with administering its tax laws",
)
death_contract = recorded(
    "state_death_contract",
    "whether the State's death-information contract with the Secretary of Health and Human "
    "Services is in effect",
)
death_exception = recorded(
    "state_death_exception",
    "whether the State was, on 1 July 1993, furnishing no death information under a contract",
)
attachment_required = recorded(
    "state_attachment_required",
    "whether the State makes taxpayers attach Federal return data to State returns",
)
attachment_protected = recorded(
    "state_attachment_protected",
    "whether the law of the State protects Federal return data attached to State returns",
)

# --- item and purpose -----------------------------------------------------------------------
taxes = stated(
    "state_taxes",
    "to which Federal taxes the item relates",
    *LISTED_TAXES,
    "other",
    several=True,
)
necessary = judged(
    "state_necessary",
    "whether no more is asked for than is necessary in administering the State tax laws",
    "d.3.need",
)
municipal_tax = stated(
    "state_municipal_tax",
    "whether the item is only for the member municipalities' tax on income or wages",
)

# --- the recipient ----------------------------------------------------------------------------
designated = stated(
    "state_recipient_designated", "whether the request designates the recipient as representative"
)
governor = stated(
    "state_recipient_governor", "whether the recipient is the chief executive officer of the State"
)
legal_representative = stated(
    "state_legal_representative", "whether the recipient is the agency's legal representative"
)
contractor_services = recorded(
    "state_contractor_services",
    "whether the recipient is a person described in subsection (n)",
)
contractor_certified = recorded(
    "state_contractor_certified",
    "whether the agency has certified its contractor's safeguards for the latest year",
)

# --- the State audit agency -------------------------------------------------------------------
audit_charge = recorded(
    "state_audit_charge",
    "whether the laws of the State charge the agency with auditing its revenues and programs",
)
obtained_by_tax_agency = recorded(
    "state_obtained_by_tax_agency",
    "whether a State tax agency obtained the item under (d)(1)",
)
audit_of_holder = stated(
    "state_audit_of_holder", "whether the audit is of the agency that obtained the item"
)
audit_necessary = judged(
    "state_audit_necessary",
    "whether no more is asked for than is necessary in making the audit",
    "d.11.need",
)
