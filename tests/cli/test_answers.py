"""How the command answers: JSON, explanations, what-ifs, exit codes, names of columns."""

import json
import os
import pty
import re
import subprocess

import pytest

COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7])m")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("why", "R-1", "--in", "decided"), 0),
        (("why", "R-9", "--in", "decided"), 10),
        (("verify", "decided"), 0),
        (("verify", "nowhere"), 10),
        (("law", "list"), 0),
        (("law", "list", "--as-of", "soon"), 2),
        (("law", "show", "26 USC 6103(i)(2)"), 0),
        (("law", "show", "26 USC 9999"), 10),
        (("law", "show", "26 USC 6103(i)(2)", "--as-of", "2020-01-01"), 15),
        (("order", "list"), 0),
        (("order", "list", "--orders", "nowhere"), 10),
        (("order", "show", "CTR-PI"), 0),
        (("order", "show", "NO-SUCH"), 10),
        (("template", "letter"), 0),
        (("template", "poem"), 2),
        (("keys", "init"), 11),
        (("keys", "init", "--keys", "new-keys"), 0),
        (("doctor",), 0),
        (("doctor", "--orders", "nowhere"), 1),
        (("demo", "incident", "decided"), 11),
        (("demo", "incident", "--rows", "3"), 2),
        (("demo", "population", "--relatives", "3"), 2),
        (("check", "request"), 2),
        (("check", "nonsense"), 2),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else f"exit {one}",
)
def test_every_command_answers_json_with_one_object_that_holds_the_exit_code(words, code, finished):
    said = finished.duly(*words, "--json")
    assert said.code == code, said.out + said.err
    assert said.json["exit_code"] == code
    assert said.err == ""
    if code not in {0, 1}:
        assert said.json["problem"]
        assert said.json["what_to_do"]


def test_a_check_answers_json_too_whether_it_ends_well_or_not(desk):
    said = desk.check("--json")
    assert (said.code, said.json["exit_code"], said.err) == (0, 0, "")
    assert (said.json["read"], said.json["operating"]) == (1, {"SHALL": 1})
    again = desk.check("--json")
    assert (again.code, again.json["exit_code"], again.err) == (11, 11, "")
    desk.requests([{**desk.row, "address": ""}])
    refused = desk.check("--json", "--overwrite", "--fail-on", "refused")
    assert (refused.code, refused.json["exit_code"]) == (1, 1)


@pytest.mark.parametrize("by", ["request_id", "reference", "row"])
def test_a_decision_is_found_by_its_id_its_reference_or_its_row(by, finished):
    for row in finished.decisions():
        why = finished.duly("why", row[by], "--in", "decided", "--json").json
        assert why["request_id"] == row["request_id"]
        assert why["operating"] == row["operating"]


def test_without_a_folder_the_last_run_here_is_explained(finished):
    assert finished.duly("why", "R-2").out == finished.duly("why", "R-2", "--in", "decided").out


def test_where_there_has_been_no_run_the_folder_must_be_named(duly):
    said = duly("why", "R-1")
    assert said.code == 2
    assert "--in" in said.err


def test_a_number_that_is_an_id_and_a_row_is_not_guessed(desk):
    desk.requests([{**desk.row, "request_id": "3"}, {**desk.row, "request_id": "2"}])
    desk.check()
    said = desk.duly("why", "3")
    assert said.code == 10
    assert "request_id of one row and the number of another" in said.err


def test_an_explanation_shows_every_element_with_its_law_and_mark_and_what_to_do(finished):
    why = finished.duly("why", "R-2", "--in", "decided", "--json").json
    shown = finished.duly("why", "R-2", "--in", "decided").out
    findings = list(every(why["findings"]))
    assert len(findings) > 40
    for finding in findings:
        assert finding["law"]
        assert finding["mark"] in {"primary", "secondary", "derived", "unverified"}
    [address] = [one for one in findings if one["id"] == "i2.addr.present"]
    assert address["result"].lower() == "not met"
    assert address["because"] in " ".join(shown.replace("│", " ").split())
    assert "26 USC 6103(i)(2)(B)(i)" in shown
    assert address["next_step"]


def every(findings):
    """Findings and those inside them."""
    for finding in findings:
        yield finding
        yield from every(finding["parts"])


def test_every_output_says_which_law_and_which_orders(finished, desk):
    basis = "Law as of 2025-08-01, orders last verified "
    assert basis in desk.check().out
    for words in (("why", "R-1", "--in", "decided"),):
        assert basis in finished.duly(*words).out
    for words in (("law", "list"), ("law", "show", "26 USC 6103(i)(2)"), ("order", "list")):
        shown = finished.duly(*words, "--as-of", "2025-08-01").out
        assert "Law as of 2025-08-01" in shown
        assert "orders last verified" in shown


def test_a_what_if_never_changes_a_decision(desk):
    desk.requests(
        [
            {**desk.row, "recipient_role": "responsible_official"},
            {**desk.row, "request_id": "R-2", "address": ""},
        ]
    )
    assert desk.check().code == 0
    plain = desk.home.joinpath("decided", "decisions.csv").read_bytes()
    said = desk.check("--what-if", "Q1=R1,Q4=A", "--overwrite", "--json")
    assert desk.home.joinpath("decided", "decisions.csv").read_bytes() == plain
    assert said.json["operating"] == {"DENY": 2}
    assert said.json["what_if"]["counts"] == {"SHALL": 1, "DENY": 1}
    assert said.json["what_if"]["note"] == "a what-if under other readings, not a decision"
    assert desk.duly("verify", "decided").code == 0


@pytest.mark.parametrize(
    ("change", "option", "code"),
    [
        ({}, None, 0),
        ({}, "refused", 0),
        ({}, "hold", 0),
        ({"address": ""}, None, 0),
        ({"address": ""}, "refused", 1),
        ({"address": ""}, "hold", 1),
        ({"matter_id": ""}, None, 0),
        ({"matter_id": ""}, "refused", 0),
        ({"matter_id": ""}, "hold", 1),
    ],
)
def test_a_processed_batch_exits_0_unless_the_user_asked_otherwise(change, option, code, desk):
    desk.requests([{**desk.row, **change}])
    said = desk.check(*(("--fail-on", option) if option else ()))
    assert said.code == code
    assert len(desk.decisions()) == 1


def test_a_barred_request_counts_as_refused(desk):
    said = desk.check("--as-of", "2026-01-15", "--decided-on", "2026-01-15", "--fail-on", "refused")
    assert said.code == 1
    assert desk.decisions()[0]["operating"] == "BARRED"


def test_columns_of_other_names_are_mapped_and_named_in_rejects_as_the_user_names_them(desk):
    rows = [desk.row, {**desk.row, "request_id": "R-2", "date_of_birth": "2025-02-30"}]
    theirs = {"last_name": "Surname", "date_of_birth": "Born on"}
    desk.requests(rows)
    desk.table("requests.csv", [{theirs.get(k, k): v for k, v in r.items()} for r in rows])
    said = desk.check()
    assert said.code == 10
    assert '--map "Surname=last_name"' in said.err
    said = desk.check("--map", "Surname=last_name", "--map", "Born on=date_of_birth")
    assert said.code == 0, said.err
    assert desk.decisions()[0]["operating"] == "SHALL"
    [rejected] = desk.read("decided/rejects.csv")
    assert rejected["duly_reason"].startswith("Column Born on is a date that does not exist.")
    assert "Surname" in rejected


def test_a_column_that_is_not_used_is_said_aloud(desk):
    desk.table("requests.csv", [{**desk.row, "shoe_size": "43"}])
    assert desk.check("--json").json["columns_not_used"] == ["shoe_size"]


def test_values_copied_to_every_row_are_reported_not_silently_accepted(desk):
    rows = [{**desk.row, "request_id": f"R-{n}", "tin": ""} for n in range(1, 13)]
    desk.requests([{**row, "matter_id": f"M-{n:03d}"} for n, row in enumerate(rows)])
    scale = desk.check("--json").json["scale"]
    copied = {one["column"]: one for one in scale["copied"]}
    assert {"reason", "recipient_name", "statute"} <= set(copied)
    assert "matter_id" not in copied
    assert (scale["officers"], scale["busiest"], scale["same_reason"]) == (1, 12, 12)
    assert copied["statute"]["in_letter"] is True
    assert copied["reason"]["in_letter"] is False
    assert {row["unknown"] for row in desk.decisions()} == {"i2.recip.engaged"}


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


def test_an_order_of_ones_own_folder_bars(desk):
    assert desk.check().code == 0
    assert desk.decisions()[0]["operating"] == "SHALL"
    desk.write("orders/OWN-TRO.toml", ORDER)
    assert desk.check("--orders", "orders", "--overwrite").code == 0
    [row] = desk.decisions()
    assert (row["operating"], row["not_met"]) == ("BARRED", "order.OWN-TRO")
    assert desk.duly("verify", "decided").code == 0
    assert "OWN-TRO" in desk.duly("order", "list", "--orders", "orders").out


def test_an_order_that_nobody_has_checked_for_more_than_seven_days_holds(desk):
    desk.write(
        "custodian.toml",
        (desk.home / "custodian.toml").read_text()
        + "\n[orders.CTR-PI]\nrecorded_by = 'O'\ncarve_out = true\n"
        "notice_to_court_on = 2026-01-10\n",
    )
    found = {}
    for decided_on in ("2026-01-15", "2026-11-29", "2026-11-30"):
        words = ("--as-of", "2026-01-15", "--decided-on", decided_on, "--overwrite")
        assert desk.check(*words).code == 0
        [row] = desk.decisions()
        found[decided_on] = (row["operating"], row["unknown"])
    assert found == {
        "2026-01-15": ("SHALL", ""),
        "2026-11-29": ("SHALL", ""),
        "2026-11-30": ("HOLD", "order.CTR-PI"),
    }


def test_what_is_barred_stays_barred_however_old_the_check_is(desk):
    words = ("--as-of", "2026-01-15", "--decided-on", "2027-06-01")
    assert desk.check(*words).code == 0
    assert desk.decisions()[0]["operating"] == "BARRED"


def test_talk_goes_to_stderr_data_to_stdout_and_no_progress_without_a_terminal(desk):
    said = desk.duly.installed(
        "check", "request", "requests.csv", "--letter", "letter.toml", "--out", "decided"
    )
    assert said.code == 0
    assert said.err == ""
    assert "\x1b" not in said.out


@pytest.mark.parametrize("no_colour", [True, False])
def test_no_color_is_honoured_on_a_terminal(no_colour, finished):
    shown = on_terminal(finished, "why", "R-2", **({"NO_COLOR": "1"} if no_colour else {}))
    assert "NOT MET" in shown
    assert bool(COLOUR.search(shown)) is not no_colour


def on_terminal(finished, *words, **environment):
    """What the installed command writes to a terminal."""
    ours, theirs = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "TERM"}}
    kept |= {"TERM": "xterm-256color", **finished.duly.environment, **environment}
    with subprocess.Popen(
        [finished.duly.program, *words],
        cwd=finished.home,
        env=kept,
        stdout=theirs,
        stderr=theirs,
        stdin=theirs,
    ) as program:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # how Linux tells that the other side is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    assert program.returncode == 0
    return b"".join(parts).decode()


def test_the_decision_is_the_same_in_words_in_json_and_in_the_file(finished):
    for row in finished.decisions():
        why = finished.duly("why", row["request_id"], "--in", "decided", "--json").json
        texts = json.dumps(why["findings"], ensure_ascii=False)
        assert row["law"] in texts or row["operating"] == "SHALL"
        assert row["reason"] in texts or row["operating"] == "SHALL"
