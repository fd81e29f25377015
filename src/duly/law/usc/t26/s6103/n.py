"""26 U.S.C. § 6103(n): persons who provide services for tax administration.

Under regulations, returns and return information "may be disclosed to any person" as far as
that is necessary in connection with processing, storage, transmission, reproduction,
programming, equipment and other services, for purposes of tax administration.
"""

from duly.law.node import OneOf
from duly.law.provision import Effect, Mark, Provision, Words
from duly.law.usc.t26.s6103 import shared
from duly.law.usc.t26.s6103 import work_facts as w
from duly.law.usc.t26.s6103.interest_parts import proved
from duly.law.usc.t26.s6103.state_parts import (
    DERIVED,
    PRIMARY,
    any_item,
    discretion,
    exempt,
    need,
    only_use,
)

CITE = "26 USC 6103(n)"
SERVICES = tuple(kind for kind in w.service.choices if kind != "none")

HERE = Provision(
    cite=CITE,
    title="Persons who provide services for tax administration",
    says="Permits the custodian to disclose to a person who provides a service for tax "
    "administration what that service needs.",
    source=shared.SOURCE,
    text_read=shared.TEXT_READ,
    since=shared.SINCE,
    words=Words(met="MAY"),
    elements=(
        shared.recipient_named("n.recip", CITE),
        any_item("n.item", CITE, "returns and return information"),
        need(
            "n.1",
            "The recipient provides processing, storage, transmission, programming, equipment or "
            "another service.",
            CITE,
            OneOf(w.service, *SERVICES),
            words="the providing of other services",
            unmet="The recipient provides no service.",
            step="Record service_kind in the custodian file.",
        ),
        proved(
            "n.2.need",
            "No more is disclosed than the service needs.",
            CITE,
            w.service_need,
            words="to the extent necessary in connection with",
            unmet="More would be disclosed than the service needs.",
            step="Leave out what the service does not need.",
            person="How much the service needs.",
        ),
        proved(
            "n.2.purpose",
            "The service is provided for purposes of tax administration.",
            CITE,
            w.service_purpose,
            words="for purposes of tax administration",
            unmet="The service is not provided for purposes of tax administration.",
            step="Do not disclose under (n).",
        ),
        proved(
            "n.2.regulation",
            "The contract meets the regulation.",
            "26 USC 6103(n); 26 CFR 301.6103(n)-1",
            w.service_regulation,
            words="Pursuant to regulations prescribed by the Secretary",
            mark=Mark.UNVERIFIED,
            unmet="The contract does not meet the regulation.",
            step="Bring the contract into line with the regulation first.",
        ),
        only_use(
            "n.use",
            CITE,
            "It is used only for the service.",
            "services_to_tax_agency",
            words="to the extent necessary in connection with",
        ),
    ),
    effects=(
        discretion("n.effect", CITE),
        Effect(
            "n.3",
            "Wilful disclosure by such a person is a felony; wilful inspection is an offence too.",
            "26 USC 7213(a)(1), 7213A(a)(1)(B)",
            PRIMARY,
        ),
        Effect(
            "n.redisclosure",
            "The recipient is bound by (a)(3); the rules of (p)(9) for contractors do not apply to "
            "disclosures under (n) for Federal tax administration.",
            "26 USC 6103(a)(3), (p)(9)",
            PRIMARY,
        ),
        exempt("n.log"),
        Effect(
            "n.end",
            "Return or destruction at the end of the service is a matter of the contract: (p)(4) "
            "does not list (n).",
            "26 USC 6103(p)(4)",
            DERIVED,
        ),
    ),
    notes=("What the regulation asks of the contract was not read.",),
)
