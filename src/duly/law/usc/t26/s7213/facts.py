"""What 26 U.S.C. §§ 7213, 7213A and 7431 ask about an act that may have been unauthorised.

One case is one act on one record of one taxpayer. What was in a person's mind is recorded as
alleged: whether somebody is guilty or liable is for a court, and nothing here says so.
"""

from duly.law.fact import Fact, Kind, Source

CUSTODIAN, RUN = Source.CUSTODIAN, Source.RUN

ACTS = ("disclosed", "inspected", "printed_or_published", "offered_value")
DISCLOSURES = ("disclosed", "printed_or_published")
"""To disclose is to make known "in any manner whatever" (§ 6103(b)(8)); print is one manner."""
ACTORS = (
    "federal_employee",
    "former_federal_employee",
    "n_person",
    "former_n_person",
    "l_18_person",
    "state_employee",
    "other",
)
"""``n_person`` is a person described in § 6103(n), or its officer or employee."""
FAULTS = ("wilful", "knowing", "gross_negligence", "negligence", "none")
ERRORS = ("interpretation", "unverified_match", "fact_not_checked", "none")
LISTED_CHANNELS = (
    "(d)",
    "(i)(1)(C)",
    "(i)(3)(B)(i)",
    "(i)(7)(A)(ii)",
    "(k)(10)",
    "(k)(13)",
    "(k)(14)",
    "(k)(15)",
    "(l)(6)",
    "(l)(7)",
    "(l)(8)",
    "(l)(9)",
    "(l)(10)",
    "(l)(12)",
    "(l)(15)",
    "(l)(16)",
    "(l)(19)",
    "(l)(20)",
    "(l)(21)",
    "(m)(2)",
    "(m)(4)",
    "(m)(5)",
    "(m)(6)",
    "(m)(7)",
    "6104(c)",
)
"""Provisions through which a person of § 7213(a)(2) acquired what he has, as the text lists."""
OTHER_CHANNELS = ("(i)(2)", "other")


def _flag(name: str, says: str) -> Fact:
    return Fact(
        f"breach_{name}",
        Kind.FLAG,
        f"whether {says}",
        CUSTODIAN,
        how=f"Record breach_{name} in the incident file.",
    )


def _choice(name: str, says: str, choices: tuple[str, ...]) -> Fact:
    return Fact(
        f"breach_{name}",
        Kind.CHOICE,
        says,
        CUSTODIAN,
        choices=choices,
        how=f"Record breach_{name} in the incident file.",
    )


breach_act = _choice("act", "what was done", ACTS)
breach_actor = _choice("actor", "by what status the person who did it had access", ACTORS)
breach_channel = _choice(
    "channel",
    "through which provision the information had been acquired",
    (*LISTED_CHANNELS, *OTHER_CHANNELS),
)
breach_fault = _choice("fault", "what state of mind is alleged or found", FAULTS)
breach_authorized = _flag("authorized", "title 26 authorised the act")
breach_received_unauthorized = _flag(
    "received_unauthorized", "the information had reached that person without authority"
)
breach_value_material = _flag("value_material", "the thing offered was of material value")
breach_value_answered = _flag(
    "value_answered", "the person received the information as a result of the offer"
)
breach_error = _choice("error", "what kind of error led to the act", ERRORS)
breach_good_faith = _flag("good_faith", "the person acted in good faith")
breach_requested = _flag("requested", "the taxpayer asked for it")
breach_part_of_act = _flag(
    "part_of_act",
    "it was part of an act that is counted already (another recipient, or another record of one "
    "file)",
)
discovery_clock_ends_on = Fact(
    "discovery_clock_ends_on",
    Kind.DATE,
    "on which day the two years after the taxpayer's discovery end",
    RUN,
    how="Record when the taxpayer discovered it; the run computes the last day.",
)
