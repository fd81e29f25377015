"""A case file: what it may say, what is refused, and what becomes of what it says."""

from datetime import date

import pytest

from duly.errors import DulyError, InputError, NoVersionError
from duly.gateway.fact_sources import RECORDED
from duly.gateway.policy import Policy
from duly.intake.case import try_case
from duly.intake.columns import COLUMNS, FACT_COLUMNS, RECORD_COLUMNS
from duly.law.fact import bits, days
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.load import load_registry

ON = date(2025, 8, 1)
SHIPPED = load_registry()


def tried(folder, text, *, as_of=ON):
    """Try every door on a case file with this text."""
    path = folder / "case.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return try_case(path, SHIPPED, as_of=as_of, decided_on=as_of, policy=Policy())


BAD = {
    # the file
    "no TOML": ("this is no case", "", "not valid TOML"),
    "no text": (b"\xff\xfe\x00", "", "not UTF-8"),
    "a table that is misspelt": ("[requst]\n", "requst", "no table of a case file"),
    "a table of the letter": ("[defaults]\nitem = 'return'\n", "defaults", "no table"),
    "a table that is a number": ("request = 5\n", "request", "table"),
    "a letter that is a text": ("letter = 'none'\n", "letter", "table"),
    "answers that are a list": ("answers = [true]\n", "answers", "table"),
    "a custodian that is a text": ("custodian = 'irs'\n", "custodian", "table"),
    # the request
    "a column that nobody knows": ("[request]\ncolour = 'red'\n", "request.colour", "not known"),
    "a fact of the custodian in the request": (
        "[request]\nconsent_signed = true\n", "request.consent_signed", "not known"),
    "a fact of a person in the request": (
        "[request]\nconsent_purpose_named = true\n", "request.consent_purpose_named", "not known"),
    "a fact of the run in the request": (
        "[request]\nperiods_in_consent = true\n", "request.periods_in_consent", "not known"),
    "items that are no list": ("[request]\nitems = 'return'\n", "request.items", "list"),
    "no items": ("[request]\nitems = []\n", "request.items", "list"),
    "an item that is none": ("[request]\nitems = ['return', 'gossip']\n", "item", "words allowed"),
    "item and items": (
        "[request]\nitem = 'tin'\nitems = ['return']\n", "item", ""),
    "a date in words": (
        "[request]\nmatter_opened_on = 'in spring'\n", "matter_opened_on", "YYYY-MM-DD"),
    "a date with a time of day": (
        "[request]\nmatter_opened_on = 2025-01-01T10:00:00\n", "matter_opened_on", "YYYY-MM-DD"),
    "a flag that is neither yes nor no": ("[request]\nus_party = 'perhaps'\n", "us_party", "yes"),
    "a number for a flag": ("[request]\nus_party = 7\n", "us_party", "yes"),
    "a word that is not allowed": (
        "[request]\nmatter_kind = 'feud'\n", "matter_kind", "words allowed"),
    "a table for a text": ("[request]\nreason = { a = 1 }\n", "reason", ""),
    "an id with a space": ("[request]\nrequest_id = 'my case'\n", "request_id", "letters, digits"),
    "a comparison that is none": (
        "[request]\ncomparison = 'maybe'\n", "request.comparison", "words allowed"),
    # the letter, the requester, the signer
    "an unknown provision": (
        "[letter]\nprovision = '26 USC 6103(z)(9)'\n", "letter.provision", "not one under which"),
    "a provision that only defines": (
        "[letter]\nprovision = '26 USC 6103(b)(2)'\n", "letter.provision", "not one under which"),
    "a letter of some day": ("[letter]\ndated = 'soon'\n", "letter.dated", "YYYY-MM-DD"),
    "a key of the letter that is misspelt": (
        "[letter]\nprovison = '26 USC 6103(c)'\n", "letter.provison", "provision"),
    "an office that is none": ("[signed_by]\noffice = 'king'\n", "signed_by.office", "words"),
    "a department that is none": (
        "[requester]\ndepartment = 'the ministry'\n", "requester.department", "words"),
    # the custodian
    "a custodian that is none": ("[custodian]\ncustodian = 'me'\n", "custodian", "words"),
    "an unknown fact": (
        "[custodian.facts]\nconsent_signd = true\n", "facts.consent_signd", "consent_signed"),
    "a fact of the request": (
        "[custodian.facts]\nclaim_kind = 'tax'\n", "facts.claim_kind", "no fact that a custodian"),
    "a fact of the letter": ("[custodian.facts]\nwritten = true\n", "facts.written", "no fact"),
    "a fact of the run, recorded": (
        "[custodian.facts]\nperiods_in_consent = true\n", "facts.periods_in_consent", "no fact"),
    "a number for a recorded flag": (
        "[custodian.facts]\nconsent_signed = 1\n", "facts.consent_signed", "true or false"),
    "a text for a recorded flag": (
        "[custodian.facts]\nconsent_signed = 'perhaps'\n", "facts.consent_signed", "yes"),
    "a text for a recorded date": (
        "[custodian.facts]\nconsent_signed_on = 'soon'\n", "facts.consent_signed_on", "YYYY"),
    "a flag for a recorded date": (
        "[custodian.facts]\nconsent_signed_on = true\n", "facts.consent_signed_on", "YYYY"),
    "a word for a recorded set": (
        "[custodian.facts]\nconsent_items = ['gossip']\n", "facts.consent_items", "words allowed"),
    "a recorded date of another century": (
        "[custodian.facts]\nconsent_signed_on = 1492-10-12\n", "facts.consent_signed_on", "1900"),
    "a table for a recorded fact": (
        "[custodian.facts.consent_signed]\nyes = true\n", "facts.consent_signed", ""),
    "an unknown fact of one request": (
        "[custodian.records.case]\nconsent_signd = true\n", "consent_signd", "consent_signed"),
    "a number for a flag of one request": (
        "[custodian.records.case]\nconsent_signed = 3\n", "consent_signed", "true or false"),
    "a record of a request with no id": (
        "[custodian.records.'a b']\nconsent_signed = true\n", "records", "does not have"),
    "a record under an order that is not known": (
        "[custodian.orders.NO-SUCH]\ncarve_out = true\n", "", "NO-SUCH"),
    # the answers
    "a question that is none": ("[answers]\n'c.9' = true\n", "answers.c.9", "no question"),
    "an answer in words": ("[answers]\n'c.6.purpose' = 'yes'\n", "answers.c.6.purpose", "true"),
    "a question without quotation marks": ("[answers]\nc.6.purpose = true\n", "answers.c", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_case_is_refused_with_its_file_and_key(case, tmp_path):
    text, key, says = BAD[case]
    with pytest.raises(InputError) as wrong:
        tried(tmp_path, text)
    assert wrong.value.file == "case.toml", wrong.value
    assert key in str(wrong.value)
    assert says in f"{wrong.value} {wrong.value.what_to_do}"
    assert wrong.value.what_to_do


def test_no_value_of_the_case_stands_in_an_error(tmp_path):
    for text in (
        "[request]\nfirst_name = 'Marigold'\nus_party = 'Fennimore says so'\n",
        "[request]\nmatter_kind = 'Fennimore'\n",
        "[custodian.facts]\nconsent_signed_on = 'Fennimore'\n",
        "[custodian.facts]\nconsent_items = ['Fennimore']\n",
        "[custodian.records.Fennimore]\nconsent_signd = true\n",
        "[answers]\n'c.6.purpose' = 'Fennimore'\n",
        "[letter]\ndated = 'Fennimore'\n",
    ):
        with pytest.raises(DulyError) as wrong:
            tried(tmp_path, text)
        assert "Fennimore" not in f"{wrong.value} {wrong.value.what_to_do}", text


def test_a_day_before_any_version_in_force_is_told_as_such(tmp_path):
    for text in ("[request]\n", "[letter]\nprovision = '26 USC 6103(c)'\n"):
        with pytest.raises(NoVersionError):
            tried(tmp_path, text, as_of=date(1990, 1, 1))


def test_a_case_that_is_not_there_is_told_as_such(tmp_path):
    with pytest.raises(InputError) as wrong:
        try_case(tmp_path / "none.toml", SHIPPED, as_of=ON, decided_on=ON, policy=Policy())
    assert "none.toml" in str(wrong.value)


SOUND = """\
[request]
request_id = "C-7"
first_name = "Marigold"
last_name = "Fennimore"
items = ["return", "mailing_address"]
periods = "2022Q2; 2023"
uses = ["consented_purpose"]
recipient_name = "Invented Designee"
claim_amount = "1,200.50"
claim_determined_on = 2025-03-01

[letter]
dated = 2025-07-28
received_on = 2025-07-30
written = true

[requester]
agency = "An invented office"
department = "other"

[signed_by]
name = "Invented Signer"
office = "agency_head"

[custodian]
custodian = "irs"

[custodian.i6]
made = false

[custodian.facts]
consent_items = ["return", "tin"]
consent_periods = "2022-2023"
consent_signed = true
consent_signed_on = 2025-07-01
consent_form = "form_8821"
consent_designee = "Invented Designee"

[answers]
"c.6.purpose" = false
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return tried(tmp_path_factory.mktemp("sound"), SOUND)


def test_each_item_of_a_case_is_tried_alone_and_in_order(sound):
    assert [one.item for one in sound] == ["return", "mailing_address"]
    assert [one.case["item"] for one in sound] == ["return", "mailing_address"]


def test_what_a_case_says_becomes_the_facts_that_the_law_asks_for(sound):
    for one in sound:
        case = one.case
        assert case["taxpayer_name"] == "Marigold Fennimore"
        assert case["uses"] == bits(f.uses, {"consented_purpose"})
        assert case["recipient_named"] is True
        assert (case["written"], case["received"]) == (True, True)
        assert (case["department"], case["signer_office"]) == ("other", "agency_head")
        assert (case["custodian"], case["i6_determination"]) == ("irs", False)
        assert case["consent_items"] == bits(RECORDED["consent_items"], {"return", "tin"})
        assert case["consent_signed"] is True
        assert case["consent_signed_on"] == days(date(2025, 7, 1))
        assert case["consent_form"] == "form_8821"
        assert case["consent_purpose_named"] is False
        assert case["claim_amount"] == 120_050
        assert case["claim_determined_on"] == days(date(2025, 3, 1))
        assert case["as_of"] == days(ON)


def test_the_run_itself_compares_the_periods_asked_for_with_those_of_the_consent(sound):
    assert [one.case["periods_in_consent"] for one in sound] == [True, True]
    assert [one.case["periods_in_order"] for one in sound] == [None, None]


def test_what_a_case_does_not_say_stays_unknown(sound):
    said = {"as_of", "values_copied", "officer_shared", "address_present", "address_complete",
            "address_locates", "authority_kind", "periods_in_consent"}  # fmt: skip
    for one in sound:
        known = {name for name, value in one.case.items() if value is not None} - said
        words = {"row", "request_id", "taxpayer_name", "item", "periods", "uses", "recipient_named"}
        words |= {"claim_amount", "claim_determined_on", "written", "received", "department"}
        words |= {"signer_office", "custodian", "i6_determination", "consent_purpose_named"}
        words |= {name for name in RECORDED if name.startswith("consent_")}
        assert known <= words, known - words
        assert one.case["safeguards_met"] is None
        assert one.case["consent_channel_secure"] is None


def test_every_door_is_there_once_for_each_item(sound):
    for one in sound:
        cites = [answer.provision.cite for answer in one.doors]
        assert len(cites) == len(set(cites)) > 30


def test_what_is_recorded_of_the_case_holds_for_each_of_its_items_or_is_refused(tmp_path):
    """A determination under (i)(6) for the case bars each item; it is never passed over."""
    text = SOUND.replace("made = false", 'made = false\nfor_requests = ["C-7"]')
    text += '\n[custodian.records."C-7"]\nconsent_channel_secure = true\n'
    try:
        found = tried(tmp_path, text)
    except InputError:
        return
    assert [one.case["i6_determination"] for one in found] == [True, True]
    assert [one.case["consent_channel_secure"] for one in found] == [True, True]


def test_an_id_that_the_case_does_not_have_is_not_passed_over(tmp_path):
    for table in ("[custodian.i6]\nfor_requests = ['C-8']\n",
                  "[custodian.records.C-8]\nconsent_signed = true\n"):  # fmt: skip
        with pytest.raises(InputError) as wrong:
            tried(tmp_path, f"[request]\nrequest_id = 'C-7'\n\n{table}")
        assert wrong.value.file == "case.toml"


@pytest.mark.parametrize("name", sorted({**COLUMNS, **FACT_COLUMNS, **RECORD_COLUMNS}))
def test_every_word_that_the_law_lists_can_be_written_into_a_file(name):
    column = {**COLUMNS, **FACT_COLUMNS, **RECORD_COLUMNS}[name]
    for word in column.choices:
        assert column.valid(word) in (word, frozenset({word}))
