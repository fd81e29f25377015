"""The later uses that each door of 26 U.S.C. § 6103 allows, one entry a door.

A purpose that is not listed is not allowed. What the text leaves to a regulation that nobody
here has read is left out: stricter.
"""

from collections.abc import Mapping
from typing import Final

from duly.law.provision import Mark
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.later_use import AllowedUse

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
NEVER = ("civil_removal", "civil_fine", "arrest_or_detention", "other")
"""Uses that no door of the section names."""
CRIMINAL = ("criminal_proceeding", "criminal_investigation", "grand_jury")
NO_MORE = "The provision has no words for passing it on."
FEDERAL_END = (
    "Upon completion of use: return it, or make it undisclosable, or keep the safeguards of "
    "(p)(4)(A) to (E) going."
)
STATE_END = (
    "Upon completion of use: return it with all copies, or make it undisclosable and report in "
    "writing how."
)
F_I, F_II = "26 USC 6103(p)(4)(F)(i)", "26 USC 6103(p)(4)(F)(ii)"
IN_COURT = (
    "In court only as (i)(4) allows: returns and taxpayer return information on the court's "
    "finding or a discovery order, other items in enforcing a designated Federal criminal "
    "statute or related civil forfeiture."
)


def _i(
    below: str,
    *purposes: str,
    users: tuple[str, ...] = ("named_recipient",),
    to: tuple[str, ...] = (),
    passing_on: str = NO_MORE,
    ends: str = FEDERAL_END,
    ends_cite: str = F_II,
    at: str = "",
    mark: Mark = PRIMARY,
) -> AllowedUse:
    """An entry for one door of the section; ``at`` is where the purpose stands."""
    cite = f"26 USC 6103{below}"
    return AllowedUse(
        cite=cite,
        purposes=purposes,
        users=users,
        passed_on_to=to,
        passing_on=passing_on,
        ends=ends,
        ends_cite=ends_cite,
        purpose_cite=f"26 USC 6103{at}" if at else cite,
        mark=mark,
    )


def _own(below: str) -> AllowedUse:
    return _i(
        below,
        "own_use",
        users=("named_recipient", "taxpayer"),
        to=("court", "public", "other_federal_agency", "state_or_local_agency"),
        passing_on="(a)(3) does not bind the person who got it, except a shareholder under "
        "(e)(1)(D)(iii): they may pass it on as they see fit (derived).",
        ends="Nothing in (p)(4) asks for its return.",
        ends_cite="",
        mark=DERIVED,
    )


_ENTRIES: Final[tuple[AllowedUse, ...]] = (
    _i(
        "(c)",
        "consented_purpose",
        to=("named_recipient", "other_federal_agency", "state_or_local_agency", "public"),
        passing_on="Not disclosed to any other person without the taxpayer's express permission "
        "or request.",
        ends="It ends with the express purpose for which the taxpayer consented.",
        ends_cite="",
    ),
    _i(
        "(d)(1)",
        "state_tax_administration",
        users=("named_recipient", "same_agency"),
        to=("state_or_local_agency", "agent_of_recipient"),
        passing_on="To the State audit agency for auditing the tax agency only ((d)(2)); to a "
        "certified (n) contractor; a regional agency not to its members ((d)(6)).",
        ends=STATE_END,
        ends_cite=F_I,
    ),
    _i("(d)(2)", "audit", ends=STATE_END, ends_cite=F_I),
    *(_own(f"(e)({number})") for number in (1, 2, 3, 4, 5, 6, 7, 11)),
    _i(
        "(g)(1)",
        "presidential_use",
        passing_on="Only on the President's personal written direction ((g)(3)).",
        ends="No end is stated.",
        ends_cite="",
    ),
    _i(
        "(g)(2)",
        "appointment_check",
        passing_on="Only on personal written direction ((g)(3)).",
        ends="No end is stated.",
        ends_cite="",
    ),
    _i(
        "(h)(1)",
        "tax_administration",
        users=("named_recipient", "same_agency"),
        passing_on="Only under another provision of title 26 ((a)).",
        ends="No end is stated.",
        ends_cite="",
    ),
    _i(
        "(h)(2)",
        "tax_administration",
        to=("court",),
        passing_on="In a proceeding only as (h)(4) allows.",
    ),
    _i(
        "(h)(4)",
        "use_in_court",
        users=("named_recipient", "court"),
        passing_on="Under (D) only as far as the court ordered.",
        ends="The safeguards cease for what was made part of a public court record.",
        ends_cite="",
    ),
    _i(
        "(i)(1)",
        *CRIMINAL,
        to=("state_or_local_agency", "court"),
        passing_on="In the case of a missing or exploited child the head may pass it to State or "
        f"local team members ((i)(1)(C)). {IN_COURT}",
        at="(i)(1)(A)",
    ),
    _i(
        "(i)(2)",
        *CRIMINAL,
        "forfeiture",
        to=("court",),
        passing_on=IN_COURT,
        at="(i)(2)(A), (i)(4)(B)",
    ),
    _i(
        "(i)(3)(A)",
        *CRIMINAL,
        "forfeiture",
        to=("same_agency", "court"),
        passing_on="The head may pass it to officers of the agency as needed to enforce that "
        f"law. {IN_COURT}",
        at="(i)(3)(A)(i), (i)(4)(B)",
    ),
    _i(
        "(i)(3)(B)(i)",
        "emergency_response",
        ends=f"{STATE_END} A Federal recipient may instead keep the safeguards going.",
        ends_cite=F_I,
        mark=DERIVED,
    ),
    _i("(i)(3)(B)(ii)", "locating_fugitive", mark=DERIVED),
    _i(
        "(i)(3)(C)",
        "counterterrorism",
        to=("same_agency", "court"),
        passing_on="The head may pass it to officers of the agency as needed to investigate or "
        f"respond. {IN_COURT}",
        at="(i)(3)(C)(i)",
    ),
    _i(
        "(i)(4)",
        "use_in_court",
        users=("named_recipient", "court"),
        ends="The safeguards cease for what was made part of a public court record.",
        ends_cite="",
        mark=DERIVED,
    ),
    _i("(i)(5)", "locating_fugitive", at="(i)(5)(A)"),
    _i(
        "(i)(7)(A)",
        "counterterrorism",
        to=("state_or_local_agency", "court"),
        passing_on="The head may pass it to State or local law enforcement on the team "
        f"((i)(7)(A)(ii)). {IN_COURT}",
        at="(i)(7)(A)(iv)",
    ),
    _i("(i)(7)(B)", "counterterrorism", to=("court",), passing_on=IN_COURT, at="(i)(7)(B)(i)"),
    _i(
        "(i)(7)(C)",
        "counterterrorism",
        *CRIMINAL,
        to=("court",),
        passing_on=IN_COURT,
        at="(i)(7)(C)(i)",
        mark=DERIVED,
    ),
    _i(
        "(i)(7)(D)",
        "counterterrorism",
        *CRIMINAL,
        to=("same_agency", "court"),
        passing_on=f"The head may pass it to officers of the agency. {IN_COURT}",
        at="(i)(7)(D)(ii)(II)",
        mark=DERIVED,
    ),
    _i(
        "(i)(8)",
        "audit",
        passing_on="Nothing that identifies a taxpayer leaves the auditors.",
        at="(i)(8)(A), (B)(iv)",
    ),
    _i(
        "(k)(6)",
        "tax_administration",
        passing_on="The person asked is not among those whom (a)(3) binds: no more is told than "
        "is necessary.",
        ends="No end is stated.",
        ends_cite="",
        mark=DERIVED,
    ),
    _i(
        "(l)",
        "benefit_screening",
        "child_support",
        "debt_collection",
        "other_program",
        to=("agent_of_recipient", "state_or_local_agency", "other_federal_agency"),
        passing_on="Only as the paragraph says, and never for another paragraph's purpose: a "
        "person checks which one it came under.",
        ends="As (p)(4)(F)(i) or (ii) says for the paragraph's recipient.",
        ends_cite="26 USC 6103(p)(4)(F)",
        mark=DERIVED,
    ),
    _i(
        "(m)(2)",
        "debt_collection",
        "credit_report",
        users=("named_recipient", "same_agency"),
        to=("other_federal_agency", "collection_agency", "agent_of_recipient"),
        passing_on="To other agencies and collection agencies for collection purposes (31 CFR "
        "901.11); to an agent only under (p)(4) and (p)(9). Never to arrest, detain or remove "
        "(derived).",
        ends="When the claim is collected or compromised (derived).",
        ends_cite="",
        at="(m)(2)(A)",
    ),
    _i(
        "(n)",
        "services_to_tax_agency",
        users=("named_recipient", "same_agency"),
        passing_on="The service provider is bound by (a)(3).",
        ends="It ends with the contract (derived).",
        ends_cite="",
    ),
    _i("(o)(1)", "tax_administration", "debt_collection", users=("named_recipient", "same_agency")),
    _i(
        "(o)(2)",
        "tax_administration",
        passing_on="Only in administering or enforcing title 26 (26 USC 4424(b)(1)).",
        ends="No end is stated.",
        ends_cite="",
    ),
    _i("(o)(3)", "tax_administration", users=("named_recipient", "same_agency")),
    _i(
        "(p)(2)(B)",
        *(word for word in f.USES if word not in NEVER),
        to=(),
        passing_on="Only for what the second recipient's own paragraph allows, under the "
        "Commissioner's conditions, which can be revoked.",
        ends="As the second recipient's own paragraph says.",
        ends_cite="",
        mark=DERIVED,
    ),
)

ALLOWED: Final[Mapping[str, AllowedUse]] = {entry.cite: entry for entry in _ENTRIES}
"""What is allowed, by the citation of the door."""
