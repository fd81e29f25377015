"""8 U.S.C. § 1253(a)(1): failure to depart, as a fit test for the reason a request states.

The section makes it a crime, for a person under a final order of removal resting on
membership of a class in 8 U.S.C. § 1227(a), wilfully to fail to depart within 90 days, not to
apply for travel documents, to hamper departure, or not to present for removal. A request that
cites it must state a reason that touches these elements; the provision that uses the test is
26 U.S.C. § 6103(i)(2).
"""

from duly.law.node import (
    TRUE,
    All,
    Compare,
    Holds,
    Includes,
    Node,
    Not,
    OneOf,
    PlusDays,
    Some,
    Value,
)
from duly.law.provision import AllOf, AnyOf, Effect, Element, Mark, Question, Reading
from duly.law.usc.statutes import FAILURE_TO_DEPART
from duly.law.usc.t26.s6103 import facts as f

DEPARTURE_DAYS = 90
CITED = OneOf(f.statute, *FAILURE_TO_DEPART)


def _act(letter: str, says: str, holds: Node, unmet: str) -> Element:
    return Element(
        id=f"s1253.act.{letter}",
        says=says,
        cite=f"8 USC 1253(a)(1)({letter})",
        mark=Mark.PRIMARY,
        holds=holds,
        unmet=unmet,
    )


FIT = AllOf(
    id="s1253",
    says="The stated reason fits the offence in 8 U.S.C. § 1253(a)(1).",
    cite="8 USC 1253(a)(1)",
    mark=Mark.PRIMARY,
    parts=(
        Element(
            id="s1253.order",
            says="A final order of removal is outstanding and not stayed.",
            cite="8 USC 1253(a)(1)",
            mark=Mark.PRIMARY,
            words="final order of removal is outstanding",
            holds=All(
                Compare(Value(f.order_final_on), "<=", Value(f.as_of)), Not(Holds(f.order_stayed))
            ),
            applies=CITED,
            unmet="No final order of removal is outstanding: it is not yet final, or it is stayed.",
            unknown="It is not known whether a final, unstayed order of removal is outstanding.",
            next_step="Have the requester state the date of the final order and any stay.",
        ),
        Element(
            id="s1253.class",
            says="The order rests on membership of a class in 8 U.S.C. § 1227(a).",
            cite="8 USC 1253(a)(1)",
            mark=Mark.DERIVED,
            words="by reason of being a member of any of the classes described in section 1227(a)",
            holds=OneOf(f.order_ground, "1227a"),
            applies=CITED,
            question="Q14",
            unmet="The order does not rest on § 1227(a), the only classes that the offence names.",
            unknown="It is not known on which ground the order of removal rests.",
            next_step="Have the requester state the charge that was sustained.",
        ),
        AnyOf(
            id="s1253.act",
            says="The reason relies on an act that the offence names.",
            cite="8 USC 1253(a)(1)(A)-(D)",
            mark=Mark.PRIMARY,
            applies=CITED,
            unmet="The act the reason relies on is not complete or not among those named.",
            unknown="It is not known on which act of the offence the reason relies.",
            next_step="Have the requester name the act, (A) to (D), and its date.",
            parts=(
                _act(
                    "A",
                    "Failure to depart, and 90 days have passed since the order became final.",
                    All(
                        Includes(f.acts, "failure_to_depart"),
                        Compare(
                            PlusDays(Value(f.order_final_on), DEPARTURE_DAYS),
                            "<",
                            Value(f.as_of),
                        ),
                    ),
                    "Not failure to depart, or the 90 days have not yet passed.",
                ),
                _act(
                    "B",
                    "Failure to apply in good faith for travel documents.",
                    Includes(f.acts, "no_travel_documents"),
                    "Failure to apply for travel documents is not stated.",
                ),
                _act(
                    "C",
                    "Acts to prevent or hamper departure.",
                    Includes(f.acts, "hampering_departure"),
                    "Acts to prevent or hamper departure are not stated.",
                ),
                _act(
                    "D",
                    "Failure to present for removal as required.",
                    Includes(f.acts, "failure_to_present"),
                    "Failure to present for removal is not stated.",
                ),
            ),
        ),
        Element(
            id="s1253.exc",
            says="No proper step towards relief from the order excuses the person.",
            cite="8 USC 1253(a)(2)",
            mark=Mark.PRIMARY,
            holds=Some(Not(Holds(f.relief_pending)), Holds(f.exception_inapplicable)),
            applies=CITED,
            unmet="Relief is pending and a person has found that it excuses.",
            unknown="Deferred action or a step against the order may excuse; a person must look.",
            next_step="Do not disclose on this reason.",
            next_unknown="Have counsel decide whether the exception applies; record the answer "
            "for s1253.exc in the answers file.",
            person="Whether a pending motion or deferred action is a proper step that excuses.",
        ),
    ),
)

EFFECTS = (
    Effect(
        "s1253.pen",
        "The offence is a felony: up to four years, ten for some classes.",
        "8 USC 1253(a)(1)",
        Mark.PRIMARY,
    ),
    Effect(
        "s1253.lim",
        "Five years limit the prosecution of most offences; whether failing to depart goes on "
        "anew each day was not checked. Counsel should look at an old order.",
        "18 USC 3282",
        Mark.UNVERIFIED,
    ),
)

Q14 = Question(
    id="Q14",
    asks="Does 8 U.S.C. § 1253(a)(1) cover orders that rest on inadmissibility?",
    readings=(
        Reading(
            "B",
            "Only orders resting on the classes of § 1227(a), as the words say.",
            "the text",
            Mark.DERIVED,
        ),
        Reading(
            "A",
            "Every final order of removal is enough.",
            "some treat every final order as enough",
            Mark.DERIVED,
            overrides=(("s1253.class", TRUE),),
        ),
    ),
    operate_on="B",
    mark=Mark.DERIVED,
)
