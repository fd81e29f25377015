"""Files that are broken: which stop everything, which cost one row, and what is said."""

import json
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from duly.errors import InputError

HEADER = "request_id,first_name,last_name,address\n"


def refusal(kit, path, **options: object):
    """The InputError that stops the reading; it names the file and never holds the marker."""
    with pytest.raises(InputError) as caught:
        kit.read(path, rejects=path.with_suffix(".rejects"), **options)
    error = caught.value
    assert error.file == path.name
    assert kit.secret not in f"{error} {error.what_to_do} {error.column}"
    assert error.what_to_do
    assert not path.with_suffix(".rejects").exists()
    assert error.exit_code == 10
    return error


def the_reject(kit, path, **options: object):
    """The cells of the only reject; its reason never holds the marker."""
    _, summary = kit.read(path, rejects=path.with_suffix(".r.csv"), **options)
    assert summary.rejected == 1
    assert summary.read == summary.readable + 1
    cells = kit.csv(path.with_suffix(".r.csv"))[1]
    assert kit.secret not in cells[-2]
    return cells


def text_file(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path, kit):
    assert "no such file" in str(refusal(kit, tmp_path / "in.csv"))


def test_a_folder_is_no_file(tmp_path, kit):
    (tmp_path / "in.csv").mkdir()
    assert "folder" in str(refusal(kit, tmp_path / "in.csv"))


def test_an_unknown_kind_of_file_is_refused_with_the_kinds_that_are_known(tmp_path, kit):
    error = refusal(kit, text_file(tmp_path / "in.doc", "x"))
    assert "CSV (UTF-8), XLSX, Parquet or JSON lines" in error.what_to_do


@pytest.mark.parametrize("name", ["in.csv", "in.jsonl", "in.parquet", "in.xlsx"])
def test_an_empty_file_is_refused(tmp_path, kit, name):
    assert "empty" in str(refusal(kit, text_file(tmp_path / name, "")))


def test_a_file_of_blank_lines_is_refused(tmp_path, kit):
    assert "no text" in str(refusal(kit, text_file(tmp_path / "in.csv", "\n\n ,,\n")))


def test_a_header_without_rows_is_refused(tmp_path, kit):
    assert "no rows" in str(refusal(kit, text_file(tmp_path / "in.csv", HEADER)))
    assert "no rows" in str(refusal(kit, text_file(tmp_path / "in.csv", HEADER + ",,,\n")))


def test_two_columns_of_one_name_are_refused(tmp_path, kit):
    path = text_file(tmp_path / "in.csv", HEADER.strip() + ", address \nR-1,,,,\n")
    error = refusal(kit, path)
    assert "same name: address" in str(error)
    assert error.row == 1


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_utf8_is_read_with_or_without_a_byte_order_mark(tmp_path, kit, bom):
    path = text_file(tmp_path / "in.csv", f"{bom}{HEADER}R-1,José,,\nR 2,,,\n")
    rows, summary = kit.read(path, rejects=tmp_path / "r.csv")
    assert rows[0]["first_name"] == "José"
    assert summary.encoding == ("utf-8-sig" if bom else "utf-8")
    assert (tmp_path / "r.csv").read_text("utf-8").startswith(f"{bom}request_id")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_another_encoding_is_refused_at_its_first_byte_with_its_row(tmp_path, kit, encoding):
    text = f'{HEADER}R-1,"Ann\nLee",,\nR-2,José {kit.secret},,\n'
    error = refusal(kit, text_file(tmp_path / "in.csv", text, encoding))
    assert error.row == 3
    assert f"byte {text.index('é')}" in str(error)
    assert "Save as UTF-8" in error.what_to_do


def test_the_row_of_a_wrong_byte_is_counted_with_the_files_own_delimiter(tmp_path, kit):
    text = f'{HEADER.replace(",", ";")}R-1;"A\nB";;\nR-2;;;\nR-3;é;;\n'
    assert refusal(kit, text_file(tmp_path / "in.csv", text, "latin-1")).row == 4


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_refused_at_once(tmp_path, kit, encoding):
    error = refusal(kit, text_file(tmp_path / "in.csv", HEADER + "R-1,,,\n", encoding))
    assert "Save as UTF-8" in error.what_to_do


@pytest.mark.parametrize(
    ("delimiter", "note"), [(",", ()), (";", ("semicolons",)), ("\t", ("tabs",))]
)
def test_the_delimiter_is_found_and_said(tmp_path, kit, delimiter, note):
    path = kit.write(
        tmp_path / "in.csv",
        [["R-1", "a,b", "c;d", "e\tf"], ["R 2", "a,b", "c;d", "e\tf"]],
        delimiter=delimiter,
    )
    rows, summary = kit.read(path, rejects=tmp_path / "r.csv")
    assert [rows[0][name] for name in kit.header[1:]] == ["a,b", "c;d", "e f"]
    assert summary.delimiter == delimiter
    assert len(summary.notes) == len(note)
    assert all(word in text for word, text in zip(note, summary.notes, strict=True))
    assert delimiter.join(kit.header) in (tmp_path / "r.csv").read_text()


@pytest.mark.parametrize(("cells", "found"), [("R-1,a", 2), ("R-1,a,b,c,d", 5), ("R-1", 1)])
def test_a_row_with_the_wrong_number_of_cells_is_rejected_whole(tmp_path, kit, cells, found):
    path = text_file(tmp_path / "in.csv", f"{HEADER}{cells}\nR-2,,,\n")
    reject = the_reject(kit, path)
    assert json.loads(reject[0]) == cells.split(",")
    assert reject[1:5] == ["", "", "", "2"]
    assert f"has {found} cells, the header has 4" in reject[5]


def test_a_row_of_the_wrong_width_stays_rejected_when_sent_in_again_unmended(tmp_path, kit):
    path = text_file(tmp_path / "in.csv", f"{HEADER}R-1\nR-2,,,\n")
    the_reject(kit, path)
    rows, summary = kit.read(path.with_suffix(".r.csv"))
    assert (rows, summary.rejected) == ([], 1)


@pytest.mark.parametrize(
    "rest",
    [
        '"Ann,Lee,SECRET\nR-3,Bo,Roe,x\nR-4,Cy,Poe,y\n',
        '"Ann,Lee,SECRET\nR-3,"Bo",Roe,x\n',
        '"Ann" SECRET,Lee,x\nR-3,,,\n',
        '"Ann,Lee,SECRET\nR-3,Bo,Roe"\nR-4,,,\n',
        'Ann,Lee,x\nR-3,Bo,Roe,"SECRET',
    ],
)  # fmt: skip
def test_an_open_quotation_mark_is_an_error_of_the_row_where_it_opens(tmp_path, kit, rest):
    text = f"{HEADER}R-1,,,\nR-2,{rest}".replace("SECRET", kit.secret)
    error = refusal(kit, text_file(tmp_path / "in.csv", text))
    assert error.row == (4 if rest.startswith("Ann") else 3)
    assert "quotation mark opens in this row" in str(error)


def test_a_quoted_cell_that_swallowed_a_row_is_a_reject_even_if_the_count_is_right(tmp_path, kit):
    text = f'{HEADER}R-1,"Ann,Lee,{kit.secret}\nR-2,Bo",Roe,x\nR-3,,,\n'
    reject = the_reject(kit, text_file(tmp_path / "in.csv", text))
    assert reject[4] == "2"
    assert "more than one row" in reject[5]


def test_a_quotation_mark_inside_an_unquoted_cell_is_a_character(tmp_path, kit):
    rows, _ = kit.read(text_file(tmp_path / "in.csv", f'{HEADER}R-1,Ann "Bo",Lee,5" pipe\n'))
    assert (rows[0]["first_name"], rows[0]["address"]) == ('Ann "Bo"', '5" pipe')


@pytest.mark.parametrize("quoted", [True, False])
def test_a_cell_of_ten_megabytes_costs_its_row_only(tmp_path, kit, quoted):
    cell = kit.secret + "x" * 10_000_000
    cell = f'"{cell}"' if quoted else cell
    reject = the_reject(kit, text_file(tmp_path / "in.csv", f"{HEADER}R-1,,,{cell}\nR-2,,,\n"))
    assert reject[4] == "2"
    assert "Column address is longer than 32,768 characters. Shorten it" in reject[5]


def test_a_long_cell_in_a_column_that_is_not_used_costs_the_row_too(tmp_path, kit):
    text = f"note,{HEADER}{'x' * 40_000},R-1,,,\n,R-2,,,\n"
    assert "Column note is longer" in the_reject(kit, text_file(tmp_path / "in.csv", text))[-2]


def test_a_row_without_end_is_an_open_quotation_mark(tmp_path, kit, monkeypatch):
    monkeypatch.setattr("duly.intake.delimited.ROW_MOST", 1000)
    text = f'{HEADER}R-1,"{kit.secret}\n' + "R-2,,,\n" * 1000
    assert refusal(kit, text_file(tmp_path / "in.csv", text)).row == 2


def test_a_nul_byte_costs_its_row_only(tmp_path, kit):
    path = text_file(tmp_path / "in.csv", f"{HEADER}R-1,{kit.secret}\0,,\nR-2,,,\n")
    reject = the_reject(kit, path)
    assert "Column first_name holds characters that are not text" in reject[5]


def test_a_file_cut_off_in_the_middle_of_a_row_is_refused(tmp_path, kit):
    error = refusal(kit, text_file(tmp_path / "in.csv", f"{HEADER}R-1,,,\nR-2,{kit.secret}"))
    assert error.row == 3
    assert "cut off" in str(error)


def test_a_last_row_without_line_break_is_read_and_mentioned(tmp_path, kit):
    rows, summary = kit.read(text_file(tmp_path / "in.csv", f"{HEADER}R-1,,,"))
    assert len(rows) == 1
    assert "no line break" in summary.notes[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path, kit, end):
    path = text_file(tmp_path / "in.csv", f"{HEADER}R-1,a,b,c\nR-2,,,\n".replace("\n", end))
    rows, _ = kit.read(path)
    assert [row["row"] for row in rows] == [2, 3]


def test_another_format_under_the_name_csv_is_called_by_its_name(tmp_path, kit):
    pq.write_table(pa.table({"a": ["b"]}), tmp_path / "in.csv")
    assert "Parquet" in str(refusal(kit, tmp_path / "in.csv"))


def parquet(path, **columns: object):
    pq.write_table(
        pa.table({"request_id": ["R-1"], "first_name": [""], "last_name": [""], **columns}), path
    )
    return path


@pytest.mark.parametrize("keep", [0.5, 0.95])
def test_a_parquet_file_without_its_end_is_refused(tmp_path, kit, keep):
    path = parquet(tmp_path / "in.parquet", address=[kit.secret])
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    assert "cut off" in str(refusal(kit, path))


def test_a_parquet_file_with_a_broken_page_is_refused(tmp_path, kit):
    path = parquet(tmp_path / "in.parquet", address=[kit.secret])
    whole = bytearray(path.read_bytes())
    whole[4:60] = b"\xff" * 56
    path.write_bytes(whole)
    assert "cannot be read beyond row 1" in str(refusal(kit, path))


def test_a_parquet_text_that_is_not_utf8_is_refused(tmp_path, kit):
    broken = pa.array([kit.secret.encode() + b"\xff"]).view(pa.string())
    error = refusal(kit, parquet(tmp_path / "in.parquet", address=broken))
    assert "cannot be read beyond row 1" in str(error)


def test_a_parquet_column_of_tables_is_refused_by_name(tmp_path, kit):
    error = refusal(kit, parquet(tmp_path / "in.parquet", address=[{"street": kit.secret}]))
    assert error.column == "address"


def jsonl(path, *lines: str):
    return text_file(path, "".join(f"{line}\n" for line in lines))


GOOD = {"request_id": "R-1", "first_name": "", "last_name": "", "address": ""}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"request_id": "SECRET', "not one whole JSON object"),
        ("7", "not one whole JSON object"),
        ('{"address": "SECRET", "address": "x"}', "same key twice"),
        ('{"address": NaN}', "NaN"),
        ('{"request_id": "R-2", "address": {"street": "SECRET"}}', "Column address holds an"),
        ('{"request_id": "R-2", "address": ["a;SECRET"]}', "Column address holds an"),
        ("[" * 100_000, "not one whole JSON object"),
        ('{"request_id": ' + "9" * 5000 + "}", "Column request_id must be 1 to 64"),
    ],
)
def test_a_broken_json_line_costs_one_row_by_its_line_number(tmp_path, kit, line, says):
    path = jsonl(tmp_path / "in.jsonl", json.dumps(GOOD), line.replace("SECRET", kit.secret))
    reject = the_reject(kit, path)
    assert reject[-3] == "2"
    assert says in reject[-2]


def test_a_key_that_only_a_late_object_has_is_not_overlooked(tmp_path, kit):
    path = jsonl(
        tmp_path / "in.jsonl",
        json.dumps(GOOD),
        "",
        json.dumps(
            {**GOOD, "request_id": "R-2", "uses": ["other", "grand_jury"], "us_party": True}
        ),
    )
    rows, summary = kit.read(path)
    assert [row["uses"] for row in rows] == [None, "grand_jury;other"]
    assert rows[1]["us_party"] is True
    assert [row["row"] for row in rows] == [1, 3]
    assert summary.blank == 1


def test_json_lines_in_another_encoding_are_refused(tmp_path, kit):
    text = json.dumps(GOOD) + '\n{"address": "é"}\n'
    error = refusal(kit, text_file(tmp_path / "in.jsonl", text, "latin-1"))
    assert error.row == 2
    assert f"byte {text.index('é')}" in str(error)


def test_half_a_surrogate_is_a_reject_and_the_reject_file_can_be_written(tmp_path, kit):
    path = jsonl(tmp_path / "in.jsonl", json.dumps({**GOOD, "address": kit.secret + "\ud800"}))
    reject = the_reject(kit, path)
    assert "not text" in reject[-2]
    assert reject[3] == kit.secret + "\\ud800"


def xlsx(path, *rows: list[str]):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_sheet_at_the_row_limit_is_refused_and_csv_is_named(tmp_path, kit):
    book = openpyxl.Workbook()
    for place, name in enumerate(kit.header, 1):
        book.active.cell(1, place, name)
    book.active.cell(1_048_576, 1, "R-1")
    book.save(tmp_path / "in.xlsx")
    error = refusal(kit, tmp_path / "in.xlsx")
    assert "CSV" in error.what_to_do
    assert "1,048,576" in str(error)


def test_a_workbook_that_is_cut_off_is_refused(tmp_path, kit):
    path = xlsx(tmp_path / "in.xlsx", kit.header, ["R-1", kit.secret])
    path.write_bytes(path.read_bytes()[:-200])
    assert "cannot be opened" in str(refusal(kit, path))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path, kit):
    with zipfile.ZipFile(tmp_path / "in.xlsx", "w") as zipped:
        zipped.writestr("readme", "x")
    assert "cannot be opened" in str(refusal(kit, tmp_path / "in.xlsx"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, kit, monkeypatch):
    monkeypatch.setattr("duly.intake.sheet._UNZIPPED_MOST", 100)
    path = xlsx(tmp_path / "in.xlsx", kit.header, ["R-1"])
    assert "CSV" in refusal(kit, path).what_to_do


def test_an_empty_sheet_is_refused(tmp_path, kit):
    assert "first sheet is empty" in str(refusal(kit, xlsx(tmp_path / "in.xlsx")))


def test_rows_of_a_sheet_keep_the_numbers_that_the_spreadsheet_shows(tmp_path, kit):
    path = xlsx(tmp_path / "in.xlsx", [], kit.header, [], ["R-1"], ["R 2"])
    rows, summary = kit.read(path, rejects=tmp_path / "r.csv")
    assert rows[0]["row"] == 4
    assert kit.csv(tmp_path / "r.csv")[1][-3] == "5"
    assert summary.blank == 1


def test_other_sheets_are_mentioned(tmp_path, kit):
    book = openpyxl.Workbook()
    book.active.append(kit.header)
    book.active.append(["R-1"])
    book.create_sheet("other")
    book.save(tmp_path / "in.xlsx")
    assert "Only the first sheet" in kit.read(tmp_path / "in.xlsx")[1].notes[0]
