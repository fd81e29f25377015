"""A ruling as a file: what it settles, ends and adds, and what is wrong with a bad one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.errors import InputError
from duly.law.fact import days
from duly.law.index import PROVISIONS, find
from duly.law.usc.t26.s6103.i_2 import HERE
from duly.orders.load import Registry, load_registry
from duly.orders.ruling import EndedOrder, Ruling, laid_over, read_ruling, settled

I2 = "26 USC 6103(i)(2)"
SHIPPED = load_registry()
HEAD = """\
ruling_id = "RUL-1"
court = "Example Court"
docket = "0:00-cv-00000"
dated = 2026-03-01
says = "Invented for tests."
source = "invented for tests"
mark = "unverified"
"""
READING = """
[[readings]]
question = "Q2"
reading = "B"
"""
ENDS = """
[[ends]]
order_id = "CTR-PI"
on = 2026-03-01
"""
ORDER = """
[[orders]]
order_id = "NEW-TRO"
court = "Example Court"
docket = "0:00-cv-00000"
kind = "temporary_restraining_order"
title = "Invented: the IRS may not disclose to the Department of Homeland Security."
effective_from = 2026-03-01
status = "in_force"
bound_parties = ["irs"]
provisions = ["26 USC 6103(i)(2)"]
source = "invented for tests"
mark = "unverified"
last_verified_on = 2026-03-01
verified_by = "a test"

[[orders.blocks]]
actor = ["irs"]
act = "disclose"
recipient = ["dhs"]
made_under = "any"
provisions = ["26 USC 6103(i)(2)"]
says = "The IRS may not disclose to the Department of Homeland Security."
"""


def read(folder, text):
    """Read a ruling from a file with this text."""
    path = folder / "ruling.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ruling(path)


def test_a_ruling_may_settle_a_question_end_an_order_and_add_one(tmp_path):
    ruling = read(tmp_path, HEAD + READING + ENDS + ORDER)
    assert (ruling.ruling_id, ruling.dated) == ("RUL-1", date(2026, 3, 1))
    assert [(one.question, one.reading) for one in ruling.readings] == [("Q2", "B")]
    assert [(one.order_id, one.on) for one in ruling.ends] == [("CTR-PI", date(2026, 3, 1))]
    assert [one.order_id for one in ruling.orders] == ["NEW-TRO"]


@pytest.mark.parametrize("part", [READING, ENDS, ORDER])
def test_each_of_the_three_alone_is_a_ruling(part, tmp_path):
    assert read(tmp_path, HEAD + part).court == "Example Court"


def test_a_byte_order_mark_that_an_editor_wrote_is_no_fault(tmp_path):
    assert read(tmp_path, b"\xef\xbb\xbf" + (HEAD + READING).encode()).ruling_id == "RUL-1"


@pytest.mark.parametrize("key", ["ruling_id", "court", "docket", "dated", "says", "source", "mark"])
def test_everything_that_says_which_ruling_it_is_must_be_there(key, tmp_path):
    text = "\n".join(line for line in HEAD.splitlines() if not line.startswith(f"{key} "))
    with pytest.raises(InputError) as wrong:
        read(tmp_path, text + READING)
    assert str(wrong.value) == f"ruling.toml, column {key}: is missing."


BAD = {
    "unknown question": (
        HEAD + READING.replace("Q2", "Q99"), "readings", "no such question or reading"),
    "unknown reading": (
        HEAD + READING.replace('"B"', '"Z"'), "readings", "no such question or reading"),
    "a reading of another question": (
        HEAD + READING.replace('"B"', '"R1"'), "readings", "no such question or reading"),
    "a question in words": (
        HEAD + READING.replace("Q2", "the second"), "readings 1.question", "signs"),
    "a reading that is missing": (
        HEAD + '\n[[readings]]\nquestion = "Q2"\n', "readings 1.reading", "is missing"),
    "one question twice": (HEAD + READING + READING, "readings", "one question twice"),
    "one question settled both ways": (
        HEAD + READING + READING.replace('"B"', '"A"'), "readings", "one question twice"),
    "an unknown key": (HEAD + READING + 'because = "x"\n', "readings 1.because", "is not a key"),
    "an unknown table": (HEAD + "[verdict]\nguilty = true\n", "verdict", "is not a key"),
    "readings that are no tables": (HEAD + 'readings = "Q2=B"\n', "readings", "a list"),
    "a day in words": (
        HEAD.replace("2026-03-01", '"the first of March"') + READING, "dated", "date"),
    "an order on a provision that does not exist": (
        HEAD + ORDER.replace("(i)(2)", "(z)(9)"), "orders 1.provisions 1", "must be one of"),
    "an order on a provision that lets nothing out": (
        HEAD + ORDER.replace("(i)(2)", "(b)(2)"), "orders 1.provisions 1", "must be one of"),
    "an order without what it restrains": (
        HEAD + ORDER[: ORDER.index("[[orders.blocks]]")], "blocks", "what the order restrains"),
    "an order whose block is on another provision": (
        HEAD + ORDER.replace('["26 USC 6103(i)(2)"]\nsource', '["26 USC 6103(c)"]\nsource'),
        "blocks 1.provisions", "do not"),
    "an order that ends before it begins": (
        HEAD + ORDER.replace("status =", "effective_to = 2026-02-01\nstatus ="),
        "effective_to", "must be after effective_from"),
    "an order whose actor is not bound": (
        HEAD + ORDER.replace('bound_parties = ["irs"]', 'bound_parties = ["treasury"]'),
        "blocks 1.actor", "an order binds the parties it names"),
    "an order that ends without an id": (
        HEAD + "\n[[ends]]\non = 2026-03-01\n", "ends 1.order_id", "is missing"),
    "an order that ends on no day": (
        HEAD + '\n[[ends]]\norder_id = "CTR-PI"\n', "ends 1.on", "is missing"),
    "an order that ends some day": (
        HEAD + ENDS.replace("on = 2026-03-01", 'on = "soon"'), "ends 1.on", "date"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_ruling_is_refused_with_its_file_and_key(case, tmp_path):
    text, key, says = BAD[case]
    with pytest.raises(InputError) as wrong:
        read(tmp_path, text)
    assert wrong.value.exit_code == 10
    assert (wrong.value.file, says in wrong.value.problem) == ("ruling.toml", True), wrong.value
    assert wrong.value.column.endswith(key), wrong.value
    assert wrong.value.what_to_do


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"this is no ruling", "is not TOML"),
        (b"ruling_id = ", "is not TOML"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"", "ruling_id"),
        (HEAD.encode(), "the ruling changes nothing"),
        ((HEAD + "readings = []\nends = []\norders = []\n").encode(), "the ruling changes nothing"),
    ],
)
def test_what_is_no_ruling_at_all_is_refused_with_its_file(content, says, tmp_path):
    with pytest.raises(InputError) as wrong:
        read(tmp_path, content)
    assert wrong.value.file == "ruling.toml"
    assert says in str(wrong.value)


def test_a_ruling_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "nowhere.toml", tmp_path):
        with pytest.raises(InputError) as wrong:
            read_ruling(path)
        assert wrong.value.file == str(path)


def test_the_questions_that_may_be_settled_are_listed_with_their_readings(tmp_path):
    with pytest.raises(InputError) as wrong:
        read(tmp_path, HEAD + READING.replace("Q2", "Q99"))
    for provision in PROVISIONS:
        for question in provision.questions:
            readings = ", ".join(reading.id for reading in question.readings)
            assert f"{question.id}: {readings}" in wrong.value.what_to_do


# --- laid over the registry ---------------------------------------------------------------------
def ruling(tmp_path, *parts):
    return read(tmp_path, HEAD + "".join(parts))


def test_an_added_order_stands_beside_those_known(tmp_path):
    after = laid_over(ruling(tmp_path, ORDER), SHIPPED, file="ruling.toml")
    assert {o.order_id for o in after.orders} == {o.order_id for o in SHIPPED.orders} | {"NEW-TRO"}
    assert after.get("NEW-TRO").in_force(date(2026, 3, 1))
    assert not after.get("NEW-TRO").in_force(date(2026, 2, 28))
    assert all(after.get(order.order_id) == order for order in SHIPPED.orders)


def test_an_order_that_is_ended_stands_until_the_day_before(tmp_path):
    after = laid_over(ruling(tmp_path, ENDS), SHIPPED, file="ruling.toml")
    assert after.get("CTR-PI").in_force(date(2026, 2, 28))
    assert not after.get("CTR-PI").in_force(date(2026, 3, 1))
    others = [order for order in SHIPPED.orders if order.order_id != "CTR-PI"]
    assert all(after.get(order.order_id) == order for order in others)


def test_an_order_that_ended_earlier_is_not_made_to_last_longer(tmp_path):
    late = ENDS.replace("CTR-PI", "CEDC-SERVE")
    after = laid_over(ruling(tmp_path, late), SHIPPED, file="ruling.toml")
    assert after.get("CEDC-SERVE") == SHIPPED.get("CEDC-SERVE")


@pytest.mark.parametrize(
    ("part", "key", "says"),
    [
        (ENDS.replace("CTR-PI", "NO-SUCH"), "ends", "the registry does not have"),
        (ENDS.replace("2026-03-01", "2025-11-20"), "ends", "before it begins"),
        (ORDER.replace("NEW-TRO", "CTR-PI"), "orders", "has already"),
        (ORDER + ORDER, "orders", "has already"),
        (ORDER.replace("NEW-TRO", "ctr-pi"), "orders", "CTR-PI"),
        (ORDER + ORDER.replace("NEW-TRO", "new-tro"), "orders", "NEW-TRO"),
    ],
    ids=[
        "ends an unknown order", "ends an order before it begins", "adds an order that is known",
        "adds one order twice", "adds an order whose id differs only by case",
        "adds two orders whose ids differ only by case",
    ],
)  # fmt: skip
def test_what_cannot_be_laid_over_the_registry_is_refused_with_file_and_key(
    part, key, says, tmp_path
):
    with pytest.raises(InputError) as wrong:
        laid_over(ruling(tmp_path, part), SHIPPED, file="ruling.toml")
    assert (wrong.value.file, wrong.value.column) == ("ruling.toml", key)
    assert says.casefold() in wrong.value.problem.casefold()


def test_an_order_may_be_ended_on_its_first_day_and_then_never_stood(tmp_path):
    first = ENDS.replace("2026-03-01", "2025-11-21")
    after = laid_over(ruling(tmp_path, first), SHIPPED, file="ruling.toml")
    assert after.get("CTR-PI").periods() == ()


@given(
    ended=st.sampled_from([o for o in SHIPPED.orders if o.blocks]),
    after_days=st.integers(0, 400),
    asked=st.integers(-400, 800),
)
def test_ending_an_order_takes_away_exactly_the_days_from_then_on(ended, after_days, asked):
    on = ended.effective_from + timedelta(days=after_days)
    made = Ruling(
        ruling_id="RUL-1",
        court="Example Court",
        docket="0",
        dated=on,
        says="Invented.",
        source="invented for tests",
        mark="unverified",
        ends=(EndedOrder(order_id=ended.order_id, on=on),),
    )
    after = laid_over(made, SHIPPED, file="ruling.toml").get(ended.order_id)
    day = ended.effective_from + timedelta(days=asked)
    assert after.in_force(day) is (ended.in_force(day) and day < on)


def test_the_registry_itself_is_not_changed(tmp_path):
    before = SHIPPED.sha256
    laid_over(ruling(tmp_path, ENDS, ORDER), SHIPPED, file="ruling.toml")
    assert SHIPPED.sha256 == before == load_registry().sha256
    assert isinstance(SHIPPED, Registry)


# --- laid over the law --------------------------------------------------------------------------
def test_a_settled_question_is_asked_no_more_and_its_reading_is_the_law(tmp_path):
    after = settled(HERE, ruling(tmp_path, READING))
    assert [q.id for q in after.questions] == [q.id for q in HERE.questions if q.id != "Q2"]
    question = next(q for q in HERE.questions if q.id == "Q2")
    for id_, node in question.reading("B").overrides:
        assert after.part(id_).holds == node
    changed = {id_ for id_, _ in question.reading("B").overrides}
    same = [leaf for leaf in HERE.leaves() if leaf.id not in changed]
    assert all(after.part(leaf.id) == leaf for leaf in same)


def test_settling_the_reading_that_is_operated_on_changes_no_element(tmp_path):
    after = settled(HERE, ruling(tmp_path, READING.replace('"B"', '"A"')))
    assert after.elements == HERE.elements
    assert after.bars == HERE.bars


def test_a_provision_that_does_not_turn_on_the_question_stays_as_it_is(tmp_path):
    consent = find("26 USC 6103(c)", days(date(2026, 3, 1)))
    assert settled(consent, ruling(tmp_path, READING)) == consent
    assert settled(HERE, ruling(tmp_path, ORDER)) == HERE
