"""What a consent under 26 U.S.C. § 6103(c) must say, and who can tell.

The custodian holds the consent document and records what it says. The document's own words
(whom it names, which periods) are "none" when absent; an element that reads them asks nothing
of a document whose text nobody has read yet, and holds.
"""

from duly.law.fact import Absence, Fact, Kind, Source
from duly.law.usc.t26.s6103 import facts as f

CUSTODIAN, PERSON, RUN = Source.CUSTODIAN, Source.PERSON, Source.RUN
FLAG, TEXT, DATE = Kind.FLAG, Kind.TEXT, Kind.DATE

FORMS = ("form_8821", "other")
BASES = ("designation", "request_for_help", "other")


def _record(name: str) -> str:
    return f"Record {name} in the custodian file."


def _decide(id_: str) -> str:
    return f"Have a person decide; record yes or no for {id_} in the answers file."


# --- for whom the item is asked ---------------------------------------------------------------
basis = Fact(
    "consent_basis",
    Kind.CHOICE,
    "whether the document designates a recipient or asks one for information or assistance",
    CUSTODIAN,
    choices=BASES,
    how=_record("consent_basis"),
)
recipient_is_designee = Fact(
    "recipient_is_designee",
    FLAG,
    "whether the recipient is the person whom the taxpayer's document designates or asks for help",
    CUSTODIAN,
    how=_record("recipient_is_designee"),
)
help_extent = Fact(
    "consent_help_extent",
    FLAG,
    "whether the disclosure goes no further than what the taxpayer asked the recipient for",
    PERSON,
    how=_decide("c.2.extent"),
)

# --- the document -------------------------------------------------------------------------------
form = Fact(
    "consent_form",
    Kind.CHOICE,
    "on which form the consent is given",
    CUSTODIAN,
    choices=FORMS,
    how=_record("consent_form"),
)
separate = Fact(
    "consent_separate",
    FLAG,
    "whether the consent is a separate written document devoted to the disclosure",
    CUSTODIAN,
    how=_record("consent_separate"),
)
names_taxpayer = Fact(
    "consent_names_taxpayer",
    FLAG,
    "whether the consent names this taxpayer",
    CUSTODIAN,
    how=_record("consent_names_taxpayer"),
)
designee = Fact(
    "consent_designee",
    TEXT,
    "whom the consent names to receive",
    CUSTODIAN,
    absent=Absence.NONE,
    how=_record("consent_designee"),
)
items = Fact(
    "consent_items",
    Kind.CHOICES,
    "which items the consent names",
    CUSTODIAN,
    choices=f.ITEM_KINDS,
    how=_record("consent_items"),
)
periods = Fact(
    "consent_periods",
    TEXT,
    "which taxable periods the consent names",
    CUSTODIAN,
    absent=Absence.NONE,
    how=_record("consent_periods"),
)
periods_in_consent = Fact(
    "periods_in_consent",
    FLAG,
    "whether the periods asked for lie within those that the consent names",
    RUN,
    how="State the periods asked for in the column periods, and those of the consent as "
    "consent_periods in the custodian file.",
)
signed = Fact(
    "consent_signed",
    FLAG,
    "whether the taxpayer, or one with authority to act for the taxpayer, signed and dated the "
    "consent",
    CUSTODIAN,
    how=_record("consent_signed"),
)
signed_on = Fact(
    "consent_signed_on",
    DATE,
    "when the consent was signed",
    CUSTODIAN,
    how=_record("consent_signed_on"),
)
received_on = Fact(
    "consent_received_on",
    DATE,
    "when the custodian received the consent",
    CUSTODIAN,
    how=_record("consent_received_on"),
)
readable = Fact(
    "consent_readable",
    FLAG,
    "whether the text of the consent has been read",
    CUSTODIAN,
    how="Read the scanned consent; record what it says, and consent_readable, in the custodian "
    "file.",
)
channel_secure = Fact(
    "consent_channel_secure",
    FLAG,
    "whether the item is to leave by a channel that the custodian counts as secure",
    CUSTODIAN,
    how=_record("consent_channel_secure"),
)

# --- the use ------------------------------------------------------------------------------------
purpose_named = Fact(
    "consent_purpose_named",
    FLAG,
    "whether the purpose declared is the express purpose for which consent was granted",
    PERSON,
    how=_decide("c.6.purpose"),
)
