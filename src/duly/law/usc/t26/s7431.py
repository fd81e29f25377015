"""26 U.S.C. § 7431: civil damages for unauthorised inspection or disclosure.

Where somebody "knowingly, or by reason of negligence, inspects or discloses any return or
return information with respect to a taxpayer in violation of any provision of section 6103",
the taxpayer may sue: the United States for its officers and employees, others themselves.
"No liability shall arise" from "a good faith, but erroneous, interpretation" of § 6103 or from
what the taxpayer requested, and suit must be brought "within 2 years after the date of
discovery". This tells whether there is exposure; ``duly.law.exposure`` counts it.
"""

from duly.law.node import TRUE, All, Compare, Holds, Not, OneOf, Value
from duly.law.provision import Effect, Element, Mark, Provision, Question, Reading
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s7213 import facts as s
from duly.law.usc.t26.s7213 import parts

PRIMARY, SECONDARY, DERIVED = Mark.PRIMARY, Mark.SECONDARY, Mark.DERIVED
RESTS_ON_LAW = ("interpretation",)

Q11 = Question(
    id="Q11",
    asks="Is there one act for each disclosure, or for each record of a taxpayer?",
    operate_on="A",
    mark=DERIVED,
    readings=(
        Reading(
            "A",
            "One for each act of disclosure, however many receive it.",
            "9th Cir. (holding read at descrybe.ai; name and citation unverified)",
            PRIMARY,
        ),
        Reading(
            "B",
            "One for each record of a taxpayer.",
            "an argument from the taxpayer's own right to sue; open",
            DERIVED,
            overrides=(("7431.c.act", TRUE),),
        ),
    ),
)

# The strictest reading is the one that finds exposure least often; duly does not rely on it.
Q12 = Question(
    id="Q12",
    asks="Is matching without confirmation a good-faith interpretation of § 6103?",
    operate_on="B",
    mark=DERIVED,
    readings=(
        Reading(
            "A",
            "Yes.",
            "an argument; open",
            DERIVED,
            overrides=(
                (
                    "7431.b1",
                    Not(
                        All(
                            OneOf(s.breach_error, *RESTS_ON_LAW, "unverified_match"),
                            Holds(s.breach_good_faith),
                        )
                    ),
                ),
            ),
        ),
        Reading(
            "B",
            "No: it is a failure to check a fact.",
            'the word "interpretation"; duly does not rely on the exception',
            DERIVED,
        ),
    ),
)

HERE = Provision(
    cite="26 USC 7431",
    title="Civil damages for unauthorised inspection or disclosure",
    says="Tells, for one act on one record, whether there is exposure to a suit for damages.",
    source="https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title26-section7431",
    text_read=parts.TEXT_READ,
    since=parts.SINCE,
    words=parts.EXPOSURE,
    elements=(
        parts.act(
            "7431.a",
            "26 USC 7431(a)",
            "Information was inspected or disclosed.",
            "Nothing was inspected or disclosed.",
            "inspected",
            *s.DISCLOSURES,
        ),
        parts.item("7431.a", "26 USC 7431(a)"),
        parts.unauthorized(
            "7431.a", "26 USC 7431(a)", "in violation of any provision of section 6103"
        ),
        parts.element(
            "7431.a.fault",
            "26 USC 7431(a)",
            "It is alleged or found to have been done knowingly or by negligence.",
            OneOf(s.breach_fault, "wilful", "knowing", "gross_negligence", "negligence"),
            "It was done neither knowingly nor by negligence.",
            "knowingly, or by reason of negligence",
        ),
        Element(
            id="7431.b1",
            says="It did not result from an erroneous interpretation of § 6103 in good faith.",
            cite="26 USC 7431(b)(1)",
            mark=PRIMARY,
            words="a good faith, but erroneous, interpretation of section 6103",
            holds=Not(All(OneOf(s.breach_error, *RESTS_ON_LAW), Holds(s.breach_good_faith))),
            question="Q12",
            unmet="It resulted from an erroneous interpretation of § 6103 in good faith.",
            unknown="It is not recorded what kind of error led to the act, or whether in good "
            "faith.",
            next_step="Keep the record of which reading was applied: it is the evidence.",
            next_unknown=parts.RECORD_IT,
        ),
        parts.element(
            "7431.b2",
            "26 USC 7431(b)(2)",
            "The taxpayer did not request it.",
            Not(Holds(s.breach_requested)),
            "The taxpayer requested it.",
            "which is requested by the taxpayer",
        ),
        Element(
            id="7431.c.act",
            says="It is an act of its own, not part of one that is counted already.",
            cite="26 USC 7431(c)(1)(A)",
            mark=PRIMARY,
            words="$1,000 for each act of unauthorized inspection or disclosure",
            holds=Not(Holds(s.breach_part_of_act)),
            question="Q11",
            unmet="It is part of an act that is counted already; no further amount attaches.",
            unknown="It is not recorded whether it is part of an act that is counted already.",
            next_step="Report the range: once for the act, and once for each record.",
            next_unknown=parts.RECORD_IT,
        ),
        Element(
            id="7431.d",
            says="The two years after the taxpayer's discovery have not passed.",
            cite="26 USC 7431(d)",
            mark=PRIMARY,
            words="within 2 years after the date of discovery by the plaintiff",
            holds=Compare(Value(s.discovery_clock_ends_on), ">=", Value(f.as_of)),
            unmet="The two years after the taxpayer's discovery have passed.",
            unknown="It is not recorded when the taxpayer discovered it; the two years run only "
            "from then.",
            next_step="Have counsel confirm the day of discovery.",
            next_unknown="Record the discovery when it becomes known; treat the exposure as open.",
        ),
    ),
    effects=(
        Effect(
            "7431.a.defendant",
            "Suit is against the United States for its officer or employee, and otherwise against "
            "the person.",
            "26 USC 7431(a)(1)-(2)",
            PRIMARY,
        ),
        Effect(
            "7431.c",
            "The greater of $1,000 for each act, and actual damages with, if wilful or grossly "
            "negligent, punitive damages; besides, the costs and for some plaintiffs attorneys' "
            "fees.",
            "26 USC 7431(c)",
            PRIMARY,
        ),
        Effect(
            "7431.case",
            "One disclosure to many recipients was counted as one act; punitive damages need "
            "actual damages. The name and citation, Siddiqui v. United States, 359 F.3d 1200 "
            "(2004), are unverified.",
            "9th Cir. (DESCRYBE)",
            Mark.UNVERIFIED,
        ),
        Effect(
            "7431.e",
            "The Secretary notifies the taxpayer as soon as practicable when somebody is charged, "
            "and when discipline is proposed; the notice gives the date and the taxpayer's "
            "rights.",
            "26 USC 7431(e)",
            PRIMARY,
        ),
        Effect(
            "7431.caution",
            "This shows exposure; liability is for a court alone.",
            "26 USC 7431",
            DERIVED,
        ),
    ),
    questions=(Q11, Q12),
    notes=(
        (
            "(b)(1) protects an error of law, not a fact that nobody checked; a record, element by "
            "element, of the reading that was applied is the evidence that would matter (our "
            "inference)."
        ),
    ),
)
