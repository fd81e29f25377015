"""The contested questions of § 6103(i)(2) and their readings, the strictest first.

Each question operates on the reading that the elements are written in; the others are
reported beside it. A reading has dates and a forum in which it can still be held.
"""

from datetime import date

from duly.law.fact import days
from duly.law.node import FALSE, TRUE, All, Holds, Includes, Not, OneOf, Some
from duly.law.provision import Live, Mark, Question, Reading
from duly.law.usc.t26.s6103 import facts as f

DC, ELSEWHERE = "D.C. Cir.", "elsewhere"
SECONDARY, DERIVED = Mark.SECONDARY, Mark.DERIVED

Q1 = Question(
    id="Q1",
    asks="When does a request set forth the taxpayer's address?",
    operate_on="R3",
    mark=SECONDARY,
    readings=(
        Reading(
            "R3",
            "The custodian must confirm that it is that taxpayer's address.",
            "Kollar-Kotelly, J., D.D.C. 1:25-cv-00457, 26 Feb 2026",
            SECONDARY,
        ),
        Reading(
            "R2",
            "A complete address that can be located is enough.",
            "between the two others",
            SECONDARY,
            overrides=(("i2.addr.taxpayers", TRUE),),
        ),
        Reading(
            "R1",
            "Some address that is not blank is enough.",
            "IRS practice of 2025",
            SECONDARY,
            overrides=(
                ("i2.addr.complete", TRUE),
                ("i2.addr.locates", TRUE),
                ("i2.addr.taxpayers", TRUE),
            ),
        ),
    ),
)

Q2 = Question(
    id="Q2",
    asks="May (i)(2) yield an address and nothing else?",
    operate_on="A",
    mark=SECONDARY,
    readings=(
        Reading(
            "B",
            "No: it needs an order, or reaches only third-party data and presupposes the address.",
            "plaintiffs; the former IRS view",
            SECONDARY,
            overrides=(("i2.C", FALSE),),
            # The district court in this circuit rejected it on 12 May 2025, the court of
            # appeals on 24 Feb 2026 (Centro de Trabajadores Unidos v. Bessent).
            live=(Live(ELSEWHERE), Live(DC, until=days(date(2025, 5, 12)))),
        ),
        Reading(
            "A",
            "Yes, on a valid request.",
            "D.C. Cir. 25-5181, 24 Feb 2026; Friedrich, J., D.D.C., 12 May 2025",
            SECONDARY,
        ),
    ),
)

Q3 = Question(
    id="Q3",
    asks="Is the chief of a component (such as ICE) the head of a Federal agency?",
    operate_on="C",
    mark=SECONDARY,
    readings=(
        Reading(
            "B",
            "No: only the head of the department.",
            "raised at argument in D.C. Cir. 25-5181; undecided",
            SECONDARY,
            overrides=(("b.fed.component", FALSE),),
        ),
        Reading(
            "C",
            "Only with a recorded legal opinion, until a court decides.",
            "duly's operating rule",
            DERIVED,
        ),
        Reading(
            "A",
            "Yes: 5 U.S.C. § 551(1) covers an authority within another agency.",
            "the words of 5 USC 551(1)",
            SECONDARY,
            overrides=(("b.fed.component", OneOf(f.signer_office, "component_head")),),
        ),
    ),
)

Q4 = Question(
    id="Q4",
    asks="Who is personally and directly engaged?",
    operate_on="B",
    mark=SECONDARY,
    readings=(
        Reading(
            "B",
            "The people who work on this taxpayer's case.",
            "Kollar-Kotelly, J., D.D.C. 1:25-cv-00457, 21 Nov 2025",
            SECONDARY,
        ),
        Reading(
            "A",
            "A named responsible official is enough.",
            "ICE, 2025",
            SECONDARY,
            overrides=(
                (
                    "i2.recip.engaged",
                    All(
                        Holds(f.recipient_named),
                        OneOf(f.recipient_role, "case_personnel", "responsible_official"),
                    ),
                ),
            ),
        ),
    ),
)

Q5 = Question(
    id="Q5",
    asks="Are bulk lists lawful?",
    operate_on="A",
    mark=SECONDARY,
    readings=(
        Reading(
            "B",
            "Scale itself shows that the elements were not applied to each person.",
            "courts treated scale as evidence",
            SECONDARY,
            overrides=(("i2.scale", Not(Holds(f.values_copied))),),
        ),
        Reading(
            "A",
            "A list of valid requests is fine; each row is judged alone, and scale is shown.",
            "the text has no numeric cap",
            SECONDARY,
        ),
    ),
)

Q6 = Question(
    id="Q6",
    asks='What does "solely" exclude?',
    operate_on="B",
    mark=SECONDARY,
    readings=(
        Reading(
            "B",
            "Any use for civil removal, or another use outside the matter, defeats it.",
            "Kollar-Kotelly, J.; Talwani, J.",
            SECONDARY,
        ),
        Reading(
            "A",
            "A criminal purpose suffices, whatever else is intended.",
            "the government",
            SECONDARY,
            overrides=(
                (
                    "i2.solely",
                    Some(
                        Includes(f.uses, "criminal_proceeding"),
                        Includes(f.uses, "criminal_investigation"),
                        Includes(f.uses, "grand_jury"),
                    ),
                ),
            ),
        ),
    ),
)

Q9 = Question(
    id="Q9",
    asks='Does "shall" leave room to refuse when the elements are met?',
    operate_on="B",
    mark=DERIVED,
    readings=(
        Reading(
            "B",
            "Yes: (i)(6), the safeguards of (p)(4), court orders and the duty to verify remain.",
            "the text of (i)(6) and (p)(4)",
            DERIVED,
        ),
        Reading(
            "A",
            "No: the safeguards are no ground to refuse. ((i)(6) and court orders bind anyway.)",
            "an argument from the word",
            DERIVED,
            overrides=(("i2.cond.p4", TRUE),),
        ),
    ),
)

Q16 = Question(
    id="Q16",
    asks="Are payers' information returns returns, or data that did not come from the taxpayer?",
    operate_on="A",
    mark=DERIVED,
    readings=(
        Reading(
            "B",
            'Returns, being filed "with respect to" the taxpayer, and so outside (i)(2).',
            "the words of (b)(1); nobody is known to have held it. For counsel.",
            DERIVED,
            overrides=(("i2.item.other", OneOf(f.item, "summoned_record", "custodian_record")),),
            # Counted as a what-if alone: no court or party is known to hold it anywhere.
            live=(Live(DC, until=0), Live(ELSEWHERE, until=0)),
        ),
        Reading(
            "A",
            "Return information that is not the taxpayer's, as summoned and payers' data are.",
            "practice of the Justice Department and the IRS",
            Mark.PRIMARY,
        ),
    ),
)

QUESTIONS = (Q1, Q2, Q3, Q4, Q5, Q6, Q9, Q16)
