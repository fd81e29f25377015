"""26 U.S.C. § 6103(i)(3)(C): the custodian tells of terrorist activity.

On its own motion and in writing the Secretary "may" disclose return information, other than
taxpayer return information, that may be related to terrorism, as far as needed to apprise the
head of the Federal law enforcement agency that responds. Identity does not count as taxpayer
return information here. Returns and taxpayer return information may go to the Attorney General
alone, to prepare an application under (7)(D). No court signs anything here.
"""

from duly.law.node import All, Holds, OneOf
from duly.law.provision import AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
CL_I = "26 USC 6103(i)(3)(C)(i)"
CL_II, CL_III = "26 USC 6103(i)(3)(C)(ii)", "26 USC 6103(i)(3)(C)(iii)"
HEAD = OneOf(a.apprise_told, "head_of_responsible_agency")

HERE = Provision(
    cite="26 USC 6103(i)(3)(C)",
    title="Telling an agency of terrorist activity",
    says="Lets the custodian, on its own motion and in writing, apprise the head of the Federal "
    "law enforcement agency that investigates or responds to terrorism.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        Element(
            id="i3C.own",
            says="The custodian acts on its own motion.",
            cite=CL_I,
            mark=DERIVED,
            words="the Secretary may disclose in writing",
            holds=Holds(a.apprise_own_motion),
            unmet="Somebody has asked for the item; (i)(7) is for requests.",
            next_step="Decide the request under (i)(7).",
            next_unknown=a.apprise_own_motion.how,
        ),
        e.found(
            "i3C.writing",
            CL_I,
            a.apprise_in_writing,
            "The disclosure is made in writing.",
            "The disclosure is not made in writing.",
            "may disclose in writing",
        ),
        e.found(
            "i3C.related",
            CL_I,
            a.terror_related,
            "The item may be related to a terrorist incident, threat or activity.",
            "The item is related to no terrorist incident, threat or activity.",
            "that may be related to a terrorist incident, threat, or activity",
        ),
        AnyOf(
            id="i3C.item",
            says="The item may go to the official who is to be told.",
            cite=f"{CL_I}-(iii)",
            mark=PRIMARY,
            unmet="The item may not go to that official: returns and what the taxpayer furnished "
            "go to the Attorney General alone, for an application; the rest goes to the head of "
            "the agency.",
            next_step="Address it to the head of the Federal law enforcement agency.",
            parts=(
                Element(
                    id="i3C.item.other",
                    says="It came from somebody other than the taxpayer and goes to the head of "
                    "the responsible Federal law enforcement agency.",
                    cite=CL_I,
                    mark=PRIMARY,
                    words="apprise the head of the appropriate Federal law enforcement agency",
                    holds=All(OneOf(f.item, *e.FROM_OTHERS), HEAD),
                    unmet="It came from the taxpayer, or goes to somebody else.",
                ),
                Element(
                    id="i3C.item.identity",
                    says="It is a taxpayer's identity, which is not treated as taxpayer return "
                    "information here, and goes to that head.",
                    cite=CL_III,
                    mark=PRIMARY,
                    words="a taxpayer’s identity shall not be treated as taxpayer return "
                    "information",
                    holds=All(OneOf(f.item, *e.IDENTITY), HEAD),
                    unmet="It is no identity, or goes to somebody else.",
                ),
                Element(
                    id="i3C.item.ii",
                    says="It is a return or taxpayer return information, for the Attorney General "
                    "to prepare an application under (7)(D).",
                    cite=CL_II,
                    mark=PRIMARY,
                    words="solely for use in preparing, an application under paragraph (7)(D)",
                    holds=All(
                        OneOf(f.item, *e.TAXPAYERS),
                        OneOf(a.apprise_told, "attorney_general"),
                        Holds(a.terror_application),
                    ),
                    unmet="Not for the Attorney General to prepare an application under (7)(D).",
                ),
            ),
        ),
        shared.recipient_named("i3C.recip", CL_I),
        e.found(
            "i3C.extent",
            CL_I,
            a.terror_told_extent,
            "No more is disclosed than is needed to apprise the official.",
            "More would be disclosed than is needed to apprise the official.",
            "to the extent necessary to apprise the head",
        ),
        e.solely(
            "i3C.use",
            CL_I,
            "to the extent necessary to investigate or respond to such terrorist incident, threat, "
            "or activity",
            "counterterrorism",
        ),
        shared.safeguards("i3C.cond.p4"),
    ),
    bars=(shared.bar_i6("i3C.bar.i6"),),
    effects=(
        e.discretion("i3C", CL_I),
        Effect(
            "i3C.pass",
            "The head of the agency may pass it on to officers and employees of that agency, as "
            "far as needed to investigate or respond.",
            CL_I,
            PRIMARY,
        ),
        e.logged("i3C"),
        e.ended("i3C"),
    ),
    notes=(
        "No court is asked here: an order, whoever signs it, stands in for no element. (derived)",
    ),
)
