"""26 U.S.C. § 6103(b): the definitions, each as a small classifier.

Each answers IS, IS NOT or UNKNOWN: what a "return", "return information", "taxpayer return
information", "tax administration", a "State", "taxpayer identity", an "inspection", a
"disclosure", a "Federal agency" and a "terrorist incident, threat, or activity" is. A
definition decides nothing alone: it answers a fact that another provision asks. An address is
identity under (b)(6) and return information under (b)(2)(A) at once; where it came from the
taxpayer it also meets the words of (b)(3).
"""

from collections.abc import Mapping
from dataclasses import replace

from duly.law.fact import Fact, Kind
from duly.law.node import FALSE, All, Compare, Fixed, Holds, Node, Not, OneOf, OnlyAmong, Value
from duly.law.provision import Mark, Provision
from duly.law.usc.t26.s6103 import b_facts as b
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.b_build import any_of, definition, element, kind
from duly.law.usc.t26.s6103.i_2_readings import Q3

CITY = 250_000
OWN = ("taxpayer", "on_behalf_of_taxpayer")
STATES = b.place.choices[:7]

RETURN = definition(
    "(1)",
    "return",
    "Tells whether a document is a return.",
    element(
        "b.return.kind",
        "(1)",
        "It is a tax or information return, a declaration of estimated tax, a claim for refund, "
        "or an amendment or attachment of one.",
        OneOf(b.document_kind, *b.document_kind.choices[:-1]),
        "It is a document of another kind.",
        words="any tax or information return, declaration of estimated tax, or claim for refund",
    ),
    element(
        "b.return.title",
        "(1)",
        "Title 26 requires, provides for or permits it.",
        Holds(b.document_under_title),
        "No provision of title 26 requires, provides for or permits it.",
        words="required by, or provided for or permitted under, the provisions of this title",
    ),
    element(
        "b.return.filed",
        "(1)",
        "It was filed with the Secretary by, for or about a person.",
        Holds(b.document_filed),
        "It was not filed with the Secretary.",
        words="filed with the Secretary by, on behalf of, or with respect to any person",
    ),
)

RETURN_INFORMATION = definition(
    "(2)",
    "return information",
    "Tells whether data are return information.",
    any_of(
        "b.ri",
        "(2)",
        "The data are of a kind that the definition names.",
        "The data are of none of the kinds that the definition names.",
        (
            kind(
                "b.ri.identity",
                "(2)(A), (b)(6)",
                "A taxpayer's identity.",
                b.data_kind,
                "identity",
            ),
            kind(
                "b.ri.amounts",
                "(2)(A)",
                "The nature, source or amount of income, payments, assets, liabilities and the "
                "like.",
                b.data_kind,
                "amounts",
            ),
            kind(
                "b.ri.examination",
                "(2)(A)",
                "Whether a return was, is being or will be examined or investigated.",
                b.data_kind,
                "examination",
            ),
            element(
                "b.ri.other",
                "(2)(A)",
                "Any other data that the Secretary received, recorded, prepared, was furnished "
                "or collected about a return or a liability.",
                All(
                    OneOf(b.data_kind, "other"),
                    Holds(b.data_of_secretary),
                    Holds(b.data_about_liability),
                ),
                "Not other data of the Secretary about a return or a liability.",
                words="any other data",
            ),
            element(
                "b.ri.determination",
                "(2)(B)",
                "A written determination, or its file, that section 6110 does not open.",
                All(OneOf(b.data_kind, "written_determination"), Not(Holds(b.open_to_inspection))),
                "Not a written determination closed to the public.",
                words="not open to public inspection under section 6110",
            ),
            kind(
                "b.ri.pricing",
                "(2)(C)",
                "An advance pricing agreement, with its application and background.",
                b.data_kind,
                "advance_pricing_agreement",
            ),
            kind(
                "b.ri.closing",
                "(2)(D)",
                "A closing or similar agreement, with its background.",
                b.data_kind,
                "closing_agreement",
            ),
        ),
    ),
    element(
        "b.ri.x",
        "(2)",
        "The data can be associated with a particular taxpayer, or identify one.",
        Not(Holds(b.unidentifiable)),
        "The data are in a form that can identify no taxpayer, directly or indirectly.",
        words="data in a form which cannot be associated with, or otherwise identify",
        person="Whether a taxpayer could be singled out indirectly.",
    ),
    notes=(
        (
            'Whether the words "received by … the Secretary" also limit the identity and the '
            "amounts named before them is not decided here: the classifier is asked about data "
            "that the custodian holds. (derived)"
        ),
    ),
)

TAXPAYER_RETURN_INFORMATION = definition(
    "(3)",
    "taxpayer return information",
    "Tells whether return information came from the taxpayer to whom it relates.",
    element(
        "b.tri.ri",
        "(3)",
        "It is return information.",
        Holds(b.return_information),
        "It is not return information.",
        words="return information as defined in paragraph (2)",
    ),
    element(
        "b.tri.filed",
        "(3)",
        "It was filed with or furnished to the Secretary.",
        Holds(f.filed_with_secretary),
        "It was not filed with or furnished to the Secretary.",
        words="filed with, or furnished to, the Secretary",
    ),
    element(
        "b.tri.by",
        "(3)",
        "The taxpayer to whom it relates gave it, or somebody on that taxpayer's behalf.",
        OneOf(b.furnished_by, *OWN),
        "Somebody else gave it.",
        words="by or on behalf of the taxpayer to whom such return information relates",
    ),
    notes=(
        (
            "A taxpayer's identity that came from the taxpayer's own form meets these words; only "
            "a clause such as (i)(2)(C) takes it out for one paragraph. (derived)"
        ),
    ),
)

OTHER_RETURN_INFORMATION = definition(
    "(2)-(3)",
    "return information other than taxpayer return information",
    "Tells whether return information came from somebody other than the taxpayer.",
    element(
        "b.nontri.ri",
        "(2)",
        "It is return information.",
        Holds(b.return_information),
        "It is not return information.",
    ),
    element(
        "b.nontri.other",
        "(3)",
        "It was not filed or furnished by the taxpayer or on that taxpayer's behalf.",
        Not(All(Holds(f.filed_with_secretary), OneOf(b.furnished_by, *OWN))),
        "The taxpayer filed or furnished it: it is taxpayer return information.",
        also="; IRM 9.3.1",
    ),
    notes=(
        (
            "IRM 9.3.1 treats data that the IRS obtained by summons from third parties as other "
            "than taxpayer return information. (primary)"
        ),
    ),
)

TAX_ADMINISTRATION = definition(
    "(4)",
    "tax administration",
    "Tells whether an activity is tax administration.",
    element(
        "b.ta.law",
        "(4)",
        "It is under the internal revenue laws or related statutes, a State's equivalents, or "
        "tax conventions.",
        OneOf(b.law_administered, *b.law_administered.choices[:-1]),
        "It is under other law.",
        words="internal revenue laws or related statutes",
    ),
    element(
        "b.ta.act",
        "(4)",
        "It administers or applies that law, or shapes tax policy: assessment, collection, "
        "enforcement, litigation, publication and statistics included.",
        OneOf(b.activity, *b.activity.choices[:-1]),
        "It neither administers that law nor shapes tax policy.",
        words="assessment, collection, enforcement, litigation, publication, and statistical",
    ),
)

STATE = definition(
    "(5)",
    "State",
    "Tells whether a place or body counts as a State.",
    any_of(
        "b.state",
        "(5)(A)",
        "The place or body is one that the definition names.",
        "The place or body is none that the definition names.",
        (
            kind(
                "b.state.listed",
                "(5)(A)(i)",
                "One of the 50 States, the District of Columbia, Puerto Rico, the Virgin "
                "Islands, Guam, American Samoa or the Northern Mariana Islands.",
                b.place,
                *STATES,
            ),
            element(
                "b.state.city",
                "(5)(A)(ii)",
                "For listed subsections, a municipality of more than 250,000 people that taxes "
                "income or wages and has an agreement with the Secretary.",
                All(
                    OneOf(b.place, "municipality"),
                    Compare(Value(b.population), ">", Fixed(CITY, Kind.NUMBER)),
                    Holds(b.taxes_income),
                    Holds(b.disclosure_agreement),
                    Holds(b.for_listed_subsection),
                ),
                "Not such a municipality, or not for a listed subsection.",
                words="a population in excess of 250,000",
            ),
            element(
                "b.state.region",
                "(5)(A)(iii), (B)",
                "For listed subsections, an entity of a qualified group of municipalities that "
                "has an agreement with the Secretary.",
                All(
                    OneOf(b.place, "regional_entity"),
                    Holds(b.qualified_group),
                    Holds(b.disclosure_agreement),
                    Holds(b.for_listed_subsection),
                ),
                "Not such an entity, or not for a listed subsection.",
                words="formed and operated by a qualified group of municipalities",
            ),
        ),
    ),
)

IDENTITY = definition(
    "(6)",
    "taxpayer identity",
    "Tells whether a datum is taxpayer identity and nothing else.",
    element(
        "b.id",
        "(6)",
        "It is a name, a mailing address, a taxpayer number, or a combination of these.",
        OnlyAmong(b.datum, "name", "mailing_address", "tin"),
        "It has another part, or none.",
        words="his mailing address, his taxpayer identifying number",
    ),
)


def _act(id_: str, paragraph: str, says: str, fact: Fact, *, unmet: str, words: str) -> Provision:
    return definition(
        paragraph,
        id_,
        f"Tells whether an act is {'an' if id_[0] in 'aeiou' else 'a'} {id_}.",
        element(
            f"b.{id_[:4]}.item",
            paragraph,
            "It concerns a return or return information.",
            Holds(b.protected_item),
            "It concerns neither a return nor return information.",
            words="a return or return information",
        ),
        element(f"b.{id_[:4]}", paragraph, says, Holds(fact), unmet, words=words),
    )


INSPECTION = _act(
    "inspection",
    "(7)",
    "Somebody examined it, in whatever way.",
    b.examined,
    unmet="Nobody examined it.",
    words="any examination",
)
DISCLOSURE = _act(
    "disclosure",
    "(8)",
    "It was made known to some person, in whatever manner.",
    b.made_known,
    unmet="It was made known to nobody.",
    words="the making known to any person in any manner whatever",
)

FEDERAL_AGENCY = definition(
    "(9)",
    "Federal agency",
    "Tells whether a body is a Federal agency.",
    element(
        "b.fed",
        "(9)",
        "It is an authority of the Government of the United States, even within another agency.",
        Holds(b.government_authority),
        "It is no authority of the Government of the United States.",
        words="each authority of the Government of the United States",
        also="; 5 USC 551(1)",
    ),
    element(
        "b.fed.excluded",
        "(9)",
        "It is none of the bodies left out, such as Congress, the courts, the territories or the "
        "District of Columbia.",
        OneOf(b.government_body, "none_of_these"),
        "It is one of the bodies that the definition leaves out.",
        words="but does not include",
        also="; 5 USC 551(1)(A)-(H)",
    ),
)

_UNDER_Q3: Mapping[str, Node] = {"B": FALSE, "A": OneOf(b.standing, "component")}
Q3_COMPONENT = replace(
    Q3,
    readings=tuple(
        replace(
            reading,
            overrides=tuple(
                ("b.fed.component", node) for id_, node in _UNDER_Q3.items() if id_ == reading.id
            ),
        )
        for reading in Q3.readings
    ),
)

COMPONENT = definition(
    "(9) with 5 USC 551(1)",
    "a component as a Federal agency of its own",
    "Tells whether the chief of a body is the head of a Federal agency, who may sign.",
    any_of(
        "b.fed.head",
        "(9)",
        "The body is an agency whose chief counts as the head of a Federal agency.",
        "The body's chief does not count as the head of a Federal agency.",
        (
            kind(
                "b.fed.whole",
                "(9)",
                "The body is an agency that is not within another one.",
                b.standing,
                "whole_agency",
            ),
            element(
                "b.fed.component",
                "(9)",
                "It is a component, and a recorded legal opinion accepts its chief as head.",
                All(OneOf(b.standing, "component"), Holds(f.component_head_opinion)),
                "Not a component with a recorded legal opinion.",
                words="whether or not it is within or subject to review by another agency",
                also="; 5 USC 551(1)",
                mark=Mark.UNVERIFIED,
                question="Q3",
            ),
        ),
        also="; 5 USC 551(1)",
    ),
    questions=(Q3_COMPONENT,),
    notes=(
        (
            "The words of 5 USC 551(1) were read (primary); that the question was raised at "
            "argument is known from accounts (secondary); the answer is open (unverified)."
        ),
    ),
)

TERRORISM = definition(
    "(11)",
    "terrorist incident, threat, or activity",
    "Tells whether an incident, threat or activity is a terrorist one.",
    any_of(
        "b.terr",
        "(11)",
        "It involves an act of international or domestic terrorism.",
        "It involves no act of terrorism as title 18 defines it.",
        (
            element(
                "b.terr.international",
                "(11)",
                "An act of international terrorism.",
                OneOf(b.terrorism, "international"),
                "Not an act of international terrorism.",
                also="; 18 USC 2331(1)",
                person="Whether the act meets 18 USC 2331(1).",
            ),
            element(
                "b.terr.domestic",
                "(11)",
                "An act of domestic terrorism.",
                OneOf(b.terrorism, "domestic"),
                "Not an act of domestic terrorism.",
                also="; 18 USC 2331(5)",
                person="Whether the act meets 18 USC 2331(5).",
            ),
        ),
    ),
)

DEFINITIONS: tuple[Provision, ...] = (
    RETURN,
    RETURN_INFORMATION,
    TAXPAYER_RETURN_INFORMATION,
    OTHER_RETURN_INFORMATION,
    TAX_ADMINISTRATION,
    STATE,
    IDENTITY,
    INSPECTION,
    DISCLOSURE,
    FEDERAL_AGENCY,
    COMPONENT,
    TERRORISM,
)
"""Every definition that is encoded, in the order of the subsection."""
