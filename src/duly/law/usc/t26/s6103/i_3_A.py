"""26 U.S.C. § 6103(i)(3)(A): the custodian tells an agency of a possible crime.

On its own motion and in writing the Secretary "may" disclose return information, other than
taxpayer return information, that may be evidence of a nontax crime, as far as needed to
apprise the head of the agency that enforces the law. A taxpayer's identity may go too, but
only with other evidence: identity alone never does. No court signs anything here, and no
order, whoever signs it, opens this paragraph.
"""

from duly.law.node import All, Holds, OneOf
from duly.law.provision import AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import apprise_facts as a
from duly.law.usc.t26.s6103 import court_elements as e
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared

PRIMARY, DERIVED = Mark.PRIMARY, Mark.DERIVED
CL_I, CL_II = "26 USC 6103(i)(3)(A)(i)", "26 USC 6103(i)(3)(A)(ii)"

HERE = Provision(
    cite="26 USC 6103(i)(3)(A)",
    title="Telling an agency of a possible violation of Federal criminal law",
    says="Lets the custodian, on its own motion and in writing, apprise the head of the agency "
    "that enforces a nontax criminal law of evidence that did not come from the taxpayer.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        Element(
            id="i3A.own",
            says="The custodian acts on its own motion.",
            cite=CL_I,
            mark=DERIVED,
            words="the Secretary may disclose in writing",
            holds=Holds(a.apprise_own_motion),
            unmet="Somebody has asked for the item; (i)(1) and (i)(2) are for requests.",
            next_step="Decide the request under the paragraph for requests.",
            next_unknown=a.apprise_own_motion.how,
        ),
        e.found(
            "i3A.writing",
            CL_I,
            a.apprise_in_writing,
            "The disclosure is made in writing.",
            "The disclosure is not made in writing.",
            "may disclose in writing",
        ),
        AnyOf(
            id="i3A.item",
            says="The item is evidence that did not come from the taxpayer, or an identity that "
            "goes with such evidence.",
            cite=f"{CL_I}, (ii)",
            mark=PRIMARY,
            words="return information (other than taxpayer return information)",
            unmet="The item is a return, what the taxpayer furnished, no evidence of a violation, "
            "or an identity without other evidence.",
            next_step="Do not disclose under this paragraph.",
            parts=(
                Element(
                    id="i3A.1",
                    says="It came from somebody else and may constitute evidence of a violation.",
                    cite=CL_I,
                    mark=PRIMARY,
                    words="which may constitute evidence of a violation of any Federal criminal "
                    "law",
                    holds=All(OneOf(f.item, *e.FROM_OTHERS), Holds(a.apprise_evidence)),
                    unmet="It came from the taxpayer, or is no evidence of a violation.",
                    next_unknown=a.apprise_evidence.how,
                    person="Whether the item may constitute evidence of a violation.",
                ),
                Element(
                    id="i3A.3",
                    says="It is the taxpayer's identity, and there is other evidence, not from the "
                    "taxpayer, of a violation by this taxpayer.",
                    cite=CL_II,
                    mark=PRIMARY,
                    words="such taxpayer’s identity may also be disclosed under clause (i)",
                    holds=All(OneOf(f.item, *e.IDENTITY), Holds(a.apprise_other_evidence)),
                    unmet="It is no identity, or there is no other evidence: identity alone is not "
                    "enough.",
                    next_unknown=a.apprise_other_evidence.how,
                    person="Whether there is other evidence of a violation by this taxpayer.",
                ),
            ),
        ),
        e.criminal("i3A.law.crim", CL_I),
        e.nontax("i3A.law.nontax", CL_I),
        Element(
            id="i3A.2",
            says="It goes to the head of the Federal agency that enforces that law.",
            cite=CL_I,
            mark=PRIMARY,
            words="the head of the appropriate Federal agency charged with the responsibility of "
            "enforcing such law",
            holds=OneOf(a.apprise_told, "head_of_responsible_agency"),
            unmet="It would go to somebody other than the head of that agency.",
            next_step="Address it to the head of the agency that enforces the law.",
            next_unknown=a.apprise_told.how,
        ),
        shared.recipient_named("i3A.recip", CL_I),
        e.found(
            "i3A.2.extent",
            CL_I,
            a.apprise_necessary,
            "No more is disclosed than is needed to apprise that head.",
            "More would be disclosed than is needed to apprise that head.",
            "to the extent necessary to apprise the head",
        ),
        e.solely(
            "i3A.use",
            CL_I,
            "to the extent necessary to enforce such law",
            "criminal_proceeding",
            "criminal_investigation",
            "grand_jury",
        ),
        shared.safeguards("i3A.cond.p4"),
    ),
    bars=(shared.bar_i6("i3A.bar.i6"),),
    effects=(
        e.discretion("i3A", CL_I),
        Effect(
            "i3A.pass",
            "The head of the agency may pass it on to officers and employees of that agency, as "
            "far as needed to enforce that law.",
            CL_I,
            PRIMARY,
        ),
        e.logged("i3A"),
        e.ended("i3A"),
    ),
    notes=(
        (
            "No court is asked here: an order, whoever signs it, neither opens this paragraph nor "
            "stands in for one of its elements. (derived)"
        ),
    ),
)
