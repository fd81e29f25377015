"""A later use of something that left: lawful only as it was given, and why not otherwise."""

from datetime import date
from random import Random

import pytest

from duly.gateway.policy import Policy
from duly.gateway.use import Use, check_use
from duly.law.index import DOORS
from duly.law.usc.t26.s6103 import facts as f
from duly.law.usc.t26.s6103.allowed_uses import ALLOWED, NEVER
from duly.law.usc.t26.s6103.later_use import USERS
from duly.orders.load import Registry, load_registry

I2, CLAIM = "26 USC 6103(i)(2)", "26 USC 6103(m)(2)"
BEFORE_ANY_ORDER = date(2025, 8, 1)
SETTLED = {"completed": False, "safeguards_met": True}
LIVE = ("--completed", "no", "--safeguards", "yes", "--as-of", "2025-08-01")


@pytest.fixture(scope="module")
def folder(command, tmp_path_factory):
    """The command in one folder; it keeps nothing, so tests share it."""
    return command(tmp_path_factory.mktemp("use"))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def use(folder, received_under, purpose, user, *more):
    """What ``duly check use`` says, as data."""
    words = ("--received-under", received_under, "--for", purpose, "--by", user)
    said = folder("check", "use", *words, *more, "--json")
    assert said.code == 0, said.out + said.err
    return said.json


def standing_in_the_way(answer):
    """The findings that are not met, by id, each with its sentence and its citation."""
    found = {}
    waiting = list(answer["findings"])
    for one in waiting:
        waiting.extend(one["parts"])
        if one["result"] == "NOT MET" and not one["parts"]:
            found[one["id"]] = (one["because"], one["law"])
    return found


# --- an address got for collecting a debt -------------------------------------------------------
def test_an_address_got_for_collecting_a_debt_may_not_serve_an_arrest(folder):
    said = use(folder, CLAIM, "arrest_or_detention", "same_agency", *LIVE)
    assert said["operating"] == "NOT ALLOWED"
    because, law = standing_in_the_way(said)["use.purpose"]
    assert because == (
        "The item was given for another purpose. Allowed: debt collection, credit report."
    )
    assert law == "26 USC 6103(m)(2)(A)"
    shown = folder(
        "check", "use", "--received-under", CLAIM, "--for", "arrest_or_detention", "--by",
        "same_agency", *LIVE,
    ).out  # fmt: skip
    assert "NOT ALLOWED" in shown
    assert "Allowed: debt collection, credit report." in " ".join(shown.split())


def test_the_same_address_may_serve_collecting_the_debt(folder):
    assert use(folder, CLAIM, "debt_collection", "same_agency", *LIVE)["operating"] == "ALLOWED"


def test_it_may_be_passed_to_a_collection_agency_only_where_the_rule_is_recorded_as_met(folder):
    found = {
        rule: use(folder, CLAIM, "debt_collection", "collection_agency", *LIVE, *rule)["operating"]
        for rule in ((), ("--approved", "no"), ("--approved", "yes"))
    }
    assert list(found.values()) == ["HOLD", "NOT ALLOWED", "ALLOWED"]


def test_when_the_claim_is_settled_the_use_ends(folder):
    said = use(folder, CLAIM, "debt_collection", "same_agency", "--completed", "yes")
    assert said["operating"] == "NOT ALLOWED"
    assert "use.live" in standing_in_the_way(said)
    assert said["tag"]["at_the_end"] == "When the claim is collected or compromised (derived)."


def test_what_is_not_stated_is_never_allowed(folder):
    for missing in ("--for", "--by", "--completed", "--safeguards"):
        words = {"--for": "criminal_investigation", "--by": "named_recipient",
                 "--completed": "no", "--safeguards": "yes"}  # fmt: skip
        del words[missing]
        said = folder(
            "check", "use", "--received-under", I2, "--as-of", "2025-08-01",
            *(part for pair in words.items() for part in pair), "--json",
        )  # fmt: skip
        assert (missing, said.json["operating"]) == (missing, "HOLD")


# --- every door and every use -------------------------------------------------------------------
def test_every_door_has_a_list_of_uses_and_nothing_else_has():
    assert set(ALLOWED) == {door.cite for door in DOORS}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.cite)
def test_a_use_is_allowed_only_if_the_door_lists_it(door, registry):
    for purpose in f.USES:
        for user in USERS:
            asked = Use(door.cite, purpose, user, passing_on_approved=False, **SETTLED)
            _, told = check_use(
                asked, registry, as_of=BEFORE_ANY_ORDER, decided_on=BEFORE_ANY_ORDER,
                policy=Policy(),
            )  # fmt: skip
            allowed = ALLOWED[door.cite]
            listed = purpose in allowed.purposes and user in allowed.users
            assert (told.operating == "ALLOWED") is listed, (purpose, user)
            assert told.operating in {"ALLOWED", "NOT ALLOWED"}, (purpose, user)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.cite)
def test_the_command_says_what_the_list_says(door, folder):
    pick = Random(door.cite)  # noqa: S311 - tests
    allowed = ALLOWED[door.cite]
    inside = use(folder, door.cite, pick.choice(allowed.purposes), allowed.users[0], *LIVE)
    assert inside["operating"] == "ALLOWED"
    assert inside["tag"]["provision"] == door.cite
    others = [word for word in f.USES if word not in allowed.purposes]
    outside = use(folder, door.cite, pick.choice(others), allowed.users[0], *LIVE)
    assert outside["operating"] == "NOT ALLOWED"
    assert list(standing_in_the_way(outside)) == ["use.purpose"]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.cite)
def test_no_door_ever_lets_an_item_serve_a_removal_a_civil_fine_or_an_arrest(door, registry):
    for purpose in NEVER:
        for user in USERS:
            asked = Use(door.cite, purpose, user, passing_on_approved=True, **SETTLED)
            _, told = check_use(
                asked, registry, as_of=BEFORE_ANY_ORDER, decided_on=BEFORE_ANY_ORDER,
                policy=Policy(),
            )  # fmt: skip
            assert told.operating == "NOT ALLOWED", (purpose, user)


def test_passing_on_opens_only_for_those_whom_the_rule_names(registry):
    for cite, allowed in ALLOWED.items():
        for user in USERS:
            asked = Use(cite, allowed.purposes[0], user, passing_on_approved=True, **SETTLED)
            _, told = check_use(
                asked, registry, as_of=BEFORE_ANY_ORDER, decided_on=BEFORE_ANY_ORDER,
                policy=Policy(),
            )  # fmt: skip
            within = user in (*allowed.users, *allowed.passed_on_to)
            assert (told.operating == "ALLOWED") is within, (cite, user)


# --- court orders -------------------------------------------------------------------------------
def asked_by_dhs(folder, made_under, on, *more):
    words = ("--completed", "no", "--safeguards", "yes", "--as-of", on)
    words += ("--department", "dhs", "--made-under", made_under)
    return use(folder, I2, "criminal_investigation", "named_recipient", *words, *more)


def test_an_order_about_use_bars_what_dhs_received_under_the_memorandum(folder):
    said = asked_by_dhs(folder, "treasury_dhs_2025", "2026-03-01")
    assert said["operating"] == "BARRED"
    because, law = standing_in_the_way(said)["order.CEDC-PI-USE.use"]
    assert because.startswith("CEDC-PI-USE restrains this use.")
    assert law == "D. Mass. 1:25-cv-12822-IT"


@pytest.mark.parametrize(
    ("made_under", "on"), [("statute", "2026-03-01"), ("treasury_dhs_2025", "2026-02-04")]
)
def test_it_bars_neither_what_came_under_the_statute_nor_a_use_before_the_order(
    made_under, on, folder
):
    assert asked_by_dhs(folder, made_under, on)["operating"] == "ALLOWED"


def test_it_says_nothing_about_another_department(folder):
    words = ("--completed", "no", "--safeguards", "yes", "--as-of", "2026-03-01")
    words += ("--department", "doj", "--made-under", "treasury_dhs_2025")
    said = use(folder, I2, "criminal_investigation", "named_recipient", *words)
    assert said["operating"] == "ALLOWED"


def test_where_it_is_not_said_who_uses_it_or_under_what_it_came_the_use_holds(folder):
    words = ("--completed", "no", "--safeguards", "yes", "--as-of", "2026-03-01")
    said = use(folder, I2, "criminal_investigation", "named_recipient", *words)
    assert said["operating"] == "HOLD"


def test_an_order_never_makes_a_use_lawful_that_the_door_does_not_list(folder):
    words = ("--department", "dhs", "--made-under", "treasury_dhs_2025", "--as-of", "2026-03-01")
    said = use(folder, I2, "arrest_or_detention", "named_recipient", *words)
    assert said["operating"] == "NOT ALLOWED"


# --- from a decided request ---------------------------------------------------------------------
def test_the_provision_is_taken_from_a_decided_request(finished):
    words = ("--row", "R-1", "--in", "decided", "--for", "arrest_or_detention", "--by",
             "named_recipient", *LIVE)  # fmt: skip
    said = finished.duly("check", "use", *words, "--json").json
    assert (said["provision"], said["operating"]) == (I2, "NOT ALLOWED")
    assert list(standing_in_the_way(said)) == ["use.purpose"]


@pytest.mark.parametrize("row", ["R-2", "R-3"])
def test_no_use_rests_on_a_request_that_was_refused_or_held(row, finished):
    words = ("--for", "criminal_investigation", "--by", "named_recipient", *LIVE)
    said = finished.duly("check", "use", "--row", row, "--in", "decided", *words, "--json").json
    assert said["operating"] == "NOT ALLOWED"
    assert list(standing_in_the_way(said)) == ["use.left"]
    released = finished.duly("check", "use", "--row", "R-1", "--in", "decided", *words, "--json")
    assert released.json["operating"] == "ALLOWED"


def test_the_department_of_the_request_is_the_one_that_uses_it(finished):
    """So the order about use reaches it without anybody saying so."""
    words = (
        "--for",
        "criminal_investigation",
        "--by",
        "named_recipient",
        "--completed",
        "no",
        "--safeguards",
        "yes",
        "--made-under",
        "treasury_dhs_2025",
        "--as-of",
        "2026-03-01",
    )
    said = finished.duly("check", "use", "--row", "R-1", "--in", "decided", *words, "--json")
    assert said.json["operating"] == "BARRED"


def test_what_travels_with_a_released_item_is_what_the_check_says(finished):
    """tags.csv and ``duly check use`` come from one list."""
    [tag] = finished.read("decided/tags.csv")
    assert tag["request_id"] == "R-1"
    words = ("--received-under", I2, "--for", "other", "--by", "public", *LIVE)
    said = finished.duly("check", "use", *words, "--json").json["tag"]
    assert {name: tag[name] for name in said} == said


# --- words that are not known -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("option", "word"),
    [
        ("--for", "surveillance"),
        ("--for", ""),
        ("--by", "a friend"),
        ("--department", "agriculture"),
        ("--made-under", "a handshake"),
    ],
)
def test_a_word_that_duly_does_not_know_is_an_error_that_lists_those_it_knows(option, word, folder):
    said = folder("check", "use", "--received-under", I2, option, word, "--json")
    assert (said.code, said.json["exit_code"]) == (2, 2)
    assert said.json["problem"].startswith(option)
    assert said.json["what_to_do"].startswith("Write one of: ")


@pytest.mark.parametrize("option", ["--completed", "--safeguards", "--approved"])
def test_a_yes_or_no_that_is_neither_is_an_error(option, folder):
    said = folder("check", "use", "--received-under", I2, option, "perhaps", "--json")
    assert (said.code, said.json["exit_code"]) == (2, 2)
    assert said.json["problem"].startswith(option)


def test_a_word_is_read_however_people_space_it(folder):
    said = use(folder, CLAIM, "Debt Collection", "same-agency", *LIVE)
    assert said["operating"] == "ALLOWED"


@pytest.mark.parametrize("cite", ["26 USC 6103(b)(2)", "26 USC 6103(z)", "5 USC 552a", "a letter"])
def test_a_provision_under_which_nothing_leaves_is_an_error(cite, folder):
    said = folder("check", "use", "--received-under", cite, "--for", "audit", "--json")
    assert (said.code, said.json["exit_code"]) == (10, 10)
    assert "--received-under" in said.json["problem"]
    assert "duly law list --doors" in said.json["what_to_do"]


def test_without_a_provision_or_a_request_there_is_nothing_to_check(folder):
    said = folder("check", "use", "--for", "audit", "--json")
    assert said.code == 2
    assert "--received-under" in said.json["what_to_do"]


def test_a_use_on_a_date_before_any_version_in_force_is_an_error_and_not_an_answer(folder):
    """The text of the section has been read since 2023; before that nothing is known."""
    words = ("--received-under", I2, "--for", "criminal_investigation", "--as-of", "1990-01-01")
    said = folder("check", "use", *words, "--json")
    assert (said.code, said.json["exit_code"]) == (15, 15)


def test_a_request_and_another_provision_beside_it_are_not_both_believed(finished):
    """The request was decided under (i)(2): to say (m)(2) as well contradicts it."""
    words = ("--row", "R-1", "--in", "decided", "--received-under", CLAIM, "--for", "audit")
    said = finished.duly("check", "use", *words, "--json")
    assert (said.code, said.json["exit_code"]) == (2, 2)
