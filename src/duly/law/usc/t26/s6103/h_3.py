"""26 U.S.C. § 6103(h)(3): in what form an item goes to the Department of Justice.

Where (h) authorises a disclosure to that Department, the Secretary may make it on the
Secretary's own motion once the case is referred (or where subchapter B of chapter 76 authorises
the proceeding), and shall make it on a written request of one of three named officials. The
paragraph opens nothing by itself; here it tells whether the form is kept, and (h)(2) asks it.
"""

from duly.law import forms
from duly.law.node import All, Holds, Matches, Not, OneOf, Some
from duly.law.provision import AllOf, AnyOf, Effect, Provision, Words
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import h_facts as h
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.state_parts import PRIMARY, accounted, need

CITE = "26 USC 6103(h)(3)"
OFFICIALS = ("attorney_general", "deputy_attorney_general", "assistant_attorney_general")


def form(id_: str) -> AnyOf:
    """The form of (h)(3), (A) or (B), under the given id."""
    return AnyOf(
        id=id_,
        says="The case was referred, or a named official asks in writing.",
        cite=CITE,
        mark=PRIMARY,
        unmet="The case was not referred, and no named official asked in writing for this person, "
        "with the need.",
        next_step="Have the Attorney General, the Deputy or an Assistant Attorney General ask in "
        "writing, naming the person and the need.",
        parts=(
            need(
                f"{id_}.A",
                "The Secretary referred the case, or chapter 76B authorises the proceeding.",
                f"{CITE}(A)",
                Some(Holds(h.referred), Holds(h.chapter_76)),
                words="if the Secretary has referred the case to the Department of Justice",
                unmet="The Secretary did not refer the case, and chapter 76B does not authorise "
                "the proceeding.",
            ),
            AllOf(
                id=f"{id_}.B",
                says="A named official asks in writing, naming the person and the need.",
                cite=f"{CITE}(B)",
                mark=PRIMARY,
                parts=(
                    shared.written(f"{id_}.B.writing", f"{CITE}(B)", "a written request"),
                    need(
                        f"{id_}.B.who",
                        "The Attorney General, the Deputy or an Assistant Attorney General asks.",
                        f"{CITE}(B)",
                        All(OneOf(f.signer_office, *OFFICIALS), Not(Holds(f.signer_delegated))),
                        words="the Attorney General, the Deputy Attorney General, or an Assistant "
                        "Attorney General",
                        unmet="None of the three named officials signed.",
                        step="Have one of the three named officials sign.",
                    ),
                    need(
                        f"{id_}.B.person",
                        "The request names the person.",
                        f"{CITE}(B)",
                        Matches(f.taxpayer_name, forms.NAME, forms.NAME_SAYS),
                        words="a person named in such request",
                        unmet="The request names nobody.",
                        step="Name the person.",
                    ),
                    need(
                        f"{id_}.B.need",
                        "The request sets forth the need.",
                        f"{CITE}(B)",
                        Matches(f.reason, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
                        words="setting forth the need for the disclosure",
                        unmet="The request sets forth no need.",
                        step="State why the item is needed.",
                    ),
                ),
            ),
        ),
    )


HERE = Provision(
    cite=CITE,
    title="Form of a disclosure to the Department of Justice",
    says="Tells whether a disclosure that (h)(2) authorises is in one of the two forms of (h)(3). "
    "It opens nothing by itself.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="IN FORM", not_met="NOT IN FORM", unknown="OPEN"),
    elements=(form("h3"),),
    effects=(
        Effect(
            "h3.motion",
            "After referral (A) the Secretary may disclose on the Secretary's own motion; on a "
            "written request (B) the Secretary shall disclose.",
            CITE,
            PRIMARY,
        ),
        accounted("h3.log"),
        Effect(
            "h3.exempt",
            "A disclosure on the Secretary's own motion (A) is exempt from the accounting.",
            "26 USC 6103(p)(3)(A)",
            PRIMARY,
        ),
    ),
    notes=(
        (
            "That a delegate's signature does not do under (B) is our reading (derived): the text "
            "names the officials and has no words for delegates."
        ),
    ),
)
