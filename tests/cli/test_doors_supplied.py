"""Who may say what to open a door, and what cannot be decided at all."""

from datetime import date
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from cli.test_doors import CASE, findings
from cli.test_doors_of_a_file import LETTER, cell, toml
from duly.gateway.doors import doors
from duly.gateway.policy import Policy
from duly.law.usc.t26.s6103 import facts as f
from duly.orders.load import load_registry

ON = date(2026, 3, 10)
POLICY = Policy()
EVERY = doors(load_registry(), as_of=ON, decided_on=ON, policy=POLICY)
TABLES = sorted((Path(__file__).parents[1] / "law" / "cases").glob("*.toml"))
OPEN = {"SHALL", "MAY"}
DAY = ("--as-of", str(ON), "--decided-on", str(ON))


# --- who may say what ---------------------------------------------------------------------------
def consent_letter(made):
    made.write("letter.toml", LETTER.replace("6103(i)(2)", "6103(c)"))


SOUND_CONSENT = {
    "consent_basis": "designation",
    "recipient_is_designee": True,
    "consent_separate": True,
    "consent_form": "other",
    "consent_names_taxpayer": True,
    "consent_designee": "Example Lending LLC",
    "consent_items": ["return", "taxpayer_return_information"],
    "consent_periods": "2022-2023",
    "consent_signed": True,
    "consent_signed_on": date(2026, 2, 1),
    "consent_received_on": date(2026, 2, 21),
    "consent_readable": True,
    "consent_channel_secure": True,
    "consent_purpose_named": True,
    "impairment_determination": False,
}
ASK = {
    "request_id": "R-1",
    "first_name": "Marigold",
    "last_name": "Fennimore",
    "address": "",
    "item": "return",
    "periods": "2022",
    "uses": "consented_purpose",
    "recipient_name": "Invented Loan Officer",
}


def decide_consent(made, rows, custodian, *more):
    """Decide requests under (c); the answer of each, by request_id."""
    consent_letter(made)
    made.table("requests.csv", rows)
    made.write("custodian.toml", custodian)
    said = made.duly(
        "check", "request", "requests.csv", "--letter", "letter.toml", "--custodian",
        "custodian.toml", *DAY, "--workers", "1", "--overwrite", "--out", "decided", *more,
        "--json",
    )  # fmt: skip
    assert said.code == 0, said.out + said.err
    assert said.json["rejected"] == 0
    return {row["request_id"]: row for row in made.decisions()}, said.json


def recorded(facts, table="facts"):
    return f"[{table}]\n" + "".join(f"{name} = {toml(given)}\n" for name, given in facts.items())


def test_what_the_custodian_records_opens_and_the_same_words_of_the_requester_do_not(desk):
    custodian = 'custodian = "irs"\n'
    found, _ = decide_consent(desk, [ASK], custodian + recorded(SOUND_CONSENT))
    assert found["R-1"]["operating"] == "MAY"
    claimed = {name: cell(given) for name, given in SOUND_CONSENT.items()}
    found, numbers = decide_consent(desk, [{**ASK, **claimed}], custodian)
    assert found["R-1"]["operating"] == "HOLD"
    assert set(numbers["columns_not_used"]) == set(claimed)
    [case] = pq.read_table(desk.home / "decided" / "facts.parquet").to_pylist()
    assert {case[name] for name in claimed} == {None}


def test_what_the_custodian_records_of_one_request_outweighs_what_holds_for_all(desk):
    rows = [ASK, {**ASK, "request_id": "R-2"}]
    custodian = 'custodian = "irs"\n' + recorded(SOUND_CONSENT)
    custodian += recorded({"consent_signed": False}, "records.R-2")
    found, _ = decide_consent(desk, rows, custodian)
    assert {key: row["operating"] for key, row in found.items()} == {"R-1": "MAY", "R-2": "DENY"}
    assert found["R-2"]["not_met"] == "c.f.6"


def test_a_letter_cannot_supply_what_only_the_custodian_records(desk):
    consent_letter(desk)
    text = (desk.home / "letter.toml").read_text()
    desk.write("letter.toml", f"{text}\n[defaults]\nconsent_signed = true\n")
    said = desk.check("--json", file="requests.csv")
    assert said.code == 10
    assert "letter.toml, column defaults.consent_signed" in said.json["problem"]


def test_a_consent_that_was_scanned_without_text_holds_until_somebody_has_read_it(desk):
    unread = {
        name: given
        for name, given in SOUND_CONSENT.items()
        if name not in {"consent_readable", "consent_designee", "consent_periods"}
    }
    custodian = 'custodian = "irs"\n'
    found, _ = decide_consent(desk, [ASK], custodian + recorded(unread))
    assert found["R-1"]["operating"] == "HOLD"
    why = desk.duly("why", "R-1", "--in", "decided", "--json").json
    [text] = [one for one in findings(why) if one["id"] == "c.readable"]
    assert text["result"] == "not known"
    assert text["because"] == (
        "The consent is a scan without text, and nobody has recorded what it says."
    )
    assert text["law"] == "26 CFR 301.6103(c)-1(b)"
    cannot = custodian + recorded({**unread, "consent_readable": False})
    found, _ = decide_consent(desk, [ASK], cannot)
    assert (found["R-1"]["operating"], found["R-1"]["not_met"]) == ("DENY", "c.readable")


@pytest.mark.parametrize("table", ["facts", "records.R-1"])
@pytest.mark.parametrize(
    ("line", "key", "says"),
    [
        ("consent_signd = true", "consent_signd", "Did you mean consent_signed?"),
        ("claim_kind = 'tax'", "claim_kind", "no fact that a custodian records"),
        ("periods_in_consent = true", "periods_in_consent", "no fact that a custodian records"),
        ("written = true", "written", "no fact that a custodian records"),
        ("consent_signed = 1", "consent_signed", "true or false"),
        ("consent_signed = 'perhaps'", "consent_signed", "yes"),
        ("consent_signed = ['yes']", "consent_signed", ""),
        ("consent_signed_on = 'soon'", "consent_signed_on", "YYYY-MM-DD"),
        ("consent_signed_on = 20260201", "consent_signed_on", "a date"),
        ("consent_signed_on = 2026-02-01T10:00:00", "consent_signed_on", "without a time"),
        ("consent_form = 'napkin'", "consent_form", "form_8821"),
        ("consent_form = true", "consent_form", "form_8821"),
        ("consent_items = 'gossip'", "consent_items", "mailing_address"),
        ("consent_items = [1, 2]", "consent_items", ""),
        ("consent_signed = 0.5", "consent_signed", ""),
        ("consent_signed = {}", "consent_signed", ""),
    ],
)
def test_a_bad_fact_of_the_custodian_is_an_error_that_names_file_and_key(
    table, line, key, says, desk
):
    consent_letter(desk)
    desk.write("custodian.toml", f'custodian = "irs"\n[{table}]\n{line}\n')
    said = desk.check("--json")
    assert (said.code, said.json["exit_code"]) == (10, 10), said.out
    assert said.json["problem"].startswith("custodian.toml, column ")
    assert key in said.json["problem"].split(":")[0]
    assert table.split(".")[0] in said.json["problem"].split(":")[0]
    assert says in f"{said.json['problem']} {said.json['what_to_do']}"
    assert not (desk.home / "decided").exists()


# --- a consent never opens more than it names ---------------------------------------------------
def periods(pick):
    """Periods as people write them, and the year-and-quarter pairs that they name."""
    parts, named = [], set()
    for _ in range(pick.randint(1, 3)):
        first, quarter = pick.randint(2019, 2024), pick.choice((None, None, 1, 2, 3, 4))
        last, end = first + pick.choice((0, 0, 1, 2)), pick.choice((None, None, 1, 2, 3, 4))
        start = (first, quarter or 1)
        if (last, end) == (first, None) or last == first:
            parts.append(f"{first}Q{quarter}" if quarter else str(first))
            stop = (first, quarter or 4)
        else:
            parts.append(f"{first}{f'Q{quarter}' if quarter else ''}-"
                         f"{last}{f'Q{end}' if end else ''}")  # fmt: skip
            stop = (last, end or 4)
        named |= {(y, q) for y in range(first, last + 1) for q in (1, 2, 3, 4)
                  if start <= (y, q) <= stop}  # fmt: skip
    return "; ".join(parts), named


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_a_consent_opens_lies_within_what_it_names(seed, desk):
    pick = Random(seed)  # noqa: S311 - tests
    rows, consents, custodian = [], {}, 'custodian = "irs"\n'
    for number in range(400):
        key = f"R-{number}"
        granted, covered = periods(pick)
        asked, wanted = periods(pick)
        if pick.random() < 0.3:
            asked, wanted = granted, covered
        items = pick.sample(f.ITEM_KINDS, pick.randint(1, 5))
        item = pick.choice(items) if pick.random() < 0.6 else pick.choice(f.ITEM_KINDS)
        uses = ["consented_purpose"] if pick.random() < 0.8 else pick.sample(f.USES, 2)
        facts = {
            **SOUND_CONSENT,
            "consent_items": items,
            "consent_periods": granted,
            "recipient_is_designee": pick.random() < 0.9,
            "consent_purpose_named": pick.random() < 0.9,
            "consent_signed": pick.random() < 0.95,
        }
        if pick.random() < 0.2:
            del facts[pick.choice(sorted(facts))]
        custodian += recorded(facts, f"records.{key}")
        rows.append({**ASK, "request_id": key, "item": item, "periods": asked,
                     "uses": ";".join(uses)})  # fmt: skip
        consents[key] = (facts, covered, item, wanted, uses)
    found, _ = decide_consent(desk, rows, custodian)
    opened = {key for key, row in found.items() if row["operating"] in OPEN}
    for key, (facts, covered, item, wanted, uses) in consents.items():
        named = (
            item in facts.get("consent_items", ())
            and "consent_periods" in facts
            and wanted <= covered
            and facts.get("recipient_is_designee") is True
            and facts.get("consent_purpose_named") is True
            and uses == ["consented_purpose"]
        )
        if key in opened:
            assert named, (key, found[key])
        elif named and set(facts) == set(SOUND_CONSENT) and facts["consent_signed"]:
            # What it names is open, unless it is what no consent opens: a statistic about nobody.
            assert item == "anonymous_statistics", (key, found[key]["not_met"])
    assert len(opened) > 20


# --- what cannot be decided ---------------------------------------------------------------------
def test_an_unknown_provision_in_a_letter_is_an_error_and_never_guessed(desk):
    for cite in ("26 USC 6103(z)(9)", "26 USC 6103(b)(2)", "section 6103", "the law"):
        desk.write("letter.toml", LETTER.replace("26 USC 6103(i)(2)", cite))
        said = desk.check("--json")
        assert (said.code, said.json["exit_code"]) == (10, 10), cite
        assert "letter.provision" in said.json["problem"]
        assert "duly law list --doors" in said.json["what_to_do"]
        assert not (desk.home / "decided").exists()


def test_a_provision_is_recognised_in_its_usual_spellings(desk):
    custodian = 'custodian = "irs"\n' + recorded(SOUND_CONSENT)
    decide_consent(desk, [ASK], custodian)
    for cite in ("26 U.S.C. § 6103(c)", "IRC 6103(c)", "§ 6103 (c)"):
        desk.write("letter.toml", LETTER.replace("26 USC 6103(i)(2)", cite))
        words = ("--letter", "letter.toml", "--custodian", "custodian.toml", *DAY)
        said = desk.duly("check", "request", "requests.csv", *words, "--overwrite", "--out",
                         "decided", "--workers", "1", "--json")  # fmt: skip
        assert (said.json["provision"], said.json["operating"]) == ("26 USC 6103(c)", {"MAY": 1})


@pytest.mark.parametrize("more", [(), ("--doors",)])
def test_a_date_before_any_version_in_force_is_an_error(more, desk):
    said = desk.check("--as-of", "2020-01-01", "--decided-on", "2020-01-01", *more, "--json")
    assert (said.code, said.json["exit_code"]) == (15, 15)
    assert not (desk.home / "decided").exists()


ORDER = """\
order_id = "OWN-TRO"
court = "Example Court"
docket = "0:00-cv-00000"
kind = "temporary_restraining_order"
title = "Invented: the IRS may not disclose to the Department of Homeland Security."
effective_from = 2025-07-01
status = "in_force"
bound_parties = ["irs"]
provisions = ["26 USC 6103(i)(2)"]
source = "invented for tests"
mark = "unverified"
last_verified_on = 2025-08-01
verified_by = "a test"

[[blocks]]
actor = ["irs"]
act = "disclose"
recipient = ["dhs"]
made_under = "any"
provisions = ["26 USC 6103(i)(2)"]
says = "The IRS may not disclose to the Department of Homeland Security."
"""
WRONG_ORDERS = {
    "an order on a provision that does not exist": (
        {"OWN-TRO.toml": ORDER.replace("(i)(2)", "(z)(9)")}, "OWN-TRO.toml: provisions 1"),
    "a block outside the order's own provisions": (
        {"OWN-TRO.toml": ORDER.replace('provisions = ["26 USC 6103(i)(2)"]\nsays',
                                       'provisions = ["26 USC 6103(c)"]\nsays')},
        "OWN-TRO.toml: blocks 1.provisions"),
    "an end before the beginning": (
        {"OWN-TRO.toml": ORDER.replace("status =", "effective_to = 2025-06-01\nstatus =")},
        "OWN-TRO.toml: effective_to"),
    "vacated, but not since when": (
        {"OWN-TRO.toml": ORDER.replace('"in_force"', '"vacated"')}, "OWN-TRO.toml: status"),
    "a recipient that is any and one": (
        {"OWN-TRO.toml": ORDER.replace('["dhs"]', '["any", "dhs"]')},
        "OWN-TRO.toml: blocks 1.recipient"),
    "the id of a shipped order": (
        {"CTR-PI.toml": ORDER.replace("OWN-TRO", "CTR-PI")}, "CTR-PI.toml: order_id"),
    "the id of a shipped order in small letters": (
        {"ctr-pi.toml": ORDER.replace("OWN-TRO", "ctr-pi")}, "ctr-pi.toml: order_id"),
    "in place of an order that is not there": (
        {"OWN-TRO.toml": ORDER.replace("[[blocks]]", "replaces = true\n\n[[blocks]]")},
        "OWN-TRO.toml: replaces"),
    "two files for one order": (
        {"OWN-TRO.toml": ORDER, "own-tro.toml": ORDER.replace("OWN-TRO", "own-tro")},
        "own-tro.toml: order_id"),
    "a name of the file that is not the order's": (
        {"OTHER.toml": ORDER}, "OTHER.toml: order_id"),
    "no TOML": ({"OWN-TRO.toml": "this is no order"}, "OWN-TRO.toml: is not TOML"),
    "nothing": ({"readme.txt": "no orders"}, "holds no order file"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_ORDERS)
def test_overlapping_or_contradictory_order_files_are_errors_that_name_file_and_key(case, desk):
    wrong, says = WRONG_ORDERS[case]
    for name, text in wrong.items():
        desk.write(f"orders/{name}", text)
    desk.write("case.toml", CASE)
    for said in (
        desk.check("--orders", "orders", "--json"),
        desk.duly("check", "request", "case.toml", *DAY, "--orders", "orders", "--json"),
        desk.duly("check", "use", "--received-under", "26 USC 6103(c)", "--orders", "orders",
                  "--json"),
    ):  # fmt: skip
        assert (said.code, said.json["exit_code"]) == (10, 10), said.out
        assert says in said.json["problem"]
    assert not (desk.home / "decided").exists()


def test_two_orders_that_overlap_each_restrain_alone(desk):
    """Neither lifts the other: the later one narrows what the earlier leaves open."""
    desk.write("orders/OWN-TRO.toml", ORDER)
    second = ORDER.replace("OWN-TRO", "OWN-TWO").replace('recipient = ["dhs"]', "recipient = 'any'")
    desk.write("orders/OWN-TWO.toml", second)
    assert desk.check("--orders", "orders").code == 0
    [row] = desk.decisions()
    assert row["operating"] == "BARRED"
    assert row["not_met"] == "order.OWN-TRO;order.OWN-TWO"
