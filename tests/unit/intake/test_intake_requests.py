"""A request file is read whole: every row is readable or rejected, and nothing is lost."""

import os
from datetime import date

import pytest

from duly.errors import DulyError, InputError, StorageError, UsageError
from duly.gateway.model import ROW_COLUMNS
from duly.intake.requests import REQUEST_SCHEMA, read_requests


def test_a_row_is_read_with_every_kind_of_value(tmp_path, kit):
    cells = {
        "request_id": "R-1",
        "first_name": " José ",
        "last_name": "Lee",
        "address": "1 Main St\nSpringfield",
        "tin": "123-45-6789",
        "date_of_birth": "1980-02-29",
        "item": "Mailing Address",
        "us_party": "N",
        "uses": "other; Civil-Removal;;other",
    }
    path = kit.write(tmp_path / "in.csv", [cells.values()], header=list(cells))
    (row,), summary = kit.read(path)
    assert row == {
        **dict.fromkeys(ROW_COLUMNS),
        "row": 2,
        "request_id": "R-1",
        "first_name": "José",
        "last_name": "Lee",
        "address": "1 Main St Springfield",
        "tin": "123456789",
        "date_of_birth": date(1980, 2, 29),
        "item": "mailing_address",
        "us_party": False,
        "uses": "civil_removal;other",
    }
    assert (summary.read, summary.readable, summary.rejected) == (1, 1, 0)
    assert summary.columns == tuple(cells)
    assert len(summary.sha256) == 64


def test_the_schema_is_the_row_number_and_every_column_of_the_model():
    assert REQUEST_SCHEMA.names == ["row", *ROW_COLUMNS]


def test_a_row_without_name_and_address_is_readable(tmp_path, kit):
    (row,), summary = kit.read(kit.write(tmp_path / "in.csv", [["R-1", "", "", " "]]))
    assert row["address"] is None
    assert row["last_name"] is None
    assert summary.rejected == 0


def test_blank_cells_take_the_letters_default_and_filled_ones_keep_their_own(tmp_path, kit):
    header = [*kit.header, "matter_status", "uses"]
    path = kit.write(
        tmp_path / "in.csv",
        [["1", "", "", "", "closed", ""], ["2", "", "", "", "", "other"]],
        header,
    )
    letter = kit.letter(
        matter_status="open",
        uses=["grand_jury", "criminal_proceeding"],
        relief_pending=False,
        matter_opened_on=date(2025, 1, 2),
    )
    (one, two), _ = kit.read(path, letter)
    assert (one["matter_status"], two["matter_status"]) == ("closed", "open")
    assert (one["uses"], two["uses"]) == ("criminal_proceeding;grand_jury", "other")
    assert one["relief_pending"] is False
    assert one["matter_opened_on"] == date(2025, 1, 2)


@pytest.mark.parametrize(
    "case",
    [
        ("request_id", "", "Fill it", "26 USC 6103(p)(3)(A)"),
        ("request_id", "a b SECRET", "start with a letter or digit", "26 USC 6103(p)(3)(A)"),
        ("first_name", "SECRET" * 100, "Shorten", "26 USC 6103(i)(2)(B)(i)"),
        ("last_name", "SECRET\0", "UTF-8", "26 USC 6103(i)(2)(B)(i)"),
        ("last_name", "SECRET\ufffd", "UTF-8", "26 USC 6103(i)(2)(B)(i)"),
        ("address", "SECRET\U0003abcd", "UTF-8", "26 USC 6103(i)(2)(B)(i)"),
        ("address", "SECRET" * 1000, "Shorten", "26 USC 6103(i)(2)(B)(i)"),
        ("tin", "SECRET", "Write nine digits", ""),
        ("tin", "12345678", "format the column as text", ""),
        ("date_of_birth", "2025-02-30", "Correct the month or the day", ""),
        ("date_of_birth", "SECRET", "YYYY-MM-DD", ""),
        ("item", "SECRET", "Write one of: mailing_address, name", "26 USC 6103(i)(2)(A)"),
        ("uses", "other;SECRET", "Write one of: criminal_proceeding", "26 USC 6103(i)(2)(A)"),
        ("us_party", "SECRET", "Write yes or no", "26 USC 6103(i)(2)(A)"),
        ("periods", "SECRET" * 100, "Shorten", "26 USC 6103(i)(2)(B)(ii)"),
        ("statute", "SECRET" * 100, "Shorten", "26 USC 6103(i)(2)(B)(iii)"),
        ("reason", "SECRET" * 1000, "Shorten", "26 USC 6103(i)(2)(B)(iv)"),
        ("removal_order_stayed", "SECRET", "Write yes or no", "8 USC 1253(a)(1)"),
        ("relief_pending", "SECRET", "Write yes or no", "8 USC 1253(a)(2)"),
    ],
)
def test_a_cell_that_cannot_be_read_rejects_its_row_and_says_what_to_do(tmp_path, kit, case):
    column, cell, what_to_do, law = case
    cell = cell.replace("SECRET", kit.secret)
    header = list(dict.fromkeys([*kit.header, column]))
    bad = {"request_id": "R-1", "last_name": "Lee", column: cell}
    good = {"request_id": "R-2", "last_name": "Roe"}
    path = kit.write(
        tmp_path / "in.csv", [[row.get(name, "") for name in header] for row in (bad, good)], header
    )
    rows, summary = kit.read(path, rejects=tmp_path / "rejects.csv")
    assert [row["request_id"] for row in rows] == ["R-2"]
    assert (summary.read, summary.readable, summary.rejected) == (2, 1, 1)
    head, reject = kit.csv(tmp_path / "rejects.csv")
    assert head == [*header, "duly_row", "duly_reason", "duly_law"]
    assert reject[: len(header)] == [bad.get(name, "") for name in header]
    number, reason, cited = reject[-3:]
    assert number == "2"
    assert reason.startswith(f"Column {column} ")
    assert what_to_do in reason
    assert kit.secret not in reason
    assert not cell or cell not in reason
    assert cited == law


def test_all_problems_of_a_row_are_listed_under_the_users_own_names(tmp_path, kit):
    header = ["No", "first_name", "last_name", "address", "tin", "Birth"]
    path = kit.write(tmp_path / "in.csv", [["", "Ann", "Lee", "", "12", "2025-02-30"]], header)
    _, summary = kit.read(
        path, mapping={"No": "request_id", "Birth": "date_of_birth"}, rejects=tmp_path / "r.csv"
    )
    assert summary.labels["date_of_birth"] == "Birth"
    reason = kit.csv(tmp_path / "r.csv")[1][-2]
    assert reason.index("Column No is blank") < reason.index("Column tin") < reason.index("Birth")


def test_a_repeated_request_id_rejects_the_later_row_and_names_the_earlier(tmp_path, kit):
    rows = [
        ["R-1", "a", "b", ""],
        ["R-2", "", "", ""],
        ["R-1", "c", "d", ""],
        [" R-1 ", "", "", ""],
    ]
    path = kit.write(tmp_path / "in.csv", rows)
    for workers, chunk in ((1, 20_000), (1, 1), (2, 1)):
        out = tmp_path / f"r-{workers}-{chunk}.csv"
        kept, summary = kit.read(path, rejects=out, workers=workers, chunk_rows=chunk)
        assert [row["row"] for row in kept] == [2, 3]
        assert (summary.read, summary.rejected) == (4, 2)
        rejected = kit.csv(out)[1:]
        assert [row[-3] for row in rejected] == ["4", "5"]
        assert all("same value as row 2" in row[-2] for row in rejected)
        assert all(row[-1] == "26 USC 6103(p)(3)(A)" for row in rejected)


def test_a_row_that_repeats_a_rejected_row_is_rejected_too(tmp_path, kit):
    header = [*kit.header, "us_party"]
    rows = [["R-1", "", "", "", "maybe"], ["R-1", "", "", "", "no"], ["R-1", "", "", "", "so so"]]
    path = kit.write(tmp_path / "in.csv", rows, header)
    kept, summary = kit.read(path, rejects=tmp_path / "r.csv")
    assert kept == []
    assert summary.rejected == 3
    last = kit.csv(tmp_path / "r.csv")[3]
    assert "same value as row 2" in last[-2]
    assert "neither yes nor no" in last[-2]
    assert last[-1] == "26 USC 6103(p)(3)(A); 26 USC 6103(i)(2)(A)"


def test_missing_columns_are_told_alone_with_near_names_and_how_to_map_them(tmp_path, kit):
    path = kit.write(
        tmp_path / "in.csv",
        [["R-1", "Ann", kit.secret, "", "2025-02-30"]],
        ["Request ID", "First Name", "last_name", "note", "date_of_birth"],
    )
    with pytest.raises(InputError) as caught:
        kit.read(path, rejects=tmp_path / "r.csv")
    assert "missing: request_id, first_name, address." in str(caught.value)
    assert '--map "Request ID=request_id"' in caught.value.what_to_do
    assert '--map "First Name=first_name"' in caught.value.what_to_do
    assert caught.value.row == 1
    assert caught.value.file == "in.csv"
    assert kit.secret not in str(caught.value) + caught.value.what_to_do
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_without_a_header_is_refused_without_showing_its_first_record(tmp_path, kit):
    path = kit.write(
        tmp_path / "in.csv", [["R-2", "Bo", "", ""]], ["R-1", kit.secret, "Lee", "Lee"]
    )
    for mapping in ({}, {"x": "tin"}):
        with pytest.raises(InputError, match="does not look like a row of column names") as caught:
            kit.read(path, mapping=mapping)
        assert caught.value.row == 1
        assert "address" in caught.value.what_to_do
        assert "Lee" not in str(caught.value) + caught.value.what_to_do


def test_column_names_may_carry_spaces_and_are_given_back_as_they_were(tmp_path, kit):
    header = [" request_id", "first_name\u00a0", "last_name", "address "]
    path = kit.write(tmp_path / "in.csv", [["R 1", "", "", ""]], header)
    _, summary = kit.read(path, rejects=tmp_path / "r.csv")
    assert summary.labels["first_name"] == "first_name"
    assert kit.csv(tmp_path / "r.csv")[0][:4] == header


def test_unknown_columns_are_kept_for_the_rejects_reported_and_never_used(tmp_path, kit):
    header = ["note", *kit.header, "Matter Status", ""]
    path = kit.write(
        tmp_path / "in.csv",
        [["n1", "R 1", "", "", "", "open", "x"], ["n2", "R-2", "", "", "", "open", ""]],
        header,
    )
    rows, summary = kit.read(path, rejects=tmp_path / "r.csv")
    assert rows[0]["matter_status"] is None
    assert summary.extra == ("note", "Matter Status", "(column 7 has no name)")
    assert summary.similar == {"Matter Status": "matter_status"}
    head, reject = kit.csv(tmp_path / "r.csv")
    assert head[:7] == header
    assert reject[:7] == ["n1", "R 1", "", "", "", "open", "x"]


def test_cells_that_would_start_a_formula_are_made_harmless_in_the_reject_file(tmp_path, kit):
    cells = ["bad id", "=1+1", "+1", "-1", "@x", "\tt", "\rr", "'=q", "'plain"]
    header = [*kit.header, "a", "b", "c", "d", "=e"]
    path = kit.write(tmp_path / "in.csv", [cells], header)
    kit.read(path, rejects=tmp_path / "r.csv")
    head, reject = kit.csv(tmp_path / "r.csv")
    assert head[8] == "'=e"
    assert reject[:9] == [
        "bad id", "'=1+1", "'+1", "'-1", "'@x", "'\tt", "'\rr", "''=q", "'plain",
    ]  # fmt: skip


def test_a_mended_reject_file_can_be_sent_in_as_it_is(tmp_path, kit):
    header = ["=note", *kit.header]
    path = kit.write(tmp_path / "in.csv", [["-", "R 1", "+Ann", "Lee", "@home"]], header)
    kit.read(path, rejects=tmp_path / "r.csv")
    text = (tmp_path / "r.csv").read_text(encoding="utf-8").replace("R 1", "R-1")
    (tmp_path / "again.csv").write_text(text, encoding="utf-8")
    (row,), summary = kit.read(tmp_path / "again.csv")
    assert (row["first_name"], row["address"]) == ("+Ann", "@home")
    assert summary.extra == ("=note",)


def test_rejects_of_a_reject_file_have_the_added_columns_once(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [["R 1", "Ann", "Lee", ""]])
    kit.read(path, rejects=tmp_path / "r1.csv")
    kit.read(tmp_path / "r1.csv", rejects=tmp_path / "r2.csv")
    assert kit.csv(tmp_path / "r2.csv") == kit.csv(tmp_path / "r1.csv")


def test_blank_rows_are_skipped_counted_and_keep_their_number(tmp_path, kit):
    path = tmp_path / "in.csv"
    path.write_text("\n,,\nrequest_id,first_name,last_name,address\n\n,,,\n,\nR-1,,,\n \n")
    (row,), summary = kit.read(path)
    assert row["row"] == 7
    assert (summary.read, summary.blank) == (1, 4)


def test_the_mapping_must_name_a_column_of_the_file_and_a_column_of_duly(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [["R-1", "", "", ""]])
    with pytest.raises(UsageError, match="does not have: nope"):
        kit.read(path, mapping={"nope": "tin"})
    with pytest.raises(UsageError, match="no column adress") as caught:
        kit.read(path, mapping={"first_name": "adress"})
    assert "address" in caught.value.what_to_do
    with pytest.raises(UsageError, match="more than once"):
        kit.read(path, mapping={"first_name": "tin", "last_name": "tin"})
    with pytest.raises(InputError, match="two columns stand for address"):
        kit.read(path, mapping={"first_name": "address"})


def test_without_rejects_there_is_no_reject_file(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [["R-1", "", "", ""]])
    _, summary = kit.read(path, rejects=tmp_path / "r.csv")
    assert summary.rejects is None
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_reject_file_is_replaced_only_when_told(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [["R 1", "", "", ""]])
    out = tmp_path / "r.csv"
    out.write_text("older")
    with pytest.raises(StorageError, match="exists already"):
        kit.read(path, rejects=out)
    assert out.read_text() == "older"
    kit.read(path, rejects=out, overwrite=True)
    assert kit.csv(out)[1][0] == "R 1"


class CrashError(Exception):
    pass


def test_a_crash_in_the_middle_leaves_no_reject_file(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [["R 1", "", "", ""], ["R-2", "", "", ""]])

    def crash():
        with read_requests(path, kit.letter(), rejects=tmp_path / "r.csv", chunk_rows=1) as stream:
            for _ in stream:
                raise CrashError

    with pytest.raises(CrashError):
        crash()
    assert list(tmp_path.iterdir()) == [path]


def broken_late(path, kit):
    """Write a file whose first row is a reject and whose last holds a byte that is no UTF-8."""
    kit.write(path, [["R 1", "", "", ""], *([f"R-{i}", "", "", "x" * 90] for i in range(20_000))])
    with path.open("ab") as file:
        file.write(b"R-x,\xff,,\n")
    return path


def test_a_file_error_after_rejects_leaves_no_reject_file(tmp_path, kit):
    path = broken_late(tmp_path / "in.csv", kit)
    with (
        read_requests(path, kit.letter(), rejects=tmp_path / "r.csv", chunk_rows=99) as stream,
        pytest.raises(InputError, match="row 20003: the file is not UTF-8"),
    ):
        list(stream)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_error_without_a_block_leaves_no_reject_file(tmp_path, kit):
    path = broken_late(tmp_path / "in.csv", kit)
    stream = read_requests(path, kit.letter(), rejects=tmp_path / "r.csv", chunk_rows=99)
    with pytest.raises(InputError, match="row 20003: the file is not UTF-8"):
        list(stream)
    assert list(tmp_path.iterdir()) == [path]


def test_leaving_the_block_early_leaves_no_reject_file_and_no_summary(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [["R 1", "", "", ""], ["R-2", "", "", ""]])
    with read_requests(path, kit.letter(), rejects=tmp_path / "r.csv", chunk_rows=1) as stream:
        next(iter(stream))
    with pytest.raises(RuntimeError, match="last batch"):
        _ = stream.summary
    assert list(tmp_path.iterdir()) == [path]


def test_a_stream_can_be_iterated_without_a_block(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [["R 1", "", "", ""], ["R-2", "", "", ""]])
    stream = read_requests(path, kit.letter(), rejects=tmp_path / "r.csv")
    assert sum(batch.num_rows for batch in stream) == 1
    assert stream.summary.rejects == tmp_path / "r.csv"
    assert (tmp_path / "r.csv").exists()


def test_progress_tells_the_rows_read_so_far(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [[f"R-{i}", "", "", ""] for i in range(5)])
    told = []
    kit.read(path, chunk_rows=2, progress=told.append)
    assert told == [2, 4, 5]


def test_batches_are_bounded_by_characters_too(tmp_path, kit, monkeypatch):
    monkeypatch.setattr("duly.intake.work.CHUNK_CHARACTERS", 100)
    path = kit.write(tmp_path / "in.csv", [[f"R-{i}", "", "", "x" * 60] for i in range(4)])
    with read_requests(path, kit.letter()) as stream:
        assert [batch.num_rows for batch in stream] == [2, 2]


def test_two_workers_give_what_one_gives(tmp_path, kit):
    header = [*kit.header, "date_of_birth", "uses"]
    rows = [
        [f"R-{i % 40}", "Ann" * (i % 90), "Lee", "", f"2025-02-{i % 31:02d}", "other;grand jury"]
        for i in range(90)
    ]
    path = kit.write(tmp_path / "in.csv", rows, header)
    one = kit.read(path, rejects=tmp_path / "r1.csv", workers=1, chunk_rows=7)
    two = kit.read(path, rejects=tmp_path / "r2.csv", workers=2, chunk_rows=7)
    assert one[0] == two[0]
    assert one[1].read == one[1].readable + one[1].rejected == two[1].read
    assert (tmp_path / "r1.csv").read_bytes() == (tmp_path / "r2.csv").read_bytes()


def test_a_helper_process_that_ends_stops_everything_and_leaves_nothing(tmp_path, kit, monkeypatch):
    monkeypatch.setattr("duly.intake.work._start", os._exit)  # its arguments make it fail
    path = kit.write(tmp_path / "in.csv", [["R 1", "", "", ""], ["R-2", "", "", ""]])
    with pytest.raises(DulyError, match="helper process ended"):
        kit.read(path, rejects=tmp_path / "r.csv", workers=2, chunk_rows=1)
    assert list(tmp_path.iterdir()) == [path]


def test_less_than_one_worker_or_row_is_a_wrong_use(tmp_path, kit):
    path = kit.write(tmp_path / "in.csv", [["R-1", "", "", ""]])
    for wrong in ({"workers": 0}, {"chunk_rows": 0}):
        with pytest.raises(UsageError, match="at least 1"):
            kit.read(path, **wrong)
