"""Bad input: each is one clear sentence that names file, row and column, and a next step.

The exit code is the documented one, nothing half-written is left, and no value from the file
stands in what is printed. ``Quuxworthy`` is the value.
"""

import json
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

VALUE = "Quuxworthy"
HEAD = "request_id,first_name,last_name,address"
GOOD = f'R-1,Ann,{VALUE},"1600 Elm Street, Springfield, IL 62701"'


@dataclass(frozen=True)
class Bad:
    """One thing that is wrong with one file, and the words that must be said about it."""

    says: str
    file: str
    content: str | bytes
    named: tuple[str, ...]
    code: int = 10
    options: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = field(default=())


REQUESTS = [
    Bad(
        "missing columns are told first and alone",
        "requests.csv",
        f"request_id,first_name,date_of_birth\nR-1,{VALUE},2025-02-30\n",
        ("requests.csv", "row 1", "last_name", "address"),
        unsaid=("row 2", "date_of_birth"),
    ),
    Bad(
        "another encoding than UTF-8",
        "requests.csv",
        f"{HEAD}\n{GOOD}\nR-2,José,{VALUE},x\n".encode("latin-1"),
        ("requests.csv", "row 3", "byte", "UTF-8"),
    ),
    Bad(
        "UTF-16, as some spreadsheets save",
        "requests.csv",
        f"{HEAD}\n{GOOD}\n".encode("utf-16"),
        ("requests.csv", "row 1", "UTF-8"),
    ),
    Bad(
        "a quotation mark that never closes",
        "requests.csv",
        f'{HEAD}\n{GOOD}\nR-2,"Ann,{VALUE},x\nR-3,B,C,y\n',
        ("requests.csv", "row 3", "quotation mark"),
    ),
    Bad(
        "text after a closing quotation mark",
        "requests.csv",
        f'{HEAD}\n{GOOD}\nR-2,"Ann"{VALUE},x,y\n',
        ("requests.csv", "row 3", "quotation mark"),
    ),
    Bad(
        "a file cut off in the middle of a row",
        "requests.csv",
        f"{HEAD}\n{GOOD}\nR-2,{VALUE}",
        ("requests.csv", "row 3", "cut off"),
    ),
    Bad(
        "no header: the first row is a record",
        "requests.csv",
        f"{GOOD}\nR-2,Bob,{VALUE},x\n",
        ("requests.csv", "row 1", "column names"),
    ),
    Bad(
        "two columns of one name",
        "requests.csv",
        f"{HEAD},address\n{GOOD},{VALUE}\n",
        ("requests.csv", "row 1", "address"),
    ),
    Bad("an empty file", "requests.csv", "", ("requests.csv", "empty")),
    Bad("a header and no rows", "requests.csv", f"{HEAD}\n", ("requests.csv", "no rows")),
    Bad(
        "no row that can be read",
        "requests.csv",
        f"{HEAD},date_of_birth\n{GOOD},2025-02-30\n",
        ("requests.csv", "row 2", "date_of_birth", "does not exist"),
    ),
    Bad("a kind of file that is not known", "requests.doc", VALUE, ("requests.doc", "CSV")),
    Bad("a workbook that is none", "requests.xlsx", f"PK{VALUE}", ("requests.xlsx", "workbook")),
    Bad("a Parquet file cut off", "requests.parquet", f"PAR1{VALUE}", ("requests.parquet",)),
    Bad(
        "JSON lines in another encoding",
        "requests.jsonl",
        json.dumps({"last_name": VALUE}).encode() + b"\n\xff\n",
        ("requests.jsonl", "row 2", "UTF-8"),
    ),
]
BESIDE = [
    Bad("a letter that is no TOML", "letter.toml", f"[letter]\nx = {VALUE}\n", ("row 2", "TOML")),
    Bad(
        "a letter with an unknown key",
        "letter.toml",
        f'[letter]\nbatch_id = "B"\ndated = 2025-08-01\nprovision = "26 USC 6103(i)(2)"\n'
        f'colour = "{VALUE}"\n[requester]\nagency = "A"\n[signed_by]\nname = "N"\n',
        ("letter.toml", "letter.colour"),
    ),
    Bad("a letter that lacks a key", "letter.toml", "[letter]\n", ("letter.toml", "missing")),
    Bad(
        "a letter that names a person for every row",
        "letter.toml",
        f'[letter]\nbatch_id = "B"\ndated = 2025-08-01\nprovision = "26 USC 6103(i)(2)"\n'
        f'[requester]\nagency = "A"\n[signed_by]\nname = "N"\n[defaults]\nlast_name = "{VALUE}"\n',
        ("letter.toml", "defaults.last_name", "every row"),
    ),
    Bad("a letter in another encoding", "letter.toml", b"# \xff\n", ("letter.toml", "UTF-8")),
    Bad(
        "a letter under a provision that duly does not decide",
        "letter.toml",
        f'[letter]\nbatch_id = "B"\ndated = 2025-08-01\nprovision = "{VALUE}"\n'
        '[requester]\nagency = "A"\n[signed_by]\nname = "N"\n',
        ("letter.provision",),
    ),
    Bad(
        "a custodian file with an unknown key",
        "custodian.toml",
        f'[safeguards]\nmett = "{VALUE}"\n',
        ("custodian.toml", "safeguards.mett", "met"),
    ),
    Bad(
        "a custodian file that names no order of the registry",
        "custodian.toml",
        "[orders.NO-SUCH]\ncarve_out = true\n",
        ("custodian.toml", "NO-SUCH"),
    ),
    Bad(
        "a carve-out recorded under an order that has none",
        "custodian.toml",
        "[orders.CTR-705]\ncarve_out = true\nrecorded_by = 'Officer'\n",
        ("custodian.toml", "CTR-705"),
    ),
    Bad(
        "answers with an unknown column",
        "answers.csv",
        f"request_id,question,answer,because,by,on,mood\nR-1,x,yes,{VALUE},A,2025-08-01,{VALUE}\n",
        ("answers.csv", "row 1", "mood"),
    ),
    Bad(
        "an answer that is neither yes nor no",
        "answers.csv",
        f"request_id,question,answer,because,by,on\nR-1,x,{VALUE},b,A,2025-08-01\n",
        ("answers.csv", "row 2", "answer"),
    ),
    Bad(
        "two answers to one question",
        "answers.csv",
        "request_id,question,answer,because,by,on\n"
        f"R-1,x,yes,{VALUE},A,2025-08-01\nR-1,x,no,{VALUE},A,2025-08-01\n",
        ("answers.csv", "row 3", "question", "row 2"),
    ),
    Bad(
        "an answer on a day that does not exist",
        "answers.csv",
        f"request_id,question,answer,because,by,on\nR-1,x,yes,{VALUE},A,2025-02-30\n",
        ("answers.csv", "row 2", "on", "does not exist"),
    ),
    Bad(
        "a comparison in other words",
        "comparisons.csv",
        f"request_id,comparison,by,on\nR-1,{VALUE},A,2025-08-01\n",
        ("comparisons.csv", "row 2", "comparison", "agrees"),
    ),
    Bad(
        "two comparisons of one request",
        "comparisons.csv",
        "request_id,comparison,by,on\nR-1,agrees,A,2025-08-01\nR-1,agrees,A,2025-08-01\n",
        ("comparisons.csv", "row 3", "request_id"),
    ),
    Bad(
        "a registry file with an unknown key",
        "orders/OWN-1.toml",
        f'order_id = "OWN-1"\ncolour = "{VALUE}"\n',
        ("orders/OWN-1.toml", "colour"),
        options=("--orders", "orders"),
    ),
    Bad(
        "a registry file that is no TOML",
        "orders/OWN-1.toml",
        f"order_id = {VALUE}\n",
        ("orders/OWN-1.toml", "TOML"),
        options=("--orders", "orders"),
    ),
]
PERSON = "person_id,tin,tin_type,date_of_birth\n"
ROSTERS = [
    ("person", f"person_id,tin\nP1,{VALUE}\n", ("person.csv", "date_of_birth")),
    ("person", f"{PERSON}P1,1,ssn,{VALUE}\n", ("person.csv", "row 2", "date_of_birth")),
    ("person", f"{PERSON}P1,1,ssn,\nP1,1,ssn,\n", ("person.csv", "row", "person_id")),
    ("person_address", f"person_id,role,address,source,period\nP1,{VALUE},x,y,2023\n", ("role",)),
]
OPTIONS = [
    ("a date that is none", ("--as-of", "last week"), 2, "--as-of"),
    ("a day before the law was read", ("--as-of", "2020-01-01"), 15, "in force"),
    ("a forum that is none", ("--forum", "the moon"), 2, "forum"),
    ("a profile that is none", ("--profile", "loose"), 2, "profile"),
    ("a reading that is none", ("--what-if", "Q1=R9"), 2, "Q1: R3, R2, R1"),
    ("a what-if in another form", ("--what-if", "Q1"), 2, "left=right"),
    ("a mapping to no column", ("--map", "Surname=family_name"), 2, "family_name"),
    ("a mapping of a column that is not there", ("--map", "Surname=suffix"), 2, "Surname"),
    ("another word after --fail-on", ("--fail-on", "never"), 2, "--fail-on"),
    ("a roster and comparisons", ("--roster", "roster"), 2, "roster"),
    ("a letter that is not there", ("--letter", "lost.toml"), 10, "lost.toml"),
    ("keys that are not there", ("--keys", "nowhere"), 10, "duly keys init"),
    ("a folder of orders that is not there", ("--orders", "nowhere"), 10, "nowhere"),
    ("an option that is none", ("--quickly",), 2, "--quickly"),
]


def told(desk, before, said, code, named):
    assert said.code == code, said.out + said.err
    assert said.out == ""
    for word in named:
        assert word in said.err
    assert VALUE not in said.err
    assert desk.there() == before


@pytest.mark.parametrize("bad", REQUESTS, ids=lambda bad: bad.says)
def test_a_request_file_that_cannot_be_read(bad, desk):
    desk.write(bad.file, bad.content)
    before = desk.there()
    said = desk.check(file=bad.file)
    told(desk, before, said, bad.code, (*bad.named, "What to do"))
    for word in bad.unsaid:
        assert word not in said.err


def test_a_parquet_column_that_no_cell_can_hold(desk):
    pq.write_table(
        pa.table({"request_id": ["R-1"], "tree": [{"a": VALUE}]}), desk.home / "r.parquet"
    )
    before = desk.there()
    told(desk, before, desk.check(file="r.parquet"), 10, ("r.parquet", "column tree"))


@pytest.mark.parametrize("bad", BESIDE, ids=lambda bad: bad.says)
def test_a_letter_a_custodian_file_or_another_table_that_cannot_be_read(bad, desk):
    desk.write(bad.file, bad.content)
    before = desk.there()
    told(desk, before, desk.check(*bad.options), bad.code, (*bad.named, "What to do"))


@pytest.mark.parametrize(("name", "content", "named"), ROSTERS)
def test_a_roster_that_cannot_be_used(name, content, named, desk):
    desk.roster(**{name: content})
    before = desk.there()
    said = desk.check("--roster", "roster", compared=False)
    told(desk, before, said, 10, (*named, "What to do"))


@pytest.mark.parametrize("name", ["person", "person_name", "person_address"])
def test_a_roster_that_lacks_a_file(name, desk):
    (desk.roster() / f"{name}.csv").unlink()
    before = desk.there()
    told(desk, before, desk.check("--roster", "roster", compared=False), 10, (name, "What to do"))


@pytest.mark.parametrize(("says", "words", "code", "named"), OPTIONS, ids=lambda one: str(one)[:50])
def test_an_option_that_cannot_be_meant(says, words, code, named, desk):
    desk.roster()
    before = desk.there()
    told(desk, before, desk.check(*words), code, (named,))


def test_results_that_are_there_already_are_never_replaced_unasked(desk):
    desk.write("decided/notes.txt", VALUE)
    before = desk.there()
    told(desk, before, desk.check(), 11, ("decided", "exists already"))
    assert (desk.home / "decided" / "notes.txt").read_text() == VALUE
    told(desk, before, desk.check("--overwrite"), 11, ("decided", "not an older run"))
    assert (desk.home / "decided" / "notes.txt").read_text() == VALUE
    (desk.home / "decided" / "notes.txt").unlink()
    assert desk.check("--overwrite").code == 0
    assert desk.check("--overwrite").code == 0


def test_the_law_is_never_asked_for_a_day_after_the_decision(desk):
    before = desk.there()
    late = desk.check("--as-of", "2100-01-01")
    told(desk, before, late, 2, ("after the decision",))


def test_an_answer_to_what_is_no_question_for_a_person_is_refused(desk):
    desk.write(
        "answers.csv", "request_id,question,answer,because,by,on\nR-1,i2.live,no,x,y,2025-08-01\n"
    )
    before = desk.there()
    told(desk, before, desk.check("--answers", "answers.csv"), 10, ("answers.csv", "question"))


def test_a_key_that_others_can_read_is_not_used(desk):
    (desk.home / "keys" / "signing.key").chmod(0o644)
    before = desk.there()
    told(desk, before, desk.check(), 12, ("signing.key", "chmod 600"))


def test_a_key_file_that_holds_no_key_is_not_used(desk):
    desk.write("keys/signing.key", VALUE)
    before = desk.there()
    told(desk, before, desk.check(), 10, ("signing.key",))


ROWS = [
    ("a date that does not exist", {"date_of_birth": "2025-02-30"}, "date_of_birth", "exist"),
    ("a date in another form", {"matter_opened_on": "17.4.2025"}, "matter_opened_on", "YYYY"),
    ("a TIN of eight digits", {"tin": "52000417"}, "tin", "nine digits"),
    ("a cell of 10 MB", {"address": "x" * 10_000_000}, "address", "32,768 characters"),
    ("a name of 300 letters", {"last_name": "x" * 300}, "last_name", "200 characters"),
    ("a word that is not in the list", {"recipient_role": VALUE}, "recipient_role", "Write one of"),
    ("neither yes nor no", {"relief_pending": VALUE}, "relief_pending", "yes or no"),
    ("a NUL in a name", {"first_name": f"A\0{VALUE}"}, "first_name", "UTF-8"),
    ("no request_id", {"request_id": ""}, "request_id", "blank"),
    ("the request_id of an earlier row", {"request_id": "R-1"}, "request_id", "row 2"),
]


@pytest.mark.parametrize(
    ("says", "change", "column", "words"), ROWS[:-1], ids=lambda one: str(one)[:40]
)
def test_a_row_that_cannot_be_read_is_rejected_and_the_others_are_decided(
    says, change, column, words, desk
):
    desk.requests([desk.row, {**desk.row, "request_id": "R-2"}])
    desk.table("requests.csv", [desk.row, {**desk.row, "request_id": "R-2", **change}])
    said = desk.check()
    assert said.code == 0, said.err
    assert "2 read = 1 decided + 1 rejected" in said.out
    assert VALUE not in said.out + said.err
    [decided] = desk.decisions()
    assert (decided["request_id"], decided["operating"]) == ("R-1", "SHALL")
    csv_limit = max(len(value) for value in change.values()) < 100_000
    if csv_limit:
        [rejected] = desk.read("decided/rejects.csv")
        assert rejected["duly_row"] == "3"
        assert rejected["duly_reason"].startswith(f"Column {column} ")
        assert words in rejected["duly_reason"]
        assert list(rejected)[: len(desk.row)] == list(desk.row)
        assert {k: v for k, v in rejected.items() if k in change} == change
    else:
        text = (desk.home / "decided" / "rejects.csv").read_text()
        assert f"Column {column} is longer than {words}" in text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "'="])
def test_a_formula_is_made_harmless_in_the_reject_file_and_comes_back_as_it_was(sign, desk):
    formula = f'{sign}HYPERLINK("http://example.invalid";"{VALUE}")'
    bad = {**desk.row, "request_id": "R-2", "last_name": formula, "date_of_birth": "2025-02-30"}
    desk.table("requests.csv", [desk.row, bad])
    assert desk.check().code == 0
    [rejected] = desk.read("decided/rejects.csv")
    assert rejected["last_name"] == f"'{formula}"
    # Corrected and sent in again as it is, with the columns that duly added, it is read.
    (desk.home / "decided" / "rejects.csv").rename(desk.home / "again.csv")
    desk.write(
        "again.csv", (desk.home / "again.csv").read_text().replace("2025-02-30", "1980-02-29")
    )
    assert desk.check("--overwrite", file="again.csv").code == 0
    assert [row["request_id"] for row in desk.decisions()] == ["R-2"]


def test_no_cell_of_the_decision_files_begins_a_formula(desk):
    desk.requests([{**desk.row, "last_name": "=1+1", "matter_id": "@x-1", "reason": "+a b c d"}])
    assert desk.check().code == 0
    for name in ("decisions.csv", "requester.csv", "reasons.csv", "defects.csv"):
        for row in desk.read(f"decided/{name}"):
            assert not [cell for cell in row.values() if cell[:1] in set("=+-@\t\r")]


def test_a_fault_in_the_program_is_confessed_without_the_value(desk, monkeypatch):
    def broken(*_args, **_named):
        raise RuntimeError(VALUE)

    monkeypatch.setattr("duly.cli.check.check_files", broken)
    said = desk.check()
    assert said.code == 1
    assert "A fault in duly itself (RuntimeError at" in said.err
    assert VALUE not in said.out + said.err
    assert desk.check("--json").json["exit_code"] == 1


def test_when_deciding_breaks_off_nothing_half_written_is_left(desk, monkeypatch):
    def broken(*_args, **_named):
        raise RuntimeError(VALUE)

    before = desk.there()
    monkeypatch.setattr("duly.intake.batch.write_run", broken)
    assert desk.check().code == 1
    assert desk.there() == before


def test_a_full_disk_is_told_as_such(desk, monkeypatch):
    import errno

    def full(*_args, **_named):
        raise OSError(errno.ENOSPC, VALUE)

    before = desk.there()
    monkeypatch.setattr("duly.intake.batch.write_run", full)
    told(desk, before, desk.check(), 11, ("decided", "No space left"))
