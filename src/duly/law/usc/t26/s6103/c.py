"""26 U.S.C. § 6103(c): what the taxpayer has consented to.

The Secretary "may" disclose a return or return information to whom the taxpayer designates in
a request for or consent to disclosure, or to another person whom the taxpayer asked for help,
as far as that help needs it. The regulation, 26 CFR 301.6103(c)-1, sets the form of a consent;
an item or a period that the consent does not name is refused. Whoever receives the item may
use it only for the purpose consented to and may not pass it on without the taxpayer.
"""

from duly.law import forms
from duly.law.node import (
    All,
    Compare,
    Holds,
    Includes,
    Matches,
    OneOf,
    OnlyAmong,
    PlusDays,
    Some,
    Value,
)
from duly.law.provision import AllOf, AnyOf, Effect, Element, Mark, Provision, Words
from duly.law.usc.t26.s6103 import c_facts as c
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103.a import PROTECTED_KINDS

PRIMARY, DERIVED, UNVERIFIED = Mark.PRIMARY, Mark.DERIVED, Mark.UNVERIFIED
CITE = "26 USC 6103(c)"
REGULATION = "26 CFR 301.6103(c)-1(b)"
# 76 FR 14827 (18 March 2011) proposed to lengthen 60 days to 120; the final rule was not read.
DAYS_TO_RECEIVE = 120
READ = Holds(c.readable)
"""What the document says is asked only of a document whose text has been read."""

BASIS = AnyOf(
    id="c.basis",
    says="The taxpayer designated a recipient, or asked one for help that needs the item.",
    cite=CITE,
    mark=PRIMARY,
    unmet="The taxpayer has designated nobody, nor asked for help that needs the item.",
    next_step="Obtain a consent of the taxpayer that designates the recipient; record "
    "consent_basis in the custodian file.",
    parts=(
        Element(
            id="c.1",
            says="The taxpayer designated a recipient in a request for or consent to disclosure.",
            cite=CITE,
            mark=PRIMARY,
            words="such person or persons as the taxpayer may designate",
            holds=OneOf(c.basis, "designation"),
            unmet="The taxpayer's document designates nobody.",
        ),
        AllOf(
            id="c.2",
            says="The taxpayer asked somebody for help, and no more is disclosed than that needs.",
            cite=CITE,
            mark=PRIMARY,
            words="to the extent necessary to comply with a request for information or assistance",
            parts=(
                Element(
                    id="c.2.asked",
                    says="The taxpayer asked somebody for information or assistance.",
                    cite=CITE,
                    mark=PRIMARY,
                    holds=OneOf(c.basis, "request_for_help"),
                    unmet="The taxpayer's document asks nobody for help.",
                ),
                Element(
                    id="c.2.extent",
                    says="The disclosure goes only as far as that request needs.",
                    cite=CITE,
                    mark=PRIMARY,
                    holds=Holds(c.help_extent),
                    unmet="The disclosure goes further than the taxpayer's request for help needs.",
                    person="How much the recipient needs for what the taxpayer asked.",
                ),
            ),
        ),
    ),
)

NAMED = Element(
    id="c.designee",
    says="The recipient is the person whom the taxpayer's document names.",
    cite=CITE,
    mark=PRIMARY,
    words="such person or persons as the taxpayer may designate",
    holds=Holds(c.recipient_is_designee),
    unmet="The recipient is not whom the taxpayer designated or asked for help.",
    next_step="Disclose only to the person whom the taxpayer names, or obtain a consent that "
    "names this recipient.",
    next_unknown="Compare the recipient with the document; record recipient_is_designee in the "
    "custodian file.",
)

FORM = AllOf(
    id="c.3",
    says="The consent has the form that the regulation prescribes.",
    cite="26 USC 6103(c); 26 CFR 301.6103(c)-1",
    mark=UNVERIFIED,
    words="subject to such requirements and conditions as he may prescribe by regulations",
    parts=(
        AnyOf(
            id="c.f.document",
            says="The consent is a document of its own.",
            cite=REGULATION,
            mark=UNVERIFIED,
            unmet="The consent is not a separate written document devoted to the disclosure.",
            next_step="Obtain a consent in a document of its own, for example on Form 8821.",
            parts=(
                Element(
                    id="c.f.1",
                    says="It is a separate written document devoted to the disclosure.",
                    cite=REGULATION,
                    mark=UNVERIFIED,
                    holds=Holds(c.separate),
                    unmet="It is not a separate written document devoted to the disclosure.",
                ),
                Element(
                    id="c.f.9",
                    says="It is given on Form 8821, which has a place for every element.",
                    cite="IRM 11.3.3",
                    mark=PRIMARY,
                    holds=OneOf(c.form, "form_8821"),
                    unmet="It is not given on Form 8821.",
                ),
            ),
        ),
        Element(
            id="c.f.2",
            says="The consent names this taxpayer.",
            cite=REGULATION,
            mark=UNVERIFIED,
            holds=Holds(c.names_taxpayer),
            unmet="The consent does not name this taxpayer.",
            next_step="Obtain a consent that names this taxpayer.",
            next_unknown="Read the consent; record consent_names_taxpayer in the custodian file.",
        ),
        Element(
            id="c.f.3",
            says="The consent names the person who is to receive.",
            cite=REGULATION,
            mark=UNVERIFIED,
            holds=Matches(c.designee, forms.SUBSTANCE, forms.SUBSTANCE_SAYS),
            applies=READ,
            unmet="The consent names nobody who is to receive.",
            unknown="Nobody has read whom the consent names to receive.",
            next_step="Obtain a consent that names the person who is to receive.",
            next_unknown="Read the consent; record consent_designee in the custodian file.",
        ),
        Element(
            id="c.f.4",
            says="The consent names the item asked for.",
            cite=REGULATION,
            mark=UNVERIFIED,
            holds=Some(
                *(All(OneOf(f.item, kind), Includes(c.items, kind)) for kind in PROTECTED_KINDS)
            ),
            unmet="The item asked for is not among those that the consent names.",
            next_step="Ask only for items that the consent names, or obtain a wider consent.",
            next_unknown="State the item asked for; record consent_items in the custodian file.",
        ),
        Element(
            id="c.f.5",
            says="The consent names the taxable periods.",
            cite=REGULATION,
            mark=UNVERIFIED,
            holds=Matches(c.periods, forms.PERIODS, forms.PERIODS_SAYS),
            applies=READ,
            unmet="The consent names no taxable period.",
            unknown="Nobody has read which taxable periods the consent names.",
            next_step="Obtain a consent that names the taxable periods, for example 2022; 2023.",
            next_unknown="Read the consent; record consent_periods in the custodian file.",
        ),
        Element(
            id="c.f.5.within",
            says="The periods asked for lie within those that the consent names.",
            cite=REGULATION,
            mark=UNVERIFIED,
            holds=Holds(c.periods_in_consent),
            unmet="A period is asked for that the consent does not name.",
            next_step="Ask only for periods that the consent names, or obtain a wider consent.",
            next_unknown="State the periods asked for, and record those of the consent.",
        ),
        Element(
            id="c.f.6",
            says="The taxpayer, or one with authority to act for the taxpayer, signed and dated "
            "it.",
            cite=REGULATION,
            mark=UNVERIFIED,
            holds=Holds(c.signed),
            unmet="The consent is not signed and dated by the taxpayer or one with authority.",
            next_step="Obtain a consent that the taxpayer has signed and dated.",
            next_unknown="Read the consent; record consent_signed in the custodian file.",
        ),
        Element(
            id="c.f.7",
            says=f"It was received within {DAYS_TO_RECEIVE} days of being signed.",
            cite="26 CFR 301.6103(c)-1(b); 76 FR 14827 (proposal; final rule not read)",
            mark=UNVERIFIED,
            holds=All(
                Compare(Value(c.signed_on), "<=", Value(c.received_on)),
                Compare(Value(c.received_on), "<=", PlusDays(Value(c.signed_on), DAYS_TO_RECEIVE)),
                Compare(Value(c.received_on), "<=", Value(f.as_of)),
            ),
            unmet=f"The consent was not received within {DAYS_TO_RECEIVE} days of being signed.",
            next_step="Obtain a consent signed anew.",
            next_unknown="Record consent_signed_on and consent_received_on in the custodian file.",
        ),
        Element(
            id="c.readable",
            says="The text of the consent has been read.",
            cite=REGULATION,
            mark=DERIVED,
            holds=READ,
            unmet="The consent cannot be read.",
            unknown="The consent is a scan without text, and nobody has recorded what it says.",
            next_step="Obtain a consent that can be read.",
            next_unknown="Read the consent; record what it says, and consent_readable, in the "
            "custodian file.",
        ),
        Element(
            id="c.f.9.channel",
            says="The item does not leave by insecure electronic transmission, which a consent "
            "cannot authorise.",
            cite="IRM 11.3.3",
            mark=PRIMARY,
            holds=Holds(c.channel_secure),
            unmet="The item would leave by an insecure channel; a consent cannot authorise that.",
            next_step="Use a secure channel.",
            next_unknown="Choose the channel; record consent_channel_secure in the custodian file.",
        ),
    ),
)

USE = (
    Element(
        id="c.6.use",
        says="The item is used only for what was consented to.",
        cite=CITE,
        mark=PRIMARY,
        words="shall not use the information for any purpose other than the express purpose",
        holds=OnlyAmong(f.uses, "consented_purpose"),
        unmet="A use is intended that the taxpayer has not consented to.",
        unknown="It is not stated what the item is to be used for.",
        next_step="Obtain the taxpayer's consent to that use, or leave it out.",
    ),
    Element(
        id="c.6.purpose",
        says="The purpose declared is the express purpose for which consent was granted.",
        cite=CITE,
        mark=PRIMARY,
        words="the express purpose for which consent was granted",
        holds=Holds(c.purpose_named),
        unmet="The purpose declared is not the one for which consent was granted.",
        unknown="Nobody has compared the purpose declared with the one in the consent.",
        next_step="Obtain the taxpayer's consent to this purpose.",
        next_unknown="Compare the two; record yes or no for c.6.purpose in the answers file.",
        person="Whether the purpose declared is the one that the consent names.",
    ),
)

HERE = Provision(
    cite=CITE,
    title="Designee of the taxpayer",
    says="Permits the custodian to disclose what the taxpayer has consented to, to the person "
    "and for the purpose that the consent names.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(shared.recipient_named("c.recip", CITE), BASIS, NAMED, FORM, *USE),
    bars=(shared.no_impairment("c.4", CITE),),
    effects=(
        Effect(
            "c.5",
            'The Secretary "may" disclose: a named decision-maker decides and gives reasons.',
            CITE,
            PRIMARY,
        ),
        Effect(
            "c.6.redisclosure",
            "The recipient may not disclose it to anyone else without the taxpayer's express "
            "permission or request, and (a)(3) binds the recipient.",
            "26 USC 6103(c), (a)(3)",
            PRIMARY,
        ),
        Effect(
            "c.log",
            "The accounting of (p)(3) is not required; duly records the decision anyway.",
            "26 USC 6103(p)(3)(A)",
            PRIMARY,
        ),
    ),
    notes=(
        "The details of the regulation (c.f.1 to c.f.7) and the 120-day rule were not read.",
        (
            "The regulation treats consents in (b), requests for assistance in (c) (c.f.8). duly "
            "asks the form of (b) of both, since the text of (c) was not read: stricter."
        ),
        (
            "The bar speaks of return information. duly applies it to a return as well: disclosure "
            "is a matter of discretion in any case."
        ),
        "Whether the taxpayer has withdrawn the consent is for the decision-maker to ask.",
    ),
)
