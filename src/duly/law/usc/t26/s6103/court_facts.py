"""Facts about court orders, warrants, use in court and audits, for 26 U.S.C. § 6103(i).

What an order says is read from the order by the custodian and never taken from the request.
"""

from duly.law.fact import Absence, Fact, Kind, Source
from duly.law.usc.t26.s6103 import facts as f

CUSTODIAN, RUN = Source.CUSTODIAN, Source.RUN
FLAG, CHOICE, CHOICES = Kind.FLAG, Kind.CHOICE, Kind.CHOICES

SIGNERS = (
    "district_judge",
    "magistrate_judge",
    "immigration_judge",
    "administrative_law_judge",
    "state_judge",
    "other",
    "no_order",
)
"""``district_judge`` and ``magistrate_judge`` are those of a Federal district court."""

APPLICANTS = (*f.OFFICES, "secretary_of_the_treasury")
UNDER = ("paragraph_1", "paragraph_5", "paragraph_7_C", "paragraph_7_D", "other")
WARRANTS = (
    "federal_felony_arrest",
    "federal_misdemeanor_arrest",
    "state_arrest",
    "administrative_removal",
    "none",
)
OBTAINED = ("i_1", "i_2", "i_3_A", "i_3_C", "i_5", "i_7_A", "i_7_B", "i_7_C", "i_7_D", "other")
RULINGS = ("probative", "discovery_order")
AUDITS = ("section_713", "safeguards", "other_agency_program", "other")
BARRED = ("i_1", "i_2", "i_3_A", "i_3_B", "i_3_C", "i_4", "i_5", "i_7", "i_8", "other")


def _read(
    name: str, kind: Kind, says: str, *, choices: tuple[str, ...] = (), what: str = "order"
) -> Fact:
    how = f"Read the {what}; record {name} in the custodian file."
    return Fact(name, kind, says, CUSTODIAN, choices=choices, how=how)


# --- the order ------------------------------------------------------------------------------
court_order_held = Fact(
    "court_order_held",
    FLAG,
    "whether the custodian holds the order itself",
    CUSTODIAN,
    how="Obtain the order; record court_order_held in the custodian file.",
)
court_order_by = _read("court_order_by", CHOICE, "who signed the order", choices=SIGNERS)
court_order_under = _read(
    "court_order_under",
    CHOICE,
    "under which paragraph of § 6103(i) the order was granted ex parte",
    choices=UNDER,
)
court_order_applicant = _read(
    "court_order_applicant",
    CHOICE,
    "which office authorised the application for the order",
    choices=APPLICANTS,
)
court_order_granted_on = _read("court_order_granted_on", Kind.DATE, "when the order was granted")
court_order_stands = Fact(
    "court_order_stands",
    FLAG,
    "whether the order still stands (not vacated, stayed or expired)",
    CUSTODIAN,
    how="Ask the court; record court_order_stands in the custodian file.",
)
court_order_taxpayer = _read(
    "court_order_taxpayer", FLAG, "whether the order concerns this taxpayer"
)
court_order_items = _read(
    "court_order_items", CHOICES, "which items the order opens", choices=f.ITEM_KINDS
)
court_order_periods = Fact(
    "court_order_periods",
    Kind.TEXT,
    "the taxable periods in the order",
    CUSTODIAN,
    absent=Absence.NONE,
    how="Read the order; record court_order_periods in the custodian file.",
)
periods_in_order = Fact(
    "periods_in_order",
    FLAG,
    "whether every taxable period asked for is among those in the order",
    RUN,
    how="State the periods in the request, and record court_order_periods.",
)
recipient_in_order = _read("recipient_in_order", FLAG, "whether the order covers the recipient")
court_recipient_federal = Fact(
    "court_recipient_federal",
    FLAG,
    "whether the recipient's own agency, if not the requester, is a Federal agency",
    how="Fill the column court_recipient_federal.",
)

# --- what the judge must determine: four for (1)(B), three for (5)(B), two for (7)(C)(ii) -----
court_finding_specific_act = _read(
    "court_finding_specific_act",
    FLAG,
    "whether the judge found reasonable cause to believe that a specific criminal act was "
    "committed",
)
court_finding_relevant_to_act = _read(
    "court_finding_relevant_to_act",
    FLAG,
    "whether the judge found reasonable cause to believe that the item is or may be relevant "
    "to a matter relating to that act",
)
court_finding_exclusive_criminal = _read(
    "court_finding_exclusive_criminal",
    FLAG,
    "whether the judge found that the item is sought exclusively for a Federal criminal "
    "investigation or proceeding",
)
court_finding_no_other_source = _read(
    "court_finding_no_other_source",
    FLAG,
    "whether the judge found that the information cannot reasonably be obtained from another "
    "source",
)
court_finding_felony_warrant = _read(
    "court_finding_felony_warrant",
    FLAG,
    "whether the judge found that an arrest warrant for a Federal felony has been issued for "
    "a fugitive from justice",
)
court_finding_exclusive_locating = _read(
    "court_finding_exclusive_locating",
    FLAG,
    "whether the judge found that the item is sought exclusively to locate the fugitive",
)
court_finding_relevant_to_location = _read(
    "court_finding_relevant_to_location",
    FLAG,
    "whether the judge found reasonable cause to believe that the item may be relevant to the "
    "location of the fugitive",
)
court_finding_relevant_to_terrorism = _read(
    "court_finding_relevant_to_terrorism",
    FLAG,
    "whether the judge found reasonable cause to believe that the item may be relevant to a "
    "terrorist incident, threat or activity",
)
court_finding_exclusive_terrorism = _read(
    "court_finding_exclusive_terrorism",
    FLAG,
    "whether the judge found that the item is sought exclusively for a Federal investigation, "
    "analysis or proceeding concerning terrorism",
)

# --- the fugitive, (i)(5) -------------------------------------------------------------------
fugitive_warrant = _read(
    "fugitive_warrant",
    CHOICE,
    "what kind of warrant has been issued",
    choices=WARRANTS,
    what="warrant",
)
fugitive_is_taxpayer = _read(
    "fugitive_is_taxpayer",
    FLAG,
    "whether the taxpayer is the individual for whom the warrant was issued",
    what="warrant",
)

# --- use in court, (i)(4) -------------------------------------------------------------------
court_use_obtained_under = Fact(
    "court_use_obtained_under",
    CHOICE,
    "under which paragraph of § 6103(i) the item was obtained",
    CUSTODIAN,
    choices=OBTAINED,
    how="Look at the record of the disclosure; record court_use_obtained_under in the custodian "
    "file.",
)
court_use_ruling = _read(
    "court_use_ruling",
    CHOICES,
    "what the court has ruled on the item",
    choices=RULINGS,
    what="court's ruling",
)
court_use_us_party = Fact(
    "court_use_us_party",
    FLAG,
    "whether the United States or a Federal agency is a party to the proceeding",
    how="Fill the column court_use_us_party.",
)
court_use_determination = Fact(
    "court_use_determination",
    FLAG,
    "whether the Secretary has determined, and given notice, that admission would identify a "
    "confidential informant or seriously impair a tax investigation",
    CUSTODIAN,
    how="Ask for the (i)(4)(C) check; record court_use_determination in the custodian file.",
)

# --- what (i)(6) bars -----------------------------------------------------------------------
bar_provision = Fact(
    "bar_provision",
    CHOICE,
    "under which paragraph of § 6103(i) the disclosure would be made",
    choices=BARRED,
    how="Fill the column bar_provision.",
)

# --- audits, (i)(8) -------------------------------------------------------------------------
gao_request = Fact(
    "gao_request",
    FLAG,
    "whether the Comptroller General of the United States made the request",
    how="Fill the column gao_request.",
)
gao_recipient = Fact(
    "gao_recipient",
    FLAG,
    "whether the recipient is an officer or employee of the Government Accountability Office",
    how="Fill the column gao_recipient.",
)
gao_audit = Fact(
    "gao_audit",
    CHOICE,
    "what kind of audit it is",
    choices=AUDITS,
    how="Fill the column gao_audit.",
)
gao_insufficient = Fact(
    "gao_insufficient",
    FLAG,
    "whether the Comptroller General has determined that what the audited agency holds is not "
    "sufficient",
    how="Fill the column gao_insufficient.",
)
gao_type_l_m = Fact(
    "gao_type_l_m",
    FLAG,
    "whether (l) or (m) authorises this type of information for the audited program",
    CUSTODIAN,
    how="Look at (l) and (m); record gao_type_l_m in the custodian file.",
)
gao_necessary = Fact(
    "gao_necessary",
    FLAG,
    "whether the item is needed in making the audit",
    Source.PERSON,
    how="Have a person decide; record yes or no for i8.extent in the answers file.",
)
gao_committee_notified_on = Fact(
    "gao_committee_notified_on",
    Kind.DATE,
    "when the Joint Committee on Taxation received the written notice of the audit",
    CUSTODIAN,
    how="Ask the Joint Committee; record gao_committee_notified_on in the custodian file.",
)
gao_committee_disapproved = Fact(
    "gao_committee_disapproved",
    FLAG,
    "whether the Joint Committee on Taxation has disapproved the audit",
    CUSTODIAN,
    how="Ask the Joint Committee; record gao_committee_disapproved in the custodian file.",
)
