"""The accounting holds one record for every request, and shows any change to one."""

import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.errors import InputError, VerificationError
from duly.gateway.accountable import (
    HELD_AGAINST,
    HELD_B7,
    HELD_EXEMPT,
    SHOWN,
    accountable,
    accounting_choice,
    ground,
    in_public_report,
    may_be_presidential,
)
from duly.gateway.accounting import (
    AGAINST,
    FIRST,
    Run,
    build_records,
    check_chain,
    record_hash,
    resolve_releases,
    write_records,
)
from duly.gateway.reports import due_on, person, totals, yearly
from duly.intake.releases import read_releases

WORDS = ("SHALL", "MAY", "HOLD", "DENY", "BARRED")


def nothing(*_):
    """Show no progress."""


def made(folder, name, operating, rejected=0, **changed):
    """A run with one row for each outcome, in the shape that the record reads."""
    here = Path(folder) / name
    here.mkdir()
    rows = len(operating)
    text = [f"{name}-{n}" for n in range(rows)]
    numbers = pa.array(range(2, rows + 2), pa.int64())
    strings = {"not_met": "", "unknown": "", "leaf": "00"}
    decisions = {
        "row": numbers,
        "request_id": pa.array(text, pa.string()),
        "reference": pa.array([f"ref-{one}" for one in text], pa.string()),
        "outcome": pa.array(operating, pa.string()),
        "operating": pa.array(operating, pa.string()),
        **{n: pa.array([value] * rows, pa.string()) for n, value in strings.items()},
    }
    facts = {
        "row": numbers,
        "request_id": decisions["request_id"],
        "item": pa.array(["mailing_address"] * rows, pa.string()),
        "uses": pa.array([changed.pop("uses", 2)] * rows, pa.int32()),
        "reason": pa.array(["Because."] * rows, pa.string()),
    }
    pq.write_table(pa.table(decisions), here / "decisions.parquet")
    pq.write_table(pa.table(facts), here / "facts.parquet")
    manifest = {
        "batch_id": name,
        "rejected": rejected,
        "decided_on": "2025-08-01",
        "law_as_of": "2025-08-01",
        "provision": {"cite": "26 USC 6103(i)(2)"},
        "program": {"name": "duly", "version": "0"},
        "policy": {"forum": "D.C. Cir."},
        "orders": {"sha256": "00", "last_verified_on": None},
        "merkle_root": "00",
    }
    asked = {
        "dated": "2025-07-28",
        "received_on": "2025-07-30",
        "agency": "Invented Agency",
        "department": None,
        "federal": True,
        "signer_name": "Invented Signer",
        "signer_title": None,
        "signer_office": None,
        "provision": "26 USC 6103(i)(2)",
        "made_under": None,
        **changed,
    }
    return Run(here, manifest, asked)


def released(con, folder, runs, rows=()):
    """Read the rows of a releases file."""
    path = Path(folder) / "releases.csv"
    header = "request_id,disclosed_on,recipient,recipient_address,channel,by,instances,batch_id"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    read_releases(con, path if rows else None)
    resolve_releases(con, runs, path.name)


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(WORDS), max_size=6), st.integers(0, 4)),
        min_size=1,
        max_size=3,
    ),
    st.data(),
)
def test_there_are_as_many_records_as_rows_whatever_became_of_them(batches, data):
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        runs = [made(folder, f"b{n}", words, bad) for n, (words, bad) in enumerate(batches)]
        ids = [f"b{n}-{row}" for n, (words, _) in enumerate(batches) for row in range(len(words))]
        chosen = data.draw(st.lists(st.sampled_from(ids), max_size=5)) if ids else []
        released(con, folder, runs, [f"{id_},2025-08-08,Agent,Street 1,,,3," for id_ in chosen])
        rows = sum(len(words) + bad for words, bad in batches)
        assert build_records(con, runs) == rows
        write_records(con, Path(folder) / "record.parquet", nothing)
        assert check_chain(Path(folder) / "record.parquet")[0] == rows
        assert sum(one.requests for one in totals(con)) == rows
        assert sum(sum(one.operating.values()) for one in totals(con)) == rows
        assert sum(one.instances for one in totals(con)) == 3 * len(chosen)
        found = yearly(con, runs, 2025)
        assert sum(line.requests for line in found.agencies) == rows
        assert sum(line.total for line in found.lines) == 3 * len(chosen)
        assert sum(line.taxpayers for line in found.agencies) == len(set(chosen))
        assert sum(n for *_, n, _ in found.committee) == rows
        assert sum(n for *_, n in found.committee) == 3 * len(chosen)


@pytest.fixture
def record(tmp_path):
    """A chain of four records."""
    con = duckdb.connect()
    run = made(tmp_path, "b", ["SHALL", "DENY", "HOLD"], rejected=1)
    released(con, tmp_path, [run], ["b-0,2025-08-08,Agent,Street 1,post,Clerk,1,"])
    build_records(con, [run])
    path = tmp_path / "record.parquet"
    last = write_records(con, path, nothing)
    assert check_chain(path) == (4, last)
    return path


def test_the_chain_breaks_when_any_value_of_any_record_is_changed(record):
    whole = pq.read_table(record)
    missed = []
    for place, field in enumerate(whole.schema):
        for row in range(whole.num_rows):
            values = whole.column(place).to_pylist()
            values[row] = (
                (values[row] or 0) + 1
                if pa.types.is_integer(field.type)
                else f"{values[row] or ''}x"
            )
            pq.write_table(whole.set_column(place, field, pa.array(values, field.type)), record)
            try:
                check_chain(record)
                missed.append((field.name, row))
            except VerificationError:
                pass
    assert missed == []


def test_the_chain_breaks_when_a_record_is_left_out_doubled_or_moved(record):
    whole = pq.read_table(record)
    for changed in (
        whole.slice(1),
        pa.concat_tables([whole.slice(0, 1), whole.slice(2)]),
        pa.concat_tables([whole.slice(0, 1), whole]),
        pa.concat_tables([whole.slice(1, 1), whole.slice(0, 1), whole.slice(2)]),
        whole.drop_columns(["flags"]),
    ):
        pq.write_table(changed, record)
        with pytest.raises(VerificationError):
            check_chain(record)
    pq.write_table(whole.slice(0, 3), record)  # seen by the last hash alone, kept elsewhere
    assert check_chain(record)[1] != whole.column("record_sha256")[3].as_py()
    record.write_bytes(b"x")
    with pytest.raises(InputError):
        check_chain(record)


def test_a_record_is_hashed_as_the_document_tells_others():
    import hashlib

    text = '{"a":"é","b":null,"n":3,"previous_sha256":"' + FIRST + '"}'
    assert (
        record_hash({"b": None, "n": 3, "a": "é"}, FIRST)
        == hashlib.sha256(text.encode()).hexdigest()
    )


def test_a_release_of_an_unknown_or_ambiguous_request_is_an_error_at_its_row(tmp_path):
    runs = [made(tmp_path, "a", ["SHALL"]), made(tmp_path, "b", ["SHALL"])]
    for run in runs:  # both batches number their requests alike
        path = run.folder / "decisions.parquet"
        table = pq.read_table(path)
        place = table.column_names.index("request_id")
        pq.write_table(table.set_column(place, "request_id", pa.array(["R-1"])), path)
    con = duckdb.connect()
    good = "R-1,2025-08-08,Agent,Street 1,,,,a"
    for bad, says in (
        ("R-9,2025-08-08,Agent,Street 1,,,,", "in none"),
        ("R-1,2025-08-08,Agent,Street 1,,,,c", "in none"),
        ("R-1,2025-08-08,Agent,Street 1,,,,", "more than one"),
    ):
        with pytest.raises(InputError, match=says) as caught:
            released(con, tmp_path, runs, [good, bad])
        assert (caught.value.file, caught.value.row) == ("releases.csv", 3)
        assert caught.value.column == "request_id"
        assert caught.value.what_to_do
    released(con, tmp_path, runs, [good, "ref-b-0,2025-08-08,Agent,Street 1,,,,"])
    assert con.execute("SELECT batch_id FROM released ORDER BY row").fetchall() == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("b-0,8 August,Agent,Street 1,,,,", "disclosed_on"),
        ("b-0,2025-08-08,,Street 1,,,,", "recipient"),
        ("b-0,2025-08-08,Agent,,,,,", "recipient_address"),
        ("b-0,2025-08-08,Agent,Street 1,,,0,", "instances"),
        ("b-0,2025-08-08,Agent,Street 1,,,some,", "instances"),
        (",2025-08-08,Agent,Street 1,,,,", "request_id"),
    ],
)
def test_a_bad_cell_of_the_releases_is_named_and_never_shown(tmp_path, row, column):
    with pytest.raises(InputError) as caught:
        released(duckdb.connect(), tmp_path, [made(tmp_path, "b", ["SHALL"])], [row])
    assert (caught.value.file, caught.value.row, caught.value.column) == ("releases.csv", 2, column)
    for value in row.split(","):
        assert len(value) < 4 or value not in str(caught.value)


def test_a_release_against_the_decision_is_kept_counted_and_flagged(tmp_path):
    con = duckdb.connect()
    run = made(tmp_path, "b", list(WORDS))
    rows = [f"b-{n},2025-08-08,Agent,Street 1,,,," for n in range(len(WORDS))]
    released(con, tmp_path, [run], rows)
    build_records(con, [run])
    [agency] = totals(con)
    assert (agency.requests_disclosed, agency.instances, agency.against) == (5, 5, 3)
    flagged = con.execute(f"SELECT operating FROM account WHERE flags = '{AGAINST}'").fetchall()
    assert {word for (word,) in flagged} == {"HOLD", "DENY", "BARRED"}


@pytest.mark.parametrize(
    ("cite", "choice", "required"),
    [
        ("26 USC 6103(i)(2)", "(i)(2)", "yes"),
        ("26 U.S.C. 6103(h)(3)(A)", "(h)(3)(A)", "no"),
        ("26 USC 6103(h)(3)(B)", "(h)(3)(B)", "yes"),
        ("26 USC 6103(h)(3)", "(h), other", "yes"),
        ("26 USC 6103(m)(2)", "(m)", "no"),
        ("26 USC 6103(l)(1)(A)", "(l)(1)", "no"),
        ("26 USC 6103(l)(10)", "(l)(10)", "no"),
        ("26 USC 6103(l)(19)", "(l), other", "yes"),
        ("26 USC 6103(l)(6)", "(l)(6)", "yes"),
        ("26 USC 6103(i)(8)(A)(ii)", "(i)(8)(A)(ii)", "no"),
        ("26 USC 6103(i)(8)(A)(i)", "(i)(8), other than (A)(ii)", "yes"),
        ("26 USC 6104(c)", "6104(c)", "yes"),
        ("5 USC 552a(b)(3)", "none named", "yes"),
    ],
)
def test_the_law_exempts_the_listed_provisions_and_no_other(cite, choice, required):
    assert accounting_choice(cite) == choice
    assert accountable(cite, "mailing_address").required == required


def test_what_is_no_return_information_or_not_stated_is_told_apart():
    assert accountable("26 USC 6103(i)(2)", "anonymous_statistics").required == "no"
    assert accountable("26 USC 6103(i)(2)", None).required == "unknown"


def test_what_is_held_from_the_person_has_its_ground():
    def held(cite, uses=(), required="yes", against=False):
        return ground(cite, uses, required=required, against=against)

    assert held("26 USC 6103(i)(2)") == HELD_B7
    assert held("26 USC 6103(i)(2)", against=True) == HELD_AGAINST
    assert held("26 USC 6103(d)(1)") == SHOWN
    assert held("26 USC 6103(d)(1)", against=True) == SHOWN
    assert held("26 USC 6103(d)(1)", ["civil_fine"]) == HELD_B7
    assert held("26 USC 6103(i)(8)(A)") == SHOWN
    assert held("26 USC 6103(m)(2)", required="no") == HELD_EXEMPT


def test_the_committee_gets_no_request_of_the_president(tmp_path):
    assert may_be_presidential("26 USC 6103(g)(1)", None)
    assert may_be_presidential("26 USC 6103(g)(2)", None)
    assert not may_be_presidential("26 USC 6103(g)(2)", "agency_head")
    assert not may_be_presidential("26 USC 6103(i)(2)", "president")
    con = duckdb.connect()
    runs = [
        made(tmp_path, "g", ["MAY"], provision="26 USC 6103(g)(1)", agency="White House Office"),
        made(tmp_path, "h", ["MAY"]),
    ]
    released(con, tmp_path, runs)
    build_records(con, runs)
    found = yearly(con, runs, 2025)
    assert [row[0] for row in found.committee] == ["Invented Agency"]
    assert [line.recipient for line in found.agencies] == ["Invented Agency", "White House Office"]


def test_the_public_report_counts_the_agencies_of_the_statute():
    assert in_public_report("26 USC 6103(i)(2)", "Any", federal=True)
    assert in_public_report("26 USC 6103(i)(2)", "Any", federal=None)
    assert in_public_report("26 USC 6103(d)(1)", "State", federal=False)
    assert in_public_report("26 USC 6103(f)(1)", "Government Accountability Office", federal=False)
    assert not in_public_report("26 USC 6103(e)(1)", "A Bank", federal=False)


def test_a_year_counts_requests_when_received_and_disclosures_when_made(tmp_path):
    con = duckdb.connect()
    run = made(tmp_path, "b", ["SHALL", "SHALL"])
    released(con, tmp_path, [run], ["b-0,2026-01-02,Agent,Street 1,,,2,"])
    build_records(con, [run])
    [then] = yearly(con, [run], 2025).agencies
    [after] = yearly(con, [run], 2026).agencies
    assert (then.requests, then.total, then.taxpayers) == (2, 0, 0)
    assert (after.requests, after.total, after.taxpayers) == (0, 2, 1)
    assert yearly(con, [run], 2024).agencies == ()


def test_the_reports_are_due_90_days_after_the_year():
    assert due_on(2025).isoformat() == "2026-03-31"
    assert due_on(2027).isoformat() == "2028-03-30"


def test_a_person_sees_the_disclosures_that_nothing_holds(tmp_path):
    con = duckdb.connect()
    run = made(tmp_path, "b", ["MAY"], provision="26 USC 6103(d)(1)", uses=0)
    released(con, tmp_path, [run], ["b-0,2025-08-08,Revenue Office,Street 1,,,,"])
    assert build_records(con, [run], key="ref-b-0") == 1
    found = person(con)
    [shown] = found.shown
    assert (shown.date.isoformat(), shown.recipient, shown.address) == (
        "2025-08-08",
        "Revenue Office",
        "Street 1",
    )
    assert shown.nature.startswith("mailing address, under 26 USC 6103(d)(1)")
    assert found.held == {}
    assert build_records(con, [run], key="somebody else") == 0
