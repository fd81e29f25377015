"""A ruling laid over finished runs, and what one order does to them: counted again by hand."""

from collections import Counter
from datetime import date

import pyarrow.parquet as pq
import pytest

from cli.conftest import Desk
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.orders.overlay import overlay
from unit.orders.order_cases import SHIPPED, outcome_of

OPEN = {"SHALL", "MAY"}
BEFORE, AFTER = "2025-08-01", "2026-01-15"  # before and after CTR-PI of 21 November 2025
HEAD = """\
ruling_id = "RUL-1"
court = "Example Court"
docket = "0:00-cv-00000"
dated = 2026-03-01
says = "Invented for tests."
source = "invented for tests"
mark = "unverified"
"""
ORDER = """\
order_id = "NEW-TRO"
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
last_verified_on = 2026-11-22
verified_by = "a test"
"""
BLOCK = """
actor = ["irs"]
act = "disclose"
recipient = ["dhs"]
made_under = "any"
provisions = ["26 USC 6103(i)(2)"]
says = "The IRS may not disclose to the Department of Homeland Security."
"""
ENDED_PI = """\
order_id = "CTR-PI"
court = "D.D.C."
docket = "1:25-cv-00457-CKK"
kind = "preliminary_injunction"
title = "Invented for tests: the injunction had already been dissolved."
effective_from = 2025-11-21
effective_to = 2025-12-01
status = "dissolved"
bound_parties = ["irs", "treasury"]
provisions = ["26 USC 6103(i)(2)"]
source = "invented for tests"
mark = "unverified"
last_verified_on = 2026-11-22
verified_by = "a test"
replaces = true

[[blocks]]
actor = ["irs", "treasury"]
act = "disclose"
recipient = ["dhs"]
made_under = "any"
provisions = ["26 USC 6103(i)(2)"]
says = "No return information to DHS."
"""
CHANGED = (
    {},
    {"address": ""},
    {"address": "Unknown"},
    {"removal_order_final_on": ""},
    {"removal_order_final_on": "2025-07-01"},
    {"periods": ""},
    {"item": "return"},
    {"item": "third_party_information"},
    {"statute": "18 USC 1343"},
    {"uses": "criminal_investigation;civil_removal"},
    {"recipient_role": "responsible_official"},
    {"matter_id": ""},
    {"first_name": "Unknown", "last_name": ""},
    {"reason": "It may be relevant."},
)


@pytest.fixture(scope="module")
def history(command, tmp_path_factory):
    """Two finished runs over the same rows, before the injunction and after it."""
    made = Desk(command(tmp_path_factory.mktemp("history")))
    given = {"item": "mailing_address", "statute": "8 USC 1253(a)(1)",
             "uses": "criminal_investigation"}  # fmt: skip
    made.requests(
        {**made.row, **given, **changed, "request_id": f"R-{number}",
         "recipient_name": f"Special Agent Invented {chr(64 + number)}"}
        for number, changed in enumerate(CHANGED, 1)
    )  # fmt: skip
    run(made, "runs/before", BEFORE)
    run(made, "runs/after", AFTER)
    return made


def run(made, out, day, *more):
    """Decide the rows as of a day into a folder; return what was decided, by request_id."""
    said = made.check("--as-of", day, "--decided-on", day, "--out", out, *more)
    assert said.code == 0, said.err
    return decided(made, out)


def decided(made, out):
    return {row["request_id"]: row["operating"] for row in made.decisions(out)}


def rescore(made, text, *more, runs=("runs/after",), code=0):
    """What ``duly rescore`` says of a ruling, as data."""
    made.write("ruling.toml", text)
    said = made.duly("rescore", *runs, "--ruling", "ruling.toml", *more, "--json")
    assert said.code == code, said.out + said.err
    return said.json


def moves(found):
    """Rows by what they were and would be."""
    return {(one["decided"], one["would_be"]): one["rows"] for one in found["moves"]}


def by_hand(old, new):
    """The same, from two runs."""
    return dict(Counter((old[key], new[key]) for key in old))


def readings(*chosen):
    return "".join(
        f'\n[[readings]]\nquestion = "{question}"\nreading = "{reading}"\n'
        for question, reading in chosen
    )


def ends(order_id, on):
    return f'\n[[ends]]\norder_id = "{order_id}"\non = {on}\n'


ADDS = f"\n[[orders]]\n{ORDER}\n[[orders.blocks]]{BLOCK}"


def rows_of(made, out):
    """The facts on which each row was decided, and its answer."""
    facts = pq.read_table(made.home / out / "facts.parquet").to_pylist()
    answers = decided(made, out)
    return [(row, answers[row["request_id"]]) for row in facts]


def files_of(folder):
    """Every file of a run, byte for byte."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- counts -------------------------------------------------------------------------------------
def test_the_two_runs_have_rows_of_every_kind(history):
    assert {"SHALL", "HOLD", "DENY"} <= set(decided(history, "runs/before").values())
    assert {"BARRED", "DENY"} <= set(decided(history, "runs/after").values())


@pytest.mark.parametrize(("out", "day"), [("runs/before", BEFORE), ("runs/after", AFTER)])
def test_an_added_order_counts_what_deciding_anew_with_it_counts(out, day, history):
    history.write("orders/NEW-TRO.toml", f"{ORDER}\n[[blocks]]{BLOCK}")
    anew = run(history, f"anew-{day}", day, "--orders", "orders", "--overwrite")
    [found] = rescore(history, HEAD + ADDS, runs=(out,))["runs"]
    old = decided(history, out)
    assert moves(found) == by_hand(old, anew)
    assert found["rows"] == len(CHANGED)
    assert found["differing"] == sum(old[key] != anew[key] for key in old)


def test_an_order_that_is_ended_counts_what_deciding_anew_without_it_counts(history):
    history.write("ended/CTR-PI.toml", ENDED_PI)
    anew = run(history, "anew-ended", AFTER, "--orders", "ended", "--overwrite")
    [found] = rescore(history, HEAD + ends("CTR-PI", "2025-12-01"))["runs"]
    assert moves(found) == by_hand(decided(history, "runs/after"), anew)
    assert found["differing"] > 0


@pytest.mark.parametrize(
    ("question", "reading"),
    [(q.id, r.id) for q in HERE.questions for r in q.readings],
    ids=lambda word: word,
)
def test_a_settled_reading_counts_what_each_row_comes_to_under_it(question, reading, history):
    law = HERE.settled({question: reading})
    applied = overlay(law, SHIPPED, decided_on=date.fromisoformat(BEFORE))
    rows = rows_of(history, "runs/before")
    expected = Counter((was, outcome_of(applied, row)) for row, was in rows)
    [found] = rescore(history, HEAD + readings((question, reading)), runs=("runs/before",))["runs"]
    assert moves(found) == dict(expected)


@pytest.mark.parametrize("chosen", [("Q1=R1",), ("Q2=B",), ("Q1=R2", "Q4=A", "Q9=A")])
def test_a_settled_reading_counts_what_a_what_if_counts(chosen, history):
    words = ("--what-if", ",".join(chosen), "--overwrite")
    run(history, "what-if", BEFORE, *words)
    counts = history.summary("what-if")["what_if"]["counts"]
    pairs = [tuple(one.split("=")) for one in chosen]
    [found] = rescore(history, HEAD + readings(*pairs), runs=("runs/before",))["runs"]
    would = Counter()
    for (_, word), number in moves(found).items():
        would[word] += number
    assert dict(would) == counts


def test_a_ruling_on_what_is_already_operated_on_differs_in_no_row(history):
    text = HEAD + readings(*((q.id, q.operate_on) for q in HERE.questions))
    for found in rescore(history, text, runs=("runs",))["runs"]:
        assert found["differing"] == 0
        assert all(old == new for old, new in moves(found))
        assert found["rows"] == len(CHANGED)


def test_an_order_that_ends_after_the_day_of_the_run_changes_nothing_for_that_run(history):
    for day in ("2026-01-16", "2026-11-01"):
        [found] = rescore(history, HEAD + ends("CTR-PI", day))["runs"]
        assert (found["differing"], found["rows"]) == (0, len(CHANGED))
    [found] = rescore(history, HEAD + ends("CTR-PI", "2026-01-15"))["runs"]
    assert found["differing"] > 0


def test_several_runs_are_named_or_found_in_a_folder(history):
    one = rescore(history, HEAD + ADDS, runs=("runs",))["runs"]
    two = rescore(history, HEAD + ADDS, runs=("runs/before", "runs/after", "runs/before"))["runs"]
    assert [found["folder"] for found in one] == ["runs/after", "runs/before"]
    assert sorted(map(str, one)) == sorted(map(str, two))


# --- proofs -------------------------------------------------------------------------------------
def proved(found):
    return found["only_narrows"], found["only_widens"]


def test_an_added_order_is_proved_only_to_narrow(history):
    for found in rescore(history, HEAD + ADDS, runs=("runs",))["runs"]:
        assert proved(found) == (True, False)
        assert all(old in OPEN or new not in OPEN for old, new in moves(found))


@pytest.mark.parametrize(
    "text",
    [readings(("Q1", "R1")), readings(("Q1", "R2")), ends("CTR-PI", "2025-12-01")],
    ids=["any address is enough", "an address that locates is enough", "the injunction ends"],
)
def test_a_widening_ruling_is_proved_only_to_widen(text, history):
    for found in rescore(history, HEAD + text, runs=("runs",))["runs"]:
        assert proved(found) == (False, True)
        assert all(old not in OPEN or new in OPEN for old, new in moves(found))


def test_a_ruling_that_widens_here_and_narrows_there_is_proved_to_do_neither_alone(history):
    text = HEAD + readings(("Q1", "R1")) + ADDS
    for found in rescore(history, text, runs=("runs",))["runs"]:
        assert proved(found) == (False, False)


def test_a_ruling_that_changes_nothing_is_proved_to_narrow_and_to_widen_nothing(history):
    for found in rescore(history, HEAD + readings(("Q2", "A")), runs=("runs",))["runs"]:
        assert proved(found) == (True, True)
        assert found["decided_under_the_same_text"] is True


def test_the_strictest_reading_of_every_question_never_lets_more_out(history):
    text = HEAD + readings(*((q.id, q.readings[0].id) for q in HERE.questions))
    for found in rescore(history, text, runs=("runs",))["runs"]:
        assert found["only_narrows"] is True


# --- rows, words, and what stays as it is -------------------------------------------------------
def test_the_rows_that_would_differ_are_listed_with_both_answers(history):
    rescore(history, HEAD + ends("CTR-PI", "2025-12-01"), "--out", "rows.csv", "--overwrite")
    anew = run(history, "anew-ended", AFTER, "--orders", "ended", "--overwrite")
    old = {row["request_id"]: row for row in history.decisions("runs/after")}
    listed = history.read("rows.csv")
    assert list(listed[0]) == ["row", "request_id", "reference", "decided", "would_be"]
    assert {row["request_id"]: (row["decided"], row["would_be"]) for row in listed} == {
        key: (row["operating"], anew[key])
        for key, row in old.items()
        if row["operating"] != anew[key]
    }
    for row in listed:
        assert row["reference"] == old[row["request_id"]]["reference"]
        assert row["row"] == old[row["request_id"]]["row"]


def test_the_screen_says_what_the_data_say(history):
    text = HEAD + ends("CTR-PI", "2025-12-01")
    [found] = rescore(history, text)["runs"]
    shown = history.duly("rescore", "runs/after", "--ruling", "ruling.toml").out
    flat = " ".join(shown.split())
    assert f"{found['rows']} rows, {found['differing']} would come out otherwise" in flat
    for (old, new), number in moves(found).items():
        said = f"{new} (the same)" if new == old else new
        assert f" {number} {old} {said} " in flat
    assert "Proved: the ruling only widens." in flat
    assert "not a decision" in flat
    assert "not legal advice" in flat


def test_a_ruling_never_changes_what_was_decided(history):
    before = {out: files_of(history.home / "runs" / out) for out in ("before", "after")}
    text = HEAD + readings(("Q1", "R1")) + ends("CTR-PI", "2025-12-01") + ADDS
    rescore(history, text, "--out", "rows.csv", "--overwrite")
    rescore(history, text, runs=("runs",))
    assert before == {out: files_of(history.home / "runs" / out) for out in ("before", "after")}
    for out in ("before", "after"):
        assert history.duly("verify", f"runs/{out}").code == 0


# --- bad rulings --------------------------------------------------------------------------------
BAD = {
    "an unknown question": (readings(("Q99", "A")), "readings"),
    "an unknown reading": (readings(("Q2", "Z")), "readings"),
    "one question twice": (readings(("Q2", "A"), ("Q2", "B")), "readings"),
    "an order on a provision that does not exist": (
        ADDS.replace("6103(i)(2)", "6103(z)(9)"), "orders 1.provisions 1"),
    "an order that is known already": (ADDS.replace("NEW-TRO", "CTR-PI"), "orders"),
    "an order whose id differs only by case": (ADDS.replace("NEW-TRO", "ctr-pi"), "orders"),
    "the end of an order that is not known": (ends("NO-SUCH", "2026-01-01"), "ends"),
    "the end of an order before it begins": (ends("CTR-PI", "2025-01-01"), "ends"),
    "nothing": ("", "the ruling changes nothing"),
    "what is no TOML": ("\nthis is no ruling\n", "is not TOML"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_ruling_is_an_error_that_names_file_and_key(case, history):
    text, says = BAD[case]
    said = rescore(history, HEAD + text, code=10)
    assert said["exit_code"] == 10
    assert "ruling.toml" in said["problem"]
    assert says in said["problem"]
    assert said["what_to_do"]


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("runs/after",), 2, "a ruling is needed"),
        (("runs/after", "--ruling", "nowhere.toml"), 10, "nowhere.toml"),
        (("runs/after", "--ruling", "letter.toml"), 10, "letter.toml"),
        (("nowhere", "--ruling", "sound.toml"), 10, "nowhere"),
        (("orders", "--ruling", "sound.toml"), 10, "orders"),
        (("runs", "--ruling", "sound.toml", "--out", "x.csv"), 2, "one run at a time"),
        (("runs/after", "--ruling", "sound.toml", "--out", "letter.toml"), 11, "letter.toml"),
    ],
)
def test_what_cannot_be_rescored_is_a_clear_error(words, code, problem, history):
    history.write("sound.toml", HEAD + ADDS)
    history.write("orders/NEW-TRO.toml", f"{ORDER}\n[[blocks]]{BLOCK}")
    said = history.duly("rescore", *words, "--json")
    assert (said.code, said.json["exit_code"]) == (code, code), said.out
    assert problem in said.json["problem"]
    assert not (history.home / "x.csv").exists()


def test_a_run_whose_receipt_was_changed_is_not_rescored(history):
    path = history.home / "forged"
    path.mkdir()
    for name, content in files_of(history.home / "runs" / "after").items():
        (path / name).write_bytes(content)
    manifest = (path / "manifest.json").read_text()
    (path / "manifest.json").write_text(manifest.replace(AFTER, BEFORE, 1))
    said = rescore(history, HEAD + ADDS, runs=("forged",), code=13)
    assert said["exit_code"] == 13


# --- duly order impact --------------------------------------------------------------------------
def impact(made, order_id, *runs, day=AFTER, more=()):
    said = made.duly("order", "impact", order_id, *runs, "--as-of", day, *more, "--json")
    assert said.code == 0, said.out
    return said.json["runs"]


def held_by(made, out, order_id):
    """The requests in which an order is not out of the way, from ``duly why``."""
    found = set()
    for key in decided(made, out):
        waiting = list(made.duly("why", key, "--in", out, "--json").json["findings"])
        for one in waiting:
            waiting.extend(one["parts"])
            if one["id"] == f"order.{order_id}" and one["result"] != "met":
                found.add(key)
    return found


def test_what_an_order_does_to_a_run_is_counted_by_hand(history):
    history.write("ended/CTR-PI.toml", ENDED_PI)
    without = run(history, "anew-ended", AFTER, "--orders", "ended", "--overwrite")
    old = decided(history, "runs/after")
    [found] = impact(history, "CTR-PI", "runs/after")
    assert found["rows"] == len(CHANGED)
    assert found["reached"] == len(held_by(history, "runs/after", "CTR-PI")) > 0
    assert found["decisive"] == sum(old[key] != without[key] for key in old) > 0
    assert found["decisive"] <= found["reached"]


def test_an_order_that_had_not_begun_reaches_no_row_then_but_what_is_pending_now(history):
    old = decided(history, "runs/before")
    pending = {key for key, word in old.items() if word in OPEN | {"HOLD"}}
    [found] = impact(history, "CTR-PI", "runs/before", day=AFTER)
    assert (found["reached"], found["decisive"]) == (0, 0)
    assert found["pending"] == len(pending) > 0
    assert found["pending_reached"] == len(pending & held_by(history, "runs/after", "CTR-PI")) > 0
    [day_before] = impact(history, "CTR-PI", "runs/before", day="2025-11-20")
    assert (day_before["pending"], day_before["pending_reached"]) == (len(pending), 0)
    [first_day] = impact(history, "CTR-PI", "runs/before", day="2025-11-21")
    assert first_day["pending_reached"] == found["pending_reached"]


def test_the_impact_of_an_order_of_ones_own_folder_is_counted_too(history):
    history.write("orders/NEW-TRO.toml", f"{ORDER}\n[[blocks]]{BLOCK}")
    anew = run(history, f"anew-{BEFORE}", BEFORE, "--orders", "orders", "--overwrite")
    old = decided(history, "runs/before")
    [found] = impact(history, "NEW-TRO", "runs/before", day=BEFORE, more=("--orders", "orders"))
    assert found["decisive"] == sum(old[key] != anew[key] for key in old) > 0
    pending = [key for key, word in old.items() if word in OPEN | {"HOLD"}]
    assert (found["pending"], found["pending_reached"]) == (len(pending), len(pending))
    one = impact(history, "NEW-TRO", f"anew-{BEFORE}", day=BEFORE, more=("--orders", "orders"))[0]
    assert one["decisive"] == found["decisive"]


def test_an_order_that_touches_another_request_reaches_nothing(history):
    for found in impact(history, "CTR-705", "runs"):  # only requests under the memorandum
        assert (found["reached"], found["decisive"], found["pending_reached"]) == (0, 0, 0)


@pytest.mark.parametrize("order_id", ["CTU-PI-DEN", "CADC-25-5181", "CEDC-PI-USE"])
def test_an_order_that_restrains_no_disclosure_is_said_not_to_concern_the_run(order_id, history):
    assert [found["concerned"] for found in impact(history, order_id, "runs")] == [False, False]


def test_the_impact_on_the_screen_is_that_of_the_data(history):
    [found] = impact(history, "CTR-PI", "runs/before")
    shown = history.duly("order", "impact", "CTR-PI", "runs/before", "--as-of", AFTER).out
    flat = " ".join(shown.split())
    assert f"of {found['rows']} rows it restrains or holds {found['reached']};" in flat
    assert f"Pending (open or held): {found['pending']}." in flat
    assert f"it restrains or holds {found['pending_reached']} of them" in flat


def test_where_it_is_not_known_that_an_order_reaches_a_claim_the_claim_counts_as_held(history):
    letter = (history.home / "letter.toml").read_text()
    history.write("claim.toml", letter.replace("6103(i)(2)", "6103(m)(2)"))
    run(history, "claims", AFTER, "--letter", "claim.toml", "--overwrite")
    [found] = impact(history, "CTR-PI", "claims")
    assert (found["provision"], found["concerned"]) == ("26 USC 6103(m)(2)", True)
    assert found["reached"] == len(CHANGED) == len(held_by(history, "claims", "CTR-PI"))


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("NO-SUCH", "runs"), 10, "no order with this id"),
        (("CTR-PI", "nowhere"), 10, "nowhere"),
        (("CTR-PI", "runs", "--as-of", "soon"), 2, "--as-of is not a date"),
        (("CTR-PI", "runs", "--orders", "nowhere"), 10, "nowhere"),
        (("CTR-PI", "runs", "--as-of", "1990-01-01"), 15, "since 2023-04-20"),
    ],
)
def test_an_impact_that_cannot_be_counted_is_a_clear_error(words, code, problem, history):
    said = history.duly("order", "impact", *words, "--json")
    assert (said.code, said.json["exit_code"]) == (code, code), said.out
    assert problem in said.json["problem"]


def test_counting_an_impact_changes_nothing(history):
    before = files_of(history.home / "runs" / "after")
    impact(history, "CTR-PI", "runs/after")
    assert files_of(history.home / "runs" / "after") == before
