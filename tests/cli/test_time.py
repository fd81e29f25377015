"""One decided request at every date: each span is what a run of any day in it would decide."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from cli.conftest import Desk

NOTICE = """
[orders.CTR-PI]
recorded_by = "Invented Officer"
carve_out = true
notice_to_court_on = 2026-01-10
"""
ORDER = """\
order_id = "OWN-TRO"
court = "Example Court"
docket = "0:00-cv-00000"
kind = "temporary_restraining_order"
title = "Invented: the IRS may not disclose to the Department of Homeland Security."
effective_from = 2025-08-20
effective_to = 2025-09-03
status = "ended"
bound_parties = ["irs"]
provisions = ["26 USC 6103(i)(2)"]
source = "invented for tests"
mark = "unverified"
last_verified_on = 2026-11-22
verified_by = "a test"

[[blocks]]
actor = ["irs"]
act = "disclose"
recipient = ["dhs"]
made_under = "any"
provisions = ["26 USC 6103(i)(2)"]
says = "The IRS may not disclose to the Department of Homeland Security."
"""
UNTIL = ("--until", "2026-12-31")
WORDS = {"SHALL", "MAY", "HOLD", "DENY", "BARRED"}


@pytest.fixture(scope="module")
def noticed(command, tmp_path_factory):
    """A run over three rows; the court was given notice under CTR-PI on 10 January 2026."""
    made = Desk(command(tmp_path_factory.mktemp("noticed")))
    made.write("custodian.toml", (made.home / "custodian.toml").read_text() + NOTICE)
    made.write("orders/OWN-TRO.toml", ORDER)
    made.requests(
        [
            {**made.row, "request_id": "R-1"},
            {**made.row, "request_id": "R-2", "address": ""},
            {**made.row, "request_id": "R-3", "removal_order_final_on": ""},
        ]
    )
    said = made.check()
    assert said.code == 0, said.err
    return made


def spans(made, row, *more):
    """The spans that ``duly time`` gives, as data."""
    said = made.duly("time", row, "--in", "decided", *UNTIL, *more, "--json")
    assert said.code == 0, said.out
    return said.json["spans"]


def answer_on(found, day):
    """What the spans say of one day."""
    return next(
        (one["operating"], one["outcome"])
        for one in found
        if one["since"] <= day and (one["until"] is None or day < one["until"])
    )


def test_the_story_of_one_request_reads_from_the_first_day_of_the_law_to_the_last_shown(noticed):
    found = spans(noticed, "R-1")
    assert found[0]["since"] == "2023-04-20"
    assert found[-1]["until"] is None
    assert all(one["until"] == two["since"] for one, two in pairwise(found))
    told = [(one["since"], one["operating"]) for one in found]
    changes = [told[0], *(two for one, two in pairwise(told) if one[1] != two[1])]
    assert changes == [
        ("2023-04-20", "DENY"),  # the matter was not yet opened
        ("2025-04-17", "SHALL"),
        ("2025-11-21", "BARRED"),  # CTR-PI
        ("2026-01-10", "SHALL"),  # notice to the court under its carve-out
        ("2026-11-30", "HOLD"),  # nobody has verified the entry for more than seven days
    ]


def test_each_change_names_its_cause(noticed):
    causes = {one["since"]: " ".join(one["causes"]) for one in spans(noticed, "R-1")}
    assert all(causes.values())
    assert "CTR-PI stands from this day on (D.D.C. 1:25-cv-00457-CKK)" in causes["2025-11-21"]
    assert "CTR-705 stands from this day on" in causes["2025-11-21"]
    assert "A date of this case under CTR-PI arrives" in causes["2026-01-10"]
    assert "CEDC-PI-MOU stands from this day on" in causes["2026-02-05"]
    assert "when the matter was opened [i2.live]" in causes["2025-04-17"]
    assert "Nobody has verified the entry of CTR-PI since" in causes["2026-11-30"]
    assert "Reading B of Q2" in causes["2025-05-12"]


def test_what_stands_in_the_way_is_cited_in_every_span_that_does_not_open(noticed):
    for row in ("R-1", "R-2", "R-3"):
        for one in spans(noticed, row):
            assert bool(one["reason"]) == bool(one["law"]) == (one["operating"] != "SHALL")
            assert one["operating"] in WORDS


def test_a_run_on_any_day_decides_as_the_span_of_that_day_says(noticed):
    """Around every date on which the answer changes since the letter was received."""
    found = {row: spans(noticed, row) for row in ("R-1", "R-2", "R-3")}
    edges = {one["since"] for each in found.values() for one in each}
    days = {date.fromisoformat(edge) for edge in edges if edge > "2025-08-01"}
    days |= {day - timedelta(days=1) for day in days} | {date(2025, 9, 15), date(2026, 7, 1)}
    for day in sorted(map(str, days)):
        words = ("--as-of", day, "--decided-on", day, "--out", f"on-{day}")
        assert noticed.check(*words).code == 0
        decided = {
            row["request_id"]: (row["operating"], row["outcome"])
            for row in noticed.decisions(f"on-{day}")
        }
        assert decided == {row: answer_on(each, day) for row, each in found.items()}, day


def test_the_day_of_the_decision_lies_in_a_span_with_the_decision(noticed):
    for row in noticed.decisions():
        found = spans(noticed, row["request_id"])
        assert answer_on(found, "2025-08-01") == (row["operating"], row["outcome"])


def test_the_table_on_the_screen_says_what_the_data_say(noticed):
    shown = noticed.duly("time", "R-1", "--in", "decided", *UNTIL).out
    rows = re.findall(r"^ (\d{4}-\d\d-\d\d)  +([A-Z]+) ", shown, re.MULTILINE)
    assert rows == [(one["since"], one["operating"]) for one in spans(noticed, "R-1")]
    assert "not legal advice" in shown


def test_a_row_is_found_by_its_number_and_its_reference_too(noticed):
    [first, *_] = noticed.decisions()
    found = [spans(noticed, first[name]) for name in ("request_id", "reference", "row")]
    assert found[0] == found[1] == found[2]


def test_a_view_may_begin_and_end_where_one_likes(noticed):
    words = ("--since", "2025-11-20", "--until", "2025-11-22", "--json")
    found = noticed.duly("time", "R-1", "--in", "decided", *words).json["spans"]
    assert [(one["since"], one["operating"]) for one in found] == [
        ("2025-11-20", "SHALL"),
        ("2025-11-21", "BARRED"),
    ]
    assert found[0]["causes"] == ["Here the view begins."]
    words = ("--since", "2025-11-21", "--until", "2025-11-21", "--json")
    [only] = noticed.duly("time", "R-1", "--in", "decided", *words).json["spans"]
    assert only["operating"] == "BARRED"


def test_an_order_of_ones_own_folder_is_seen_while_it_stood(noticed):
    found = spans(noticed, "R-1", "--orders", "orders")
    assert answer_on(found, "2025-08-19")[0] == "SHALL"
    assert answer_on(found, "2025-08-20")[0] == "BARRED"
    assert answer_on(found, "2025-09-02")[0] == "BARRED"
    assert answer_on(found, "2025-09-03")[0] == "SHALL"
    causes = {one["since"]: " ".join(one["causes"]) for one in found}
    assert "OWN-TRO stands from this day on" in causes["2025-08-20"]
    assert "OWN-TRO no longer stands from this day on" in causes["2025-09-03"]


# --- the picture --------------------------------------------------------------------------------
SVG = "{http://www.w3.org/2000/svg}"


def picture(made, row):
    said = made.duly("time", row, "--in", "decided", *UNTIL, "--svg", "time.svg")
    assert said.code == 0
    assert "time.svg" in said.out
    text = (made.home / "time.svg").read_text(encoding="utf-8")
    return text, ET.fromstring(text)  # noqa: S314 - our own file


@pytest.mark.parametrize("row", ["R-1", "R-2", "R-3"])
def test_the_picture_is_well_formed_and_can_be_read_aloud(row, noticed):
    text, tree = picture(noticed, row)
    assert tree.tag == f"{SVG}svg"
    assert tree.get("role") == "img"
    title, description = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert title.text == f"Request {row}, 26 USC 6103(i)(2)"
    assert tree.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    found = spans(noticed, row)
    told = [(one["operating"], one["since"], one["reason"], one["outcome"]) for one in found]
    merged = [told[0], *(b for a, b in pairwise(told) if (a[0], *a[2:]) != (b[0], *b[2:]))]
    assert description.text == "; ".join(f"{word} from {day}" for word, day, *_ in merged) + "."
    lines = [line.text for line in tree.iter(f"{SVG}text")]
    for number, (word, day, *_) in enumerate(merged, 1):
        assert any(line.startswith(f"{number}  from {day}  {word}") for line in lines)
    assert not re.search(r"<script|<style|<image|<foreignObject|href|\son\w+=|url\(http", text)


def test_the_parts_of_the_picture_lie_side_by_side_over_the_whole_time(noticed):
    _, tree = picture(noticed, "R-1")
    parts = [
        (float(part.get("x")), float(part.get("width")))
        for part in tree.iter(f"{SVG}rect")
        if part.get("y") == "56"
    ]
    assert parts[0][0] == 40
    assert all(two[0] >= one[0] + one[1] - 2.1 for one, two in pairwise(parts))
    assert all(x + width <= 40 + 880 + 2.1 for x, width in parts)


def test_the_same_case_gives_the_same_picture_byte_for_byte(noticed):
    assert picture(noticed, "R-1")[0] == picture(noticed, "R-1")[0]


def test_a_picture_of_one_day_is_well_formed_too(noticed):
    day = ("--since", "2026-01-15", "--until", "2026-01-15")
    said = noticed.duly("time", "R-1", "--in", "decided", *day, "--svg", "day.svg")
    assert said.code == 0
    tree = ET.fromstring((noticed.home / "day.svg").read_text())  # noqa: S314 - our own
    assert "SHALL from 2026-01-15" in tree.find(f"{SVG}desc").text


# --- what cannot be shown -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("R-1", "--since", "2026-02-01", "--until", "2026-01-31"), 2, "--since lies after"),
        (("R-1", "--since", "2200-01-01"), 2, "--since lies after"),
        (("R-1", "--since", "yesterday"), 2, "--since is not a date"),
        (("R-1", "--until", "31.12.2026"), 2, "--until is not a date"),
        (("R-9",), 10, "no decision with this request_id"),
        (("R-1", "--orders", "nowhere"), 10, "nowhere"),
        (("R-1", "--in", "nowhere"), 10, "nowhere"),
        (("R-1", "--until", "2000-01-01"), 15, "2023-04-20"),
    ],
)
def test_what_cannot_be_shown_is_a_clear_error(words, code, problem, noticed):
    said = noticed.duly("time", "--in", "decided", *words, "--json")
    assert (said.code, said.json["exit_code"]) == (code, code), said.out
    assert problem in said.json["problem"]
    assert said.json["what_to_do"]


def test_before_the_law_is_known_nothing_is_told(noticed):
    """A view that is asked to begin earlier begins with the text that was read."""
    found = spans(noticed, "R-1", "--since", "2000-01-01")
    assert found[0]["since"] == "2023-04-20"


def test_nothing_of_a_record_is_in_the_picture_or_an_error(noticed):
    text, _ = picture(noticed, "R-1")
    errors = noticed.duly("time", "R-9", "--in", "decided").err
    for value in ("Marigold", "Fennimore", "520004171", "Elm Street", "HSI-2025"):
        assert value not in text + errors
