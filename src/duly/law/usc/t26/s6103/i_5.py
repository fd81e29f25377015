"""26 U.S.C. § 6103(i)(5): a court opens a fugitive's return, to locate the fugitive.

A Federal district court judge or magistrate judge may order that the return of an individual
be open to Federal officers "exclusively for use in locating such individual", if an arrest
warrant for a Federal felony has been issued and the individual is a fugitive from justice. An
administrative removal warrant is no such warrant. If another court or officer signs, the
paragraph never opens.
"""

from duly.law.node import Holds, OneOf
from duly.law.provision import AllOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import court_facts as c
from duly.law.usc.t26.s6103 import court_readings as r
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.i_2_readings import Q9

PRIMARY = Mark.PRIMARY
A, B = "26 USC 6103(i)(5)(A)", "26 USC 6103(i)(5)(B)"

HERE = Provision(
    cite="26 USC 6103(i)(5)",
    title="Court order to locate a fugitive from justice",
    says="Opens to Federal officers what an order of a Federal district court judge or "
    "magistrate judge opens about a fugitive, exclusively to locate that person.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="SHALL"),
    elements=(
        AllOf(
            id="i5.1",
            says="There is an order of the right court on the right application.",
            cite=f"{A}, (B)",
            mark=PRIMARY,
            parts=e.order("i5.1", A, "(i)(5)(B)", "paragraph_5", *e.LAWYERS, *e.PROSECUTORS),
        ),
        e.finding(
            "i5.2",
            f"{B}(i)",
            c.court_finding_felony_warrant,
            "The judge determined that an arrest warrant for a Federal felony has been issued for "
            "an individual who is a fugitive from justice.",
            "a Federal arrest warrant relating to the commission of a Federal felony offense",
        ),
        Element(
            id="i5.4",
            says="The warrant is an arrest warrant for a Federal felony.",
            cite=f"{B}(i)",
            mark=Mark.DERIVED,
            holds=OneOf(c.fugitive_warrant, "federal_felony_arrest"),
            unmet="The warrant is no arrest warrant for a Federal felony; an administrative "
            "removal warrant, for example, is none.",
            unknown="It is not recorded what kind of warrant has been issued.",
            next_step="Do not disclose on this warrant.",
            next_unknown="Read the warrant; record fugitive_warrant in the custodian file.",
        ),
        Element(
            id="i5.individual",
            says="The taxpayer is the individual for whom the warrant was issued.",
            cite=A,
            mark=PRIMARY,
            words="the return of an individual or return information with respect to such "
            "individual",
            holds=Holds(c.fugitive_is_taxpayer),
            unmet="The warrant was issued for somebody else.",
            next_step="Ask about the fugitive only.",
        ),
        AllOf(
            id="i5.3",
            says="The judge determined that it is sought exclusively to locate the individual, and "
            "may be relevant to that.",
            cite=f"{B}(ii), (iii)",
            mark=PRIMARY,
            parts=(
                e.finding(
                    "i5.3.ii",
                    f"{B}(ii)",
                    c.court_finding_exclusive_locating,
                    "It is sought exclusively for use in locating the individual.",
                    "is sought exclusively for use in locating such individual",
                ),
                e.finding(
                    "i5.3.iii",
                    f"{B}(iii)",
                    c.court_finding_relevant_to_location,
                    "There is reasonable cause to believe that it may be relevant to the location.",
                    "may be relevant in determining the location of such individual",
                ),
            ),
        ),
        *e.scope("i5", A, periods=False),
        e.own_officer("i5.recip", A),
        shared.recipient_named("i5.recip.named", A),
        e.solely(
            "i5.use", A, "exclusively for use in locating such individual", "locating_fugitive"
        ),
        shared.safeguards("i5.cond.p4"),
    ),
    bars=(shared.bar_i6("i5.bar.i6"),),
    effects=(
        Effect(
            "i5.effect",
            'The item "shall … be open", to the extent that the order provides.',
            A,
            PRIMARY,
        ),
        Effect(
            "i5.cert",
            "If the Secretary determines that (i)(6) applies, the Secretary certifies it to the "
            "court. Nothing leaves on the determination alone, certified or not.",
            "26 USC 6103(i)(6)",
            PRIMARY,
        ),
        e.logged("i5"),
        e.ended("i5"),
    ),
    questions=(r.asked_of(Q9, {"i2.cond.p4": "i5.cond.p4"}),),
    notes=(
        (
            "If the wrong court signs, this never opens: i5.1.court is not met, whatever else "
            "holds. (primary for the words, derived for which judges fall outside them)"
        ),
    ),
)
