"""Facts about telling officials of crime, danger, flight and terrorism: § 6103(i)(3) and (7).

Here the custodian acts or answers without a court's order, so what it does and finds comes
from its own record or from a person's judgement, and not from whoever would like to know.
"""

from duly.law.fact import Fact, Kind, Source

CUSTODIAN, PERSON = Source.CUSTODIAN, Source.PERSON
FLAG, CHOICE, CHOICES = Kind.FLAG, Kind.CHOICE, Kind.CHOICES

TOLD = ("head_of_responsible_agency", "attorney_general", "other")
AGENCY_KINDS = (
    "federal_law_enforcement",
    "federal_intelligence",
    "justice_or_treasury",
    "state_law_enforcement",
    "local_law_enforcement",
)
INTELLIGENCE_OFFICES = (
    "justice_appointee",
    "treasury_appointee",
    "secret_service_director",
    "other",
)
"""An appointee is one whom the President appoints with the advice and consent of the Senate."""


def _recorded(name: str, kind: Kind, says: str, choices: tuple[str, ...] = ()) -> Fact:
    how = f"Record {name} in the custodian file."
    return Fact(name, kind, says, CUSTODIAN, choices=choices, how=how)


def _judged(name: str, says: str, element: str) -> Fact:
    how = f"Have a person decide; record yes or no for {element} in the answers file."
    return Fact(name, FLAG, says, PERSON, how=how)


# --- the custodian tells an official, (3) ----------------------------------------------------
apprise_own_motion = _recorded(
    "apprise_own_motion",
    FLAG,
    "whether the custodian acts on its own motion and not on a request",
)
apprise_in_writing = _recorded(
    "apprise_in_writing", FLAG, "whether the disclosure is made in writing"
)
apprise_told = _recorded("apprise_told", CHOICE, "who is to be apprised", TOLD)
apprise_evidence = _judged(
    "apprise_evidence",
    "whether the item may constitute evidence of a violation of the statute",
    "i3A.1",
)
apprise_other_evidence = _judged(
    "apprise_other_evidence",
    "whether other return information, not taxpayer return information, may constitute evidence "
    "of a violation by this taxpayer",
    "i3A.3",
)
apprise_necessary = _judged(
    "apprise_necessary",
    "whether no more is disclosed than is needed to apprise the head of the agency of the "
    "violation",
    "i3A.2.extent",
)

# --- emergencies, (3)(B) ----------------------------------------------------------------------
emergency_danger = _judged(
    "emergency_danger",
    "whether the danger of death or physical injury to an individual is imminent",
    "i3B.i.danger",
)
emergency_danger_extent = _judged(
    "emergency_danger_extent",
    "whether no more is disclosed than is needed to apprise officers of the danger",
    "i3B.i.extent",
)
emergency_prosecution = _recorded(
    "emergency_prosecution",
    FLAG,
    "whether it is Federal prosecution that the individual would flee",
)
emergency_flight = _judged(
    "emergency_flight",
    "whether the flight of the individual is imminent",
    "i3B.ii.flight",
)
emergency_flight_extent = _judged(
    "emergency_flight_extent",
    "whether no more is disclosed than is needed to apprise officers of the flight",
    "i3B.ii.extent",
)
agency_kinds = _recorded(
    "agency_kinds", CHOICES, "of which kinds the recipient's agency is", AGENCY_KINDS
)

# --- terrorism, (3)(C) and (7) ------------------------------------------------------------------
terror_related = _judged(
    "terror_related",
    "whether the item may be related to a terrorist incident, threat or activity",
    "i3C.related",
)
terror_told_extent = _judged(
    "terror_told_extent",
    "whether no more is disclosed than is needed to apprise the official of the terrorist "
    "incident, threat or activity",
    "i3C.extent",
)
terror_application = _recorded(
    "terror_application",
    FLAG,
    "whether the item is needed for, and solely for use in, preparing an application under (7)(D)",
)
terror_matter = _recorded(
    "terror_matter",
    FLAG,
    "whether the matter concerns a terrorist incident, threat or activity, as (b)(11) defines it",
)
terror_requester_involved = _recorded(
    "terror_requester_involved",
    FLAG,
    "whether the requester is a Federal law enforcement agency involved in the response or "
    "investigation",
)
terror_delegation = _recorded(
    "terror_delegation", FLAG, "whether a delegation to the signer is on record"
)
terror_order_extent = _judged(
    "terror_order_extent",
    "whether no more is disclosed than is needed to apprise the head of the agency",
    "i7D.extent",
)
intelligence_requester = _recorded(
    "intelligence_requester",
    CHOICE,
    "which office the person who asks for intelligence purposes holds",
    INTELLIGENCE_OFFICES,
)
intelligence_responsible = _recorded(
    "intelligence_responsible",
    FLAG,
    "whether that person is responsible for collecting and analysing intelligence and "
    "counterintelligence information on terrorism",
)
