"""What 26 U.S.C. § 6103(p) asks: accounting, safeguards, State law, contractors.

Evidence of safeguards is recorded by the custodian (for the IRS, its Office of Safeguards);
what nobody has recorded is not shown, and never taken as met.
"""

from duly.law.fact import Fact, Kind, Source

CUSTODIAN = Source.CUSTODIAN

EXEMPT = (
    "(c)",
    "(e)",
    "(f)(5)",
    "(h)(1)",
    "(h)(3)(A)",
    "(h)(4)",
    "(i)(4)",
    "(i)(8)(A)(ii)",
    "(k)(1)",
    "(k)(2)",
    "(k)(6)",
    "(k)(8)",
    "(k)(9)",
    "(l)(1)",
    "(l)(4)(B)",
    "(l)(5)",
    "(l)(7)",
    "(l)(8)",
    "(l)(9)",
    "(l)(10)",
    "(l)(11)",
    "(l)(12)",
    "(l)(13)(D)(iv)",
    "(l)(13)(D)(v)",
    "(l)(13)(D)(vi)",
    "(l)(14)",
    "(l)(15)",
    "(l)(16)",
    "(l)(17)",
    "(l)(18)",
    "(m)",
    "(n)",
)
"""The provisions of § 6103 that (p)(3)(A) takes out of the accounting, as the text lists them."""
ACCOUNTABLE = (
    "(d)",
    "(f), other than (5)",
    "(g)",
    "(h)(2)",
    "(h)(3)(B)",
    "(h), other",
    "(i)(1)",
    "(i)(2)",
    "(i)(3)",
    "(i)(5)",
    "(i)(7)",
    "(i)(8), other than (A)(ii)",
    "(j)",
    "(k), other",
    "(l)(2)",
    "(l)(3)",
    "(l)(6)",
    "(l), other",
    "(o)",
    "6104(c)",
    "none named",
)
"""What is left by subtraction; a request that names no provision is a request all the same."""

accounting_provision = Fact(
    "accounting_provision",
    Kind.CHOICE,
    "under which provision disclosure is asked or made",
    choices=(*EXEMPT, *ACCOUNTABLE),
    how="State the provision of § 6103 that the request relies on.",
)


def _evidence(name: str, says: str) -> Fact:
    return Fact(
        f"safeguard_{name}",
        Kind.FLAG,
        f"whether {says}",
        CUSTODIAN,
        how=f"Record safeguard_{name} in the custodian file, with the evidence.",
    )


# --- (p)(4): the recipient and what is shown of it ---------------------------------------------
SAFEGUARD_RECIPIENTS = ("state_type", "federal_type", "other")
DISPOSALS = (
    "returned",
    "undisclosable_and_reported",
    "undisclosable",
    "kept_under_safeguards",
    "none",
)
safeguard_recipient = Fact(
    "safeguard_recipient",
    Kind.CHOICE,
    "which duty on completion of use binds the recipient, (p)(4)(F)(i) or (ii)",
    CUSTODIAN,
    choices=SAFEGUARD_RECIPIENTS,
    how="Record safeguard_recipient in the custodian file.",
)
safeguard_use_completed = _evidence("use_completed", "the use of the information is completed")
safeguard_disposal = Fact(
    "safeguard_disposal",
    Kind.CHOICE,
    "what became of the information on completion of its use",
    CUSTODIAN,
    choices=DISPOSALS,
    how="Record safeguard_disposal in the custodian file, with the certificate.",
)
safeguard_public_record = _evidence(
    "public_record", "the information was made part of the public record of a proceeding"
)
safeguard_failure_determined = _evidence(
    "failure_determined", "the Secretary has determined that the recipient fails the safeguards"
)
safeguard_records = _evidence("records", "the recipient keeps the records of requests")
safeguard_storage = _evidence("storage", "the recipient stores the information in a secure place")
safeguard_access = _evidence("access", "the recipient restricts access as the paragraph asks")
safeguard_report = _evidence("report", "the recipient has furnished its report on procedures")

# --- Publication 1075, which stands for (p)(4)(D) ----------------------------------------------
safeguard_audit_content = _evidence("audit_content", "each audit record has every field")
safeguard_audit_recreate = _evidence("audit_recreate", "the logs let a reviewer recreate access")
safeguard_audit_protect = _evidence("audit_protect", "the logs are protected like the data")
safeguard_audit_years = Fact(
    "safeguard_audit_years",
    Kind.NUMBER,
    "for how many years audit logs are kept",
    CUSTODIAN,
    how="Record safeguard_audit_years in the custodian file.",
)
safeguard_crypto = _evidence("crypto", "validated cryptographic modules are used")
safeguard_mfa = _evidence("mfa", "remote access needs more than one factor")
safeguard_least = _evidence("least", "users have unique ids and least privilege")
safeguard_two_barriers = _evidence("two_barriers", "two barriers stand before the data")
safeguard_incident_both = _evidence("incident_both", "incidents go to both addressees at once")
safeguard_incident_hours = Fact(
    "safeguard_incident_hours",
    Kind.NUMBER,
    "within how many hours an incident is reported",
    CUSTODIAN,
    how="Record safeguard_incident_hours in the custodian file.",
)
safeguard_incident_content = _evidence("incident_content", "an incident report has every field")
safeguard_sanitized = _evidence("sanitized", "media are sanitized by NIST 800-88")
safeguard_need = _evidence("need", "only data needed and used for the purpose are received")
safeguard_change = _evidence("change", "a change that needs advance notice is planned or made")
safeguard_notice_days = Fact(
    "safeguard_notice_days",
    Kind.NUMBER,
    "how many days before the change the Office of Safeguards was told",
    CUSTODIAN,
    how="Record safeguard_notice_days in the custodian file.",
)

# --- (p)(8): State law ------------------------------------------------------------------------
attached_copy_required = Fact(
    "attached_copy_required",
    Kind.FLAG,
    "whether the State has taxpayers attach their Federal return, or data from it, to a State "
    "return",
    CUSTODIAN,
    how="Look the State's law up; record attached_copy_required in the custodian file.",
)
attached_copy_protected = Fact(
    "attached_copy_protected",
    Kind.FLAG,
    "whether the State's law protects that copy or those data",
    CUSTODIAN,
    how="Look the State's law up; record attached_copy_protected in the custodian file.",
)


# --- (p)(9): contractors and other agents ------------------------------------------------------
def _contractor(name: str, says: str) -> Fact:
    return Fact(
        f"contractor_{name}",
        Kind.FLAG,
        f"whether {says}",
        CUSTODIAN,
        how=f"Record contractor_{name} in the custodian file.",
    )


contractor_under_n = _contractor(
    "under_n", "disclosure is under (n) for purposes of Federal tax administration"
)
contractor_requirements = _contractor(
    "requirements", "the agency requires the contractor to provide safeguards"
)
contractor_review_agreed = _contractor(
    "review_agreed", "the agency has agreed to the on-site reviews"
)
contractor_review_due_on = Fact(
    "contractor_review_due_on",
    Kind.DATE,
    "on which day the next on-site review is due",
    CUSTODIAN,
    how="Record contractor_review_due_on in the custodian file: three years after the last "
    "review, or the mid-point of a shorter contract.",
)
contractor_findings = _contractor(
    "findings", "the findings of the most recent review were submitted"
)
contractor_certified = _contractor(
    "certified", "the agency has certified compliance for the most recent annual period"
)
contractor_certificate_complete = _contractor(
    "certificate_complete", "the certificate names contractor, contract and duration"
)
