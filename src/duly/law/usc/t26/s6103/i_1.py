"""26 U.S.C. § 6103(i)(1): a court opens returns for a nontax criminal matter.

A Federal district court judge or magistrate judge may order, on an application that one of
the named Justice Department officials authorised, that any return or return information of
specified periods be open to Federal officers "personally and directly engaged" in a nontax
criminal matter, "only to the extent necessary as provided in such order" and "solely" for
their use in it. If another court or officer signs (an immigration judge, an administrative
law judge, a State judge), the paragraph never opens.
"""

from duly.law.node import All, Compare, Holds, OneOf, Some, Value
from duly.law.provision import AllOf, AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import court_facts as c
from duly.law.usc.t26.s6103 import court_readings as r
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.i_2_readings import Q4, Q6, Q9

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
A, B = "26 USC 6103(i)(1)(A)", "26 USC 6103(i)(1)(B)"
CHILD = OneOf(f.matter_kind, "missing_or_exploited_child")

FINDINGS = AllOf(
    id="i1.findings",
    says="The judge made the determinations that the paragraph asks for.",
    cite=B,
    mark=PRIMARY,
    words="if he determines on the basis of the facts submitted by the applicant",
    parts=(
        e.finding(
            "i1.f1",
            f"{B}(i)",
            c.court_finding_specific_act,
            "There is reasonable cause to believe that a specific criminal act was committed.",
            "reasonable cause to believe, based upon information believed to be reliable",
        ),
        e.finding(
            "i1.f2",
            f"{B}(ii)",
            c.court_finding_relevant_to_act,
            "There is reasonable cause to believe that the information is or may be relevant to "
            "a matter relating to that act.",
            "is or may be relevant to a matter relating to the commission of such act",
        ),
        e.finding(
            "i1.f3a",
            f"{B}(iii)",
            c.court_finding_exclusive_criminal,
            "It is sought exclusively for a Federal criminal investigation or proceeding on that "
            "act, or for any such matter about a missing or exploited child.",
            "sought exclusively for use in a Federal criminal investigation or proceeding",
        ),
        e.finding(
            "i1.f3b",
            f"{B}(iii)",
            c.court_finding_no_other_source,
            "It cannot reasonably be obtained from another source.",
            "cannot reasonably be obtained, under the circumstances, from another source",
        ),
    ),
)


def _kind(letter: str, word: str, says: str, unmet: str) -> Element:
    return Element(
        id=f"i1.use.{letter}",
        says=says,
        cite=A,
        mark=PRIMARY,
        holds=OneOf(f.matter_kind, word),
        unmet=unmet,
    )


MATTER = (
    AnyOf(
        id="i1.use",
        says="The officer's matter is of a kind that the law names.",
        cite=f"{A}(i)-(iii)",
        mark=PRIMARY,
        unmet="The matter is none of those that the law names.",
        next_step="State the proceeding in preparation, the investigation or the grand jury.",
        parts=(
            _kind(
                "i",
                "preparation_for_proceeding",
                "Preparation for a judicial or administrative proceeding.",
                "Not preparation for such a proceeding.",
            ),
            _kind(
                "ii",
                "investigation",
                "An investigation that may result in such a proceeding.",
                "Not such an investigation.",
            ),
            _kind(
                "iii",
                "grand_jury",
                "A Federal grand jury proceeding.",
                "Not a grand jury proceeding.",
            ),
            _kind(
                "child",
                "missing_or_exploited_child",
                "The case of a missing or exploited child; no statute or party is asked for.",
                "Not the case of a missing or exploited child.",
            ),
        ),
    ),
    e.criminal("i1.statute.crim", f"{A}(i)", CHILD),
    e.nontax("i1.statute.nontax", f"{A}(i)", CHILD),
    Element(
        id="i1.party",
        says="The United States or the agency is or may be a party.",
        cite=f"{A}(i)",
        mark=PRIMARY,
        words="to which the United States or such agency is or may be a party",
        holds=Some(CHILD, Holds(f.us_party)),
        unmet="Neither the United States nor the agency is or may be a party.",
        unknown="It is not stated that the United States or the agency is or may be a party.",
        next_step="State the proceeding to which the United States or the agency is a party.",
    ),
    Element(
        id="i1.live",
        says="The matter is under way now.",
        cite=A,
        mark=DERIVED,
        words="are personally and directly engaged",
        holds=All(
            OneOf(f.matter_status, "open"),
            Compare(Value(f.matter_opened_on), "<=", Value(f.as_of)),
        ),
        unmet="The matter is closed, declined, or not yet opened: nobody is engaged in it.",
        unknown="It is not known whether the matter is open.",
        next_step="State that the matter is open and since when.",
    ),
    e.solely(
        "i1.solely",
        A,
        "solely for the use of such officers and employees",
        "criminal_proceeding",
        "criminal_investigation",
        "grand_jury",
        question="Q6",
    ),
)

HERE = Provision(
    cite="26 USC 6103(i)(1)",
    title="Court order for a nontax criminal matter",
    says="Opens to Federal officers engaged in a nontax criminal matter what an order of a "
    "Federal district court judge or magistrate judge opens, and nothing beyond the order.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        *e.order("i1", A, "(i)(1)(B)", "paragraph_1", *e.LAWYERS, *e.PROSECUTORS),
        FINDINGS,
        *e.scope("i1", A),
        e.own_officer("i1.recip", A),
        e.engaged("i1.recip.engaged", A),
        *MATTER,
        shared.safeguards("i1.cond.p4"),
    ),
    bars=(shared.bar_i6("i1.bar.i6"),),
    effects=(
        Effect(
            "i1.effect",
            'The item "shall … be open", to the extent that the order provides.',
            A,
            PRIMARY,
        ),
        Effect(
            "i1.cert",
            "If the Secretary determines that (i)(6) applies, the Secretary certifies it to the "
            "court. Nothing leaves on the determination alone, certified or not.",
            "26 USC 6103(i)(6)",
            PRIMARY,
        ),
        Effect(
            "i1.C",
            "In the case of a missing or exploited child the head of the agency or a designee may "
            "pass the item on to State or local officers of the same team who are personally and "
            "directly engaged, solely for locating the child, a grand jury, or the proceeding.",
            "26 USC 6103(i)(1)(C)",
            PRIMARY,
        ),
        Effect(
            "i1.reg",
            "The regulation repeats the limits to officers engaged and to necessary use.",
            "26 CFR 301.6103(i)-1(a)",
            PRIMARY,
        ),
        e.logged("i1"),
        e.ended("i1"),
    ),
    questions=(
        r.asked_of(Q4, {"i2.recip.engaged": "i1.recip.engaged"}),
        r.asked_of(Q6, {"i2.solely": "i1.solely"}),
        r.asked_of(Q9, {"i2.cond.p4": "i1.cond.p4"}),
    ),
    notes=(
        (
            "If the wrong court signs, this never opens: i1.court is not met, whatever else holds. "
            "That immigration judges, State judges and administrative warrants do not qualify is "
            "derived from the words. (derived)"
        ),
    ),
)
