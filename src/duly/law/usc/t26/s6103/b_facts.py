"""What the definitions in 26 U.S.C. § 6103(b) ask.

Most of these facts are for a person who knows the document, the body or the act in question.
All of them are "unknown" when absent: a definition that nobody answered classifies nothing.
"""

from duly.law.fact import Fact, Kind, Source

PERSON, CUSTODIAN = Source.PERSON, Source.CUSTODIAN
FLAG, CHOICE = Kind.FLAG, Kind.CHOICE

# --- (b)(1) to (b)(3): documents and data ----------------------------------------------------
document_kind = Fact(
    "document_kind",
    CHOICE,
    "what kind of document it is",
    CUSTODIAN,
    choices=(
        "tax_return",
        "information_return",
        "estimated_tax_declaration",
        "refund_claim",
        "amendment",
        "attachment",
        "other",
    ),
    how="Look at the document.",
)
document_under_title = Fact(
    "document_under_title",
    FLAG,
    "whether title 26 requires, provides for or permits the document",
    PERSON,
    how="Find the section of title 26 under which the document is made.",
)
document_filed = Fact(
    "document_filed",
    FLAG,
    "whether the return was filed with the Secretary by, for or about a person",
    CUSTODIAN,
    how="Look for the filing in the custodian's records.",
)
data_kind = Fact(
    "data_kind",
    CHOICE,
    "what the data say",
    CUSTODIAN,
    choices=(
        "identity",
        "amounts",
        "examination",
        "written_determination",
        "advance_pricing_agreement",
        "closing_agreement",
        "other",
    ),
    how="Look at the data.",
)
data_of_secretary = Fact(
    "data_of_secretary",
    FLAG,
    "whether the Secretary received, recorded, prepared, was furnished or collected the data",
    CUSTODIAN,
    how="Look for the data's origin in the custodian's records.",
)
data_about_liability = Fact(
    "data_about_liability",
    FLAG,
    "whether the data concern a return, or whether and how much somebody owes under title 26",
    PERSON,
    how="Ask for what purpose the data were received or made.",
)
open_to_inspection = Fact(
    "open_to_inspection",
    FLAG,
    "whether section 6110 opens the determination to the public",
    PERSON,
    how="Look the determination up under 26 USC 6110.",
)
unidentifiable = Fact(
    "unidentifiable",
    FLAG,
    "whether the data are in a form that can identify no taxpayer, directly or indirectly",
    PERSON,
    how="Have somebody who knows the data judge whether a taxpayer could be singled out.",
)
return_information = Fact(
    "return_information",
    FLAG,
    "whether the data are return information",
    PERSON,
    how="Answer with the definition in (b)(2).",
)
furnished_by = Fact(
    "furnished_by",
    CHOICE,
    "who filed or furnished the data",
    CUSTODIAN,
    choices=("taxpayer", "on_behalf_of_taxpayer", "third_party"),
    how="Look for the data's origin in the custodian's records.",
)
datum = Fact(
    "datum",
    Kind.CHOICES,
    "which parts the datum has",
    CUSTODIAN,
    choices=("name", "mailing_address", "tin", "other"),
    how="List every part of the datum.",
)

# --- (b)(4): tax administration ----------------------------------------------------------------
law_administered = Fact(
    "law_administered",
    CHOICE,
    "what kind of law the activity is under",
    PERSON,
    choices=(
        "internal_revenue_laws",
        "related_statutes",
        "state_equivalents",
        "tax_conventions",
        "other",
    ),
    how="Name the statute or convention under which the activity is done.",
)
activity = Fact(
    "activity",
    CHOICE,
    "what kind of activity it is",
    PERSON,
    choices=(
        "administration",
        "policy",
        "assessment",
        "collection",
        "enforcement",
        "litigation",
        "publication",
        "statistics",
        "other",
    ),
    how="Say what is done.",
)

# --- (b)(5): State -----------------------------------------------------------------------------
place = Fact(
    "place",
    CHOICE,
    "what kind of place or body it is",
    PERSON,
    choices=(
        "one_of_the_50_states",
        "district_of_columbia",
        "puerto_rico",
        "virgin_islands",
        "guam",
        "american_samoa",
        "northern_mariana_islands",
        "municipality",
        "regional_entity",
        "other",
    ),
    how="Name the place or body.",
)
population = Fact(
    "population",
    Kind.NUMBER,
    "how many people the latest decennial census counted there",
    PERSON,
    how="Look the number up in the latest decennial census.",
)
taxes_income = Fact(
    "taxes_income",
    FLAG,
    "whether it imposes a tax on income or wages",
    PERSON,
    how="Look up the local tax law.",
)
qualified_group = Fact(
    "qualified_group",
    FLAG,
    "whether a qualified group of municipalities formed it and operates it",
    PERSON,
    how="Apply (b)(5)(B)(i): two or more municipalities, their taxes, the State statute, and "
    "more than 250,000 people together.",
)
disclosure_agreement = Fact(
    "disclosure_agreement",
    FLAG,
    "whether the Secretary has entered into an agreement on disclosure with it",
    CUSTODIAN,
    how="Look for the agreement.",
)
for_listed_subsection = Fact(
    "for_listed_subsection",
    FLAG,
    "whether the question arises under (a)(2), (b)(4), (d)(1), (h)(4) or (p)",
    PERSON,
    how="Name the subsection for which the word State is being read.",
)

# --- (b)(7), (b)(8): acts ------------------------------------------------------------------------
protected_item = Fact(
    "protected_item",
    FLAG,
    "whether the thing is a return or return information",
    PERSON,
    how="Answer with the definitions in (b)(1) and (b)(2).",
)
examined = Fact(
    "examined", FLAG, "whether somebody examined it", CUSTODIAN, how="Look at the access log."
)
made_known = Fact(
    "made_known",
    FLAG,
    "whether it was made known to any person in any manner",
    CUSTODIAN,
    how="Look at what left, and to whom.",
)

# --- (b)(9): Federal agency; (b)(11): terrorism ------------------------------------------------
government_authority = Fact(
    "government_authority",
    FLAG,
    "whether the body is an authority of the Government of the United States",
    PERSON,
    how="Name the statute that gives the body its authority.",
)
government_body = Fact(
    "government_body",
    CHOICE,
    "whether the body is one of those that 5 U.S.C. § 551(1) leaves out",
    PERSON,
    choices=(
        "congress",
        "court",
        "territory",
        "district_of_columbia",
        "representatives_of_parties",
        "court_martial",
        "military_authority_in_the_field",
        "listed_functions",
        "none_of_these",
    ),
    how="Compare the body with 5 USC 551(1)(A)-(H).",
)
standing = Fact(
    "standing",
    CHOICE,
    "whether the body stands alone, or within another agency",
    PERSON,
    choices=("whole_agency", "component", "no_authority_of_its_own"),
    how="Look at the organisation of the department.",
)
terrorism = Fact(
    "terrorism",
    CHOICE,
    "whether an act of terrorism as title 18 defines it is involved",
    PERSON,
    choices=("international", "domestic", "neither"),
    how="Compare the act with 18 USC 2331(1) and 2331(5).",
)
